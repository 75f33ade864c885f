"""The files of a plan in each commit, read from git and cached, and the facts of its plan file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from attrs import frozen

from actionplan.edit.renumber import with_new_ids
from actionplan.git.audit.compare import FREE, GROWING, PlacedTable, entries_of
from actionplan.git.log import CommitLog
from actionplan.git.run_git import LACKING, GitError
from actionplan.merge.former_ids import former_ids
from actionplan.model.dates import Calendar, PlanDate, Term, last_day, on_day, parse_date
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.kinds import FOLDERS, KIND_IN, PLAN_FILE
from actionplan.model.matching import Table, content
from actionplan.model.vocabulary import YearStart, words
from actionplan.storage.toml import MAX_BYTES, Unreadable, decode, parse

_KEPT = 5000
"""How many tables are cached. Most are used twice: as the new version of a file, and soon after as the old one."""

_COPYING = timedelta(days=92)
"""How long after the first commit older papers may be copied: a later ``kept_since`` would free what was agreed."""

_RECORD = re.compile(rf"(?:{'|'.join(FOLDERS.values())})/[^/.][^/]*\.toml")


def is_record(path: str) -> bool:
    """Return whether a path, from the plan's folder, is that of a record's file, such as an action's."""
    return _RECORD.fullmatch(path) is not None and fault_in_id(id_of(path)) is None


def id_of(path: str) -> str:
    """Return the id that a record's path gives it."""
    return path.rpartition("/")[2].removesuffix(".toml")


def paths_of(path: str, table: Table | None) -> tuple[str, ...]:
    """Return the paths that a record has or had, its present one first."""
    folder = path.rpartition("/")[0]
    return (path, *(f"{folder}/{name}.toml" for name in former_ids(table or {})))


