"""The settings for git: the user's own, harmless ones of the repository, and ours. All others are emptied."""

import os
import re
from collections.abc import Sequence

from attrs import frozen

OWN = ("system", "global", "command")
"""The scopes of the user's own settings. Settings of any other scope may have come with the plan's folder."""

HARMLESS = frozenset(
    """
    author.email author.name committer.email committer.name user.email user.name user.signingkey user.useconfigonly
    branch.description branch.merge branch.pushremote branch.rebase branch.remote
    checkout.thresholdforparallelism checkout.workers
    core.attributesfile core.autocrlf core.bare core.bigfilethreshold core.checkstat core.commentchar core.compression
    core.eol core.excludesfile core.filemode core.fscache core.fsync core.fsyncmethod core.hidedotfiles
    core.ignorecase core.ignorestat core.logallrefupdates core.longpaths core.loosecompression core.notesref
    core.packedgitlimit core.packedgitwindowsize core.precomposeunicode core.preloadindex core.protecthfs
    core.protectntfs core.repositoryformatversion core.safecrlf core.sharedrepository core.sparsecheckout
    core.sparsecheckoutcone core.splitindex core.symlinks core.trustctime core.untrackedcache core.whitespace
    core.worktree
    extensions.compatobjectformat extensions.noop extensions.objectformat extensions.partialclone
    extensions.preciousobjects extensions.refstorage extensions.relativeworktrees extensions.worktreeconfig
    diff.algorithm diff.renamelimit diff.renames
    fetch.parallel fetch.prune fetch.prunetags fetch.unpacklimit
    http.lowspeedlimit http.lowspeedtime http.postbuffer http.version
    gpg.format include.path includeif.path
    index.recordendofindexentries index.recordoffsettable index.sparse index.threads index.version
    merge.conflictstyle merge.renamelimit merge.renames
    pack.depth pack.threads pack.window pack.windowmemory protocol.version
    push.default remote.fetch remote.push
    submodule.fetchjobs transfer.unpacklimit
    """.split()  # noqa: SIM905  # one name after another is easier to read
)
"""The settings of a repository that are used: section and name, without the subsection.

None of them names a program; git reads some of them before our settings, or fails if they are empty. Settings in a file
that ``include.path`` names are listed with the others, so ``include.path`` itself is harmless."""

FIXED = {
    "advice.graftFileDeprecated": "false",
    "color.ui": "false",
    "commit.cleanup": "whitespace",
    "commit.gpgSign": "false",
    "core.abbrev": "auto",
    "core.commitGraph": "false",  # belongs to one clone, and may differ from the commits that it summarises
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.quotePath": "false",
    "diff.ignoreSubmodules": "all",  # git does not pass our settings to the git that it starts in a submodule
    "diff.orderFile": os.devnull,
    "gc.auto": "0",
    "i18n.commitEncoding": "UTF-8",
    "i18n.logOutputEncoding": "UTF-8",
    "maintenance.auto": "false",
    "safe.bareRepository": "explicit",  # a plan's folder may contain the files of a bare repository
    "submodule.recurse": "false",
}
"""The settings that are the same in every run: they decide which programs are started and what is printed."""

_REQUESTED = ("core.hooksPath", "commit.gpgSign")
"""The settings that the user's own configuration decides in a commit that the user requested."""


@frozen(kw_only=True)
class Setting:
    """A setting, as git lists it.

    Attributes:
        scope: git's name for where it comes from.
        key: its section and name in small letters, with the subsection between them, if any.
        value: its value.
    """

    scope: str
    key: str
    value: str


def settings_for(listed: Sequence[Setting], *, is_asked: bool) -> list[tuple[str, str]]:
    """Return the settings to run git with, after those in its files. For each key the last one counts.

    Args:
        listed: every setting that git finds, in git's order.
        is_asked: whether the user requested the operation, so that the user's own hooks and signing are used.
    """
    own: dict[str, list[str]] = {}
    emptied: dict[str, None] = {}
    for setting in listed:
        if setting.scope in OWN:
            own.setdefault(setting.key, []).append(setting.value)
        elif re.sub(r"\..*\.", ".", setting.key, flags=re.DOTALL) not in HARMLESS:  # the key without its subsection
            emptied[setting.key] = None
    if not is_asked:
        emptied |= {key: None for key in own if key.startswith("hook.")}
        own = {key: values for key, values in own.items() if not key.startswith("hook.")}
    given = [(setting.key, setting.value) for setting in listed if setting.scope == "command"]
    for key in emptied:
        given += [(key, ""), *((key, value) for value in own.get(key, ()))]
    users = {key: own[key.lower()][-1] for key in _REQUESTED if is_asked and key.lower() in own}
    return [*given, *{**FIXED, **users}.items()]
