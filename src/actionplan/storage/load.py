"""Read a plan folder into records: a file that cannot be read does not stop the others from being read."""

import os
import re
from collections.abc import Iterable, Iterator

from attrs import evolve, field, fields_dict, frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, RECORD_TYPES, TAILS, plan_path, record_path, with_records
from actionplan.model.problem import Location, Problem, ProblemsFound, problem
from actionplan.model.records import Plan, Record, Unread
from actionplan.model.view import Portfolio
from actionplan.storage.discovery import find_plans, no_plan_problem, same_ids
from actionplan.storage.fast_reader import statements_for
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.leftovers import copied, is_in, original_of
from actionplan.storage.plan_folder import Listing, RecordFile, list_records, record_id, strays
from actionplan.storage.positions import locate, spans
from actionplan.storage.structuring import structure
from actionplan.storage.toml import Document, Unreadable, document_of, not_empty, parse

FORMAT = 1
"""The version of the file format that this library reads and writes."""

_INLINE_TAIL = re.compile(rf"""^[ \t]*(["']?)({"|".join(TAILS)})\1[ \t]*=""", re.MULTILINE)


@frozen
class _Reading:
    """The reading of one plan, with the problems and files found so far."""

    root: str
    files: Files = DISK
    problems: list[Problem] = field(factory=list)
    unread: list[Unread] = field(factory=list)
    texts: dict[str, str] = field(factory=dict)

    def document(self, path: str, identifier: str) -> Document | None:
        data = self.data(path, identifier)
        return self.document_of(path, identifier, data) if data is not None else None

    def data(self, path: str, identifier: str) -> bytes | None:
        try:
            return self.files.read(path, inside=self.root)
        except Unreadable as error:
            self.leave_out(path, identifier, error.problem)
            return None

    def document_of(self, path: str, identifier: str, data: bytes) -> Document | None:
        try:
            document = not_empty(document_of(path, data))
        except Unreadable as error:
            self.leave_out(path, identifier, error.problem)
            return None
        self.texts[path] = document.text
        return document

    def leave_out(self, path: str, identifier: str, *problems: Problem) -> None:
        self.problems.extend(problems)
        self.unread.append(Unread(path=path, id=identifier))

    def located(self) -> tuple[Problem, ...]:
        return locate(self.problems, self.texts)


@checks_arguments
def load(*paths: str | os.PathLike[str]) -> Portfolio:
    """Read plans. A file that cannot be read is left out, and `Portfolio.problems` says why.

    Args:
        paths: plan folders, or folders that contain plans; none means the plan that contains the current folder or,
            if there is none, every plan in the folder ``plans``.

    Returns:
        The plans, with every problem met in reading them. Files that could not be read are in ``unread``. Rules that
        compare files are not applied; `check` applies them.

    Raises:
        NoPlan: there is no plan.

    Example:
        >>> portfolio = load("examples/northshire-send")
        >>> [plan] = portfolio.plans
        >>> plan.title
        'Northshire SEND priority action plan (an invented example)'
        >>> portfolio.problems
        ()
    """
    return load_roots(find_plans(paths))


@checks_arguments
def load_strict(*paths: str | os.PathLike[str]) -> Portfolio:
    """Read plans, or raise if a file cannot be read or has the wrong shape.

    Args:
        paths: as for `load`.

    Raises:
        ProblemsFound: a file has an error; ``problems`` of the exception lists them all.
        NoPlan: there is no plan.

    Example:
        >>> len(load_strict("examples/northshire-send").plans)
        1
    """
    portfolio = load(*paths)
    if any(found.severity == "error" for found in portfolio.problems):
        raise ProblemsFound(portfolio.problems)
    return portfolio


def load_roots(roots: Iterable[str], files: Files = DISK) -> Portfolio:
    """Read the plans in some folders; see `load`.

    Args:
        roots: the plans' folders.
        files: the file system that has them.
    """
    plans: list[Plan] = []
    unread: list[Unread] = []
    problems: list[Problem] = []
    for root in roots:
        plan, found, missing = load_plan(root, files)
        problems.extend(found)
        unread.extend(missing)
        if plan is not None:
            plans.append(plan)
    problems.extend(same_ids(((plan.id, plan.root) for plan in plans), files))
    return Portfolio(plans=tuple(plans), unread=tuple(unread), problems=tuple(problems))


