"""What bodies own or help with on a day as far as it is open, and what those that have ended leave behind."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Protocol

from attrs import frozen

from actionplan.model.as_known import agreed_day, is_there
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, KINDS, records_of
from actionplan.model.records import Action, Area, Plan, Record
from actionplan.model.text import count, in_words, numbered_name, some_of
from actionplan.model.vocabulary import CLOSED
from actionplan.summary.answering import Handover, handover_due
from actionplan.summary.named import Named, named_in, named_text
from actionplan.summary.standing import areas_stood_down, is_stood_down
from actionplan.summary.timeline import head_as_at, last_stated, of_whole, up_to


@frozen(kw_only=True)
class Owned:
    """A record that a body owns or helps with on a day, and for which there is still something to do.

    Attributes:
        kind: its kind, such as ``action``.
        id: its id.
        title: its title on that day.
        short: its short name on that day; None for none.
        areas: ids of the areas that it serves, and its own if it is an area.
        ref: its number or name in printed papers, if that is not the id; None for none.
    """

    kind: str
    id: Id
    title: str
    areas: tuple[Id, ...]
    ref: str | None = None
    short: str | None = None


@frozen(kw_only=True)
class EndedOwner:
    """A body that has ended by a day and to which there is still something to do in the plan.

    Attributes:
        plan: the plan's id.
        body: the id of the body.
        name: its name.
        handover: when it ended, and who takes over.
        owned: the records that it owns, in the order of files.
        partner_in: the open actions in which it is a partner.
        named: the open clauses that are addressed to it, and the open recommendations that it has to answer.
    """

    plan: Id
    body: Id
    name: str
    handover: Handover
    owned: tuple[Owned, ...]
    partner_in: tuple[Owned, ...]
    named: tuple[Named, ...]


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


def partner_in(plan: Plan, body: Id, day: date, state_on: date | None = None) -> tuple[Owned, ...]:
    """Return the open actions in which a body is a partner on a day; the arguments are those of `owned_by`."""
    found = open_with_owner(plan, day, state_on)
    return tuple(owned_record(record, now) for record, now in found if body in getattr(now, "partners", ()))


def to_hand_over(plan: Plan, day: date, *, by: str | None = None, area: str | None = None) -> tuple[EndedOwner, ...]:
    """Return the bodies that have ended by a day and leave something behind, in the order of the plan's file.

    Args:
        plan: the plan.
        day: the day.
        by: the id of the only body, which hands over or may take over; None for all.
        area: the id of the only area that it serves; None for all.
    """
    due = {name: handover_due(plan.bodies, name, day) for name in plan.bodies}
    ended = {
        name: handover
        for name, handover in due.items()
        if handover is not None and (by is None or by in (name, *handover.successors))
    }
    records = [
        (owned_record(record, now), now)
        for record, now in (open_with_owner(plan, day) if ended else ())
        if area is None or area in (record.id, *getattr(now, "areas", ()))
    ]
    named = named_in(plan, ended, day) if area is None else {}
    found = (
        EndedOwner(
            plan=plan.id,
            body=name,
            name=plan.bodies[name].name,
            handover=handover,
            owned=tuple(owned for owned, now in records if now.owner == name),
            partner_in=tuple(owned for owned, now in records if name in getattr(now, "partners", ())),
            named=named.get(name, ()),
        )
        for name, handover in ended.items()
    )
    return tuple(each for each in found if each.owned or each.partner_in or each.named)


class Tasks(Protocol):
    """What a body owns, helps with and is asked for."""

    @property
    def owned(self) -> tuple[Owned, ...]:
        """The records that it owns."""

    @property
    def partner_in(self) -> tuple[Owned, ...]:
        """The actions in which it is a partner."""

    @property
    def named(self) -> tuple[Named, ...]:
        """The clauses that are addressed to it, and the recommendations that it has to answer."""


def tasks_text(tasks: Tasks, most: int = 3) -> str:
    """Return what a body has to do as part of a sentence: "1 action (1.1 Build it) and a part in 1 action (1.3 Train)".

    Args:
        tasks: what it has to do.
        most: how many records of each kind are named; 0 for counts alone.
    """
    partner = [f"a part in {owned_text(tasks.partner_in, most)}"] if tasks.partner_in else []
    return in_words([*_by_kind(tasks.owned, most), *partner, *named_text(tasks.named)])


def owned_text(owned: Iterable[Owned], most: int = 3) -> str:
    """Return records as part of a sentence: "1 action (1.1 Build it) and 1 risk (R1 Staff leave)".

    Args:
        owned: the records.
        most: as for `tasks_text`.
    """
    return in_words(_by_kind(owned, most))


def _by_kind(owned: Iterable[Owned], most: int) -> list[str]:
    by_kind: dict[str, list[str]] = {}
    for each in owned:
        by_kind.setdefault(each.kind, []).append(numbered_name(each))
    kinds = sorted(by_kind.items(), key=lambda pair: (pair[0] != "action", pair[0]))
    named = {kind: f" ({some_of(names, most)})" if most else "" for kind, names in kinds}
    return [f"{count(len(names), kind)}{named[kind]}" for kind, names in kinds]


def open_with_owner(plan: Plan, day: date, state_on: date | None = None) -> Iterator[tuple[Record, Any]]:
    """Yield each record that can have an owner and is open, with its head as at a day; none whose areas are stood down.

    Args:
        plan: the plan.
        day: the day of the head.
        state_on: the day as at which it is open; None for the same day.
    """
    stood_down = areas_stood_down(plan, state_on or day)
    for record in records_of(plan):
        if "owner" not in HEADS[type(record)] or not is_there(plan, record, day):
            continue
        entries = up_to(record.status, day, agreed_day(plan, record))
        stating = entries if state_on is None else up_to(record.status, state_on, agreed_day(plan, record))
        now = head_as_at(record, entries)
        areas = (record.id,) if isinstance(record, Area) else getattr(now, "areas", ())
        is_down = isinstance(record, (Area, Action)) and is_stood_down(areas, stood_down)
        if _state(stating) not in {*CLOSED, "closed"} and not is_down:
            yield record, now


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
    return Owned(kind=kind, id=record.id, title=now.title, areas=areas, ref=now.ref, short=getattr(now, "short", None))
