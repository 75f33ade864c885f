"""Periods of different lengths are never compared, nor figures from before and after a break in the series."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan import load
from actionplan.model.dates import Calendar, PlanDate, Term
from actionplan.model.ids import Id
from actionplan.summary.measures.lengths import as_long, length_of
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.measures.readings import by_length
from conftest import PLAN
from strategies import plan_dates

HEAD = """
    title = "Suspensions for each hundred pupils"
    unit = "suspensions"
    direction = "down"
"""
TERMS = Calendar(
    terms={
        Id("autumn-2024"): Term(from_=date(2024, 9, 2), until=date(2024, 12, 20)),
        Id("Sep-Nov"): Term(from_=date(2023, 9, 1), until=date(2023, 11, 30)),
        Id("school-year"): Term(from_=date(2023, 9, 1), until=date(2024, 7, 31)),
        Id("Jul-Sep"): Term(from_=date(2024, 7, 1), until=date(2024, 9, 30)),
    }
)


def reading(period, value, rest=""):
    return f'\n[[readings]]\non = 2025-12-01\nperiod = "{period}"\nvalue = {value}\n{rest}\n'


@pytest.fixture
def of(make_plan):
    """Return a function that returns the status of a measure from the text of its file."""

    def summary(text, plan=""):
        lines = "\n".join(line.strip() for line in text.splitlines())
        portfolio = load(make_plan({"plan.toml": f"{plan}\n{PLAN}", "measures/m.toml": lines}))
        assert portfolio.problems == ()
        return summarise_measures(portfolio.plans[0], date(2025, 12, 1))[0]

    return summary


@pytest.mark.parametrize(
    ("period", "length"),
    [
        ("2025-03-04", "day"),
        ("2025-02", "month"),
        ("2025-Q1", "quarter"),
        ("FY2025-26-Q3", "quarter"),
        ("Jul-Sep", "quarter"),
        ("2024", "year"),
        ("FY2024-25", "year"),
        ("2023-07..2024-06", "year"),
        ("2025-04..2025-09", "year-to-date"),
        ("2025-01..2025-05", "year-to-date"),
        ("2025-02..2025-05", "other"),
        ("autumn-2024", "term"),
        ("2023-09..2025-08", "other"),
        ("Sep-Nov", "year-to-date"),
        ("school-year", "year-to-date"),
    ],
)
def test_how_long_a_period_is(period, length):
    assert length_of(PlanDate.parse(period, TERMS)) == length


def test_a_year_to_date_begins_when_the_plans_year_does():
    part = PlanDate("2025-08..2025-11")
    assert (length_of(part), length_of(part, "08-01")) == ("other", "year-to-date")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2024-04..2024-09", "2025-04..2025-09", True),
        ("2024-04..2024-09", "2024-10..2025-03", False),
        ("2025-04..2025-06", "2025-Q2", True),
        ("2025-04..2025-06", "2025-Q1", False),
        ("2025-04..2025-09", "2025-04..2025-12", False),
        ("2023-07..2024-06", "2024-10..2025-09", True),
    ],
)
def test_a_part_of_a_year_is_compared_only_with_the_same_months(one, other, expected):
    assert as_long(PlanDate(one), PlanDate(other)) is as_long(PlanDate(other), PlanDate(one)) is expected


@given(plan_dates(), plan_dates())
def test_comparing_does_not_depend_on_the_order(one, other):
    assert as_long(one, other) == as_long(other, one)
    assert as_long(one, one) or one.last is None


def test_a_cumulative_figure_is_compared_with_that_of_the_year_before(of):
    text = HEAD + reading("2023-09..2023-11", 14.5) + reading("2023-09..2024-07", 54) + reading("2024-09..2024-11", 3.7)
    now = of(text, 'year_starts = "09-01"')
    assert (now.before.period.text, str(now.change)) == ("2023-09..2023-11", "-10.8")
    [row] = by_length(now.readings)
    assert [each.period.text[-7:] for each in row] == ["2023-11", "2024-07", "2024-11"]


def test_a_cumulative_figure_early_in_the_next_year_does_not_reach_the_target_of_a_whole_one(of):
    text = HEAD + "[[targets]]\ndue = 2024-07-31\nvalue = 40\n" + reading("2023-09..2024-07", 54)
    text += reading("2024-09..2024-11", 3.7)
    [target] = of(text).targets
    assert (target.met, target.reached_since) == (False, None)
    [target] = of(text + reading("2024-09..2025-07", 39)).targets
    assert target.reached_since.period.text == "2024-09..2025-07"


def test_a_cumulative_figure_has_only_a_target_for_its_end(of):
    start = HEAD + 'baseline = { value = 50, period = "2022-09..2023-07" }\n[[targets]]\ndue = 2024-07-31\nvalue = 40\n'
    assert of(start + reading("2023-09..2023-11", 14)).course is None
    whole = of(start + reading("2023-09..2024-07", 54))
    assert (whole.expected, whole.course, whole.change_since_baseline) == (40, "behind", 4)


# Breaks in a series

BROKEN = 'break_in_series = "Only serious ones are counted."'


def test_a_break_ends_comparisons(of):
    text = HEAD + reading("2025-Q1", 40) + reading("2025-Q2", 12, BROKEN)
    assert (of(text).before, of(text).change) == (None, None)
    text += reading("2025-Q3", 10)
    assert (of(text).before.period.text, of(text).change) == ("2025-Q2", -2)
    assert [len(row) for row in by_length(of(text).readings)] == [2, 1]


def test_a_break_after_the_baseline_ends_its_comparison_and_the_trajectory(of):
    start = HEAD + 'baseline = { value = 50, period = "2024-Q4" }\n[[targets]]\ndue = 2026-12-31\nvalue = 10\n'
    whole, broken = (of(start + reading("2025-Q2", 12, rest)) for rest in ("", BROKEN))
    assert (whole.change_since_baseline, whole.course) == (-38, "ahead")
    assert (broken.change_since_baseline, broken.course, broken.expected) == (None, None, None)
    assert broken.gap == 2  # the target stays as it was set


def test_a_baseline_from_after_the_break_is_compared(of):
    start = HEAD + 'baseline = { value = 14, period = "2025-Q2" }\n'
    now = of(start + reading("2025-Q1", 40) + reading("2025-Q2", 12, BROKEN) + reading("2025-Q3", 10))
    assert now.change_since_baseline == -4


def test_a_rule_that_needs_the_year_before_does_not_look_behind_a_break(of):
    start = HEAD + "[[targets]]\ndue = 2026-12-31\nvalue = 1\n" + reading("2024-Q2", 8)
    ratings = [of(start + reading("2025-Q2", 9, rest), 'measure_preset = "havering"').rating for rest in ("", BROKEN)]
    assert ratings == ["red", None]


@given(st.lists(st.sampled_from(["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4"]), unique=True))
def test_every_reading_is_in_one_row(periods):
    from attrs import evolve

    from actionplan.model.measures import Measure, Reading
    from actionplan.summary.measures.readings import readings_as_at

    readings = [Reading(on=PlanDate("2025-01-31"), period=PlanDate(each), value=Decimal(1)) for each in periods]
    readings = [evolve(each, break_in_series="B" if index % 2 else None) for index, each in enumerate(readings)]
    measure = Measure(id=Id("m"), title="M", unit="u", direction="up", readings=tuple(readings))
    found = readings_as_at(measure, date.max)
    rows = by_length(found)
    assert sorted(each.period.text for row in rows for each in row) == sorted(periods)
    assert all(len({each.series for each in row}) == 1 for row in rows)
