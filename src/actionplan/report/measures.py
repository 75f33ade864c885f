"""``actionplan measures``: the readings of each measure, its targets, and its trajectory."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from actionplan.model.bodies import Body
from actionplan.model.figures import figure, is_pounds, number_text, points, unit_text
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.text import (
    ago_text,
    body_name,
    count,
    date_from_to,
    date_text,
    day_text,
    days_text,
    printed_id,
    some_of,
    span_of_periods,
)
from actionplan.report.action_words import rating_inline
from actionplan.report.document import GAP, Block, Column, Document, Facts, Heading, Item, Items, Paragraph, Table
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.measure_tables import milestones, overview
from actionplan.report.measure_words import (
    BETTER,
    OTHER_SOURCE,
    benchmark_text,
    change_text,
    counts_of_measures,
    duty_gap_text,
    duty_text,
    expected_text,
    figure_for,
    not_set_in_time_text,
    reading_text,
    row_text,
    selected_measures,
    set_text,
    sources_text,
    target_text,
    turn_text,
    was_text,
)
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.writers.json import shape
from actionplan.summary.measures.lengths import is_part_of_year
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import PlanMeasures, plan_measures
from actionplan.summary.measures.readings import (
    PeriodReading,
    between,
    breaks_in,
    by_length,
    ended_before,
    evenly_spaced,
    source_changes,
)

_BARS = "▁▂▃▄▅▆▇█"
_MOST, _FEWEST_BARS = 8, 3
"""How many readings of one length of period a screen shows (a page shows all), and from how many on there are bars."""

Row = tuple[str, Inline]


def measures_document(run: RunResult, context: Context) -> Document:
    """Return the latest readings, targets and trajectories of the measures of plans."""
    for plan in run.results:
        only = selected_measures(context.selection)
        yield from plan_opening(plan, context, f"Measures as at {when_words(context)}.", only)
        yield from _plan(plan, context)


def _plan(plan: PlanMeasures, context: Context) -> Iterator[Block]:
    if not plan.measures:
        yield from (Paragraph("No measure to show."), GAP)
        return
    counted, *facts = counts_of_measures(plan.tally)
    yield Paragraph(Span(counted, "strong"))
    yield Items(tuple(map(Item, facts)), indent=2, hang=2)
    if published := [each.latest.taken for each in plan.measures if each.latest is not None]:
        last = max(published, key=lambda reading: reading.on.first or date.min)
        age = f", {ago_text((context.as_at - last.on.last).days, last.on)}" if last.on.last is not None else ""
        yield Paragraph(f"Last reading published: {date_text(last.on)}{age}.")
    if plan.tally.eased:
        yield Paragraph(f"A target was made easier or moved later in {count(plan.tally.eased, 'measure')}.")
    if plan.tally.clashing:
        yield Paragraph(f"Sources disagree about {count(plan.tally.clashing, 'measure')}.")
    yield GAP
    if context.is_page:
        yield overview(plan)
        yield from milestones(plan)
    for measure in plan.measures:
        yield from measure_blocks(measure, plan.ratings, plan.bodies, plan.names, is_page=context.is_page)
        yield GAP


def measure_blocks(
    measure: MeasureSummary,
    ratings: Mapping[Id, Rating],
    bodies: Mapping[Id, Body],
    names: Mapping[str, str],
    *,
    level: int = 3,
    is_page: bool = False,
) -> Iterator[Block]:
    """Yield one measure: a heading and facts; on a page all its readings too.

    Args:
        measure: the measure on the day of the report.
        ratings: the ratings of the plan's `measure_preset`.
        bodies: the plan's bodies, for their names.
        names: what sentences call the plan's records, by id.
        level: the level of the heading.
        is_page: whether it is shown on a page.
    """
    title = f"{measure.title} ({unit_text(measure.unit)}, {BETTER[measure.direction]})"
    yield Heading(title, level, label=printed_id(measure), hang=4)
    several = len(measure.readings) > 1
    used_by = some_of(names.get(name, name) for name in (*measure.areas, *measure.actions))
    rows = (
        *([("Definition", measure.definition)] if is_page and measure.definition else []),
        *_values(measure),
        *(_series(measure) if several and not is_page else ()),
        *_breaks(measure),
        *_targets(measure, bodies),
        *_standards(measure),
        _course(measure),
        *_alerts(measure),
        ("Owner", body_name(bodies, measure.owner, "none named")),
        ("Used by", used_by or "nothing in the plan"),
        *_rating(measure, ratings),
    )
    yield Facts(rows, indent=4, width=12)
    if is_page and several:
        yield _readings(measure)


def _values(measure: MeasureSummary) -> Iterator[Row]:
    """Yield the latest reading, how it has changed, and the baseline."""
    latest, unit = measure.latest, measure.unit
    yield "Latest", reading_text(latest.taken, unit) if latest is not None else "no reading published"
    if measure.change is not None and measure.before is not None and latest is not None:
        change = f"{change_text(measure.change, unit, measure.travel)}: {was_text(measure.before, latest, unit)}"
        if passed_over := between(measure.readings, measure.before, latest):
            change += f". Between them, for longer or shorter periods: {_figures_of(passed_over, unit)}"
        yield "Change", change
    elif latest is not None and any(ended_before(each.period, latest.period) for each in measure.readings):
        yield "Change", "not known: no earlier figure is known to be for as long a period" + _since_break(measure)
    baseline = measure.baseline
    text = figure_for(baseline.value, unit, baseline.period) if baseline is not None else "not known"
    if measure.change_since_baseline is not None and measure.since_baseline is not None:
        change = change_text(measure.change_since_baseline, unit, measure.travel_since_baseline)
        to = f" to {_figure_of(measure.since_baseline, unit)}" if measure.since_baseline is not latest else ""
        text += f"; since then {change}{to}"
    elif baseline is not None and latest is not None:
        counted = " and counted in the same way" if breaks_in(measure.readings) else ""
        text += "; no later figure is known to be for as long a period" + counted
    yield "Baseline", text


def _since_break(measure: MeasureSummary) -> str:
    if source_changes(measure.readings):
        return " and from a source that agrees with this one"
    return " and counted in the same way" if breaks_in(measure.readings) else ""


def _breaks(measure: MeasureSummary) -> Iterator[Row]:
    """Yield from which periods on something else is counted."""
    for reading in breaks_in(measure.readings):
        text = f"from {date_from_to(reading.period)} on, counted in another way: {reading.break_in_series}"
        yield "Break", text
    for reading in source_changes(measure.readings):
        yield "Break", f"from {date_from_to(reading.period)} on, {OTHER_SOURCE}"


def _figure_of(reading: PeriodReading | None, unit: str) -> str:
    return figure_for(reading.value, unit, reading.period) if reading is not None else ""


def _figures_of(readings: Iterable[PeriodReading], unit: str) -> str:
    return ", ".join(_figure_of(reading, unit) for reading in readings)


def _series(measure: MeasureSummary) -> Iterator[Row]:
    """Yield readings in rows, each with periods of one length."""
    for number, readings in enumerate(by_length(measure.readings)):
        earlier = len(readings) - _MOST
        more = (
            f"; {earlier} earlier {'reading is' if earlier == 1 else 'readings are'} not shown" if earlier > 0 else ""
        )
        row = f"{row_text(readings)}: "
        yield "" if number else "Readings", (row, *_in_numbers(readings[-_MOST:], measure.unit), more)


def _in_numbers(readings: Sequence[PeriodReading], unit: str) -> tuple[Span | str, ...]:
    """Return three or more readings at even distances in numbers and bars, others each with its period."""
    if len(readings) < _FEWEST_BARS or not evenly_spaced(readings):
        return (_figures_of(readings, unit),)
    values = [reading.value for reading in readings]
    low, span = min(values), (max(values) - min(values)) or Decimal(1)
    bars = "".join(_BARS[int((value - low) / span * (len(_BARS) - 1))] for value in values)
    period = span_of_periods(readings[0].period, readings[-1].period)
    texts = (figure(value, unit) if is_pounds(unit) else number_text(value) for value in values)
    numbers = f"{', '.join(texts)} ({period})"
    return (Span(f"{bars}  ", "code", ascii=""), numbers)


def _readings(measure: MeasureSummary) -> Table:
    columns = (Column("Period"), Column("Value", is_number=True), Column("Published"), Column("Source"))
    rows = (
        (
            date_text(each.period, short=True),
            figure(each.value, measure.unit),
            date_text(taken.on, short=True),
            sources_text(taken.source),
        )
        for each in measure.readings
        for taken in [each.taken]
    )
    return Table(columns, tuple(rows), f"Readings: {measure.title} ({unit_text(measure.unit)})")


def _targets(measure: MeasureSummary, bodies: Mapping[Id, Body]) -> Iterator[Row]:
    if not measure.targets:
        yield "Target", "none set"
    for target in measure.targets:
        text = target_text(target, measure)
        if target is measure.next_target and measure.gap is not None:
            text += f", {points(measure.gap, measure.unit)} to go" if measure.gap > 0 else ", reached already"
        yield "Target", Span(text, "late" if target.met is False else "")
        if turned := turn_text(target, measure.unit, bodies):
            yield "", turned
        if target.passed and not target.set_in_time:
            yield "", not_set_in_time_text(target)
        for late in target.changed_after:
            changed = f"{figure(late.value, measure.unit)} by {date_text(late.due)}{set_text(late, bodies)}"
            yield "", f"replaced after its date, so it still counts; the new target is {changed}"


def _standards(measure: MeasureSummary) -> Iterator[Row]:
    """Yield what the law asks, and the values of others."""
    if text := duty_text(measure):
        yield "Duty", Span(text, "late" if measure.short_of_duty else "")
    for number, benchmark in enumerate(measure.benchmarks):
        yield "" if number else "Benchmark", benchmark_text(benchmark, measure)


def _course(measure: MeasureSummary) -> Row:
    latest, unit = measure.latest, measure.unit
    if measure.expected is None or latest is None or measure.course is None:
        return "Trajectory", f"none ({_no_course(measure)})"
    exponent = latest.value.as_tuple().exponent
    places = max(1, min(-exponent, 6)) if isinstance(exponent, int) else 1  # as many as the latest reading has
    far = points(abs(latest.value - measure.expected), unit, places)
    short = "" if measure.course == "behind" else duty_gap_text(measure)
    where = {"on": "on trajectory", "behind": f"behind by {far}", "ahead": f"ahead by {far}"}[measure.course]
    expected = expected_text(measure, figure(measure.expected, unit, places))
    text = f"{where}, compared with {expected.removesuffix(' for then')} for {date_text(latest.period)}"
    text += f"; {short}" if short else ""
    return "Trajectory", Span(text, "late" if measure.course == "behind" else "")


def _no_course(measure: MeasureSummary) -> str:
    """Return why nothing is expected of the latest reading."""
    latest = measure.latest
    if latest is None or measure.baseline is None or not any(target.due.last for target in measure.targets):
        return "needs a baseline, a target and a reading"
    if latest.series:
        return "what is counted was changed after the baseline"
    if is_part_of_year(latest.period):
        return "no target is for these months of the year"
    return "needs a target for a time after the baseline"


def _alerts(measure: MeasureSummary) -> Iterator[Row]:
    for clash in measure.clashes:
        yield "Conflict", Span(_clash(clash, measure.unit), "alert")
    if measure.overdue and measure.reading_due is not None:
        text = f"the reading for the period to {day_text(measure.reading_due)}, by {days_text(measure.days_overdue)}"
        yield "Overdue", Span(text, "late")


def _clash(clash: PeriodReading, unit: str) -> str:
    taken, *others = (
        f"{figure(reading.value, unit)} ({sources_text(reading.source) or 'no source named'})"
        for reading in (clash.taken, *clash.rivals)
        if reading.value is not None
    )
    why = "the preferred source" if clash.preferred else "the last published"
    return f"for {date_text(clash.period)}: {taken} is used, as {why}; also published: {'; '.join(others)}"


def _rating(measure: MeasureSummary, ratings: Mapping[Id, Rating]) -> Iterable[Row]:
    if measure.rating is None or measure.rated_against is None:
        return
    target = measure.rated_against
    against = f"compared with {figure(target.value, measure.unit)} by {date_text(target.due)}"
    yield "Rating", joined((rating_inline(ratings, measure.rating), against))
    if measure.rating in ratings:
        yield "", ratings[measure.rating].meaning


MEASURES = Report(
    name="measures",
    title=lambda context: f"Measures as at {when_words(context)}",
    result=lambda plan, context: plan_measures(plan, context.as_at, context.selection),
    document=measures_document,
    has_roll_up=True,
)

shape(PlanMeasures, omit=("ratings",))
