"""Find the conflicts in a plan: files that git could not merge, conflict markers, and one record with two ids."""

import os
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from actionplan.edit.plan_edit import PlanEdit
from actionplan.edit.renumber import brought_up_to_date
from actionplan.git.audit.versions import VersionFacts
from actionplan.git.merge_driver import Unmerged, age_on_our_side, unmerged
from actionplan.git.repository import GitError, under_way
from actionplan.merge.former_ids import former_ids
from actionplan.merge.markers import has_markers, only
from actionplan.model.kinds import FOLDERS, plan_path, record_at, record_path
from actionplan.model.matching import Table
from actionplan.storage.plan_folder import list_records, record_ids
from actionplan.storage.toml import Unreadable, decode, parse, read_bytes


@frozen(kw_only=True)
class Unsettled:
    """A file with a conflict.

    Attributes:
        root: its plan's folder.
        git: git's versions of it; for a file that only has markers, the text of each side.
        now: its bytes in the folder now; None where it is gone.
        in_git: whether git also lists it as a conflict, and must be informed when it is resolved.
        other: the other side's file, if each side gave one record another id; then `git` has both sides' versions.
        old: in that case the file from which both sides renamed theirs, which has the same conflict; None otherwise.
        up_to_date: the bytes with the present ids, for a file that git merged well, but that names a record by an id
            that it has no longer; None for any other file.
    """

    root: str
    git: Unmerged
    now: bytes | None
    in_git: bool
    other: str | None = None
    old: str | None = None
    up_to_date: bytes | None = None

    @property
    def paths(self) -> tuple[str, ...]:
        """All files of the conflict."""
        return tuple(path for path in (self.old, self.git.path, self.other) if path is not None)

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides have it."""
        return self.git.ours is not None and self.git.theirs is not None

    @property
    def is_two_of_a_name(self) -> bool:
        """Whether each side created it, so that it may be two records; markers alone need different titles."""
        is_record = os.path.dirname(os.path.relpath(self.git.path, self.root)) != ""
        titles = [table_of(data).get("title") for data in (self.git.ours, self.git.theirs)]
        may_be = self.in_git or (None not in titles and titles[0] != titles[1])
        return may_be and is_record and self.is_two_sided and self.git.base is None and self.other is None

    @property
    def may_be_dropped(self) -> bool:
        """Whether one side's version may be dropped: not if each side made a record of its own, and both are agreed."""
        plan = VersionFacts.of(table_of(bytes_of(plan_path(self.root))))
        heads = (table_of(self.git.ours), table_of(self.git.theirs))
        is_known = self.in_git and self.is_two_of_a_name  # markers alone may also be in one record
        return not is_known or any(plan.agreed_for(head) is None for head in heads)

    @property
    def has_markers(self) -> bool:
        """Whether it still has conflict markers."""
        versions = (self.git.ours, self.git.theirs) if self.in_git else ()
        return self.now is not None and has_markers(self.now, *versions)


def open_files(root: str) -> list[Unsettled]:
    """Return the plan files with conflicts, including those that git does not know.

    Git does not know about markers that were committed, nor about a record that each side renumbered: it only sees that
    both removed a file and that each created another.
    """
    by_git = left_by_git(root)
    waiting = [Unsettled(root=root, git=conflict, now=bytes_of(conflict.path), in_git=True) for conflict in by_git]
    known = {os.path.abspath(conflict.path) for conflict in by_git}
    files = [plan_path(root), *(file.path for name in FOLDERS.values() for file in list_records(root, name).files)]
    for path in files:
        now = bytes_of(path)
        if os.path.abspath(path) not in known and now is not None and has_markers(now):
            git = Unmerged(path=path, base=None, ours=only(now, "ours"), theirs=only(now, "theirs"))
            waiting.append(Unsettled(root=root, git=git, now=now, in_git=False))
    conflicts = _with_twins(root, _with_pairs(waiting))
    return sorted([*conflicts, *_outdated(root, conflicts)], key=_order)


def _order(conflict: Unsettled) -> tuple[bool, bool, bool]:
    """Return the order of resolving: ``plan.toml``, which other files depend on; one record with two ids; the rest."""
    return conflict.git.path != plan_path(conflict.root), conflict.other is None, not conflict.is_two_sided


def _outdated(root: str, conflicts: Sequence[Unsettled]) -> list[Unsettled]:
    """Return the files without a conflict that name a record by an id that it has no longer.

    While a file has a conflict it is not known which ids there are, so then there are none.
    """
    if conflicts:
        return []
    changes = brought_up_to_date(PlanEdit(root))
    in_git = _is_under_way(root)
    return [
        Unsettled(
            root=root,
            git=Unmerged(path=change.path, base=None, ours=change.before, theirs=change.before),
            now=change.before,
            in_git=in_git,
            up_to_date=change.after,
        )
        for change in changes
    ]


def _is_under_way(root: str) -> bool:
    try:
        return under_way(root) is not None
    except GitError:
        return False


