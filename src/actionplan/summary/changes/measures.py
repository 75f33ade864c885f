"""What changed about one measure between two views: what was published, and targets."""

from collections.abc import Iterator

from actionplan.model.measures import Baseline, MeasureEntry, Reading, Target
from actionplan.summary.changes.records import Change, Make, RecordPair, heads, news, rest
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import measure_in_plan
from actionplan.summary.measures.readings import before as read_before
from actionplan.summary.measures.readings import ended_before, same_time
from actionplan.summary.measures.targets import replaced, set_in_order
from actionplan.summary.timeline import in_order


def measure_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield the changes of one measure; entries that none of them explains stand under ``other``."""
    now = measure_in_plan(pair.plan, pair.new, pair.until)
    make = pair.maker(now.title, measure=now)
    found = news(pair, make)
    changes: list[Change] = [make("new")] if pair.old is None else []
    changes.extend(found.edits)
    changes.extend(_readings(make, found.of(Reading), pair.new.readings, now))
    for target in found.of(Target):
        if pair.old is not None or target.on is not None:
            earlier = set_in_order(pair.new.targets)
            position = next(index for index, other in enumerate(earlier) if other is target)
            in_place_of = replaced(target, earlier[:position])
            changes.append(make("changed", target, field="target", before=in_place_of, after=target))
    changes.extend(heads(pair, found.of(MeasureEntry), make))
    yield from changes
    # Targets that came with a new measure are part of what it is.
    told = [*changes, *(make("new", entry) for entry in (*found.of(Target), *found.of(Reading)))]
    yield from rest(pair, found, make, told)


def _readings(
    make: Make, fresh: list[Reading], published: tuple[Reading, ...], now: MeasureSummary
) -> Iterator[Change]:
    """Yield each new reading: of one that was corrected already the value that holds, of a correction what it mends."""
    by_id = {reading.id: reading for reading in published if reading.id is not None}
    placed = in_order(published, with_redacted=True)
    root_of = {id(each.entry): each.root for each in placed}
    last_of = {each.root: each.entry for each in placed}
    for reading in fresh:
        if reading.corrects is not None:
            yield make("corrected", reading, before=by_id.get(reading.corrects), after=reading)
            continue
        holds = last_of[root_of[id(reading)]] if id(reading) in root_of else reading
        yield make("measured", holds, before=_read_before(reading, now), after=holds)


def _read_before(reading: Reading, now: MeasureSummary) -> Reading | Baseline | None:
    """Return what a reading is held against: the reading before it, or else a baseline of an earlier time."""
    of_its_time = next((each for each in now.readings if same_time(each.period, reading.period)), None)
    earlier = read_before(now.readings, of_its_time) if of_its_time is not None else None
    if earlier is not None:
        return earlier.taken
    return now.baseline if now.baseline is not None and ended_before(now.baseline.period, reading.period) else None
