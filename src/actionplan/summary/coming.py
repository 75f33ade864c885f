"""What is decided and not yet in force: entries that are dated ahead."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.as_known import agreed_day, is_there
from actionplan.model.dates import PlanDate
from actionplan.model.entries import may_lie_ahead
from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, records_of
from actionplan.model.records import Action, Plan, Record
from actionplan.summary.history import head_changes
from actionplan.summary.replaced import replaced_by
from actionplan.summary.timeline import Placed, as_corrected, head_as_at, of_whole, up_to


@frozen(kw_only=True)
class Coming:
    """A change of a record that is decided, and not yet in force on the day.

    Attributes:
        kind: the kind of the record, such as ``action``.
        id: the id of the record.
        title: its title on the day.
        on: the day from which the change is in force.
        field: the field that changes.
        before: its value until then.
        after: its value from then on.
        entry: the entry, with its corrections in it.
    """

    kind: str
    id: Id
    title: str
    on: PlanDate
    field: str
    before: Any
    after: Any
    entry: Any


def lying_ahead(plan: Plan, record: Record, day: date) -> tuple[Placed, ...]:
    """Return the entries of a record, as corrected, that are in force only after a day, whenever they were recorded."""
    if not any(entry.on.last is not None and entry.on.last > day for entry in record.status):
        return ()
    entries = as_corrected(record.status, agreed_day(plan, record))
    return tuple(placed for placed in entries if placed.day > day and may_lie_ahead(placed.entry))


def coming(plan: Plan, record: Record, day: date) -> tuple[Coming, ...]:
    """Return the changes of a record that were on record on a day and are in force only later, in their order.

    An entry recorded after the day is left out: on that day nobody could know of it. Of an action that was split or
    joined nothing is coming: those in its place have taken it over.

    Args:
        plan: the plan that the record belongs to.
        record: the record.
        day: the day.
    """
    known = [placed.entry for placed in lying_ahead(plan, record, day) if _is_known(placed, day)]
    entries = of_whole(up_to(record.status, day, agreed_day(plan, record))) if known else ()
    if not known or (isinstance(record, Action) and replaced_by(entries)):
        return ()
    now = head_as_at(record, entries)
    return tuple(
        Coming(
            kind=KINDS[type(record)],
            id=record.id,
            title=now.title,
            on=change.entry.on,
            field=change.field,
            before=change.before,
            after=change.after,
            entry=change.entry,
        )
        for change in head_changes(now, known)
    )


def head_coming(plan: Plan, record: Record, then: date, day: date) -> Any:
    """Return a record with its head as it will be on a later day, by what was on record on a day.

    Args:
        plan: the plan that the record belongs to.
        record: the record.
        then: the later day.
        day: the day.
    """
    entries = up_to(record.status, then, agreed_day(plan, record))
    return head_as_at(record, [placed for placed in entries if placed.day <= day or _is_known(placed, day)])


def coming_in_plan(plan: Plan, day: date) -> Iterator[Coming]:
    """Yield what is coming of all records of a plan that there are on a day; see `coming`."""
    for record in records_of(plan):
        if is_there(plan, record, day):
            yield from coming(plan, record, day)


def concerns(change: Coming, body: Id) -> bool:
    """Return whether a change brings a body, or ends what it was, such as the owner or one of the partners."""
    before, after = (value if isinstance(value, tuple) else (value,) for value in (change.before, change.after))
    return (body in before) != (body in after)


def _is_known(placed: Placed, day: date) -> bool:
    return placed.entry.recorded is not None and placed.entry.recorded <= day
