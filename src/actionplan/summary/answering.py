"""Who answers for something on a day: its owner or, once that body has ended, whoever takes over from it.

This is decided here alone; reports, questions and rules ask these functions.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Protocol

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id


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
