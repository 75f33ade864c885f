"""A workbook to be written: worksheets, each with a title, lines of text and at most one table.

Its shape is that of the UK government's guidance on spreadsheets: the title is in A1, lines follow below it in
column A, and the table comes directly after them. Nothing is merged, filtered, frozen or hidden.
"""

import datetime as dt
from decimal import Decimal

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
