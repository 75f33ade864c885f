"""The resolutions tracker of a committee: which resolutions are open, how old they are, and which reports are due."""

from collections.abc import Iterable
from datetime import date

from attrs import asdict, fields, frozen

from actionplan.model.checked import checked, checks_arguments
from actionplan.model.ids import natural_order
from actionplan.model.records import Plan, Unread
from actionplan.model.view import View
from actionplan.summary.plans import OfPlan, OfPlans, of_plan
from actionplan.summary.resolutions.resolution import ResolutionSummary, summarise_carrying, summarise_resolutions


@checked
@frozen(kw_only=True, repr=False)
class ResolutionSelection:
    """Which resolutions to count and list; all conditions must hold.

    Attributes:
        body: only those that this body voted on; None for any body.
        open: only those that are open.
        overdue: only those that are open with an action or a report overdue.
    """

    body: str | None = None
    open: bool = False
    overdue: bool = False


EVERY_RESOLUTION = ResolutionSelection()
"""The selection of all resolutions."""


@frozen(kw_only=True)
class ResolutionTally:
    """Counts over some resolutions.

    Attributes:
        open: how many were carried and are not yet carried out.
        done: how many were carried and have no open clause.
        fulfilled: how many of these have every clause delivered; the others were closed in part in another way.
        not_carried: how many do not bind the plan. They are never counted as open.
        outcome_unknown: of how many of these no source says what became of them.
        open_clauses: how many clauses of the open ones are open.
        overdue_actions: how many open ones have a clause or an action overdue.
        overdue_reports: how many open ones have a report overdue.
        due_at_next_meeting: how many open ones must be reported to the next meeting of their body.
        oldest_days: calendar days since the oldest open one was carried; None if none is open, or no day is known.
    """

    open: int
    done: int
    fulfilled: int
    not_carried: int
    outcome_unknown: int
    open_clauses: int
    overdue_actions: int
    overdue_reports: int
    due_at_next_meeting: int
    oldest_days: int | None


@frozen(kw_only=True, repr=False)
class PlanResolutions(OfPlan):
    """The resolutions of one plan on one day.

    Attributes:
        tally: counts over the resolutions that are listed.
        open: those that were carried and are not yet carried out, the oldest first, those of unknown day last.
        done: those that were carried and have no open clause, in the same order.
        not_carried: those that do not bind the plan, in the same order.
        unread: files that could not be read, whose resolutions are missing.
    """

    tally: ResolutionTally
    open: tuple[ResolutionSummary, ...]
    done: tuple[ResolutionSummary, ...]
    not_carried: tuple[ResolutionSummary, ...]
    unread: tuple[Unread, ...]


@frozen(kw_only=True, repr=False)
class ResolutionsSummary(OfPlans[ResolutionSelection, PlanResolutions]):
    """The resolutions of all plans of a view."""

    @property
    def tally(self) -> ResolutionTally:
        """Counts over the resolutions of all of them."""
        return sum_of(plan.tally for plan in self.plans)


@checks_arguments
def resolutions(view: View, selection: ResolutionSelection = EVERY_RESOLUTION) -> ResolutionsSummary:
    """Return how far each resolution has been carried out, and what reports are due.

    Args:
        view: the plans, and the day.
        selection: which resolutions to list and count.

    Raises:
        UnknownName: no plan has the body of the selection.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> resolutions(view).tally.open
        2
    """
    return ResolutionsSummary.of_view(view, plan_resolutions, selection)


def plan_resolutions(plan: Plan, as_at: date, selection: ResolutionSelection = EVERY_RESOLUTION) -> PlanResolutions:
    """Return the status of the resolutions of one plan.

    Args:
        plan: the plan.
        as_at: the day; later entries do not count.
        selection: which resolutions to list and count.
    """
    every = summarise_resolutions(plan, summarise_carrying(plan, as_at), as_at)
    chosen = sorted((resolution for resolution in every if _is_selected(resolution, selection)), key=_oldest_first)
    return PlanResolutions(
        **of_plan(plan, as_at),
        tally=resolution_tally(chosen),
        open=tuple(resolution for resolution in chosen if resolution.open),
        done=tuple(resolution for resolution in chosen if resolution.binding and not resolution.open),
        not_carried=tuple(resolution for resolution in chosen if not resolution.binding),
        unread=plan.unread,
    )


def resolution_tally(resolutions: Iterable[ResolutionSummary]) -> ResolutionTally:
    """Return counts over some resolutions."""
    resolutions = tuple(resolutions)
    still = [resolution for resolution in resolutions if resolution.open]
    carried = sum(resolution.binding for resolution in resolutions)
    return ResolutionTally(
        open=len(still),
        done=carried - len(still),
        fulfilled=sum(resolution.fulfilled for resolution in resolutions),
        not_carried=len(resolutions) - carried,
        outcome_unknown=sum(resolution.outcome == "unknown" for resolution in resolutions),
        open_clauses=sum(clause.open for resolution in still for clause in resolution.clauses),
        overdue_actions=sum(any(clause.overdue for clause in resolution.clauses) for resolution in still),
        overdue_reports=sum(resolution.reported.days_overdue > 0 for resolution in still),
        due_at_next_meeting=sum(resolution.due_at_next_meeting for resolution in still),
        oldest_days=max(
            (resolution.days_since for resolution in still if resolution.days_since is not None), default=None
        ),
    )


def sum_of(tallies: Iterable[ResolutionTally]) -> ResolutionTally:
    """Return the counts of several plans as one."""
    counts = [asdict(tally) for tally in tallies]
    oldest = [count.pop("oldest_days") for count in counts]
    names = (field.name for field in fields(ResolutionTally) if field.name != "oldest_days")
    return ResolutionTally(
        **{name: sum(count[name] for count in counts) for name in names},
        oldest_days=max((days for days in oldest if days is not None), default=None),
    )


def _is_selected(resolution: ResolutionSummary, selection: ResolutionSelection) -> bool:
    return (
        (selection.body is None or resolution.body == selection.body)
        and (resolution.open or not (selection.open or selection.overdue))
        and (resolution.overdue or not selection.overdue)
    )


def _oldest_first(resolution: ResolutionSummary) -> tuple[date, tuple[tuple[int, int, str], ...]]:
    return resolution.on.last or date.max, natural_order(resolution.id)
