"""The readings of a measure as at a day: one for each period, with others that disagree beside it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from actionplan.model.dates import PlanDate, is_term
from actionplan.model.measures import Measure, Reading
from actionplan.summary.periods import months_on
from actionplan.summary.timeline import up_to


@frozen(kw_only=True)
class PeriodReading:
    """The readings published for one period.

    Attributes:
        period: the period.
        value: the value that counts.
        taken: the reading that counts: that of the preferred source, else the one published last. It is as corrected,
            but with the day on which it was first published.
        rivals: other readings of this period with another value, in order of publication; empty if all agree.
        preferred: whether the reading counts because it is from the preferred source.
    """

    period: PlanDate
    value: Decimal
    taken: Reading
    rivals: tuple[Reading, ...]
    preferred: bool


def readings_as_at(measure: Measure, as_at: date) -> tuple[PeriodReading, ...]:
    """Return the reading published by a day for each period, in order of the periods' ends.

    A reading whose period has no end, which is an error, is left out.

    Args:
        measure: the measure, its head as at the day.
        as_at: the day; readings published later do not count.
    """
    periods: list[list[Reading]] = []
    by_time: dict[object, int] = {}  # a period is the same as another by its text or by its days; see `same_time`
    for reading in in_force(measure, as_at):
        period = reading.period
        if period.last is None:
            continue
        days = (period.first, period.last)
        place = min(by_time.get(period.text, len(periods)), by_time.get(days, len(periods)))
        if place == len(periods):
            periods.append([])
            by_time.setdefault(period.text, place)
            by_time.setdefault(days, place)
        periods[place].append(reading)
    found = [_taken(group, measure.preferred_source) for group in periods]
    return tuple(sorted(found, key=lambda each: each.period.last or date.min))


def in_force(measure: Measure, as_at: date) -> tuple[Reading, ...]:
    """Return the readings published by a day, in order of publication; each as corrected, redacted ones left out."""
    readings: Iterable[Reading] = (placed.entry for placed in up_to(measure.readings, as_at))
    return tuple(reading for reading in readings if reading.value is not None)


def _taken(group: Sequence[Reading], preferred: str | None) -> PeriodReading:
    of_preferred = [reading for reading in group if preferred is not None and preferred in reading.source]
    taken = (of_preferred or group)[-1]
    assert taken.value is not None
    return PeriodReading(
        period=taken.period,
        value=taken.value,
        taken=taken,
        rivals=tuple(reading for reading in group if reading.value != taken.value),
        preferred=bool(of_preferred),
    )


def evenly_spaced(readings: Sequence[PeriodReading]) -> bool:
    """Return whether the periods of readings follow each other at about the same distance, so that none is missing."""
    gaps = [(_end(new) - _end(old)).days for old, new in pairwise(readings)]
    return not gaps or max(gaps) * 3 <= min(gaps) * 4


def same_time(one: PlanDate, other: PlanDate) -> bool:
    """Return whether two plan dates mean the same days, however they are written: 2024-Q4 is a term of those months."""
    return one.text == other.text or (one.last is not None and (one.first, one.last) == (other.first, other.last))


def before(readings: Iterable[PeriodReading], latest: PeriodReading) -> PeriodReading | None:
    """Return the reading with which the latest is compared: the last one for as long a period that ended before.

    A quarter is compared with a quarter and a year with a year; None if there is no such reading.

    Args:
        readings: readings in order of their periods' ends.
        latest: the latest of them.
    """
    earlier = (each for each in readings if ended_before(each.period, latest.period))
    return max((each for each in earlier if as_long(each.period, latest.period)), key=_end, default=None)


def between(readings: Iterable[PeriodReading], one: PeriodReading, latest: PeriodReading) -> tuple[PeriodReading, ...]:
    """Return the readings that a comparison of two passes over, since their periods are longer or shorter.

    Args:
        readings: readings in order of their periods' ends.
        one: the earlier reading of the comparison.
        latest: the later one.
    """
    there = (each for each in readings if _end(one) < _end(each) < _end(latest))
    return tuple(each for each in there if not as_long(each.period, latest.period))


def by_length(readings: Sequence[PeriodReading]) -> tuple[tuple[PeriodReading, ...], ...]:
    """Return readings in series, each for periods of one length, that of the latest reading first.

    Args:
        readings: readings in order of their periods' ends.
    """
    series: list[list[PeriodReading]] = []
    for reading in reversed(readings):
        alike = next((each for each in series if as_long(each[0].period, reading.period)), None)
        if alike is None:
            series.append([reading])
        else:
            alike.append(reading)
    return tuple(tuple(reversed(each)) for each in series)


def ended_before(one: PlanDate, other: PlanDate) -> bool:
    """Return whether a period ended before another; one without an end comes before all, and none comes before it."""
    return _last(one) < _last(other)


def as_long(one: PlanDate, other: PlanDate) -> bool:
    """Return whether figures for two periods may be compared: the periods are about equally long.

    Months are, a year of 365 days and one of 366, and the terms of a school year. A single day and a month are, too:
    who counts on a day, such as children waiting, is often quoted with the month alone.
    """
    short, long = sorted(_days(when) for when in (one, other))
    if short == 0:
        return long <= _DAYS_OF_MONTH
    part = 3 if is_term(one) and is_term(other) else 10
    return long - short <= 1 + short // part


_DAYS_OF_MONTH = 31


def is_year_before(one: PlanDate, other: PlanDate) -> bool:
    """Return whether a period is as long as another, and ended a year before it."""
    return one.last == months_on(_last(other), -12, is_end=True) and as_long(one, other)


def _days(when: PlanDate) -> int:
    return (when.last - when.first).days if when.first is not None and when.last is not None else 0


def _last(when: PlanDate) -> date:
    return when.last or date.min


def _end(reading: PeriodReading) -> date:
    return _last(reading.period)
