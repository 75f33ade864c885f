"""A handover: one entry for everything open that a body owns, which gives it to another body from a day on."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.edit.append import Addition
from actionplan.model.as_known import agreed_day
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES
from actionplan.model.records import Plan
from actionplan.model.text import at_text
from actionplan.summary.answering import Owned, open_with_owner, owned_by, owned_record
from actionplan.summary.timeline import as_corrected, of_whole


@frozen(kw_only=True)
class HandoverDecision:
    """A decision that one body hands over to another.

    Attributes:
        body: the id of the body that hands over.
        to: the id of the body that takes over.
        on: the day from which the other body answers; it may lie ahead.
        by: the id of the body that says so.
        reason: why.
        approvals: the bodies that agreed.
        note: anything else that readers should know; None if there is nothing.
    """

    body: Id
    to: Id
    on: date
    by: Id
    reason: str
    approvals: tuple[Approval, ...] = ()
    note: str | None = None


def handed_over(
    plan: Plan, body: Id, on: date, today: date, *, area: str | None = None, only: Collection[str] = ()
) -> tuple[Owned, ...]:
    """Return what a body hands over on a day: what it owns then, as far as that is open, in the order of files.

    Args:
        plan: the plan.
        body: the id of the body.
        on: the day of the handover.
        today: today's date; of a later handover, what is open today is handed over.
        area: the id of the only area; None for all.
        only: the ids of the only records; empty for all.
    """
    owned = owned_by(plan, body, on, min(on, today))
    in_area = (each for each in owned if area is None or area in each.areas)
    return tuple(each for each in in_area if not only or each.id in only)


@frozen(kw_only=True)
class HandedOver:
    """A record that a body has handed over, or will hand over on a later day.

    Attributes:
        owned: the record.
        to: the id of the body that took over or is to take over.
        on: the day from which that body answers.
        entry: the id of the entry that says so; None if it has none.
    """

    owned: Owned
    to: Id
    on: PlanDate
    entry: Id | None


def already_handed_over(plan: Plan, body: Id, today: date) -> tuple[HandedOver, ...]:
    """Return the open records whose last owner on record, on any day, has it from a body; in the order of files.

    Args:
        plan: the plan.
        body: the id of the body.
        today: today's date.
    """
    found = []
    for record, now in open_with_owner(plan, today):
        entries = of_whole(as_corrected(record.status, agreed_day(plan, record)))
        last = next((placed.entry for placed in reversed(entries) if placed.entry.owner is not None), None)
        if last is not None and last.handover_from == body:
            found.append(HandedOver(owned=owned_record(record, now), to=last.owner, on=last.on, entry=last.id))
    return tuple(found)


def handover_additions(
    decision: HandoverDecision, owned: Sequence[Owned], recorded: date | None
) -> tuple[Addition, ...]:
    """Return an entry for each record that is handed over.

    Args:
        decision: which body hands over to which.
        owned: the records, from `handed_over`.
        recorded: the day on which it is written down; None if that is the day of the handover.
    """
    stated: dict[str, Any] = {
        "on": on_day(decision.on),
        "recorded": recorded,
        "by": decision.by,
        "owner": decision.to,
        "handover_from": decision.body,
        "reason": decision.reason,
        "approvals": decision.approvals,
        "note": decision.note,
    }
    return tuple(Addition(kind=each.kind, id=each.id, entry=ENTRY_TYPES[each.kind](**stated)) for each in owned)


def usual_reason(body: Body, to: Body, today: date) -> str:
    """Return the reason for a handover that gives none: that the body has ended or is to end, or who takes over."""
    until: PlanDate | None = body.until
    if until is None or until.last is None:
        return f"{to.name} takes over from {body.name}"
    return f"{body.name} {'ended' if until.last < today else 'is to end'} {at_text(until)}"
