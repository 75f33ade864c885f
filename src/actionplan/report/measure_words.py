"""Measures in words: values with units, readings with sources, targets and whether they were met."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.figures import figure, points
from actionplan.model.ids import Id
from actionplan.model.measures import Reading, Target
from actionplan.model.text import SOME_DAY, at_text, body_name, count, date_text, span_text
from actionplan.model.vocabulary import Direction
from actionplan.report.words import only_words, why_text
from actionplan.summary.measures.targets import short_of

if TYPE_CHECKING:
    from actionplan.summary.measures.lengths import Length
    from actionplan.summary.measures.measure import MeasureSummary, Travel
    from actionplan.summary.measures.measures import MeasureSelection, MeasureTally
    from actionplan.summary.measures.readings import PeriodReading
    from actionplan.summary.measures.standards import BenchmarkSummary
    from actionplan.summary.measures.targets import TargetSummary

TRAVEL_WORDS: "dict[Travel, str]" = {"better": "better", "worse": "worse", "same": "the same", "unknown": "not known"}
"""The word for each direction of change."""

BETTER: dict[Direction, str] = {"up": "higher is better", "down": "lower is better"}
"""Which way is better, in words."""

OTHER_SOURCE = "another source counts, which differs from the one before, so that figures are not compared across it"
"""The words for a period from which on the figures of another source count."""


def figure_for(value: Decimal, unit: str, period: PlanDate) -> str:
    """Return a value as `figure` does, with its period: ``54% for 2025``."""
    text = date_text(period)
    return f"{figure(value, unit)} {'on' if text.startswith(SOME_DAY) else 'for'} {text}"


def expected_text(measure: "MeasureSummary", expected: str) -> str:
    """Return what a figure is compared with: the target for its day, or a point between targets, which nobody set.

    Args:
        measure: the measure; it has a reading, of which something is expected.
        expected: the value that is expected of it, as text.
    """
    if _has_target_then(measure):
        return f"the target of {expected} for then"
    return f"the {expected} calculated on a straight line between targets"


def expected_sentence(measure: "MeasureSummary", expected: str) -> str:
    """Return the same as a sentence without its full stop."""
    if _has_target_then(measure):
        return f"The target for then was {expected}"
    return f"On a straight line between targets it would have been {expected} by then (calculated)"


def _has_target_then(measure: "MeasureSummary") -> bool:
    day = measure.latest.period.last if measure.latest is not None else None
    return any(target.due.last == day for target in measure.targets)


def change_text(change: Decimal, unit: str, travel: "Travel") -> str:
    """Return by how much a value changed, and whether that is better: ``up 3 points, better``."""
    if not change:
        return "no change"
    return f"{'up' if change > 0 else 'down'} {points(change, unit)}, {TRAVEL_WORDS[travel]}"


def sources_text(sources: Iterable[str]) -> str:
    """Return the hosts of web addresses: enough to know the source; the file has the whole address."""
    return ", ".join(dict.fromkeys(_host(source) for source in sources))


def _host(source: str) -> str:
    from urllib.parse import urlsplit

    try:
        return (urlsplit(source).hostname or source).removeprefix("www.")
    except ValueError:
        return source


def reading_text(reading: Reading, unit: str) -> str:
    """Return a reading: its value, its period, when and where it was published."""
    where = sources_text(reading.source)
    published = f"published {date_text(reading.on)}" + (f", {where}" if where else ", no source named")
    period = reading.period
    value = (
        figure_for(reading.value, unit, period) if reading.value is not None else f"redacted for {date_text(period)}"
    )
    return f"{value} ({published})"


def target_text(target: "TargetSummary", measure: "MeasureSummary") -> str:
    """Return a target, and whether it was met; a target judged by an earlier reading is shown as such."""
    text = f"{figure(target.value, measure.unit)} {by_text(target.due)}"
    if not target.passed:
        return text
    reading = _read(target.reading, measure)
    if target.met is None:
        known = (
            "not judged, since it was not set in time" if target.reading else f"not known, {_unread(target, measure)}"
        )
        return text + f": {known}" + (f"; {reading}" if reading else "") + _reached(target, measure)
    return f"{text}: {'met' if target.met else 'missed'}, {reading}{_reached(target, measure)}"


def _unread(target: "TargetSummary", measure: "MeasureSummary") -> str:
    """Return that no figure for a target's day has been published, and how far off the last one before it was."""
    last = target.last_before
    if last is None:
        return "no figure for that date"
    short = short_of(last.value, target.value, measure.direction)
    far = off_text(short, measure, "it") if short > 0 else "enough for it"
    return f"no figure for that date; the last before, {_read(last, measure)}, was {far}"


