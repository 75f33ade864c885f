"""Lateness, in calendar days: from dates alone, never from what anyone declares about being on time.

What is counted here is counted of one thing, an action as a whole or one of its milestones, and from the entries that
are about that thing alone, as `of_whole` and `of_part` give them.
"""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.policy import Policy
from actionplan.model.vocabulary import FINISHED, State
from actionplan.summary.timeline import Placed


def days_late(due: PlanDate | None, state: State | None, finished: date | None, as_at: date) -> int | None:
    """Count the days by which something is or was late. The due day itself is not late.

    Args:
        due: when it is due; of a month or a term the last day counts.
        state: its state on the day; None when none is reported.
        finished: the day of the completion that stands; None while there is none.
        as_at: the day.

    Returns:
        Calendar days, never below 0; None for what is cancelled, and where there is no due day.
    """
    if due is None or due.last is None or state == "cancelled":
        return None
    until = finished if state in FINISHED and finished is not None else as_at
    return max(0, (until - due.last).days)


def days_overdue(late: int | None, late_original: int | None, policy: Policy) -> int:
    """Return the days by which something open is overdue, by the date that the plan's ``late_against`` names.

    Args:
        late: days late against the due date that holds; None where there is none.
        late_original: days late against the due date first agreed; None likewise.
        policy: the plan's policy.
    """
    counted = late_original if policy.late_against == "original" and late_original is not None else late
    return counted or 0


def within(due: PlanDate | None, as_at: date, days: int) -> bool:
    """Return whether a due day falls on a day or up to so many days after it."""
    return due is not None and due.last is not None and 0 <= (due.last - as_at).days <= days


def completion(entries: Sequence[Placed]) -> Placed | None:
    """Return the completion that stands: where the last unbroken run of complete and verified began; None without one.

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


def until_finished(entries: Sequence[Placed], done: Placed | None) -> tuple[Placed, ...]:
    """Return the entries whose due date counts for lateness: what is finished is not made on time by a later date.

    Args:
        entries: the entries in force that are about it.
        done: the completion that stands, as `completion` gives it; None while there is none.

    Returns:
        Those before the completion; all of them where there is none.
    """
    end = next((place for place, placed in enumerate(entries) if placed is done), len(entries))
    return tuple(entries[:end])


def due_held(
    original: PlanDate | None, due: PlanDate | None, entries: Sequence[Placed], done: Placed | None
) -> PlanDate | None:
    """Return the due date that counts for lateness: of what is finished the one that held until then.

    Args:
        original: the due date as first agreed.
        due: the due date that holds.
        entries: the entries in force that are about it.
        done: the completion that stands, as `completion` gives it; None while there is none.
    """
    if done is None:
        return due
    dues = [placed.entry.due for placed in until_finished(entries, done) if not placed.early]
    return next((held for held in reversed(dues) if held is not None), original)


def times_redated(due: PlanDate | None, entries: Sequence[Placed]) -> int:
    """Count how often a due date was moved from one day to another.

    Giving a day to what had none is not a move; naming the same last day again is none either. A correction
    takes the place of what it corrects.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    return sum(step.move for step in due_steps(due, entries))


@frozen(kw_only=True)
class DueStep:
    """One change of the due day.

    Attributes:
        placed: the entry that states the new date; of a date that was corrected, the last correction.
        first: the entry that first stated another day; the same where nothing was corrected.
        every: the entry that stands and those before it that it corrects or that correct the same one.
        move: whether a day gave way to something else. A first day is no move, nor is a new one after a gap.
        had_day: whether there was a due day at any time before.
    """

    placed: Placed
    first: Placed
    every: tuple[Placed, ...]
    move: bool
    had_day: bool


def due_steps(due: PlanDate | None, entries: Sequence[Placed]) -> tuple[DueStep, ...]:
    """Return the changes of the due day, in order; naming the same last day again is none.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    roots = {placed.root for placed in entries if placed.entry.due is not None}
    by_root: dict[int, list[Placed]] = {}
    for placed in entries if roots else ():
        if not placed.early and placed.root in roots:
            by_root.setdefault(placed.root, []).append(placed)
    steps = []
    current = due.last if due is not None else None
    had_day = current is not None
    for every in by_root.values():
        dated = [placed for placed in every if placed.entry.due is not None]
        if not dated or dated[-1].entry.due.last == current:
            continue
        first = next(placed for placed in dated if placed.entry.due.last != current)
        move = current is not None
        steps.append(DueStep(placed=dated[-1], first=first, every=tuple(every), move=move, had_day=had_day))
        current = dated[-1].entry.due.last
        had_day = had_day or current is not None
    return tuple(steps)


def due_dates(due: PlanDate | None, entries: Sequence[Placed]) -> tuple[PlanDate | None, ...]:
    """Return the due dates from the first on, each moved from the one before it; what is no move takes its place.

    Args:
        due: the due date as first agreed.
        entries: the entries in force that are about it.
    """
    dates = [due]
    for step in due_steps(due, entries):
        dates[len(dates) if step.move else len(dates) - 1 :] = [step.placed.entry.due]
    return tuple(dates)


def days_slipped(original: PlanDate | None, due: PlanDate | None) -> int | None:
    """Count the calendar days from the due day first agreed to the one that holds; below 0 where it came forward.

    Args:
        original: the due date as first agreed.
        due: the due date that holds.

    Returns:
        The days; None where either has no day.
    """
    if original is None or due is None or original.last is None or due.last is None:
        return None
    return (due.last - original.last).days
