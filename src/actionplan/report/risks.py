"""The screen and the JSON of ``actionplan risks``: each risk with what is done about it, and the matrix of scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.risks import RiskLevel
from actionplan.report.risk_matrix import matrix
from actionplan.report.status_json import dated, envelope, risk_tally_json, unread_json
from actionplan.report.tallies import risk_tally_text
from actionplan.report.words import (
    COLOUR_STYLES,
    RISK_STATE_WORDS,
    STATE_WORDS,
    Signs,
    ago_text,
    count,
    date_text,
    day_text,
    days_text,
    one_line,
)
from actionplan.report.writers.layout import Part, Text
from actionplan.report.writers.legacy import Screen, draw, hanging, signs_of, styled
from actionplan.summary.actions import ActionSummary
from actionplan.summary.risks import OPEN_RISKS, PlanRisks, RiskSelection, RiskSummary, ScoreSummary


def risks_text(
    plans: Sequence[PlanRisks], as_at: date, screen: Screen, selection: RiskSelection = OPEN_RISKS, when: str = ""
) -> str:
    """Give the risks of plans as text for a screen.

    Args:
        plans: the plans.
        as_at: the day.
        screen: what the reader's screen can show.
        selection: which risks are listed.
        when: the day in words, as `as_at_words` gives it; empty for the day alone.
    """
    parts: list[Part] = []
    for plan in plans:
        parts.append(styled(one_line(plan.title), "bold"))
        parts.append(styled(f"Risks as at {when or day_text(as_at)}. {one_line(plan.root)}"))
        parts.append(hanging(risk_tally_text(plan.tally), 4, screen))
        if selection != OPEN_RISKS:
            parts.append(styled(f"Listed: {_selected(selection)}.", "bold"))
        parts.append("")
        parts.extend(_plan(plan, screen))
    return draw(parts, screen)


def _selected(selection: RiskSelection) -> str:
    """Say which risks are listed, in words that leave no doubt that others are not."""
    conditions = [
        f"threaten the area {selection.area}" if selection.area else "",
        f"have the level {one_line(selection.level)}" if selection.level else "",
    ]
    wanted = " and ".join(filter(None, conditions))
    only = f"only risks that {wanted}" if wanted else "all risks"
    return f"{only}, closed ones too" if selection.closed else only


def _plan(plan: PlanRisks, screen: Screen) -> Iterator[Part]:
    scored = [risk for risk in plan.risks if risk.residual is not None]
    unscored = [risk for risk in plan.risks if risk.residual is None]
    for risk in scored:
        yield from _risk(risk, plan.bodies, screen)
        yield ""
    if unscored:
        yield styled(f"Not scored: {len(unscored)}", "bold")
        for risk in unscored:
            yield from _risk(risk, plan.bodies, screen)
            yield ""
    if plan.scale is not None:
        yield from matrix(plan.scale, [risk for risk in scored if risk.state == "open"], screen)
    elif scored:
        yield hanging(
            "The plan has no [risk_scale], so its scores have no words and no level, and no matrix can be drawn.",
            0,
            screen,
        )
        yield ""


def _risk(risk: RiskSummary, bodies: Mapping[Id, str], screen: Screen) -> Iterator[Part]:
    indent = len(risk.id) + 2
    blanks = " " * indent
    yield hanging(f"{risk.id}  {one_line(risk.title)}", indent, screen)
    if risk.residual is not None:
        yield _score_line(risk, risk.residual, indent, screen)
    elif risk.inherent is not None:
        yield hanging(f"{blanks}with nothing done about it {score_text(risk.inherent)}", indent + 2, screen)
    if risk.state != "open":
        yield styled(f"{blanks}{RISK_STATE_WORDS[risk.state].capitalize()}", "bold")
    owner = one_line(bodies.get(risk.owner, risk.owner)) if risk.owner else "no owner"
    facts = [owner, *([one_line(risk.lead)] if risk.lead else []), *risk.areas]
    yield hanging(blanks + ", ".join(facts), indent + 2, screen)
    yield hanging(blanks + mitigation_text(risk), indent + 2, screen)
    yield hanging(blanks + _age(risk), indent + 2, screen)


def _score_line(risk: RiskSummary, score: ScoreSummary, indent: int, screen: Screen) -> Text:
    """Give the score and where it came from; what does not fit follows on lines of its own."""
    head = level_text(score.level, signs_of(screen))
    facts = [_in_words(score)]
    if risk.inherent is not None:
        facts.append(f"{risk.inherent.score} with nothing done")
    facts.append(trend_text(risk))
    text = f"{' ' * indent}{head} {score.score}: {'; '.join(filter(None, facts))}".replace("  :", ":")
    line = hanging(text, indent + 2, screen)
    style = COLOUR_STYLES[score.level.colour] if score.level is not None else ""
    line.stylize(style, indent, indent + len(f"{head} {score.score}"))
    return line


def level_text(level: RiskLevel | None, signs: Signs) -> str:
    """Give a level as its sign and its word."""
    return f"{signs.colours[level.colour]} {one_line(level.label)}" if level is not None else f"{signs.dot} score"


def score_text(score: ScoreSummary) -> str:
    """Give a score with its words: ``16, likely and major (4 x 4)``."""
    return f"{score.score}, {_in_words(score)}"


def _in_words(score: ScoreSummary) -> str:
    numbers = f"{score.likelihood} x {score.impact}"
    if score.likelihood_word is None or score.impact_word is None:
        return numbers
    return f"{one_line(score.likelihood_word)} and {one_line(score.impact_word)} ({numbers})"


def trend_text(risk: RiskSummary) -> str:
    """Say which way a risk has moved since it was first scored; empty where it has no score."""
    if risk.first_residual is None or risk.moved is None:
        return ""
    if not risk.moved:
        return "as when first scored"
    return f"{risk.trend}, {risk.first_residual.score} when first scored"


def mitigation_text(risk: RiskSummary) -> str:
    """Say how the actions that lessen a risk fare: how many are late, and where each stands."""
    if not risk.actions:
        return "No action lessens it"
    total = len(risk.actions)
    late = f"{risk.actions_late} of {count(total, 'action')} late" if risk.actions_late else _on_time(total)
    return f"{late}: {', '.join(_action(action) for action in risk.actions)}"


def _on_time(total: int) -> str:
    return "1 action, not late" if total == 1 else f"{total} actions, none late"


def _action(action: ActionSummary) -> str:
    late = f", {days_text(action.days_overdue)} late" if action.is_overdue else ""
    return f"{action.id} ({STATE_WORDS[action.state]}{late})"


def _age(risk: RiskSummary) -> str:
    facts = [f"raised {date_text(risk.raised)}"] if risk.raised is not None else []
    if risk.last_update is None or risk.days_since_update is None:
        facts.append("never updated")
    else:
        facts.append(f"last update {date_text(risk.last_update)}, {ago_text(risk.days_since_update)}")
    text = ", ".join(facts)
    return text[:1].upper() + text[1:]


def risks_json(
    plans: Iterable[PlanRisks],
    as_at: date,
    selection: RiskSelection = OPEN_RISKS,
    known_at: date | None = None,
    *,
    partial: bool,
) -> dict[str, Any]:
    """Give the risks of plans as a JSON object; see `risks_text`."""
    return {
        **envelope("risks", as_at, partial=partial),
        "known_at": known_at.isoformat() if known_at is not None else None,
        "selection": {"area": selection.area, "level": selection.level, "closed": selection.closed},
        "plans": [
            {
                "id": plan.id,
                "title": plan.title,
                "path": plan.root,
                "risk_scale": {
                    "likelihood": list(plan.scale.likelihood),
                    "impact": list(plan.scale.impact),
                    "levels": [
                        {"label": level.label, "at_least": level.at_least, "colour": level.colour}
                        for level in plan.scale.levels
                    ],
                }
                if plan.scale is not None
                else None,
                "totals": risk_tally_json(plan.tally),
                "risks": [_risk_json(risk) for risk in plan.risks],
                "unread": [unread_json(unread) for unread in plan.unread],
            }
            for plan in plans
        ],
    }


def _risk_json(risk: RiskSummary) -> dict[str, Any]:
    return {
        "id": risk.id,
        "title": risk.title,
        "cause": risk.cause,
        "event": risk.event,
        "effect": risk.effect,
        "state": risk.state,
        "owner": risk.owner,
        "lead": risk.lead,
        "areas": list(risk.areas),
        "inherent": _score_json(risk.inherent),
        "residual": _score_json(risk.residual),
        "first_residual": _score_json(risk.first_residual),
        "moved": risk.moved,
        "trend": risk.trend,
        **dated("raised", risk.raised),
        "actions": [
            {
                "id": action.id,
                "title": action.title,
                "state": action.state,
                **dated("due", action.due),
                "days_overdue": action.days_overdue,
                "overdue": action.is_overdue,
            }
            for action in risk.actions
        ],
        "actions_late": risk.actions_late,
        "updates": risk.updates,
        **dated("last_update", risk.last_update),
        "days_since_update": risk.days_since_update,
        "source": list(risk.source),
    }


def _score_json(score: ScoreSummary | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "likelihood": score.likelihood,
        "likelihood_word": score.likelihood_word,
        "impact": score.impact,
        "impact_word": score.impact_word,
        "score": score.score,
        "level": score.level.label if score.level is not None else None,
    }