def left_by_git(root: str) -> list[Unmerged]:
    """Return the files of a plan that git could not merge; none where there is no repository."""
    try:
        return [conflict for conflict in unmerged(root) if record_at(conflict.path, root)]
    except GitError:
        return []


def _with_pairs(waiting: Sequence[Unsettled]) -> list[Unsettled]:
    """Combine two files if they are one record to which each side gave another id."""
    conflicts = list(waiting)
    for gone in waiting:
        if gone.git.base is None or gone.git.ours is not None or gone.git.theirs is not None:
            continue
        new = [conflict for conflict in conflicts if conflict.git.base is None]
        ours = _renamed_to(gone, [conflict for conflict in new if conflict.git.theirs is None])
        theirs = _renamed_to(gone, [conflict for conflict in new if conflict.git.ours is None])
        if ours is not None and theirs is not None:
            git = evolve(ours.git, base=gone.git.base, theirs=theirs.git.theirs)
            conflicts = [conflict for conflict in conflicts if conflict not in (ours, theirs, gone)]
            conflicts.append(evolve(ours, git=git, other=theirs.git.path, old=gone.git.path))
    return conflicts


def _renamed_to(gone: Unsettled, files: Sequence[Unsettled]) -> Unsettled | None:
    """Return the file that a removed one was renamed to: one that lists its id, or else one with its title."""
    where, was = record_at(gone.git.path, gone.root), table_of(gone.git.base)
    tables = [
        (conflict, table_of(conflict.git.ours or conflict.git.theirs))
        for conflict in files
        if os.path.dirname(conflict.git.path) == os.path.dirname(gone.git.path)
    ]
    names = [conflict for conflict, table in tables if where and where[1] in former_ids(table)]
    alike = [conflict for conflict, table in tables if was.get("title") == table.get("title")]
    return next(iter((*names, *alike)), None)


def _with_twins(root: str, waiting: Sequence[Unsettled]) -> list[Unsettled]:
    """Combine two files with a former id in common, if git lists at most one of them."""
    conflicts = list(waiting)
    # Git's text of a file in the folder may have markers; a new file of one side is known as that side committed it.
    committed = {os.path.abspath(each.git.path): each.git.ours or each.git.theirs for each in waiting}
    for one, other in _twins(root, committed):
        mine = [conflict for conflict in conflicts if {one, other} & {os.path.abspath(path) for path in conflict.paths}]
        if not mine:
            conflicts.append(_twin(root, *sorted((one, other), key=lambda path: (age_on_our_side(path), path))))
        elif len(mine) == 1 and mine[0].in_git and mine[0].other is None and not mine[0].is_two_sided:
            heir = other if os.path.abspath(mine[0].git.path) == one else one
            conflicts[conflicts.index(mine[0])] = _joined(mine[0], os.path.join(root, os.path.relpath(heir, root)))
    return conflicts


def _twins(root: str, committed: Mapping[str, bytes | None]) -> Iterator[tuple[str, str]]:
    """Yield pairs of files of one kind that have a former id and their title in common.

    Args:
        root: the plan's folder.
        committed: for absolute paths of files with a conflict, the bytes to use in place of those in the folder.
    """
    for kind in FOLDERS:
        seen: dict[tuple[str, object], str] = {}
        for name in record_ids(root, kind):
            path = os.path.abspath(record_path(root, kind, name))
            data = committed.get(path) or bytes_of(path)
            table = table_of(data) if data is not None and b"formerly" in data else {}
            keys = [(old.casefold(), table.get("title")) for old in former_ids(table)]
            others = list(dict.fromkeys(seen[key] for key in keys if key in seen))
            seen |= dict.fromkeys(keys, path)
            yield from ((other, path) for other in others)


def _twin(root: str, ours: str, theirs: str) -> Unsettled:
    """Return a conflict of two complete files; their common version is no longer known."""
    paths = [os.path.join(root, os.path.relpath(path, root)) for path in (ours, theirs)]
    git = Unmerged(path=paths[0], base=None, ours=bytes_of(ours), theirs=bytes_of(theirs))
    return Unsettled(root=root, git=git, now=git.ours, in_git=_is_under_way(root), other=paths[1])


def _joined(conflict: Unsettled, heir: str) -> Unsettled:
    """Return a conflict with the file to which the other side renamed it, while git saw only a removal."""
    data, git = bytes_of(heir), conflict.git
    if git.ours is None:
        return evolve(conflict, git=evolve(git, path=heir, ours=data), now=data, other=git.path)
    return evolve(conflict, git=evolve(git, theirs=data), other=heir)


def bytes_of(path: str) -> bytes | None:
    """Return the bytes of a file; None where there is none that can be read."""
    try:
        return read_bytes(path)
    except Unreadable:
        return None


def table_of(data: bytes | None) -> Table:
    """Return the table of a version, with our side of its conflicts; an empty one where it cannot be read."""
    try:
        return parse("", decode("", only(data or b"", "ours")))
    except Unreadable:
        return {}
