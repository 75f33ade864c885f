"""What each column of a table is: by its heading, by its cells, or as a mapping says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import evolve, frozen

from actionplan.edit.bulk.cells import is_nothing
from actionplan.edit.imports.bodies import names_a_body
from actionplan.edit.imports.likeness import fit
from actionplan.edit.imports.mapping import EXTRA, Mapped
from actionplan.edit.imports.ratings import USUAL
from actionplan.edit.imports.tables import FoundTable, Heading
from actionplan.input.headings import fields_built, likely_field, plain_heading
from actionplan.input.text import one_line
from actionplan.sheets.grid import column_letters

SEVERAL = frozenset({"note", "revised_due", "partners", "evidence", "success", ""})
"""Fields that several columns may be: their texts are joined, and dates come one after another."""

_LEAST = 0.3
"""The fit below which a column is not read as what its heading may mean."""

_FILLING = ("title", "owner", "note")
"""Fields for which a heading that is not quite understood is enough, where their cells fit."""

_REPEATED = 0.7
"""The share of different texts in a column below which it names what several actions have in common."""

_SAMPLES = 3


@frozen(kw_only=True)
class ReadColumn:
    """One column and what it is read as.

    Attributes:
        sheet: the sheet's name.
        column: its number; A is 1.
        heading: its heading on one line; empty for none.
        field: the field that it is read as; empty if it has none and goes to ``extra``.
        rows: how many rows there are.
        filled: in how many of them it says something.
        samples: the first different texts in it.
        fills: how often each colour of a cell occurs in it.
        is_said: whether a mapping says what it is.
        is_guess: whether its heading only resembles one that is understood.
    """

    sheet: str
    column: int
    heading: str
    field: str = ""
    rows: int
    filled: int
    samples: tuple[str, ...] = ()
    fills: Mapping[str, int]
    is_said: bool = False
    is_guess: bool = False

    @property
    def letter(self) -> str:
        """What a spreadsheet calls the column."""
        return column_letters(self.column)


def read_columns(table: FoundTable, mapped: Mapped) -> tuple[ReadColumn, ...]:
    """Return what each column of a table is read as.

    Args:
        table: the table.
        mapped: what somebody says about it.
    """
    columns = [_column(table, heading) for heading in table.headings]
    texts = {each.column: _texts(table, each.column) for each in columns}
    fields_said = {each.column: said_of(each, mapped.columns) for each in columns}
    said = {column: "" if field == EXTRA else field for column, field in fields_said.items()}
    claims = {
        each.column: [(field, _score(field, each, texts[each.column])) for field in _may_be(heading, table)]
        for each, heading in zip(columns, table.headings, strict=True)
        if said[each.column] is None
    }
    taken = {field for field in said.values() if field}
    fields = {**_decided(claims, taken), **{column: field for column, field in said.items() if field is not None}}
    return tuple(
        evolve(
            each,
            field=fields.get(each.column, ""),
            is_said=said[each.column] is not None,
            is_guess=each.column in fields and said[each.column] is None and not fields_built(each.heading),
        )
        for each in columns
    )


def column_of(columns: Iterable[ReadColumn], field: str) -> ReadColumn | None:
    """Return the first column that is read as a field; None if none is."""
    return next((each for each in columns if each.field == field), None)


def _column(table: FoundTable, heading: Heading) -> ReadColumn:
    texts = _texts(table, heading.column)
    cells = [row.cells[heading.column] for row in table.rows if heading.column in row.cells]
    different = dict.fromkeys(one_line(text) for text in texts)
    return ReadColumn(
        sheet=table.sheet.name,
        column=heading.column,
        heading=heading.text,
        rows=len(table.rows),
        filled=len(texts),
        samples=tuple(different)[:_SAMPLES],
        fills=Counter(cell.fill for cell in cells if cell.fill is not None and cell.fill.lower() != "#ffffff"),
    )


def _texts(table: FoundTable, column: int) -> list[str]:
    """Return the texts of a column that say something."""
    cells = (row.cells.get(column) for row in table.rows)
    return [cell.text for cell in cells if cell is not None and not is_nothing(one_line(cell.text))]


def said_of(column: ReadColumn, said: Mapping[str, Any]) -> str | None:
    """Return what a table of a mapping says of a column, by its heading or its letter; None if it says nothing.

    Either may have the sheet's name and an exclamation mark before it.
    """
    names = (f"{column.sheet}!{column.heading}", f"{column.sheet}!{column.letter}", column.heading, column.letter)
    for name in names:
        for key, meant in said.items():
            if name and (key == name or (len(name) > 2 and plain_heading(key) == plain_heading(name))):
                return str(meant)
    return None


def _may_be(heading: Heading, table: FoundTable) -> tuple[str, ...]:
    """Return the fields that a column may be by its heading; one that only resembles a heading comes last."""
    known = fields_built(heading.text) or fields_built(heading.lower)
    if known or not heading.text:
        return known
    likely = likely_field(heading.text)
    return (likely,) if likely and fit(likely, _texts(table, heading.column)) >= 0.6 else ()


def _score(field: str, column: ReadColumn, texts: Sequence[str]) -> float:
    """Return how well a column fits a field: by its cells, and for a rating by the colours of its cells too."""
    if field == "rating" and not texts and any(fill.lower() in USUAL for fill in column.fills):
        return 1
    score = fit(field, texts)
    if field == "areas":
        return 0.97 if len(texts) > 2 and len(set(texts)) <= _REPEATED * len(texts) else 0.2
    if field == "owner" and any(names_a_body(text) for text in texts):
        score = 0.98  # the roles beside them become leads
    is_exact = plain_heading(column.heading) in (field.replace("_", " "), f"action {field}")
    return score + (0.05 if is_exact else 0.02 if field == "title" and "action" in plain_heading(column.heading) else 0)


def _decided(claims: Mapping[int, Sequence[tuple[str, float]]], taken: set[str]) -> dict[int, str]:
    """Return the field of each column: the best claims go first, and most fields are given once.

    A heading with one meaning has it whatever its cells say, so that each cell that cannot be read is reported.
    """
    fields: dict[int, str] = {}
    open_claims = sorted(
        (
            (max(score, 0.5) if len(wanted) == 1 else score, -column, -index, column, field)
            for column, wanted in claims.items()
            for index, (field, score) in enumerate(wanted)
        ),
        reverse=True,
    )
    for score, _, _, column, field in open_claims:
        if column not in fields and score >= _LEAST and (field in SEVERAL or field not in taken):
            fields[column] = field
            taken.add(field)
    return fields
