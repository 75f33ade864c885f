"""What tables are made of: columns, each with its type, its meaning, and how its value is taken from a row.

Nothing here knows any file format: `actionplan.tables.arrow` makes of a type of column what a library calls it.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from actionplan.model.frozen import frozen
from actionplan.model.records import Plan

if TYPE_CHECKING:
    from actionplan.model.dates import PlanDate

ColumnType = Literal["text", "texts", "whole", "decimal", "day", "truth"]
"""The types of columns: a text, a list of texts, a whole number, an exact decimal number, a day, true or false."""

Value = Callable[[Any], Any]
"""How a value is taken from a row."""


@frozen
class Column:
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
class Table:
    """One table.

    Attributes:
        name: its name.
        meaning: what one row is, in a sentence.
        columns: its columns. Beside them each row has ``plan``, the id of its plan.
        rows: how the rows of one plan are found, in order.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: Callable[[Plan], Iterable[Any]]


def field(name: str, kind: ColumnType, meaning: str, path: str | None = None) -> Column:
    """Make a column of a field of the row.

    Args:
        name: the column's name.
        kind: its type.
        meaning: what it says.
        path: the field's name, dotted where it is one of a field; None where it is the column's.
    """
    return Column(name, kind, meaning, attrgetter(path or name))


def listed(name: str, meaning: str, path: str | None = None) -> Column:
    """Make a column of a field that lists texts; None stays None, which is not an empty list."""
    take = attrgetter(path or name)
    return Column(name, "texts", meaning, lambda row: None if (value := take(row)) is None else list(value))


def dated(name: str, meaning: str, value: str | Value | None = None) -> tuple[Column, Column, Column]:
    """Make the three columns of a plan date: as written, and the first and last day that it can mean.

    Args:
        name: the name of the first; the others' end in ``_first`` and ``_last``.
        meaning: what it says.
        value: the field's name, dotted where it is one of a field, or how it is found; None where it is ``name``.
    """
    take: Value = value if callable(value) else attrgetter(value or name)

    def text(row: Any) -> str | None:
        when: PlanDate | None = take(row)
        return None if when is None else when.text

    def first(row: Any) -> Any:
        when: PlanDate | None = take(row)
        return None if when is None else when.first

    def last(row: Any) -> Any:
        when: PlanDate | None = take(row)
        return None if when is None else when.last

    return (
        Column(name, "text", f"as written: {meaning}", text),
        Column(f"{name}_first", "day", "the first day that it can mean; none for `ongoing` and `unknown`", first),
        Column(f"{name}_last", "day", "the last day that it can mean, which counts; none likewise", last),
    )
