"""``actionplan risks``: each risk with its scores and actions, and the matrix of scores."""

from collections.abc import Iterable, Iterator
from typing import Any

from actionplan.model.text import ago_text, body_name, capitalised, count, date_text, numbered_name, printed_id
from actionplan.report.document import GAP, Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span
from actionplan.report.json_exceptions import handed_over
from actionplan.report.provenance import plan_opening, when_words
from actionplan.report.report_type import Context, Report, RunResult
from actionplan.report.risk_matrix import matrix
from actionplan.report.tallies import risk_tally_text
from actionplan.report.words import RISK_STATE_WORDS, STATE_WORDS
from actionplan.report.writers.json import as_json, shape
from actionplan.summary.actions import ActionSummary, shown_state
from actionplan.summary.risks import OPEN_RISKS, PlanRisks, RiskSelection, RiskSummary, ScoreSummary, plan_risks


def risks_document(run: RunResult, context: Context) -> Document:
    """Return the risks of plans."""
    for plan in run.results:
        only = f"Listed: {_selected(context.selection, plan)}." if context.selection != OPEN_RISKS else ""
        yield from plan_opening(plan, context, f"Risks as at {when_words(context)}.", only)
        yield from (Paragraph(risk_tally_text(plan.tally), hang=4), GAP)
        yield from _plan(plan, context)


def _selected(selection: RiskSelection, plan: PlanRisks) -> str:
    area = f"threaten the area {plan.names.get(selection.area, selection.area)}" if selection.area else ""
    level = f"have the level {selection.level}" if selection.level else ""
    wanted = " and ".join(filter(None, (area, level)))
    only = f"only risks that {wanted}" if wanted else "all risks"
    return f"{only}, including closed ones" if selection.closed else only


def _plan(plan: PlanRisks, context: Context) -> Iterator[Block]:
    scored = [risk for risk in plan.risks if risk.residual is not None]
    unscored = [risk for risk in plan.risks if risk.residual is None]
    if scored:
        yield _list(scored, plan, context)
    if unscored:
        yield Heading("Not scored", 3, count=len(unscored))
        yield _list(unscored, plan, context)
    if plan.scale is not None:
        yield from matrix(plan.scale, (risk for risk in scored if risk.state == "open"), is_page=context.is_page)
    elif scored:
        text = "The plan has no [risk_scale], so there are no words for its scores, no levels and no matrix."
        yield from (Paragraph(text), GAP)


def _list(risks: Iterable[RiskSummary], plan: PlanRisks, context: Context) -> Items:
    items = tuple(Item(risk.title, printed_id(risk), tuple(_facts(risk, plan, context))) for risk in risks)
    return Items(items, width=None, under_hang=2, is_spaced=True)


def _facts(risk: RiskSummary, plan: PlanRisks, context: Context) -> Iterator[Inline]:
    if risk.residual is not None:
        inherent = f"inherent score {risk.inherent.score}" if risk.inherent is not None else ""
        facts = filter(None, (score_words(risk.residual), inherent, trend_text(risk)))
        yield (score_span(risk.residual), f": {'; '.join(facts)}")
    elif risk.inherent is not None:
        yield f"inherent score {risk.inherent.score}: {score_words(risk.inherent)}"
    if risk.state != "open":
        yield Span(RISK_STATE_WORDS[risk.state].capitalize(), "strong")
    if context.is_page:
        described = (("Cause", risk.cause), ("Event", risk.event), ("Effect", risk.effect))
        yield from (f"{name}: {text}" for name, text in described if text)
    yield ", ".join(filter(None, (body_name(plan.bodies, risk.owner, "No owner named"), risk.lead)))
    if risk.areas:
        yield f"Threatens {'; '.join(plan.names.get(area, area) for area in risk.areas)}"
    yield _mitigation(risk)
    yield _age(risk)


def score_span(score: ScoreSummary) -> Span:
    """Return a score with the word and the colour of its level: ``High 16``."""
    label, colour = (score.level.label, score.level.colour or "") if score.level is not None else ("score", "")
    return Span(f"{label} {score.score}", f"colour:{colour}")


def score_words(score: ScoreSummary) -> str:
    """Return likelihood and impact in the words of the scale and in numbers."""
    numbers, words = f"{score.likelihood} x {score.impact}", (score.likelihood_word, score.impact_word)
    return numbers if None in words else f"{score.likelihood_word} and {score.impact_word} ({numbers})"


def trend_text(risk: RiskSummary) -> str:
    """Return how a risk has changed since it was first scored; empty where it has no score."""
    if risk.first_residual is None or risk.moved is None:
        return ""
    first = risk.first_residual.score
    return f"{risk.trend} than when first scored ({first})" if risk.moved else "same as when first scored"


def _mitigation(risk: RiskSummary) -> str:
    """Return the state of the actions that mitigate a risk, and how many of them are overdue."""
    total, undated = len(risk.actions), sum(action.open and action.days_late is None for action in risk.actions)
    if not total:
        return "No action mitigates it"
    dated = sum(action.open and action.days_late is not None for action in risk.actions)
    overdue = "1 action, not overdue" if total == 1 else f"{total} actions, none overdue"
    if undated and not dated:
        return f"{count(total, 'action')}, {undated} open without a due date: {'; '.join(map(_action, risk.actions))}"
    if risk.actions_late:
        overdue = f"{risk.actions_late} of {count(total, 'action')} overdue"
    no_date = f" ({undated} without a due date)" if undated else ""
    return f"{overdue}{no_date}: {'; '.join(map(_action, risk.actions))}"


def _action(action: ActionSummary) -> str:
    late = f", {count(action.days_overdue, 'day')} overdue" if action.overdue else ""
    return f"{numbered_name(action)} ({STATE_WORDS[shown_state(action)]}{late})"


def _age(risk: RiskSummary) -> str:
    text = f"raised {date_text(risk.raised)}, " if risk.raised is not None else ""
    if risk.last_update is not None and risk.days_since_update is not None:
        text += f"last update {date_text(risk.last_update)}, {ago_text(risk.days_since_update, risk.last_update)}"
    else:
        text += "never updated"
    return capitalised(text)


def _actions_json(actions: Iterable[ActionSummary]) -> list[dict[str, Any]]:
    """Return the main facts of actions; ``status`` has all of them."""
    keys = ("id", "title", "state", "due", "due_day", "days_overdue", "overdue")
    return [{key: value for key, value in as_json(action).items() if key in keys} for action in actions]


RISKS = Report(
    name="risks",
    title=lambda context: f"Risks as at {when_words(context)}",
    result=lambda plan, context: plan_risks(plan, context.as_at, context.selection),
    document=risks_document,
)

shape(PlanRisks, names={"scale": "risk_scale"})
shape(RiskSummary, values={"actions": _actions_json}, omit=("handover",), more=handed_over)
shape(ScoreSummary, values={"level": lambda level: level.label if level is not None else None})
