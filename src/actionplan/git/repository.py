"""Resolve revisions, compare files with the last commit, and make commits."""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date

from actionplan.git.environment import repository_of
from actionplan.git.objects import object_name
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.storage.toml import Unreadable, read_bytes

__all__ = ["GitError", "changed_for", "changed_paths", "commit", "committed_bytes", "resolve_revision", "under_way"]

FILE = re.compile(rf"(\d{{6}}) ([a-z]+) ({NAME})\t([^\0]+)\0".encode())
"""A row of ``git ls-tree -z``: mode, kind, name and path."""

_NAME = re.compile(f"({NAME})\n".encode())
_SHORT = re.compile(rb"([0-9a-f]+)\n")
_TRUTH = re.compile(rb"(true|false)\n")
_PATH = re.compile(rb"(.+)\r?\n", re.DOTALL)


def repository_row(folder: str, row: re.Pattern[bytes], *arguments: str, otherwise: str) -> tuple[Git, re.Match[bytes]]:
    """Return git for a folder, and the row that ``git rev-parse`` prints there.

    Args:
        folder: the folder.
        row: the pattern of the row.
        arguments: the arguments of ``git rev-parse``.
        otherwise: the end of the sentence that the folder is not in a git repository.

    Raises:
        GitError: the folder is not in a repository, or git cannot read it.
    """
    try:
        git = git_in(folder)
        return git, git.row(row, "rev-parse", *arguments)
    except GitError as error:
        if "not a git repository" not in str(error):
            raise
        raise GitError(f"{folder} is not in a git repository{otherwise}") from error


def committed_bytes(path: str) -> bytes | None:
    """Return a file's bytes in the last commit.

    Returns:
        The bytes; None where there is no repository, no commit yet, or no such file in the last one.

    Raises:
        GitError: there is a repository, but git is missing, refuses, or the repository is damaged.
    """
    folder, name = os.path.split(os.path.realpath(path))
    if repository_of(folder) is None:
        return None
    git = git_in(folder)
    content = _last_commit(git, name).get(name)
    return next(git.contents([content])) if content is not None else None


def under_way(folder: str) -> str | None:
    """Return the operation in progress in a repository, such as a merge; None where there is none.

    Raises:
        GitError: the folder is in a repository that git cannot read.
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
"""The files in git's folder that show an operation in progress."""


def changed_paths(folder: str) -> list[str]:
    """Return the TOML files below a folder that differ from the last commit, including new and removed ones.

    Raises:
        GitError: the folder is not in a repository, or git is missing.
    """
    return changed_for(git_in(folder))


def changed_for(git: Git) -> list[str]:
    """Return the TOML files below git's folder that differ from the last commit, including new and removed ones.

    They are compared here, because git would run filters on them, and trusts its index about unchanged files. A file
    that differs only in its line endings is unchanged.

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
    """Return the files of the last commit at a path, with git's names of their contents; none before the first."""
    try:
        found = git.rows(FILE, "ls-tree", "-r", "-z", "HEAD", "--", path)
    except GitError:
        if git.run("rev-parse", "--verify", "--quiet", "HEAD"):
            raise
        return {}
    return {os.fsdecode(row[4]): row[3].decode() for row in found if row[2] == b"blob"}


def _is_content(path: str, name: str | None) -> bool:
    """Return whether a file has a content of git, as it is or with the line endings of a commit."""
    if name is None:
        return False
    try:
        data = read_bytes(path)
        if object_name(b"blob", data, len(name)) == name:
            return True
        whole = os.fsencode(os.readlink(path)) if os.path.islink(path) else data.replace(b"\r\n", b"\n")
    except (OSError, Unreadable):
        return False
    return object_name(b"blob", whole, len(name)) == name


def resolve_revision(git: Git, revision: str) -> str:
    """Return the full name of the commit of a revision.

    Args:
        git: git, in a folder of the repository.
        revision: a commit, tag or branch, in any of git's forms except ``@{...}``, which reads a log that belongs to
            one clone, so that the next reader would get another commit, or none.

    Raises:
        GitError: there is no such commit, the form is refused, or there is no repository.
    """
    if "@{" in revision:
        raise GitError(
            f'"{revision}" depends on the log of this clone, and means something else in other clones: name a commit, '
            "a tag or a branch"
        )
    is_shallow = git.row(_TRUTH, "rev-parse", "--is-shallow-repository")[1] == b"true"
    try:
        return git.row(_NAME, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")[1].decode()
    except (GitError, ValueError) as error:
        unknown = f'git knows no commit "{revision}" here'
        if is_shallow:
            unknown += (
                ", and this clone is shallow (it has only the last part of the history): fetch the rest with: "
                "git fetch --unshallow --tags"
            )
        raise GitError(unknown) from error


def commit(paths: Sequence[str], message: str, *, is_asked: bool) -> str:
    """Commit files as they are now, and no other staged changes.

    Args:
        paths: the files, all in one repository.
        message: the commit's message.
        is_asked: whether the user requested the commit, so that the user's own hooks run and the commit is signed. A
            commit that only a plan's policy requests starts no program.

    Returns:
        The short name of the commit.

    Raises:
        GitError: git refused; the files are saved anyway.
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
