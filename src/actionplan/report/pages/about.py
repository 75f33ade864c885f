"""What the pages of a plan are, what they leave out, and the accessibility statement that the council completes."""

from collections.abc import Iterator

from actionplan.model.text import capitalised, date_text
from actionplan.report.document import Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers.families import jargon


def about(material: PageMaterial, _: str = "") -> Document:
    """Return the page that says what the pages are made from, and what they leave out."""
    plan = material.paper.plan
    yield TitleBlock("About these pages", plan.title)
    yield Paragraph(
        "These pages are made from the files in which the plan is kept. History in them is only ever added to: a date "
        "that was moved keeps the first one visible, and what was wrong is corrected by a later entry. Days "
        "overdue are counted from dates, whatever an action is rated."
    )
    yield Facts(tuple(_facts(material)))
    if meanings := tuple(jargon(material.paper)):
        yield from (Heading("What the words mean", 2), *meanings)
    if plan.source:
        yield Heading("Sources", 2)
        yield Items(tuple(Item((links.web(source),)) for source in plan.source))


def _facts(material: PageMaterial) -> Iterator[tuple[str, Inline]]:
    paper = material.paper
    yield "Plan agreed", date_text(paper.plan.agreed, none="not yet agreed")
    if paper.plan.kept_since is not None:
        yield "Kept in these files since", date_text(paper.plan.kept_since)
    if paper.made_from:
        yield "Made from", capitalised(paper.made_from)
    if paper.record.left_out:
        yield "Left out", paper.record.left_out
