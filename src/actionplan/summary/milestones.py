"""Where the milestones of an action stand on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.policy import Policy
from actionplan.model.records import Action, Milestone
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.summary.lateness import (
    completion,
    days_late,
    days_overdue,
    days_slipped,
    due_held,
    times_redated,
    within,
)
from actionplan.summary.timeline import Placed, last_stated, of_part, part_as_at


@frozen(kw_only=True)
class MilestoneSummary:
    """One milestone on one day.

    Attributes:
        id: its id within the action.
        title: its title on that day.
        state: the state last reported; None when none has been.
        original_due: the due date as first agreed; None when there was none.
        due: the due date on that day; None when there is none.
        days_late: calendar days late against ``due``, or where it is done, against the due date that held then: to the
            day on which it was done, or to the day itself. None when there is no due day, when it is cancelled, and
            when it is not done and its action is closed.
        days_late_original: the same against ``original_due``.
        days_overdue: calendar days by which it is overdue, against the date that the plan's ``late_against`` names; 0
            when it is not overdue.
        times_redated: how often the due date was moved.
        days_slipped: calendar days from ``original_due`` to ``due``, below 0 when it came forward; None when either has
            no day.
        finished: when it was done; None while it is not.
        done: whether it is done.
        open: whether it is still awaited: it is neither done nor cancelled, and its action is open.
        overdue: whether it is open and its due day has passed; the first one where ``late_against`` says so.
        due_soon: whether it is open and its due day falls within the plan's ``due_within_days`` from that day on.
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
    action: Action, entries: Iterable[Placed], as_at: date, policy: Policy, *, is_awaited: bool = True
) -> tuple[MilestoneSummary, ...]:
    """Return where each milestone of an action stands, in the file's order.

    Args:
        action: the action, its head as first agreed.
        entries: the action's entries in force, as `up_to` gives them.
        as_at: the day.
        policy: the plan's policy on that day.
        is_awaited: whether the action is open: of a closed one nothing more is awaited.
    """
    entries = tuple(entries) if action.milestones else ()
    return tuple(_summarise(part, of_part(entries, part.id), as_at, policy, is_awaited) for part in action.milestones)


def _summarise(
    milestone: Milestone, entries: Sequence[Placed], as_at: date, policy: Policy, is_awaited: bool
) -> MilestoneSummary:
    now = part_as_at(milestone, entries)
    state: State | None = last_stated(entries, "state")
    is_done = state in FINISHED
    is_open = state not in CLOSED and is_awaited
    done = completion(entries)
    counts = is_done or is_open
    held = due_held(milestone.due, now.due, entries, done)
    late = days_late(held, state, done.day if done else None, as_at) if counts else None
    late_original = days_late(milestone.due, state, done.day if done else None, as_at) if counts else None
    overdue = days_overdue(late, late_original, policy) if is_open else 0
    return MilestoneSummary(
        id=milestone.id,
        title=now.title,
        state=state,
        original_due=milestone.due,
        due=now.due,
        days_late=late,
        days_late_original=late_original,
        days_overdue=overdue,
        times_redated=times_redated(milestone.due, entries),
        days_slipped=days_slipped(milestone.due, now.due),
        finished=done.entry.on if done is not None else None,
        done=is_done,
        open=is_open,
        overdue=overdue > 0,
        due_soon=is_open and within(now.due, as_at, policy.due_within_days),
    )


def next_milestone(milestones: Iterable[MilestoneSummary]) -> MilestoneSummary | None:
    """Return the open milestone that is due first, those without a due day last; None when none is open.

    Args:
        milestones: an action's milestones; of two that are due on one day the earlier here is given.
    """
    awaited = [milestone for milestone in milestones if milestone.open]
    return min(awaited, key=lambda part: part.due.last if part.due and part.due.last else date.max, default=None)


def milestones_done(milestones: Iterable[MilestoneSummary]) -> tuple[int, int]:
    """Count milestones: how many are done, and of how many, cancelled ones left out."""
    counted = [milestone for milestone in milestones if milestone.state != "cancelled"]
    return sum(milestone.done for milestone in counted), len(counted)
