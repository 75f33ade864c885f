"""Git for the two steps that reach other computers: fetch and push.

The address is the only thing that the repository decides. Who the user is, and the programs that show it, are the
user's own: settings of the repository that name a program, or lead elsewhere, are refused or never read.
"""

import os
import re
from typing import Final

from attrs import evolve

from actionplan.git.home import git_to_write
from actionplan.git.run_git import Git, GitError, listed_settings
from actionplan.git.settings import OWN
from actionplan.git.unshared import Upstream, upstream_of

LIMIT: Final = 60.0
"""The seconds for one step that reaches another computer."""

_PROTOCOLS: Final = "file:http:https:ssh"
_ALONE: Final = {
    "GCM_INTERACTIVE": "never",
    "GIT_ALLOW_PROTOCOL": _PROTOCOLS,
    "GIT_ASKPASS": "",
    "LANGUAGE": "",
    "LC_ALL": "C.UTF-8",  # the reasons of a failure are recognised by their words
    "SSH_ASKPASS_REQUIRE": "never",
}
"""Variables with which nothing is asked: nobody could answer."""

_ELSEWHERE: Final = re.compile(r"url\..*|http\.(.*\.)?sslverify")
"""Settings that lead to another place, or leave out the check that it is the right one."""

_WITHOUT_HOOKS: Final = (
    f"git -c core.hooksPath={os.devnull} -c core.alternateRefsCommand=false -c gc.auto=0 -c receive.autogc=false "
    "receive-pack"
)
"""What receives in a folder of this computer: the repository there may have come with the plan, hooks and all."""


class NoPlace(GitError):
    """There is nowhere to share a plan."""


def fetch(top: str) -> None:
    """Fetch the branch that others share; the plan's files stay as they are.

    Args:
        top: the repository's folder.

    Raises:
        NoPlace: the branch is shared nowhere.
        GitError: git failed.
    """
    git, upstream = _git_and_upstream(top)
    url = _addresses(git, upstream)[0]
    options = ("--quiet", "--no-tags", "--no-recurse-submodules", "--upload-pack=git-upload-pack")
    git.run("fetch", *options, "--", url, f"+{upstream.branch}:{upstream.tracked}")


def send(top: str, commit: str) -> None:
    """Send a commit to the branch that others share, if that leads to it.

    Args:
        top: the repository's folder.
        commit: the full name of the commit.

    Raises:
        NoPlace: the branch is shared nowhere.
        GitError: git failed, or the branch has commits that this one does not know.
    """
    git, upstream = _git_and_upstream(top)
    url = _addresses(git, upstream)[1]
    receiver = _WITHOUT_HOOKS if is_on_this_computer(url) else "git-receive-pack"
    options = ("--quiet", "--no-signed", "--no-follow-tags", "--recurse-submodules=no", f"--receive-pack={receiver}")
    git.run("push", *options, "--", url, f"{commit}:{upstream.branch}")
    git.run("update-ref", upstream.tracked, commit)


def place_of(top: str) -> str:
    """Return the address to which a plan is sent.

    Args:
        top: the repository's folder.

    Raises:
        NoPlace: the branch is shared nowhere.
        GitError: git failed.
    """
    git, upstream = _git_and_upstream(top)
    return re.sub(r"(?<=://)[^/@]*@", "", _addresses(git, upstream)[1])


def is_on_this_computer(url: str) -> bool:
    """Return whether an address is a folder, by the rule of git: no colon before the first slash."""
    return url.startswith("file://") or bool(re.match(r"[A-Za-z]:[\\/]", url)) or ":" not in url.split("/", 1)[0]


def _git_and_upstream(top: str) -> tuple[Git, Upstream]:
    git = git_to_write(top, is_asked=True)
    upstream = upstream_of(git)
    if upstream is None:
        raise NoPlace("there is nowhere to share it to")
    return evolve(git, environment={**git.environment, **_ALONE, **_ssh(git)}, limit=LIMIT), upstream


def _ssh(git: Git) -> dict[str, str]:
    """Return the variable that names the user's own program for ssh, which then asks nothing."""
    if own := os.environ.get("GIT_SSH_COMMAND") or git.run("config", "--get", "core.sshCommand").decode().strip():
        return {"GIT_SSH_COMMAND": own}
    if "GIT_SSH" in os.environ:
        return {"GIT_SSH": os.environ["GIT_SSH"]}
    return {"GIT_SSH_COMMAND": "ssh -o BatchMode=yes"}


def _addresses(git: Git, upstream: Upstream) -> tuple[str, str]:
    """Return the address to fetch from, and the one to send to."""
    plain = Git(folder=git.folder, environment={**git.environment, "GIT_CONFIG_COUNT": "0"})
    settings = listed_settings(plain)
    found = {
        key: next((each.value for each in settings if each.key == f"remote.{upstream.remote}.{key}"), "")
        for key in ("url", "pushurl")
    }
    url, push_url = found["url"], found["pushurl"] or found["url"]
    about = tuple(f"remote.{address}." for address in (url, push_url))
    for each in settings:
        is_named = bool(_ELSEWHERE.fullmatch(each.key)) or (bool(url) and each.key.startswith(about))
        if is_named and each.scope not in OWN:
            raise GitError(
                f'the setting "{each.key}" of this repository leads to another place than its address, so nothing is '
                "sent or fetched from here: use git itself, or remove the setting"
            )
    if not url:
        raise NoPlace("the place where it is shared has no address")
    return url, push_url
