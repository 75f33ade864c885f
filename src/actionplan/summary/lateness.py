"""Lateness, in calendar days: from dates alone, never from what anyone declares about being on time."""

from collections.abc import Sequence
from datetime import date

from actionplan.model.dates import PlanDate
from actionplan.model.vocabulary import FINISHED, State
from actionplan.summary.fold import Placed


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
    for placed in entries:
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
    stated = {
        placed.root: placed.entry.due for placed in entries if placed.entry.due is not None and not placed.is_early
    }
    moves = 0
    current = due.last if due is not None else None
    for moved in stated.values():
        moves += current is not None and moved.last != current
        current = moved.last
    return moves
