"""A measure against its trajectory: published figures, what was expected, targets, the duty, and who differs."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from actionplan.model.figures import figure, points, unit_text, with_unit
from actionplan.model.text import at_text, capitalised, date_from_to, date_text, day_text, short_name
from actionplan.report.document import Cell, Column, Picture, Sign, Table
from actionplan.report.inline import Inline, Span
from actionplan.report.measure_words import (
    BETTER,
    OTHER_SOURCE,
    by_text,
    duty_gap_text,
    expected_text,
    figure_for,
    sources_text,
)
from actionplan.report.pictures import characters, marks
from actionplan.report.pictures.measure_drawing import KEY, draw
from actionplan.report.pictures.measure_points import Points, is_regular, measure_points
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading, by_length, source_changes

_SHORT_UNIT = 6
"""The longest unit, in letters, that is shown beside the latest figure."""


def measure_picture(measure: MeasureSummary, as_at: date) -> Picture | None:
    """Return the picture of a measure; None unless two figures for as long a period are published: a sentence will do.

    Args:
        measure: the measure.
        as_at: the day of the report.
    """
    latest = measure.latest
    if latest is None or not is_regular(measure):
        return None
    shown = measure_points(measure, as_at)
    is_short = len(measure.unit) <= _SHORT_UNIT
    last = with_unit(latest.value, measure.unit) if is_short else figure(latest.value, measure.unit)
    return Picture(
        caption=f"{short_name(measure)}: {_finding(measure, latest)}",
        note=_note(measure, latest, shown),
        alt=_alt(measure, latest),
        drawing=marks.drawing(lambda width: draw(shown, as_at, last, width)),
        table=_table(measure),
        key=tuple(_key(shown)),
        screen=_screen(measure),
    )


def _finding(measure: MeasureSummary, latest: PeriodReading) -> str:
    """Return the latest figure, what was expected, that a target was made easier, and how far the duty is."""
    text = f"{with_unit(latest.value, measure.unit)} for {date_text(latest.period)}"
    if measure.expected is not None:
        expected = expected_text(measure, figure(measure.expected, measure.unit, _decimals(latest.value)))
        how = {"behind": "worse than", "ahead": "better than", "on": "about", None: ""}[measure.course]
        text += f", {how} {expected}" if how else ""
    elif measure.before is not None and measure.travel != "unknown":
        how = "the same as" if measure.travel == "same" else f"{measure.travel} than"
        text += f", {how} {figure_for(measure.before.value, measure.unit, measure.before.period)}"
    easier = [each for each in measure.targets if each.turn == "easier"]
    if easier:
        first, now = (figure(each.value, measure.unit) for each in (easier[-1].original, easier[-1]))
        text += f"; the target was made easier, from {first} to {now}"
    if measure.duty is not None and measure.duty.gap is not None and measure.duty.gap > 0:
        text += f"; {points(measure.duty.gap, measure.unit)} short of the duty"
    return text


def _decimals(value: Decimal) -> int:
    """Return to how many places a figure is given, to which what was expected then is rounded."""
    return max(-int(value.normalize().as_tuple().exponent), 0)


def _note(measure: MeasureSummary, latest: PeriodReading, shown: Points) -> str:
    facts = [f"{capitalised(unit_text(measure.unit))}; {BETTER[measure.direction]}"]
    if measure.clashes:
        facts.append(f"Sources differ for {', '.join(date_text(each.period) for each in measure.clashes)}")
    facts += [f"From {date_from_to(each.period)} on, {OTHER_SOURCE}" for each in source_changes(measure.readings)]
    if shown.gaps and shown.gaps[-1][0] == latest.period.last:
        facts.append(f"Nothing is published for later than {day_text(shown.gaps[-1][0])}")
    easier = (each.current.on for each in measure.targets if each.turn == "easier" and each.current.on is not None)
    facts += [f"Target made easier {at_text(on)}" for on in easier]
    return ". ".join(facts) + "."


def _alt(measure: MeasureSummary, latest: PeriodReading) -> str:
    first = measure.readings[0]
    begin = f"{short_name(measure)}: from {figure_for(first.value, measure.unit, first.period)}"
    text = f"{begin} to {figure_for(latest.value, measure.unit, latest.period)}."
    target = measure.next_target or measure.last_passed
    wanted = f"The target is {figure(target.value, measure.unit)} {by_text(target.due)}" if target is not None else ""
    duty = duty_gap_text(measure)
    return " ".join(filter(None, (text, f"{'; '.join(filter(None, (wanted, duty)))}." if wanted or duty else "")))


def _table(measure: MeasureSummary) -> Table:
    columns = tuple(map(Column, ("Period or day", "Figure", "What it is", "Source")))
    return Table(columns, tuple(_rows(measure)), f"Figures of {short_name(measure)}", note="")


def _rows(measure: MeasureSummary) -> Iterator[tuple[Cell, ...]]:
    unit, baseline, duty = measure.unit, measure.baseline, measure.duty
    if baseline is not None:
        source = sources_text(baseline.source)
        yield date_text(baseline.period), figure(baseline.value, unit), "starting point", _source(source)
    for each in measure.readings:
        when = date_text(each.period)
        yield when, figure(each.value, unit), _published(each), _source(sources_text(each.taken.source))
        for rival in each.rivals:
            if rival.value is not None:
                yield when, figure(rival.value, unit), "another source", _source(sources_text(rival.source))
    for target in measure.targets:
        if target.due.last is None:
            continue
        first = target.original
        if (first.value, first.due.last) != (target.value, target.due.last) and first.due.last is not None:
            yield by_text(first.due), figure(first.value, unit), "target as first set", "the plan"
        yield by_text(target.due), figure(target.value, unit), "target", "the plan"
    for other in measure.benchmarks:
        yield date_text(other.period), figure(other.value, unit), other.of, _source(sources_text(other.taken.source))
    if duty is not None and duty.applies:
        yield "all the time", figure(duty.value, unit), f"duty: {duty.text}", _source(sources_text(duty.source))


def _source(hosts: str) -> str:
    return hosts or "not named"


def _published(reading: PeriodReading) -> str:
    return f"published; {reading.break_in_series}" if reading.break_in_series else "published"


def _key(shown: Points) -> Iterator[Sign]:
    kinds: set[str] = {each.kind for each in shown.figures}
    others = {"gap": shown.gaps, "break": shown.breaks, "duty": shown.duty, "today": True}
    kinds |= {name for name, found in others.items() if found}
    yield from (sign for name, sign in KEY.items() if name in kinds)


def _screen(measure: MeasureSummary) -> tuple[Inline, ...]:
    """Return the readings for periods as long as the latest as a row of bars, with the first and the last of them."""
    row: Iterable[PeriodReading] = by_length(measure.readings)[0]
    values = [float(each.value) for each in row]
    if len(values) < 2 or min(values) < 0:
        return ()
    first, *_, last = row
    begin, end = (figure_for(each.value, measure.unit, each.period) for each in (first, last))
    return ((Span(f"{begin}  "), characters.spark(values, max(values)), f"  {end}"),)
