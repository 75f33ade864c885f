"""One commit seen from its parents: which file became which, and what another parent of a merge explains."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from attrs import frozen

from actionplan.git.audit.compare import AGREED_WITH_THE_HEAD, Placed, entries_of, has_entry
from actionplan.git.audit.versions import (
    Facts,
    Versions,
    former_ids,
    id_of,
    ident,
    is_reached,
    is_record,
    is_restored,
    paths_of,
)
from actionplan.git.log import Change, Commit, History
from actionplan.model.dates import PlanDate
from actionplan.model.matching import Table, content, unnamed_content


@frozen(kw_only=True)
class Followed:
    """A record on its way from a parent to a commit.

    Attributes:
        was_path: its path in the parent; None where it is new.
        was: its table in the parent; None likewise.
        path: its path in the commit; None where it is gone.
        became: its table in the commit; None likewise.
        is_joined: whether it became part of a record that was there already, so that its head is not that record's.
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
class Side:
    """A commit seen from one of its parents.

    Attributes:
        parent: the parent's full name; None for the first commit of a history.
        others: the full names of the commit's other parents.
        changes: the files of the plan that differ, by path.
        followed: the records that differ, each with what it was; those that cannot be read now are left out.
    """

    parent: str | None
    others: tuple[str, ...]
    changes: Mapping[str, Change]
    followed: tuple[Followed, ...]


def sides_of(commit: Commit, seen: Sequence[Sequence[Change]], versions: Versions) -> list[Side]:
    """Return a commit as each of its parents sees it.

    Args:
        commit: the commit.
        seen: what changed against each parent.
        versions: the files.
    """
    parents: Sequence[str | None] = commit.parents or (None,)
    sides = []
    for parent, changes in zip(parents, seen, strict=True):
        by_path = {change.path: change for change in changes}
        sides.append(
            Side(
                parent=parent,
                others=tuple(other for other in commit.parents if other != parent),
                changes=by_path,
                followed=tuple(_followed(commit, parent, by_path, versions)),
            )
        )
    return sides


def _followed(
    commit: Commit, parent: str | None, changes: Mapping[str, Change], versions: Versions
) -> Iterator[Followed]:
    records = {path: change for path, change in changes.items() if is_record(path)}
    gone = {path: versions.table(path, change.was) or {} for path, change in records.items() if change.became is None}
    aside = _moved_aside(commit, parent, records, versions) if len(commit.parents) > 1 else {}
    for path, new in aside.items():
        was, became = versions.table(path, records[path].was), versions.table(new, records[new].became)
        yield Followed(was_path=path, was=was, path=new, became=became)
    for path, change in records.items():
        if path in aside.values() or change.became is None or versions.fault(change.became) is not None:
            continue
        became = versions.table(path, change.became) or {}
        names = {ident(name) for name in (id_of(path), *former_ids(became))}
        came = [old for old in gone if ident(id_of(old)) in names]
        stayed = change.was is not None and path not in aside
        if stayed or not came:
            was = versions.table(path, change.was) if stayed else None
            yield Followed(was_path=path if stayed else None, was=was, path=path, became=became)
        for number, old in enumerate(came):
            joined = stayed or number > 0
            yield Followed(was_path=old, was=gone.pop(old), path=path, became=became, is_joined=joined)
    if gone:
        yield from _gone(commit, gone, versions)


def _moved_aside(
    commit: Commit, parent: str | None, records: Mapping[str, Change], versions: Versions
) -> dict[str, str]:
    """Follow records whose id another parent had given to a new record, too, to the ids that a merge gave them instead.

    Nobody could know of the other one then, so that the id was not used again.
    """
    new = {path: versions.table(path, change.became) for path, change in records.items() if change.was is None}
    aside = {}
    for path, change in records.items():
        was, became = versions.table(path, change.was), versions.table(path, change.became)
        if was is None or became is None or is_restored(was, became):
            continue
        there = [versions.at(other, path) for other in commit.parents if other != parent]
        if any(table is not None and is_restored(table, became) for table in there):
            folder = path.rpartition("/")[0]
            near = {other: made for other, made in new.items() if made and other.rpartition("/")[0] == folder}
            heirs = [other for other, made in near.items() if is_restored(was, made)]
            if heirs:
                aside[path] = heirs[0]
    return aside


def _gone(commit: Commit, gone: Mapping[str, Table], versions: Versions) -> Iterator[Followed]:
    """Follow records that left to one which did not change; that may be any, so every file is looked at, but rarely."""
    heirs = {ident(name): path for path, table in versions.records(commit.name) for name in former_ids(table)}
    for old, was in gone.items():
        path = heirs.get(ident(id_of(old)))
        became = versions.at(commit.name, path) if path is not None else None
        yield Followed(was_path=old, was=was, path=path, became=became, is_joined=path is not None)


