"""Columns of worksheets: most are a field of a result, shown by its type, with the meaning that its docstring gives."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from operator import attrgetter
from typing import Any, Literal

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.fields import meanings_of
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.records import Plan
from actionplan.model.text import capitalised, date_text, field_words
from actionplan.report.values import Names, names_of, value_text
from actionplan.sheets.workbook import CellData
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.effective import ratings_as_at
from actionplan.tables.columns import field_types

Blank = Literal["[x]", "[z]"]
"""What a cell without a value has: that nothing is on record, or that there can be none here."""


@frozen
class OfDay:
    """What the rows of a plan have in common.

    Attributes:
        plan: the plan.
        day: the day of the export.
        names: what sentences call the plan's bodies and records.
        actions: the plan's actions on that day.
        ratings: what its ratings mean on that day.
    """

    plan: Plan
    day: date
    names: Names
    actions: tuple[ActionSummary, ...]
    ratings: Mapping[Id, Rating]


def of_day(plan: Plan, day: date) -> OfDay:
    """Return what the rows of a plan have in common, worked out once for all of its tables."""
    return OfDay(plan, day, names_of(plan, day), summarise_actions(plan, day), ratings_as_at(plan, day))


Value = Callable[[Any, OfDay], CellData | None]
"""How the value of a cell is found, from what the row is about; None for no value."""


@frozen
class SheetColumn:
    """A column of a worksheet.

    Attributes:
        heading: its heading.
        meaning: what it says.
        value: how its values are found.
        width: its width in characters.
        blank: what a cell without a value has.
        field: the field of a record that it shows, by which it may be kept from the public; empty for none.
    """

    heading: str
    meaning: str
    value: Value
    width: int
    blank: Blank = "[x]"
    field: str = ""


@frozen
class SheetTable:
    """A worksheet with a table.

    Attributes:
        sheet: the name on its tab; in lower case, with underscores, also that of its table and of its CSV file.
        row: what a row is, with its article: ``an action``.
        columns: its columns.
        rows: finds what the rows are about, in order.
    """

    sheet: str
    row: str
    columns: tuple[SheetColumn, ...]
    rows: Callable[[OfDay], Iterable[Any]]

    @property
    def name(self) -> str:
        """The name of its table."""
        return self.sheet.lower().replace(" ", "_")


def worked_out(
    heading: str, meaning: str, value: Value, width: int = 12, blank: Blank = "[x]", of: str = ""
) -> tuple[SheetColumn, ...]:
    """Make a column of a value that is no field."""
    return (SheetColumn(heading, meaning, value, width, blank, of),)


def shown(
    record: type,
    name: str,
    heading: str = "",
    width: int = 0,
    *,
    blank: Blank = "[x]",
    at: str = "",
    meaning: str = "",
    in_words: bool = False,
    named: bool = False,
) -> tuple[SheetColumn, ...]:
    """Make the column of a field.

    Args:
        record: the class that has the field.
        name: the field.
        heading: its heading; empty for the field's name in words.
        width: its width in characters; 0 for one that suits its type.
        blank: what a cell without a value has.
        at: where the row has the record; empty for the row itself.
        meaning: what it says; empty for what the docstring says of the field.
        in_words: whether a plan date is shown in words too, in a column beside its last day.
        named: whether a text may be the id of a body, whose name is then shown.
    """
    kind, take = field_types(record)[name], attrgetter(f"{at}.{name}" if at else name)
    heading = heading or capitalised(field_words(name))
    meaning = meaning or _meaning(record, name)
    if kind is PlanDate:
        day = SheetColumn(
            heading, f"{meaning}; the last day that it can mean", _last_day(take), width or 13, blank, name
        )
        words = SheetColumn(f"{heading}, in words", f"{meaning}; as exact as it is", _in_words(take), 17, blank, name)
        return (day, words) if in_words else (day,)
    value, usual = (_own, 10) if name == "id" else (_text, 24) if kind is str and not named else (_other, 13)
    return (SheetColumn(heading, meaning, _of(take, value), width or usual, blank, name),)


def printed_as(record: type, at: str = "") -> tuple[SheetColumn, ...]:
    """Make the column of a printed reference; most records have none."""
    return shown(record, "ref", "Printed as", 12, blank="[z]", at=at, meaning="Its number in printed papers")


def rating_label(rating: Id | None, of: OfDay) -> CellData | None:
    """Return the label that the plan gives a rating on the day; None where none is declared."""
    declared = of.ratings.get(rating) if rating is not None else None
    return declared.label.strip() if declared is not None else rating


def _meaning(record: type, name: str) -> str:
    """Return what the docstring says of a field, in a sheet where ids are shown as names."""
    said = meanings_of(record)[name].split("; None", 1)[0].split(". None", 1)[0]
    return capitalised(re.sub(r"\b(the id|ids) of (?=the|bodies|actions|areas|all)", "", said).replace("`", ""))


def _of(take: Callable[[Any], Any], show: Value) -> Value:
    return lambda row, of: show(take(row), of)


def _last_day(take: Callable[[Any], Any]) -> Value:
    return lambda row, _: getattr(take(row), "last", None)


def _in_words(take: Callable[[Any], Any]) -> Value:
    return lambda row, _: date_text(take(row)) or None


def _own(value: Any, _: OfDay) -> CellData | None:
    return str(value)


def _text(value: str | None, _: OfDay) -> CellData | None:
    return (value or "").strip() or None


def _other(value: Any, of: OfDay) -> CellData | None:
    if isinstance(value, int | Decimal | date) and not isinstance(value, bool):
        return value
    return value_text(value, of.names) or None
