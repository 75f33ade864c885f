"""The list of measures, and the page of a measure."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from actionplan.model.figures import figure, points, unit_text, with_unit
from actionplan.model.ids import Id
from actionplan.model.measures import Benchmark, Measure, Reading
from actionplan.model.text import at_text, capitalised, date_text, day_text, in_words
from actionplan.report.document import Block, Column, Columns, Document, Heading, Item, Items, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.measure_words import (
    BETTER,
    benchmark_text,
    by_text,
    counts_of_measures,
    duty_text,
    expected_sentence,
    sources_text,
    turn_text,
)
from actionplan.report.pages import links
from actionplan.report.pages.history import StatedEntry, history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.records import action_list
from actionplan.report.paper_blocks import Headline, Notice, TitleBlock
from actionplan.report.papers.measures import measures_table, outcome_lines
from actionplan.report.pictures.measure import measure_picture
from actionplan.report.show_record import entry_facts, reading_facts
from actionplan.report.words import EVERY_WORDS
from actionplan.summary.history import RecordStory, record_story
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading, source_changes
from actionplan.summary.measures.targets import TargetSummary


def measures(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all measures of a plan."""
    found = material.paper.measures
    yield TitleBlock("Measures", f"As at {day_text(material.paper.as_at)}")
    counted, *facts = counts_of_measures(found.tally)
    yield Headline(f"{counted}: {'; '.join(facts)}.")
    yield measures_table(material.paper)


def measure_figures(found: Iterable[MeasureSummary]) -> Items:
    """Return measures as figures, each with a sentence that leads to its page."""
    return Items(tuple(Item(_sentence(each), _value(each)) for each in found), look="figures")


def _value(measure: MeasureSummary) -> str:
    return with_unit(measure.latest.value, measure.unit) if measure.latest is not None else "none"


def _sentence(measure: MeasureSummary) -> Inline:
    """Return what a figure is of, what it was at the start, its target, and what another source states."""
    name, latest = Span(measure.title, link=PageLink("measure", measure.id)), measure.latest
    if latest is None:
        return (name, ": no figure has been published.")
    start, target = measure.baseline, measure.last_judged or measure.next_target
    others = [figure(each.value, measure.unit) for each in latest.rivals if each.value is not None]
    sentences = (
        f", {date_text(latest.period)}.",
        f" It was {figure(start.value, measure.unit)} at the start." if start is not None else "",
        f" {_target_sentence(measure, target)}" if target is not None else "",
        f" Another source states {in_words(dict.fromkeys(others), 'or')}." if others else "",
    )
    return links.said(name, *sentences)


def _target_sentence(measure: MeasureSummary, target: TargetSummary) -> str:
    eased = f", made easier from {figure(target.original.value, measure.unit)}" if target.turn == "easier" else ""
    value, verb = figure(target.value, measure.unit), "was" if target.passed else "is"
    text = f"The target {verb} {value} {by_text(target.due)}{eased}"
    if target.met is None:
        return f"{text}."
    return f"{text}: {'met' if target.met else 'missed, and reached since' if target.reached_since else 'missed'}."


def measure(material: PageMaterial, name: Id) -> Document:
    """Return the page of a measure."""
    now = material.measures[name]
    yield TitleBlock(now.title, "Measure")
    yield Headline(_headline(now))
    for clash in now.clashes:
        yield Notice(f"Sources publish different figures for {date_text(clash.period)}.", _clash(clash, now))
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this measure")


def _headline(measure: MeasureSummary) -> str:
    """Return the latest figure, how far it is from the start, and what is expected of it."""
    latest, unit = measure.latest, measure.unit
    if latest is None:
        return "No figure has been published."
    text = f"{with_unit(latest.value, unit)}, {date_text(latest.period)}"
    change = measure.change_since_baseline if measure.since_baseline is latest else None
    if change:
        text += f", {points(change, unit)} {'more' if change > 0 else 'less'} than when the plan began"
    elif change is not None:
        text += ", the same as when the plan began"
    if measure.expected is not None:
        exponent = latest.value.as_tuple().exponent
        places = max(-exponent, 0) if isinstance(exponent, int) else 0
        text += f". {expected_sentence(measure, figure(measure.expected, unit, places))}"
    return f"{text}."


