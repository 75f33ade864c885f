"""What a measure is compared with beside its targets: what the law asks, and the published values of others."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.measures import Benchmark, Measure
from actionplan.model.vocabulary import Direction
from actionplan.summary.measures.lengths import as_long
from actionplan.summary.measures.readings import PeriodReading, same_time
from actionplan.summary.measures.targets import short_of
from actionplan.summary.timeline import up_to


@frozen(kw_only=True)
class DutySummary:
    """What the law asks of a measure on a day.

    Attributes:
        value: the figure that the law asks for, in the measure's unit.
        text: what it asks, and in which law.
        since: from when; None for all the time of the plan.
        source: web addresses of the sources.
        applies: whether it applies on the day: ``since`` has begun.
        gap: how far the latest value falls short of it, 0 or below if it is fulfilled; None if it does not apply yet,
            or if nothing has been published.
    """

    value: Decimal
    text: str
    since: PlanDate | None
    source: tuple[str, ...]
    applies: bool
    gap: Decimal | None


@frozen(kw_only=True)
class BenchmarkSummary:
    """The published value of another that a measure is compared with on a day: one for each name under ``of``.

    Attributes:
        of: whose value it is.
        period: the time that it is about.
        value: the figure, in the measure's unit.
        taken: the benchmark, as corrected.
        reading: the measure's reading that it is compared with: for the same period, or else the last one for as long a
            period; None if there is none.
        gap: how far that reading falls short of it, 0 or below if it is as good or better; None without a reading.
    """

    of: str
    period: PlanDate
    value: Decimal
    taken: Benchmark
    reading: PeriodReading | None
    gap: Decimal | None


def duty_as_at(measure: Measure, as_at: date, latest: PeriodReading | None) -> DutySummary | None:
    """Return what the law asks of a measure; None if the measure states no duty.

    Args:
        measure: the measure, its head as at the day.
        as_at: the day.
        latest: its latest reading; None if nothing has been published.
    """
    duty = measure.duty
    if duty is None:
        return None
    begins = duty.since.first if duty.since is not None else None
    applies = begins is None or begins <= as_at
    return DutySummary(
        value=duty.value,
        text=duty.text,
        since=duty.since,
        source=duty.source,
        applies=applies,
        gap=short_of(latest.value, duty.value, measure.direction) if applies and latest is not None else None,
    )


def benchmarks_as_at(measure: Measure, as_at: date, readings: Sequence[PeriodReading]) -> tuple[BenchmarkSummary, ...]:
    """Return the benchmark of each name that is compared with a measure, in the order in which they were published.

    Of several of one name, the one counts that is for as long a period as the latest reading, or else as any reading;
    of these the last.

    Args:
        measure: the measure, its head as at the day.
        as_at: the day; benchmarks published later do not count.
        readings: the readings published by then, in order of their periods' ends.
    """
    named: dict[str, list[Benchmark]] = {}
    for benchmark in published(measure, as_at):
        named.setdefault(" ".join(benchmark.of.casefold().split()), []).append(benchmark)

    def rank(each: Benchmark) -> tuple[bool, bool, date]:
        comparable = [as_long(reading.period, each.period) for reading in readings]
        return bool(comparable) and comparable[-1], any(comparable), each.period.last or date.min

    chosen = [max(reversed(group), key=rank) for group in named.values()]
    return tuple(_compared(each, readings, measure.direction) for each in chosen)


def published(measure: Measure, as_at: date) -> Iterable[Benchmark]:
    """Yield the benchmarks published by a day, in order of publication; each as corrected, redacted ones left out."""
    for placed in up_to(measure.benchmarks, as_at):
        benchmark = placed.entry
        assert isinstance(benchmark, Benchmark)
        if benchmark.value is not None and benchmark.period.last is not None:
            yield benchmark


def _compared(benchmark: Benchmark, readings: Sequence[PeriodReading], direction: Direction) -> BenchmarkSummary:
    value = benchmark.value
    assert value is not None
    alike = [each for each in readings if as_long(each.period, benchmark.period)]
    same = (each for each in alike if same_time(each.period, benchmark.period))
    reading = next(same, alike[-1] if alike else None)
    return BenchmarkSummary(
        of=benchmark.of,
        period=benchmark.period,
        value=value,
        taken=benchmark,
        reading=reading,
        gap=short_of(reading.value, value, direction) if reading is not None else None,
    )
