"""The first page of a plan: how far it is, what families can feel, its areas, and what is new."""

from collections.abc import Iterator
from itertools import groupby

from actionplan.model.text import capitalised, day_text
from actionplan.report.document import Block, Columns, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.pages.areas import area_list
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.measures import measure_figures
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers import opening
from actionplan.report.papers.material import since_words
from actionplan.report.papers.measures import worst_first
from actionplan.report.papers.resolutions import voted_for
from actionplan.report.since_sentences import HEADING_WORDS

_MOST_MEASURES = 4


def home(material: PageMaterial, _: str = "") -> Document:
    """Return the first page of a plan."""
    paper = material.paper
    yield TitleBlock(paper.plan.title, f"As at {day_text(paper.as_at)}")
    yield from opening.headline(paper)
    yield from opening.counts(paper)
    yield Columns((tuple(_main(material)), tuple(_side(material))), side="More about the plan")


def _main(material: PageMaterial) -> Iterator[Block]:
    known = [each for each in worst_first(material.measures.values()) if each.latest is not None]
    if known:
        yield Heading("What has changed for families so far", 2)
        yield measure_figures(known[:_MOST_MEASURES])
        yield Paragraph(Span("All measures", link=PageLink("measures")))
    if material.areas:
        yield Heading("The areas of the plan", 2)
        yield area_list(material)
    yield Paragraph(Span("All actions", link=PageLink("actions")))


def _side(material: PageMaterial) -> Iterator[Block]:
    paper = material.paper
    if words := since_words(paper):
        yield Heading(capitalised(words), 2)
        counted = groupby(paper.changes, lambda change: change.heading)
        items = (Item(f"{HEADING_WORDS[heading]}: {len(list(group))}") for heading, group in counted)
        yield Items(tuple(items)) if paper.changes else Paragraph("Nothing is on record.")
        yield Paragraph(Span("What has changed, meeting by meeting", link=PageLink("meetings")))
    if material.resolutions:
        yield Heading("What councillors voted for", 2)
        yield from voted_for(paper)
    if paper.status.ratings:
        yield Heading("How to read the signs", 2)
        yield Facts(tuple((each.label, each.meaning or "") for each in paper.status.ratings.values()))
