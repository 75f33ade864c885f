"""The tables of measures on a page: all of them with what needs attention, and milestones beside actual figures."""

from collections.abc import Iterator

from actionplan.model.figures import figure, points, unit_text
from actionplan.model.text import date_text, short_name
from actionplan.report.document import Block, Column, Heading, Lines, Table
from actionplan.report.inline import Inline, Span
from actionplan.report.measure_words import by_text, duty_gap_text, figure_for, missed_text
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import PlanMeasures
from actionplan.summary.measures.targets import TargetSummary, short_of


def overview(plan: PlanMeasures) -> Table:
    """Return all measures of a plan: baseline, latest figure, target, duty, benchmarks and what needs attention."""
    names = ("Measure", "Baseline", "Latest", "Target", "Duty", "Benchmarks", "Needs attention")
    return Table(tuple(map(Column, names)), tuple(map(_row, plan.measures)), f"Measures of {plan.title}")


def _row(measure: MeasureSummary) -> tuple[Inline | Lines, ...]:
    target, unit = measure.next_target or measure.last_passed, measure.unit
    start, latest = measure.baseline, measure.latest
    alerts = (
        missed_text(measure),
        duty_gap_text(measure) if measure.short_of_duty else "",
        "behind its trajectory" if measure.behind else "",
        "a reading is overdue" if measure.overdue else "",
    )
    return (
        f"{short_name(measure)} ({unit_text(unit)})",
        figure_for(start.value, unit, start.period) if start is not None else "not known",
        figure_for(latest.value, unit, latest.period) if latest is not None else "no reading",
        f"{figure(target.value, unit)} {by_text(target.due)}" if target is not None else "none",
        figure(measure.duty.value, unit) if measure.duty is not None else "none",
        Lines(tuple(f"{each.of}: {figure_for(each.value, unit, each.period)}" for each in measure.benchmarks)),
        Lines(tuple(Span(words, "late") for words in alerts if words)),
    )


def milestones(plan: PlanMeasures) -> Iterator[Block]:
    """Yield the targets of measures that have several with a day, each beside the figure for it, or nothing.

    The last column has the notes of milestones and of the figures beside them; it is left out where there are none.
    """
    several = [each for each in plan.measures if len(_dated(each)) > 1]
    rows = tuple(row for each in several for row in _milestones(each))
    if rows:
        shown = 6 if any(notes for *_, notes in rows) else 5
        names = ("Measure", "Milestone", "To reach", "Actual", "Result", "Notes")[:shown]
        yield Heading("Milestones beside actual figures", 3)
        columns = tuple(Column(name, is_number=name in ("To reach", "Actual")) for name in names)
        yield Table(columns, tuple(row[:shown] for row in rows), f"Milestones beside actual figures: {plan.title}")


def _dated(measure: MeasureSummary) -> list[TargetSummary]:
    return [target for target in measure.targets if target.due.last is not None]


def _milestones(measure: MeasureSummary) -> Iterator[tuple[Inline, ...]]:
    title, unit, start = f"{measure.title} ({unit_text(measure.unit)})", measure.unit, measure.baseline
    if start is not None:
        value = figure(start.value, unit)
        yield title, f"Baseline, {date_text(start.period, short=True)}", "", value, "", start.note or ""
    for number, target in enumerate(_dated(measure)):
        actual = figure(target.reading.value, unit) if target.reading is not None else ""
        named = "" if number or start is not None else title
        result = Span(_result(target, measure), "late" if target.met is False else "")
        of_reading = target.reading.taken.note if target.reading is not None else None
        notes = "; ".join(filter(None, (target.current.note, of_reading)))
        yield named, date_text(target.due, short=True), figure(target.value, unit), actual, result, notes


def _result(target: TargetSummary, measure: MeasureSummary) -> str:
    """Return whether a milestone was met, and for which period the figure is if that is not the milestone's own."""
    reading = target.reading
    if not target.passed:
        return "still to come"
    if reading is None:
        return "no figure for that date"
    period = date_text(reading.period)
    of = "" if period == date_text(target.due) else f", by the figure for {period}"
    if target.met is None:
        return f"not judged, since it was not set in time{of}"
    missed = points(short_of(reading.value, target.value, measure.direction), measure.unit)
    return f"{'met' if target.met else f'missed by {missed}'}{of}"
