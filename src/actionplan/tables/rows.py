"""What tables share: rows that several of them have, how these are found in a plan, and columns that are worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, get_args, get_origin

from actionplan.model.as_known import agreed_on, recorded_day
from actionplan.model.dates import PlanDate
from actionplan.model.fields import tables_in, tables_of
from actionplan.model.kinds import FOLDERS, KINDS
from actionplan.model.records import Plan, Record
from actionplan.summary.timeline import Placed, part_named
from actionplan.summary.updates import is_update
from actionplan.tables.columns import DataColumn, DataTable, Field, columns, dated, field, field_types


class Of(NamedTuple):
    """A thing and that to which it belongs.

    Attributes:
        whole: the plan or the record to which it belongs.
        part: the thing.
        position: its place among its like, from 0.
        id: its id.
    """

    whole: Any
    part: Any
    position: int
    id: str = ""


def in_turn(whole: Plan | Record, parts: Iterable[Any]) -> Iterator[Of]:
    """Return the rows of things that belong to a plan or a record."""
    return (Of(whole, part, position) for position, part in enumerate(parts))


def columns_of(part: type, names: str, *worked_out: Field) -> tuple[DataColumn, ...]:
    """Make the columns of a table whose rows are `Of`; see `columns`."""
    return columns(names, {"part": part, "": Of}, *worked_out)


def record_id(kind: str) -> Field:
    """Make the column of the id of the record to which a row belongs, where all are of one kind."""
    return field(kind, "text", f"the id of the {kind}", "whole.id")


def record_table(record: type[Record], meaning: str) -> DataTable:
    """Make the table of a kind of record: a column for each field, apart from its lists of tables.

    Args:
        record: the record.
        meaning: what a row is.
    """
    folder = FOLDERS[KINDS[record]]
    return DataTable(
        folder,
        meaning,
        columns_of(record, f"id position {' '.join(_own_fields(record))} formerly source extra", _AGREED),
        lambda plan: in_turn(plan, getattr(plan, folder)),
    )


def _own_fields(record: Any) -> Iterator[str]:
    """Yield the names of the fields that only this kind of record has, and of those inside a table such as a score."""
    apart = {"id", "formerly", "source", "stated", "extra", "agreed", *tables_of(record)}
    for name, type_ in field_types(record).items():
        if name in apart or get_origin(type_) is Mapping:
            continue
        inner = [each for table in tables_in(type_) for each in field_types(table) if each not in ("source", "note")]
        yield from [f"{name}.{each}" for each in inner] or [name]
    if "agreed" in field_types(record):
        yield "agreed"


def part_table(record: type, parts: str, meaning: str, names: str, table: str | None = None) -> DataTable:
    """Make the table of the parts that a kind of record has in a list, such as the milestones of actions.

    Args:
        record: the record.
        parts: its field that lists them.
        meaning: what a row is.
        names: the columns beside that of the record's id.
        table: the table's name; None for that of the field.
    """
    kind = KINDS[record]
    part = get_args(field_types(record)[parts])[0]
    return DataTable(
        table or parts,
        meaning,
        columns_of(part, f"{kind} {names}", record_id(kind)),
        lambda plan: (row for whole in getattr(plan, FOLDERS[kind]) for row in in_turn(whole, getattr(whole, parts))),
    )


_AGREED = dated(
    "agreed", "when it joined the plan: with it, or by a day of its own", lambda row: agreed_on(row.whole, row.part)
)

RECORD = (
    field("kind", "text", "of what kind of record: `action`, `area`, ...", lambda row: KINDS[type(row.whole)]),
    field("record", "text", "the record's id", "whole.id"),
)
"""The columns that say to which record a row belongs, where there are several kinds of them."""


def _is_update(row: Any) -> bool:
    return is_update(row.entry)


OF_ENTRY = (
    *RECORD,
    field(
        "part",
        "text",
        "the milestone, clause or recommendation that it is about; none where it is about the record as a whole",
        lambda row: part_named(row.entry),
    ),
    field(
        "recorded",
        "day",
        "the day on which it was written down, or else the day it was true; none where it has neither",
        lambda row: recorded_day(row.entry),
    ),
    field(
        "in_force",
        "day",
        "the day from which it counts; of a correction, that of the entry it corrects; none where it states nothing",
        "placed.day",
    ),
    field(
        "early",
        "truth",
        "whether it is from before the record was agreed, and so changes nothing of the head",
        lambda row: row.placed is not None and row.placed.early,
    ),
    field(
        "update",
        "truth",
        "whether it reports anything: no correction, decision or name for readers does",
        _is_update,
    ),
    field("redacted", "truth", "whether its text was taken out", lambda row: row.entry.redacted is not None),
)
"""The columns of an entry that are worked out, those of its record among them."""


class Finish(NamedTuple):
    """The completion that counts for an entry.

    Attributes:
        finished: of an action's entry that says complete or verified, the date of the completion that counts for it.
        finished_in_force: the day to which lateness is then counted.
        finished_due_last: the last day of the due date that held then, against which it is counted; None where there
            was none.
    """

    finished: PlanDate
    finished_in_force: date
    finished_due_last: date | None


class Said(NamedTuple):
    """An entry of a record's history.

    Attributes:
        whole: the record.
        entry: the entry.
        position: its place in the file, from 0.
        placed: the entry with its place in time; None where it states nothing: it was redacted, or has no day.
        place: its place, from 0, among those that count, in the order in which they do; None where it states nothing.
        head: the entry itself, where it changes something agreed, as few do; None where it does not.
        finish: of an action's entry that says complete or verified, the completion that counts for it.
        taken: whether a reading has the value that counts for its period, by all that is on record.
    """

    whole: Record
    entry: Any
    position: int
    placed: Placed | None
    place: int | None
    head: Any = None
    finish: Finish | None = None
    taken: bool = False


def said(record: Record, entries: Iterable[Any], placed: Sequence[Placed]) -> Iterator[Said]:
    """Return the rows of a record's entries.

    Args:
        record: the record.
        entries: the entries, as they are in the file.
        placed: those of them that state something, in the order in which they take force.
    """
    places = {each.index: place for place, each in enumerate(placed)}
    for position, entry in enumerate(entries):
        place = places.get(position)
        yield Said(record, entry, position, None if place is None else placed[place], place)
