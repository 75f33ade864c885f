"""Write a workbook as .xlsx."""

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from textwrap import wrap
from typing import Any, Final
from zipfile import ZipFile

from actionplan.model.refused import needed
from actionplan.sheets.cell_text import neutral
from actionplan.sheets.packed import packed
from actionplan.sheets.workbook import TEXT_WIDTH, CellData, Table, Workbook, Worksheet, as_number, cell_text

_FONT: Final = {"font_name": "Arial", "font_size": 12, "font_scheme": "none"}
_CELL: Final = _FONT | {"text_wrap": True, "valign": "top"}
_TEXT: Final = 49  # the built-in format "@", by which a spreadsheet keeps 1.10 as it is
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": _FONT | {"bold": True, "font_size": 16},
    "heading": _FONT | {"bold": True, "font_size": 14},
    "line": _FONT,
    "wrapped line": _CELL,
    "column": _CELL | {"bold": True, "bottom": 1, "num_format": _TEXT},
    "text": _CELL | {"num_format": _TEXT},
    "link": _CELL | {"num_format": _TEXT, "underline": 1, "font_color": "#0000EE"},
    "number": _CELL | {"align": "right"},
    "day": _CELL | {"num_format": "d mmm yyyy", "align": "left"},
}

_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""The first day that every spreadsheet counts in the same way; earlier ones are written as texts."""

_LINE_HEIGHT: Final = 15.75
_HIGHEST: Final = 409
"""How high a line of the font is, and how high a row can be, in points."""

_MOST: Final = 32_000
"""How many characters of a longer text are kept, so that the note that it was cut fits in, too."""


def write_xlsx(book: Workbook) -> bytes:
    """Return a workbook as the bytes of an .xlsx file; the same workbook gives the same bytes.

    Args:
        book: the workbook.

    Raises:
        NotInstalled: XlsxWriter is not there.
    """
    made = BytesIO()
    with needed("xlsxwriter").Workbook(made, {"in_memory": True, "default_format_properties": dict(_FONT)}) as file:
        file.set_properties({"title": neutral(book.title), "created": dt.datetime(2000, 1, 1)})
        styles = {name: file.add_format(style) for name, style in _STYLES.items()}
        for sheet in book.sheets:
            _write_sheet(file.add_worksheet(sheet.name), sheet, styles)
    return _with_language(made, book.language)


def _write_sheet(made: Any, sheet: Worksheet, styles: dict[str, Any]) -> None:
    made.set_paper(9)  # A4
    made.set_landscape()
    made.fit_to_pages(1, 0)
    made.write_string(0, 0, _text(sheet.title), styles["title"])
    for row, line in enumerate(sheet.lines, 1):
        style = "heading" if line.is_heading else "line" if sheet.table is not None else "wrapped line"
        made.write_string(row, 0, _text(line.text), styles[style])
        if style == "wrapped line":
            _set_height(made, row, [(line.text, TEXT_WIDTH)])
    if sheet.table is None:
        made.set_column(0, 0, TEXT_WIDTH)
    else:
        _write_table(made, sheet.table, len(sheet.lines) + 1, styles)


def _write_table(made: Any, table: Table, top: int, styles: dict[str, Any]) -> None:
    headings = [{"header": _text(column.heading), "header_format": styles["column"]} for column in table.columns]
    options = {"name": table.name, "columns": headings, "autofilter": False, "style": None}
    made.add_table(top, 0, top + len(table.rows), len(table.columns) - 1, options)
    made.repeat_rows(top)
    for number, column in enumerate(table.columns):
        made.set_column(number, number, column.width)
    _set_height(made, top, [(column.heading, column.width) for column in table.columns])
    for row, values in enumerate(table.rows, top + 1):
        _set_height(made, row, zip(values, (column.width for column in table.columns), strict=True))
        for number, value in enumerate(values):
            if number == 0 and value in table.links:
                made.write_url(row, 0, f"internal:'{value}'!A1", styles["link"], str(value))
            else:
                _write_value(made, row, number, value, styles)


def _write_value(made: Any, row: int, column: int, value: CellData, styles: dict[str, Any]) -> None:
    if isinstance(value, dt.date) and value >= _FIRST_DAY:
        made.write_datetime(row, column, value, styles["day"])
    elif (number := as_number(value)) is not None:
        made.write_number(row, column, number, styles["number"])
    else:
        made.write_string(row, column, _text(value), styles["text"])


def _set_height(made: Any, row: int, cells: Iterable[tuple[CellData, int]]) -> None:
    """Make a row as high as its texts; LibreOffice does not, in a file that it did not write."""
    lines = max((_lines(value, width) for value, width in cells if isinstance(value, str)), default=1)
    if lines > 1:
        made.set_row(row, min(_LINE_HEIGHT * lines, _HIGHEST))


def _lines(text: str, width: int) -> int:
    return sum(len(wrap(line, width)) if len(line) > width else 1 for line in text.split("\n"))


def _text(value: CellData) -> str:
    text = neutral(cell_text(value))
    if len(text.encode("utf-16-le")) // 2 <= _MOST:
        return text
    kept = text.encode("utf-16-le")[: 2 * _MOST].decode("utf-16-le", "ignore")
    return f"{kept} [cut here: a cell holds no more]"


def _with_language(made: BytesIO, language: str) -> bytes:
    """Return a file with its language among its properties, for which XlsxWriter has no function."""
    with ZipFile(made) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    core = parts["docProps/core.xml"].decode()
    end = "</cp:coreProperties>"
    parts["docProps/core.xml"] = core.replace(end, f"<dc:language>{language}</dc:language>{end}").encode()
    return packed(parts)
