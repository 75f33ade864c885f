"""The status of risks on a day: their scores, how these have changed, and the actions that lessen them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import frozen

from actionplan.model.as_known import agreed_day, is_there
from actionplan.model.checked import checked, checks_arguments
from actionplan.model.dates import PlanDate
from actionplan.model.errors import UnknownName
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan, Unread
from actionplan.model.risks import Risk, RiskLevel, RiskScale, RiskScore
from actionplan.model.view import View
from actionplan.model.vocabulary import RiskState
from actionplan.summary.actions import ActionSummary, summarise_actions, updates_of
from actionplan.summary.answering import Handover, handover_due
from actionplan.summary.plans import OfPlan, of_plan, refuse_unknown
from actionplan.summary.replaced import in_place_of, replaced_among
from actionplan.summary.timeline import Placed, as_stated, head_as_at, last_stated, up_to

Trend = Literal["better", "worse", "same"]
"""How the residual score of a risk has changed since the first one: a lower score is better."""


@frozen(kw_only=True)
class ScoreSummary:
    """One score, with the words of the plan's scale.

    Attributes:
        likelihood, impact: as scored, from 1.
        likelihood_word, impact_word: the word of the scale for each; None if it has none.
        score: likelihood times impact.
        level: the level of the score in the plan's scale; None if it has none.
    """

    likelihood: int
    impact: int
    likelihood_word: str | None
    impact_word: str | None
    score: int
    level: RiskLevel | None


@frozen(kw_only=True)
class RiskSummary:
    """One risk on one day.

    Attributes:
        id, title: its id and title.
        ref: its printed reference; None if it has none.
        cause, event, effect: its possible cause, the event itself, and its effect; None if not stated.
        state: open, happened or closed; open if no entry states it.
        owner: the id of the accountable body; None if none is named.
        lead: the role that monitors it; None if none is named.
        areas: ids of the areas that it threatens.
        inherent: its score before any action; None if it has not been scored.
        residual: its score after the actions taken; None if it has not been scored.
        first_residual: the first residual score; None if it has not been scored.
        moved: the residual score less the first one; None if it has not been scored.
        trend: whether that is better or worse; None if it has not been scored.
        raised: when it was first recorded; None if that is not known.
        actions: the actions that lessen it, in the order of the file.
        actions_late: how many of them are overdue.
        updates: how many entries there are up to that day; a correction or a handover is no update.
        last_update: the date of the last of them; None if there is none.
        days_since_update: calendar days since the last of them; None if there is none.
        source: web addresses of its sources.
        handover: that its owner has ended, so that it must be handed over; None if the owner has not, if it has none,
            and if it is closed.
    """

    id: Id
    title: str
    ref: str | None = None
    cause: str | None
    event: str | None
    effect: str | None
    state: RiskState
    owner: Id | None
    lead: str | None
    areas: tuple[Id, ...]
    inherent: ScoreSummary | None
    residual: ScoreSummary | None
    first_residual: ScoreSummary | None
    moved: int | None
    trend: Trend | None
    raised: PlanDate | None
    actions: tuple[ActionSummary, ...]
    actions_late: int
    updates: int
    last_update: PlanDate | None
    days_since_update: int | None
    source: tuple[str, ...]
    handover: Handover | None = None


@frozen(kw_only=True)
class RiskTally:
    """Counts over a plan's risks on a day.

    Attributes:
        open, happened, closed: how many are in each state.
        levels: how many of the open ones have each level, by its label, highest first; under None, how many have a
            score without a level.
        not_scored: how many of the open ones have no residual score.
    """

    open: int
    happened: int
    closed: int
    levels: Mapping[str | None, int]
    not_scored: int


@checked
@frozen(kw_only=True, repr=False)
class RiskSelection:
    """Which risks to list; all conditions must hold.

    Attributes:
        area: only those that threaten this area; None for any area.
        level: only those whose residual score has the level of this label, in upper or lower case; None for any level.
        closed: whether to include closed risks.
    """

    area: Id | None = None
    level: str | None = None
    closed: bool = False


OPEN_RISKS = RiskSelection()
"""The selection of all risks but closed ones."""


@frozen(kw_only=True, repr=False)
class PlanRisks(OfPlan):
    """The risks of one plan on one day.

    Attributes:
        scale: the plan's scale of scores; None if it has none.
        tally: counts over all its risks, whatever the selection.
        risks: those of the selection, the highest residual score first and those without one last.
        unread: files that could not be read, whose risks are missing.
    """

    scale: RiskScale | None
    tally: RiskTally
    risks: tuple[RiskSummary, ...]
    unread: tuple[Unread, ...]


@checks_arguments
def risks(view: View, selection: RiskSelection = OPEN_RISKS) -> tuple[PlanRisks, ...]:
    """Return the risks of each plan.

    Args:
        view: the plans, and the day.
        selection: which risks to list; the open ones unless it says otherwise.

    Raises:
        UnknownName: no plan has the area or the level of the selection.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = risks(view)
        >>> [risk.id for risk in plan.risks][:2]
        ['R3', 'R2']
    """
    refuse_unknown(view.plans, area=selection.area)
    labels = {level.label for plan in view.plans if plan.risk_scale is not None for level in plan.risk_scale.levels}
    if selection.level is not None and selection.level.casefold() not in {label.casefold() for label in labels}:
        raise UnknownName("level", selection.level, labels)
    return tuple(plan_risks(plan, view.day, selection) for plan in view.plans)


def plan_risks(plan: Plan, as_at: date, selection: RiskSelection = OPEN_RISKS) -> PlanRisks:
    """Return the risks of one plan; see `risks`."""
    every = summarise_risks(plan, summarise_actions(plan, as_at), as_at)
    return PlanRisks(
        **of_plan(plan, as_at),
        scale=plan.risk_scale,
        tally=risk_tally(plan, every),
        risks=tuple(sorted(filter(lambda risk: _is_selected(risk, selection), every), key=_worst_first)),
        unread=plan.unread,
    )


def summarise_risks(plan: Plan, actions: Iterable[ActionSummary], as_at: date) -> tuple[RiskSummary, ...]:
    """Return the status of every risk that was in the plan on a day, in natural order of ids.

    Args:
        plan: the plan.
        actions: every action of the plan on that day, from `summarise_actions`.
        as_at: the day.
    """
    by_id = {action.id: action for action in actions}
    return tuple(_summarised(plan, risk, by_id, as_at) for risk in plan.risks if is_there(plan, risk, as_at))


def risk_tally(plan: Plan, risks: Iterable[RiskSummary]) -> RiskTally:
    """Return counts over a plan's risks."""
    risks = tuple(risks)
    states = Counter(risk.state for risk in risks)
    scored = [risk.residual for risk in risks if risk.state == "open" and risk.residual is not None]
    counts = Counter(score.level.label if score.level is not None else None for score in scored)
    labels = [level.label for level in plan.risk_scale.levels] if plan.risk_scale is not None else []
    return RiskTally(
        open=states["open"],
        happened=states["happened"],
        closed=states["closed"],
        levels=FrozenDict({label: counts[label] for label in (*labels, *([None] if counts[None] else []))}),
        not_scored=states["open"] - len(scored),
    )


