"""A workbook to be written: worksheets, each with a title, lines of text and at most one table.

Its shape is that of the UK government's guidance on spreadsheets: the title is in A1, lines follow below it in
column A, and the table comes directly after them. Nothing is merged, filtered, frozen or hidden.
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from textwrap import wrap

from attrs import frozen

CellData = str | int | Decimal | dt.date
"""What a cell of a table holds. A bool is no number: say it in words."""


@frozen
class Column:
    """A column of a table.

    Attributes:
        heading: its heading, unlike any other of the table.
        width: its width in characters.
    """

    heading: str
    width: int


@frozen
class Table:
    """A table.

    Attributes:
        name: its name in the workbook: letters, digits and underscores, unlike that of any other table.
        columns: its columns.
        rows: its rows, at least one; each has as many cells as there are columns, and none is empty.
        links: worksheets to which cells of the first column lead, by their text.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellData, ...], ...]
    links: frozenset[str] = frozenset()


@frozen
class Line:
    """A line of text in column A.

    Attributes:
        text: the text.
        is_heading: whether it is the heading of the lines below it.
    """

    text: str
    is_heading: bool = False


@frozen
class Worksheet:
    """A worksheet.

    Attributes:
        name: the name on its tab, of at most 31 characters, unlike any other.
        title: its title, in A1.
        lines: what follows below the title.
        table: its table; None for text only, which then has a wide column that wraps.
    """

    name: str
    title: str
    lines: tuple[Line, ...]
    table: Table | None = None


@frozen
class Workbook:
    """A workbook.

    Attributes:
        title: the title in its properties.
        sheets: its worksheets, at least one.
        language: the language of its texts.
    """

    title: str
    sheets: tuple[Worksheet, ...]
    language: str = "en-GB"


TEXT_WIDTH = 90
"""The width, in characters, of column A of a worksheet of text only."""


def cell_text(value: CellData) -> str:
    """Return a cell's value as a file of text has it: days in ISO 8601, numbers without an exponent.

    Args:
        value: the value.
    """
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def as_number(value: CellData) -> float | None:
    """Return a value as the number that a cell holds; None for a text, a day, and what no cell holds exactly.

    Args:
        value: the value.
    """
    if isinstance(value, int | Decimal) and Decimal(repr(float(value))) == value:
        return float(value)
    return None


def columns_of_numbers(table: Table) -> frozenset[int]:
    """Return the positions of the columns that hold a number somewhere, which are aligned to the right."""
    positions = range(len(table.columns))
    return frozenset(each for each in positions if any(as_number(row[each]) is not None for row in table.rows))


def pages_wide(table: Table) -> int:
    """Return on how many pages side by side a table is printed, so that it can be read."""
    return max(1, round(sum(column.width for column in table.columns) / _PAGE_WIDTH))


_PAGE_WIDTH = 190
"""About how many characters are side by side on a page of A4 that is turned, as large as they can still be read."""


def lines_high(cells: Iterable[CellData], columns: Iterable[Column], *, is_heading: bool = False) -> int:
    """Return how many lines high a row must be for its texts, with a little to spare.

    LibreOffice makes no row of a file from elsewhere higher, and on paper some letters are wider than on a screen.

    Args:
        cells: the cells of the row.
        columns: their columns.
        is_heading: whether the row is in bold.
    """
    letters = 1.0 if is_heading else _LETTERS
    rooms = ((cell, max(1, int(column.width * letters) - 2)) for cell, column in zip(cells, columns, strict=True))
    return max((_lines(cell, room) for cell, room in rooms if isinstance(cell, str)), default=1)


def _lines(text: str, room: int) -> int:
    return sum(len(wrap(line, room)) if len(line) > room else 1 for line in text.split("\n"))


_LETTERS = 1.1
"""How many letters go into the width of a digit, by which widths are counted; somewhat fewer than on average."""

MOST_LINES = 25
"""How many lines high a row can be in a spreadsheet."""
