"""Figures of the motions of one plan among many, and those of them that were asked for."""

from collections.abc import Iterable
from datetime import date

from actionplan.model.dates import PlanDate
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id
from actionplan.model.records import Plan, Portfolio
from actionplan.report.rollup.rollup import Figures, PartFigures, PlanFigures, plan_figures
from actionplan.summary.motions import EVERY_MOTION, MotionSelection, PlanMotions, motions
from actionplan.summary.resolutions import ResolutionSummary


@frozen(kw_only=True)
class ListedMotion:
    """One open motion in a list across plans.

    Attributes:
        plan: the id of its plan.
        id, title, on, days_since: as in `ResolutionSummary`.
        body: the name of the body to which it was put.
        open_clauses: how many of its clauses are open.
        has_action_overdue: whether an action that carries it out is overdue.
        report_days_overdue: by how many days its report is overdue; 0 where it is not.
    """

    plan: Id
    id: Id
    title: str
    body: str
    on: PlanDate
    days_since: int | None
    open_clauses: int
    has_action_overdue: bool
    report_days_overdue: int


def motion_figures(plan: Plan, as_at: date, selection: MotionSelection = EVERY_MOTION) -> PlanFigures:
    """Give the figures of one plan's motions.

    What is counted: ``motions``, ``carried``, ``open``, ``done``, ``not_carried``, ``open_clauses``,
    ``overdue_actions`` and ``overdue_reports`` (motions that are open with one), ``due_at_next_meeting``; the most of
    ``oldest``, in days. Parts by ``body`` have the same.

    Args:
        plan: the plan.
        as_at: the day.
        selection: which motions to count; the open ones are listed too if it leaves any out.
    """
    [found] = motions(Portfolio(plans=(plan,)), as_at, selection).plans
    every = (*found.open, *found.done, *found.not_carried)
    by_body = {body: [motion for motion in every if motion.body == body] for body in {each.body for each in every}}
    parts = tuple(
        PartFigures(id=body, name=_name(plan, body), figures=_figures(chosen)) for body, chosen in by_body.items()
    )
    listed = tuple(_listed(plan, found)) if selection != EVERY_MOTION else ()
    return plan_figures(plan, _figures(every), parts={"body": parts}, listed=listed)


def _figures(chosen: Iterable[ResolutionSummary]) -> Figures:
    chosen = tuple(chosen)
    still = [motion for motion in chosen if motion.is_open]
    carried = sum(motion.binding for motion in chosen)
    counts = {
        "motions": len(chosen),
        "carried": carried,
        "open": len(still),
        "done": carried - len(still),
        "not_carried": len(chosen) - carried,
        "open_clauses": sum(clause.is_open for motion in still for clause in motion.clauses),
        "overdue_actions": sum(any(clause.is_overdue for clause in motion.clauses) for motion in still),
        "overdue_reports": sum(motion.reported.days_overdue > 0 for motion in still),
        "due_at_next_meeting": sum(motion.due_at_next_meeting for motion in still),
    }
    return Figures(counts=counts, most={"oldest": max((motion.days_since or 0 for motion in still), default=0)})


def _listed(plan: Plan, found: PlanMotions) -> Iterable[ListedMotion]:
    for motion in found.open:
        yield ListedMotion(
            plan=plan.id,
            id=motion.id,
            title=motion.title,
            body=_name(plan, motion.body),
            on=motion.on,
            days_since=motion.days_since,
            open_clauses=sum(clause.is_open for clause in motion.clauses),
            has_action_overdue=any(clause.is_overdue for clause in motion.clauses),
            report_days_overdue=motion.reported.days_overdue,
        )


def _name(plan: Plan, body: Id) -> str:
    return plan.bodies[body].name if body in plan.bodies else body
