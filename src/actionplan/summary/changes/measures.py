"""Changes of one measure between two views: new readings and targets."""

from collections.abc import Iterator, Mapping

from actionplan.model.ids import Id
from actionplan.model.measures import Baseline, Benchmark, Measure, Reading, Target
from actionplan.summary.changes.records import Change, News, RecordPair
from actionplan.summary.measures.lengths import as_long
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import before as read_before
from actionplan.summary.measures.readings import breaks_in, ended_before, is_of_first_source, same_time, series_of
from actionplan.summary.measures.targets import replaced, set_in_order


def measure_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only measures have."""
    if pair.old is None:
        yield pair.change("new")
    for reading in found.of(Reading):
        yield pair.change("measured", reading, before=_read_before(reading, pair.about["measure"]), after=reading)
    for benchmark in found.of(Benchmark):
        yield pair.change("measured", benchmark, field="benchmark", after=benchmark)
    by_id = _published(pair.new)
    for right in found.corrections:
        if isinstance(right, Reading | Benchmark) and right.corrects is not None:
            yield pair.change("corrected", right, before=by_id.get(right.corrects), after=right)
    for target in found.of(Target):
        if pair.old is not None or target.on is not None:
            targets = set_in_order(pair.new.targets)
            position = next(index for index, other in enumerate(targets) if other is target)
            values = {"before": replaced(target, targets[:position]), "after": target}
            yield pair.change("changed", target, field="target", **values)


def _published(measure: Measure) -> Mapping[Id, Reading | Benchmark]:
    """Return the readings and benchmarks of a measure that have an id, by it."""
    published: tuple[Reading | Benchmark, ...] = (*measure.readings, *measure.benchmarks)
    return {each.id: each for each in published if each.id is not None}


def _read_before(reading: Reading, now: MeasureSummary) -> Reading | Baseline | None:
    """Return the reading with which one is compared, or else a baseline of an earlier time, for as long a period.

    None if there is neither.
    """
    of_its_time = next((each for each in now.readings if same_time(each.period, reading.period)), None)
    earlier = read_before(now.readings, of_its_time) if of_its_time is not None else None
    if earlier is not None:
        return earlier.taken
    baseline = now.baseline
    if baseline is None or not as_long(baseline.period, reading.period):
        return None
    breaks = [each.period for each in breaks_in(now.readings)]
    is_one_series = series_of(baseline.period, breaks) == series_of(reading.period, breaks)
    is_comparable = is_one_series and is_of_first_source(now.readings, reading.period)
    return baseline if is_comparable and ended_before(baseline.period, reading.period) else None
