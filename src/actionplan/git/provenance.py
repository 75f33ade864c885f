"""The commit that a report was made from, so that a reader of the minutes can find its files."""

import os
import re
from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from actionplan.git.environment import repository_of
from actionplan.git.repository import changed_for, day_of
from actionplan.git.run_git import NAME, Git, GitError, git_in

_COMMIT = re.compile(rf"commit {NAME}\n({NAME})\0([0-9a-f]+)\0([^\0]*)\0\n".encode())
_TAG = re.compile(rb"(signed)?\0([^\n]+)\n")


@frozen(kw_only=True)
class Tag:
    """A tag that points at a commit.

    Attributes:
        name: its name.
        is_signed: whether it has a signature; ``git tag --verify`` checks whether that is valid, and whose it is.
    """

    name: str
    is_signed: bool


@frozen(kw_only=True)
class Anchor:
    """The commit that is checked out in a folder.

    Attributes:
        commit: its full name.
        short: its short name.
        day: its day, by its author's calendar; None where the commit has none.
        tags: the tags that point at it.
        is_changed: whether files of the folder differ from it, or are not in it.
    """

    commit: str
    short: str
    day: date | None
    tags: tuple[Tag, ...]
    is_changed: bool


def anchor(folder: str) -> Anchor | None:
    """Return the commit that is checked out in a folder; None outside git, and before the first commit.

    Args:
        folder: a plan's folder.
    """
    return _anchor_of_all([folder])


def anchors(folders: Iterable[str]) -> list[Anchor]:
    """Return the commits that are checked out in some folders, one for each repository.

    Args:
        folders: plans' folders; those outside git are left out.
    """
    by_top: dict[str, list[str]] = {}
    for folder in folders:
        if (top := repository_of(folder)) is not None:
            by_top.setdefault(top, []).append(folder)
    return [one for inside in by_top.values() if (one := _anchor_of_all(inside)) is not None]


def _anchor_of_all(folders: Sequence[str]) -> Anchor | None:
    """Return the commit that is checked out in some folders of one repository."""
    whole = [os.path.realpath(folder) for folder in folders]
    inside = tuple(os.path.join(folder, "") for folder in whole)
    try:
        git = git_in(os.path.commonpath(whole))
        is_changed = any(path.startswith(inside) for path in changed_for(git))
        return evolve(anchor_of(git, "HEAD"), is_changed=is_changed)
    except GitError:
        return None


def anchor_of(git: Git, commit: str) -> Anchor:
    """Return a commit with its tags, without checking for later changes.

    Args:
        git: git, in a folder of the repository.
        commit: any of git's names for the commit.

    Raises:
        GitError: git knows no such commit.
    """
    shown = ("--encoding=UTF-8", "--format=%H%x00%h%x00%as%x00")
    row = git.row(_COMMIT, "rev-list", "--max-count=1", *shown, commit, "--")
    name, short, day = (part.decode(errors="replace") for part in row.groups())
    return Anchor(commit=name, short=short, day=day_of(day), tags=_tags(git, name), is_changed=False)


def _tags(git: Git, commit: str) -> tuple[Tag, ...]:
    shown = "%(if)%(contents:signature)%(then)signed%(end)%00%(refname:strip=2)"
    rows = git.rows(_TAG, "for-each-ref", f"--points-at={commit}", f"--format={shown}", "refs/tags")
    return tuple(Tag(name=row[2].decode(errors="replace"), is_signed=row[1] is not None) for row in rows)
