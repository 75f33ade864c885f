"""Workbooks and CSV files that are written: what is in them is read back with other programs."""

import csv
import io
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.sheets.cell_text import neutral, without_apostrophe
from actionplan.sheets.csv_writer import write_csv
from actionplan.sheets.ods_writer import write_ods
from actionplan.sheets.workbook import CellData, Column, Line, Table, Workbook, Worksheet
from actionplan.sheets.xlsx_writer import write_xlsx
from libreoffice import converted

WRITERS = {"xlsx": write_xlsx, "ods": write_ods}

TABLE = Table(
    "actions",
    (Column("Number", 8), Column("Title", 30), Column("Due", 12), Column("Progress", 9)),
    (
        ("1.10", "=1+1", date(2024, 9, 30), 20),
        ("2E4", "two\nlines  with spaces ", date(2024, 10, 1), Decimal("-0.5")),
        ("007", "A & <B> \"C\" 'D'", "[z]", "[x]"),
        ("Cover", "Æ 😀 " + "a long text " * 30, date(2030, 1, 1), 100),
    ),
    links=frozenset({"Cover"}),
)
BOOK = Workbook(
    "Our plan & others",
    (
        Worksheet("Cover", "Our plan", (Line("What it holds", is_heading=True), Line("Every action. " * 20))),
        Worksheet("Actions", "The actions", (Line("This worksheet has one table."),), TABLE),
    ),
)


def cells(data: bytes) -> list[list[Any]]:
    """Return the cells of the last worksheet, below its title and line, as calamine reads them."""
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return book.get_sheet_by_index(len(book.sheet_names) - 1).to_python()[2:]


def written(table: Table) -> list[list[Any]]:
    """Return the cells that a table is to have."""
    texts: list[list[Any]] = [[column.heading for column in table.columns], *(list(row) for row in table.rows)]
    return [[neutral(value) if isinstance(value, str) else value for value in row] for row in texts]


@pytest.mark.parametrize("form", WRITERS)
def test_what_is_written_is_read_back(form: str) -> None:
    assert cells(WRITERS[form](BOOK)) == written(TABLE)


@pytest.mark.parametrize("form", WRITERS)
def test_libreoffice_reads_the_same_and_keeps_the_named_table(form: str, tmp_path) -> None:
    (tmp_path / f"book.{form}").write_bytes(WRITERS[form](BOOK))
    saved = converted(tmp_path / f"book.{form}", "xlsx")
    assert cells(saved.read_bytes()) == written(TABLE)
    book = openpyxl.load_workbook(saved)
    assert book["Actions"].tables.items() == [("actions", "A3:D7")]
    assert book["Actions"].tables["actions"].autoFilter is None
    assert (book.properties.title, book.properties.language) == ("Our plan & others", "en-GB")
    assert book["Actions"]["A7"].hyperlink.location.replace("'", "") in {"Cover!A1", "Cover.A1"}


def test_ids_are_texts_and_days_are_days() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_xlsx(BOOK)))["Actions"]
    assert [sheet["A4"].number_format, sheet["A4"].data_type] == ["@", "s"]
    assert [sheet["C4"].is_date, sheet["C4"].number_format] == [True, "d mmm yyyy"]


@pytest.mark.parametrize("form", WRITERS)
def test_the_same_workbook_gives_the_same_bytes(form: str) -> None:
    assert WRITERS[form](BOOK) == WRITERS[form](BOOK)


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("value", [date(1850, 1, 1), Decimal("12345678901234567.25"), 2**60 + 1])
def test_what_a_cell_cannot_hold_exactly_is_a_text(form: str, value: CellData) -> None:
    book = Workbook("T", (Worksheet("A", "T", (Line("L"),), Table("a", (Column("N", 9),), ((value,),))),))
    expected = [value] if form == "ods" and isinstance(value, date) else [str(value)]
    assert cells(write_xlsx(book))[1] == [str(value)]
    assert cells(WRITERS[form](book))[1] == expected


def test_a_text_that_no_cell_of_excel_holds_is_cut_and_says_so() -> None:
    table = Table("a", (Column("N", 9),), (("😀" * 20_000,),))
    [[text]] = cells(write_xlsx(Workbook("T", (Worksheet("A", "T", (Line("L"),), table),))))[1:]
    assert str(text) == "😀" * 16_000 + " [cut here: a cell holds no more]"
    assert "😀" * 20_000 in write_csv(table).decode()


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\uff1d1", "'=1", "''-"])
def test_a_text_like_a_formula_has_an_apostrophe_that_reading_removes(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert without_apostrophe(neutral(text)) == text


@pytest.mark.parametrize("text", ["", "a=1", "'tis", "1.10", " =1"])
def test_other_texts_are_as_they_are(text: str) -> None:
    assert neutral(text) == without_apostrophe(text) == text


def test_characters_that_steer_a_program_are_shown_as_codes() -> None:
    assert neutral("a\x07b\ufffec\x9bd") == "a<U+0007>b<U+FFFE>c<U+009B>d"


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"))


@given(PRINTABLE)
def test_any_text_comes_back(text: str) -> None:
    assert without_apostrophe(neutral(text)) == text


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=4))
def test_any_text_is_in_every_form(rows: list[tuple[str, str]]) -> None:
    table = Table("a", (Column("First", 9), Column("Second", 20)), tuple(rows))
    book = Workbook("T", (Worksheet("A", "T", (Line("L"),), table),))
    expected = [[neutral(value) for value in row] for row in (("First", "Second"), *rows)]
    made = openpyxl.load_workbook(io.BytesIO(write_xlsx(book)))["A"]
    assert [[cell.value for cell in row] for row in made.iter_rows(min_row=3)] == expected
    assert cells(write_ods(book)) == [[value.replace("\t", " ") for value in row] for row in expected]
    assert list(csv.reader(io.StringIO(write_csv(table).decode("utf-8-sig"), newline=""))) == expected


def test_csv_begins_with_the_mark_by_which_excel_knows_utf_8() -> None:
    assert write_csv(TABLE).startswith("\ufeffNumber,Title,Due,Progress\r\n1.10,'=1+1,2024-09-30,20\r\n".encode())
