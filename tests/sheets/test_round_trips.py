"""What is written comes back cell for cell, and what LibreOffice saves again is read as before."""

import io
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.sheets.cell_text import neutral
from actionplan.sheets.csv_writer import write_csv
from actionplan.sheets.grid import Cell
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.reading import read_here
from actionplan.sheets.workbook import Column, Table, Workbook, Worksheet, cell_text
from actionplan.sheets.xlsx_writer import write_xlsx
from libreoffice import converted
from tables.sheets.content import AMBER, GREEN
from tables.sheets.grids import C, Grid, xlsx

TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n"), max_size=12)
DAYS = st.dates(date(1900, 3, 1), date(2999, 12, 31))
NUMBERS = st.one_of(st.integers(-(10**9), 10**9), st.integers(-(10**6), 10**6).map(lambda each: Decimal(each) / 100))
ROWS = st.lists(st.tuples(st.just("x"), TEXTS, DAYS, NUMBERS), min_size=1, max_size=5)
NO_CELL = Cell(row=0, column=0, value=None, text="")
HEADS = ("Ref", "Title", "Due", "Figure")


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_our_own_workbooks_and_csv_are_read_as_they_were_written(rows):
    table = Table("actions", tuple(Column(head, 10) for head in HEADS), tuple(rows))
    book = Workbook("Plan", (Worksheet("Actions", "The actions", (), table),))
    expected = [[neutral(cell_text(each)).strip() if isinstance(each, str) else each for each in row] for row in rows]
    for data, name in ((write_xlsx(book), "p.xlsx"), (write_ods(book), "p.ods"), (write_csv(table), "p.csv")):
        cells = {(cell.row, cell.column): cell for cell in read_here(data, name).sheets[0].cells}
        above = next(row for (row, _), cell in cells.items() if cell.text == "Ref")
        for number, row in enumerate(expected, above + 1):
            for column, value in enumerate(row, 1):
                cell = cells.get((number, column), NO_CELL)
                if isinstance(value, str):
                    assert cell.text == value
                elif name == "p.csv":
                    assert cell.text == cell_text(value)
                else:
                    assert cell.value == (value if isinstance(value, date) else float(value))


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.one_of(TEXTS, DAYS, NUMBERS.map(float), st.booleans(), st.times().map(lambda at: at.replace(microsecond=0)))
    )
)
def test_whatever_xlsxwriter_writes_is_read_back(values):
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as workbook:
        sheet = workbook.add_worksheet("Actions")
        for row, value in enumerate(values):
            if isinstance(value, date | time):
                form = "yyyy-mm-dd" if isinstance(value, date) else "hh:mm:ss"
                sheet.write_datetime(row, 0, value, workbook.add_format({"num_format": form}))
            elif isinstance(value, str):
                sheet.write_string(row, 0, value)
            else:
                sheet.write(row, 0, value)
    found = {cell.row: cell.value for cell in read_here(file.getvalue(), "p.xlsx").sheets[0].cells}
    assert found == {row: value for row, value in enumerate(values, 1) if not isinstance(value, str) or value.strip()}


def test_what_libreoffice_saves_again_is_read_the_same(tmp_path):
    rows: list[list[Any]] = [
        ["The plan of 2024"],
        ["Ref", "Action", "Due", "RAG", "Done", "Note"],
        [C(1.1, form="0.00"), "Hire  two\nteachers", date(2024, 9, 30), C(fill=AMBER), C(0.4, form="0%"), "=1+1"],
        [
            "1.2",
            C(["by ", ["May"], " June"]),
            C(date(2024, 9, 1), form="mmm yy"),
            C("G", fill=GREEN),
            7,
            C("x", comment="Why?"),
        ],
        [C("1.3", struck=True), C("Cancelled", struck=True), datetime(2024, 9, 1, 14, 30), None, 0.25, "hidden"],
    ]
    grid = Grid("Actions", rows, merged=("A1:F1",), hidden_rows=(5,), hidden_columns=("F",))
    file = tmp_path / "plan.xlsx"
    file.write_bytes(
        xlsx(
            grid, Grid("Lists", [["A", "B"]], hidden=True), Grid("Table", [["Ref", "Title"], ["1", "a"]], table="A1:B2")
        )
    )
    ods = converted(file, "ods")
    first, saved, saved_again = (read_here(each.read_bytes(), "plan") for each in (file, ods, converted(ods, "xlsx")))
    assert saved.sheets == first.sheets
    assert saved_again.sheets == first.sheets
