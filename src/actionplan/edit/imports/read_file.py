"""How a file is read: its tables, what each column is, and which rows are about one action."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import evolve, frozen

from actionplan.edit.imports.columns import ReadColumn, read_columns
from actionplan.edit.imports.mapping import Mapped
from actionplan.edit.imports.refs import Group, groups_of
from actionplan.edit.imports.tables import FoundTable, find_table
from actionplan.input.dates import read_date
from actionplan.input.headings import plain_heading
from actionplan.input.text import one_line
from actionplan.model.dates import PlanDate
from actionplan.sheets.cell_text import without_apostrophe
from actionplan.sheets.grid import Book, Cell, Sheet

_BESIDE = frozenset({"due", "revised_due", "span", "start", "owner", "lead", "state", "rating", "progress", "note"})
"""Fields of which a table of actions has one at least, where it has no more than references or titles."""

_VERSION = re.compile(
    r"\b(?:as at|as of|position (?:as )?at|updated?(?: on)?|last updated|version date|date|version|dated|revised)\b"
    r"[:\s,-]*(?:v?[\d.]+[,\s-]+)?"
    r"(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th)? [A-Za-z]{3,9} \d{2,4})",
    re.IGNORECASE,
)
"""The day of a version in the titles of a sheet: ``Updated 12 May 2024``."""


@frozen(kw_only=True)
class ReadTable:
    """A table of actions as it is read.

    Attributes:
        file: the name of its file.
        table: the table.
        columns: what each column is read as.
        groups: its rows by action.
    """

    file: str
    table: FoundTable
    columns: tuple[ReadColumn, ...]
    groups: tuple[Group, ...]


@frozen(kw_only=True)
class ReadFile:
    """A file as it is read.

    Attributes:
        book: the file.
        tables: its tables of actions.
        others: sheets without one, and hidden sheets.
        day: the day that its titles say it describes; None for none.
    """

    book: Book
    tables: tuple[ReadTable, ...]
    others: tuple[Sheet, ...]
    day: date | None


def read_file(book: Book, mapped: Mapped) -> ReadFile:
    """Return how a file is read.

    Args:
        book: the file.
        mapped: what somebody says about it.
    """
    book = evolve(book, sheets=tuple(map(_as_entered, book.sheets)))
    known = frozenset(map(plain_heading, mapped.columns))
    tables: list[ReadTable] = []
    others: list[Sheet] = []
    for sheet in book.sheets:
        is_wanted = sheet.name in mapped.sheets if mapped.sheets else not sheet.hidden
        table = find_table(sheet, mapped.heading_rows.get(sheet.name), known) if is_wanted else None
        columns = read_columns(table, mapped) if table is not None else ()
        if table is not None and table.rows and _is_of_actions({column.field for column in columns}):
            groups = tuple(groups_of(table, columns))
            tables.append(ReadTable(file=book.name, table=table, columns=columns, groups=groups))
        else:
            others.append(sheet)
    titles = [cell for each in tables for cell in each.table.above]
    return ReadFile(book=book, tables=tuple(tables), others=tuple(others), day=_day_in(titles))


def _as_entered(sheet: Sheet) -> Sheet:
    """Return a sheet without the apostrophes that keep texts from being run as formulas."""
    return evolve(
        sheet,
        cells=tuple(
            evolve(cell, text=without_apostrophe(cell.text)) if cell.text.startswith("'") else cell
            for cell in sheet.cells
        ),
    )


def _is_of_actions(fields: set[str]) -> bool:
    names = fields & {"action", "title"}
    return len(names) == 2 or bool(names and fields & _BESIDE)


def _day_in(titles: Sequence[Cell]) -> date | None:
    """Return the day of the version that titles name; the latest, where there are several."""
    return max(_days(titles), default=None)


def _days(titles: Sequence[Cell]) -> Iterator[date]:
    for cell, before in zip(titles, (None, *titles), strict=False):
        if isinstance(cell.value, date):
            if before is not None and _VERSION.match(f"{one_line(before.text)} 2000-01-01"):
                yield cell.value.date() if isinstance(cell.value, datetime) else cell.value
            continue
        for match in _VERSION.finditer(one_line(cell.text)):
            when = read_date(match["date"])
            if isinstance(when, PlanDate) and when.first is not None and when.first == when.last:
                yield when.first
