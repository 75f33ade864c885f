"""Lateness in calendar days, from dates alone: nobody declares whether an action is late.

Each function is about one action as a whole or one of its milestones, and takes the entries that are about it alone,
from `of_whole` or `of_part`, as corrected.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.policy import Policy
from actionplan.model.vocabulary import CLOSED, DROPPED, FINISHED, ActionState
from actionplan.summary.timeline import Placed, last_stated

UNKNOWN = "unknown"
"""The due date that was agreed, but is not known."""


def lateness(
    original: PlanDate | None,
    due: PlanDate | None,
    entries: Sequence[Placed],
    as_at: date,
    policy: Policy,
    *,
    is_awaited: bool = True,
) -> dict[str, Any]:
    """Return the fields that `ActionSummary` and `MilestoneSummary` share, by name.

    Args:
        original: the due date as first agreed.
        due: the due date on the day.
        entries: the entries in force that are about it.
        as_at: the day.
        policy: the plan's policy on that day.
        is_awaited: whether it may be open at all; False for a milestone of a closed action, and where all areas are
            stood down.
    """
    state: ActionState | None = last_stated(entries, "state")
    is_open = state not in CLOSED and is_awaited
    done = completion(entries)
    ended = done.day if done is not None else None
    counts = is_open or state in FINISHED
    late = days_late(due_held(original, due, entries, done), state, ended, as_at) if counts else None
    late_original = days_late(original, state, ended, as_at) if counts else None
    overdue = days_overdue(late, late_original, policy) if is_open else 0
    return {
        "state": state,
        "original_due": original,
        "due": due,
        "days_late": late,
        "days_late_original": late_original,
        "days_overdue": overdue,
        "times_redated": times_redated(original, entries),
        "days_slipped": days_slipped(original, due),
        "finished": done.entry.on if done is not None else None,
        "open": is_open,
        "overdue": overdue > 0,
        "due_soon": is_open and within(due, as_at, policy.due_within_days),
    }


def days_late(due: PlanDate | None, state: ActionState | None, finished: date | None, as_at: date) -> int | None:
    """Count the days by which something is or was late. The due day itself is not late.

    Args:
        due: when it is due; of a month or a term the last day counts.
        state: its state on the day; None if none is reported.
        finished: the day of completion, from `completion`; None if it is not complete.
        as_at: the day.

    Returns:
        Calendar days, never below 0; None if it is cancelled, was split or joined, or has no due day.
    """
    if due is None or due.last is None or state in DROPPED:
        return None
    return days_past(due, finished if state in FINISHED and finished is not None else as_at)


def days_past(due: PlanDate | None, day: date | None) -> int:
    """Return the calendar days from a due date to a day; 0 if the day is no later, or one of the two is not known."""
    last = last_day(due)
    return max((day - last).days, 0) if day is not None and last is not None else 0


def days_overdue(late: int | None, late_original: int | None, policy: Policy) -> int:
    """Return the days by which something open is overdue, by the date that the plan's ``late_against`` names.

    Args:
        late: days late against the current due date; None if there is none.
        late_original: days late against the due date first agreed; None if there is none.
        policy: the plan's policy.
    """
    counted = late_original if policy.late_against == "original" and late_original is not None else late
    return counted or 0


def within(due: PlanDate | None, as_at: date, days: int) -> bool:
    """Return whether a due day falls on a day or up to so many days after it."""
    return due is not None and due.last is not None and 0 <= (due.last - as_at).days <= days


def completion(entries: Sequence[Placed]) -> Placed | None:
    """Return the entry by which it was completed: the first of the last unbroken run of complete and verified.

    None if the last state is another. A report that says "complete" once more does not move the day of completion.

    Args:
        entries: the entries in force that are about it.
    """
    began = None
    for placed in reversed(entries):
        state = placed.entry.state
        if state in FINISHED:
            began = placed
        elif state is not None:
            break
    return began


def due_held(
    original: PlanDate | None, due: PlanDate | None, entries: Sequence[Placed], done: Placed | None
) -> PlanDate | None:
    """Return the due date that counts for lateness: the current one, or for finished work the one before it finished.

    Args:
        original: the due date as first agreed.
        due: the current due date.
        entries: the entries in force that are about it.
        done: the entry by which it was completed, from `completion`; None if it is not complete.
    """
    if done is None:
        return due
    # Invariant: a date stated with the completion or after it cannot make finished work on time.
    before = entries[: next(place for place, placed in enumerate(entries) if placed is done)]
    dues = [placed.entry.due for placed in before if not placed.early]
    return next((held for held in reversed(dues) if held is not None), original)


def times_redated(due: PlanDate | None, entries: Sequence[Placed]) -> int:
    """Count how often a due date was moved from one day to another.

    A first due day is not a move, unless the one first agreed is unknown. The same last day again is none either. A
    correction replaces the entry that it corrects.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    return sum(step.move for step in due_steps(due, entries))


class DueStep(NamedTuple):
    """One change of the due day.

    Attributes:
        placed: the entry that states the new date, as corrected.
        move: whether there was a due day directly before, or a first date that is unknown. A first day where there was
            no date is no move, nor is a new day after a gap.
        had_day: whether there was a due day at any time before, known or unknown.
    """

    placed: Placed
    move: bool
    had_day: bool


def due_steps(due: PlanDate | None, entries: Sequence[Placed]) -> tuple[DueStep, ...]:
    """Return the changes of the due day, in order. The same last day again is no change.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    steps: list[DueStep] = []
    current = last_day(due)
    is_unknown = due is not None and due.text == UNKNOWN
    had_day = current is not None or is_unknown
    for placed in entries:
        if placed.entry.due is None or placed.early or placed.entry.due.last == current:
            continue
        is_first_move = is_unknown and not steps
        steps.append(DueStep(placed=placed, move=current is not None or is_first_move, had_day=had_day))
        current = placed.entry.due.last
        had_day = had_day or current is not None
    return tuple(steps)


def due_dates(due: PlanDate | None, entries: Sequence[Placed]) -> tuple[PlanDate | None, ...]:
    """Return the due dates from the first on; the last is in force. A change that is no move replaces the one before.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    dates = [due]
    for step in due_steps(due, entries):
        dates[len(dates) if step.move else len(dates) - 1 :] = [step.placed.entry.due]
    stated = (placed.entry.due for placed in reversed(entries) if not placed.early)
    dates[-1] = next((last for last in stated if last is not None), due)  # the same day may be written in another way
    return tuple(dates)


def days_slipped(original: PlanDate | None, due: PlanDate | None) -> int | None:
    """Count the calendar days from the due day first agreed to the current one; below 0 if that is earlier.

    Args:
        original: the due date as first agreed.
        due: the current due date.

    Returns:
        The days; None if either has no day.
    """
    if original is None or due is None or original.last is None or due.last is None:
        return None
    return (due.last - original.last).days
