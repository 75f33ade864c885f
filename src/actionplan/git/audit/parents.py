"""A commit compared with its parents: which file became which, and which changes another parent of a merge explains."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from actionplan.edit.renumber import with_new_ids
from actionplan.git.audit.compare import AGREED_WITH_THE_HEAD, PlacedTable, entries_of, has_entry
from actionplan.git.audit.versions import VersionFacts, Versions, is_reached, is_record, is_restored, paths_of
from actionplan.git.log import Commit, CommitLog, FileChange
from actionplan.model.dates import PlanDate
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.matching import Table, content, unnamed_content


@frozen(kw_only=True)
class Followed:
    """A record in a parent, and the record that it became in the commit.

    Attributes:
        was_path: its path in the parent; None where it is new.
        was: its table in the parent; None where it is new.
        path: its path in the commit; None where it is gone.
        became: its table in the commit; None where it is gone.
        is_joined: whether it was merged into a record that was there already, which keeps its own head.
    """

    was_path: str | None
    was: Table | None
    path: str | None
    became: Table | None
    is_joined: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that the record has or had."""
        now = paths_of(self.path, self.became) if self.path is not None else ()
        return tuple(dict.fromkeys((*now, *([self.was_path] if self.was_path is not None else ()))))


@frozen(kw_only=True)
class ParentSide:
    """A commit compared with one of its parents.

    Attributes:
        parent: the parent's full name; None for the first commit of a history.
        others: the full names of the commit's other parents.
        changes: the files of the plan that differ, by path.
        followed: the records that differ, except those that cannot be read in the commit.
    """

    parent: str | None
    others: tuple[str, ...]
    changes: Mapping[str, FileChange]
    followed: tuple[Followed, ...]


def sides_of(commit: Commit, changed: Sequence[Sequence[FileChange]], versions: Versions) -> list[ParentSide]:
    """Return a commit compared with each of its parents.

    Args:
        commit: the commit.
        changed: the files that changed against each parent.
        versions: the files.
    """
    sides = []
    for parent, changes in zip(commit.parents or (None,), changed, strict=True):
        by_path = {change.path: change for change in changes}
        others = tuple(other for other in commit.parents if other != parent)
        followed = _with_new_ids(tuple(_follow(commit, others, by_path, versions)), versions)
        sides.append(ParentSide(parent=parent, others=others, changes=by_path, followed=followed))
    return sides


def _with_new_ids(followed: tuple[Followed, ...], versions: Versions) -> tuple[Followed, ...]:
    """Return records with the ids that this commit gives to others, where the last commit knows nothing of that."""
    paths = ((each.was_path, each.path) for each in followed if each.was_path is not None and each.path is not None)
    ids = versions.forgotten(paths)
    return tuple(evolve(each, was=with_new_ids(each.was, ids)) for each in followed) if ids else followed


def _follow(
    commit: Commit, others: Sequence[str], changes: Mapping[str, FileChange], versions: Versions
) -> Iterator[Followed]:
    """Yield each record that differs from a parent; every record of that parent is yielded once."""
    records = {path: change for path, change in changes.items() if is_record(path)}
    gone = {path: versions.table(path, change.was) or {} for path, change in records.items() if change.became is None}
    aside = _moved_aside(others, records, versions) if others else {}
    for path, new in aside.items():
        was, became = versions.table(path, records[path].was), versions.table(new, records[new].became)
        yield Followed(was_path=path, was=was, path=new, became=became)
    there = {
        path: versions.table(path, change.became) or {}
        for path, change in records.items()
        if path not in aside.values() and change.became is not None and versions.fault(change.became) is None
    }
    known = {path: table for path, table in there.items() if any(versions.at(other, path) for other in others)}
    heirs = _heirs(gone, there, known)
    for path, became in there.items():
        was_content = records[path].was if path not in aside else None
        renamed = {old: gone.pop(old) for old, heir in heirs.items() if heir == path}
        yield from _follow_to(path, was_content, became, renamed, versions)
    if gone:
        yield from _follow_gone(commit, gone, versions)


def _heirs(gone: Mapping[str, Table], there: Mapping[str, Table], known: Mapping[str, Table] = EMPTY) -> dict[str, str]:
    """Return the file that each removed record became: one with its head, or else one that lists its id.

    If each side of a merge made a record of one id, one of them does not list it any more, or both do.

    Args:
        gone: the removed records, by path.
        there: the records that may list their ids, by path.
        known: those of them that another parent has, which need not list them.
    """
    named: dict[str, list[str]] = {}
    for path, table in there.items():
        for name in paths_of(path, table):
            named.setdefault(name.casefold(), []).append(path)
    heirs = {}
    for old, was in gone.items():
        listing = named.get(old.casefold(), [])
        beside = (path for path in known if path.rpartition("/")[0] == old.rpartition("/")[0])
        same = (path for path in (*listing, *beside) if is_restored(was, there[path]))
        if heir := next(same, None) or next(iter(listing), None):
            heirs[old] = heir
    return heirs


