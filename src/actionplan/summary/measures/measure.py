"""The status of one measure on a day: its readings, its targets, and whether it gets better."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.measures import Baseline, Measure
from actionplan.model.records import Plan
from actionplan.model.vocabulary import Direction, Every
from actionplan.summary.answering import Handover, handover_due
from actionplan.summary.effective import policy_as_at
from actionplan.summary.measures.lengths import as_long, is_part_of_year
from actionplan.summary.measures.rating import measure_rating, rated_against
from actionplan.summary.measures.readings import (
    PeriodReading,
    before,
    breaks_in,
    ended_before,
    is_of_first_source,
    readings_as_at,
    series_of,
)
from actionplan.summary.measures.standards import BenchmarkSummary, DutySummary, benchmarks_as_at, duty_as_at
from actionplan.summary.measures.targets import TargetSummary, short_of, targets_as_at
from actionplan.summary.measures.trajectory import Course, course, expected_on, trajectory
from actionplan.summary.periods import after
from actionplan.summary.timeline import as_stated, head_as_at, up_to

Travel = Literal["better", "worse", "same", "unknown"]
"""Whether a measure gets better or worse, by its direction; ``unknown`` if there is no figure to compare with."""


@frozen(kw_only=True)
class MeasureSummary:
    """One measure on one day. Figures are in its unit.

    Attributes:
        id, title, unit, direction: what it is.
        short, ref: its short name and its printed reference; None if it has none.
        definition: what exactly is counted; None if that is not stated.
        owner: the id of the accountable body; None if none is named.
        areas: ids of the areas that name it.
        actions: ids of the actions that name it.
        baseline: its value before the plan; None if that is not known.
        duty: what the law asks of it; None if it states no duty.
        benchmarks: the published values of others that it is compared with, one for each.
        tolerance: how far from its trajectory it may be and still be on course; None for not at all.
        floor: the least acceptable value; None if none is set.
        readings_every: how often it is read; None if that is not agreed.
        readings: the reading published by the day for each period, in order of the periods' ends.
        latest: the last of them; None if nothing has been published.
        before: the reading with which the latest is compared, for as long a period; None if there is none.
        change: the latest value less the one before; None if one of them is missing.
        travel: whether that change is better or worse.
        since_baseline: the last reading for as long a period as the baseline's, which is compared with it; None if
            there is no such reading or no baseline.
        change_since_baseline: its value less the baseline; None without it.
        travel_since_baseline: whether that change is better or worse.
        targets: the targets in force, in order of their due days.
        next_target: the first that is still to come; None if none is.
        gap: how far the latest value falls short of it, 0 or below if it is reached; None if one is missing.
        last_passed: the last target whose day has passed; None if none has.
        last_judged: the last of those for whose day there is a figure, so that they are met or missed; None if there is
            none. A target that was missed is not forgotten because no figure is published for the next one.
        missed_targets: targets whose day has passed and that were not met.
        expected: the value of the trajectory at the end of the latest reading's period; None without a trajectory, and
            if a break in the series is between the baseline and that reading.
        course: whether the latest value is ahead of it, on it or behind it; None without a trajectory.
        clashes: the periods for which different values were published.
        reading_due: the end of the next period without a reading; None if no reading is due.
        days_overdue: calendar days since that reading should have been published, after the policy's days of grace; 0
            if it is not overdue.
        rating: the id of its rating by the rule of the plan's `measure_preset`; None without a preset, or if a value
            that the rule needs is not known.
        rated_against: the target with which the rule compares it; None if there is none.
        short_of_duty: whether the latest value falls short of the duty.
        missed: whether ``last_judged`` was missed.
        reached_since: whether it was missed, and a later reading has reached it.
        not_judged: whether the day of ``last_passed`` has passed without a figure for it.
        behind: whether it is behind its trajectory.
        overdue: whether a reading is overdue.
        handover: that its owner has ended, so that it must be handed over; None otherwise.
    """

    id: Id
    title: str
    short: str | None = None
    ref: str | None = None
    unit: str
    direction: Direction
    definition: str | None
    owner: Id | None
    areas: tuple[Id, ...]
    actions: tuple[Id, ...]
    baseline: Baseline | None
    duty: DutySummary | None
    benchmarks: tuple[BenchmarkSummary, ...]
    tolerance: Decimal | None
    floor: Decimal | None
    readings_every: Every | None
    readings: tuple[PeriodReading, ...]
    latest: PeriodReading | None
    before: PeriodReading | None
    change: Decimal | None
    travel: Travel
    since_baseline: PeriodReading | None
    change_since_baseline: Decimal | None
    travel_since_baseline: Travel
    targets: tuple[TargetSummary, ...]
    next_target: TargetSummary | None
    gap: Decimal | None
    last_passed: TargetSummary | None
    last_judged: TargetSummary | None
    missed_targets: tuple[TargetSummary, ...]
    expected: Decimal | None
    course: Course | None
    clashes: tuple[PeriodReading, ...]
    reading_due: date | None
    days_overdue: int
    rating: Id | None
    rated_against: TargetSummary | None
    short_of_duty: bool
    missed: bool
    reached_since: bool
    not_judged: bool
    behind: bool
    overdue: bool
    handover: Handover | None = None


def summarise_measure(
    plan: Plan, measure: Measure, as_at: date, *, areas: tuple[Id, ...] = (), actions: tuple[Id, ...] = ()
) -> MeasureSummary:
    """Return the status of one measure, by the plan's policy of that day.

    Args:
        plan: the plan.
        measure: the measure, its head as first agreed.
        as_at: the day.
        areas: ids of the areas that name it.
        actions: ids of the actions that name it.
    """
    agreed = agreed_day(plan, measure)
    now = head_as_at(measure, up_to(measure.status, as_at, agreed))
    readings = readings_as_at(now, as_at, plan.year_starts)
    targets = targets_as_at(now, as_at, readings, agreed)
    to_come = [target for target in targets if not target.passed and target.due.last is not None]
    passed = [target for target in targets if target.passed]
    judged = next((target for target in reversed(passed) if target.met is not None), None)
    missed = judged is not None and judged.met is False
    compared = _compared(plan, now, readings, targets, to_come)
    awaited = _awaited(plan, now, readings)
    grace = policy_as_at(plan, as_at).reading_grace_days
    duty = duty_as_at(now, as_at, readings[-1] if readings else None)
    overdue = max((as_at - awaited).days - grace, 0) if awaited is not None else 0
    return MeasureSummary(
        **as_stated(now, "id", "title", "short", "ref", "unit", "direction", "definition", "owner"),
        **as_stated(now, "baseline", "tolerance", "floor", "readings_every"),
        **compared,
        duty=duty,
        benchmarks=benchmarks_as_at(now, as_at, readings),
        areas=areas,
        actions=actions,
        readings=readings,
        targets=targets,
        next_target=to_come[0] if to_come else None,
        last_passed=passed[-1] if passed else None,
        last_judged=judged,
        missed_targets=tuple(target for target in passed if target.met is False),
        clashes=tuple(reading for reading in readings if reading.rivals),
        reading_due=awaited,
        days_overdue=overdue,
        short_of_duty=duty is not None and duty.gap is not None and duty.gap > 0,
        missed=missed,
        reached_since=missed and judged is not None and judged.reached_since is not None,
        not_judged=bool(passed) and passed[-1].met is None,
        behind=compared["course"] == "behind",
        overdue=overdue > 0,
        handover=handover_due(plan.bodies, now.owner, as_at),
    )


def _compared(
    plan: Plan,
    now: Measure,
    readings: Sequence[PeriodReading],
    targets: Sequence[TargetSummary],
    to_come: Sequence[TargetSummary],
) -> dict[str, Any]:
    """Return the fields that need the latest reading, which is compared with the reading before, baseline and targets.

    Args:
        plan: the plan.
        now: the measure, its head as at the day.
        readings: its readings, in order of their periods' ends.
        targets: its targets in force, in order of their due days.
        to_come: those of them that are still to come.
    """
    if not readings:
        return dict(_NO_READING)
    latest = readings[-1]
    earlier = before(readings, latest)
    change = latest.value - earlier.value if earlier is not None else None
    since = _since_baseline(now.baseline, readings)
    from_baseline = since.value - now.baseline.value if since is not None and now.baseline is not None else None
    is_broken = now.baseline is not None and _series_of_baseline(now.baseline, readings) != latest.series
    expected = None if is_broken else _expected(now.baseline, targets, latest)
    target = rated_against(latest, targets)
    return {
        "latest": latest,
        "before": earlier,
        "change": change,
        "travel": travel(change, now.direction),
        "since_baseline": since,
        "change_since_baseline": from_baseline,
        "travel_since_baseline": travel(from_baseline, now.direction),
        "gap": short_of(latest.value, to_come[0].value, now.direction) if to_come else None,
        "expected": expected,
        "course": course(latest.value, expected, now.direction, now.tolerance) if expected is not None else None,
        "rating": measure_rating(plan.measure_preset, now, readings, target),
        "rated_against": target,
    }


def _expected(baseline: Baseline | None, targets: Sequence[TargetSummary], latest: PeriodReading) -> Decimal | None:
    """Return what the trajectory expects of a reading; for a part of a year, only a target for its end says that."""
    corners, day = trajectory(baseline, targets), latest.period.last
    if day is None or (is_part_of_year(latest.period) and all(day != corner for corner, _ in corners[1:])):
        return None
    return expected_on(corners, day)


def _since_baseline(baseline: Baseline | None, readings: Sequence[PeriodReading]) -> PeriodReading | None:
    if baseline is None:
        return None
    series = _series_of_baseline(baseline, readings)
    later = (each for each in reversed(readings) if ended_before(baseline.period, each.period))
    alike = (each for each in later if each.series == series and as_long(each.period, baseline.period))
    return next((each for each in alike if is_of_first_source(readings, each.period)), None)


def _series_of_baseline(baseline: Baseline, readings: Sequence[PeriodReading]) -> int:
    return series_of(baseline.period, [each.period for each in breaks_in(readings)])


_NO_READING: Mapping[str, Any] = {
    **dict.fromkeys(("latest", "before", "change", "change_since_baseline", "gap", "expected", "course", "rating")),
    "rated_against": None,
    "since_baseline": None,
    "travel": "unknown",
    "travel_since_baseline": "unknown",
}
"""The same fields of a measure without readings."""


def _awaited(plan: Plan, now: Measure, readings: Sequence[PeriodReading]) -> date | None:
    """Return the end of the next period: after the latest reading, or else after the baseline or the agreement.

    None if it is not agreed how often the measure is read, or no such day is known.
    """
    if now.readings_every is None:
        return None
    latest = readings[-1].period if readings else now.baseline.period if now.baseline is not None else None
    last = last_day(latest) or agreed_day(plan, now)
    return after(last, now.readings_every, is_end=True) if last is not None else None


def travel(change: Decimal | None, direction: Direction) -> Travel:
    """Return whether a change is better or worse, by the measure's direction.

    Args:
        change: the later value less the earlier one; None if one of them is not known.
        direction: which way is better.
    """
    if change is None:
        return "unknown"
    if not change:
        return "same"
    return "better" if (change > 0) == (direction == "up") else "worse"
