"""The trajectory of a measure: straight lines from its baseline through its targets, and readings compared with it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from actionplan.model.measures import Baseline
from actionplan.model.vocabulary import Direction
from actionplan.summary.measures.targets import TargetSummary, short_of

Course = Literal["ahead", "on", "behind"]
"""Whether a value is ahead of its trajectory, on it within the tolerance, or behind it."""

Point = tuple[date, Decimal]
"""A day and the value that is expected on it."""


def trajectory(baseline: Baseline | None, targets: Iterable[TargetSummary]) -> tuple[Point, ...]:
    """Return the corners of a trajectory: the baseline at the end of its period, then each target on its due day.

    Args:
        baseline: the baseline; None, or one whose period has no end, makes no trajectory.
        targets: the targets in force, in order of their due days. Left out are those without a day, those due before
            the end of the baseline's period, and those that were set only after their day.

    Returns:
        At least two corners; none if there is no trajectory.
    """
    if baseline is None or baseline.period.last is None:
        return ()
    start = baseline.period.last
    corners = {
        target.due.last: target.value
        for target in targets
        if target.due.last and target.due.last > start and target.set_in_time
    }
    return ((start, baseline.value), *sorted(corners.items())) if corners else ()


def expected_on(corners: tuple[Point, ...], day: date) -> Decimal | None:
    """Return the value of a trajectory on a day, after its last corner that of the last; None before the first."""
    if not corners or day < corners[0][0]:
        return None
    for (start, low), (end, high) in pairwise(corners):
        if start <= day <= end:
            return low + (high - low) * (day - start).days / (end - start).days
    return corners[-1][1]


def course(value: Decimal, expected: Decimal, direction: Direction, tolerance: Decimal | None) -> Course:
    """Return whether a value is ahead of what was expected, on it, or behind it.

    Args:
        value: the value.
        expected: the value of the trajectory.
        direction: which way is better.
        tolerance: how far from it the value may be and still be on it; None for not at all.
    """
    short = short_of(value, expected, direction)
    if abs(short) <= max(tolerance or Decimal(0), Decimal(0)):
        return "on"
    return "behind" if short > 0 else "ahead"
