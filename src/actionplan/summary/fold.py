"""What was true on a day: the head as first agreed, and on top of it the entries up to that day."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from attrs import evolve

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id
from actionplan.model.layout import HEADS, PARTS
from actionplan.model.measures import Measure
from actionplan.model.records import Action, Area, Clause, Milestone, Plan, Record, Resolution
from actionplan.model.reviews import Ask, Review
from actionplan.model.risks import Risk

RecordType = TypeVar("RecordType", Action, Area, Resolution, Measure, Risk, Review, Milestone, Clause, Ask)


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
        record: the record, its head as first agreed.
        entries: the entries in force, as `up_to` gives them.
    """
    return _with_stated(record, of_whole(entries))


def clause_as_at(clause: Clause, entries: Iterable[Placed]) -> Clause:
    """Give a clause with the values last stated for it.

    Args:
        clause: the clause as passed.
        entries: the resolution's entries in force, as `up_to` gives them.
    """
    return _with_stated(clause, of_part(entries, clause.id))


def milestone_as_at(milestone: Milestone, entries: Iterable[Placed]) -> Milestone:
    """Give a milestone with the values last stated for it; see `clause_as_at`."""
    return _with_stated(milestone, of_part(entries, milestone.id))


def ask_as_at(ask: Ask, entries: Iterable[Placed]) -> Ask:
    """Give what a review asks for with the values last stated for it; see `clause_as_at`."""
    return _with_stated(ask, of_part(entries, ask.id))


def part_named(entry: Entry) -> Id | None:
    """Give the id of the milestone, clause or ask that an entry is about; None where it is about the whole record."""
    for key in PARTS:
        if (name := getattr(entry, key, None)) is not None:
            return Id(name)
    return None


def of_whole(entries: Iterable[Placed]) -> tuple[Placed, ...]:
    """Give the entries that are about the record as a whole."""
    return tuple(placed for placed in entries if part_named(placed.entry) is None)


def of_part(entries: Iterable[Placed], part: Id) -> tuple[Placed, ...]:
    """Give the entries that are about one milestone, clause or ask."""
    return tuple(placed for placed in entries if part_named(placed.entry) == part)


def _with_stated(record: RecordType, entries: Iterable[Placed]) -> RecordType:
    fields = HEADS[type(record)]
    changes = {
        name: value
        for placed in entries
        for name in fields
        if not placed.is_early and (value := getattr(placed.entry, name)) is not None
    }
    return evolve(record, **changes) if changes else record


def last_stated(entries: Iterable[Placed], name: str) -> Any:
    """Give the last value stated for a field that only entries have, such as ``state``; None where none is."""
    value = None
    for placed in entries:
        stated = getattr(placed.entry, name)
        value = value if stated is None else stated
    return value


def agreed_on(plan: Plan, record: Area | Action | Measure | Risk) -> PlanDate | None:
    """Give when a record became part of the plan: its own ``agreed``, or else the plan's; None while it is a draft."""
    return record.agreed if record.agreed is not None else plan.agreed


def agreed_day(plan: Plan, record: Record) -> date | None:
    """Give the day from which a record's head is what was agreed; None while it is a draft.

    Motions and reviews are not agreed by those who keep the plan, so theirs is None too.
    """
    agreed = None if isinstance(record, Resolution | Review) else agreed_on(plan, record)
    return agreed.last if agreed is not None else None


def in_plan(plan: Plan, record: Area | Action | Measure | Risk, as_at: date) -> bool:
    """Say whether a record was in the plan on a day. All of a draft is, so that it can be looked at early."""
    agreed = agreed_on(plan, record)
    return agreed is None or agreed.last is None or agreed.last <= as_at