def _summarised(plan: Plan, risk: Risk, actions: Mapping[Id, ActionSummary], as_at: date) -> RiskSummary:
    entries = up_to(risk.status, as_at, agreed_day(plan, risk))
    now = head_as_at(risk, entries)
    scores = (now.inherent, now.residual, _first_scored(risk, entries))
    inherent, residual, first = (score_summary(plan.risk_scale, score) for score in scores)
    moved = residual.score - first.score if residual is not None and first is not None else None
    names = in_place_of(now.actions, replaced_among(actions))
    lessened_by = tuple(actions[name] for name in names if name in actions)
    state: RiskState = last_stated(entries, "state") or "open"
    return RiskSummary(
        **as_stated(now, "id", "title", "cause", "event", "effect", "owner", "lead", "areas", "raised", "source"),
        ref=now.ref,
        **updates_of(entries, as_at),
        state=state,
        inherent=inherent,
        residual=residual,
        first_residual=first,
        moved=moved,
        trend=None if moved is None else "better" if moved < 0 else "worse" if moved > 0 else "same",
        actions=lessened_by,
        actions_late=sum(action.overdue for action in lessened_by),
        handover=handover_due(plan.bodies, now.owner, as_at) if state != "closed" else None,
    )


def score_summary(scale: RiskScale | None, score: RiskScore | None) -> ScoreSummary | None:
    """Return a score with the words of the plan's scale; None if there is no score.

    Args:
        scale: the plan's scale of scores; None if it has none.
        score: the score; None if there is none.
    """
    if score is None:
        return None
    number = score.likelihood * score.impact
    return ScoreSummary(
        likelihood=score.likelihood,
        impact=score.impact,
        likelihood_word=_word(scale.likelihood if scale is not None else (), score.likelihood),
        impact_word=_word(scale.impact if scale is not None else (), score.impact),
        score=number,
        level=level_of(scale, number),
    )


def level_of(scale: RiskScale | None, score: int) -> RiskLevel | None:
    """Return the level of a score, likelihood times impact; None if the plan's scale has none for it."""
    levels = scale.levels if scale is not None else ()
    return next((level for level in levels if score >= level.at_least), None)


def _word(words: tuple[str, ...], number: int) -> str | None:
    return words[number - 1] if 1 <= number <= len(words) else None


def _first_scored(risk: Risk, entries: Iterable[Placed]) -> RiskScore | None:
    """Return the first residual score of a risk; None if it was never scored."""
    stated = (placed.entry.residual for placed in entries if not placed.early)
    return next((score for score in (risk.residual, *stated) if score is not None), None)


def _is_selected(risk: RiskSummary, selection: RiskSelection) -> bool:
    level = risk.residual.level if risk.residual is not None else None
    return (
        (selection.closed or risk.state != "closed")
        and (selection.area is None or selection.area in risk.areas)
        and (selection.level is None or (level is not None and level.label.casefold() == selection.level.casefold()))
    )


def _worst_first(risk: RiskSummary) -> tuple[bool, int, int, tuple[object, ...]]:
    score = risk.residual
    return (score is None, -(score.score if score else 0), -(score.impact if score else 0), natural_order(risk.id))
