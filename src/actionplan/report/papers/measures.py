"""Whether it helps: the measures of a plan against their targets, and the few that families can feel."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from actionplan.model.figures import figure, points, with_unit
from actionplan.model.text import count, date_text, in_words, short_name
from actionplan.report.document import Block, Cell, Column, Item, Items, Lines, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.measure_words import benchmark_text, by_text, duty_gap_text, figure_for, off_text
from actionplan.report.papers.material import Material
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import MeasureTally
from actionplan.summary.measures.targets import TargetSummary, short_of


def measures(material: Material) -> Iterator[Block]:
    """Yield every measure: its latest figure, the last target that came due, and what became of it."""
    found = material.measures.measures
    if not found:
        yield Paragraph("The plan has no measure on record.")
        return
    yield measures_table(material)
    yield Paragraph(" ".join(_summed_up(found, material.measures.tally)))


def _summed_up(measures: Sequence[MeasureSummary], tally: MeasureTally) -> Iterator[str]:
    """Yield how many measures have each result of the table, then how many fall short of their duty or lack figures."""
    results = Counter(_result(each) for each in measures)
    shown = {name: number for name, number in results.items() if number}
    if shown.keys() & {"missed", "reached", "unknown"}:
        shown.setdefault("met", 0)
    words = (words.format(shown[name] or "none") for name, words in _RESULTS.items() if name in shown)
    yield f"Of {count(len(measures), 'measure')}, {in_words(words)}."
    if tally.with_duty:
        has, short = "has" if tally.with_duty == 1 else "have", tally.short_of_duty
        kept = tally.with_duty - short
        yield f"{tally.with_duty} {has} a duty by law: {kept or 'none'} fulfilled, {short or 'none'} not."
    if tally.overdue:
        has = "has a figure" if tally.overdue == 1 else "have figures"
        yield f"{tally.overdue} {has} overdue."


_RESULTS = {
    "met": "{} met the last target that came due",
    "missed": "{} missed it",
    "reached": "{} missed it then and reached it since",
    "unknown": "for {} that is not known",
    "to come": "for {} the first target is still to come",
    "none": "for {} there is no target",
}
"""How a sentence counts the measures with each result."""


def _result(measure: MeasureSummary) -> str:
    """Return what a table of measures says of one: of the last target that came due, or of the next one."""
    target = measure.last_passed
    if target is None:
        return "to come" if measure.next_target is not None else "none"
    if target.met is None:
        return "unknown"
    return "met" if target.met else "missed" if target.reached_since is None else "reached"


def measures_table(material: Material) -> Table:
    """Return a table of all measures, those that missed a target first."""
    columns = tuple(map(Column, ("Measure", "Latest figure", "Target", "Result", "Duty and others")))
    rows = tuple(_row(each) for each in worst_first(material.measures.measures))
    return Table(columns, rows, "Latest figure against the last target that came due", note="")


def worst_first(measures: Iterable[MeasureSummary]) -> list[MeasureSummary]:
    """Return measures in order: those that missed a target, then those of which it is not known, then the others."""
    return sorted(measures, key=_order)


def _order(measure: MeasureSummary) -> int:
    return 0 if measure.missed and not measure.reached_since else 1 if measure.not_judged else 2


def _row(measure: MeasureSummary) -> tuple[Cell, ...]:
    target = measure.last_passed or measure.next_target
    no_duty = "no duty on record" if measure.duty is None and measure.benchmarks else ""
    others = [duty_gap_text(measure), no_duty, *(benchmark_text(each, measure) for each in measure.benchmarks)]
    return (
        Span(short_name(measure), "strong", link=PageLink("measure", measure.id)),
        latest_lines(measure),
        _target(target, measure) if target is not None else "no target",
        Lines(tuple(result_lines(target, measure))),
        Lines(tuple(filter(None, others)) or ("none on record",)),
    )


def latest_lines(measure: MeasureSummary) -> Lines:
    """Return the latest figure of a measure with its period, and other figures published for that period."""
    latest = measure.latest
    if latest is None:
        return Lines(("none published",))
    others = [figure(each.value, measure.unit) for each in latest.rivals if each.value is not None]
    clash = [Span(f"another source: {in_words(dict.fromkeys(others), 'or')}", "quiet")] if others else []
    return Lines((with_unit(latest.value, measure.unit), Span(date_text(latest.period, short=True), "quiet"), *clash))


def _target(target: TargetSummary, measure: MeasureSummary) -> Lines:
    first = target.original
    changed = first.value != target.value
    was: list[Inline] = [Span(f"first {figure(first.value, measure.unit)}", "quiet")] if changed else []
    return Lines((f"{figure(target.value, measure.unit)} {by_text(target.due)}", *was))


def result_lines(target: TargetSummary | None, measure: MeasureSummary) -> Iterator[Inline]:
    """Yield whether the last target was met, and the next one."""
    if target is None:
        yield "no target to compare with"
        return
    yield from outcome_lines(target, measure)
    following = measure.next_target
    if target.passed and following is not None and following is not target:
        yield Span(f"next: {figure(following.value, measure.unit)} {by_text(following.due)}", "quiet")


def outcome_lines(target: TargetSummary, measure: MeasureSummary) -> Iterator[Inline]:
    """Yield whether a target was met; if not, by how much it was missed, and whether it was reached since."""
    if not target.passed:
        yield "still to come"
    elif target.met is None:
        yield _not_known(target, measure)
    elif target.met:
        yield "met"
    elif target.reading is not None:
        far = points(short_of(target.reading.value, target.value, measure.direction), measure.unit)
        yield (Span("Missed", "late"), f" by {far}")
        if target.reached_since is not None:
            yield f"reached since ({date_text(target.reached_since.period, short=True)})"


def _not_known(target: TargetSummary, measure: MeasureSummary) -> str:
    if not target.set_in_time:
        return "not judged, since it was not set in time"
    last = target.last_before
    if last is None:
        return "not known: no figure for that day"
    short = short_of(last.value, target.value, measure.direction)
    far = off_text(short, measure, "the target") if short > 0 else "enough for the target"
    is_latest = measure.latest is not None and last.period == measure.latest.period
    known = "the latest" if is_latest else f"the last before it, {figure_for(last.value, measure.unit, last.period)},"
    return f"not known: no figure for that day; {known} {'is' if is_latest else 'was'} {far}"


def families(material: Material, most: int = 4) -> Iterator[Block]:
    """Yield the few measures that say most: those that missed a target first, each in a sentence.

    Args:
        material: what the paper is made from.
        most: how many.
    """
    known = [each for each in material.measures.measures if each.latest is not None]
    if not known:
        yield Paragraph("No figure has been published.")
        return
    known.sort(key=_order)
    yield Items(tuple(Item(measure_sentence(each)) for each in known[:most]))


def measure_sentence(measure: MeasureSummary) -> Inline:
    """Return the latest figure of a measure in a sentence: its period, other sources, the figure before, the target."""
    latest = measure.latest
    if latest is None:
        return f"{short_name(measure)}: no figure has been published."
    target = measure.last_judged or measure.next_target
    wanted = f"; target {figure(target.value, measure.unit)} {by_text(target.due)}" if target is not None else ""
    if target is not None and target.met is not None:
        missed = "missed then and reached since" if target.reached_since is not None else "missed"
        wanted += f", {'met then' if target.met else missed}"
    others = [figure(each.value, measure.unit) for each in latest.rivals if each.value is not None]
    clash = f"; {in_words(dict.fromkeys(others), 'or')} in another source" if others else ""
    value = Span(with_unit(latest.value, measure.unit), "strong")
    return (f"{short_name(measure)}: ", value, f" ({date_text(latest.period)}{clash}{_since_before(measure)}{wanted}).")


def _since_before(measure: MeasureSummary) -> str:
    """Return the figure with which the latest is compared, and whether it has become better; empty without one."""
    if measure.before is None or measure.travel == "unknown":
        return ""
    if measure.travel == "same":
        return "; the same before"
    return f"; {figure(measure.before.value, measure.unit)} before, now {measure.travel}"
