"""The list of reviews, and the page of a review with its findings and recommendations."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import capitalised, day_text, printed_id
from actionplan.report.document import Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined
from actionplan.report.pages import links
from actionplan.report.pages.history import record_history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers.recommendations import recommendation_table
from actionplan.report.reviews import review_facts
from actionplan.report.tallies import KIND_WORDS, review_tally_text
from actionplan.report.words import known_of_made
from actionplan.summary.history import record_story
from actionplan.summary.reviews import ReviewSummary


def reviews(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all reviews of a plan, the latest first."""
    found = material.paper.reviews
    yield TitleBlock("Reviews", f"As at {day_text(material.paper.as_at)}")
    yield Paragraph(review_tally_text(found.tally))
    items = (Item(links.numbered(each, "review"), under=tuple(_facts(material, each))) for each in found.reviews[::-1])
    yield Heading("Each review", 2)
    yield Items(tuple(items), look="records")


def _facts(material: PageMaterial, review: ReviewSummary) -> Iterator[str]:
    return review_facts(review, material.paper.reviews, material.paper.as_at)


def review(material: PageMaterial, name: Id) -> Document:
    """Return the page of a review."""
    now, paper = material.reviews[name], material.paper
    yield TitleBlock(now.title, capitalised(KIND_WORDS[now.kind]))
    yield Items(tuple(map(Item, _facts(material, now))))
    if now.findings:
        yield Heading("Findings", 2)
        if known := known_of_made(len(now.findings), now.findings_made, "finding"):
            yield Paragraph(f"{capitalised(known)}.")
        items = (Item(joined((each.text, _area(material, each.area)), " "), printed_id(each)) for each in now.findings)
        yield Items(tuple(items))
    if now.recommendations:
        yield Heading("Recommendations", 2)
        yield recommendation_table(paper, now)
    yield from record_history(material, record_story(paper.plan, paper.plan.review(name), paper.as_at))


def _area(material: PageMaterial, area: str | None) -> Inline:
    return joined(("(", links.record(material, "area", area), ")"), "") if area is not None else ""
