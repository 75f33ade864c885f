"""Reading the last commit, and making one: the few git commands that an update and its undoing need."""

import os
import subprocess
from collections.abc import Sequence

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")
"""A plan folder may come from anywhere, so nothing that its configuration names is run just to read it."""


class GitError(Exception):
    """Git could not do what was asked; ``args[0]`` says why, in git's words where it has any."""


def committed_bytes(path: str) -> bytes | None:
    """Give a file's bytes as the last commit has them.

    Returns:
        The bytes; None where there is no repository, no commit yet, or no such file in the last one.

    Raises:
        GitError: there is a repository, but git cannot tell: it is missing, refuses, or the repository is damaged.
    """
    folder, name = _split(path)
    if not _has_repository(folder):
        return None
    _git(folder, "rev-parse", "--is-inside-work-tree")
    try:
        _git(folder, "rev-parse", "--verify", "--quiet", "HEAD")
    except GitError:
        return None
    if not _git(folder, "ls-tree", "-z", "HEAD", "--", f"./{name}"):
        return None
    return _git(folder, "cat-file", "blob", f"HEAD:./{name}")


def under_way(folder: str) -> str | None:
    """Say what is under way in a repository, such as a merge; None where nothing is.

    Raises:
        GitError: the folder is in a repository, but git cannot tell.
    """
    if not _has_repository(os.path.realpath(folder)):
        return None
    for mark, what in _UNDER_WAY.items():
        path = os.fsdecode(_git(folder, "rev-parse", "--git-path", mark).rstrip(b"\r\n"))
        if os.path.exists(os.path.join(folder, path)):
            return what
    return None


def _has_repository(folder: str) -> bool:
    """Say whether a repository is to be expected, without asking git: it may be what git refuses to look into."""
    if os.environ.get("GIT_DIR"):
        return True
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above
    return True


_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
"""What git leaves in its folder while something is under way."""


def changed_paths(folder: str) -> list[str]:
    """Give the files below a folder that differ from the last commit, or that it does not have.

    Raises:
        GitError: the folder is not in a repository, or git is missing.
    """
    listing = _git(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--no-renames", "--", ".")
    top = os.fsdecode(_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\r\n"))
    return [os.path.join(top, os.fsdecode(entry[3:])) for entry in listing.split(b"\0") if entry]


def commit(paths: Sequence[str], message: str) -> str:
    """Commit files as they are now, and nothing else that may be staged.

    Args:
        paths: the files, all in one repository.
        message: the commit's message.

    Returns:
        The short name of the commit.

    Raises:
        GitError: git refused; the files are saved all the same.
    """
    absolute = [os.path.realpath(path) for path in paths]
    folder = os.path.dirname(absolute[0])
    _git(folder, "add", "--intent-to-add", "--", *absolute)
    _git(folder, "commit", "--quiet", "--only", "--message", message, "--", *absolute)
    return os.fsdecode(_git(folder, "rev-parse", "--short", "HEAD").strip())


def _split(path: str) -> tuple[str, str]:
    real = os.path.realpath(path)
    return os.path.dirname(real), os.path.basename(real)


def _git(folder: str, *arguments: str) -> bytes:
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            cwd=folder,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1"},
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed, or not on the PATH") from error
    except OSError as error:
        raise GitError(f"git could not be run: {error.strerror or error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip() or done.stdout.decode(errors="replace").strip()
        raise GitError(said or f"git {arguments[0]} ended with {done.returncode}")
    return done.stdout
