"""The list of risks with their matrix, and the page of a risk."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import day_text, number_of
from actionplan.report.document import Block, Columns, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import joined
from actionplan.report.pages import links
from actionplan.report.pages.history import record_history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.records import action_list
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers.appendix import risk_table
from actionplan.report.pictures.matrix import matrix_picture
from actionplan.report.risks import score_span, score_words, trend_text
from actionplan.report.tallies import risk_tally_text
from actionplan.report.words import RISK_STATE_WORDS
from actionplan.summary.history import record_story
from actionplan.summary.risks import RiskSummary


def risks(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all risks of a plan, and the matrix of the open ones."""
    yield TitleBlock("Risks", f"As at {day_text(material.paper.as_at)}")
    yield Headline(risk_tally_text(material.all_risks.tally))
    if (picture := matrix_picture(material.all_risks)) is not None:
        yield picture
    yield risk_table(material.paper, material.risks.values())


def risk(material: PageMaterial, name: Id) -> Document:
    """Return the page of a risk."""
    now = material.risks[name]
    yield TitleBlock(now.title, f"Risk {number_of(now)}".strip())
    score = score_span(now.residual) if now.residual is not None else "It has not been scored"
    yield Headline(links.said(joined((score, trend_text(now), RISK_STATE_WORDS[now.state]), "; "), "."))
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this risk")


def _main(material: PageMaterial, now: RiskSummary) -> Iterator[Block]:
    rows = [(name, text) for name, text in (("Cause", now.cause), ("Event", now.event), ("Effect", now.effect)) if text]
    scores = (("Before any action", now.inherent), ("Now", now.residual))
    rows += [(name, score_words(score)) for name, score in scores if score is not None]
    if rows:
        yield Facts(tuple(rows))
    yield Heading("What is done about it", 2)
    acting = [material.actions[each.id] for each in now.actions if each.id in material.actions]
    if acting:
        yield action_list(material, acting)
    else:
        yield Paragraph("No action lessens it.")
    paper = material.paper
    yield from record_history(material, record_story(paper.plan, paper.plan.risk(now.id), paper.as_at), now.owner)


def _side(material: PageMaterial, now: RiskSummary) -> Iterator[Block]:
    yield Heading("Who answers for it", 2)
    yield Paragraph(joined((links.body(material, now.owner, "No owner is named"), now.lead or "")))
    if now.areas:
        yield Heading("What it threatens", 2)
        yield Items(tuple(Item(links.record(material, "area", each)) for each in now.areas))
