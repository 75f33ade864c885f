"""What a merge left open in a plan: files that git could not merge, markers, and one record under two ids."""

import os
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from actionplan.edit.renumber import former_ids, is_in_plan
from actionplan.git.merge_driver import Unmerged, age_on_our_side, unmerged
from actionplan.git.repository import GitError, under_way
from actionplan.merge.markers import has_markers, only
from actionplan.model.kinds import FOLDERS, plan_path, record_path
from actionplan.model.matching import Table
from actionplan.storage.plan_folder import list_records, record_ids
from actionplan.storage.toml import Unreadable, decode, parse, read_bytes


@frozen(kw_only=True)
class Unsettled:
    """A file that waits for a decision.

    Attributes:
        root: its plan's folder.
        git: what git knows of it; of markers alone, what each side has between them.
        now: its bytes as it lies there; None where it is gone.
        in_git: whether git is to be told when it is done; else there are only markers in it, or git took it for merged.
        other: the other side's file, where each side gave one record another id; then `git` has both sides' versions.
        old: the file from which both sides made theirs then, and which is open with them; None otherwise.
    """

    root: str
    git: Unmerged
    now: bytes | None
    in_git: bool
    other: str | None = None
    old: str | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that are open with it."""
        return tuple(path for path in (self.old, self.git.path, self.other) if path is not None)

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides have it."""
        return self.git.ours is not None and self.git.theirs is not None

    @property
    def is_two_of_a_name(self) -> bool:
        """Whether each side made it anew, so that it may mean two records; of markers alone, two titles tell that."""
        is_record = os.path.dirname(os.path.relpath(self.git.path, self.root)) != ""
        titles = [table_of(data).get("title") for data in (self.git.ours, self.git.theirs)]
        may_be = self.in_git or (None not in titles and titles[0] != titles[1])
        return may_be and is_record and self.is_two_sided and self.git.base is None and self.other is None

    @property
    def has_markers(self) -> bool:
        """Whether it has markers in it as it lies there, so that it cannot be right yet."""
        return self.now is not None and has_markers(self.now)


def open_files(root: str) -> list[Unsettled]:
    """Return the plan files that git could not merge, and those of which it does not know that they are open.

    These have markers in them, or are two that were one record once: each side renumbered it, and git saw only that
    both removed a file and that each made another.
    """
    by_git = left_by_git(root)
    waiting = [Unsettled(root=root, git=found, now=bytes_of(found.path), in_git=True) for found in by_git]
    known = {os.path.abspath(found.path) for found in by_git}
    files = [plan_path(root), *(file.path for name in FOLDERS.values() for file in list_records(root, name).files)]
    for path in files:
        now = bytes_of(path)
        if os.path.abspath(path) not in known and now is not None and has_markers(now):
            git = Unmerged(path=path, base=None, ours=only(now, "ours"), theirs=only(now, "theirs"))
            waiting.append(Unsettled(root=root, git=git, now=now, in_git=False))
    return sorted(_with_twins(root, _with_pairs(waiting)), key=_order)


def _order(found: Unsettled) -> tuple[bool, bool, bool]:
    """What a file is held to stands in the plan's own; others are named by one id; and a target must be whole."""
    return found.git.path != plan_path(found.root), found.other is None, not found.is_two_sided


def left_by_git(root: str) -> list[Unmerged]:
    """Return the files of a plan that git could not merge; none where there is no repository."""
    try:
        return [found for found in unmerged(root) if is_in_plan(found.path, root)]
    except GitError:
        return []


def _with_pairs(waiting: Sequence[Unsettled]) -> list[Unsettled]:
    """Make one of two files in which the sides hold one record, each under an id of its own."""
    left = list(waiting)
    for gone in waiting:
        if gone.git.base is None or gone.git.ours is not None or gone.git.theirs is not None:
            continue
        ours = _renamed_to(gone, [found for found in left if found.git.theirs is None and found.git.base is None])
        theirs = _renamed_to(gone, [found for found in left if found.git.ours is None and found.git.base is None])
        if ours is not None and theirs is not None:
            git = evolve(ours.git, base=gone.git.base, theirs=theirs.git.theirs)
            left = [found for found in left if found not in (ours, theirs, gone)]
            left.append(evolve(ours, git=git, other=theirs.git.path, old=gone.git.path))
    return left


def _renamed_to(gone: Unsettled, files: Sequence[Unsettled]) -> Unsettled | None:
    """Return the file that one side made of another: one that names its id, or else one of its title."""
    where, was = is_in_plan(gone.git.path, gone.root), table_of(gone.git.base)
    tables = [
        (found, table_of(found.git.ours or found.git.theirs))
        for found in files
        if os.path.dirname(found.git.path) == os.path.dirname(gone.git.path)
    ]
    names = [found for found, table in tables if where and where[1] in former_ids(table)]
    alike = [found for found, table in tables if was.get("title") == table.get("title")]
    return next(iter((*names, *alike)), None)


def _with_twins(root: str, waiting: Sequence[Unsettled]) -> list[Unsettled]:
    """Make one of two records that have a former id in common, of which git left at most one open."""
    left = list(waiting)
    for one, other in _twins(root):
        mine = [found for found in left if {one, other} & {os.path.abspath(path) for path in found.paths}]
        if not mine:
            left.append(_twin(root, *sorted((one, other), key=lambda path: (age_on_our_side(path), path))))
        elif len(mine) == 1 and mine[0].in_git and mine[0].other is None and not mine[0].is_two_sided:
            heir = other if os.path.abspath(mine[0].git.path) == one else one
            left[left.index(mine[0])] = _joined(mine[0], os.path.join(root, os.path.relpath(heir, root)))
    return left


def _twins(root: str) -> Iterator[tuple[str, str]]:
    """Yield the files of one kind that have a former id in common, by twos."""
    for kind in FOLDERS:
        seen: dict[str, str] = {}
        for name in record_ids(root, kind):
            path = os.path.abspath(record_path(root, kind, name))
            data = bytes_of(path)
            former = former_ids(table_of(data)) if data is not None and b"formerly" in data else ()
            others = list(dict.fromkeys(seen[old.casefold()] for old in former if old.casefold() in seen))
            seen |= {old.casefold(): path for old in former}
            yield from ((other, path) for other in others)


def _twin(root: str, ours: str, theirs: str) -> Unsettled:
    """Two files that lie there in full; what both come from is not known any more."""
    paths = [os.path.join(root, os.path.relpath(path, root)) for path in (ours, theirs)]
    git = Unmerged(path=paths[0], base=None, ours=bytes_of(ours), theirs=bytes_of(theirs))
    try:
        in_git = under_way(root) is not None
    except GitError:
        in_git = False
    return Unsettled(root=root, git=git, now=git.ours, in_git=in_git, other=paths[1])


def _joined(found: Unsettled, heir: str) -> Unsettled:
    """A file of one side that git left open, since it saw the other side remove what had only moved."""
    data, git = bytes_of(heir), found.git
    if git.ours is None:
        return evolve(found, git=evolve(git, path=heir, ours=data), now=data, other=git.path)
    return evolve(found, git=evolve(git, theirs=data), other=heir)


def bytes_of(path: str) -> bytes | None:
    """Return what lies at a path; None where nothing does that can be read."""
    try:
        return read_bytes(path)
    except Unreadable:
        return None


def table_of(data: bytes | None) -> Table:
    """Return what a version says, on our side of markers in it; nothing where it cannot be read."""
    try:
        return parse("", decode("", only(data or b"", "ours")))
    except Unreadable:
        return {}
