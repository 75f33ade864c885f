"""The status of an action's milestones on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.policy import Policy
from actionplan.model.records import Action, Milestone
from actionplan.model.vocabulary import FINISHED, State
from actionplan.summary.lateness import lateness
from actionplan.summary.replaced import Origin
from actionplan.summary.timeline import Placed, by_part, part_as_at


@frozen(kw_only=True)
class MilestoneSummary:
    """One milestone on one day.

    Attributes:
        id: its id within the action.
        title: its title on that day.
        state: the state last reported; None if none has been.
        original_due: the due date as first agreed; None if there was none.
        due: the due date on that day; None if there is none.
        days_late: calendar days late against ``due``; if it is done, the days by which it was done late against the due
            date of that time. None if there is no due day, if it is cancelled, or if its action was closed without it.
        days_late_original: the same against ``original_due``.
        days_overdue: calendar days by which it is overdue, against the date that the plan's ``late_against`` names; 0
            if it is not overdue.
        times_redated: how often the due date was moved.
        days_slipped: calendar days from ``original_due`` to ``due``, below 0 if that is earlier; None if either has no
            day.
        finished: when it was done; None if it is not done.
        done: whether it is done.
        open: whether it is still to be done: it is neither done nor cancelled, and its action is open.
        overdue: whether it is open and its due day has passed; the original day if ``late_against`` says so.
        due_soon: whether it is open and due within the plan's ``due_within_days`` from that day.
    """

    id: Id
    title: str
    state: State | None
    original_due: PlanDate | None
    due: PlanDate | None
    days_late: int | None
    days_late_original: int | None
    days_overdue: int
    times_redated: int
    days_slipped: int | None
    finished: PlanDate | None
    done: bool
    open: bool
    overdue: bool
    due_soon: bool


def summarise_milestones(
    action: Action,
    entries: Iterable[Placed],
    as_at: date,
    policy: Policy,
    *,
    is_awaited: bool = True,
    origin: Origin | None = None,
) -> tuple[MilestoneSummary, ...]:
    """Return the status of each milestone of an action, in the order of the file.

    Args:
        action: the action, its head as first agreed.
        entries: the action's entries in force, from `up_to`.
        as_at: the day.
        policy: the plan's policy on that day.
        is_awaited: whether the action is open.
        origin: what the action keeps of those that it replaces; None if there are none.
    """
    own = by_part(entries) if action.milestones else {}
    kept = by_part(origin.entries) if origin is not None else {}
    firsts = {part.id: part.due for part in action.milestones} | dict(origin.first_dues if origin is not None else {})
    return tuple(
        _summarised(
            part, firsts[part.id], own.get(part.id, ()), kept.get(part.id, ()), as_at, policy, is_awaited=is_awaited
        )
        for part in action.milestones
    )


def _summarised(
    milestone: Milestone,
    first: PlanDate | None,
    entries: Sequence[Placed],
    kept: Sequence[Placed],
    as_at: date,
    policy: Policy,
    *,
    is_awaited: bool,
) -> MilestoneSummary:
    now = part_as_at(milestone, entries)
    shared = lateness(first, now.due, (*kept, *entries), as_at, policy, is_awaited=is_awaited)
    return MilestoneSummary(id=now.id, title=now.title, done=shared["state"] in FINISHED, **shared)


def next_milestone(milestones: Iterable[MilestoneSummary]) -> MilestoneSummary | None:
    """Return the open milestone that is due first, those without a due day last; None if none is open.

    Args:
        milestones: an action's milestones. Of two that are due on the same day, the first is returned.
    """
    awaited = [milestone for milestone in milestones if milestone.open]
    return min(awaited, key=lambda part: part.due.last if part.due and part.due.last else date.max, default=None)


def milestones_done(milestones: Iterable[MilestoneSummary]) -> tuple[int, int]:
    """Return how many milestones are done and how many there are, without cancelled ones."""
    counted = [milestone for milestone in milestones if milestone.state != "cancelled"]
    return sum(milestone.done for milestone in counted), len(counted)
