"""A handover: one entry for everything open that a body owns, which gives it to another body from a day on."""

from collections.abc import Collection, Iterable
from datetime import date
from shlex import quote
from typing import Any

from attrs import frozen

from actionplan.edit.append import Addition
from actionplan.model.as_known import agreed_day
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, on_day
from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES
from actionplan.model.records import Plan, Record
from actionplan.model.text import at_text
from actionplan.rules.checks.bodies import readdressed
from actionplan.summary.named import Named, named_in
from actionplan.summary.owned import Owned, open_with_owner, owned_by, owned_record, partner_in
from actionplan.summary.timeline import as_corrected, head_as_at, of_whole, up_to


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


@frozen(kw_only=True)
class Transfer:
    """What a handover transfers to another body.

    Attributes:
        owned: the records that it is to own.
        partner_in: the actions in which it takes the place of a partner.
    """

    owned: tuple[Owned, ...]
    partner_in: tuple[Owned, ...]

    @property
    def named(self) -> tuple[Named, ...]:
        """The clauses and recommendations; none, since those who passed or made them are asked about these."""
        return ()


@frozen(kw_only=True)
class HandedOver:
    """A record that a body has handed over, or will hand over on a later day.

    Attributes:
        owned: the record.
        is_partner: whether the body handed over its part as a partner, and not the record.
        to: the id of the body that took over or is to take over; None if it was a partner or the owner already.
        after: the ids of the owner and, of a part as a partner, of the partners from then on.
        on: the day from which that body answers.
        entry: the id of the entry that says so; None if it has none.
    """

    owned: Owned
    is_partner: bool
    to: Id | None
    after: tuple[Id, ...]
    on: PlanDate
    entry: Id | None


def handed_over(
    plan: Plan,
    body: Id,
    on: date,
    today: date,
    *,
    to: Id | None = None,
    area: str | None = None,
    only: Collection[str] = (),
) -> Transfer:
    """Return what a body hands over on a day: what it owns and helps with then, as far as that is open.

    What it has handed over already is left out, also if that is in force only later, unless it is handed over to the
    same body on an earlier day.

    Args:
        plan: the plan.
        body: the id of the body.
        on: the day of the handover.
        today: today's date; of a later handover, what is open today is handed over.
        to: the id of the body that takes over; None for any.
        area: the id of the only area; None for all.
        only: the ids of the only records; empty for all.
    """
    state_on = min(on, today)
    handed = already_handed_over(plan, body, today)
    already = {(each.owned.id, each.is_partner) for each in handed if not is_brought_forward(each, to, on)}

    def chosen(found: Iterable[Owned], *, is_partner: bool) -> tuple[Owned, ...]:
        new = (each for each in found if (each.id, is_partner) not in already)
        in_area = (each for each in new if area is None or area in each.areas)
        return tuple(each for each in in_area if not only or each.id in only)

    return Transfer(
        owned=chosen(owned_by(plan, body, on, state_on), is_partner=False),
        partner_in=chosen(partner_in(plan, body, on, state_on), is_partner=True),
    )


def already_handed_over(plan: Plan, body: Id, today: date) -> tuple[HandedOver, ...]:
    """Return the open records whose last owner on record, on any day, has it from a body; in the order of files.

    So too those whose last list of partners replaced it.

    Args:
        plan: the plan.
        body: the id of the body.
        today: today's date.
    """
    found = []
    for record, now in open_with_owner(plan, today):
        entries = [placed.entry for placed in of_whole(as_corrected(record.status, agreed_day(plan, record)))]
        for key in ("owner", "partners"):
            last = _last_change(entries, key)
            if last is not None and last.handover_from == body and (key == "owner" or last.owner is None):
                handed = HandedOver(
                    owned=owned_record(record, now),
                    is_partner=key == "partners",
                    to=receiver(record, last),
                    after=(last.owner or now.owner, *(last.partners or () if key == "partners" else ())),
                    on=last.on,
                    entry=last.id,
                )
                found.append(handed)
    return tuple(found)