class Versions:
    """The files of one plan in each commit, by git's name of their content or by commit.

    Every version refers to renumbered records by the ids that they have at the end of the history, so that a
    renumbering is not a change to what was agreed or reported.
    """

    def __init__(self, log: CommitLog, head: str | None = None, started: date | None = None) -> None:
        """Read from a history.

        Args:
            log: the history.
            head: the full name of its last commit; None to leave all ids as they are in the files.
            started: the day of the first commit of the plan; None where it has none.
        """
        self._log = log
        self.started = started
        self._new_ids: dict[str, dict[str, str]] = {}
        self._tables: dict[str, dict[str, Any] | str] = {}
        self._readable_before: dict[tuple[str, str], str] = {}
        if head is not None:
            self._new_ids = self._renumbered(head)
            self._tables.clear()

    def fault(self, name: str) -> str | None:
        """Return why a content cannot be read; None where it can."""
        table = self._read(name)
        return table if isinstance(table, str) else None

    def table(self, path: str, name: str | None) -> Table | None:
        """Return a file's table; if it cannot be read, that of the last readable version before it; None without one.

        Args:
            path: the file, from the plan's folder.
            name: git's name of its content; None for no file.
        """
        if name is None:
            return None
        table = self._read(name)
        if not isinstance(table, str):
            return table
        before = self._readable_before.get((path, name))
        return self.table(path, before) if before is not None else None

    def remember(self, path: str, unreadable: str, before: str | None) -> None:
        """Keep the version to use in place of one that cannot be read.

        Args:
            path: the file, from the plan's folder.
            unreadable: git's name of its content.
            before: git's name of the content before it; None where there is none.
        """
        if before is not None and self.fault(before) is not None:
            before = self._readable_before.get((path, before))
        if before is not None:
            self._readable_before.setdefault((path, unreadable), before)

    def at(self, commit: str | None, path: str) -> Table | None:
        """Return a file's table in a commit; None where the commit has no such file."""
        return self.table(path, self._log.content_name(commit, path)) if commit is not None else None

    def first_at(self, commit: str | None, paths: Sequence[str]) -> Table | None:
        """Return the table of the first of some paths that a commit has."""
        return next((table for path in paths if (table := self.at(commit, path)) is not None), None)

    def entries_at(self, commit: str, paths: Sequence[str]) -> tuple[PlacedTable, ...]:
        """Return the entries that a record has in a commit, under any of its paths."""
        return tuple(entry for path in dict.fromkeys(paths) for entry in entries_of(self.at(commit, path)))

    def records(self, commit: str) -> Iterator[tuple[str, Table]]:
        """Yield every record of a commit, with its path."""
        for path, name in self._log.paths(commit):
            table = self.table(path, name) if is_record(path) else None
            if table is not None:
                yield path, table

    def is_agreed(self, commit: str | None, table: Table, day: date | None) -> bool:
        """Return whether a record in a commit was agreed by a day, and older papers were no longer being copied."""
        facts = self.facts(commit)
        return is_reached(facts.agreed_for(table), day) and not facts.is_being_copied(day)

    def facts(self, commit: str | None) -> "VersionFacts":
        """Return the facts in the plan file of a commit."""
        return VersionFacts.of(self.at(commit, PLAN_FILE) or {}, self.started)

    def forgotten(self, renamed: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
        """Return the new ids of records, by kind and old id, that the last commit does not list as former ones.

        Args:
            renamed: the old and the new path of each record. If they differ, another record has the old id since.
        """
        ids: dict[str, dict[str, str]] = {}
        for old, new in renamed:
            known = self._new_ids.get(kind := KIND_IN[old.partition("/")[0]], {})
            if old != new and id_of(old) not in known:
                ids.setdefault(kind, {})[id_of(old)] = known.get(id_of(new), id_of(new))
        return ids

    def _renumbered(self, head: str) -> dict[str, dict[str, str]]:
        ids: dict[str, dict[str, str]] = {}
        for path, table in self.records(head):
            # If an id was used again, its old references are to the first record; the second use is a separate finding.
            for former in paths_of(path, table)[1:]:
                ids.setdefault(KIND_IN[path.partition("/")[0]], {})[id_of(former)] = id_of(path)
        return ids

    def _read(self, name: str) -> dict[str, Any] | str:
        table = self._tables.get(name)
        if table is None:
            data = self._log.content(name)
            if data is None:
                raise GitError(LACKING)
            table = _parsed(data)
            if self._new_ids and not isinstance(table, str):
                table = with_new_ids(table, self._new_ids)
            while len(self._tables) >= _KEPT:
                self._tables.pop(next(iter(self._tables)))
            self._tables[name] = table
        return table


def _parsed(data: bytes) -> dict[str, Any] | str:
    if len(data) > MAX_BYTES:
        return "it is too large"
    try:
        return parse("", decode("", data))
    except Unreadable as error:
        return error.problem.message


@frozen(kw_only=True)
class VersionFacts:
    """The facts of one version of a plan file that decide what may still be changed.

    Attributes:
        agreed: when the plan was agreed; None while it is a draft.
        kept_since: the date from which it has been kept in files, at most three months after the first commit; None
            where it is not stated.
        calendar: the periods that it declares.
        started: the day of the first commit of the plan; None where it is not known.
    """

    agreed: PlanDate | None
    kept_since: PlanDate | None
    calendar: Calendar
    started: date | None

    @classmethod
    def of(cls, table: Table, started: date | None = None) -> "VersionFacts":
        """Read them from the table of a plan file; values that the format does not allow are ignored.

        Args:
            table: the table.
            started: the day of the first commit of the plan; None where it is not known.
        """
        declared = table.get("terms", {})
        terms = {
            Id(name): Term(from_=term["from"], until=term["until"])
            for name, term in (declared.items() if isinstance(declared, dict) else ())
            if isinstance(term, dict) and type(term.get("from")) is date and type(term.get("until")) is date
        }
        starts = table.get("year_starts")
        calendar = Calendar(terms=terms, year_starts=starts if starts in words(YearStart) else None)
        kept_since = plan_date(table.get("kept_since"), calendar)
        if started is not None and (last_day(kept_since) or started) > (end := started + _COPYING):
            kept_since = on_day(end)
        agreed = plan_date(table.get("agreed"), calendar)
        return cls(agreed=agreed, kept_since=kept_since, calendar=calendar, started=started)

    def means(self, text: str) -> tuple[date | None, date | None] | None:
        """Return the first and last day that a text means as a plan date; None for any other text."""
        when = plan_date(text, self.calendar)
        return (when.first, when.last) if when is not None else None

    def is_being_copied(self, day: date | None) -> bool:
        """Return whether older papers were still being copied on a day: until the end of ``kept_since``."""
        kept = last_day(self.kept_since)
        return kept is not None and day is not None and day <= kept

    def is_new(self, day: date | None) -> bool:
        """Return whether a plan was still new on a day: in the first three months after its first commit."""
        return self.started is not None and day is not None and day <= self.started + _COPYING

    def agreed_for(self, table: Table) -> PlanDate | None:
        """Return when a record was agreed: its own date, if that has a day, or else that of the plan."""
        own = plan_date(table.get("agreed"), self.calendar)
        return own if last_day(own) is not None else self.agreed


def plan_date(value: Any, calendar: Calendar) -> PlanDate | None:
    """Return a plan date; None for any other value."""
    try:
        return parse_date(value, calendar)
    except ValueError:
        return None


def is_reached(when: PlanDate | None, day: date | None) -> bool:
    """Return whether a date is on or before the day of a commit, or the commit has no day."""
    return when is not None and when.last is not None and (day is None or when.last <= day)


def is_restored(gone: Table, made: Table) -> bool:
    """Return whether a new record is the same as a removed one: their agreed heads are equal."""
    free = FREE | GROWING
    heads = [{key: value for key, value in table.items() if key not in free} for table in (gone, made)]
    return content(heads[0]) == content(heads[1])
