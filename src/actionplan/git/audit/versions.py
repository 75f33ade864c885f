"""Files of a plan as they stood in commits: read, kept while they may be asked for again, and what a plan file says."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.edit.renumber import with_new_ids
from actionplan.git.audit.compare import FREE, GROWING, Placed, entries_of
from actionplan.git.log import History
from actionplan.git.repository import GitError
from actionplan.model.dates import PlanDate, Term, parse_date
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PLAN_FILE
from actionplan.model.matching import Table, content
from actionplan.storage.toml import MAX_BYTES, Unreadable, decode, parse

_KEPT = 5000
"""How many tables are kept. Most are asked for twice: as what a file became, and soon after as what it was."""

_RECORD = re.compile(rf"(?:{'|'.join(FOLDERS.values())})/[^/.][^/]*\.toml")


def is_record(path: str) -> bool:
    """Return whether a path, from the plan's folder, is that of a file with a history, such as an action's."""
    return _RECORD.fullmatch(path) is not None


def id_of(path: str) -> str:
    """Return the id that a record's path gives it."""
    return path.rpartition("/")[2].removesuffix(".toml")


def kind_of(path: str) -> str:
    """Return the kind of record whose file a path is."""
    return _KINDS.get(path.partition("/")[0], "")


_KINDS = {folder: kind for kind, folder in FOLDERS.items()}


def ident(identifier: str) -> str:
    """Return what two ids have in common that differ in capitals alone, and so are the same."""
    return identifier.casefold()


def former_ids(table: Table | None) -> tuple[str, ...]:
    """Return the ids that a record had before."""
    ids = (table or {}).get("formerly", [])
    return tuple(name for name in ids if isinstance(name, str)) if isinstance(ids, list) else ()


def paths_of(path: str, table: Table | None) -> tuple[str, ...]:
    """Return the paths that a record has or had, its present one first."""
    folder = path.rpartition("/")[0]
    return (path, *(f"{folder}/{name}.toml" for name in former_ids(table)))


class Versions:
    """Files of one plan as they stood, by git's name of their content or by commit.

    Records that were renumbered are named by the ids that they have at the end of the history, wherever a file names
    them, so that a renumbering changes nothing that was agreed or said.
    """

    def __init__(self, history: History, head: str | None = None) -> None:
        """Read from a history.

        Args:
            history: the history.
            head: the full name of its last commit; None where records keep the ids that files name them by.
        """
        self._history = history
        self._new_ids: dict[str, dict[str, str]] = {}
        self._tables: dict[str, dict[str, Any] | str] = {}
        self._readable_before: dict[tuple[str, str], str] = {}
        if head is not None:
            self._new_ids = self._renumbered(head)
            self._tables.clear()

    def fault(self, name: str) -> str | None:
        """Return why a content cannot be read; None where it can."""
        found = self._read(name)
        return found if isinstance(found, str) else None

    def table(self, path: str, name: str | None) -> Table | None:
        """Return a file's table; where it cannot be read, the last one before it that could; None for neither.

        Args:
            path: the file, from the plan's folder.
            name: git's name of its content; None for no file.
        """
        if name is None:
            return None
        found = self._read(name)
        if not isinstance(found, str):
            return found
        before = self._readable_before.get((path, name))
        return self.table(path, before) if before is not None else None

    def remember(self, path: str, unreadable: str, before: str | None) -> None:
        """Keep what to compare with in place of a version that cannot be read.

        Args:
            path: the file, from the plan's folder.
            unreadable: git's name of its content.
            before: that of the version before it; None where there is none.
        """
        if before is not None and self.fault(before) is not None:
            before = self._readable_before.get((path, before))
        if before is not None:
            self._readable_before.setdefault((path, unreadable), before)

    def at(self, commit: str | None, path: str) -> Table | None:
        """Return a file's table in a commit; None where it is not there."""
        return self.table(path, self._history.content_name(commit, path)) if commit is not None else None

    def first_at(self, commit: str | None, paths: Sequence[str]) -> Table | None:
        """Return the table of the first of some paths that a commit has."""
        return next((table for path in paths if (table := self.at(commit, path)) is not None), None)

    def entries_at(self, commit: str, paths: Sequence[str]) -> tuple[Placed, ...]:
        """Return the entries that a record has in a commit, under any of its paths."""
        return tuple(placed for path in dict.fromkeys(paths) for placed in entries_of(self.at(commit, path)))

    def records(self, commit: str) -> Iterator[tuple[str, Table]]:
        """Yield every record of a commit, with its path."""
        for path, name in self._history.paths(commit):
            table = self.table(path, name) if is_record(path) else None
            if table is not None:
                yield path, table

    def counts(self, commit: str | None, table: Table, day: date | None) -> bool:
        """Return whether a record, as it was in a commit, was agreed by a day, and is not being brought in any more."""
        facts = self.facts(commit)
        return is_reached(facts.agreed_for(table), day) and not facts.is_being_brought_in(day)

    def facts(self, commit: str | None) -> "Facts":
        """Return what the plan file of a commit says."""
        return Facts.of(self.at(commit, PLAN_FILE) or {})

    def _renumbered(self, head: str) -> dict[str, dict[str, str]]:
        ids: dict[str, dict[str, str]] = {}
        for path, table in self.records(head):
            # An id that was used again means what it meant before: that it was is a finding of its own.
            for former in paths_of(path, table)[1:]:
                ids.setdefault(kind_of(path), {})[id_of(former)] = id_of(path)
        return ids

    def _read(self, name: str) -> dict[str, Any] | str:
        found = self._tables.get(name)
        if found is None:
            data = self._history.content(name)
            if data is None:
                raise GitError("this clone lacks the content of some files; fetch it with: git fetch --refetch")
            found = _parsed(data)
            if self._new_ids and not isinstance(found, str):
                found = with_new_ids(found, self._new_ids)
            while len(self._tables) >= _KEPT:
                self._tables.pop(next(iter(self._tables)))
            self._tables[name] = found
        return found


