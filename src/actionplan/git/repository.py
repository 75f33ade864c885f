"""Naming a revision; reading the last commit, and making one."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from datetime import date

from actionplan.git.environment import repository_of
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.storage.toml import Unreadable, read_bytes

__all__ = ["GitError", "changed_for", "changed_paths", "commit", "committed_bytes", "resolve_revision", "under_way"]

FILE = re.compile(rf"(\d{{6}}) ([a-z]+) ({NAME})\t([^\0]+)\0".encode())
"""A row of ``git ls-tree -z``: mode, kind, name and path."""

_NAME = re.compile(f"({NAME})\n".encode())
_SHORT = re.compile(rb"([0-9a-f]+)\n")
_TRUTH = re.compile(rb"(true|false)\n")
_PATH = re.compile(rb"(.+)\r?\n", re.DOTALL)


def committed_bytes(path: str) -> bytes | None:
    """Return a file's bytes as the last commit has them.

    Returns:
        The bytes; None where there is no repository, no commit yet, or no such file in the last one.

    Raises:
        GitError: there is a repository, but git cannot tell: it is missing, refuses, or the repository is damaged.
    """
    folder, name = os.path.split(os.path.realpath(path))
    if repository_of(folder) is None:
        return None
    git = git_in(folder)
    content = _last_commit(git, name).get(name)
    return next(git.contents([content])) if content is not None else None


def under_way(folder: str) -> str | None:
    """Return what is under way in a repository, such as a merge; None where nothing is.

    Raises:
        GitError: the folder is in a repository, but git cannot tell.
    """
    if repository_of(folder) is None:
        return None
    store = os.fsdecode(git_in(folder).row(_PATH, "rev-parse", "--absolute-git-dir")[1])
    return next((what for mark, what in _UNDER_WAY.items() if os.path.exists(os.path.join(store, mark))), None)


_UNDER_WAY = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
"""What git leaves in its folder while something is under way."""


def changed_paths(folder: str) -> list[str]:
    """Return the TOML files below a folder that differ from the last commit, or are in one of the two alone.

    Raises:
        GitError: the folder is not in a repository, or git is missing.
    """
    return changed_for(git_in(folder))


def changed_for(git: Git) -> list[str]:
    """Return the TOML files below git's folder that differ from the last commit, or are in one of the two alone.

    They are compared here, since git runs programs over files that it compares, and believes what it once noted about
    them. A file that differs in its line ends alone is the same.

    Raises:
        GitError: the folder is not in a repository, or git is missing.
    """
    folder = os.path.realpath(git.folder)
    committed = {path: name for path, name in _last_commit(git, ".").items() if path.endswith(".toml")}
    paths = sorted({*committed, *_toml_files(folder)})
    changed = (path for path in paths if not _is_content(f"{folder}/{path}", committed.get(path)))
    return [os.path.join(folder, *path.split("/")) for path in changed]


def _toml_files(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = where[len(folder) :].replace(os.sep, "/").lstrip("/")
        yield from (f"{inside}/{name}".lstrip("/") for name in files if name.endswith(".toml"))


def _last_commit(git: Git, path: str) -> dict[str, str]:
    """Return the files that the last commit has at a path, with git's name of their content; none before the first."""
    try:
        found = git.rows(FILE, "ls-tree", "-r", "-z", "HEAD", "--", path)
    except GitError:
        if git.run("rev-parse", "--verify", "--quiet", "HEAD"):
            raise
        return {}
    return {os.fsdecode(row[4]): row[3].decode() for row in found if row[2] == b"blob"}


def _is_content(path: str, name: str | None) -> bool:
    """Return whether what lies at a path has a name in git, as it is or with the line ends of a commit."""
    if name is None:
        return False
    try:
        data = read_bytes(path)
        if _name_of(data, len(name)) == name:
            return True
        whole = os.fsencode(os.readlink(path)) if os.path.islink(path) else data.replace(b"\r\n", b"\n")
    except (OSError, Unreadable):
        return False
    return _name_of(whole, len(name)) == name


def _name_of(data: bytes, length: int) -> str:
    kind = hashlib.sha1 if length == 40 else hashlib.sha256
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def resolve_revision(git: Git, revision: str) -> str:
    """Return the full name of the commit that a revision means.

    Args:
        git: git, in a folder of the repository.
        revision: a commit, tag or branch, in any of git's forms but one: ``@{...}`` reads a log that each clone keeps
            of its own movements, so that the same words mean something else, or nothing, to the next reader.

    Raises:
        GitError: there is no such commit, the form is refused, or there is no repository.
    """
    if "@{" in revision:
        raise GitError(
            f'"{revision}" asks for what this one clone remembers of its own movements, and other clones remember '
            "something else: name a commit, a tag or a branch"
        )
    is_shallow = git.row(_TRUTH, "rev-parse", "--is-shallow-repository")[1] == b"true"
    try:
        return git.row(_NAME, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")[1].decode()
    except (GitError, ValueError) as error:
        unknown = f'git knows no commit "{revision}" here'
        if is_shallow:
            unknown += (
                ", and this clone has only the last part of the history (it is shallow): fetch the rest with: "
                "git fetch --unshallow --tags"
            )
        raise GitError(unknown) from error


def commit(paths: Sequence[str], message: str, *, is_asked: bool) -> str:
    """Commit files as they are now, and nothing else that may be staged.

    Args:
        paths: the files, all in one repository.
        message: the commit's message.
        is_asked: whether the user asks for the commit, so that the user's own hooks run and sign it. A plan's policy
            that asks for it starts nothing.

    Returns:
        The short name of the commit.

    Raises:
        GitError: git refused; the files are saved all the same.
    """
    absolute = [os.path.realpath(path) for path in paths]
    git = git_in(os.path.dirname(absolute[0]), is_asked=is_asked)
    named = [f":(literal){path}" for path in absolute]
    git.run("add", "--intent-to-add", "--", *named)
    git.run("commit", "--quiet", "--only", "--message", message, "--", *named)
    return git.row(_SHORT, "rev-parse", "--short", "HEAD")[1].decode()


def day_of(text: str) -> date | None:
    """Return the day of a commit as git prints it; None where it prints none that there is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
