"""Where the figures of another source begin to count, nothing is compared with those of the source before it."""

from datetime import date

import pytest

from actionplan import load
from actionplan.report.pictures.measure import measure_picture
from actionplan.summary.measures.measures import summarise_measures
from actionplan.summary.measures.readings import source_changes
from drawn import shapes, words

HEAD = """
title = "Children who wait"
unit = "children"
direction = "down"
preferred_source = "https://board.example"
baseline = {value = 640, period = "2024-03"}
"""
TRUST, BOARD = "https://trust.example/waits", "https://board.example"


def reading(period, value, source):
    return f'\n[[readings]]\non = 2025-10-01\nperiod = "{period}"\nvalue = {value}\nsource = ["{source}"]\n'


BEFORE = reading("2024-12", 702, TRUST)
CHANGE = reading("2025-06", 688, TRUST) + reading("2025-06", 731, BOARD)


@pytest.fixture
def of(make_plan):
    """Return a function that returns a measure as at a day from its readings."""

    def summary(readings):
        [plan] = load(make_plan({"measures/m.toml": HEAD + readings})).plans
        return summarise_measures(plan, date(2025, 11, 1))[0]

    return summary


def test_figures_are_not_compared_where_the_source_changes_to_one_that_differs(of):
    now = of(BEFORE + CHANGE)
    assert [each.period.text for each in source_changes(now.readings)] == ["2025-06"]
    assert (now.latest.value, now.before, now.travel) == (731, None, "unknown")
    assert (now.since_baseline.value, now.change_since_baseline) == (702, 62)


def test_a_source_is_compared_with_itself_after_the_change(of):
    now = of(BEFORE + CHANGE + reading("2025-09", 750, BOARD))
    assert (now.before.value, now.change) == (731, 19)
    assert now.since_baseline.value == 702


@pytest.mark.parametrize(
    "readings",
    [
        reading("2024-12", 702, BOARD) + CHANGE,  # the figure before is of the source that counts
        BEFORE + reading("2025-06", 731, BOARD),  # nobody says that the sources differ
        BEFORE + reading("2025-06", 731, TRUST) + reading("2025-06", 731, BOARD),  # they agree
    ],
)
def test_otherwise_they_are(of, readings):
    now = of(readings)
    assert source_changes(now.readings) == ()
    assert (now.before.value, now.change, now.since_baseline) == (702, 29, now.latest)


def test_a_picture_joins_no_figures_across_the_change_and_says_so(of):
    made = measure_picture(of(reading("2024-06", 655, TRUST) + BEFORE + CHANGE), date(2025, 11, 1))
    assert made is not None
    assert "From Jun 2025 on, another source counts, which differs from the one before" in made.note
    assert "For another length of time" not in [sign.words for sign in made.key]
    assert {"702", "731"} <= set(words(made.drawing.wide))
    joined = [shape for shape in shapes(made.drawing.wide) if shape.looks == {"f-none", "s-line1"}]
    assert sorted(len(line.points) for line in joined) == [1, 3]  # the start and two figures; then one on its own