def _clash(clash: PeriodReading, measure: MeasureSummary) -> str:
    every = [
        f"{figure(each.value, measure.unit)} ({sources_text(each.source) or 'no source named'})"
        for each in (clash.taken, *clash.rivals)
        if each.value is not None
    ]
    why = "the plan prefers that source" if clash.preferred else "it was published last"
    if clash in source_changes(measure.readings):
        why += ". The figures before are of the other source, so that they are not compared with it"
    return f"{'; '.join(every)}. These pages count the first, because {why}."


def _main(material: PageMaterial, now: MeasureSummary) -> Iterator[Block]:
    paper = material.paper
    if (picture := measure_picture(now, paper.as_at)) is not None:
        yield evolve(picture, folds=False)
    if now.targets:
        yield Heading("Targets", 2)
        rows = tuple(_target(material, each, now) for each in now.targets)
        yield Table(
            tuple(map(Column, ("By", "Target", "Result", "What became of it"))), rows, "Targets of this measure"
        )
    acting = [material.actions[name] for name in now.actions if name in material.actions]
    if acting:
        yield Heading("What is being done about it", 2)
        yield action_list(material, acting)
    story = record_story(paper.plan, paper.plan.measure(now.id), paper.as_at)
    yield from history(material, sorted(_entries(material, story), key=_day), now.owner)


def _target(material: PageMaterial, each: TargetSummary, now: MeasureSummary) -> tuple[Inline, ...]:
    turned = turn_text(each, now.unit, material.paper.plan.bodies)
    result = joined(outcome_lines(each, now), "; ")
    due = date_text(each.due, none="no fixed date")
    return due, figure(each.value, now.unit), result, capitalised(turned) or "not changed since it was set"


def _entries(material: PageMaterial, story: RecordStory) -> Iterator[StatedEntry]:
    record = story.record
    assert isinstance(record, Measure)
    published: tuple[Reading | Benchmark, ...] = (*story.readings, *story.benchmarks)
    for each in published:
        yield StatedEntry(entry=each, facts=reading_facts(each, record.unit))
    for entry, early in story.entries:
        yield StatedEntry(entry=entry, facts=entry_facts(entry, material.names), is_early=early)


def _day(stated: StatedEntry) -> date:
    return stated.entry.on.last or date.min


def _side(material: PageMaterial, now: MeasureSummary) -> Iterator[Block]:
    yield Heading("Who answers for it", 2)
    yield Paragraph(links.body(material, now.owner, "No owner is named."))
    yield Heading("What is counted", 2)
    yield Paragraph(f"{capitalised(unit_text(now.unit))}; {BETTER[now.direction]}.")
    if now.definition:
        yield Paragraph(now.definition)
    if now.readings_every is not None or now.latest is not None:
        yield Heading("How often it is published", 2)
        yield Paragraph(_how_often(now))
    yield Heading("What the law asks", 2)
    yield Paragraph(Span(duty_text(now) or "No duty is on record.", "late" if now.short_of_duty else ""))
    if now.benchmarks:
        yield Heading("Elsewhere", 2)
        yield Items(tuple(Item(benchmark_text(each, now)) for each in now.benchmarks))
    if now.areas:
        yield Heading("Where it belongs", 2)
        yield Items(tuple(Item(links.record(material, "area", each)) for each in now.areas))
    sources = dict.fromkeys(source for each in now.readings for source in each.taken.source)
    if sources:
        yield Heading("Sources", 2)
        yield Items(tuple(Item((links.web(source),)) for source in sources))


def _how_often(now: MeasureSummary) -> str:
    every = f"{capitalised(EVERY_WORDS[now.readings_every])}, by the plan. " if now.readings_every is not None else ""
    late = f" A figure is {now.days_overdue} days overdue." if now.overdue else ""
    last = f"The last figure came out {at_text(now.latest.taken.on)}." if now.latest is not None else ""
    return f"{every}{last}{late}"
