"""The screen of ``actionplan measures``: for each measure, one block that a board can read by itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.records import Rating
from actionplan.report.measure_words import (
    BETTER,
    change_text,
    counts_of_measures,
    figure,
    number_text,
    points,
    reading_text,
    set_text,
    sources_text,
    target_text,
    turn_text,
)
from actionplan.report.status_lists import rating_text
from actionplan.report.words import Signs, count, date_text, day_text, days_text, one_line
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import EVERY_MEASURE, MeasureSelection, MeasuresSummary, PlanMeasures
from actionplan.summary.measures.readings import PeriodReading

_LABEL = 12
_BARS = "▁▂▃▄▅▆▇█"
_MOST = 8
"""How many readings a block gives; the file has all of them."""

Line = tuple[str, str, str]
"""A label, what there is to say, and a style."""


def measures_text(summary: MeasuresSummary, screen: Screen) -> str:
    """Give where measures stand as text."""
    parts: list[Any] = []
    for plan in summary.plans:
        parts += list(_plan(plan, summary, screen))
    return draw(parts, screen)


def _plan(plan: PlanMeasures, summary: MeasuresSummary, screen: Screen) -> Iterator[Any]:
    known = f", as known on {day_text(summary.known_at)}" if summary.known_at is not None else ""
    yield hanging(one_line(plan.title), 0, screen)
    yield styled(f"Measures as at {day_text(summary.as_at)}{known}. {one_line(plan.root)}")
    if summary.selection != EVERY_MEASURE:
        yield styled(f"Only measures {_selected(summary.selection)}; others are not counted here.", "bold")
    yield ""
    if not plan.measures:
        yield styled("No measure to show.")
        yield ""
        return
    yield styled(counts_of_measures(plan.tally), "bold")
    if plan.tally.eased:
        yield styled(f"A target was made easier or moved later in {count(plan.tally.eased, 'measure')}.")
    if plan.tally.clashing:
        yield styled(f"Sources disagree about {count(plan.tally.clashing, 'measure')}.")
    yield ""
    for measure in plan.measures:
        yield from measure_block(measure, plan.ratings, screen)
        yield ""


def _selected(selection: MeasureSelection) -> str:
    conditions = [
        f"of the area {selection.area}" if selection.area else "",
        "that missed their last target" if selection.missed else "",
        "with a reading overdue" if selection.overdue else "",
    ]
    return " and ".join(filter(None, conditions))


def measure_block(measure: MeasureSummary, ratings: Mapping[Id, Rating], screen: Screen) -> Iterator[Any]:
    """Give where one measure stands as a title and lines with labels.

    Args:
        measure: where it stands.
        ratings: what the ratings of the plan's `measure_preset` mean.
        screen: what the reader's screen can show.
    """
    title = f"{measure.id}  {one_line(measure.title)} ({one_line(measure.unit)}, {BETTER[measure.direction]})"
    yield styled(hanging(title, 4, screen).plain, "bold")
    signs = signs_of(screen)
    for label, text, style in _lines(measure, screen):
        yield styled(hanging(f"    {label:<{_LABEL}}{text}", 4 + _LABEL, screen).plain, style)
    if measure.rating is not None and measure.rated_against is not None:
        line = styled(f"    {'Rating':<{_LABEL}}")
        line.append_text(rating_text(ratings, measure.rating, signs))
        held_to = measure.rated_against
        line.append(f", held against {figure(held_to.value, measure.unit)} by {date_text(held_to.due)}")
        yield line
        if measure.rating in ratings:
            meaning = one_line(ratings[measure.rating].meaning)
            yield hanging(f"{' ' * (4 + _LABEL)}{meaning}", 4 + _LABEL, screen)


def _lines(measure: MeasureSummary, screen: Screen) -> Iterator[Line]:
    signs = signs_of(screen)
    yield "Latest", _latest(measure), ""
    if measure.change is not None and measure.before is not None:
        before = f"{figure(measure.before.value, measure.unit)} for {date_text(measure.before.period)}"
        yield "Change", f"{change_text(measure.change, measure.unit, measure.travel)}: it was {before}", ""
    yield "Baseline", _baseline(measure), ""
    if len(measure.readings) > 1:
        yield "Readings", _series(measure, screen), ""
    yield from _targets(measure, signs)
    yield from _course(measure, signs)
    for clash in measure.clashes:
        yield "Clash", _clash(clash, measure), "yellow"
    if measure.is_overdue and measure.reading_due is not None:
        text = f"the reading to {day_text(measure.reading_due)} is {days_text(measure.days_overdue)} overdue"
        yield "Overdue", f"{signs.late} {text}", "bold red"
    naming = ", ".join((*measure.areas, *measure.actions)) or "nothing in the plan"
    yield "Owner", f"{measure.owner or 'none named'}; named by {naming}", ""


def _latest(measure: MeasureSummary) -> str:
    if measure.latest is None:
        return "no reading has been published"
    return reading_text(measure.latest.taken, measure.unit)


def _baseline(measure: MeasureSummary) -> str:
    if measure.baseline is None:
        return "not known"
    baseline = f"{figure(measure.baseline.value, measure.unit)} for {date_text(measure.baseline.period)}"
    if measure.change_since_baseline is None:
        return baseline
    since = change_text(measure.change_since_baseline, measure.unit, measure.travel_since_baseline)
    return f"{baseline}; since then {since}"


def _series(measure: MeasureSummary, screen: Screen) -> str:
    """Give the last readings in numbers, and where there is a shape to see, as a row of bars before them."""
    shown = measure.readings[-_MOST:]
    values = [reading.value for reading in shown]
    numbers = ", ".join(number_text(value) for value in values)
    span = f"{date_text(shown[0].period)} to {date_text(shown[-1].period)}"
    bars = f"{_row(values)}  " if screen.unicode and len(values) > 2 else ""
    return f"{bars}{numbers} ({span})"


def _row(values: list[Decimal]) -> str:
    low, high = min(values), max(values)
    if low == high:
        return _BARS[0] * len(values)
    return "".join(_BARS[int((value - low) / (high - low) * (len(_BARS) - 1))] for value in values)


def _targets(measure: MeasureSummary, signs: Signs) -> Iterator[Line]:
    if not measure.targets:
        yield "Target", "none is set", ""
    for target in measure.targets:
        missed = target.met is False
        text = f"{signs.late} " if missed else ""
        text += target_text(target, measure)
        if target is measure.next_target and measure.gap is not None:
            text += f", {points(measure.gap, measure.unit)} to go" if measure.gap > 0 else ", reached already"
        yield "Target", text, "bold red" if missed else ""
        if turned := turn_text(target, measure.unit):
            yield "", turned, ""
        for late in target.changed_after:
            changed = f"{figure(late.value, measure.unit)} by {date_text(late.due)}"
            yield "", f"set in its place after its day, which changes nothing of it: {changed}{set_text(late)}", ""


def _course(measure: MeasureSummary, signs: Signs) -> Iterator[Line]:
    if measure.expected is None or measure.latest is None or measure.course is None:
        yield "Trajectory", "none: it needs a baseline, a target and a reading", ""
        return
    short = abs(measure.latest.value - measure.expected)
    places = decimals(measure)
    expected = f"{figure(measure.expected, measure.unit, places)} was expected for {date_text(measure.latest.period)}"
    words = {"on": "on it", "behind": f"behind by {points(short, measure.unit, places)}"}
    text = words.get(measure.course, f"ahead by {points(short, measure.unit, places)}")
    late = measure.course == "behind"
    yield "Trajectory", f"{f'{signs.late} ' if late else ''}{text}: {expected}", "bold red" if late else ""


def decimals(measure: MeasureSummary) -> int:
    """Give to how many places what is worked out for a measure is shown: one, or as many as its latest reading has."""
    exponent = measure.latest.value.as_tuple().exponent if measure.latest is not None else 0
    return max(1, min(-exponent, 6)) if isinstance(exponent, int) else 1


def _clash(clash: PeriodReading, measure: MeasureSummary) -> str:
    others = "; ".join(
        _said(figure(rival.value, measure.unit), sources_text(rival.source))
        for rival in clash.rivals
        if rival.value is not None
    )
    taken = _said(figure(clash.value, measure.unit), sources_text(clash.taken.source))
    why = "the preferred source" if clash.is_preferred else "published last"
    return f"for {date_text(clash.period)}: {taken} counts, {why}; also {others}"


def _said(value: str, source: str) -> str:
    return f"{value} ({source or 'no source named'})"