def load_plan(root: str, files: Files = DISK) -> tuple[Plan | None, tuple[Problem, ...], tuple[Unread, ...]]:
    """Read one plan folder.

    Args:
        root: the plan's folder.
        files: the file system that has it.

    Returns:
        The plan, or None if its ``plan.toml`` cannot be read; all problems; and, only if there is no plan, the files
        that could not be read.
    """
    reading = _Reading(root, files)
    plan = _read_plan_file(reading)
    if plan is None:
        for path, identifier in (item for folder in FOLDERS.values() for item in _listed(reading, folder).files):
            reading.document(path, identifier)
        return None, reading.located(), tuple(reading.unread)
    records = {folder: tuple(_read_records(reading, kind, plan)) for kind, folder in FOLDERS.items()}
    plan = with_records(plan, records)
    _keep(reading, strays(reading.root, reading.files))
    return evolve(plan, unread=tuple(reading.unread)), reading.located(), ()


def load_plan_file(root: str, files: Files = DISK) -> Plan:
    """Read ``plan.toml`` alone, as a plan without records.

    Args:
        root: the plan's folder.
        files: the file system that has it.

    Raises:
        ProblemsFound: it cannot be read.
    """
    return _require_plan_file(_Reading(root, files))


def load_one(
    root: str, kind: str, identifier: str, files: Files = DISK
) -> tuple[Plan, tuple[Problem, ...], Document | None]:
    """Read ``plan.toml`` and one record's file only, so that the cost does not grow with the plan.

    Args:
        root: the plan's folder.
        kind: one of `FOLDERS`.
        identifier: the record's id.
        files: the file system that has them.

    Returns:
        A plan with this record alone, or without it if its file cannot be read; the problems; and the file.

    Raises:
        ProblemsFound: ``plan.toml`` cannot be read.
    """
    reading = _Reading(root, files)
    plan = _require_plan_file(reading)
    path = record_path(root, kind, identifier)
    document = reading.document(path, identifier)
    if document is not None:
        plan = _with_only(reading, document, kind, identifier, plan)
    return evolve(plan, unread=tuple(reading.unread)), reading.located(), document


def structure_text(plan: Plan, path: str, text: str, kind: str, identifier: str) -> tuple[Plan, tuple[Problem, ...]]:
    """Return the plan with one record that is read from a text, as `load_one` would read it from a file.

    Args:
        plan: the plan to which the record belongs.
        path: the file in which the text will be saved.
        text: its text.
        kind: one of `FOLDERS`.
        identifier: the record's id.
    """
    reading = _Reading(plan.root)
    try:
        document = Document(path=path, data=text.encode(), text=text, table=parse(path, text))
    except Unreadable as error:
        return evolve(plan, unread=(Unread(path=path, id=identifier),)), (error.problem,)
    reading.texts[path] = text
    plan = _with_only(reading, document, kind, identifier, plan)
    return evolve(plan, unread=tuple(reading.unread)), reading.located()


def _with_only(reading: _Reading, document: Document, kind: str, identifier: str, plan: Plan) -> Plan:
    """Return the plan with this record alone."""
    record = _structured(reading, document, kind, identifier, plan)
    no_other: dict[str, tuple[Record, ...]] = dict.fromkeys(FOLDERS.values(), ())
    return with_records(plan, {**no_other, FOLDERS[kind]: (record,) if record is not None else ()})


def _require_plan_file(reading: _Reading) -> Plan:
    """Read ``plan.toml``; raises ProblemsFound if it cannot be read."""
    plan = _read_plan_file(reading)
    if plan is None:
        raise ProblemsFound(reading.located())
    return plan


def _read_plan_file(reading: _Reading) -> Plan | None:
    path = plan_path(reading.root)
    if not reading.files.exists(path):
        found = no_plan_problem(reading.root, reading.files)
        reading.leave_out(found.where.path, "", found)
        return None
    document = reading.document(path, "")
    if document is None:
        return None
    version = document.table.get("format")
    if type(version) is int and version != FORMAT:
        where = Location(path=path, keys=("format",))
        message = f"this plan is written in format {version}, and this program reads format {FORMAT}"
        fix = "install a newer actionplan" if version > FORMAT else f"write: format = {FORMAT}"
        reading.leave_out(path, "", problem("E008", message, where, fix=fix))
        return None
    declared = {name: document.table[name] for name in fields_dict(Calendar) if name in document.table}
    calendar, _ = structure(declared, Calendar, path)
    plan, problems = structure(document.table, Plan, path, calendar or NO_CALENDAR)
    if plan is None:
        reading.leave_out(path, "", *_with_ids(problems, document.table, None))
        return None
    reading.problems.extend(problems)
    return evolve(plan, root=reading.root)


