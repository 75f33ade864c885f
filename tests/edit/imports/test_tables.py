"""The table of actions in a sheet: headings under titles, rows of areas between rows of actions, merged cells."""

from collections.abc import Sequence
from typing import Any

from actionplan.edit.imports.tables import FoundTable, find_table
from actionplan.sheets.grid import Sheet
from sheet_books import sheet_of

HEADINGS = ["Ref", "Action", "Owner", "Due date"]


def found(rows: Sequence[Sequence[Any]], **shown: Any) -> FoundTable:
    table = find_table(sheet_of(rows, **shown))
    assert table is not None
    return table


def headings(table: FoundTable) -> list[str]:
    return [heading.text for heading in table.headings]


def test_headings_are_found_under_titles_and_blank_rows():
    table = found(
        [["SEND improvement plan"], [None, "Version", "3"], [], HEADINGS, ["1.1", "Share data", "HCC", "2025"]]
    )
    assert table.heading_rows == (4,)
    assert headings(table) == HEADINGS
    assert [row.number for row in table.rows] == [5]
    assert [cell.text for cell in table.above] == ["SEND improvement plan", "Version", "3"]


def test_a_sheet_without_headings_has_no_table():
    assert find_table(sheet_of([["Cover"], ["Approved by the board", "2024"]])) is None
    assert find_table(Sheet(name="Empty", cells=())) is None


def test_headings_over_two_rows_with_merged_cells():
    rows = [["Ref", "Action", "Dates", None, "Progress", None], [None, None, "Start", "End", "RAG", "Comments"]]
    table = found(
        [*rows, ["1.1", "Share data", "2024", "2025", "Red", "Late"]], merged=["A1:A2", "B1:B2", "C1:D1", "E1:F1"]
    )
    assert table.heading_rows == (1, 2)
    assert headings(table) == ["Ref", "Action", "Dates Start", "Dates End", "Progress RAG", "Progress Comments"]
    assert [row.number for row in table.rows] == [3]


def test_headings_over_two_rows_as_text_without_merged_cells():
    rows = [["Ref", "Action", "Dates", None, "Owner"], [None, None, "Start date", "End date", None]]
    table = found([*rows, ["1.1", "Share data", "2024", "2025", "HCC"]])
    assert (table.heading_rows, headings(table)[2:4]) == ((1, 2), ["Dates Start date", "End date"])


def test_the_first_row_of_actions_is_not_a_heading():
    assert found([HEADINGS, ["1.1", "Update", "Lead", "Date"]]).heading_rows == (1,)


def test_a_row_over_all_columns_names_the_area_of_the_rows_under_it():
    rows = [
        HEADINGS,
        ["Priority 1: Data"],
        ["1.1", "Share", "HCC", "2025"],
        ["Priority 2: Waits"],
        ["2.1", "Cut", "ICB", "2026"],
    ]
    for merged in (["A2:D2", "A4:D4"], []):
        table = found(rows, merged=merged)
        assert [row.area.text for row in table.rows if row.area] == ["Priority 1: Data", "Priority 2: Waits"]


def test_a_row_with_a_number_and_a_title_is_an_area_if_the_next_refs_begin_with_it():
    table = found([HEADINGS, ["1", "Leaders have data"], ["1.1", "Share", "HCC", "2025"], ["1.2", "Publish"]])
    assert [(area.ref, area.text) for area in table.areas] == [("1", "Leaders have data")]
    assert [row.number for row in table.rows] == [3, 4]


def test_cells_that_are_merged_downwards_are_in_each_row():
    rows: list[list[Any]] = [["Area", "Ref", "Action"], ["Data", "1.1", "Share"], [None, "1.2", "Publish"]]
    [first, second] = found(rows, merged=["A2:A3"]).rows
    assert (second.cells[1].text, set(second.spread), set(first.spread)) == ("Data", {1}, set())


def test_blank_rows_repeated_headings_and_remarks_under_the_table_are_no_actions():
    action = ["1.1", "Share data", "HCC", "2025"]
    table = found([HEADINGS, action, [], HEADINGS, ["1.2", *action[1:]], [], ["RAG: R is late"]])
    assert [row.number for row in table.rows] == [2, 5]
    assert (table.repeated, [cell.text for cell in table.below]) == ((4,), ["RAG: R is late"])


def test_a_person_can_say_where_the_headings_are():
    table = find_table(sheet_of([["Nr", "Was"], ["1.1", "Share data"]]), heading_row=1)
    assert table is not None
    assert [row.number for row in table.rows] == [2]


def test_hidden_rows_are_marked():
    table = found([HEADINGS, ["1.1", "A", "HCC", "2025"], ["1.2", "B", "HCC", "2025"]], hidden_rows=frozenset({3}))
    assert [row.hidden for row in table.rows] == [False, True]
