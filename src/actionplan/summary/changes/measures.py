"""Changes of one measure between two views: new readings and targets."""

from collections.abc import Iterator

from actionplan.model.measures import Baseline, MeasureEntry, Reading, Target
from actionplan.summary.changes.records import Change, News, RecordPair, heads
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import as_long, ended_before, same_time
from actionplan.summary.measures.readings import before as read_before
from actionplan.summary.measures.targets import replaced, set_in_order
from actionplan.summary.timeline import in_order


def measure_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only measures have."""
    if pair.old is None:
        yield pair.change("new")
    yield from _readings(pair, found.of(Reading))
    for target in found.of(Target):
        if pair.old is not None or target.on is not None:
            targets = set_in_order(pair.new.targets)
            position = next(index for index, other in enumerate(targets) if other is target)
            values = {"before": replaced(target, targets[:position]), "after": target}
            yield pair.change("changed", target, field="target", **values)
    yield from heads(pair, found.of(MeasureEntry))


def _readings(pair: RecordPair, fresh: list[Reading]) -> Iterator[Change]:
    """Yield each new reading, with its corrected value if it has been corrected since; of a correction, both values."""
    by_id = {reading.id: reading for reading in pair.new.readings if reading.id is not None}
    placed = in_order(pair.new.readings, with_redacted=True)
    root_of = {id(each.entry): each.root for each in placed}
    last_of = {each.root: each.entry for each in placed}
    for reading in fresh:
        if reading.corrects is not None:
            yield pair.change("corrected", reading, before=by_id.get(reading.corrects), after=reading)
            continue
        current = last_of[root_of[id(reading)]] if id(reading) in root_of else reading
        yield pair.change("measured", current, before=_read_before(reading, pair.about["measure"]), after=current)


def _read_before(reading: Reading, now: MeasureSummary) -> Reading | Baseline | None:
    """Return the reading with which one is compared, or else a baseline of an earlier time, for as long a period.

    None if there is neither.
    """
    of_its_time = next((each for each in now.readings if same_time(each.period, reading.period)), None)
    earlier = read_before(now.readings, of_its_time) if of_its_time is not None else None
    if earlier is not None:
        return earlier.taken
    baseline = now.baseline
    is_comparable = baseline is not None and as_long(baseline.period, reading.period)
    return baseline if is_comparable and baseline and ended_before(baseline.period, reading.period) else None
