"""Bodies that are to end: what they are to leave behind that nobody is to take over by what is on record."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan, Record
from actionplan.summary.answering import has_ended
from actionplan.summary.coming import head_coming, lying_ahead
from actionplan.summary.effective import policy_as_at
from actionplan.summary.named import Named, named_in
from actionplan.summary.owned import Owned, open_with_owner, owned_record
from actionplan.summary.periods import days_on, months_on


@frozen(kw_only=True)
class Ending:
    """A body that is to end after a day, and what it is to leave behind.

    Attributes:
        body: the id of the body.
        name: its name.
        until: its last day, as written.
        days: how many days are left until then.
        is_soon: whether that is within the policy's ``handover_within_months``.
        successors: ids of the bodies that are to take over from it, in the order of the file.
        owned: what is open on the day and still its own after its end, by what is on record on the day.
        partner_in: the actions in which it is still a partner then.
        named: the clauses that are addressed to it, and the recommendations that it has to answer.
        due_later: those of these actions that are due after its end, and still its own on that day.
        handed_over: how many records that it owns on the day another body will own after its end.
    """

    body: Id
    name: str
    until: PlanDate
    days: int
    is_soon: bool
    successors: tuple[Id, ...]
    owned: tuple[Owned, ...]
    partner_in: tuple[Owned, ...]
    named: tuple[Named, ...]
    due_later: tuple[Owned, ...]
    handed_over: int


def ending(plan: Plan, day: date) -> tuple[Ending, ...]:
    """Return the bodies that are to end after a day and leave something behind, in the order of the plan's file."""
    bodies = [(name, body) for name, body in plan.bodies.items() if last_day(body.until) and not has_ended(body, day)]
    records = tuple(open_with_owner(plan, day)) if bodies else ()
    named = named_in(plan, [name for name, _ in bodies], day)
    found = (_ending(plan, name, body, records, named.get(name, ()), day) for name, body in bodies)
    return tuple(each for each in found if each.owned or each.partner_in or each.named)


def _ending(
    plan: Plan,
    name: Id,
    body: Body,
    records: tuple[tuple[Record, Any], ...],
    named: tuple[Named, ...],
    day: date,
) -> Ending:
    until, last = body.until, last_day(body.until)
    assert until is not None
    assert last is not None
    after = [(record, now, _head(plan, record, now, days_on(last, 1), day)) for record, now in records]
    left = [(record, now) for record, now, then in after if then.owner == name]
    owned_now = sum(now.owner == name for _, now in records)
    return Ending(
        body=name,
        name=body.name,
        until=until,
        days=(last - day).days,
        is_soon=last <= months_on(day, policy_as_at(plan, day).handover_within_months),
        successors=body.successor,
        owned=tuple(owned_record(record, now) for record, now in left),
        partner_in=tuple(
            owned_record(record, now) for record, now, then in after if name in getattr(then, "partners", ())
        ),
        named=named,
        due_later=tuple(_due_later(plan, name, left, last, day)),
        handed_over=owned_now - sum(now.owner == name for _, now in left),
    )


def _due_later(plan: Plan, name: Id, left: list[tuple[Record, Any]], last: date, day: date) -> Iterator[Owned]:
    for record, now in left:
        due = last_day(now.due) if isinstance(now, Action) else None
        if due is not None and due > last and _head(plan, record, now, due, day).owner == name:
            yield owned_record(record, now)


def _head(plan: Plan, record: Record, now: Any, then: date, day: date) -> Any:
    """Return a record with its head as on a later day, by what was on record on a day."""
    return head_coming(plan, record, then, day) if lying_ahead(plan, record, day) else now
