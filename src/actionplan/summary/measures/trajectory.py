"""The trajectory of a measure: straight lines from its baseline through its targets, and where a reading lies on it."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from actionplan.model.measures import Baseline
from actionplan.model.vocabulary import Direction
from actionplan.summary.measures.targets import TargetSummary, short_of

Course = Literal["ahead", "on", "behind"]
"""Where a value lies against its trajectory, beyond the tolerance or within it."""

Point = tuple[date, Decimal]
"""A day and the value that is expected on it."""


def trajectory(baseline: Baseline | None, targets: Iterable[TargetSummary]) -> tuple[Point, ...]:
    """Return the corners of a trajectory: the baseline at the end of its period, then each target on its due day.

    Args:
        baseline: the baseline; without one, or without the end of its period, there is no trajectory.
        targets: the targets in force, in order of their due days. Those due before the baseline was over are left out,
            as are those without a day.

    Returns:
        At least two corners; none where there is no trajectory.
    """
    if baseline is None or baseline.period.last is None:
        return ()
    start = baseline.period.last
    corners = {target.due.last: target.value for target in targets if target.due.last and target.due.last > start}
    return ((start, baseline.value), *sorted(corners.items())) if corners else ()


def expected_on(corners: tuple[Point, ...], day: date) -> Decimal | None:
    """Return the value that a trajectory has on a day; after its last corner, that of the last. None before the
    first.
    """
    if not corners or day < corners[0][0]:
        return None
    for (start, low), (end, high) in pairwise(corners):
        if start <= day <= end:
            return low + (high - low) * (day - start).days / (end - start).days
    return corners[-1][1]


def course(value: Decimal, expected: Decimal, direction: Direction, tolerance: Decimal | None) -> Course:
    """Return where a value lies against what was expected.

    Args:
        value: the value.
        expected: what the trajectory has for that day.
        direction: which way is better.
        tolerance: how far off it may be and still count as on it; None for not at all.
    """
    short = short_of(value, expected, direction)
    if abs(short) <= max(tolerance or Decimal(0), Decimal(0)):
        return "on"
    return "behind" if short > 0 else "ahead"
