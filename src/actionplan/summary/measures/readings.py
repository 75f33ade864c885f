"""The readings of a measure as at a day: one for each period, with others that disagree beside it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.measures import Measure, Reading
from actionplan.model.vocabulary import YearStart
from actionplan.summary.measures.lengths import Length, as_long, length_of
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
        length: how long the period is.
        break_in_series: how what is counted was changed with this period; None where it was not.
        series: how many breaks in the series there are up to it, itself included. Readings of different series are not
            compared.
    """

    period: PlanDate
    value: Decimal
    taken: Reading
    rivals: tuple[Reading, ...]
    preferred: bool
    length: Length
    break_in_series: str | None
    series: int


def readings_as_at(measure: Measure, as_at: date, year_starts: YearStart | None = None) -> tuple[PeriodReading, ...]:
    """Return the reading published by a day for each period, in order of the periods' ends.

    A reading whose period has no end, which is an error, is left out.

    Args:
        measure: the measure, its head as at the day.
        as_at: the day; readings published later do not count.
        year_starts: when the plan's financial year starts; None for 1 April.
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
    breaks = [group[0].period for group in periods if _break_of(group)]
    found = [_taken(group, measure.preferred_source, breaks, year_starts) for group in periods]
    return tuple(sorted(found, key=lambda each: each.period.last or date.min))


def in_force(measure: Measure, as_at: date) -> tuple[Reading, ...]:
    """Return the readings published by a day, in order of publication; each as corrected, redacted ones left out."""
    readings: Iterable[Reading] = (placed.entry for placed in up_to(measure.readings, as_at))
    return tuple(reading for reading in readings if reading.value is not None)


def series_of(period: PlanDate, breaks: Iterable[PlanDate]) -> int:
    """Return to which series a figure for a period belongs: how many of the breaks are not after it.

    Args:
        period: the period.
        breaks: the periods with which what is counted was changed.
    """
    return sum(not ended_before(period, each) for each in breaks)


def breaks_in(readings: Iterable[PeriodReading]) -> tuple[PeriodReading, ...]:
    """Return the readings with which what is counted was changed, in order."""
    return tuple(each for each in readings if each.break_in_series)


def _break_of(group: Iterable[Reading]) -> str | None:
    return next((reading.break_in_series for reading in group if reading.break_in_series), None)


def _taken(
    group: Sequence[Reading], preferred: str | None, breaks: Sequence[PlanDate], year_starts: YearStart | None
) -> PeriodReading:
    of_preferred = [reading for reading in group if preferred is not None and preferred in reading.source]
    taken = (of_preferred or group)[-1]
    assert taken.value is not None
    return PeriodReading(
        period=taken.period,
        value=taken.value,
        taken=taken,
        rivals=tuple(reading for reading in group if reading.value != taken.value),
        preferred=bool(of_preferred),
        length=length_of(taken.period, year_starts),
        break_in_series=_break_of(group),
        series=series_of(taken.period, breaks),
    )


def evenly_spaced(readings: Sequence[PeriodReading]) -> bool:
    """Return whether periods of one length follow each other at about the same distance, so that none is missing."""
    if any(not as_long(each.period, readings[-1].period) for each in readings):
        return False
    gaps = [(_end(new) - _end(old)).days for old, new in pairwise(readings)]
    return not gaps or max(gaps) * 3 <= min(gaps) * 4


def same_time(one: PlanDate, other: PlanDate) -> bool:
    """Return whether two plan dates mean the same days, however they are written: 2024-Q4 is a term of those months."""
    return one.text == other.text or (one.last is not None and (one.first, one.last) == (other.first, other.last))


def before(readings: Iterable[PeriodReading], latest: PeriodReading) -> PeriodReading | None:
    """Return the reading with which the latest is compared: the last one for as long a period that ended before.

    A quarter is compared with a quarter and a year with a year, in one series, and of sources that are not known to
    differ; None if there is no such reading.

    Args:
        readings: readings in order of their periods' ends.
        latest: the latest of them.
    """
    earlier = (each for each in readings if ended_before(each.period, latest.period))
    return max((each for each in earlier if comparable(each, latest)), key=_end, default=None)


def comparable(one: PeriodReading, other: PeriodReading) -> bool:
    """Return whether two readings may be compared: their periods are as long, no break is between them, and their
    sources are not known to differ.
    """
    return one.series == other.series and as_long(one.period, other.period) and not _sources_differ(one, other)


def _sources_differ(one: PeriodReading, other: PeriodReading) -> bool:
    """Return whether readings are of different sources that state different values for the period of one of them."""
    if _shares(one.taken, other.taken):
        return False
    return any(_shares(rival, other.taken) for rival in one.rivals) or any(
        _shares(rival, one.taken) for rival in other.rivals
    )


def _shares(one: Reading, other: Reading) -> bool:
    return not set(one.source).isdisjoint(other.source)


def source_changes(readings: Sequence[PeriodReading]) -> tuple[PeriodReading, ...]:
    """Return the readings from which on another source counts, which is known to differ from the one before.

    Args:
        readings: readings in order of their periods' ends.
    """
    found = []
    for number, each in enumerate(readings):
        before_it = next((one for one in reversed(readings[:number]) if as_long(one.period, each.period)), None)
        if before_it is not None and _sources_differ(before_it, each):
            found.append(each)
    return tuple(found)


def is_of_first_source(readings: Sequence[PeriodReading], period: PlanDate) -> bool:
    """Return whether no source has changed up to a period, so that its figure may be compared with the baseline."""
    return all(ended_before(period, each.period) for each in source_changes(readings))


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
    """Return readings in rows, each for periods of one length, without a break and without a change to a source that
    differs; that of the latest reading first.

    Years to date make one row, although they are not as long as each other: they follow each other through a year.

    Args:
        readings: readings in order of their periods' ends.
    """
    series: list[list[PeriodReading]] = []
    for reading in reversed(readings):
        alike = next(
            (each for each in series if _are_alike(each[0], reading) and not _sources_differ(each[-1], reading)), None
        )
        if alike is None:
            series.append([reading])
        else:
            alike.append(reading)
    return tuple(tuple(reversed(each)) for each in series)


def _are_alike(one: PeriodReading, other: PeriodReading) -> bool:
    if "year-to-date" in (one.length, other.length):
        return one.series == other.series and one.length == other.length
    return one.series == other.series and as_long(one.period, other.period)


def ended_before(one: PlanDate, other: PlanDate) -> bool:
    """Return whether a period ended before another; one without an end comes before all, and none comes before it."""
    return _last(one) < _last(other)


def is_year_before(one: PlanDate, other: PlanDate) -> bool:
    """Return whether a period is as long as another, and ended a year before it."""
    return one.last == months_on(_last(other), -12, is_end=True) and as_long(one, other)


def _last(when: PlanDate) -> date:
    return when.last or date.min


def _end(reading: PeriodReading) -> date:
    return _last(reading.period)