def _last_change(entries: Iterable[Any], key: str) -> Any:
    """Return the last entry that gives a key another value than the entry before; None if none states it."""
    last: Any = None
    for entry in entries:
        value = getattr(entry, key, None)
        if value is not None and (last is None or value != getattr(last, key)):
            last = entry
    return last


def is_brought_forward(handed: HandedOver, to: Id | None, on: date) -> bool:
    """Return whether a handover to a body on a day does sooner what is on record for a later day.

    Args:
        handed: what is on record.
        to: the id of the body that takes over.
        on: the day from which it does.
    """
    is_same = to in handed.after and handed.to in (to, None)
    return is_same and handed.on.first is not None and on < handed.on.first


def receiver(record: Record, handover: Any) -> Id | None:
    """Return the body that takes over by an entry of a record; None if it was a partner or the owner already."""
    if handover.owner is not None:
        owner: Id = handover.owner
        return owner
    before: Any = record
    for placed in as_corrected(record.status):
        if placed.entry.on == handover.on and placed.entry.id == handover.id:
            break
        before = head_as_at(before, [placed])
    return next((name for name in handover.partners or () if name not in before.partners), None)


def handover_additions(
    plan: Plan, decision: HandoverDecision, transfer: Transfer, recorded: date | None
) -> tuple[Addition, ...]:
    """Return an entry for each record that is handed over.

    Args:
        plan: the plan.
        decision: which body hands over to which.
        transfer: what it hands over, from `handed_over`.
        recorded: the day on which it is written down; None if that is the day of the handover.
    """
    said: dict[str, Any] = {
        "on": on_day(decision.on),
        "recorded": recorded,
        "by": decision.by,
        "handover_from": decision.body,
        "reason": decision.reason,
        "approvals": decision.approvals,
        "note": decision.note,
    }
    stated: dict[tuple[str, Id], dict[str, Any]] = {}
    for each in transfer.owned:
        stated[(each.kind, each.id)] = {"owner": decision.to}
    for each in transfer.partner_in:
        new_owner = stated.setdefault((each.kind, each.id), {}).get("owner")
        stated[(each.kind, each.id)]["partners"] = _partners(plan, decision, each.id, new_owner)
    return tuple(
        Addition(kind=kind, id=name, entry=ENTRY_TYPES[kind](**said, **values))
        for (kind, name), values in stated.items()
    )


def _partners(plan: Plan, decision: HandoverDecision, name: Id, new_owner: Id | None) -> tuple[Id, ...]:
    """Return the partners of an action once one is replaced: each once, and not its owner."""
    action = plan.action(name)
    now = head_as_at(action, up_to(action.status, decision.on, agreed_day(plan, action)))
    names = (decision.to if each == decision.body else each for each in now.partners)
    return tuple(dict.fromkeys(each for each in names if each != (new_owner or now.owner)))


def staying(plan: Plan, body: Id, to: Id, today: date) -> tuple[str, ...]:
    """Return the commands that amend what else names a body: open clauses, recommendations, and what waits on it.

    Args:
        plan: the plan.
        body: the id of the body.
        to: the id of the body in its place.
        today: today's date.
    """
    found = [readdressed(each, to) for each in named_in(plan, [body], today).get(body, ())]
    for record, now in open_with_owner(plan, today):
        waiting: tuple[str, ...] = getattr(now, "waiting_on", ())
        if body in waiting:
            names = " ".join(f"--waiting-on {to if each == body else quote(each)}" for each in waiting)
            found.append(f'actionplan amend {record.id} {names} --reason "..."')
    return tuple(found)


def usual_reason(body: Body, to: Body, today: date) -> str:
    """Return the reason for a handover that gives none: that the body has ended or is to end, or who takes over."""
    until: PlanDate | None = body.until
    if until is None or until.last is None:
        return f"{to.name} takes over from {body.name}"
    return f"{body.name} {'ended' if until.last < today else 'is to end'} {at_text(until)}"