def _reached(target: "TargetSummary", measure: "MeasureSummary") -> str:
    return f"; reached since, {_read(target.reached_since, measure)}" if target.reached_since is not None else ""


def _read(reading: "PeriodReading | None", measure: "MeasureSummary") -> str:
    return figure_for(reading.value, measure.unit, reading.period) if reading is not None else ""


def duty_text(measure: "MeasureSummary") -> str:
    """Return what the law asks, and whether the latest reading fulfils it; empty for a measure without a duty."""
    duty = measure.duty
    if duty is None:
        return ""
    if not duty.applies:
        where = f"applies from {date_text(duty.since)}"
    elif duty.gap is None:
        where = "no reading to compare with it"
    else:
        where = off_text(duty.gap, measure, "it") if duty.gap > 0 else "fulfilled"
    return f"{figure(duty.value, measure.unit)} by law, {where}: {duty.text}"


def duty_gap_text(measure: "MeasureSummary") -> str:
    """Return how far the latest reading is from what the law asks; empty where nothing can be compared."""
    duty = measure.duty
    if duty is None or duty.gap is None:
        return ""
    asked = f"the duty of {figure(duty.value, measure.unit)}"
    return off_text(duty.gap, measure, asked) if duty.gap > 0 else f"{asked} is fulfilled"


def off_text(gap: Decimal, measure: "MeasureSummary", wanted: str) -> str:
    """Return by how much a value is off what is wanted: ``7 points short of it``, ``302 above the target``."""
    return f"{points(gap, measure.unit)} {'short of' if measure.direction == 'up' else 'above'} {wanted}"


def benchmark_text(benchmark: "BenchmarkSummary", measure: "MeasureSummary") -> str:
    """Return the value of another, and how the reading for as long a period compares with it."""
    text = f"{benchmark.of}: {figure_for(benchmark.value, measure.unit, benchmark.period)}"
    reading, gap = benchmark.reading, benchmark.gap
    if reading is None or gap is None:
        return f"{text}; no figure here for as long a period"
    is_same = date_text(reading.period) == date_text(benchmark.period)
    here = figure(reading.value, measure.unit) if is_same else _read(reading, measure)
    how = "worse" if gap > 0 else "better"
    return f"{text}; here {here}, {f'{points(gap, measure.unit)} {how}' if gap else 'the same'}"


def not_set_in_time_text(target: "TargetSummary") -> str:
    """Return that a target is not known to have been set by its day."""
    if target.current.on is None:
        return "not known to have been set by that date: it is older than the agreed plan"
    return f"set only after that date, {at_text(target.current.on)}"


def missed_text(measure: "MeasureSummary") -> str:
    """Return whether a measure missed its last target that can be judged, or has none; empty if it met it."""
    if measure.missed:
        judged = " that can be judged" if measure.not_judged else ""
        return f"missed its last target{judged}" + (
            " when it was due, and has reached it since" if measure.reached_since else ""
        )
    return "no figure for the date of its last target" if measure.not_judged else ""


def by_text(due: PlanDate) -> str:
    """Return a target's due date: ``by 31 Dec 2025``, ``from now on``, ``by no fixed date``."""
    if due.last is None:
        return "from now on" if due.text == "ongoing" else "by no fixed date"
    return f"by {date_text(due)}"


