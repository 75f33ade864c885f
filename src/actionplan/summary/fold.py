"""What was true on a day: the head as first agreed, and on top of it the entries up to that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve, frozen

from actionplan.model.dates import PlanDate
from actionplan.model.entries import (
    ACTION_HEAD,
    AREA_HEAD,
    CLAUSE_HEAD,
    RESOLUTION_HEAD,
    ActionEntry,
    AreaEntry,
    Entry,
    ResolutionEntry,
)
from actionplan.model.records import Action, Area, Clause, Plan, Record, Resolution

EntryType = TypeVar("EntryType", ActionEntry, AreaEntry, ResolutionEntry)
RecordType = TypeVar("RecordType", Action, Area, Resolution, Clause)


@frozen
class Placed:
    """An entry with its place in time.

    Attributes:
        day: the day from which it is in force; for a correction, that of the entry it corrects.
        index: its place in the file, from 0.
        entry: the entry.
        root: the place in the file of the entry that it corrects; its own where it corrects none.
        is_early: whether it is from before the record was agreed. Such an entry is history: what was agreed then stands
            in the head, so it changes none of it.
    """

    day: date
    index: int
    entry: Any
    root: int
    is_early: bool = False


def in_order(status: Iterable[Entry], agreed: date | None = None, *, with_redacted: bool = False) -> tuple[Placed, ...]:
    """Put entries in the order in which they take force.

    The last day that an entry's ``on`` can mean orders them, so that a month's entry counts once the month is over.
    Within a day the file's order stands. A correction follows the entry it corrects, at once, and in force from the
    same day. An entry without a day (``on = "unknown"``, which is an error) is left out, and so is a redacted one: it
    states nothing any more. What corrects it still holds from its day.

    Args:
        status: the entries in the file's order.
        agreed: the day on which the record was agreed, as `agreed_on` gives it; None where that makes no difference.
        with_redacted: whether to give redacted entries too, for telling a story rather than for working out what holds.
    """
    entries = list(status)
    by_id: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id is not None:
            by_id.setdefault(entry.id, index)
    keyed: list[tuple[tuple[date, int, int], Entry]] = []
    for index, entry in enumerate(entries):
        root = _corrected(entries, by_id, index)
        day = entries[root].on.last
        if day is not None and (with_redacted or entry.redacted is None):
            keyed.append(((day, root, index), entry))
    keyed.sort(key=lambda pair: pair[0])
    return tuple(
        Placed(day, index, entry, root, agreed is not None and day < agreed) for (day, root, index), entry in keyed
    )


def _corrected(entries: list[Entry], by_id: Mapping[str, int], index: int) -> int:
    """Follow ``corrects`` to the entry that was first put right; an entry that corrects nothing is its own."""
    seen = {index}
    while (corrects := entries[index].corrects) is not None and by_id.get(corrects, index) not in seen:
        index = by_id[corrects]
        seen.add(index)
    return index


def up_to(
    status: Iterable[Entry], as_at: date, agreed: date | None = None, *, with_redacted: bool = False
) -> tuple[Placed, ...]:
    """Give the entries in force on a day, in order; see `in_order`."""
    return tuple(placed for placed in in_order(status, agreed, with_redacted=with_redacted) if placed.day <= as_at)


def head_as_at(record: RecordType, entries: Iterable[Placed]) -> RecordType:
    """Give a record whose head holds the values last stated.

    Args:
        record: an action, area or resolution, its head as first agreed.
        entries: the entries in force, as `up_to` gives them.
    """
    fields = _HEADS[type(record)]
    changes = {
        name: value
        for placed in entries
        for name in fields
        if not placed.is_early
        and getattr(placed.entry, "clause", None) is None
        and (value := getattr(placed.entry, name)) is not None
    }
    return evolve(record, **changes) if changes else record


_HEADS: Mapping[type, tuple[str, ...]] = {
    Action: ACTION_HEAD,
    Area: AREA_HEAD,
    Resolution: RESOLUTION_HEAD,
    Clause: CLAUSE_HEAD,
}


def clause_as_at(clause: Clause, entries: Iterable[Placed]) -> Clause:
    """Give a clause with the values last stated for it.

    Args:
        clause: the clause as passed.
        entries: the resolution's entries in force, as `up_to` gives them.
    """
    changes = {
        name: value
        for placed in entries
        for name in CLAUSE_HEAD
        if placed.entry.clause == clause.id and (value := getattr(placed.entry, name)) is not None
    }
    return evolve(clause, **changes) if changes else clause


def last_stated(entries: Iterable[Placed], name: str) -> Any:
    """Give the last value stated for a field that only entries have, such as ``state``; None where none is."""
    value = None
    for placed in entries:
        stated = getattr(placed.entry, name)
        value = value if stated is None else stated
    return value


def agreed_on(plan: Plan, record: Area | Action) -> PlanDate | None:
    """Give when a record became part of the plan: its own ``agreed``, or else the plan's; None while it is a draft."""
    return record.agreed if record.agreed is not None else plan.agreed


def agreed_day(plan: Plan, record: Record) -> date | None:
    """Give the day from which a record's head is what was agreed; None while it is a draft, and for resolutions."""
    agreed = None if isinstance(record, Resolution) else agreed_on(plan, record)
    return agreed.last if agreed is not None else None


def in_plan(plan: Plan, record: Area | Action, as_at: date) -> bool:
    """Say whether a record was in the plan on a day. All of a draft is, so that it can be looked at early."""
    agreed = agreed_on(plan, record)
    return agreed is None or agreed.last is None or agreed.last <= as_at
