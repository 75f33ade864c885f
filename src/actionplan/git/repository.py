"""Resolve revisions, compare files with the last commit, and make commits."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from attrs import evolve

from actionplan.git.environment import repository_of
from actionplan.git.home import git_to_write
from actionplan.git.objects import PROOF
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.git.seen import content_names
from actionplan.git.tree import TreeFile, tree_files
from actionplan.storage.toml import Unreadable, read_bytes

__all__ = ["GitError", "changed_for", "changed_paths", "commit", "committed_bytes", "resolve_revision", "under_way"]

FILE = re.compile(rf"(\d{{6}}) ([a-z]+) ({NAME})\t([^\0]+)\0".encode())
"""A row of ``git ls-tree -z``: mode, kind, name and path."""

_NAME = re.compile(f"({NAME})\n".encode())
_PREFIX = re.compile(rb"([^\n]*)\n")
_DIGITS = re.compile(r"[0-9a-fA-F]{4,64}")
_SHORT = re.compile(rf"(?:.+-g)?({_DIGITS.pattern})")
"""A commit's name, as it is or at the end of what ``git describe`` prints."""

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
    file = _last_commit(git, levels=1).get(name)
    return next(git.contents([file.object])) if file is not None and file.mode != b"160000" else None


def missing_paths(folder: str) -> list[str]:
    """Return the TOML files that the last commit has in a plan's folder, and that are not there; none outside git.

    Raises:
        GitError: there is a repository that git cannot read.
    """
    if repository_of(folder) is None:
        return []
    paths = (os.path.join(folder, *name.split("/")) for name in _last_commit(git_in(folder), levels=2))
    return [path for path in paths if path.endswith(".toml") and not os.path.lexists(path)]


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
    committed = {path: file.object for path, file in _last_commit(git).items() if path.endswith(".toml")}
    paths = sorted({*committed, *_toml_files(folder)})
    changed = (path for path in paths if not _is_content(f"{folder}/{path}", committed.get(path)))
    return [os.path.join(folder, *path.split("/")) for path in changed]


def _toml_files(folder: str) -> Iterator[str]:
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = where[len(folder) :].replace(os.sep, "/").lstrip("/")
        yield from (f"{inside}/{name}".lstrip("/") for name in files if name.endswith(".toml"))


def _last_commit(git: Git, levels: int | None = None) -> dict[str, TreeFile]:
    """Return the files of the last commit below git's folder; none before the first."""
    prefix = os.fsdecode(git.row(_PREFIX, "rev-parse", "--show-prefix")[1])
    head = last_commit(git)
    return tree_files(git, head, prefix, levels=levels) if head is not None else {}


def last_commit(git: Git) -> str | None:
    """Return the full name of the commit that is checked out; None before the first.

    Raises:
        GitError: the folder is not in a repository.
    """
    rows = git.rows(_NAME, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return rows[0][1].decode() if rows else None


def commit_at(folder: str) -> str | None:
    """Return the full name of the commit that is checked out around a folder, which may not be there yet.

    Args:
        folder: the folder.

    Returns:
        The name; None outside git, before the first commit, and where git cannot say it.
    """
    there = os.path.realpath(folder)
    while not os.path.isdir(there):
        there = os.path.dirname(there)
    with suppress(GitError):
        return last_commit(git_in(there)) if repository_of(there) is not None else None
    return None


def _is_content(path: str, name: str | None) -> bool:
    """Return whether a file has a content of git, as it is or with the line endings of a commit."""
    if name is None:
        return False
    try:
        data = os.fsencode(os.readlink(path)) if os.path.islink(path) else read_bytes(path)
    except (OSError, Unreadable):
        return False
    return name in content_names(data)


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
        name = git.row(_NAME, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")[1].decode()
    except (GitError, ValueError) as error:
        unknown = f'git knows no commit "{revision}" here'
        if is_shallow:
            unknown += (
                ", and this clone is shallow (it has only the last part of the history): fetch the rest with: "
                "git fetch --unshallow --tags"
            )
        raise GitError(unknown) from error
    if len(revision) >= PROOF and _DIGITS.fullmatch(revision) and not name.startswith(revision.lower()):
        raise GitError(f'a tag or a branch here has the name of a commit, "{revision}", and leads to another: {name}')
    return name


def refuse_short(git: Git, revision: str, name: str) -> None:
    """Refuse a commit's name that is too short to identify it for certain.

    Args:
        git: git, in a folder of the repository.
        revision: what the user named: a commit, tag or branch.
        name: the full name of its commit.

    Raises:
        GitError: it is too short.
    """
    stated = re.split(r"[~^]", revision)[0]
    short = _SHORT.fullmatch(stated)
    shown = ("--symbolic-full-name", "--verify", "--end-of-options")
    if short and len(short[1]) < PROOF and not git.run("rev-parse", *shown, stated).strip():
        raise GitError(
            f'"{revision}" is too short to identify a commit for certain: anyone can make another with the same '
            f"{len(short[1])} digits. The full name of the one here is\n  {name}\nCompare it with the minutes, and "
            f"give at least {PROOF} digits, or a tag"
        )


def commit(paths: Sequence[str], message: str, *, is_asked: bool, limit: float | None = None) -> str:
    """Commit files as they are now, or that they are gone, and no other staged changes.

    Args:
        paths: the files, all in one repository.
        message: the commit's message.
        is_asked: whether the user requested the commit, so that the user's own hooks run and the commit is signed. A
            commit that only a plan's policy requests starts no program.
        limit: the seconds that the user's hooks may take; None for any time.

    Returns:
        The short name of the commit.

    Raises:
        GitError: git refused; the files are saved anyway.
    """
    absolute = [os.path.realpath(path) for path in paths]
    folder, named = os.path.dirname(absolute[0]), [f":(literal){path}" for path in absolute]
    # A commit with the user's hooks has no time limit, so all that the folder itself could hold up comes first.
    limited = git_to_write(folder)
    limited.run("check-attr", "text", "--", *absolute)
    there = [f":(literal){path}" for path in absolute if os.path.lexists(path)]
    if there:
        limited.run("add", "--intent-to-add", "--", *there)
    git = evolve(git_to_write(folder, is_asked=is_asked), limit=limit)
    git.run("commit", "--quiet", "--only", "--message", message, "--", *named)
    return git.row(_NAME, "rev-parse", "--verify", "HEAD")[1].decode()[:PROOF]


def day_of(text: str) -> date | None:
    """Return the day of a commit as git prints it; None where it prints none that there is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
