"""Sentences of ``actionplan since`` about measures: new readings, benchmarks and targets."""

from actionplan.model.figures import figure
from actionplan.model.measures import Baseline, Benchmark, Reading, Target
from actionplan.model.records import Plan
from actionplan.model.text import date_text
from actionplan.report.measure_words import TRAVEL_WORDS, by_text, duty_gap_text, figure_for, set_text, sources_text
from actionplan.summary.changes.records import Change
from actionplan.summary.measures.measure import MeasureSummary, travel
from actionplan.summary.measures.readings import between, same_time
from actionplan.summary.measures.targets import short_of


def _between(before: Reading | Baseline, reading: Reading, measure: MeasureSummary) -> str:
    """Return how many readings a comparison passes over, since their periods are longer or shorter."""
    ends = [each for each in measure.readings if each.taken in (before, reading)]
    passed_over = between(measure.readings, ends[0], ends[-1]) if ends else ()
    return f", not counting {len(passed_over)} between for other lengths of period" if passed_over else ""


def measured_text(change: Change, _: Plan) -> str:
    """Return a new reading, what it is compared with and what it is short of; or a new benchmark."""
    reading, measure = change.entry, change.measure
    if isinstance(reading, Benchmark) and measure is not None:
        return _benchmark(reading, measure)
    if not isinstance(reading, Reading) or measure is None or reading.value is None:
        return "a reading"
    text = figure_for(reading.value, measure.unit, reading.period)
    if isinstance(change.before, Reading | Baseline) and change.before.value is not None:
        was = figure_for(change.before.value, measure.unit, change.before.period)
        was += _between(change.before, reading, measure)
        text += f" (was {was}), {TRAVEL_WORDS[travel(reading.value - change.before.value, measure.direction)]}"
    if reading.break_in_series is not None:
        text += f"; from then on counted in another way: {reading.break_in_series.rstrip('.')}"
    if any(same_time(clash.period, reading.period) for clash in measure.clashes):
        text += "; sources disagree"
    if measure.latest is not None and measure.latest.taken is reading and (short := duty_gap_text(measure)):
        text += f"; {short}"
    return f"{text}; {_published(reading)}"


def _benchmark(benchmark: Benchmark, measure: MeasureSummary) -> str:
    value = figure_for(benchmark.value, measure.unit, benchmark.period) if benchmark.value is not None else "redacted"
    return f"benchmark, {benchmark.of}: {value}; {_published(benchmark)}"


def _published(entry: Reading | Benchmark) -> str:
    where = sources_text(entry.source)
    return f"published {date_text(entry.on)}" + (f", {where}" if where else "")


def target_change_text(change: Change, plan: Plan) -> str:
    """Return a new target, and the one that it replaces."""
    target, old, measure = change.entry, change.before, change.measure
    if not isinstance(target, Target) or measure is None:
        return "a target"
    text = f"the target is {figure(target.value, measure.unit)} {by_text(target.due)}, "
    if isinstance(old, Target):
        easier = short_of(target.value, old.value, measure.direction)
        way = "easier, " if easier > 0 else "harder, " if easier < 0 else ""
        text += f"{way}instead of {figure(old.value, measure.unit)} {by_text(old.due)}, "
    return f"{text}set{set_text(target, plan.bodies, reason=isinstance(old, Target))}"
