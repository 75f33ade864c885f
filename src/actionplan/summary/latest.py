"""The latest reading of a measure, and the target that it is held against."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from actionplan.model.measures import Measure, Reading, Target
from actionplan.model.records import Plan
from actionplan.summary.fold import agreed_day, head_as_at, up_to


@frozen(kw_only=True)
class Latest:
    """Where a measure stands, in short.

    Attributes:
        measure: the measure, its head as at the day.
        reading: the reading of the latest period; of several the one published last. None while there is none.
        target: the next target that is not due before the day, or else the last one; None where none is set.
        short: how far the reading falls short of the target in the measure's unit, 0 where it is met; None where one of
            the two is missing.
    """

    measure: Measure
    reading: Reading | None
    target: Target | None
    short: Decimal | None


def latest_of(plan: Plan, measure: Measure, as_at: date) -> Latest:
    """Give a measure's latest reading and its target.

    Args:
        plan: the plan.
        measure: the measure, its head as first agreed.
        as_at: the day; what was published or set later is not looked at.
    """
    now = head_as_at(measure, up_to(measure.status, as_at, agreed_day(plan, measure)))
    in_force: dict[int, Reading] = {placed.root: placed.entry for placed in up_to(measure.readings, as_at)}
    readings = [reading for reading in in_force.values() if reading.period.last is not None]
    reading = (
        max(enumerate(readings), key=lambda pair: (pair[1].period.last or date.min, pair[0]))[1] if readings else None
    )
    target = _target(measure, as_at)
    short = None
    if reading is not None and target is not None:
        gap = target.value - reading.value if now.direction == "up" else reading.value - target.value
        short = max(Decimal(0), gap)
    return Latest(measure=now, reading=reading, target=target, short=short)


def _target(measure: Measure, as_at: date) -> Target | None:
    in_force: dict[date, Target] = {}
    for target in measure.targets:
        if target.due.last is None or (target.on is not None and (target.on.last is None or target.on.last > as_at)):
            continue
        if target.replaces is not None and target.replaces.last is not None:
            in_force.pop(target.replaces.last, None)
        in_force[target.due.last] = target
    coming = [day for day in in_force if day >= as_at]
    return in_force[min(coming) if coming else max(in_force)] if in_force else None
