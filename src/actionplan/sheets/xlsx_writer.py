"""Write a workbook as .xlsx."""

import datetime as dt
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from actionplan.model.refused import needed
from actionplan.sheets.cell_text import neutral
from actionplan.sheets.packed import packed
from actionplan.sheets.workbook import (
    MOST_LINES,
    TEXT_WIDTH,
    CellData,
    Column,
    Table,
    Workbook,
    Worksheet,
    as_number,
    cell_text,
    columns_of_numbers,
    lines_high,
    pages_wide,
)

_FONT: Final = {"font_name": "Arial", "font_size": 12, "font_scheme": "none"}
_CELL: Final = _FONT | {"text_wrap": True, "valign": "top"}
_TEXT: Final = 49  # the built-in format "@", by which a spreadsheet keeps 1.10 as it is
_LEFT: Final = {"align": "left", "indent": 1}
_RIGHT: Final = {"align": "right", "indent": 1}
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": _FONT | {"bold": True, "font_size": 16, "valign": "top"},
    "heading": _FONT | {"bold": True, "font_size": 14},
    "line": _FONT,
    "wrapped line": _CELL,
    "column": _CELL | _LEFT | {"bold": True, "bottom": 1, "num_format": _TEXT},
    "text": _CELL | _LEFT | {"num_format": _TEXT},
    "link": _CELL | _LEFT | {"num_format": _TEXT, "underline": 1, "font_color": "#0000EE"},
    "number": _CELL | _RIGHT,
    "text among numbers": _CELL | _RIGHT | {"num_format": _TEXT},
    "column of numbers": _CELL | _RIGHT | {"bold": True, "bottom": 1, "num_format": _TEXT},
    "day": _CELL | _LEFT | {"num_format": "d mmm yyyy"},
}

_WIDE: Final = Column("", TEXT_WIDTH)

_FIRST_DAY: Final = dt.date(1900, 3, 1)
"""The first day that every spreadsheet counts in the same way; earlier ones are written as texts."""

_LINE_HEIGHT: Final = 15.75
"""How high a line of the font is, in points."""

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
    made.fit_to_pages(pages_wide(sheet.table) if sheet.table is not None else 1, 0)
    made.write_string(0, 0, _text(sheet.title), styles["title"])
    _set_height(made, 0, 2)
    for row, line in enumerate(sheet.lines, 1):
        style = "heading" if line.is_heading else "line" if sheet.table is not None else "wrapped line"
        made.write_string(row, 0, _text(line.text), styles[style])
        if sheet.table is None:
            _set_height(made, row, 2 if line.is_heading else lines_high([line.text], [_WIDE]))
    if sheet.table is None:
        made.set_column(0, 0, TEXT_WIDTH)
    else:
        _write_table(made, sheet.table, len(sheet.lines) + 1, styles)


def _write_table(made: Any, table: Table, top: int, styles: dict[str, Any]) -> None:
    of_numbers = columns_of_numbers(table)
    headings = [
        {"header": _text(column.heading), "header_format": styles[f"column{' of numbers' * (at in of_numbers)}"]}
        for at, column in enumerate(table.columns)
    ]
    options = {"name": table.name, "columns": headings, "autofilter": False, "style": None}
    made.add_table(top, 0, top + len(table.rows), len(table.columns) - 1, options)
    made.repeat_rows(top)
    made.repeat_columns(0)
    for at, column in enumerate(table.columns):
        made.set_column(at, at, column.width)
    _set_height(made, top, lines_high([column.heading for column in table.columns], table.columns, is_heading=True))
    for row, values in enumerate(table.rows, top + 1):
        _set_height(made, row, lines_high(values, table.columns))
        for at, value in enumerate(values):
            if at == 0 and value in table.links:
                made.write_url(row, 0, f"internal:'{value}'!A1", styles["link"], str(value))
            else:
                text_style = "text among numbers" if at in of_numbers else "text"
                _write_value(made, row, at, value, styles, styles[text_style])


def _write_value(made: Any, row: int, column: int, value: CellData, styles: dict[str, Any], text_style: Any) -> None:
    if isinstance(value, dt.date) and value >= _FIRST_DAY:
        made.write_datetime(row, column, value, styles["day"])
    elif (number := as_number(value)) is not None:
        made.write_number(row, column, number, styles["number"])
    else:
        made.write_string(row, column, _text(value), text_style)


def _set_height(made: Any, row: int, lines: int) -> None:
    if lines > 1:
        made.set_row(row, _LINE_HEIGHT * min(lines, MOST_LINES))


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