def _parsed(data: bytes) -> dict[str, Any] | str:
    if len(data) > MAX_BYTES:
        return "it is too large"
    try:
        return parse("", decode("", data))
    except Unreadable as error:
        return error.problem.message


@frozen(kw_only=True)
class Facts:
    """What a plan file says of agreement and keeping, at one commit.

    Attributes:
        agreed: when the plan was agreed; None while it is a draft.
        kept_since: since when it has been kept in files; None where it does not say.
        terms: the terms that it declares.
    """

    agreed: PlanDate | None
    kept_since: PlanDate | None
    terms: dict[Id, Term]

    @classmethod
    def of(cls, table: Table) -> "Facts":
        """Read them from the table of a plan file; what is not as the format wants it is not there."""
        declared = table.get("terms", {})
        terms = {
            Id(name): Term(from_=term["from"], until=term["until"])
            for name, term in (declared.items() if isinstance(declared, dict) else ())
            if isinstance(term, dict) and type(term.get("from")) is date and type(term.get("until")) is date
        }
        return cls(
            agreed=plan_date(table.get("agreed"), terms),
            kept_since=plan_date(table.get("kept_since"), terms),
            terms=terms,
        )

    def is_being_brought_in(self, day: date | None) -> bool:
        """Return whether an older plan was still being brought into files on a day: until the end of ``kept_since``."""
        kept = self.kept_since.last if self.kept_since is not None else None
        return kept is not None and day is not None and day <= kept

    def agreed_for(self, table: Table) -> PlanDate | None:
        """Return when a record was agreed: on the day of its own, or with the plan."""
        return plan_date(table.get("agreed"), self.terms) if "agreed" in table else self.agreed


def plan_date(value: Any, terms: dict[Id, Term]) -> PlanDate | None:
    """Return a plan date; None for what is none."""
    try:
        return parse_date(value, terms)
    except ValueError:
        return None


def is_reached(when: PlanDate | None, day: date | None) -> bool:
    """Return whether a date lies on or before the day of a commit. A commit without a day counts as late enough."""
    return when is not None and when.last is not None and (day is None or when.last <= day)


def is_restored(gone: Table, made: Table) -> bool:
    """Return whether a record made anew is the one that was there before: what was agreed is the same."""
    free = FREE | GROWING
    heads = [{key: value for key, value in table.items() if key not in free} for table in (gone, made)]
    return content(heads[0]) == content(heads[1])
