"""What the picture of a measure shows: its figures as points in time, each with what it is."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import frozen

from actionplan.model.dates import last_day
from actionplan.model.figures import figure, number_text
from actionplan.model.vocabulary import Every
from actionplan.summary.measures.lengths import as_long
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading, breaks_in, by_length, is_of_first_source, series_of
from actionplan.summary.measures.trajectory import Point, trajectory

Kind = Literal["published", "start", "other-length", "another-source", "target", "first-target", "benchmark"]
"""What a figure is."""


@frozen(kw_only=True)
class Figure:
    """One figure.

    Attributes:
        kind: what it is.
        day: the end of the period that it is about; of a target, its due day.
        value: the figure.
        number: the figure as it is written.
        label: the words beside it.
    """

    kind: Kind
    day: date
    value: Decimal
    number: str
    label: str


@frozen(kw_only=True)
class Points:
    """What is drawn.

    Attributes:
        figures: every figure.
        lines: published figures of one length of period, in order; lines that are joined, the latest's first.
        expected: the corners of the trajectory.
        first_expected: the line to each target as first set, where it was changed.
        gaps: stretches of time for which no figure was published.
        breaks: the days from which something else was counted.
        duty: what the law asks, with its words; None if it asks nothing.
    """

    figures: tuple[Figure, ...]
    lines: tuple[tuple[Point, ...], ...]
    expected: tuple[Point, ...]
    first_expected: tuple[tuple[Point, ...], ...]
    gaps: tuple[tuple[date, date], ...]
    breaks: tuple[date, ...]
    duty: tuple[Decimal, str] | None


def measure_points(measure: MeasureSummary, as_at: date) -> Points:
    """Return what the picture of a measure shows.

    Args:
        measure: the measure; it has a reading.
        as_at: the day of the report.
    """
    rows = by_length(measure.readings)
    expected = trajectory(measure.baseline, measure.targets)
    gaps = tuple(_gaps(measure, rows[0], as_at))
    duty = measure.duty
    return Points(
        figures=tuple(_figures(measure, rows)),
        lines=tuple(line for row in rows for line in _joined(_row(measure, row), gaps)),
        expected=expected,
        first_expected=tuple(_first_expected(measure, expected)),
        gaps=gaps,
        breaks=tuple(each.period.first for each in breaks_in(measure.readings) if each.period.first is not None),
        duty=(duty.value, f"Duty: {figure(duty.value, measure.unit)}") if duty is not None and duty.applies else None,
    )


def _figures(measure: MeasureSummary, rows: Sequence[Sequence[PeriodReading]]) -> Iterator[Figure]:
    baseline = measure.baseline
    if baseline is not None and baseline.period.last is not None:
        yield _figure("start", baseline.period.last, baseline.value)
    yield from _published(rows)
    yield from _targets(measure)
    for each in measure.benchmarks:
        if each.period.last is not None:
            yield _figure("benchmark", each.period.last, each.value, before=f"{each.of}: ")


def _published(rows: Sequence[Sequence[PeriodReading]]) -> Iterator[Figure]:
    for row in rows:
        for reading in row:
            kind: Kind = "published" if as_long(row[-1].period, rows[0][-1].period) else "other-length"
            yield _figure(kind, _end(reading), reading.value)
            for rival in reading.rivals:
                if rival.value is not None:
                    yield _figure("another-source", _end(reading), rival.value, " in another source")


def _targets(measure: MeasureSummary) -> Iterator[Figure]:
    for target in measure.targets:
        first, day = target.original, last_day(target.original.due)
        is_changed = first.value != target.value or day != target.due.last
        if is_changed and day is not None:
            yield _figure("first-target", day, first.value, before="first ")
        if target.due.last is not None:
            yield _figure("target", target.due.last, target.value, before="now " if is_changed else "target ")


def _figure(kind: Kind, day: date, value: Decimal, after: str = "", before: str = "") -> Figure:
    number = number_text(value)
    return Figure(kind=kind, day=day, value=value, number=number, label=f"{before}{number}{after}")


def _end(reading: PeriodReading) -> date:
    return reading.period.last or date.min


def _row(measure: MeasureSummary, row: Sequence[PeriodReading]) -> list[Point]:
    """Return a row of readings as points; before them the baseline, if it is for as long a period before them, and no
    row of another source is between them.
    """
    found = [(_end(each), each.value) for each in row]
    if not is_of_first_source(measure.readings, row[0].period):
        return found
    baseline = measure.baseline
    if baseline is None or baseline.period.last is None or not as_long(baseline.period, row[0].period):
        return found
    is_series = series_of(baseline.period, (each.period for each in breaks_in(measure.readings))) == row[0].series
    if is_series and row[0].period.first is not None and baseline.period.last < row[0].period.first:
        return [(baseline.period.last, baseline.value), *found]
    return found


_DAYS: dict[Every, int] = {"week": 7, "month": 31, "quarter": 92, "half-year": 184, "year": 366}


def _every(measure: MeasureSummary, row: Sequence[PeriodReading]) -> int:
    """Return after how many days the next figure is expected, at the earliest: after as long as the last period."""
    period = row[-1].period
    long = (period.last - period.first).days + 1 if period.first is not None and period.last is not None else 31
    return max(long, _DAYS[measure.readings_every] if measure.readings_every is not None else 31)


def _gaps(measure: MeasureSummary, row: Sequence[PeriodReading], as_at: date) -> Iterator[tuple[date, date]]:
    every = _every(measure, row)
    if measure.readings_every is not None:
        for one, other in pairwise(row):
            if (_end(other) - _end(one)).days > every * 3 / 2:
                yield _end(one), _end(other)
    last = max(map(_end, measure.readings))
    if (as_at - last).days > every:
        yield last, as_at


def _joined(points: Sequence[Point], gaps: Sequence[tuple[date, date]]) -> Iterator[tuple[Point, ...]]:
    """Yield a row of points in lines, none of them across a gap."""
    line: list[Point] = []
    begins = {begin for begin, _ in gaps}
    for point in points:
        line.append(point)
        if point[0] in begins:
            yield tuple(line)
            line = []
    if line:
        yield tuple(line)


def _first_expected(measure: MeasureSummary, expected: Sequence[Point]) -> Iterator[tuple[Point, ...]]:
    """Yield for each target that was changed the line to what was first set, from where the trajectory was before."""
    for target in measure.targets:
        first, day = target.original, last_day(target.original.due)
        if day is None or (first.value == target.value and day == target.due.last):
            continue
        before = [point for point in expected if point[0] < min(day, target.due.last or day)]
        if before:
            yield before[-1], (day, first.value)


def is_regular(measure: MeasureSummary) -> bool:
    """Return whether there are two figures or more for periods as long, and none too large or too small to be drawn."""
    sizes = [abs(each.value) for each in measure.readings]
    alike = [each for each in measure.readings if as_long(each.period, measure.readings[-1].period)]
    return len(alike) > 1 and (max(sizes) == 0 or Decimal("1e-6") <= max(sizes) < Decimal("1e12"))
