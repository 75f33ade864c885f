"""The rows of the worksheets of our own export, and what their cells say."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from actionplan.input.dates import read_date
from actionplan.model.dates import PlanDate, on_day
from actionplan.sheets.cell_text import without_apostrophe
from actionplan.sheets.grid import Cell, Sheet

_BLANKS: Final = frozenset({"", "[x]", "[z]", "[c]"})
"""What our export has in a cell without a value."""

Row = Mapping[str, Cell]
"""The cells of a row by the headings of their columns, without those that say nothing."""


def rows_in(sheet: Sheet | None) -> list[Row]:
    """Return the rows of a worksheet that say something; none without the worksheet."""
    if sheet is None:
        return []
    by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in sheet.cells:
        by_row[cell.row][cell.column] = cell
    start = next((row for row in sorted(by_row) if len(by_row[row]) > 1), 0)
    headings = {column: cell.text for column, cell in by_row.get(start, {}).items()}
    found = []
    for number in sorted(by_row):
        if number > start:
            cells = {headings.get(column, ""): cell for column, cell in by_row[number].items()}
            found.append({heading: cell for heading, cell in cells.items() if heading and cell.text not in _BLANKS})
    return [row for row in found if row]


def text_in(row: Row, heading: str) -> str:
    """Return the text of a row under a heading, without the apostrophe before a formula; empty for none."""
    return without_apostrophe(row[heading].text) if heading in row else ""


def date_in(row: Row, heading: str) -> PlanDate | None:
    """Return the date of a row: as exact as its words, if these can be read and end on its day; None for none."""
    day, words = (read_date(text_in(row, each)) for each in (heading, f"{heading}, in words"))
    last = day.last if isinstance(day, PlanDate) else None
    if isinstance(words, PlanDate) and words.last == last:
        return words
    return on_day(last) if last is not None else None
