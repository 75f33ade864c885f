"""Lateness, in calendar days: from dates alone, never from what anyone declares about being on time."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.vocabulary import FINISHED, State
from actionplan.summary.fold import Placed, of_whole


def days_late(due: PlanDate | None, state: State | None, finished: date | None, as_at: date) -> int | None:
    """Count the days by which an action is or was late. The due day itself is not late.

    Args:
        due: when it is due; of a month or a term the last day counts.
        state: its state on the day; None when none is reported.
        finished: the day of the completion that stands; None while there is none.
        as_at: the day.

    Returns:
        Calendar days, never below 0; None for a cancelled action, and where there is no due day.
    """
    if due is None or due.last is None or state == "cancelled":
        return None
    until = finished if state in FINISHED and finished is not None else as_at
    return max(0, (until - due.last).days)


def completion(entries: Sequence[Placed]) -> Placed | None:
    """Give the completion that stands: where the last unbroken run of complete and verified began; None without one.

    Args:
        entries: the entries in force, as `up_to` gives them.
    """
    began = None
    for placed in of_whole(entries):
        state = placed.entry.state
        if state is None:
            continue
        if state not in FINISHED:
            began = None
        elif began is None:
            began = placed
    return began


def times_redated(due: PlanDate | None, entries: Sequence[Placed]) -> int:
    """Count how often a due date was moved from one day to another.

    Giving a day to an action that had none is not a move; naming the same last day again is none either. A correction
    takes the place of what it corrects.

    Args:
        due: the due date as first agreed.
        entries: the entries in force, as `up_to` gives them.
    """
    return sum(step.is_move for step in due_steps(due, entries))


@frozen(kw_only=True)
class DueStep:
    """One change of the due day.

    Attributes:
        placed: the entry that states the new date; of a date that was corrected, the last correction.
        every: that entry and those before it that it corrects or that correct the same one.
        is_move: whether a day gave way to something else. A first day is no move, nor is a new one after a gap.
        had_day: whether the action had a due day at any time before.
    """

    placed: Placed
    every: tuple[Placed, ...]
    is_move: bool
    had_day: bool


def due_steps(due: PlanDate | None, entries: Sequence[Placed]) -> tuple[DueStep, ...]:
    """Give the changes of the due day, in order; naming the same last day again is none.

    Args:
        due: the due date as first agreed.
        entries: the entries in force, as `up_to` gives them.
    """
    by_root: dict[int, list[Placed]] = {}
    for placed in of_whole(entries):
        if not placed.is_early:
            by_root.setdefault(placed.root, []).append(placed)
    steps = []
    current = due.last if due is not None else None
    had_day = current is not None
    for every in by_root.values():
        dated = [placed for placed in every if placed.entry.due is not None]
        if not dated or dated[-1].entry.due.last == current:
            continue
        steps.append(DueStep(placed=dated[-1], every=tuple(every), is_move=current is not None, had_day=had_day))
        current = dated[-1].entry.due.last
        had_day = had_day or current is not None
    return tuple(steps)


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
