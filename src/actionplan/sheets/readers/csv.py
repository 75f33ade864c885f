"""Read tables as text, as spreadsheets of all countries write them."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final

from actionplan.sheets.grid import Cell
from actionplan.sheets.readers.contents import Allowance, Contents, Found, sheet_of
from actionplan.sheets.unreadable import UnreadableFile

DELIMITERS: Final = {",": "comma", ";": "semicolon", "\t": "tab"}
SEPARATOR_LINE: Final = re.compile(r"sep=(.)", re.IGNORECASE)
"""A first line for Excel with the character that separates the cells; Excel does not show it."""

_WINDOWS: Final = "cp1252"


def read(data: bytes, name: str) -> Contents:
    """Read a table as text.

    Args:
        data: its bytes.
        name: its file's name, from which the sheet has its name.

    Raises:
        UnreadableFile: it is no text, or a quote is never closed.
    """
    text, notes = _decoded(data)
    if "\0" in text:
        raise UnreadableFile("it is no text, no workbook and no document that is known. Ask for the Excel or Word file")
    found, allowance = Found(name=PurePath(name).stem), Allowance()
    for row, cells in enumerate(_rows(text), 1):
        for column, written in enumerate(cells, 1):
            if shown := re.sub("\r\n?", "\n", written).strip():
                cell = Cell(row=row, column=column, value=written, text=shown)
                allowance.use(cell)
                found.cells[row, column] = cell
    return Contents((sheet_of(found),), notes=notes)


def encoding_of(data: bytes) -> str:
    """Return the encoding of bytes in UTF-16, in which every other byte of English is zero, or UTF-32; else nothing."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "utf-32"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    start = data[:400]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) <= len(start) // 4:
        return ""
    return "utf-16-le" if odd else "utf-16-be"


def likely_delimiter(lines: Sequence[str]) -> str:
    """Return the character between cells: the one that most lines have, the same number of times if possible.

    Args:
        lines: the first lines of a table.
    """

    def regularity(delimiter: str) -> tuple[int, int]:
        counts = [line.count(delimiter) for line in lines if delimiter in line]
        return max((counts.count(times) * min(times, 3) for times in counts), default=0), sum(counts)

    return max(DELIMITERS, key=regularity)


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
    delimiter = separator[1] if separator else likely_delimiter(lines[:_MOST_LINES])
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    began = 1
    try:
        for cells in reader:
            yield cells
            began = reader.line_num + 1
    except csv.Error as error:
        line = began + (1 if separator else 0)
        raise UnreadableFile(f"the row that begins in line {line} cannot be read: {_why(error)}") from error


_MOST_LINES: Final = 50


def _why(error: csv.Error) -> str:
    if "field limit" in str(error) or "unexpected end" in str(error):
        return "a quote is opened there and never closed. Put the closing quote where the text ends"
    if "expected after" in str(error):
        return 'there is text after a quote that ends a cell. Write quotes within a text twice: ""'
    return f"it is not CSV ({error})"
