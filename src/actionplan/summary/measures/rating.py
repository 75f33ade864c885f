"""Ratings of measures by the rules that two councils have published; `PRESETS` says what each colour means there."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from actionplan.model.ids import Id
from actionplan.model.measures import Measure
from actionplan.model.vocabulary import MeasurePreset
from actionplan.summary.measures.readings import PeriodReading, is_year_before
from actionplan.summary.measures.targets import TargetSummary, short_of

WITHIN = Decimal("0.1")
"""Havering's 10 per cent of the target."""


def rated_against(latest: PeriodReading, targets: Sequence[TargetSummary]) -> TargetSummary | None:
    """Return the target of the latest reading's time: the first due when its period ended or later, else the last one.

    Args:
        latest: the latest reading.
        targets: the targets in force, in order of their due days; those without a day do not count.
    """
    dated = [target for target in targets if target.due.last is not None]
    later = [
        target for target in dated if latest.period.last and target.due.last and target.due.last >= latest.period.last
    ]
    return later[0] if later else dated[-1] if dated else None


def measure_rating(
    preset: MeasurePreset,
    measure: Measure,
    latest: PeriodReading,
    readings: Sequence[PeriodReading],
    target: TargetSummary,
) -> Id | None:
    """Return the id of a measure's rating by a council's rule; None where what the rule needs is not known.

    Args:
        preset: whose rule.
        measure: the measure, its head as at the day.
        latest: its latest reading.
        readings: all its readings, for the year before.
        target: the target that it is held against.
    """
    short = short_of(latest.value, target.value, measure.direction)
    return _RULES[preset](measure, latest, readings, target, short)


def _kent(
    measure: Measure, latest: PeriodReading, _: Sequence[PeriodReading], __: TargetSummary, short: Decimal
) -> Id | None:
    if short <= 0:
        return Id("green")
    if measure.floor is None:
        return None
    return Id("amber") if short_of(latest.value, measure.floor, measure.direction) <= 0 else Id("red")


def _havering(
    measure: Measure, latest: PeriodReading, readings: Sequence[PeriodReading], target: TargetSummary, short: Decimal
) -> Id | None:
    if short <= abs(target.value) * WITHIN:
        return Id("green")
    before = _last_year(measure, latest, readings)
    if before is None:
        return None
    return Id("amber") if short_of(latest.value, before, measure.direction) <= 0 else Id("red")


def _last_year(measure: Measure, latest: PeriodReading, readings: Sequence[PeriodReading]) -> Decimal | None:
    """Return the value of the same time a year before: a reading's, or else the baseline's; None where neither is."""
    for reading in readings:
        if is_year_before(reading.period, latest.period):
            return reading.value
    baseline = measure.baseline
    return baseline.value if baseline is not None and is_year_before(baseline.period, latest.period) else None


_RULES: Mapping[MeasurePreset, Callable[..., Id | None]] = {"kent": _kent, "havering": _havering}
