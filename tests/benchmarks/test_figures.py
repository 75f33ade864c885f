"""Medians, and how time grows."""

import math

import pytest

from figures import Figure, exponent, figures, growth, median
from measuring import Run

ENTRIES = {"S": 1000, "M": 10_000, "L": 100_000}


def took(seconds):
    return Figure(seconds, seconds, 20, 3)


def test_the_median_is_the_one_in_the_middle_or_the_mean_of_two():
    assert median([5, 1, 3]) == 3
    assert median([4, 1, 3, 2]) == 2.5


def test_runs_are_gathered_by_name_whatever_their_turn():
    found = figures([("a", Run(1, 2, 30)), ("b", Run(9, 9, 9)), ("a", Run(3, 2, 50)), ("a", Run(2, 2, 40))])
    assert found == {"a": Figure(2, 2, 40, 3), "b": Figure(9, 9, 9, 1)}


def test_what_was_stopped_has_no_time_but_says_when():
    found = figures([("a", Run(170, 160, 30, is_whole=False))])["a"]
    assert (found.wall, found.stopped) == (math.inf, 170)


@pytest.mark.parametrize("power", [0, 1, 1.05, 2])
def test_an_exponent_is_found_again(power):
    assert exponent([(size, 0.003 * size**power) for size in ENTRIES.values()]) == pytest.approx(power)


def test_growth_is_that_of_what_is_done_after_starting():
    """Otherwise starting, which is always the same, would hide what grows."""
    found = {"--version": took(0.05), **{f"status {size}": took(0.05 + n / 10_000) for size, n in ENTRIES.items()}}
    assert growth(found, "status", ENTRIES) == pytest.approx((1, 1))
    assert growth(found, "check", ENTRIES) is None


def test_the_last_stretch_shows_what_the_whole_hides():
    found = {"status S": took(1), "status M": took(2), "status L": took(200)}
    whole, last = growth(found, "status", ENTRIES) or (0, 0)
    assert (round(whole, 2), round(last, 2)) == (1.15, 2)
