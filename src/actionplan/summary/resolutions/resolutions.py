"""The motions tracker of a committee: which motions are open, how old they are, and what is due of them."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import asdict, fields, frozen

from actionplan.model.bodies import Body
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan, Portfolio, Unread
from actionplan.summary.plans import OfPlan, OfPlans, of_plan
from actionplan.summary.resolutions.resolution import ResolutionSummary, summarise_carrying, summarise_resolutions


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
class MotionTally:
    """Counts over some motions.

    Attributes:
        open: how many were carried and are not carried out.
        done: how many were carried, and nothing is awaited of them any more.
        not_carried: how many do not bind the plan. They are never counted as open.
        open_clauses: how many clauses of the open ones are open.
        overdue_actions: how many open ones have an action overdue.
        overdue_reports: how many open ones have a report overdue.
        due_at_next_meeting: how many open ones are to be reported to the next meeting of their body.
        oldest_days: calendar days since the oldest open one was carried; None where none is open, or no day is known.
    """

    open: int
    done: int
    not_carried: int
    open_clauses: int
    overdue_actions: int
    overdue_reports: int
    due_at_next_meeting: int
    oldest_days: int | None


@frozen(kw_only=True)
class PlanMotions(OfPlan):
    """The motions of one plan on one day.

    Attributes:
        bodies: who takes part, by id.
        tally: counts over the motions that are listed.
        open: those that were carried and are not carried out, the oldest first; of unknown day last.
        done: those that were carried and of which nothing is awaited any more, in the same order.
        not_carried: those that do not bind the plan, in the same order.
        unread: files that could not be read, and so are missing.
    """

    bodies: Mapping[Id, Body]
    tally: MotionTally
    open: tuple[ResolutionSummary, ...]
    done: tuple[ResolutionSummary, ...]
    not_carried: tuple[ResolutionSummary, ...]
    unread: tuple[Unread, ...]


@frozen(kw_only=True)
class MotionsSummary(OfPlans[MotionSelection, PlanMotions]):
    """The motions of all plans asked for, on one day."""

    @property
    def tally(self) -> MotionTally:
        """Counts over the motions of all of them."""
        return sum_of(plan.tally for plan in self.plans)


def motions(
    portfolio: Portfolio, as_at: date, selection: MotionSelection = EVERY_MOTION, known_at: date | None = None
) -> MotionsSummary:
    """Return where the motions of plans stand.

    Args:
        portfolio: the plans.
        as_at: the day; entries after it are not looked at.
        selection: which motions to list and count.
        known_at: the day by whose record the plans have been cut (see `known_at`), to be told to the reader; None where
            they have not.
    """
    return MotionsSummary.make(portfolio, plan_motions, as_at, selection, known_at)


def plan_motions(plan: Plan, as_at: date, selection: MotionSelection = EVERY_MOTION) -> PlanMotions:
    """Return where the motions of one plan stand.

    Args:
        plan: the plan.
        as_at: the day; entries after it are not looked at.
        selection: which motions to list and count.
    """
    every = summarise_resolutions(plan, summarise_carrying(plan, as_at), as_at)
    chosen = sorted((motion for motion in every if _is_selected(motion, selection)), key=_oldest_first)
    return PlanMotions(
        **of_plan(plan),
        bodies=plan.bodies,
        tally=motion_tally(chosen),
        open=tuple(motion for motion in chosen if motion.open),
        done=tuple(motion for motion in chosen if motion.binding and not motion.open),
        not_carried=tuple(motion for motion in chosen if not motion.binding),
        unread=plan.unread,
    )


def motion_tally(motions: Iterable[ResolutionSummary]) -> MotionTally:
    """Count motions by what a committee asks about them."""
    motions = tuple(motions)
    still = [motion for motion in motions if motion.open]
    carried = sum(motion.binding for motion in motions)
    return MotionTally(
        open=len(still),
        done=carried - len(still),
        not_carried=len(motions) - carried,
        open_clauses=sum(clause.open for motion in still for clause in motion.clauses),
        overdue_actions=sum(any(clause.overdue for clause in motion.clauses) for motion in still),
        overdue_reports=sum(motion.reported.days_overdue > 0 for motion in still),
        due_at_next_meeting=sum(motion.due_at_next_meeting for motion in still),
        oldest_days=max((motion.days_since for motion in still if motion.days_since is not None), default=None),
    )


def sum_of(tallies: Iterable[MotionTally]) -> MotionTally:
    """Return the counts of several plans as one."""
    counts = [asdict(tally) for tally in tallies]
    oldest = [count.pop("oldest_days") for count in counts]
    names = (field.name for field in fields(MotionTally) if field.name != "oldest_days")
    return MotionTally(
        **{name: sum(count[name] for count in counts) for name in names},
        oldest_days=max((days for days in oldest if days is not None), default=None),
    )


def _is_selected(motion: ResolutionSummary, selection: MotionSelection) -> bool:
    return (
        (selection.body is None or motion.body == selection.body)
        and (motion.open or not (selection.open or selection.overdue))
        and (motion.overdue or not selection.overdue)
    )


def _oldest_first(motion: ResolutionSummary) -> tuple[date, tuple[tuple[int, int, str], ...]]:
    return motion.on.last or date.max, natural_order(motion.id)
