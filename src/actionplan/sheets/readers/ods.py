"""Read workbooks of LibreOffice, row by row, so that a cell repeated without end is counted and not made."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any, Final

from attrs import define, evolve, field

from actionplan.model.refused import needed
from actionplan.sheets.grid import Cell, CellValue, Merged
from actionplan.sheets.readers.contents import (
    Allowance,
    Contents,
    Found,
    explained,
    says_something,
    sheet_of,
    words_under_merged,
)
from actionplan.sheets.readers.number_text import date_text
from actionplan.sheets.readers.ods_styles import Styles, add_style, date_parts, fill_of, is_struck, lineage
from actionplan.sheets.readers.xml_names import attribute, child_at, elements, kind

_SAVE_AGAIN: Final = "Open it in LibreOffice, save it as ODF Spreadsheet (*.ods), and use the new file"
_BESIDE: Final = {
    "Basic/": "Its macros were not run and not read.",
    "Pictures/": "Its pictures were not read.",
    "Object ": "Its charts were not read.",
}
_MOST_FILLED: Final = 256
"""The most columns for which a background without words is read: it may go on to the last column of a sheet."""


@define
class _Reading:
    """A workbook as far as it is read.

    Attributes:
        styles: its styles.
        allowance: what it may still contain.
        sheets: its sheets; the last may not be complete.
        row: the last row of that sheet that was read.
        column: its last column of which something is known.
        column_styles: the styles of its columns.
        backgrounds: rows without words since the last row with words, and how often each is repeated.
    """

    styles: Styles = field(factory=Styles)
    allowance: Allowance = field(factory=Allowance)
    sheets: list[Found] = field(factory=list)
    row: int = 0
    column: int = 0
    column_styles: list[tuple[int, str]] = field(factory=list)
    backgrounds: list[tuple[int, int, list[Cell]]] = field(factory=list)


def read(data: bytes, name: str) -> Contents:  # noqa: ARG001  # readers have one signature
    """Read a workbook.

    Args:
        data: its bytes.
        name: what to call it; not needed here.

    Raises:
        UnreadableFile: it is not as LibreOffice writes it, or contains too much.
        NotInstalled: a library is missing.
    """
    reading = _Reading()
    with explained(_SAVE_AGAIN), zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.namelist()
        for part in ("styles.xml", "content.xml"):
            if part in parts:
                with archive.open(part) as source:
                    _read_part(reading, source)
        properties = tuple(_properties(archive)) if "meta.xml" in parts else ()
    notes = [note for part, note in _BESIDE.items() if any(each.startswith(part) for each in parts)]
    notes += [note for found in reading.sheets for note in words_under_merged(found)]
    return Contents(tuple(map(sheet_of, reading.sheets)), properties, tuple(notes))


def _properties(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    root = needed("defusedxml.ElementTree").fromstring(archive.read("meta.xml"))
    for element in root.iter():
        if kind(element) == "user-defined":
            yield attribute(element, "name"), element.text or ""


def _read_part(reading: _Reading, source: Any) -> None:
    for event, element in elements(source, "}table-row"):
        match event, kind(element):
            case "start", "table":
                _begin_sheet(reading, element)
            case "end", "style" | "date-style":
                add_style(reading.styles, element)
            case "end", "table-column":
                _read_column(reading, element)
            case "end", "table-row":
                _read_row(reading, element)
                element.clear()
            case "end", "database-range":
                _read_range(reading, element)


def _begin_sheet(reading: _Reading, element: Any) -> None:
    style = lineage(reading.styles, "table", attribute(element, "style-name"))
    reading.sheets.append(Found(name=attribute(element, "name"), hidden=any(each.hidden for each in style)))
    reading.row = reading.column = 0
    reading.column_styles, reading.backgrounds = [], []


def _times(element: Any, name: str) -> int:
    return int(attribute(element, name) or 1)


def _read_column(reading: _Reading, element: Any) -> None:
    first = reading.column + 1
    reading.column += _times(element, "number-columns-repeated")
    reading.column_styles.append((reading.column, attribute(element, "default-cell-style-name")))
    if attribute(element, "visibility") in {"collapse", "filter"}:
        reading.sheets[-1].hidden_columns |= set(range(first, min(reading.column, first + 20_000) + 1))


def _read_row(reading: _Reading, element: Any) -> None:
    """Read a row, which may be repeated."""
    found, first = reading.sheets[-1], reading.row + 1
    times = _times(element, "number-rows-repeated")
    reading.row += times
    cells = list(_cells(reading, element, first))
    if attribute(element, "visibility") in {"collapse", "filter"} and any(map(says_something, cells)):
        found.hidden_rows |= set(range(first, first + min(times, reading.allowance.cells)))
    if not any(map(says_something, cells)):
        reading.backgrounds += [(first, times, cells)] if cells else []
        return
    for row, repeated, repeated_cells in (*reading.backgrounds, (first, times, cells)):
        for cell in repeated_cells:
            reading.allowance.use(cell, repeated)
        found.cells |= {
            (number, cell.column): evolve(cell, row=number)
            for number in range(row, row + repeated)
            for cell in repeated_cells
        }
    reading.backgrounds = []


def _cells(reading: _Reading, row: Any, number: int) -> Iterator[Cell]:
    """Yield the cells of a row that show something."""
    column = 1
    for element in row:
        if kind(element) not in {"table-cell", "covered-table-cell"}:
            continue
        times = _times(element, "number-columns-repeated")
        style = attribute(element, "style-name") or attribute(row, "default-cell-style-name")
        cell = _cell(reading, element, number, column, style or _column_style(reading, column))
        if not says_something(cell):
            times = min(times, _MOST_FILLED)
        elif times > reading.allowance.cells:
            reading.allowance.use(cell, times)
        if says_something(cell) or cell.fill:
            yield from (evolve(cell, column=each) for each in range(column, column + times))
        area = Merged(
            top=number,
            left=column,
            bottom=number + _times(element, "number-rows-spanned") - 1,
            right=column + _times(element, "number-columns-spanned") - 1,
        )
        if (area.top, area.left) != (area.bottom, area.right):
            reading.sheets[-1].merged.append(area)
        column += _times(element, "number-columns-repeated")


def _column_style(reading: _Reading, column: int) -> str:
    return next((style for last, style in reading.column_styles if column <= last), "")


def _cell(reading: _Reading, element: Any, row: int, column: int, style: str) -> Cell:
    styles = reading.styles
    struck_whole = is_struck(styles, "table-cell", style)
    lines = [each for each in element if kind(each) in {"p", "h", "list"}]
    pieces: list[tuple[str, bool]] = []
    for position, line in enumerate(lines):
        pieces += [("\n", struck_whole)] if position else []
        pieces += _pieces(styles, line, is_struck_out=struck_whole)
    shown = "".join(text for text, _ in pieces).strip()
    value = _value(element, shown)
    text, struck = ("".join(each for each, gone in pieces if gone is which).strip() for which in (False, True))
    if isinstance(value, dt.date | dt.time):
        dated = date_text(value, _form(date_parts(styles, style)))
        text, struck = ("", dated) if struck else (dated, "")
    note = child_at(element, "annotation")
    comment = [] if note is None else [_text(each) for each in note if kind(each) in {"p", "list"}]
    return Cell(
        row=row,
        column=column,
        value=value,
        text=text,
        struck=struck,
        fill=fill_of(styles, style, shown) if style else None,
        comment="\n".join(comment).strip(),
        formula=bool(attribute(element, "formula")),
    )


def _form(parts: frozenset[str]) -> str:
    """Return the letters of the parts of a date that are shown, as in a number format; of a whole date by default."""
    return "".join(part[0] for part in ("day", "month", "year") if part in parts) or "dmy"


def _pieces(styles: Styles, element: Any, *, is_struck_out: bool) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of a text, and whether each is struck out."""
    yield element.text or "", is_struck_out
    for each in element:
        match kind(each):
            case "s":
                yield " " * min(_times(each, "c"), 1000), is_struck_out
            case "tab":
                yield "\t", is_struck_out
            case "line-break":
                yield "\n", is_struck_out
            case "span":
                gone = is_struck(styles, "text", attribute(each, "style-name"), otherwise=is_struck_out)
                yield from _pieces(styles, each, is_struck_out=gone)
            case _:
                yield from _pieces(styles, each, is_struck_out=is_struck_out)
        yield each.tail or "", is_struck_out


