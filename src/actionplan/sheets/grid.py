"""The cells of a file of tables, as they were read, with what a person sees in them."""

import datetime as dt
from decimal import Decimal

from attrs import frozen

CellValue = str | int | float | Decimal | bool | dt.date | dt.datetime | dt.time | None
"""What a cell holds. A file of text, such as CSV, holds only texts."""


@frozen(kw_only=True)
class Cell:
    """A cell that holds or shows something.

    Attributes:
        row: its row as the program shows it; the first is 1.
        column: its column; A is 1.
        value: what it holds; of a formula the value that was last worked out.
        text: what a person reads in it, without struck words, with its line breaks. A percentage shows as "40%", a
            date in ISO 8601.
        struck: the words in it that are struck out.
        fill: the colour of its background as "#rrggbb"; None for none.
        comment: what was written beside it; empty for nothing.
        formula: true if its value was worked out.
        inserted: true if it holds words that somebody inserted with changes tracked.
    """

    row: int
    column: int
    value: CellValue
    text: str
    struck: str = ""
    fill: str | None = None
    comment: str = ""
    formula: bool = False
    inserted: bool = False


@frozen(kw_only=True)
class Merged:
    """Cells shown as one: the first and last row and column, both of them included."""

    top: int
    left: int
    bottom: int
    right: int


@frozen(kw_only=True)
class Sheet:
    """A sheet of a workbook, a CSV file, or a table of a document.

    Attributes:
        name: the sheet's name; of a table in a document its heading, made unique with a number.
        cells: the cells that are there, by row and column. Cells of formatting only are left out.
        merged: cells shown as one. The first of them has the contents.
        hidden: true if the whole sheet is hidden.
        hidden_rows: rows that are hidden, by hand or by a filter.
        hidden_columns: columns that are hidden.
        tables: names and places of the sheet's own tables, if it declares any.
    """

    name: str
    cells: tuple[Cell, ...]
    merged: tuple[Merged, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[tuple[str, Merged], ...] = ()


@frozen(kw_only=True)
class Book:
    """A file of tables.

    Attributes:
        name: the file's name, without its folder.
        format: "xlsx", "ods", "csv" or "docx".
        digest: the SHA-256 of its bytes, in hexadecimal digits.
        sheets: its sheets or tables, in order.
        properties: its custom properties by name, such as those that a return carries.
        notes: what was there and is not in the sheets, in sentences: macros, links to other files, pictures.
    """

    name: str
    format: str
    digest: str
    sheets: tuple[Sheet, ...]
    properties: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def column_letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place(sheet: str, row: int, column: int) -> str:
    """Where a cell is, as people name it: ``Actions!F12``."""
    return f"{sheet}!{column_letters(column)}{row}"
