"""Lists of records on pages: each with its name as a heading, and under it how far it is."""

from collections.abc import Iterable

from actionplan.report.action_words import progress_inline, replaced_text
from actionplan.report.document import Item, Items
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.papers.appendix import lateness
from actionplan.report.papers.wording import last_word, rated
from actionplan.report.risks import score_span
from actionplan.summary.actions import ActionSummary
from actionplan.summary.risks import RiskSummary

_SPACE = Span(" \u00b7 ", "quiet")


def action_list(material: PageMaterial, actions: Iterable[ActionSummary]) -> Items:
    """Return actions: state, rating and lateness of each, and the last note about it."""
    return Items(tuple(_action(material, each) for each in actions), look="records")


def _action(material: PageMaterial, action: ActionSummary) -> Item:
    state = replaced_text(action) or progress_inline(action)
    facts = joined((state, rated(material.paper, action.id).lines[0], lateness(action)), " \u00b7 ")
    owner = links.body(material, action.owner, "no owner named", short=True)
    said = last_word(material.paper, action) if action.id in material.paper.notes else "no update yet"
    return Item(links.numbered(action, "action"), under=(facts, joined((owner, said), ", ")))


def risk_item(risk: RiskSummary) -> Inline:
    """Return a risk with its score."""
    score = score_span(risk.residual) if risk.residual is not None else "not scored"
    first = risk.first_residual
    moved = f" ({first.score} at first)" if first is not None and risk.moved else ""
    return links.said(links.numbered(risk, "risk"), ": ", score, moved)