def _follow_to(
    path: str, was_content: str | None, became: Table, renamed: Mapping[str, Table], versions: Versions
) -> Iterator[Followed]:
    """Yield the records of a parent that became one file: the file's own older version, and those renamed to it.

    Args:
        path: the file.
        was_content: git's name of its content in the parent; None where the parent had no such record.
        became: its table in the commit.
        renamed: the parent's records that were renamed to it, by path.
        versions: the files.
    """
    if was_content is not None:
        yield Followed(was_path=path, was=versions.table(path, was_content), path=path, became=became)
    elif not renamed:
        yield Followed(was_path=None, was=None, path=path, became=became)
    for number, (old, was) in enumerate(renamed.items()):
        is_joined = was_content is not None or number > 0
        yield Followed(was_path=old, was=was, path=path, became=became, is_joined=is_joined)


def _follow_gone(commit: Commit, gone: Mapping[str, Table], versions: Versions) -> Iterator[Followed]:
    """Yield removed records, each with the unchanged file that lists its id, if any; this rare case reads all files."""
    heirs = _heirs(gone, dict(versions.records(commit.name)))
    for old, was in gone.items():
        path = heirs.get(old)
        became = versions.at(commit.name, path) if path is not None else None
        yield Followed(was_path=old, was=was, path=path, became=became, is_joined=path is not None)


def _moved_aside(others: Sequence[str], records: Mapping[str, FileChange], versions: Versions) -> dict[str, str]:
    """Return the records that a merge gave another id because another parent had a new record with the same id.

    Neither side could know of the other's record, so this is not a second use of an id.

    Returns:
        The path in the parent -> the path in the merge.
    """
    new = {path: versions.table(path, change.became) for path, change in records.items() if change.was is None}
    aside = {}
    for path, change in records.items():
        was, became = versions.table(path, change.was), versions.table(path, change.became)
        if was is None or became is None or is_restored(was, became):
            continue
        theirs = [table for other in others if (table := versions.at(other, path)) is not None]
        if any(is_restored(table, became) for table in theirs):
            folder = path.rpartition("/")[0]
            beside = [(other, table) for other, table in new.items() if table and other.rpartition("/")[0] == folder]
            heir = next((other for other, table in beside if is_restored(was, table)), None)
            if heir is not None:
                aside[path] = heir
    return aside


AgreedDate = Callable[[VersionFacts, Table], PlanDate | None]
"""Returns the date from which a table counts as agreed."""