def _with_ids(problems: tuple[Problem, ...], table: object, plan: Plan | None) -> tuple[Problem, ...]:
    from actionplan.storage.names_as_ids import with_ids  # only for what was written by name

    return with_ids(problems, table, plan)


def _read_records(reading: _Reading, kind: str, plan: Plan) -> Iterator[Record]:
    """Yield the records of one kind, without copies that somebody or some program put beside them."""
    listing = _listed(reading, FOLDERS[kind])
    records = {record.id: record for record in _read_files(reading, kind, plan, listing.files)}
    for path, original in listing.copies:
        is_whole = _is_in(reading, path, kind, plan, records.get(Id(original)))
        if is_whole is None:  # it is a record of its own, or cannot be compared: its name is at fault
            yield from _read_files(reading, kind, plan, [RecordFile(path, record_id(path))])
        else:
            _leave_out_copy(reading, RecordFile(path, original), is_whole=is_whole)
    for record in records.values():
        name = original_of(f"{record.id}.toml", records)
        is_whole = is_in(record, records[Id(name)]) if name is not None else None
        if name is None or is_whole is None:
            yield record
        else:
            path = record_path(reading.root, kind, record.id)
            _leave_out_copy(reading, RecordFile(path, name), is_whole=is_whole)


def _is_in(reading: _Reading, path: str, kind: str, plan: Plan, original: Record | None) -> bool | None:
    """Return whether a file whose name is no id has nothing that a record lacks; None if that cannot be known."""
    aside = _Reading(reading.root, reading.files)
    if original is None or (document := aside.document(path, "")) is None:
        return None
    record = _structured(aside, document, kind, original.id, plan)
    return is_in(record, original) if record is not None else None


def _leave_out_copy(reading: _Reading, copy: RecordFile, *, is_whole: bool) -> None:
    """Keep the problem of a copy, and that figures lack what only the copy has."""
    reading.problems.append(copied(*copy, is_whole=is_whole))
    if not is_whole:
        reading.unread.append(Unread(path=copy.path, id=""))


def _read_files(reading: _Reading, kind: str, plan: Plan, files: Iterable[RecordFile]) -> Iterator[Record]:
    for path, identifier in files:
        data = reading.data(path, identifier)
        if data is None:
            continue
        record = statements_for(kind, plan.calendar).record(identifier, data)
        if record is None and (document := reading.document_of(path, identifier, data)) is not None:
            record = _structured(reading, document, kind, identifier, plan)
        if record is not None:
            yield record


def _structured(reading: _Reading, document: Document, kind: str, identifier: str, plan: Plan) -> Record | None:
    path, table = document.path, document.table
    if "id" in table:
        where = Location(path=path, keys=("id",), on_key=True)
        fix = "remove this line; to give it another id, rename the file"
        message = 'the key "id" is not known here: the file\'s name is the id'
        reading.problems.append(problem("E101", message, where, fix=fix))
    for tail in {match[2] for match in _INLINE_TAIL.finditer(document.text) if isinstance(table.get(match[2]), list)}:
        # TOML reads brackets after an equals sign as the same list, but no entry can be added after them.
        key = spans(document.text).get((tail,))
        if key is not None and key.key != key.value:
            where = Location(path=path, keys=(tail,), on_key=True)
            fix = f"write each entry as a block of its own under a line [[{tail}]]"
            reading.problems.append(problem("E108", "a history written in brackets cannot be added to", where, fix=fix))
    record, problems = structure({**table, "id": identifier}, RECORD_TYPES[kind], path, plan.calendar)
    if record is None:
        reading.leave_out(path, identifier, *_with_ids(problems, table, plan))
        return None
    reading.problems.extend(problems)
    return record


def _keep(reading: _Reading, problems: Iterable[Problem]) -> None:
    """Keep problems with file names; records in files with a wrong name are missing from all figures."""
    for found in problems:
        reading.problems.append(found)
        if found.code == "E009":
            path = found.where.path
            reading.unread.append(Unread(path=path, id=record_id(path) if reading.files.is_file(path) else ""))


def _listed(reading: _Reading, folder: str) -> Listing:
    """List a folder, and keep its problems."""
    listing = list_records(reading.root, folder, reading.files)
    _keep(reading, listing.problems)
    if listing.is_unreadable:
        reading.unread.append(Unread(path=os.path.join(reading.root, folder), id=""))
    return listing
