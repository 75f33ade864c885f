"""Sheets as rows of cells, and the workbooks and texts that are made of them: the same bytes each time."""

import csv
import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

import xlsxwriter
from attrs import frozen

_CREATED = dt.datetime(2024, 1, 1)


class C(NamedTuple):
    """A cell that is more than its value.

    Attributes:
        value: its value, or pieces of text that are struck out if they are in a list of their own.
        fill: its background.
        form: the format of a number or date.
        struck: true if it is struck out.
        comment: what was written beside it.
    """

    value: Any = None
    fill: str = ""
    form: str = ""
    struck: bool = False
    comment: str = ""


@frozen
class Grid:
    """A sheet.

    Attributes:
        name: its name.
        rows: its rows of values and `C`.
        merged: ranges such as ``A4:F4``.
        hidden_rows: numbers of hidden rows.
        hidden_columns: letters of hidden columns.
        hidden: true if it is hidden.
        table: the range of a declared table, with a row of headings.
        logo: true if there is a picture at its top.
    """

    name: str
    rows: Sequence[Sequence[Any]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[str] = ()
    hidden: bool = False
    table: str = ""
    logo: bool = False


def xlsx(*grids: Grid, **options: Any) -> bytes:
    """Return a workbook of Excel."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as workbook:
        workbook.set_properties({"created": _CREATED})
        looks = _Looks(workbook)
        for grid in grids:
            _write(looks, workbook.add_worksheet(grid.name), grid)
    return file.getvalue()


class _Looks(dict[C, Any]):
    """The formats of a workbook by what they show."""

    def __init__(self, workbook: Any) -> None:
        super().__init__()
        self.workbook = workbook

    def __missing__(self, look: C) -> Any:
        style = {"bg_color": look.fill, "num_format": look.form, "font_strikeout": look.struck}
        self[look] = self.workbook.add_format({key: value for key, value in style.items() if value})
        return self[look]


def _write(looks: _Looks, sheet: Any, grid: Grid) -> None:
    for area in grid.merged:
        sheet.merge_range(area, None)
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            _write_cell(looks, sheet, row, column, cell if isinstance(cell, C) else C(cell))
    for number in grid.hidden_rows:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for letter in grid.hidden_columns:
        sheet.set_column(f"{letter}:{letter}", None, None, {"hidden": True})
    if grid.table:
        heads = grid.rows[int("".join(filter(str.isdigit, grid.table.partition(":")[0]))) - 1]
        sheet.add_table(grid.table, {"name": "Tracker", "columns": [{"header": head} for head in heads]})
    if grid.logo:
        sheet.insert_image("A1", "logo.png", {"image_data": io.BytesIO(_PIXEL)})
    if grid.hidden:
        sheet.hide()


def _write_cell(looks: _Looks, sheet: Any, row: int, column: int, cell: C) -> None:
    is_day = isinstance(cell.value, dt.date)
    form = cell.form or ("dd/mm/yyyy" if is_day else "")
    look = looks[C(fill=cell.fill, form=form, struck=cell.struck)]
    match cell.value:
        case None if cell.fill:
            sheet.write_blank(row, column, None, look)
        case list():
            struck = looks[C(struck=True)]
            pieces = [[struck, each[0]] if isinstance(each, list) else [each] for each in cell.value]
            sheet.write_rich_string(row, column, *(part for piece in pieces for part in piece), look)
        case str():
            sheet.write_string(row, column, cell.value, look)
        case dt.date():
            sheet.write_datetime(row, column, cell.value, look)
        case bool() | int() | float():
            sheet.write(row, column, cell.value, look)
    if cell.comment:
        sheet.write_comment(row, column, cell.comment)


def text(rows: Sequence[Sequence[Any]], delimiter: str = ",", encoding: str = "utf-8-sig", end: str = "\r\n") -> bytes:
    """Return a table as text."""
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter, lineterminator=end).writerows(rows)
    return file.getvalue().encode(encoding)


_ODS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
}


def ods(*grids: Grid) -> bytes:
    """Return a workbook of LibreOffice; colours, struck cells, dates, and cells merged along a row."""
    styles: dict[tuple[str, bool], str] = {}
    tables = "".join(_ods_table(grid, styles) for grid in grids)
    named = "".join(_ods_style(name, *look) for look, name in styles.items())
    names = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _ODS.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{named}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    return packed({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": content})


def packed(parts: Mapping[str, str]) -> bytes:
    """Return a ZIP file of texts, with a fixed day."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), words.encode(), how)
    return file.getvalue()


def _ods_style(name: str, fill: str, struck: bool) -> str:
    fills = f'<style:table-cell-properties fo:background-color="{fill.lower()}"/>' if fill else ""
    strike = '<style:text-properties style:text-line-through-type="single"/>' if struck else ""
    return f'<style:style style:name="{name}" style:family="table-cell">{fills}{strike}</style:style>'


def _ods_table(grid: Grid, styles: dict[tuple[str, bool], str]) -> str:
    spans = {
        (int(area.split(":")[0][1:]), ord(area[0]) - 64): ord(area.split(":")[1][0]) - ord(area[0]) + 1
        for area in grid.merged
    }
    rows = ""
    for number, cells in enumerate(grid.rows, 1):
        covered, made = 0, ""
        for column, each in enumerate(cells, 1):
            if covered:
                covered, made = covered - 1, f"{made}<table:covered-table-cell/>"
                continue
            span = spans.get((number, column), 1)
            made += _ods_cell(each if isinstance(each, C) else C(each), styles, span)
            covered = span - 1
        visibility = ' table:visibility="collapse"' if number in grid.hidden_rows else ""
        rows += f"<table:table-row{visibility}>{made}</table:table-row>"
    return f'<table:table table:name="{escape(grid.name)}">{rows}</table:table>'


def _ods_cell(cell: C, styles: dict[tuple[str, bool], str], span: int) -> str:
    attributes = f' table:number-columns-spanned="{span}" table:number-rows-spanned="1"' if span > 1 else ""
    if cell.fill or cell.struck:
        name = styles.setdefault((cell.fill, cell.struck), f"ce{len(styles) + 1}")
        attributes += f' table:style-name="{name}"'
    match cell.value:
        case None:
            return f"<table:table-cell{attributes}/>"
        case dt.date():
            attributes += f' office:value-type="date" office:date-value="{cell.value:%Y-%m-%d}"'
            shown = f"{cell.value:%d/%m/%y}"
        case float() if cell.form == "0%":
            attributes += f' office:value-type="percentage" office:value="{cell.value}"'
            shown = f"{cell.value:.0%}"
        case int() | float():
            attributes += f' office:value-type="float" office:value="{cell.value}"'
            shown = str(cell.value)
        case _:
            attributes += ' office:value-type="string"'
            shown = cell.value
    lines = "".join(f"<text:p>{escape(line, quote=False)}</text:p>" for line in shown.split("\n"))
    note = f"<office:annotation><text:p>{escape(cell.comment)}</text:p></office:annotation>" if cell.comment else ""
    return f"<table:table-cell{attributes}>{note}{lines}</table:table-cell>"


def _png() -> bytes:
    """Return a picture of one point."""
    import struct
    import zlib

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = part(b"IHDR", head) + part(b"IDAT", zlib.compress(b"\0\0\x60\x40")) + part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


_PIXEL = _png()
