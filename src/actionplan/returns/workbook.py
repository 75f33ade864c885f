"""Write a return as a workbook: instructions, a table to fill in for actions and one for measures, and a hidden sheet
with what the plan had, by which answers can be compared with it later.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from textwrap import wrap
from typing import Any, Final

from actionplan.model.refused import needed
from actionplan.model.text import capitalised
from actionplan.report.words import STATE_WORDS
from actionplan.returns.columns import (
    PRINTS_PROPERTY,
    RETURN_WORD,
    SENT_MARK,
    SENT_SHEET,
    SHEETS,
    STATES,
    TABLES,
    Column,
    RowKind,
)
from actionplan.returns.contents import Return, Row, asked_name
from actionplan.returns.instructions import FIRST_SHEET, instructions, ratings_range, rows_text, wanted_text
from actionplan.returns.sent import SENT_COLUMNS, prints_text, sent_cells
from actionplan.sheets.cell_text import neutral

_INK, _WASH, _LINE, _BAND = "#14201E", "#E9EEEC", "#788682", "#0C3C4C"
_FONT: Final = {"font_name": "Arial", "font_size": 12, "font_scheme": "none", "font_color": _INK}
_CELL: Final = _FONT | {"text_wrap": True, "valign": "top", "border": 1, "border_color": _LINE}
_TEXT: Final = 49  # the built-in format "@", by which a spreadsheet keeps 1.10 as it is
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "title": _FONT | {"bold": True, "font_size": 16},
    "heading": _FONT | {"bold": True, "font_size": 14},
    "plain line": _FONT | {"valign": "vcenter"},
    "plain": _FONT | {"indent": 1, "valign": "top"},
    "words": _FONT,
    "late": _FONT | {"bold": True, "font_color": "#7D1148"},
    "line": _FONT | {"text_wrap": True, "valign": "top"},
    "name": _FONT | {"bold": True, "text_wrap": True, "valign": "top"},
    "on record": _CELL | {"bold": True, "bg_color": _WASH, "bottom": 2},
    "to fill": _CELL | {"bold": True, "bg_color": _BAND, "font_color": "#FFFFFF", "bottom": 2},
    "locked": _CELL | {"bg_color": _WASH, "num_format": _TEXT},
    "ref": _CELL | {"bg_color": _WASH, "num_format": _TEXT, "bold": True},
    "open": _CELL | {"locked": False, "num_format": _TEXT},
    "number": _CELL | {"locked": False, "num_format": "General", "align": "left"},
    "day": _CELL | {"locked": False, "num_format": "d mmm yyyy", "align": "left"},
}
_FORMAT_OF: Final = {"progress": "number", "value": "number", "new_due": "day"}
"""The style of cells to fill in that hold no text."""

_LINE_HEIGHT: Final = 15.75
_LEAST_LINES: Final = 5
"""How many lines a row has at least, so that an answer fits in."""

_LETTERS: Final = 1.1
"""How many letters of a text go into the width of a digit, on average and carefully."""

_HIGHEST: Final = 409
"""How high a row can be, in points."""

_NUMBERS: Final[Mapping[str, dict[str, Any]]] = {
    "progress": {
        "validate": "integer",
        "criteria": "between",
        "minimum": 0,
        "maximum": 100,
        "error_title": "Please check",
        "error_message": "A whole number from 0 to 100 is expected.",
    },
    "value": {
        "validate": "decimal",
        "criteria": "between",
        "minimum": -1e12,
        "maximum": 1e12,
        "error_title": "Please check",
        "error_message": "A number is expected, without words or a sign.",
    },
}
"""What cells for numbers accept."""

_PROTECTION: Final = {
    "sort": True,
    "autofilter": True,
    "format_columns": True,
    "format_rows": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}
_FIRST_SHEET: Final = (30, 20, 50)
"""The widths of the columns of the first sheet: names, values, and what goes on beyond them."""

_EARLIEST, _LATEST = dt.date(2000, 1, 1), dt.date(2100, 1, 1)
_HEAD = 2
"""The row of the headings, from 0: a title and a line are above them."""


def workbook_bytes(asked: Return) -> bytes:
    """Return a return as the bytes of an .xlsx file; the same return gives the same bytes.

    Args:
        asked: the return.

    Raises:
        NotInstalled: XlsxWriter is not there.
    """
    made = BytesIO()
    with needed("xlsxwriter").Workbook(made, {"in_memory": True, "default_format_properties": dict(_FONT)}) as file:
        _set_properties(file, asked)
        styles = {name: file.add_format(style) for name, style in _STYLES.items()}
        _write_instructions(file.add_worksheet(FIRST_SHEET), asked, styles)
        for kind, name in SHEETS.items():
            if rows := [row for row in asked.rows if row.sent.kind == kind]:
                _write_table(file.add_worksheet(name), kind, rows, asked, styles)
        _write_sent(file.add_worksheet(SENT_SHEET), asked)
    return made.getvalue()


def _set_properties(file: Any, asked: Return) -> None:
    created = dt.datetime.combine(asked.made, dt.time())
    file.set_properties({"title": f"{asked.plan_title}: return of {asked_name(asked)}", "created": created})
    file.set_custom_property(SENT_MARK, asked.name, "text")
    for number, text in enumerate(prints_text([row.sent for row in asked.rows]), 1):
        file.set_custom_property(f"{PRINTS_PROPERTY} {number}", text, "text")


def _write_instructions(sheet: Any, asked: Return, styles: Mapping[str, Any]) -> None:
    _set_page(sheet)
    for column, width in enumerate(_FIRST_SHEET):
        sheet.set_column(column, column, width)
    for row, (kind, text, beside) in enumerate(instructions(asked)):
        if kind == "line":
            sheet.merge_range(row, 0, row, 2, neutral(text), styles["line"])
            _set_height(sheet, row, [(text, sum(_FIRST_SHEET))], space=6)
        else:
            sheet.write_string(row, 0, neutral(text), styles["name" if kind in ("fact", "day") else kind])
            if kind in ("title", "heading"):
                sheet.set_row(row, 34)
        if kind == "fact":
            sheet.merge_range(row, 1, row, 2, neutral(beside), styles["line"])
            _set_height(sheet, row, [(text, _FIRST_SHEET[0]), (beside, sum(_FIRST_SHEET[1:]))], space=6)
        if kind == "day":
            sheet.write_blank(row, 1, None, styles["day"])
            sheet.data_validation(row, 1, row, 1, _day_rule(beside, _EARLIEST, text))
            sheet.write_string(row, 2, beside, styles["plain"])
            sheet.set_row(row, 24)
    sheet.fit_to_pages(1, 1)
    sheet.protect("", _PROTECTION)


def _write_table(sheet: Any, kind: RowKind, rows: Sequence[Row], asked: Return, styles: Mapping[str, Any]) -> None:
    columns = [column for column in TABLES[kind] if asked.ratings or column.key != "rating"]
    _set_page(sheet)
    sheet.repeat_rows(_HEAD)
    sheet.freeze_panes(_HEAD + 1, 2)
    title = f"{asked_name(asked)}: {rows_text([row.sent for row in rows])} ({RETURN_WORD} {asked.name})"
    sheet.write_string(0, 0, neutral(title), styles["title"])
    asking = [column.heading for column in columns if column.asked]
    line = (
        f"Fill in {asking[0]} to {asking[-1]} (white), and send it back by {wanted_text(asked)}. A blank says nothing."
    )
    sheet.write_string(1, 0, line, styles["plain line"])
    sheet.set_row(0, 26)
    sheet.set_row(1, 24)
    headings = [
        {"header": column.heading, "header_format": styles["to fill" if column.asked else "on record"]}
        for column in columns
    ]
    table = {"name": SHEETS[kind], "columns": headings, "style": None, "autofilter": True}
    sheet.add_table(_HEAD, 0, _HEAD + len(rows), len(columns) - 1, table)
    sheet.set_row(_HEAD, 36)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    for number, row in enumerate(rows, _HEAD + 1):
        _write_row(sheet, number, row, columns, asked, styles)
    sheet.set_selection(_HEAD + 1, next(at for at, column in enumerate(columns) if column.asked), _HEAD + 1, 4)
    sheet.protect("", _PROTECTION)


def _write_row(
    sheet: Any, number: int, row: Row, columns: Sequence[Column], asked: Return, styles: Mapping[str, Any]
) -> None:
    for place, column in enumerate(columns):
        if column.asked:
            sheet.write_blank(number, place, None, styles[_FORMAT_OF.get(column.key, "open")])
            sheet.data_validation(number, place, number, place, _rule(column, row, asked))
        else:
            style = "ref" if column.key == "ref" else "locked"
            _write_text(sheet, number, place, neutral(row.cells[column.key]), row.late, style, styles)
    _set_height(sheet, number, ((row.cells.get(column.key, ""), column.width) for column in columns), _LEAST_LINES)


def _write_text(sheet: Any, row: int, column: int, text: str, late: str, style: str, styles: Mapping[str, Any]) -> None:
    """Write a text, with the words that say how late something is in their own look."""
    before, found, after = text.partition(late) if late else (text, "", "")
    if not (before and found):
        sheet.write_string(row, column, text, styles[style])
        return
    parts = [
        part
        for words, look in ((before, "words"), (found, "late"), (after, "words"))
        if words
        for part in (styles[look], words)
    ]
    sheet.write_rich_string(row, column, *parts, styles[style])


def _rule(column: Column, row: Row, asked: Return) -> dict[str, Any]:
    """Return what a cell to fill in accepts, and the message that shows when it is chosen."""
    message = {"input_title": column.heading, "input_message": column.asked}
    if column.key == "state":
        return message | _choice([capitalised(STATE_WORDS[state]) for state in STATES])
    if column.key == "rating":
        error = f"Choose one of the ratings on the sheet {FIRST_SHEET}."
        return message | {"validate": "list", "source": ratings_range(asked)} | _refused(error)
    if column.key == "period" and row.periods:
        return message | _choice(row.periods) | {"error_type": "information"}
    if column.key == "new_due":
        return _day_rule(column.asked, asked.made, column.heading)
    return message | _NUMBERS.get(column.key, {"validate": "any"})


def _choice(words: Iterable[str]) -> dict[str, Any]:
    words = list(words)
    return {"validate": "list", "source": words} | _refused(f"Choose one of: {', '.join(words)}.")


def _day_rule(asked: str, earliest: dt.date, title: str) -> dict[str, Any]:
    days = {"validate": "date", "criteria": "between", "minimum": earliest, "maximum": _LATEST}
    message = {"input_title": title[:32], "input_message": asked}
    return message | days | _refused("A day is expected, such as 12 Sep 2026.")


def _refused(text: str) -> dict[str, str]:
    return {"error_title": "Please check", "error_message": text[:255]}


def _write_sent(sheet: Any, asked: Return) -> None:
    """Write the hidden sheet with what the plan had."""
    head = ((SENT_MARK, asked.name), ("plan", asked.plan), ("made", asked.made.isoformat()), ("owner", asked.owner))
    for row, pair in enumerate((*head, ())):
        for column, text in enumerate(pair):
            sheet.write_string(row, column, neutral(text))
    for row, cells in enumerate((SENT_COLUMNS, *(sent_cells(row.sent, row.cells) for row in asked.rows)), len(head)):
        for column, text in enumerate(cells):
            sheet.write_string(row, column, text)
    sheet.protect("", {})
    sheet.very_hidden()


def _set_page(sheet: Any) -> None:
    sheet.set_paper(9)  # A4
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RPage &P of &N")
    sheet.hide_gridlines(2)


def _set_height(sheet: Any, row: int, cells: Iterable[tuple[str, int]], least: int = 1, space: int = 0) -> None:
    """Make a row as high as its texts; LibreOffice does not, in a file that it did not write."""
    lines = max(least, *(_lines(text, width) for text, width in cells))
    sheet.set_row(row, min(_LINE_HEIGHT * lines + space, _HIGHEST))


def _lines(text: str, width: int) -> int:
    """Return how many lines a text needs in a column."""
    return sum(len(wrap(line, int(width * _LETTERS))) if line else 1 for line in text.split("\n"))
