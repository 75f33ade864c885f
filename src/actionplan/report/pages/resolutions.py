"""The list of resolutions, and the page of a resolution with its clauses."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import at_text, capitalised, date_text, day_text, outcome_words, printed_id
from actionplan.report.action_words import late_inline, state_span
from actionplan.report.document import Block, Columns, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined
from actionplan.report.pages import links
from actionplan.report.pages.history import beginning, record_history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers import resolutions as paper_resolutions
from actionplan.report.part_words import asked_text, part_text
from actionplan.report.resolutions import (
    clauses_known_text,
    delivered_texts,
    moved_text,
    reports_inline,
    said_texts,
    vote_text,
)
from actionplan.report.tallies import clauses_stand
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.history import record_story
from actionplan.summary.resolutions.resolution import ClauseSummary, ResolutionSummary


def resolutions(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all resolutions that the plan answers."""
    yield TitleBlock("Resolutions", f"As at {day_text(material.paper.as_at)}")
    yield from paper_resolutions.resolutions(material.paper)


def resolution(material: PageMaterial, name: Id) -> Document:
    """Return the page of a resolution."""
    now = material.resolutions[name]
    yield TitleBlock(now.title, f"Resolution of {date_text(now.on)}")
    stand = clauses_stand(now) if now.binding else "it does not bind the plan"
    yield Headline(f"{capitalised(outcome_words(now.outcome))} {at_text(now.on)}{f'; {stand}' if stand else ''}.")
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this resolution")


def _main(material: PageMaterial, now: ResolutionSummary) -> Iterator[Block]:
    paper = material.paper
    yield Heading("What was resolved", 2)
    if known := clauses_known_text(now):
        yield Paragraph(known)
    if now.clauses:
        yield Items(tuple(_clause(material, now, each) for each in now.clauses), look="records")
    else:
        yield Paragraph("The text of its clauses is not on record.")
    if said := tuple(said_texts(now, paper.plan.bodies)):
        yield Heading("Notes, beliefs and amendments", 2)
        yield Items(tuple(Item(capitalised(text)) for text in said))
    yield from record_history(material, record_story(paper.plan, paper.plan.resolution(now.id), paper.as_at))


def _clause(material: PageMaterial, now: ResolutionSummary, clause: ClauseSummary) -> Item:
    bodies = material.paper.plan.bodies
    asked = capitalised(asked_text(clause, bodies))
    became = map(capitalised, delivered_texts(clause, bodies)) if now.binding else ("It does not bind the plan.",)
    actions = (_action(each) for each in clause.carried_by)
    return Item((part_text(clause.text),), printed_id(clause), (*([asked] if asked else []), *became, *actions))


def _action(action: ActionSummary) -> Inline:
    late = late_inline(action) if action.overdue else ""
    return joined((links.numbered(action, "action"), joined((state_span(shown_state(action)), late))), ": ")


def _side(material: PageMaterial, now: ResolutionSummary) -> Iterator[Block]:
    bodies = material.paper.plan.bodies
    yield Heading("Who decided", 2)
    yield Paragraph(links.body(material, now.body))
    for text in filter(None, (moved_text(now, bodies), vote_text(now, bodies))):
        yield Paragraph(f"{capitalised(text)}.")
    if now.binding:
        yield Heading("Reports back", 2)
        yield Paragraph(links.said(beginning(reports_inline(now, bodies)), "."))
