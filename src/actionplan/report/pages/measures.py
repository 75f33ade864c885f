"""The list of measures, and the page of a measure."""

from collections.abc import Iterable, Iterator

from actionplan.model.figures import figure, unit_text, with_unit
from actionplan.model.ids import Id
from actionplan.model.measures import Benchmark, Measure, Reading
from actionplan.model.text import capitalised, date_text
from actionplan.report.document import Block, Columns, Document, Heading, Item, Items, Paragraph
from actionplan.report.measure_words import BETTER, benchmark_text, duty_text, sources_text, target_text, turn_text
from actionplan.report.pages import links
from actionplan.report.pages.history import StatedEntry, history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, Notice, TitleBlock
from actionplan.report.papers import measures as paper_measures
from actionplan.report.papers.appendix import action_table
from actionplan.report.papers.measures import measure_sentence
from actionplan.report.pictures.measure import measure_picture
from actionplan.report.show_record import entry_facts, reading_facts
from actionplan.summary.history import RecordStory, record_story
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.readings import PeriodReading
from actionplan.summary.measures.targets import TargetSummary


def measures(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all measures of a plan."""
    yield TitleBlock("Measures", material.paper.plan.title)
    yield from paper_measures.measures(material.paper)


def measure_figures(found: Iterable[MeasureSummary]) -> Items:
    """Return measures as figures, each with a sentence that leads to its page."""
    return Items(tuple(map(_figure, found)), look="figures")


def _figure(measure: MeasureSummary) -> Item:
    latest = measure.latest
    value = with_unit(latest.value, measure.unit) if latest is not None else "none"
    return Item(measure_sentence(measure), value)


def measure(material: PageMaterial, name: Id) -> Document:
    """Return the page of a measure."""
    now = material.measures[name]
    yield TitleBlock(now.title, "Measure")
    yield Headline(measure_sentence(now))
    for clash in now.clashes:
        yield Notice(f"Sources publish different figures for {date_text(clash.period)}.", _clash(clash, now))
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this measure")


def _clash(clash: PeriodReading, measure: MeasureSummary) -> str:
    every = [
        f"{figure(each.value, measure.unit)} ({sources_text(each.source) or 'no source named'})"
        for each in (clash.taken, *clash.rivals)
        if each.value is not None
    ]
    why = "the plan prefers that source" if clash.preferred else "it was published last"
    return f"{'; '.join(every)}. These pages count the first, because {why}."


def _main(material: PageMaterial, now: MeasureSummary) -> Iterator[Block]:
    paper = material.paper
    if (picture := measure_picture(now, paper.as_at)) is not None:
        yield picture
    if now.targets:
        yield Heading("Targets", 2)
        yield Items(tuple(_target(material, each, now) for each in now.targets))
    acting = [material.actions[name] for name in now.actions if name in material.actions]
    if acting:
        yield Heading("What is being done about it", 2)
        yield action_table(paper, "Actions that should improve it", acting)
    story = record_story(paper.plan, paper.plan.measure(now.id), paper.as_at)
    yield from history(material, sorted(_stated(material, story), key=_day))


def _target(material: PageMaterial, each: TargetSummary, now: MeasureSummary) -> Item:
    turned = turn_text(each, now.unit, material.paper.plan.bodies)
    return Item(target_text(each, now), under=(turned,) if turned else ())


def _stated(material: PageMaterial, story: RecordStory) -> Iterator[StatedEntry]:
    record = story.record
    assert isinstance(record, Measure)
    published: tuple[Reading | Benchmark, ...] = (*story.readings, *story.benchmarks)
    yield from ((each, False, reading_facts(each, record.unit)) for each in published)
    for entry, early in story.entries:
        yield entry, early, entry_facts(entry, material.names)


def _day(stated: StatedEntry) -> str:
    return str(stated[0].on.last)


def _side(material: PageMaterial, now: MeasureSummary) -> Iterator[Block]:
    yield Heading("Who answers for it", 2)
    yield Paragraph(links.body(material, now.owner, "No owner is named"))
    yield Heading("What is counted", 2)
    yield Paragraph(f"{capitalised(unit_text(now.unit))}; {BETTER[now.direction]}.")
    if now.definition:
        yield Paragraph(now.definition)
    if text := duty_text(now):
        yield Heading("The duty", 2)
        yield Paragraph(text)
    if now.benchmarks:
        yield Heading("Elsewhere", 2)
        yield Items(tuple(Item(benchmark_text(each, now)) for each in now.benchmarks))
    if now.areas:
        yield Heading("Where it belongs", 2)
        yield Items(tuple(Item(links.record(material, "area", each)) for each in now.areas))
