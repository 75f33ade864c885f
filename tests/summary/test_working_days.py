"""Working days: England's bank holidays as GOV.UK lists them, and spans that the public record gives."""

from datetime import date

import pytest

from actionplan.summary.working_days import bank_holidays, working_days_between, working_days_from

GOV_UK = {
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
}
"""Bank holidays in England as https://www.gov.uk/bank-holidays lists them, substitutes in place of weekends."""


@pytest.mark.parametrize("year", GOV_UK)
def test_bank_holidays_are_those_of_gov_uk(year):
    listed = {date.fromisoformat(f"{year}-{day}") for day in GOV_UK[year].split()}
    assert {day for day in bank_holidays(year) if day.weekday() < 5} == listed


@pytest.mark.parametrize(
    ("start", "end", "number"),
    [
        # Hertfordshire: the report published, the plan due.
        ("2023-11-10", "2023-12-19", 27),
        # Hertfordshire: thirty-five working days before the plan was due.
        ("2023-10-31", "2023-12-19", 35),
        # Oxfordshire: the report published, the plan due; then the plan handed in, and approved by Ofsted.
        ("2023-09-15", "2023-10-27", 30),
        ("2023-10-24", "2023-12-12", 35),
        # Lancashire: the report published, the plan approved by both boards.
        ("2025-02-12", "2025-03-25", 29),
    ],
)
def test_spans_of_the_public_record(start, end, number):
    start, end = date.fromisoformat(start), date.fromisoformat(end)
    assert working_days_between(start, end) == number
    assert working_days_between(end, start) == -number
    assert working_days_from(start, number) == end
    assert working_days_from(end, -number) == start


def test_the_first_day_does_not_count_and_the_last_does():
    friday, monday = date(2024, 9, 6), date(2024, 9, 9)
    assert working_days_between(friday, monday) == 1
    assert working_days_between(friday, friday) == 0
    assert working_days_from(friday, 1) == monday
    assert working_days_from(friday, 0) == friday


def test_a_weekend_counts_for_nothing():
    saturday, sunday = date(2024, 9, 7), date(2024, 9, 8)
    assert working_days_between(saturday, sunday) == 0
    assert working_days_from(saturday, 1) == date(2024, 9, 9)


def test_days_on_which_nobody_works_here():
    before, after = date(2024, 12, 24), date(2024, 12, 30)
    assert working_days_between(before, after) == 2
    assert working_days_between(before, after, [date(2024, 12, 27), date(2024, 12, 28)]) == 1
    assert working_days_from(before, 2, [date(2024, 12, 27)]) == date(2024, 12, 31)


def test_a_mistyped_year_is_no_error_of_the_program():
    assert working_days_between(date(2023, 11, 10), date(9999, 12, 19)) > 2_000_000
    assert bank_holidays(9999) == frozenset()
    assert working_days_from(date(9999, 12, 1), 100) is None
