"""Read workbooks of Excel: `openpyxl` reads styles and values, and what it would not pass on is read from the XML."""

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from attrs import define, evolve, field, frozen

from actionplan.model.refused import needed
from actionplan.sheets.grid import Cell, CellValue, Merged, Sheet, place
from actionplan.sheets.readers.colour_rules import colour
from actionplan.sheets.readers.colours import hex_colour, theme_colours
from actionplan.sheets.readers.contents import (
    Allowance,
    Contents,
    Found,
    explained,
    listed_places,
    says_something,
    sheet_of,
    words_under_merged,
)
from actionplan.sheets.readers.number_text import date_text, number_text
from actionplan.sheets.readers.xml_names import elements

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LAST_COLUMN: Final = 16_384
_TRUE: Final = ("1", "true")

_SAVE_AGAIN: Final = "Open it in Excel or LibreOffice, save it as Excel Workbook (*.xlsx), and use the new file"
_BESIDE: Final = {
    "vbaProject.bin": "Its macros were not run and not read.",
    "xl/externalLinks/": "It has links to other files, which were not followed: the values last worked out were read.",
    "xl/media/": "Its pictures were not read.",
    "xl/charts/": "Its charts were not read.",
    "xl/embeddings/": "Files embedded in it were not read.",
}
"""What parts of a workbook are not read, with the note for each."""


class _Style(NamedTuple):
    """What a cell's format says: background, whether its text is struck, and the format of numbers."""

    fill: str | None
    struck: bool
    number_format: str


@frozen
class _Workbook:
    """A workbook, open in openpyxl's reader, with what its sheets share."""

    reader: Any
    styles: tuple[_Style, ...]
    theme: tuple[str, ...]
    allowance: Allowance


def read(data: bytes, name: str) -> Contents:  # noqa: ARG001  # readers have one signature
    """Read a workbook.

    Args:
        data: its bytes.
        name: what to call it; not needed here.

    Raises:
        UnreadableFile: openpyxl does not understand it, or it contains too much.
        NotInstalled: a library is missing.
    """
    reading, sheets = needed("openpyxl.reader.excel"), needed("openpyxl.styles.stylesheet")
    with explained(_SAVE_AGAIN), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep, which is of no interest here
        reader = reading.ExcelReader(io.BytesIO(data), data_only=True, keep_links=False, rich_text=True)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        reader.read_custom()
        reader.read_theme()
        sheets.apply_stylesheet(reader.archive, reader.wb)
        return _contents(reader)


def _contents(reader: Any) -> Contents:
    book, functions = reader.wb, needed("openpyxl.xml.functions")
    theme = theme_colours(functions.fromstring(book.loaded_theme) if book.loaded_theme else None)
    workbook = _Workbook(reader, tuple(_styles(book, theme)), theme, Allowance())
    found = [
        _found(workbook, sheet, relation.target)
        for sheet, relation in reader.parser.find_sheets()
        if relation.Type.endswith("/worksheet")
    ]
    notes = [note for part, note in _BESIDE.items() if any(part in name for name in reader.valid_files)]
    properties = tuple((each.name, str(each.value)) for each in book.custom_doc_props.props)
    return Contents(
        tuple(sheet for sheet, _ in found), properties, (*notes, *(note for _, more in found for note in more))
    )


def _styles(book: Any, theme: tuple[str, ...]) -> Iterator[_Style]:
    builtin = needed("openpyxl.styles.numbers").BUILTIN_FORMATS
    for style in book._cell_styles:  # noqa: SLF001  # styles by number, as cells name them
        font = book._fonts[style.fontId]  # noqa: SLF001
        number = style.numFmtId
        stated = number - 164  # from 164 on, a workbook numbers its own formats
        formats = book._number_formats  # noqa: SLF001
        number_format = formats[stated] if 0 <= stated < len(formats) else builtin.get(number, "General")
        fill = _fill(book._fills[style.fillId], theme, book._colors)  # noqa: SLF001
        yield _Style(fill, bool(font.strike), number_format)


def _fill(fill: Any, theme: tuple[str, ...], palette: Any) -> str | None:
    if hasattr(fill, "stop"):  # a gradient
        colours = [stop.color for stop in fill.stop]
        return hex_colour(colours[0], theme, palette) if colours else None
    if fill.patternType in {None, "none", "gray125", "gray0625"}:
        return None
    return hex_colour(fill.fgColor, theme, palette)


def _found(workbook: _Workbook, sheet: Any, path: str) -> tuple[Sheet, tuple[str, ...]]:
    """Return a sheet, and notes on it."""
    packages = needed("openpyxl.packaging.relationship")
    archive, relations = workbook.reader.archive, packages.get_rels_path(path)
    related = packages.get_dependents(archive, relations) if relations in workbook.reader.valid_files else ()
    found = Found(name=sheet.name, hidden=sheet.state != "visible")
    beside = _read_sheet(workbook, path, found)
    for relation in related:
        if relation.id in beside.tables:
            found.tables.append(_table(archive, relation.target))
        elif relation.Type.endswith("/comments"):
            _add_comments(archive, relation.target, found, workbook.allowance)
    notes = words_under_merged(found)
    if beside.unworked:
        places = listed_places(beside.unworked)
        notes += (f"Formulas without a value: {places}. Open the file in Excel, save it, and use it then.",)
    not_followed = colour(found, beside.rules, workbook.reader.wb, workbook.theme)
    if not_followed:
        notes += (f"Colours and icons by rules that were not followed: {listed_places(not_followed)}.",)
    return sheet_of(found), notes