Since = Callable[[Facts, Table], PlanDate | None]
"""Gives the day since when a record counts as agreed."""


@frozen(kw_only=True)
class Merging:
    """What the other parents of a merge explain: what one of them did itself was looked at when it did it.

    Attributes:
        history: the commits.
        versions: the files.
    """

    history: History
    versions: Versions

    def explains_loss(self, side: Side, paths: Sequence[str], placed: Placed, day: date | None) -> bool:
        """Return whether an entry is gone because another parent had lost it, from what both sides once shared.

        Args:
            side: the parent that still has it.
            paths: every path that its record has or had.
            placed: the entry.
            day: the day of the commit.
        """
        return any(
            not has_entry(self.versions.entries_at(other, paths), placed)
            and any(
                has_entry(self.versions.entries_at(base, paths), placed)
                and (placed.tail not in AGREED_WITH_THE_HEAD or self._counts((base, other), paths, day))
                for base in self._bases(side, other)
            )
            for other in side.others
        )

    def explains_stub(self, side: Side, paths: Sequence[str], was: Placed, became: Placed) -> bool:
        """Return whether a stub stands in a stub's place because two sides redacted one entry, each in its own
        words.
        """
        if not ("redacted" in was.entry and "redacted" in became.entry and content(was.when) == content(became.when)):
            return False
        return any(
            unnamed_content(became.entry)
            in {unnamed_content(placed.entry) for placed in self.versions.entries_at(other, paths)}
            and not any(has_entry(self.versions.entries_at(base, paths), was) for base in self._bases(side, other))
            for other in side.others
        )

    def _counts(self, commits: Sequence[str], paths: Sequence[str], day: date | None) -> bool:
        """Return whether a record was agreed in one of some commits, so that what was done to it was looked at
        there.
        """
        tables = ((commit, self.versions.first_at(commit, paths)) for commit in commits)
        return any(table is not None and self.versions.counts(commit, table, day) for commit, table in tables)

    def explains_order(self, side: Side, paths: Sequence[str], first: Placed, second: Placed) -> bool:
        """Return whether two entries stand in another order because they do so in another parent, or may in any merge.

        A merge has to put what is new on either side somewhere, and among entries of different days the order in a file
        says nothing. What both sides once shared keeps its order.
        """
        is_free = content(first.when) != content(second.when)
        for other in side.others:
            entries = self.versions.entries_at(other, paths)
            there = [unnamed_content(placed.entry) for placed in entries if placed.tail == first.tail]
            one, two = unnamed_content(first.entry), unnamed_content(second.entry)
            if one in there and two in there and there.index(two) < there.index(one):
                return True
            shared = [self.versions.entries_at(base, paths) for base in self._bases(side, other)]
            if is_free and not any(has_entry(old, first) and has_entry(old, second) for old in shared):
                return True
        return False

    def explains_head(self, side: Side, followed: Followed, key: str, since: Since, day: date | None) -> bool:
        """Return whether a value of a head comes from another parent that had the right to it.

        It has it where it kept what both sides once shared, or changed that when it counted already, so that the change
        was looked at then. A draft on a branch does not overwrite what was agreed meanwhile.

        Args:
            side: the parent against which the value is another one.
            followed: the record.
            key: the key of its head.
            since: since when a value counts, by the plan file of a commit and the record's table there.
            day: the day of the commit.
        """
        value = content((followed.became or {}).get(key))

        def counts(commit: str, table: Table) -> bool:
            return is_reached(since(self.versions.facts(commit), table), day)

        for other in side.others:
            theirs = self.versions.first_at(other, followed.paths)
            if theirs is None or content(theirs.get(key)) != value:
                continue
            for base in self._bases(side, other):
                shared = self.versions.first_at(base, followed.paths)
                if shared is not None and (
                    content(shared.get(key)) == value or counts(base, shared) or counts(other, theirs)
                ):
                    return True
        return False

    def explains_absence(self, side: Side, path: str) -> bool:
        """Return whether a file is gone because another parent had lost it, which both sides once shared."""
        return any(
            self.versions.at(other, path) is None
            and any(self.versions.at(base, path) is not None for base in self._bases(side, other))
            for other in side.others
        )

    def _bases(self, side: Side, other: str) -> tuple[str, ...]:
        return self.history.bases(side.parent, other) if side.parent is not None else ()


def is_new_everywhere(path: str, sides: Sequence[Side]) -> bool:
    """Return whether no parent has a file that the commit has."""
    return all(path in side.changes and side.changes[path].was is None for side in sides)


def entries_new_everywhere(became: Table, inserted: Sequence[Sequence[Placed]]) -> list[Placed]:
    """Return the entries of a file that no parent has.

    Args:
        became: the file's table in the commit.
        inserted: what is new against each parent.
    """
    return [found for found in entries_of(became) if all(has_entry(entries, found) for entries in inserted)]
