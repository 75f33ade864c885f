"""Dates in cells: with earlier ones struck out, several in one cell, and the order of day and month in a column."""

from datetime import datetime

import pytest

from actionplan.edit.imports.dates import columns_to_ask, date_of, due_dates, orders_of, span_dates
from actionplan.input.unclear import Unclear
from actionplan.model.dates import NO_CALENDAR
from sheet_books import cell_of

THREE = {"start": "2023-09", "revised_due": "2024-03", "due": "2023-12"}


def due(text, **shown):
    dates = due_dates(cell_of(1, 1, text, **shown), NO_CALENDAR, "day-first")
    return dates.reason if isinstance(dates, Unclear) else [str(each) for each in dates]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("31/03/2024", ["2024-03-31"]),
        ("Sept 24", ["2024-09"]),
        ("end of Q2 2024/25", ["FY2024-25-Q2"]),
        ("ongoing", ["ongoing"]),
        ("31/3/24, revised to 30/6/24", ["2024-03-31", "2024-06-30"]),
        ("31 March 2024 (now 30 June 2024)", ["2024-03-31", "2024-06-30"]),
        ("Was Dec 2023, extended to Mar 2024, moved to June 2024", ["2023-12", "2024-03", "2024-06"]),
        ("Dec 23\nMar 24", ["2023-12", "2024-03"]),
        ("soon", '"soon" is not a date'),
    ],
)
def test_a_due_date_and_its_revisions(text, dates):
    assert due(text) == dates


def test_what_is_struck_out_came_first():
    assert due("30/6/24", struck="31/3/24") == ["2024-03-31", "2024-06-30"]
    assert due("", struck="31/3/24") == ["2024-03-31"]


def test_a_date_of_a_spreadsheet_is_that_day():
    assert str(date_of(cell_of(1, 1, datetime(2024, 3, 31)), NO_CALENDAR, "month-first")) == "2024-03-31"


@pytest.mark.parametrize(
    ("text", "heading", "dates"),
    [
        ("Sept 23 / Mar 24 / Dec 23", "Start/Rev/End", THREE),
        ("Sept 23/Mar 24/Dec 23", "Start/Rev/End", THREE),
        ("Sept 23 / Dec 23", "Start/Rev/End", {"start": "2023-09", "due": "2023-12"}),
        ("Start: Sept 23\nEnd: Dec 23\nRev: Mar 24", "Dates", THREE),
        ("Jan 2024 - Mar 2025", "Timescale", {"start": "2024-01", "due": "2025-03"}),
        ("Sept 23 / - / Dec 23", "Start/Rev/End", {"start": "2023-09", "due": "2023-12"}),
        ("Dec 2023", "Start/End", {"due": "2023-12"}),
    ],
)  # fmt: skip
def test_several_dates_in_one_cell(text, heading, dates):
    found = span_dates(cell_of(1, 1, text), heading, NO_CALENDAR, "day-first")
    assert not isinstance(found, Unclear)
    assert {field: str(each) for field, each in found.items()} == dates


def test_which_of_four_dates_is_which_is_not_clear():
    assert isinstance(span_dates(cell_of(1, 1, "2021; 2022; 2023; 2024"), "Dates", NO_CALENDAR, "day-first"), Unclear)


def test_the_day_comes_first_unless_a_date_in_the_column_forbids_it():
    assert orders_of({1: ["10/11/2026", "28/11/2026"]}, NO_CALENDAR, {}) == {1: "day-first"}
    assert orders_of({1: ["10/11/2026", "11/28/2026"]}, NO_CALENDAR, {}) == {1: "month-first"}
    assert orders_of({1: ["10/11/2026"], 2: ["11/28/2026"]}, NO_CALENDAR, {})[1] == "month-first"
    assert orders_of({1: ["11/28/2026"]}, NO_CALENDAR, {1: "day-first"}) == {1: "day-first"}


def test_a_person_is_asked_about_a_column_of_both_orders():
    assert list(columns_to_ask({1: ["10/11/2026", "11/28/2026"], 2: ["28/11/2026"]}, NO_CALENDAR)) == [1]
