"""Files of tables made by hand for tests: a sheet is a list of rows, as a person would see them."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from actionplan.sheets.grid import Book, Cell, Merged, Sheet


def cell_of(row: int, column: int, value: Any, **shown: Any) -> Cell:
    """Return a cell; its text is the value's unless it is given."""
    text = "" if value is None else f"{value}"
    return Cell(row=row, column=column, value=value, **{"text": text, **shown})


def sheet_of(rows: Sequence[Sequence[Any]], name: str = "Actions", merged: Sequence[str] = (), **shown: Any) -> Sheet:
    """Return a sheet.

    Args:
        rows: its rows; a cell is a value, None for none, or a dict with the attributes of a `Cell`.
        name: its name.
        merged: ranges such as ``A2:A4``.
        shown: other attributes of a `Sheet`.
    """
    cells = []
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if isinstance(value, dict):
                cells.append(cell_of(number, column, **{"value": value.get("text"), **value}))
            elif value is not None:
                cells.append(cell_of(number, column, value))
    return Sheet(name=name, cells=tuple(cells), merged=tuple(map(_range, merged)), **shown)


def book_of(*sheets: Sheet | Sequence[Sequence[Any]], name: str = "tracker.xlsx") -> Book:
    """Return a file of sheets, or of one sheet given by its rows."""
    made = tuple(each if isinstance(each, Sheet) else sheet_of(each) for each in sheets)
    digest = sha256(repr(made).encode()).hexdigest()
    return Book(name=name, format=name.rpartition(".")[2], digest=digest, sheets=made)


def _range(text: str) -> Merged:
    first, last = text.split(":")
    (top, left), (bottom, right) = _place(first), _place(last)
    return Merged(top=top, left=left, bottom=bottom, right=right)


def _place(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(text[len(letters) :]), column