@define
class _Beside:
    """What a sheet has beside its cells.

    Attributes:
        tables: the ids of its tables.
        rules: its elements of rules for colours.
        unworked: the places of formulas without a value.
    """

    tables: set[str] = field(factory=set)
    rules: list[Any] = field(factory=list)
    unworked: list[str] = field(factory=list)


def _read_sheet(workbook: _Workbook, path: str, found: Found) -> _Beside:
    """Read the cells of a sheet, and which rows and columns are hidden, merged and declared."""
    book, beside = workbook.reader.wb, _Beside()
    parser = needed("openpyxl.worksheet._reader").WorkSheetParser(
        None,
        workbook.reader.shared_strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,  # noqa: SLF001
        timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        rich_text=True,
    )
    with workbook.reader.archive.open(path) as source:
        for event, element in elements(source, "}row"):
            match element.tag.removeprefix(_MAIN) if event == "end" else "":
                case "row":
                    beside.unworked += _read_row(workbook, parser, element, found)
                    element.clear()
                case "col" if element.get("hidden") in _TRUE or element.get("width") == "0":
                    last = min(int(element.get("max")), _LAST_COLUMN)
                    found.hidden_columns |= set(range(int(element.get("min")), last + 1))
                case "mergeCell":
                    found.merged.append(_area(element.get("ref")))
                case "tablePart":
                    beside.tables.add(element.get(_RELATION))
                case "conditionalFormatting":
                    beside.rules.append(element)
    return beside


def _read_row(workbook: _Workbook, parser: Any, element: Any, found: Found) -> list[str]:
    """Read the cells of a row; return the places of formulas without a value."""
    parser.row_counter = int(float(element.get("r") or parser.row_counter + 1))
    parser.col_counter = 0
    if element.get("hidden") in _TRUE or element.get("ht") == "0":
        found.hidden_rows.add(parser.row_counter)
    unworked = []
    for each in element:
        raw = parser.parse_cell(each)
        has_formula = each.find(f"{_MAIN}f") is not None
        cell = _cell(raw, workbook.styles[raw["style_id"]], has_formula)
        if has_formula and each.find(f"{_MAIN}v") is None:
            unworked.append(place(found.name, cell.row, cell.column))
        if says_something(cell) or cell.fill:
            workbook.allowance.use(cell)
            found.cells[cell.row, cell.column] = cell
    return unworked


def _cell(raw: Any, style: _Style, has_formula: bool) -> Cell:
    text, struck = _text_and_struck(raw["value"], style)
    return Cell(
        row=raw["row"],
        column=raw["column"],
        value=_value(raw["value"]),
        text=text,
        struck=struck,
        fill=style.fill,
        formula=has_formula,
    )


def _value(value: Any) -> CellValue:
    match value:
        case list():
            return _unescaped("".join(map(str, value)))
        case str():
            return _unescaped(value)
        case dt.datetime() if value.time() == dt.time.min:
            return value.date()
        case dt.timedelta():
            return str(value)
        case _:
            return value  # type: ignore[no-any-return]  # a number, a truth value, a date or None


def _text_and_struck(raw: Any, style: _Style) -> tuple[str, str]:
    """Return the words of a cell that can be read, and those that are struck out."""
    if isinstance(raw, list):  # parts with a format each, or with the cell's
        parts = [(str(part), style.struck if isinstance(part, str) else bool(part.font.strike)) for part in raw]
        plain = "".join(text for text, struck in parts if not struck)
        return _unescaped(plain).strip(), _unescaped("".join(text for text, struck in parts if struck)).strip()
    text = _shown(_value(raw), style.number_format)
    return ("", text) if style.struck else (text, "")


def _shown(value: CellValue, number_format: str) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return number_text(value, number_format)
        case dt.date() | dt.time():
            return date_text(value, number_format)
        case _:
            return str(value).strip()


def _unescaped(text: str) -> str:
    """Return a text with its line ends as line feeds, also those that Excel writes as _x000D_."""
    if "_x000" in text:
        text = text.replace("_x000D_", "\r").replace("_x000d_", "\r")
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _area(reference: str) -> Merged:
    left, top, right, bottom = needed("openpyxl.utils").range_boundaries(reference)
    return Merged(top=top, left=left, bottom=bottom, right=right)


def _table(archive: Any, path: str) -> tuple[str, Merged]:
    table = needed("openpyxl.xml.functions").fromstring(archive.read(path))
    return table.get("displayName") or table.get("name") or "", _area(table.get("ref"))


def _add_comments(archive: Any, path: str, found: Found, allowance: Allowance) -> None:
    comments = needed("openpyxl.xml.functions").fromstring(archive.read(path))
    for comment in comments.iter(f"{_MAIN}comment"):
        text = _unescaped("".join(part.text or "" for part in comment.iter(f"{_MAIN}t"))).strip()
        if text.startswith("[Threaded comment]"):  # what follows is Excel's own advice, then the words
            text = text.partition("Comment:")[2].strip()
        where = _area(comment.get("ref"))
        empty = Cell(row=where.top, column=where.left, value=None, text="")
        cell = evolve(found.cells.get((where.top, where.left), empty), comment=text)
        allowance.use(cell)
        found.cells[where.top, where.left] = cell
