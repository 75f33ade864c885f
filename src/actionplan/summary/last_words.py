"""What was last said of a record: the last note about it, who rated it when, and why its date was last moved."""

from collections.abc import Iterator
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Area, Plan
from actionplan.summary.lateness import due_steps
from actionplan.summary.replaced import origin_of
from actionplan.summary.timeline import Placed, of_whole, up_to
from actionplan.summary.updates import is_update


@frozen(kw_only=True)
class Note:
    """A note about an action.

    Attributes:
        on: its date.
        by: the id of the body that reported it; None if that is not stated.
        text: the note.
    """

    on: PlanDate
    by: Id | None
    text: str


@frozen(kw_only=True)
class Rated:
    """A rating that was given.

    Attributes:
        rating: the rating's id.
        on: when it was given.
        by: the id of the body that gave it; None if that is not stated.
        note: the note given with it; None if there is none.
    """

    rating: Id
    on: PlanDate
    by: Id | None
    note: str | None


def last_note(plan: Plan, action: Action, as_at: date, by: str | None = None) -> Note | None:
    """Return the last note about an action as a whole; None if nobody has written one.

    Args:
        plan: its plan.
        action: the action.
        as_at: the day; later entries do not count.
        by: the id of the only body whose notes count; None for any.
    """
    found = (each for each in _latest_first(plan, action, as_at) if each.entry.note and is_update(each.entry))
    for placed in (each for each in found if by in (None, each.entry.by)):
        return Note(on=placed.entry.on, by=placed.entry.by, text=placed.entry.note)
    return None


def is_reported_since(plan: Plan, action: Action, as_at: date, day: date) -> bool:
    """Return whether anything was reported about an action after a day: for a later day, or recorded later.

    Args:
        plan: its plan.
        action: the action.
        as_at: today; entries for a later day do not count.
        day: the day.
    """
    placed = up_to(action.status, as_at, agreed_day(plan, action))
    return any(
        is_update(each.entry) and (each.day > day or (each.entry.recorded is not None and each.entry.recorded > day))
        for each in placed
    )


def ratings_given(plan: Plan, record: Action | Area, as_at: date) -> Iterator[Rated]:
    """Yield the ratings that were given to an action or an area, the last first.

    Args:
        plan: its plan.
        record: the action or area.
        as_at: the day; later entries do not count.
    """
    for placed in _latest_first(plan, record, as_at):
        entry = placed.entry
        if entry.rating is not None:
            yield Rated(rating=entry.rating, on=entry.on, by=entry.by, note=entry.note)


def last_move(plan: Plan, action: Action, as_at: date) -> ActionEntry | None:
    """Return the entry that moved an action's due date last; None if none did.

    Args:
        plan: its plan.
        action: the action.
        as_at: the day; later entries do not count.
    """
    origin = origin_of(plan, action)
    entries = of_whole(up_to(action.status, as_at, agreed_day(plan, action)))
    first = origin.first_dues[None] if origin is not None else action.due
    steps = due_steps(first, (*(of_whole(origin.entries) if origin is not None else ()), *entries))
    moves = [step.placed.entry for step in steps if step.move]
    return moves[-1] if moves else None


def _latest_first(plan: Plan, record: Action | Area, as_at: date) -> Iterator[Placed]:
    return iter(of_whole(up_to(record.status, as_at, agreed_day(plan, record)))[::-1])
