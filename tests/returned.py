"""A small plan, its returns, and returns filled in as an owner would, with any program."""

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import openpyxl
from attrs import evolve

from actionplan.edit.plan_edit import PlanEdit, refuse_errors
from actionplan.model.records import Plan
from actionplan.returns.answers import Answers, answers_in
from actionplan.returns.contents import Return, returns_of
from actionplan.returns.prepared import prepare_returns
from actionplan.returns.receive import take_in
from actionplan.returns.received import Taken
from actionplan.returns.send import made_return, prepare_sent
from actionplan.returns.workbook import workbook_bytes
from actionplan.sheets.grid import Book, Cell, Sheet
from actionplan.sheets.reading import read_here
from actionplan.storage.save import Prepared, save
from conftest import TODAY

WANTED = date(2026, 12, 4)

PLAN_FILES: Mapping[str, str] = {
    "actions/1.1.toml": """
        title = "Build the dashboard"
        areas = ["PA1"]
        owner = "hcc"
        lead = "Head of data"
        due = 2026-12-31

        [[status]]
        on = 2026-10-01
        by = "hcc"
        state = "in-progress"
        progress = 40
        note = "The supplier has begun"
        """,
    "actions/1.10.toml": """
        title = "Train the staff"
        areas = ["PA1"]
        owner = "hcc"
        due = 2026-09-30
        """,
    "actions/1.2.toml": """
        title = "Write the protocol"
        areas = ["PA1"]
        owner = "icb"
        due = 2027-03-31
        """,
    "actions/1.3.toml": """
        title = "Agree the budget"
        areas = ["PA1"]
        owner = "hcc"
        due = 2024-09-30

        [[status]]
        on = 2024-09-01
        by = "hcc"
        state = "complete"
        note = "Agreed"
        """,
    "measures/timely.toml": """
        title = "Plans in time"
        unit = "per cent"
        direction = "up"
        owner = "hcc"

        [[readings]]
        on = 2026-10-05
        by = "hcc"
        period = "2026-08"
        value = 54
        """,
}
"""A plan in which the county council answers for two open actions and a measure, and health for one."""

Cells = Mapping[str, Mapping[str, Any]]
"""What is filled in: for each reference the value of each heading."""


def plan_in(root: Path) -> Plan:
    return PlanEdit(str(root)).complete[0]


def return_of(root: Path, owner: str = "hcc", **asked: Any) -> Return:
    """Return what an owner is asked."""
    return next(each for each in returns_of(plan_in(root), TODAY, WANTED, **asked) if each.owner == owner)


def workbook(root: Path, owner: str = "hcc") -> bytes:
    return workbook_bytes(return_of(root, owner))


def opened(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def saved(book: Any) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def headings(sheet: Any, row: int = 3) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[row] if cell.value}


def filled(data: bytes, cells: Cells) -> bytes:
    """Return a workbook with some of its cells filled in."""
    book = opened(data)
    for sheet in book.worksheets:
        columns = headings(sheet)
        for row in sheet.iter_rows(min_row=4):
            for heading, value in cells.get(str(row[0].value), {}).items():
                if heading in columns:
                    sheet.cell(row[0].row, columns[heading]).value = value
    return saved(book)


@cache
def _as_read(data: bytes) -> Book:
    return read_here(data, "hcc.xlsx")


def answered(data: bytes, cells: Cells) -> Book:
    """Return a workbook as it is read, with some of its cells filled in: quicker than `filled`, and without a file."""
    book = _as_read(data)
    sheets = tuple(_answered_sheet(sheet, cells) for sheet in book.sheets)
    return evolve(book, sheets=sheets, digest=sha256(repr(sheets).encode()).hexdigest())


def _answered_sheet(sheet: Sheet, cells: Cells) -> Sheet:
    columns = {cell.text: cell.column for cell in sheet.cells if cell.row == 3}
    added = tuple(
        Cell(row=ref.row, column=columns[heading], value=value, text=_text(value), formula=str(value).startswith("="))
        for ref in sheet.cells
        if ref.column == 1 and ref.row > 3
        for heading, value in cells.get(ref.text, {}).items()
        if heading in columns
    )
    return evolve(sheet, cells=(*sheet.cells, *added))


def _text(value: Any) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def shuffled(data: bytes, order: list[int]) -> bytes:
    """Return a workbook whose rows of actions were sorted in some other way."""
    book = opened(data)
    sheet = book["Actions"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    for number, index in enumerate(order, 4):
        for column, value in enumerate(rows[index], 1):
            sheet.cell(number, column).value = value
    return saved(book)


def as_csv(data: bytes, sheet: str = "Actions", *, delimiter: str = ",") -> bytes:
    """Return a sheet of a workbook as a spreadsheet saves it as CSV."""
    text = io.StringIO()
    rows = [[_shown(cell.value) for cell in row] for row in opened(data)[sheet].iter_rows()]
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def answers_of(data: bytes | Book, name: str = "hcc.xlsx") -> Answers:
    """Return what a file says, read in this process."""
    return answers_in(data if isinstance(data, Book) else read_here(data, name), name)


def received(root: Path, *files: bytes | Book, **given: Any) -> tuple[Taken, ...]:
    """Return what files come to, before anything is written."""
    given = {"by": lambda _: "hcc", **given}
    answers = [answers_of(each, "hcc.xlsx" if isinstance(each, Book) else "hcc.csv") for each in files]
    return take_in(answers, plan_in(root), TODAY, **given)


def taken_in(root: Path, *files: bytes | Book, notes: Mapping[str, str] | None = None, **given: Any) -> Prepared:
    """Take files in, and save the plan, whatever is asked."""
    prepared = prepare_returns(PlanEdit(str(root)), received(root, *files, **given), TODAY, notes or {})
    refuse_errors(prepared)
    save(str(root), prepared.changes)
    return prepared


def sent(root: Path, owner: str = "hcc") -> bytes:
    """Return the workbook of an owner, whose receipt is in the plan."""
    made = made_return(return_of(root, owner))
    save(str(root), prepare_sent(str(root), [made]).changes)
    return made.data


def _shown(value: Any) -> str:
    if isinstance(value, date):
        return f"{value.day} {value:%b %Y}"
    return "" if value is None else str(value)
