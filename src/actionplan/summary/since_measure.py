"""What changed about one measure between two views: what was published, and targets."""

from collections.abc import Iterator

from actionplan.model.measures import Baseline, MeasureEntry, Reading, Target
from actionplan.summary.changes import Change, Heading, Make, Pair, heads, news, rest
from actionplan.summary.measure import MeasureSummary
from actionplan.summary.measures import measure_in_plan
from actionplan.summary.readings import before as read_before
from actionplan.summary.readings import same_time
from actionplan.summary.targets import replaced, set_in_order


def measure_changes(pair: Pair) -> Iterator[Change]:
    """Give the changes of one measure; entries that none of them explains stand under ``other``."""
    now = measure_in_plan(pair.plan, pair.new, pair.until)
    make = pair.maker(now.title, measure=now)
    found = news(pair, make)
    changes: list[Change] = [make("new")] if pair.old is None else []
    changes.extend(found.edits)
    changes.extend(_readings(make, found.of(Reading), now))
    for target in found.of(Target):
        if pair.old is not None or target.on is not None:
            earlier = set_in_order(pair.new.targets)
            position = next(index for index, other in enumerate(earlier) if other is target)
            in_place_of = replaced(target, earlier[:position])
            changes.append(make("changed", target, field="target", before=in_place_of, after=target))
    changes.extend(heads(pair, found.of(MeasureEntry), make))
    yield from changes
    # Targets that came with a new measure are part of what it is.
    told = [*changes, *(make("new", target) for target in found.of(Target))]
    yield from rest(pair, found, make, told)


def _readings(make: Make, readings: list[Reading], now: MeasureSummary) -> Iterator[Change]:
    for reading in readings:
        heading: Heading = "measured" if reading.corrects is None else "corrected"
        yield make(heading, reading, before=_read_before(reading, now), after=reading)


def _read_before(reading: Reading, now: MeasureSummary) -> Reading | Baseline | None:
    """Give what a reading is held against: the reading before it, or else the baseline."""
    of_its_time = next((each for each in now.readings if same_time(each.period, reading.period)), None)
    earlier = read_before(now.readings, of_its_time) if of_its_time is not None else None
    return earlier.taken if earlier is not None else now.baseline
