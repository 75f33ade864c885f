"""The targets of a measure as at a day: which are in force, how each has changed, and whether it was met."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import define, field, frozen

from actionplan.model.dates import PlanDate, is_term, last_day
from actionplan.model.measures import Baseline, Measure, Target
from actionplan.model.vocabulary import Direction
from actionplan.summary.lateness import days_slipped
from actionplan.summary.measures.lengths import as_long, is_part_of_year
from actionplan.summary.measures.readings import PeriodReading, same_time

Turn = Literal["easier", "harder", "same"]
"""Whether a target is easier or harder to reach than the one first set."""


@frozen(kw_only=True)
class TargetSummary:
    """One target in force on a day.

    Attributes:
        due: by when.
        value: the figure to reach, in the measure's unit.
        original: the target first set.
        current: the target in force; the original if nothing changed.
        steps: every target from the original to the current one, in order.
        turn: whether its value is easier or harder to reach than the original's, or the same.
        days_moved: days from the original due day to the current one, below 0 if that is earlier; None if either has no
            day.
        changed_after: targets set in its place only after its day had passed, which do not change it.
        passed: whether its day has passed.
        set_in_time: whether it was set by its day, as far as is known; one that was not is never met or missed.
        met: whether it was met; None if its day has not passed, if it was not set in time, or if no figure for its day
            has been published.
        reading: the reading that shows it, the figure for its day; None if there is none.
        last_before: the last reading for a time before its day, if there is none for the day itself; else None.
        reached_since: the first reading for a later time that reached it; None if none did, or if it was met. A target
            for a term of the plan is only reached by a reading for as long a period.
    """

    due: PlanDate
    value: Decimal
    original: Target
    current: Target
    steps: tuple[Target, ...]
    turn: Turn
    days_moved: int | None
    changed_after: tuple[Target, ...]
    passed: bool
    set_in_time: bool
    met: bool | None
    reading: PeriodReading | None
    last_before: PeriodReading | None
    reached_since: PeriodReading | None


@define
class _Chain:
    """A target and those that replaced it, while targets are read in order."""

    steps: tuple[Target, ...]
    changed_after: tuple[Target, ...] = field(default=())


def short_of(value: Decimal, wanted: Decimal, direction: Direction) -> Decimal:
    """Return how far a value falls short of another, in the measure's unit; below 0 if it is better.

    Args:
        value: the value.
        wanted: the value to reach.
        direction: which way is better.
    """
    return wanted - value if direction == "up" else value - wanted


def targets_as_at(
    measure: Measure, as_at: date, readings: Sequence[PeriodReading], agreed: date | None = None
) -> tuple[TargetSummary, ...]:
    """Return the targets in force on a day, in order of their due days; those without a day last.

    Args:
        measure: the measure, its head as at the day.
        as_at: the day; targets set later do not count.
        readings: the readings published by then, from `readings_as_at`.
        agreed: when the measure was agreed, which counts for targets that do not say when they were set; None if that
            is not known.
    """
    chains = _chains(set_by(measure.targets, as_at))
    found = [_summary(measure, chain, as_at, readings, agreed) for chain in chains]
    return tuple(sorted(found, key=lambda target: target.due.last or date.max))


def set_in_order(targets: Iterable[Target]) -> list[Target]:
    """Return targets in the order in which they were set, those that were set with the measure first."""
    return sorted(targets, key=lambda target: _set_day(target) or date.min)


def set_by(targets: Iterable[Target], day: date) -> tuple[Target, ...]:
    """Return the targets that had been set by a day, in the order in which they were set."""
    return tuple(target for target in set_in_order(targets) if (_set_day(target) or date.min) <= day)


def _set_day(target: Target) -> date | None:
    return last_day(target.on)


def replaced(target: Target, earlier: Iterable[Target]) -> Target | None:
    """Return the target that another replaces: the last of the same due day, or of the day under ``replaces``.

    None if it replaces none.

    Args:
        target: the target.
        earlier: targets that were in force until then, in order.
    """
    due = target.replaces if target.replaces is not None else target.due
    return next((other for other in reversed(list(earlier)) if _same_day(other.due, due)), None)


def is_after_its_day(target: Target, old: Target) -> bool:
    """Return whether a target replaced another only after the day of the other had passed."""
    day = _set_day(target)
    return day is not None and old.due.last is not None and day > old.due.last


def _same_day(one: PlanDate, other: PlanDate) -> bool:
    return one.text == other.text or (one.last is not None and one.last == other.last)


def _chains(targets: Iterable[Target]) -> list[_Chain]:
    """Return chains of targets, each from the original to the one in force.

    Invariant: a target whose day has passed never changes any more. So a target that replaces another in time continues
    its chain; one set later is kept under ``changed_after``, and if it is for a new day, also begins a second chain.
    """
    chains: list[_Chain] = []
    for target in targets:
        old = replaced(target, (chain.steps[-1] for chain in chains))
        chain = next((each for each in chains if each.steps[-1] is old), None)
        if chain is None:
            chains.append(_Chain(steps=(target,)))
        elif not is_after_its_day(target, chain.steps[-1]):
            chain.steps = (*chain.steps, target)
        else:
            chain.changed_after = (*chain.changed_after, target)
            if not _same_day(target.due, chain.steps[-1].due):
                chains.append(_Chain(steps=(*chain.steps, target)))
    return chains


def _summary(
    measure: Measure, chain: _Chain, as_at: date, readings: Sequence[PeriodReading], agreed: date | None
) -> TargetSummary:
    original, current = chain.steps[0], chain.steps[-1]
    easier = short_of(current.value, original.value, measure.direction)  # above 0 if the target is easier now
    day = current.due.last
    passed = day is not None and day < as_at
    was_set = current.on.first if current.on is not None else agreed
    set_in_time = day is None or was_set is None or was_set <= day
    reading, before = _judged_by(current.due, readings, measure.baseline) if passed else (None, None)

    def reached(each: PeriodReading) -> bool:
        return short_of(each.value, current.value, measure.direction) <= 0

    met = reached(reading) if reading is not None and set_in_time else None
    later = (
        each for each in readings if passed and not met and each is not reading and _follows(each, current, reading)
    )
    return TargetSummary(
        due=current.due,
        value=current.value,
        original=original,
        current=current,
        steps=chain.steps,
        turn="easier" if easier > 0 else "harder" if easier < 0 else "same",
        days_moved=days_slipped(original.due, current.due),
        changed_after=chain.changed_after,
        passed=passed,
        set_in_time=set_in_time,
        met=met,
        reading=reading,
        last_before=before if reading is None else None,
        reached_since=next(filter(reached, later), None),
    )


def _judged_by(
    due: PlanDate, readings: Iterable[PeriodReading], baseline: Baseline | None
) -> tuple[PeriodReading | None, PeriodReading | None]:
    """Return the reading that shows whether a target was met, and the last one before its day; None if there is none.

    The first is the reading of the period for which the target is due; else one whose period includes the due day. Of
    several, one as long as the baseline's period is preferred, and then the shortest. A period that was over when the
    baseline was taken does not count: it is from before the plan.

    Args:
        due: the target's due date, which has a day.
        readings: the readings published, in order of the periods' ends.
        baseline: the measure's baseline; None if there is none.
    """
    start = last_day(baseline.period) if baseline is not None else None
    after = [each for each in readings if start is None or _end(each) > start]
    same = [each for each in after if same_time(each.period, due)]
    including = [each for each in after if (each.period.first or date.max) <= due <= _end(each)]
    ended = [each for each in after if due > _end(each)]
    last = [each for each in ended if _end(each) == _end(ended[-1])]

    def rank(each: PeriodReading) -> tuple[bool, date]:
        is_alike = baseline is not None and as_long(each.period, baseline.period)
        return is_alike, each.period.first or date.min

    return max(same or including, key=rank, default=None), max(last, key=rank, default=None)


def _follows(each: PeriodReading, target: Target, judged_by: PeriodReading | None) -> bool:
    """Return whether a reading is for a time after a target's day, and may be compared with the one that judged it.

    A figure for a part of a year may be only if it is for the same months, one for a target of a term only if it is for
    as long a time, and none is across a break in the series.
    """
    day, like = target.due.last, judged_by.period if judged_by is not None else target.due
    is_part = is_part_of_year(each.period) or is_part_of_year(like) or is_term(target.due)
    is_one_series = judged_by is None or judged_by.series == each.series
    return day is not None and _end(each) > day and is_one_series and (not is_part or as_long(each.period, like))


def _end(reading: PeriodReading) -> date:
    return reading.period.last or date.min
