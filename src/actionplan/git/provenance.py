"""The commit that a report was made from, so that a reader of the minutes can find its files."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain

from attrs import evolve, frozen

from actionplan.git.environment import repository_of
from actionplan.git.objects import PROOF
from actionplan.git.repository import day_of, last_commit
from actionplan.git.run_git import NAME, Git, GitError, git_in
from actionplan.git.seen import Seen, SeenDisk
from actionplan.git.tree import TreeFile, tree_files
from actionplan.storage.filesystem import Snapshot
from actionplan.storage.plan_folder import plan_files
from actionplan.storage.toml import Unreadable

_COMMIT = re.compile(rf"commit {NAME}\n({NAME})\0([^\0]*)\0\n".encode())
_PREFIX = re.compile(rb"([^\n]*)\n")
_PLAN_LEVELS = 2
"""The levels of a plan's folder: its own, and those of its records."""

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
    """The commit that a report was made from, and what was read that is not in it.

    Attributes:
        commit: its full name.
        short: the first digits of its name, enough to identify it for certain.
        day: its day, by its author's calendar; None where the commit has none.
        tags: the tags that point at it.
        changed: files that were read, and are different in the commit, or are links there.
        new: files that were read, and are not in the commit.
        missing: files that the commit has, and that were not read.
    """

    commit: str
    short: str
    day: date | None
    tags: tuple[Tag, ...]
    changed: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether what was read is not what the commit has."""
        return bool(self.changed or self.new or self.missing)


@frozen(kw_only=True)
class UnknownCommit:
    """A repository whose commit could not be read.

    Attributes:
        reason: the reason.
    """

    reason: str


def anchor(folder: str) -> Anchor | None:
    """Return the commit that is checked out in a folder; None outside git, and before the first commit.

    Args:
        folder: a plan's folder. Its files are read now, and compared with the commit.
    """
    return next((found for found in anchors([folder]) if isinstance(found, Anchor)), None)


def anchors(folders: Iterable[str], seen: Seen | None = None) -> list[Anchor | UnknownCommit]:
    """Return the commits that are checked out in some folders, one for each repository.

    What was read is compared with the commit's own bytes. What git believes of the files does not count: it may
    take them for unchanged, ignore them, or not expect them there.

    Args:
        folders: plans' folders; those outside git are left out.
        seen: what was read of the plans; None to read them now.
    """
    by_top: dict[str, list[str]] = {}
    for folder in folders:
        if (top := repository_of(folder)) is not None:
            by_top.setdefault(top, []).append(folder)
    found = ((inside, _seen_in(inside) if seen is None else seen) for inside in by_top.values())
    return [one for inside, read in found if (one := _anchor_of_all(inside, read)) is not None]


def _seen_in(folders: Sequence[str]) -> Seen:
    files = SeenDisk()
    for root in folders:
        for path in plan_files(root):
            with suppress(Unreadable):
                files.read(path, inside=root)
    return files.taken()


def _anchor_of_all(folders: Sequence[str], seen: Seen) -> Anchor | UnknownCommit | None:
    """Return the commit that is checked out in some folders of one repository."""
    whole = [os.path.realpath(folder) for folder in folders]
    above = os.path.commonpath(whole)
    try:
        git = git_in(above)
        prefix = os.fsdecode(git.row(_PREFIX, "rev-parse", "--show-prefix")[1])
        head = last_commit(git)
        if head is None:
            return None
        committed = tree_files(git, head, prefix, levels=_PLAN_LEVELS if len(folders) == 1 else None)
        listed = Snapshot("", dict.fromkeys(committed, "not-read"))
        places = [os.path.relpath(folder, above).replace(os.sep, "/") for folder in whole]
        differences = [_differences(*each, seen, committed, listed) for each in zip(folders, places, strict=True)]
        changed, new, missing = (tuple(chain.from_iterable(each)) for each in zip(*differences, strict=True))
        return evolve(anchor_of(git, head), changed=changed, new=new, missing=missing)
    except GitError as error:
        return UnknownCommit(reason=str(error))


def _differences(
    folder: str, place: str, seen: Seen, committed: Mapping[str, TreeFile], listed: Snapshot
) -> tuple[list[str], list[str], list[str]]:
    """Return the files that were read of a plan and differ from a commit, those that it lacks, and those only it has.

    Args:
        folder: the plan's folder.
        place: the same folder in ``committed``.
        seen: what was read.
        committed: the commit's files.
        listed: the same as a file system.
    """
    inside = os.path.join(folder, "")
    read = {listed.key(os.path.join(place, path[len(inside) :])): path for path in seen if path.startswith(inside)}
    changed = [path for name, path in read.items() if name in committed and not _is_in(committed[name], seen[path])]
    new = [path for name, path in read.items() if name not in committed]
    expected = {listed.key(path): path for path in plan_files(place, listed)}
    missing = [inside + os.path.relpath(path, place) for name, path in expected.items() if name not in read]
    return changed, new, missing


def _is_in(file: TreeFile, names: frozenset[str]) -> bool:
    """Return whether a file of a commit has one of some contents. A link counts as none: it is not followed there."""
    return file.mode.startswith(b"100") and file.object in names


def anchor_of(git: Git, commit: str) -> Anchor:
    """Return a commit with its tags, without checking for later changes.

    Args:
        git: git, in a folder of the repository.
        commit: any of git's names for the commit.

    Raises:
        GitError: git knows no such commit.
    """
    shown = ("--encoding=UTF-8", "--format=%H%x00%as%x00")
    row = git.row(_COMMIT, "rev-list", "--max-count=1", *shown, commit, "--")
    name, day = (part.decode(errors="replace") for part in row.groups())
    return Anchor(commit=name, short=name[:PROOF], day=day_of(day), tags=_tags(git, name))


def _tags(git: Git, commit: str) -> tuple[Tag, ...]:
    shown = "%(if)%(contents:signature)%(then)signed%(end)%00%(refname:strip=2)"
    rows = git.rows(_TAG, "for-each-ref", f"--points-at={commit}", f"--format={shown}", "refs/tags")
    return tuple(Tag(name=row[2].decode(errors="replace"), is_signed=row[1] is not None) for row in rows)
