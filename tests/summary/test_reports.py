"""When a motion is to be reported back, and the measures' latest readings that a trace shows."""

from datetime import date
from decimal import Decimal

import pytest

import actionplan
from actionplan import latest_of
from actionplan.summary.reports import after


@pytest.mark.parametrize(
    ("day", "every", "next_day"),
    [
        (date(2024, 1, 31), "week", date(2024, 2, 7)),
        (date(2024, 1, 31), "month", date(2024, 2, 29)),
        (date(2024, 11, 30), "quarter", date(2025, 2, 28)),
        (date(2024, 7, 16), "half-year", date(2025, 1, 16)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
        (date(9999, 12, 30), "week", date.max),
        (date(9999, 12, 30), "month", date.max),
    ],
)
def test_the_same_day_later(day, every, next_day):
    assert after(day, every) == next_day


MEASURE = """
title = "Waits"
unit = "weeks"
direction = "down"

[[targets]]
due = 2025-12-31
value = 26

[[targets]]
due = 2026-12-31
value = 18
on = 2025-03-01
"""
READINGS = """
[[readings]]
id = "late"
on = 2026-02-01
period = "2025"
value = 30

[[readings]]
on = 2025-02-01
period = "2024"
value = 41

[[readings]]
on = 2026-03-01
corrects = "late"
period = "2025"
value = 24.5
reason = "Counted twice"
"""


@pytest.fixture
def waits(make_plan):
    """Give a function that gives what was last read of a measure on a day."""

    def read(day, text=MEASURE + READINGS):
        (plan,) = actionplan.load_strict(make_plan({"measures/waits.toml": text}, name=f"p{len(text)}")).plans
        return latest_of(plan, plan.measures[0], day)

    return read


def test_the_latest_period_counts_and_a_correction_takes_its_place(waits):
    assert waits(date(2025, 1, 31)).reading is None
    assert waits(date(2026, 1, 1)).reading.value == 41
    latest = waits(date(2026, 3, 1))
    assert (latest.reading.value, latest.target.value, latest.short) == (Decimal("24.5"), 18, Decimal("6.5"))


def test_the_next_target_counts_and_after_the_last_the_last(waits):
    assert waits(date(2025, 2, 28)).target.value == 26
    assert waits(date(2026, 1, 1)).target.value == 18
    assert waits(date(2028, 1, 1)).target.value == 18


def test_a_target_that_was_moved_is_gone(waits):
    moved = '[[targets]]\ndue = 2027-03-31\nvalue = 18\non = 2026-05-01\nreplaces = 2026-12-31\nreason = "Posts"\n'
    assert waits(date(2026, 6, 1), MEASURE + moved).target.due.text == "2027-03-31"
    assert waits(date(2026, 6, 1), MEASURE + moved).short is None
