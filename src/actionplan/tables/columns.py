"""What tables are made of: columns, each with its type, its meaning, and how its value is taken from a row.

A column that repeats a field of a record is made of that field: its type is the field's, its meaning what the record's
docstring says of it. Only what is worked out is described beside the tables.

Nothing here knows any file format: `actionplan.tables.arrow` makes of a type of column what a library calls it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from types import NoneType
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.fields import meanings_of
from actionplan.model.records import Plan

ColumnType = Literal["text", "texts", "whole", "decimal", "day", "truth"]
"""The types of columns: a text, a list of texts, a whole number, an exact decimal number, a day, true or false."""

_TYPES: Final[Mapping[type, ColumnType]] = {int: "whole", Decimal: "decimal", date: "day", bool: "truth"}
"""The type of column for each type of field that is no text."""

Value = Callable[[Any], Any]
"""How a value is taken from a row."""


@frozen
class DataColumn:
    """One column.

    Attributes:
        name: its name, in the words of the format.
        type: what its values are.
        meaning: what they say, in a few words, and what it means where there is none.
        value: how one is taken from a row.
    """

    name: str
    type: ColumnType
    meaning: str
    value: Value


@frozen
class DataTable:
    """One table.

    Attributes:
        name: its name.
        meaning: what one row is, in a sentence.
        columns: its columns. Beside them each row has ``plan``, the id of its plan.
        rows: how the rows of one plan are found, in order.
    """

    name: str
    meaning: str
    columns: tuple[DataColumn, ...]
    rows: Callable[[Plan], Iterable[Any]]


Field = tuple[DataColumn, ...]
"""The columns of one value: three for a plan date, one for anything else."""


def columns(names: str, records: dict[str, type], *worked_out: Field) -> tuple[DataColumn, ...]:
    """Make the columns of a table.

    Args:
        names: what they hold, in order, with spaces between: each a name of ``worked_out``, or of a field of one of
            ``records``. ``votes.against`` is a field of a field; its column is ``votes_against``.
        records: the classes that have the fields, by where a row has them: ``entry``, or nothing for the row itself.
            Where several have a field of one name, that of the first is taken.
        worked_out: columns that are no field of a record, as `field` and `dated` make them.
    """
    others = {field[0].name: field for field in worked_out}
    owners = {name: owner for owner in reversed(records.items()) for name in field_types(owner[1])}
    return tuple(
        column
        for name in names.split()
        for column in others.get(name) or _of_record(name, *owners[name.partition(".")[0]])
    )


def _of_record(name: str, where: str, record: type) -> Field:
    outer, _, inner = name.partition(".")
    kind, meaning = field_types(record)[outer], _meaning(record, outer)
    if inner:
        what, *if_none = meaning.split("; none", 1)
        own, *own_if_none = _meaning(kind, inner).split("; none", 1)
        kind, meaning = field_types(kind)[inner], "; none".join((f"{what}: {own}", *(own_if_none or if_none)))
    path, column = f"{where}.{name}".lstrip("."), name.replace(".", "_").rstrip("_")
    if kind is PlanDate:
        return dated(column, meaning, path)
    if kind is Any or get_origin(kind) is Mapping:
        take = _taken(path)
        return field(column, "text", f"{meaning}, as JSON; none where there is nothing", lambda row: as_json(take(row)))
    return field(column, "texts" if get_origin(kind) is tuple else _TYPES.get(kind, "text"), meaning, path)


@cache
def field_types(record: type) -> Mapping[str, Any]:
    """Return the types of a record's fields, without the None that some may be."""
    return {
        name: get_args(hint)[0] if NoneType in get_args(hint) else hint for name, hint in get_type_hints(record).items()
    }


def _meaning(record: type, name: str) -> str:
    return meanings_of(record).get(name, "").replace("; None", "; none")


def field(name: str, kind: ColumnType, meaning: str, value: str | Value) -> Field:
    """Make a column of a value.

    Args:
        name: the column's name.
        kind: its type.
        meaning: what it says.
        value: where the row has it, such as ``placed.day``, or how it is found.
    """
    return (DataColumn(name, kind, meaning, _taken(value) if isinstance(value, str) else value),)


def dated(name: str, meaning: str, value: str | Value) -> Field:
    """Make the three columns of a plan date: as written, and the first and last day that it can mean.

    Args:
        name: the name of the first; the others' end in ``_first`` and ``_last``.
        meaning: what it says.
        value: where the row has it, or how it is found.
    """
    take = _taken(value) if isinstance(value, str) else value

    def part(of_date: str) -> Value:
        return lambda row: getattr(take(row), of_date, None)

    return (
        DataColumn(name, "text", f"as written: {meaning}", part("text")),
        DataColumn(
            f"{name}_first", "day", "the first day that it can mean; none for `ongoing` and `unknown`", part("first")
        ),
        DataColumn(
            f"{name}_last",
            "day",
            "the last day that it can mean, which counts; none for `ongoing` and `unknown`",
            part("last"),
        ),
    )


def _taken(path: str) -> Value:
    """Return what takes a value from a row by its path; None where what should have it is None or has no such field."""
    outer, _, name = path.rpartition(".")
    if not outer:
        return attrgetter(name)
    take = _taken(outer)
    return lambda row: getattr(take(row), name, None)


def as_json(value: Any) -> str | None:
    """Return a plan's own fields, or a value of any type, as JSON; None where there are none."""
    return None if value is None or value == {} else json.dumps(value, ensure_ascii=False, default=str)