def turn_text(target: "TargetSummary", unit: str, bodies: Mapping[Id, Body]) -> str:
    """Return how a target was changed since it was first set, the author and the reason; empty where it was not."""
    if len(target.steps) == 1:
        return ""
    original = target.original
    first = f"{figure(original.value, unit)} {by_text(original.due)}"
    words = {"easier": "made easier", "harder": "made harder", "same": ""}
    moved = target.days_moved or 0
    span = span_text(abs(moved), original.due, target.due)
    late = f"moved {span} {'later' if moved > 0 else 'earlier'}" if moved else ""
    turns = " and ".join(filter(None, (words[target.turn], late))) or "set again"
    times = len(target.steps) - 1
    how_often = f" in {times} steps" if times > 1 else ""
    return f"originally {first}; {turns}{how_often}{set_text(target.current, bodies)}"


def set_text(target: Target, bodies: Mapping[Id, Body], *, reason: bool = True) -> str:
    """Return the day, the author and the reason of a target, and who agreed; each if it is known.

    Args:
        target: the target.
        bodies: the plan's bodies, for their names.
        reason: whether to mention that no reason is given; a first target needs none.
    """
    when = f" {at_text(target.on)}" if target.on is not None else ""
    who = f" by {body_name(bodies, target.by)}" if target.by else ""
    return when + who + why_text(target, bodies, none="; no reason is given" if reason else "")


_ROWS: "dict[Length, str]" = {
    "day": "by day",
    "week": "by week",
    "month": "by month",
    "quarter": "by quarter",
    "half-year": "by half-year",
    "year": "by year",
    "year-to-date": "for the year to date",
    "term": "by term",
    "other": "for other periods",
}
"""What a row of readings is called, by the length of their periods."""

_EARLIER: "dict[Length, str]" = {
    "day": "a day",
    "week": "a week",
    "month": "a month",
    "quarter": "a quarter",
    "half-year": "half a year",
    "year": "a year",
    "year-to-date": "the same months",
    "term": "a term",
    "other": "as long a period",
}


def row_text(readings: "Iterable[PeriodReading]") -> str:
    """Return what a row of readings is called: ``by quarter``; days and months may be in one row."""
    lengths = {reading.length for reading in readings}
    return "by day or month" if lengths == {"day", "month"} else _ROWS[min(lengths)]


def was_text(before: "PeriodReading", latest: "PeriodReading", unit: str) -> str:
    """Return the reading with which the latest is compared, and why: it is the last one for as long a period."""
    long = _EARLIER[before.length] if before.length == latest.length else _EARLIER["other"]
    if {before.length, latest.length} == {"day", "month"}:
        long = "a day or a month"
    return f"it was {figure_for(before.value, unit, before.period)}, the last earlier figure for {long}"


def counts_of_measures(tally: "MeasureTally") -> tuple[str, ...]:
    """Return how many measures there are, then how many missed a target, are behind or lack a reading, each apart."""
    text = judged = ""
    its = "its" if tally.judged == 1 else "their"
    if tally.judged or not tally.not_judged:
        text += _none_of(
            tally.missed, tally.judged, f"missed {its} target when last judged", "no target's date has passed"
        )
    if tally.reached_since:
        one = ", and has reached it since" if tally.missed == 1 else ""
        has = "has" if tally.reached_since == 1 else "have"
        text += one or f" ({tally.reached_since} {has} reached it since)"
    if tally.not_judged:
        judged = f"{tally.not_judged} cannot be judged on the target that fell due last"
    duty = _none_of(tally.short_of_duty, tally.with_duty, "short of the duty", "")
    behind = _none_of(tally.behind, tally.with_trajectory, "behind trajectory", "none has a trajectory")
    regularly = f"how often readings are due is not set for any of the {tally.measures}"
    if tally.measures == 1:
        regularly = "how often a reading is due is not set"
    overdue = _none_of(tally.overdue, tally.read_regularly, "with a reading overdue", regularly)
    facts = (text, judged, duty, behind, overdue)
    return (count(tally.measures, "measure"), *filter(None, facts))


def _none_of(number: int, of: int, what: str, nothing: str) -> str:
    """Return how many of some measures something is true of; if there are none of these, that."""
    return f"{number or 'none'} of {of} {what}" if of else nothing


def selected_measures(selection: "MeasureSelection") -> str:
    """Return a sentence on which measures are selected; empty for all."""
    return only_words(
        "measures",
        f"of the area {selection.area}" if selection.area else "",
        "that missed their target when last judged" if selection.missed else "",
        "with a reading overdue" if selection.overdue else "",
    )
