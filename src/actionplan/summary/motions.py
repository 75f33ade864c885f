"""The motions tracker of a committee: which motions are open, how old they are, and what is due of them."""

from collections.abc import Mapping
from datetime import date

from actionplan.model.frozen import frozen
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Body, Plan, Portfolio, Unread
from actionplan.summary.resolutions import ResolutionSummary, summarise_carrying, summarise_resolutions


@frozen(kw_only=True)
class MotionSelection:
    """Which motions to look at; all conditions given must hold.

    Attributes:
        body: only those that were put to this body; None for any.
        open: only those that are open.
        overdue: only those that are open and of which an action or a report is overdue.
    """

    body: Id | None = None
    open: bool = False
    overdue: bool = False


EVERY_MOTION = MotionSelection()
"""The selection that leaves nothing out."""


@frozen(kw_only=True)
class PlanMotions:
    """The motions of one plan on one day.

    Attributes:
        id, title, root: which plan.
        bodies: who takes part, by id.
        open: those that were carried and are not carried out, the oldest first; of unknown day last.
        done: those that were carried and of which nothing is awaited any more, in the same order.
        not_carried: those that do not bind the plan, in the same order. They are never counted as open.
        unread: files that could not be read, and so are missing.
    """

    id: Id
    title: str
    root: str
    bodies: Mapping[Id, Body]
    open: tuple[ResolutionSummary, ...]
    done: tuple[ResolutionSummary, ...]
    not_carried: tuple[ResolutionSummary, ...]
    unread: tuple[Unread, ...]


@frozen(kw_only=True)
class MotionsSummary:
    """The motions of all plans asked for, on one day.

    Attributes:
        as_at: the day.
        known_at: the day by whose record the plans are looked at; None means by all that is known.
        selection: which motions are listed and counted.
        plans: each plan.
        open, done, not_carried: how many motions of each sort there are in all.
        open_clauses: how many of their clauses are open.
        overdue_actions: how many open motions have an action overdue.
        overdue_reports: how many open motions have a report overdue.
        due_at_next_meeting: how many open motions are to be reported to the next meeting of their body.
        oldest: calendar days since the oldest open motion was carried; None where none is open, or no day is known.
        unread: files that could not be read and belong to none of the plans.
        partial: whether any figure misses a file that could not be read.
    """

    as_at: date
    known_at: date | None
    selection: MotionSelection
    plans: tuple[PlanMotions, ...]
    open: int
    done: int
    not_carried: int
    open_clauses: int
    overdue_actions: int
    overdue_reports: int
    due_at_next_meeting: int
    oldest: int | None
    unread: tuple[Unread, ...]
    partial: bool


def motions(
    portfolio: Portfolio, as_at: date, selection: MotionSelection = EVERY_MOTION, known_at: date | None = None
) -> MotionsSummary:
    """Say where the motions of plans stand.

    Args:
        portfolio: the plans.
        as_at: the day; entries after it are not looked at.
        selection: which motions to list and count.
        known_at: the day by whose record the plans have been cut (see `known_at`), to be told to the reader; None where
            they have not.
    """
    plans = tuple(_of_plan(plan, as_at, selection) for plan in portfolio.plans)
    still = [motion for plan in plans for motion in plan.open]
    return MotionsSummary(
        as_at=as_at,
        known_at=known_at,
        selection=selection,
        plans=plans,
        open=len(still),
        done=sum(len(plan.done) for plan in plans),
        not_carried=sum(len(plan.not_carried) for plan in plans),
        open_clauses=sum(clause.is_open for motion in still for clause in motion.clauses),
        overdue_actions=sum(any(clause.is_overdue for clause in motion.clauses) for motion in still),
        overdue_reports=sum(motion.reported.days_overdue > 0 for motion in still),
        due_at_next_meeting=sum(motion.due_at_next_meeting for motion in still),
        oldest=max((motion.days_since for motion in still if motion.days_since is not None), default=None),
        unread=portfolio.unread,
        partial=bool(portfolio.unread) or any(plan.unread for plan in plans),
    )


def _of_plan(plan: Plan, as_at: date, selection: MotionSelection) -> PlanMotions:
    every = summarise_resolutions(plan, summarise_carrying(plan, as_at), as_at)
    chosen = sorted((motion for motion in every if _is_selected(motion, selection)), key=_oldest_first)
    return PlanMotions(
        id=plan.id,
        title=plan.title,
        root=plan.root,
        bodies=plan.bodies,
        open=tuple(motion for motion in chosen if motion.is_open),
        done=tuple(motion for motion in chosen if motion.binding and not motion.is_open),
        not_carried=tuple(motion for motion in chosen if not motion.binding),
        unread=plan.unread,
    )


def _is_selected(motion: ResolutionSummary, selection: MotionSelection) -> bool:
    return (
        (selection.body is None or motion.body == selection.body)
        and (motion.is_open or not (selection.open or selection.overdue))
        and (motion.is_overdue or not selection.overdue)
    )


def _oldest_first(motion: ResolutionSummary) -> tuple[date, tuple[tuple[int, int, str], ...]]:
    return motion.on.last or date.max, natural_order(motion.id)
