"""The first page of a plan: how far it is, what families can feel, its areas, and what is new."""

from collections.abc import Iterator
from itertools import groupby

from actionplan.model.text import at_text, capitalised, day_text, days_text, outcome_words
from actionplan.report.action_words import colour_span
from actionplan.report.document import Block, Columns, Document, Heading, Item, Items, Key, Paragraph
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.pages.areas import area_list
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.measures import measure_figures
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers import opening
from actionplan.report.papers.material import since_words
from actionplan.report.papers.measures import worst_first
from actionplan.report.pictures.area_bar import KEY
from actionplan.report.resolutions import reports_of_whole
from actionplan.report.since_sentences import HEADING_WORDS
from actionplan.report.tallies import clauses_stand
from actionplan.summary.resolutions.resolution import ResolutionSummary

_MOST_MEASURES = 4


def home(material: PageMaterial, _: str = "") -> Document:
    """Return the first page of a plan."""
    paper = material.paper
    yield TitleBlock("What was promised, and what has been done", f"As at {day_text(paper.as_at)}")
    yield from opening.summed_up(paper)
    yield from opening.counts(paper)
    yield Columns((tuple(_main(material)), tuple(_side(material))), side="More about the plan")


def _main(material: PageMaterial) -> Iterator[Block]:
    known = [each for each in worst_first(material.measures.values()) if each.latest is not None]
    if known:
        yield Heading("What has changed for families so far", 2)
        yield measure_figures(known[:_MOST_MEASURES])
        more = f"All {len(material.measures)} measures" if len(material.measures) > _MOST_MEASURES else "The measures"
        yield Paragraph(Span(more, link=PageLink("measures")))
    if material.areas:
        yield Heading("The areas of the plan", 2)
        yield area_list(material)
        yield Key(KEY)
    yield Paragraph(Span(f"All {len(material.actions)} actions", link=PageLink("actions")))


def _side(material: PageMaterial) -> Iterator[Block]:
    yield from _new(material)
    found = [each for each in material.resolutions.values() if each.binding]
    if found:
        yield Heading("What councillors voted for", 2)
        yield from (Paragraph(_resolution(each)) for each in found)
    if ratings := material.paper.status.ratings:
        yield Heading("How to read the signs", 2)
        for each in ratings.values():
            yield Paragraph(joined((colour_span(f"{each.label}:", each.colour), each.meaning or ""), " "))
        yield Paragraph("These ratings are chosen by those who report. “Overdue” is counted from the dates.")


def _new(material: PageMaterial) -> Iterator[Block]:
    """Yield how much is new since the last meeting, under the headings of minutes."""
    paper = material.paper
    if words := since_words(paper):
        yield Heading(capitalised(words), 2)
        if paper.changes:
            counted = groupby(paper.changes, lambda change: change.heading)
            yield Items(tuple(Item(f"{HEADING_WORDS[heading]}: {len(list(group))}") for heading, group in counted))
        else:
            yield Paragraph("Nothing is on record.")
        yield Paragraph(Span("What has changed, meeting by meeting", link=PageLink("meetings")))


def _resolution(resolution: ResolutionSummary) -> Inline:
    """Return what became of a resolution in sentences."""
    name = Span(f"{resolution.title}.", link=PageLink("resolution", resolution.id))
    stand, reported = clauses_stand(resolution), reports_of_whole(resolution)
    late = Span(f"A report on it is {days_text(reported.days_overdue)} overdue.", "late")
    said = f"{capitalised(outcome_words(resolution.outcome))} {at_text(resolution.on)}."
    facts = (name, said, f"{stand}." if stand else "", late if resolution.open and reported.days_overdue else "")
    return joined(facts, " ")
