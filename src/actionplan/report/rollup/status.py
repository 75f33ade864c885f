"""Figures of where one plan stands among many, and the actions of it that were asked for."""

from collections.abc import Iterable
from datetime import date

from actionplan.model.dates import PlanDate
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.vocabulary import State
from actionplan.report.rollup.rollup import Figures, PartFigures, PlanFigures, plan_figures
from actionplan.summary.actions import ActionSummary
from actionplan.summary.status import EVERYTHING, AreaSummary, PlanSummary, Selection, Tally, summarise_plan


@frozen(kw_only=True)
class ListedAction:
    """One action in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, state, due, days_late, days_overdue, is_open: as in `ActionSummary`.
        owner: the owner's name in that plan; None where none is named.
    """

    plan: Id
    id: Id
    title: str
    owner: str | None
    state: State | None
    due: PlanDate | None
    days_late: int | None
    days_overdue: int
    is_open: bool


def status_figures(plan: Plan, as_at: date, selection: Selection = EVERYTHING) -> PlanFigures:
    """Give the figures of where one plan stands.

    What is counted: ``actions``, ``open``, ``finished``, ``overdue``, ``overdue_original``, ``redated``, ``due_soon``,
    ``stale``, ``never_updated``; ``milestones``, ``milestones_done``, ``milestones_overdue``; ``measures``,
    ``measures_missed``, ``measures_behind``, ``measures_overdue``; ``resolutions_open``, ``risks_open``,
    ``asks_overdue``; under ``state:STATE`` and ``kind:KIND`` the actions in each state and of each kind of area; and
    under ``area:COLOUR`` the areas by the colour of the rating last declared, which may be ``other`` or ``not-rated``.
    The most is taken of ``longest_overdue``. Parts by ``owner`` have those of the actions.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which actions to count; those of an owner, or those overdue, are listed too. Its owner is a body's id
            in this plan.
    """
    summary = summarise_plan(plan, as_at, selection)
    counts = {
        **_tallied(summary.tally),
        "measures": summary.measures.measures,
        "measures_missed": summary.measures.missed,
        "measures_behind": summary.measures.behind,
        "measures_overdue": summary.measures.overdue,
        "resolutions_open": sum(resolution.is_open for resolution in summary.resolutions),
        "risks_open": summary.risks.open,
        "asks_overdue": summary.reviews.asks_overdue,
    }
    for area in summary.areas:
        counts[f"kind:{area.kind}"] = counts.get(f"kind:{area.kind}", 0) + area.tally.actions
        colour = _colour(summary, area)
        counts[f"area:{colour}"] = counts.get(f"area:{colour}", 0) + 1
    figures = Figures(counts=counts, most={"longest_overdue": summary.tally.longest_overdue})
    is_listed = selection.owner is not None or selection.overdue
    listed = tuple(_listed(summary, summary.actions)) if is_listed else ()
    return plan_figures(plan, figures, parts={"owner": tuple(_owners(summary))}, listed=listed)


def latest_first(actions: Iterable[ListedAction]) -> tuple[ListedAction, ...]:
    """Give open actions, the latest first, then by the day on which they are due, those without a day last."""
    return tuple(
        sorted(
            (action for action in actions if action.is_open),
            key=lambda action: (
                -action.days_overdue,
                _day(action),
                natural_order(action.plan),
                natural_order(action.id),
            ),
        )
    )


def _colour(summary: PlanSummary, area: AreaSummary) -> str:
    if area.rating is None:
        return "not-rated"
    rating = summary.ratings.get(area.rating)
    return (rating.colour if rating is not None else None) or "other"


def _day(action: ListedAction) -> date:
    return action.due.last if action.due is not None and action.due.last is not None else date.max


def _tallied(tally: Tally) -> dict[str, int]:
    return {
        "actions": tally.actions,
        "open": tally.actions - tally.finished - tally.states.get("cancelled", 0),
        "finished": tally.finished,
        "overdue": tally.overdue,
        "overdue_original": tally.overdue_original,
        "redated": tally.redated,
        "due_soon": tally.due_soon,
        "stale": tally.stale,
        "never_updated": tally.never_updated,
        "milestones": tally.milestones,
        "milestones_done": tally.milestones_done,
        "milestones_overdue": tally.milestones_overdue,
        **{f"state:{state or 'not-reported'}": number for state, number in tally.states.items()},
    }


def _owners(summary: PlanSummary) -> Iterable[PartFigures]:
    for owner in summary.owners:
        figures = Figures(counts=_tallied(owner.tally), most={"longest_overdue": owner.tally.longest_overdue})
        yield PartFigures(id=owner.id, name=owner.name, figures=figures)


def _listed(summary: PlanSummary, actions: Iterable[ActionSummary]) -> Iterable[ListedAction]:
    names = {owner.id: owner.name for owner in summary.owners}
    for action in actions:
        yield ListedAction(
            plan=summary.id,
            id=action.id,
            title=action.title,
            owner=names[action.owner] if action.owner is not None else None,
            state=action.state,
            due=action.due,
            days_late=action.days_late,
            days_overdue=action.days_overdue,
            is_open=action.is_open,
        )
