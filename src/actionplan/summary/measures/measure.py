"""Where one measure stands on a day: what was read, what it was to reach, and which way it goes."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id
from actionplan.model.measures import Baseline, Measure
from actionplan.model.records import Plan
from actionplan.model.vocabulary import Direction, Every
from actionplan.summary.effective import policy_as_at
from actionplan.summary.measures.rating import measure_rating, rated_against
from actionplan.summary.measures.readings import PeriodReading, before, readings_as_at
from actionplan.summary.measures.targets import TargetSummary, short_of, targets_as_at
from actionplan.summary.measures.trajectory import Course, course, expected_on, trajectory
from actionplan.summary.periods import after
from actionplan.summary.timeline import as_stated, head_as_at, up_to

Travel = Literal["better", "worse", "same", "unknown"]
"""Which way a measure goes, by what is better for it; ``unknown`` where there is nothing to hold it against."""


@frozen(kw_only=True)
class MeasureSummary:
    """One measure on one day. Figures are in its unit.

    Attributes:
        id, title, unit, direction: what it is.
        definition: what exactly is counted; None when not stated.
        owner: the id of the body that answers for it; None when none is named.
        areas: ids of the areas that name it.
        actions: ids of the actions that name it.
        baseline: where it stood before the plan; None when that is not known.
        tolerance: how far off its trajectory it may be; None for not at all.
        floor: the least that is to be accepted; None when none is set.
        readings_every: how often it is to be read; None when not agreed.
        readings: what was published by the day for each period, in order of their ends.
        latest: the last of them; None where nothing has been published.
        before: the reading with which the latest is compared; None where there is none.
        change: the latest value less the one before; None where one of them is missing.
        travel: what that change is.
        change_since_baseline: the latest value less the baseline's; None likewise.
        travel_since_baseline: what that change is.
        targets: the targets in force, in order of their due days.
        next_target: the first that is still to come; None where none is.
        gap: how far the latest value falls short of it, 0 or below where it is reached; None where one is missing.
        last_passed: the last target whose day has passed; None where none has.
        missed_targets: targets whose day has passed and that were not met.
        expected: the value that the trajectory has for the end of the latest reading's period; None without one.
        course: where the latest value lies against it; None likewise.
        clashes: the periods for which different values were published.
        reading_due: the end of the next period of which there is no reading; None where none is awaited.
        days_overdue: calendar days since that reading should have been published, the policy's days of grace
            allowed; 0 where it is not overdue.
        rating: the id of its rating by the rule of the plan's `measure_preset`; None without one, or where what the
            rule needs is not known.
        rated_against: the target that the rule holds it against; None where there is none.
        missed: whether the last target whose day has passed was missed.
        behind: whether it is behind its trajectory.
        overdue: whether a reading is overdue.
    """

    id: Id
    title: str
    unit: str
    direction: Direction
    definition: str | None
    owner: Id | None
    areas: tuple[Id, ...]
    actions: tuple[Id, ...]
    baseline: Baseline | None
    tolerance: Decimal | None
    floor: Decimal | None
    readings_every: Every | None
    readings: tuple[PeriodReading, ...]
    latest: PeriodReading | None
    before: PeriodReading | None
    change: Decimal | None
    travel: Travel
    change_since_baseline: Decimal | None
    travel_since_baseline: Travel
    targets: tuple[TargetSummary, ...]
    next_target: TargetSummary | None
    gap: Decimal | None
    last_passed: TargetSummary | None
    missed_targets: tuple[TargetSummary, ...]
    expected: Decimal | None
    course: Course | None
    clashes: tuple[PeriodReading, ...]
    reading_due: date | None
    days_overdue: int
    rating: Id | None
    rated_against: TargetSummary | None
    missed: bool
    behind: bool
    overdue: bool


def summarise_measure(
    plan: Plan, measure: Measure, as_at: date, *, areas: tuple[Id, ...] = (), actions: tuple[Id, ...] = ()
) -> MeasureSummary:
    """Return where one measure stands, by the plan's policy of that day.

    Args:
        plan: the plan.
        measure: the measure, its head as first agreed.
        as_at: the day.
        areas: ids of the areas that name it.
        actions: ids of the actions that name it.
    """
    now = head_as_at(measure, up_to(measure.status, as_at, agreed_day(plan, measure)))
    readings = readings_as_at(now, as_at)
    targets = targets_as_at(now, as_at, readings)
    latest = readings[-1] if readings else None
    earlier = before(readings, latest) if latest is not None else None
    change = _change(latest, earlier.value if earlier is not None else None)
    from_baseline = _change(latest, now.baseline.value if now.baseline is not None else None)
    to_come = [target for target in targets if not target.passed and target.due.last is not None]
    passed = [target for target in targets if target.passed]
    missed_targets = tuple(target for target in passed if target.met is False)
    expected = _expected(now, targets, latest)
    against = None
    if latest is not None and expected is not None:
        against = course(latest.value, expected, now.direction, now.tolerance)
    awaited = _awaited(plan, now, latest)
    overdue = _days_overdue(awaited, as_at, policy_as_at(plan, as_at).reading_grace_days)
    held_to = rated_against(latest, targets) if latest is not None else None
    return MeasureSummary(
        **as_stated(now, "id", "title", "unit", "direction", "definition", "owner"),
        **as_stated(now, "baseline", "tolerance", "floor", "readings_every"),
        areas=areas,
        actions=actions,
        readings=readings,
        latest=latest,
        before=earlier,
        change=change,
        travel=travel(change, now.direction),
        change_since_baseline=from_baseline,
        travel_since_baseline=travel(from_baseline, now.direction),
        targets=targets,
        next_target=to_come[0] if to_come else None,
        gap=short_of(latest.value, to_come[0].value, now.direction) if latest is not None and to_come else None,
        last_passed=passed[-1] if passed else None,
        missed_targets=missed_targets,
        expected=expected,
        course=against,
        clashes=tuple(reading for reading in readings if reading.rivals),
        reading_due=awaited,
        days_overdue=overdue,
        rating=_rating(plan, now, latest, readings, held_to),
        rated_against=held_to,
        missed=bool(passed) and passed[-1].met is False,
        behind=against == "behind",
        overdue=overdue > 0,
    )


def travel(change: Decimal | None, direction: Direction) -> Travel:
    """Return what a change is, by what is better for the measure.

    Args:
        change: the later value less the earlier one; None where one of them is not known.
        direction: which way is better.
    """
    if change is None:
        return "unknown"
    if not change:
        return "same"
    return "better" if (change > 0) == (direction == "up") else "worse"


def _change(latest: PeriodReading | None, earlier: Decimal | None) -> Decimal | None:
    return latest.value - earlier if latest is not None and earlier is not None else None


def _expected(now: Measure, targets: Iterable[TargetSummary], latest: PeriodReading | None) -> Decimal | None:
    if latest is None or latest.period.last is None:
        return None
    return expected_on(trajectory(now.baseline, targets), latest.period.last)


def _awaited(plan: Plan, now: Measure, latest: PeriodReading | None) -> date | None:
    """Return the end of the period after the latest reading; where there is none, after the baseline or the
    agreement.
    """
    if now.readings_every is None:
        return None
    baseline = now.baseline.period.last if now.baseline is not None else None
    last = (latest.period.last if latest is not None else baseline) or agreed_day(plan, now)
    return after(last, now.readings_every, is_end=True) if last is not None else None


def _days_overdue(awaited: date | None, as_at: date, grace: int) -> int:
    return max((as_at - awaited).days - grace, 0) if awaited is not None else 0


def _rating(
    plan: Plan,
    now: Measure,
    latest: PeriodReading | None,
    readings: Sequence[PeriodReading],
    target: TargetSummary | None,
) -> Id | None:
    if plan.measure_preset is None or latest is None or target is None:
        return None
    return measure_rating(plan.measure_preset, now, latest, readings, target)
