"""Counts and durations as people read them."""

from datetime import date

import pytest

from actionplan.model.dates import PlanDate, parse_date
from actionplan.model.text import ago_text, at_text, count, days_text, outcome_words


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (364, "364 days"),
        (365, "365 days (1 year)"),
        (503, "503 days (1 year 5 months)"),
        (1078, "1,078 days (2 years 11 months)"),
        (2556, "2,556 days (7 years)"),
    ],
)
def test_a_duration_of_a_year_or_more_is_shown_in_years_too(days, text):
    assert days_text(days) == text


def test_a_count_has_its_noun_and_thousands_separators():
    assert [count(1, "body", "bodies"), count(2, "body", "bodies"), count(12345, "row")] == [
        "1 body",
        "2 bodies",
        "12,345 rows",
    ]


def test_how_long_ago_a_day_was():
    assert [ago_text(0), ago_text(1), ago_text(400)] == ["today", "1 day ago", "400 days ago (1 year 1 month)"]


@pytest.mark.parametrize(
    ("when", "days", "text"),
    [
        ("2025-10", 31, "about 1 month ago"),
        ("2025-Q3", 62, "about 2 months ago"),
        ("2024", 335, "about 11 months to about 1 year 11 months ago"),
        ("2024", 10, "at most about 1 year ago"),
    ],
)
def test_a_date_that_can_mean_any_day_of_a_year_is_as_old_as_its_first_day_or_its_last(when, days, text):
    assert ago_text(days, parse_date(when)) == text


def test_what_became_of_a_resolution():
    assert [outcome_words(word) for word in ("carried-as-amended", "unknown")] == [
        "carried as amended",
        "outcome not known",
    ]


@pytest.mark.parametrize(
    ("when", "text"),
    [
        (parse_date(date(2023, 12, 12)), "on 12 Dec 2023"),
        (parse_date("2024-10"), "in Oct 2024"),
        (parse_date("2024-Q2"), "in Apr to Jun 2024"),
        (PlanDate("page", date(2022, 4, 27), date(2025, 11, 10), "some day in the years"), "on some day in the years"),
        (PlanDate("autumn", date(2024, 9, 1), date(2024, 12, 20), "autumn term 2024"), "in autumn term 2024"),
    ],
)
def test_a_date_after_its_preposition(when, text):
    assert at_text(when) == text