@frozen(kw_only=True)
class OtherParents:
    """Decide whether the other parents of a merge explain a difference from one parent.

    The invariant: a merge is responsible only for what it does itself. A parent's own changes were examined in the
    commits that made them, so a difference is explained if another parent has it too, and both sides started from the
    same state (a merge base that has the entry, file or value). What only one parent ever had must be in the merge.

    Attributes:
        log: the commits.
        versions: the files.
    """

    log: CommitLog
    versions: Versions

    def explain_loss(self, side: ParentSide, paths: Sequence[str], entry: PlacedTable, day: date | None) -> bool:
        """Return whether an entry is gone because another parent had lost it.

        Args:
            side: the parent that still has it.
            paths: every path that its record has or had.
            entry: the entry.
            day: the day of the commit.
        """
        # Losing a target was examined in the other parent's commits only if its record was agreed there.
        return any(
            not has_entry(self.versions.entries_at(other, paths), entry)
            and any(
                has_entry(self.versions.entries_at(base, paths), entry)
                and (entry.part not in AGREED_WITH_THE_HEAD or self._is_agreed_in((base, other), paths, day))
                for base in self.bases(side, other)
            )
            for other in side.others
        )

    def explain_redaction(self, side: ParentSide, paths: Sequence[str], was: PlacedTable, became: PlacedTable) -> bool:
        """Return whether a redaction marker replaced another one because both sides redacted the same entry."""
        if not ("redacted" in was.entry and "redacted" in became.entry and content(was.when) == content(became.when)):
            return False
        return any(
            unnamed_content(became.entry)
            in {unnamed_content(entry.entry) for entry in self.versions.entries_at(other, paths)}
            and not any(has_entry(self.versions.entries_at(base, paths), was) for base in self.bases(side, other))
            for other in side.others
        )

    def explain_id(self, side: ParentSide, followed: Followed, was: PlacedTable, became: PlacedTable) -> bool:
        """Return whether an entry is still there, but its id is that of an entry of another parent.

        Each side gave the same id to an entry of its own, so the merge takes it from one of them.
        """
        is_there = unnamed_content(was.entry) in {
            unnamed_content(entry.entry) for entry in entries_of(followed.became) if entry.part == was.part
        }
        return is_there and any(
            has_entry(self.versions.entries_at(other, followed.paths), became)
            and not any(
                has_entry(self.versions.entries_at(base, followed.paths), either)
                for base in self.bases(side, other)
                for either in (was, became)
            )
            for other in side.others
        )

    def _is_agreed_in(self, commits: Sequence[str], paths: Sequence[str], day: date | None) -> bool:
        """Return whether a record was agreed in one of some commits, so that changes to it were examined there."""
        tables = ((commit, self.versions.first_at(commit, paths)) for commit in commits)
        return any(table is not None and self.versions.is_agreed(commit, table, day) for commit, table in tables)

    def explain_order(self, side: ParentSide, paths: Sequence[str], first: PlacedTable, second: PlacedTable) -> bool:
        """Return whether two entries are in another order because another parent has that order, or any is allowed.

        A merge may put the new entries of either side in any order, if their days differ: then the order in the file
        has no meaning. Entries that both sides already shared keep their order.
        """
        has_meaning = content(first.when) == content(second.when)
        one, two = unnamed_content(first.entry), unnamed_content(second.entry)
        for other in side.others:
            entries = self.versions.entries_at(other, paths)
            theirs = [unnamed_content(entry.entry) for entry in entries if entry.part == first.part]
            if one in theirs and two in theirs and theirs.index(two) < theirs.index(one):
                return True
            shared = [self.versions.entries_at(base, paths) for base in self.bases(side, other)]
            if not has_meaning and not any(has_entry(old, first) and has_entry(old, second) for old in shared):
                return True
        return False

    def explain_head(
        self, side: ParentSide, followed: Followed, key: str, agreed: AgreedDate, day: date | None
    ) -> bool:
        """Return whether a value of a head comes from another parent that was allowed to set it.

        It was allowed to keep the shared value, or to change it if it was already agreed, because then the change was
        examined in its own commit. A draft on a branch does not overwrite what was agreed meanwhile.

        Args:
            side: the parent that has another value.
            followed: the record.
            key: the key of its head.
            agreed: returns the date from which the value counts as agreed.
            day: the day of the commit.
        """
        value = content((followed.became or {}).get(key))

        def is_agreed(commit: str, table: Table) -> bool:
            return is_reached(agreed(self.versions.facts(commit), table), day)

        for other in side.others:
            theirs = self.versions.first_at(other, followed.paths)
            if theirs is None or content(theirs.get(key)) != value:
                continue
            for base in self.bases(side, other):
                shared = self.versions.first_at(base, followed.paths)
                if shared is not None and (
                    content(shared.get(key)) == value or is_agreed(base, shared) or is_agreed(other, theirs)
                ):
                    return True
        return False

    def agreed_versions(
        self, side: ParentSide, followed: Followed, agreed: AgreedDate, day: date | None
    ) -> list[Table]:
        """Return a record as other parents have it where it was agreed, so that its changes were examined there.

        Args:
            side: the parent with which the commit is compared.
            followed: the record.
            agreed: returns the date from which the record counts as agreed.
            day: the day of the commit.
        """
        found = ((other, self.versions.first_at(other, followed.paths)) for other in side.others)
        return [
            table
            for other, table in found
            if table is not None and is_reached(agreed(self.versions.facts(other), table), day)
        ]

    def explain_absence(self, side: ParentSide, path: str) -> bool:
        """Return whether a file is gone because another parent had removed it, and both sides once shared it."""
        return any(
            self.versions.at(other, path) is None
            and any(self.versions.at(base, path) is not None for base in self.bases(side, other))
            for other in side.others
        )

    def bases(self, side: ParentSide, other: str) -> tuple[str, ...]:
        """Return the merge bases of a parent and another parent."""
        return self.log.bases(side.parent, other) if side.parent is not None else ()


def is_new_record(followed: Followed, sides: Sequence[ParentSide]) -> bool:
    """Return whether a record of a commit is in none of its parents, under no id."""
    path = followed.path
    return (
        path is not None
        and followed.was_path is None
        and all(path in side.changes and side.changes[path].was is None for side in sides)
    )
