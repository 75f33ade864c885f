"""Dates, counts and signs as people read them; no sign without its word, nothing that steers a terminal."""

from datetime import date

import pytest

from actionplan.model.dates import Calendar, PlanDate, on_day, parse_date
from actionplan.model.text import count, date_from_to, date_text, day_text, span_of_periods
from actionplan.model.vocabulary import ActionState, words
from actionplan.report.visible import visible
from actionplan.report.words import STATE_WORDS, one_line
from actionplan.report.writers.signs import ASCII, UNICODE


def test_days():
    assert day_text(date(2023, 12, 12)) == "12 Dec 2023"
    assert date_text(on_day(date(2023, 12, 1))) == "1 Dec 2023"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2024-09", "Sep 2024"),
        ("2024-Q3", "July to September 2024"),
        ("FY2024-25-Q3", "October to December 2024"),
        ("2024", "2024"),
        ("FY2024-25", "2024/25"),
        ("ongoing", "ongoing"),
    ],
)
def test_no_more_precision_than_there_is(written, shown):
    assert date_text(parse_date(written)) == shown


def test_a_term_is_called_by_its_name():
    assert date_text(PlanDate("2024-autumn", date(2024, 9, 2), date(2024, 12, 20))) == "2024-autumn"
    assert date_text(PlanDate("2024-autumn", date(2024, 9, 2), date(2024, 12, 20), "Autumn term")) == "Autumn term"
    assert date_text(None, none="no date") == "no date"


def test_counts():
    assert [count(n, "entry", "entries") for n in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]


def test_every_state_has_a_word_and_a_sign_of_its_own():
    for signs in (UNICODE, ASCII):
        assert set(signs.states) == set(STATE_WORDS) == {*words(ActionState), "stood-down", None}
        assert len(set(signs.states.values())) == len(signs.states)
        assert len(set(signs.colours.values())) == len(signs.colours)


@pytest.mark.parametrize("signs", [UNICODE, ASCII])
def test_a_sign_has_one_meaning(signs):
    """Kind: one sign for two things."""
    every = [*signs.states.values(), *signs.colours.values(), *signs.bar, signs.late]
    assert len(set(every)) == len(every)


def test_characters_that_would_act_are_shown():
    assert visible("a\x1b[31mb\u202ec\u200bd\re\n") == "a<U+001B>[31mb<U+202E>c<U+200B>d<U+000D>e\n"
    assert one_line("a\n  b\x07") == "a b<U+0007>"


def test_a_quarter_is_short_in_a_table_and_names_both_years_where_they_differ():
    assert date_text(parse_date("2024-Q3"), short=True) == "Jul to Sep 2024"
    quarter = parse_date("FY2024-25-Q2", Calendar(year_starts="08-01"))
    assert date_text(quarter) == "November 2024 to January 2025"


def test_a_quarter_between_from_and_to_is_called_one():
    before, after = parse_date("2024-Q3"), parse_date("2024-12")
    moved = f"from {date_from_to(before)} to {date_from_to(after)}"
    assert moved == "from the quarter Jul to Sep 2024 to Dec 2024"


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2024-Q2", "2025-Q1", "Apr 2024 to Mar 2025"),
        ("2023-07", "2024-Q4", "Jul 2023 to Dec 2024"),
        ("FY2024-25-Q1", "FY2024-25-Q4", "Apr 2024 to Mar 2025"),
        ("2023-07", "2024-02", "Jul 2023 to Feb 2024"),
        ("2022", "2024", "2022 to 2024"),
    ],
)
def test_periods_run_from_the_first_month_to_the_last(first, last, shown):
    assert span_of_periods(parse_date(first), parse_date(last)) == shown
