"""Who answers for something on a day: its owner or, once that body has ended, whoever takes over from it.

This is decided here alone; reports, questions and rules ask these functions.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Protocol

from attrs import frozen

from actionplan.model.as_known import agreed_day, is_there
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, KINDS, records_of
from actionplan.model.records import Plan, Record
from actionplan.model.text import count, in_words
from actionplan.model.vocabulary import CLOSED
from actionplan.summary.timeline import head_as_at, last_stated, of_whole, up_to


@frozen(kw_only=True)
class Handover:
    """That an owner has ended, so that what it owns must be handed over.

    Attributes:
        ended: the owner's last day.
        successors: ids of the bodies that take over from it, in the order of the file; empty if none is on record.
    """

    ended: PlanDate
    successors: tuple[Id, ...]


def has_ended(body: Body | None, day: date) -> bool:
    """Return whether a body no longer exists on a day; it still does on its last day. False for one not declared."""
    last = body.until.last if body is not None and body.until is not None else None
    return last is not None and last < day


def handover_due(bodies: Mapping[Id, Body], owner: Id | None, day: date) -> Handover | None:
    """Return that an owner has ended by a day, and who takes over; None if it has not, or there is no owner.

    A successor that has ended too is replaced by its own successors.

    Args:
        bodies: the plan's bodies, by id.
        owner: the id of the owner; None without one.
        day: the day.
    """
    body = bodies.get(owner) if owner is not None else None
    if owner is None or body is None or body.until is None or not has_ended(body, day):
        return None
    return Handover(ended=body.until, successors=successors(bodies, owner, day))


def successors(bodies: Mapping[Id, Body], name: Id, day: date) -> tuple[Id, ...]:
    """Return the ids of the bodies that take over from a body once it ends, in the order of the file.

    Args:
        bodies: the plan's bodies, by id.
        name: the id of the body.
        day: the day; a successor that has ended by then is replaced by its own successors.
    """
    body = bodies.get(name)
    return tuple(dict.fromkeys(_heirs(bodies, body, day, (name,)))) if body is not None else ()


def _heirs(bodies: Mapping[Id, Body], body: Body, day: date, passed: tuple[Id, ...]) -> Iterator[Id]:
    for name in body.successor:
        heir = bodies.get(name)
        if heir is None or not has_ended(heir, day):
            yield name
        elif name not in passed:  # a circle is an error, and is followed once
            yield from _heirs(bodies, heir, day, (*passed, name))


class _HasOwner(Protocol):
    @property
    def owner(self) -> Id | None: ...

    @property
    def handover(self) -> Handover | None: ...


def answers_for(thing: _HasOwner) -> Id | None:
    """Return the id of the body that answers for something with an owner, such as the summary of an action.

    None without an owner, and if the owner has ended with no successor or with several: then somebody must decide.
    """
    return answers(thing.owner, thing.handover)


def answers(owner: Id | None, handover: Handover | None) -> Id | None:
    """Return the id of the body that answers for what an owner owns; see `answers_for`.

    Args:
        owner: the owner on record; None without one.
        handover: from `handover_due`.
    """
    if handover is None:
        return owner
    return handover.successors[0] if len(handover.successors) == 1 else None


def concerned(thing: _HasOwner) -> tuple[Id | None, ...]:
    """Return the ids of the owner of something, and of the bodies that take over or may take over from it."""
    return (thing.owner, *thing.handover.successors) if thing.handover is not None else (thing.owner,)


@frozen(kw_only=True)
class Owned:
    """A record that a body owns on a day, and for which there is still something to do.

    Attributes:
        kind: its kind, such as ``action``.
        id: its id.
        title: its title on that day.
        areas: ids of the areas that it serves, and its own if it is an area.
    """

    kind: str
    id: Id
    title: str
    areas: tuple[Id, ...]


@frozen(kw_only=True)
class EndedOwner:
    """A body that has ended by a day and still owns records for which there is something to do.

    Attributes:
        body: the id of the body.
        name: its name.
        handover: when it ended, and who takes over.
        owned: the records, in the order of files.
    """

    body: Id
    name: str
    handover: Handover
    owned: tuple[Owned, ...]


def owned_by(plan: Plan, body: Id, day: date, state_on: date | None = None) -> tuple[Owned, ...]:
    """Return the records that a body owns on a day, without closed actions and risks, in the order of files.

    Args:
        plan: the plan.
        body: the id of the body.
        day: the day on which it owns them.
        state_on: the day as at which they are open; None for the same day.
    """
    found = open_with_owner(plan, day, state_on)
    return tuple(owned_record(record, now) for record, now in found if now.owner == body)


def to_hand_over(plan: Plan, day: date) -> tuple[EndedOwner, ...]:
    """Return the bodies that have ended by a day and still own something, in the order of the plan's file."""
    due = {name: handover_due(plan.bodies, name, day) for name in plan.bodies}
    ended = {name: handover for name, handover in due.items() if handover is not None}
    owned: dict[Id, list[Owned]] = {name: [] for name in ended}
    for record, now in open_with_owner(plan, day) if ended else ():
        if now.owner in owned:
            owned[now.owner].append(owned_record(record, now))
    return tuple(
        EndedOwner(body=name, name=plan.bodies[name].name, handover=handover, owned=tuple(owned[name]))
        for name, handover in ended.items()
        if owned[name]
    )


def owned_text(owned: Iterable[Owned]) -> str:
    """Return records that a body owns as part of a sentence: "2 actions (1.1, 1.2) and 1 risk (R1)"."""
    by_kind: dict[str, list[str]] = {}
    for each in owned:
        by_kind.setdefault(each.kind, []).append(each.id)
    kinds = sorted(by_kind.items(), key=lambda pair: (pair[0] != "action", pair[0]))
    texts = [f"{count(len(names), kind)} ({', '.join(names)})" for kind, names in kinds]
    return in_words(texts)


def open_with_owner(plan: Plan, day: date, state_on: date | None = None) -> Iterator[tuple[Record, Any]]:
    """Yield each record that can have an owner and is open, with its head as at a day.

    Args:
        plan: the plan.
        day: the day of the head.
        state_on: the day as at which it is open; None for the same day.
    """
    for record in records_of(plan):
        if "owner" not in HEADS[type(record)] or not is_there(plan, record, day):
            continue
        entries = up_to(record.status, day, agreed_day(plan, record))
        stating = entries if state_on is None else up_to(record.status, state_on, agreed_day(plan, record))
        if _state(stating) not in {*CLOSED, "closed"}:
            yield record, head_as_at(record, entries)


def _state(entries: Any) -> Any:
    whole = of_whole(entries)
    return last_stated(whole, "state") if whole and hasattr(whole[0].entry, "state") else None


def owned_record(record: Record, now: Any) -> Owned:
    """Return a record as one that a body owns.

    Args:
        record: the record.
        now: the record with its head as at a day.
    """
    kind = KINDS[type(record)]
    areas = (record.id,) if kind == "area" else getattr(now, "areas", ())
    return Owned(kind=kind, id=record.id, title=now.title, areas=areas)
