"""Ratings of measures by the rules that two councils have published; `PRESETS` has the meaning of each colour."""

from collections.abc import Sequence
from decimal import Decimal

from actionplan.model.ids import Id
from actionplan.model.measures import Measure
from actionplan.model.vocabulary import MeasurePreset
from actionplan.summary.measures.readings import PeriodReading, breaks_in, is_year_before, series_of
from actionplan.summary.measures.targets import TargetSummary, short_of

WITHIN = Decimal("0.1")
"""Havering's 10 per cent of the target."""


def rated_against(latest: PeriodReading, targets: Sequence[TargetSummary]) -> TargetSummary | None:
    """Return the target for the latest reading: the first due at the end of its period or later, else the last one.

    Args:
        latest: the latest reading.
        targets: the targets in force, in order of their due days. Those without a day do not count, nor do those set
            only after their day.
    """
    dated = [(each.due.last, each) for each in targets if each.due.last is not None and each.set_in_time]
    later = [target for day, target in dated if latest.period.last and day >= latest.period.last]
    return next(iter(later), dated[-1][1] if dated else None)


def measure_rating(
    preset: MeasurePreset | None, measure: Measure, readings: Sequence[PeriodReading], target: TargetSummary | None
) -> Id | None:
    """Return the id of a measure's rating by a council's rule; None if a value that the rule needs is not known.

    Kent: green at the target, amber at the floor, else red. Havering: green within 10 per cent of the target, amber if
    the value is no worse than a year before, else red.

    Args:
        preset: whose rule; None for no rating.
        measure: the measure, its head as at the day.
        readings: its readings in order, at least one; the latest is rated.
        target: the target with which it is compared; None if there is none.
    """
    if preset is None or target is None:
        return None
    latest = readings[-1]
    is_kent = preset == "kent"
    accepted = measure.floor if is_kent else _last_year(measure, readings)
    if short_of(latest.value, target.value, measure.direction) <= (0 if is_kent else abs(target.value) * WITHIN):
        return Id("green")
    if accepted is None:
        return None
    return Id("amber") if short_of(latest.value, accepted, measure.direction) <= 0 else Id("red")


def _last_year(measure: Measure, readings: Sequence[PeriodReading]) -> Decimal | None:
    """Return the value of a year before the latest reading: a reading's or the baseline's; None if there is neither."""
    latest, breaks = readings[-1], [each.period for each in breaks_in(readings)]
    known = [(each.period, each.value) for each in (*readings, measure.baseline) if each is not None]
    alike = ((period, value) for period, value in known if series_of(period, breaks) == latest.series)
    return next((value for period, value in alike if is_year_before(period, latest.period)), None)
