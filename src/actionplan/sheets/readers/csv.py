"""Read tables as text, as spreadsheets of all countries write them."""

import io
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from actionplan.sheets.csv_text import SEPARATOR_LINE, WrongRow, encoding_of, likely_delimiter, rows_of
from actionplan.sheets.formats import too_large
from actionplan.sheets.grid import Cell
from actionplan.sheets.readers.contents import Allowance, Contents, Found, sheet_of
from actionplan.sheets.unreadable import UnreadableFile

_WINDOWS: Final = "cp1252"
_MOST_LINES: Final = 1_048_576
"""The most lines that are read, as many as Excel has rows."""

_FIRST_LINES: Final = 50
"""The lines by which the character between cells is found."""


def read(data: bytes, name: str) -> Contents:
    """Read a table as text.

    Args:
        data: its bytes.
        name: its file's name, from which the sheet has its name.

    Raises:
        UnreadableFile: it is no text, a quote is never closed, or it has too many lines.
    """
    if max(data.count(b"\n"), data.count(b"\r")) > _MOST_LINES:
        raise UnreadableFile(too_large(f"it has more than {_MOST_LINES:,} lines"))
    text, notes = _decoded(data)
    if "\0" in text:
        raise UnreadableFile("it is no text, no workbook and no document that is known. Ask for the Excel or Word file")
    found, allowance = Found(name=PurePath(name).stem), Allowance()
    for row, cells in enumerate(_rows(text), 1):
        for column, written in enumerate(cells, 1):
            if shown := written.replace("\r\n", "\n").replace("\r", "\n").strip():
                cell = Cell(row=row, column=column, value=written, text=shown)
                allowance.use(cell)
                found.cells[row, column] = cell
    return Contents((sheet_of(found),), notes=notes)


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return a text, and a note if its encoding had to be guessed."""
    try:
        return data.decode(encoding_of(data) or "utf-8").removeprefix("\ufeff"), ()
    except UnicodeDecodeError:
        note = "It is not in UTF-8 and was read as Windows-1252, as Excel in Britain writes it: check £ and quotes."
        return data.decode(_WINDOWS, "replace"), (note,)


def _rows(text: str) -> Iterator[list[str]]:
    """Yield the cells of each row."""
    lines = list(io.StringIO(text, newline=""))
    separator = SEPARATOR_LINE.fullmatch(lines[0].rstrip("\r\n")) if lines else None
    del lines[: 1 if separator else 0]
    delimiter = separator[1] if separator else likely_delimiter(lines[:_FIRST_LINES])
    try:
        for _, cells in rows_of(lines, delimiter):
            yield cells
    except WrongRow as error:
        message, fix = error.args
        line = error.line + (1 if separator else 0)
        raise UnreadableFile(f"line {line} cannot be read: {message}. {fix[:1].upper()}{fix[1:]}") from error
