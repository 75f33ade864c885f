"""Which settings git runs with: the user's own, harmless ones of the repository, and ours. Every other one is empty."""

import os
import re
from collections.abc import Mapping, Sequence

from attrs import frozen

OWN = ("system", "global", "command")
"""The scopes in which a setting is the user's own. What any other scope says may have come with the plan's folder."""

HARMLESS = frozenset(
    """
    author.email author.name committer.email committer.name user.email user.name user.signingkey user.useconfigonly
    branch.description branch.merge branch.pushremote branch.rebase branch.remote
    core.attributesfile core.autocrlf core.bare core.bigfilethreshold core.checkstat core.commentchar core.compression
    core.eol core.excludesfile core.filemode core.fscache core.fsync core.fsyncmethod core.hidedotfiles
    core.ignorecase core.ignorestat core.logallrefupdates core.longpaths core.loosecompression core.notesref
    core.packedgitlimit core.packedgitwindowsize core.precomposeunicode core.preloadindex core.protecthfs
    core.protectntfs core.repositoryformatversion core.safecrlf core.sharedrepository core.sparsecheckout
    core.sparsecheckoutcone core.splitindex core.symlinks core.trustctime core.untrackedcache core.whitespace
    core.worktree
    extensions.compatobjectformat extensions.noop extensions.objectformat extensions.partialclone
    extensions.preciousobjects extensions.refstorage extensions.relativeworktrees extensions.worktreeconfig
    gpg.format include.path includeif.path
    index.recordendofindexentries index.recordoffsettable index.sparse index.threads index.version
    pack.depth pack.threads pack.window pack.windowmemory
    push.default remote.fetch remote.push
    """.split()  # noqa: SIM905  # one name after another is easier to read
)
"""The settings that hold though the repository makes them: section and name, without what stands between.

None of them names a program, and git reads some before it looks at ours, or fails where they are empty. What a file
says that ``include.path`` names is listed with the rest, so that it need not be harmless itself."""

FIXED = {
    "advice.graftFileDeprecated": "false",
    "color.ui": "false",
    "commit.cleanup": "whitespace",
    "commit.gpgSign": "false",
    "core.abbrev": "auto",
    "core.commitGraph": "false",  # it is made by each clone, and says what the commits it summarises need not say
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "diff.ignoreSubmodules": "all",  # git gives none of our settings to the git that it starts in a submodule
    "diff.orderFile": os.devnull,
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "maintenance.auto": "false",
    "safe.bareRepository": "explicit",  # a plan's folder can be made to look like a repository of its own
    "submodule.recurse": "false",
}
"""The settings that are the same in every run, whoever makes others: they decide what is started and printed."""

_ASKED_FOR = ("core.hooksPath", "commit.gpgSign")
"""What the user's own configuration decides in a commit that the user asks for."""


@frozen(kw_only=True)
class Setting:
    """A setting, as git lists it.

    Attributes:
        scope: where it is made.
        key: its section and its name in small letters, and what stands between them, if anything does.
        value: its value.
    """

    scope: str
    key: str
    value: str


def settings_for(listed: Sequence[Setting], *, is_asked: bool) -> list[tuple[str, str]]:
    """Return the settings to run git with, after those in its files. The last of a key is the one that counts.

    Args:
        listed: every setting that git finds, in git's order.
        is_asked: whether the user asks for what git is to do, so that the user's own hooks and signature belong to it.
    """
    own: dict[str, list[str]] = {}
    emptied: dict[str, None] = {}
    for setting in listed:
        if setting.scope in OWN:
            own.setdefault(setting.key, []).append(setting.value)
        elif _without_middle(setting.key) not in HARMLESS:
            emptied[setting.key] = None
    if not is_asked:
        emptied |= {key: None for key in own if key.startswith("hook.")}
        own = {key: values for key, values in own.items() if not key.startswith("hook.")}
    given = [(setting.key, setting.value) for setting in listed if setting.scope == "command"]
    for key in emptied:
        given += [(key, ""), *((key, value) for value in own.get(key, ()))]
    return [*given, *{**FIXED, **(_users(own) if is_asked else {})}.items()]


def _without_middle(key: str) -> str:
    return re.sub(r"\..*\.", ".", key, flags=re.DOTALL)


def _users(own: Mapping[str, list[str]]) -> dict[str, str]:
    return {key: own[key.lower()][-1] for key in _ASKED_FOR if key.lower() in own}
