"""What a column is, by its heading, its cells or a mapping."""

from collections.abc import Sequence
from typing import Any

import pytest

from actionplan.edit.imports.columns import ReadColumn, read_columns
from actionplan.edit.imports.mapping import NOTHING_MAPPED, Mapped
from actionplan.edit.imports.tables import find_table
from sheet_books import sheet_of


def columns(headings: list[str], *rows: Sequence[Any], mapped: Mapped = NOTHING_MAPPED) -> dict[str, ReadColumn]:
    table = find_table(sheet_of([headings, *rows]))
    assert table is not None
    return {column.heading: column for column in read_columns(table, mapped)}


def fields(headings: list[str], *rows: Sequence[Any], mapped: Mapped = NOTHING_MAPPED) -> list[str]:
    return [column.field for column in columns(headings, *rows, mapped=mapped).values()]


@pytest.mark.parametrize(
    ("headings", "row", "wanted"),
    [
        (["Action", "Action required", "Due"], ["1.1", "Share all of the data", "2025"], ["action", "title", "due"]),
        (["Ref", "Objective(s)", "Action"], ["1.1", "Leaders know", "Share the data"], ["action", "", "title"]),
        (["Ref", "Action", "Status"], ["1.1", "Share data", "In progress"], ["action", "title", "state"]),
        (["Ref", "Action", "Status"], ["1.1", "Share data", "Amber"], ["action", "title", "rating"]),
        (["Ref", "Action", "Status"], ["1.1", "Share data", "The board has met twice"], ["action", "title", "note"]),
        (["Ref", "Action", "Progress"], ["1.1", "Share data", "40%"], ["action", "title", "progress"]),
        (["Ref", "Action", "Lead"], ["1.1", "Share data", "Head of SEND"], ["action", "title", "lead"]),
        (["Ref", "Action", "Lead"], ["1.1", "Share data", "Head of SEND / ICB"], ["action", "title", "owner"]),
        (["Ref", "Action", "Owner", "Lead"], ["1", "Share", "ICB", "DCO"], ["action", "title", "owner", "lead"]),
        (["Ref", "Action", "Start/Rev/End"], ["1", "Share", "2024/2025/2026"], ["action", "title", "span"]),
        (["Ref", "Due date", "Revised date"], ["1", "2024", "2025"], ["action", "due", "revised_due"]),
        (["Ref", "Deadline", "Date achieved"], ["1", "2024", ""], ["action", "due", "finished"]),
        (["Ref", "Action", "Due", "Benchmarking"], ["1", "Share", "2025", "See it"], ["action", "title", "due", ""]),
    ],
)  # fmt: skip
def test_a_heading_and_its_cells_decide(headings, row, wanted):
    assert fields(headings, row) == wanted


def test_a_column_shows_how_full_it_is_and_some_of_its_texts():
    rows = [["1.1", "Share", "Red"], ["1.2", "Publish", "-"], ["1.3", "Train", "Green"], ["1.4", "Hire", "Red"]]
    rag = columns(["Ref", "Action", "RAG"], *rows)["RAG"]
    assert (rag.rows, rag.filled, rag.samples) == (4, 3, ("Red", "Green"))


def test_ratings_may_be_only_colours():
    rows = [
        ["1.1", "Share data", {"text": "", "fill": "#ff0000"}],
        ["1.2", "Publish data", {"text": "", "fill": "#00b050"}],
    ]
    status = columns(["Ref", "Action", "Status"], *rows)["Status"]
    assert (status.field, status.fills) == ("rating", {"#ff0000": 1, "#00b050": 1})


def test_of_two_columns_with_one_meaning_the_better_one_has_it():
    row = ["1.1", "Share", "31/3/2025", "soon"]
    assert fields(["Ref", "Action", "Due date", "Target date"], row)[2:] == ["due", ""]


def test_a_heading_with_one_meaning_keeps_it_whatever_its_cells_say():
    assert fields(["Ref", "Action", "Due date"], ["1.1", "Share", "soon"])[2] == "due"


def test_a_heading_that_resembles_one_is_a_guess():
    column = columns(["Ref", "Action", "Lead Officer (LA)"], ["1.1", "Share data", "Head of SEND"])["Lead Officer (LA)"]
    assert (column.field, column.is_guess) == ("lead", True)


def test_a_mapping_decides_by_heading_or_letter():
    said = Mapped(columns={"Theme": "extra", "C": "success"})
    found = columns(["Ref", "Theme", "Benchmark", "Action"], ["1", "A", "90%", "Share data"], mapped=said)
    assert [(each.field, each.is_said) for each in found.values()][1:3] == [("", True), ("success", True)]