def _text(element: Any) -> str:
    return "".join(text for text, _ in _pieces(Styles(), element, is_struck_out=False))


def _value(element: Any, shown: str) -> CellValue:
    match attribute(element, "value-type"):
        case "float" | "percentage" | "currency":
            number = attribute(element, "value")
            return int(number) if re.fullmatch(r"-?\d+", number) else float(number)
        case "date":
            moment = dt.datetime.fromisoformat(attribute(element, "date-value"))
            return moment.date() if moment.time() == dt.time.min else moment
        case "time":
            hours, minutes, seconds = map(int, re.findall(r"\d+", attribute(element, "time-value"))[:3])
            return dt.time(hours, minutes, seconds) if hours < 24 else f"{hours}:{minutes:02}:{seconds:02}"
        case "boolean":
            return attribute(element, "boolean-value") == "true"
        case _:
            return shown or None


def _read_range(reading: _Reading, element: Any) -> None:
    """Read the name and place of a table that a sheet declares."""
    utils = needed("openpyxl.utils")
    address = attribute(element, "target-range-address").replace("$", "")
    match = re.fullmatch(r"(.+)\.([A-Z]+\d+):.+\.([A-Z]+\d+)", address)
    name = attribute(element, "name")
    if match is None or name.startswith("__Anonymous"):
        return
    left, top, right, bottom = utils.range_boundaries(f"{match[2]}:{match[3]}")
    for found in reading.sheets:
        if found.name == match[1].strip("'").replace("''", "'"):
            found.tables.append((name, Merged(top=top, left=left, bottom=bottom, right=right)))
