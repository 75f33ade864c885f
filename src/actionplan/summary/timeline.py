"""What was true on a day: the head as first agreed, and on top of it the entries up to that day."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from attrs import evolve

from actionplan.model.as_known import agreed_day
from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES, HEADS, PARTS
from actionplan.model.measures import Measure, Reading
from actionplan.model.records import Action, Area, Clause, Milestone, Plan, Record, Resolution
from actionplan.model.reviews import Ask, Review
from actionplan.model.risks import Risk

RecordType = TypeVar("RecordType", Action, Area, Resolution, Measure, Risk, Review, Milestone, Clause, Ask)


class Placed(NamedTuple):
    """An entry with its place in time. There is one for every entry that is looked at, so they are cheap to make.

    Attributes:
        day: the day from which it is in force; for a correction, that of the entry it corrects.
        index: its place in the file, from 0.
        entry: the entry.
        root: the place in the file of the entry that it corrects; its own where it corrects none.
        early: whether it is from before the record was agreed. Such an entry is history: what was agreed then stands
            in the head, so it changes none of it.
    """

    day: date
    index: int  # type: ignore[assignment]  # that of tuples looks for a value, which nobody does here
    entry: Any
    root: int
    early: bool = False


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
    entries = tuple(status)
    days = [entry.on.last for entry in entries]
    if _stand_in_order(entries, days, with_redacted=with_redacted):
        return _as_they_stand(entries, days, agreed)
    by_id: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.id is not None:
            by_id.setdefault(entry.id, index)
    keyed: list[tuple[tuple[date, int, int], Entry]] = []
    for index, entry in enumerate(entries):
        root = _corrected(entries, by_id, index)
        day = days[root]
        if day is not None and (with_redacted or entry.redacted is None):
            keyed.append(((day, root, index), entry))
    keyed.sort(key=lambda pair: pair[0])
    return tuple(
        Placed(day, index, entry, root, agreed is not None and day < agreed) for (day, root, index), entry in keyed
    )


def _stand_in_order(entries: Sequence[Entry], days: Sequence[date | None], *, with_redacted: bool) -> bool:
    """Return whether entries take force as they stand in the file, each by itself, as they nearly always do."""
    odd = [entry for entry in entries if entry.corrects is not None or entry.redacted is not None]
    if odd and not (with_redacted and all(entry.corrects is None for entry in odd)):
        return False
    known = [day for day in days if day is not None]
    return len(known) == len(days) and sorted(known) == known


def _as_they_stand(entries: Sequence[Entry], days: Sequence[Any], agreed: date | None) -> tuple[Placed, ...]:
    """Place entries that stand in order: the early ones come first."""
    early = bisect_left(days, agreed) if agreed is not None else 0
    places = range(len(entries))
    rows = zip(days, places, entries, places, chain(repeat(True, early), repeat(False)), strict=False)
    return tuple(map(_placed, rows))


_placed: Callable[[Iterable[Any]], Placed] = partial(tuple.__new__, Placed)
"""Makes one without a call of Python's own, which is what its making would cost most."""


def _corrected(entries: Sequence[Entry], by_id: Mapping[str, int], index: int) -> int:
    """Follow ``corrects`` to the entry that was first put right; an entry that corrects nothing is its own."""
    seen = {index}
    while (corrects := entries[index].corrects) is not None and by_id.get(corrects, index) not in seen:
        index = by_id[corrects]
        seen.add(index)
    return index


REPORT: Final = frozenset({"on", "id", "recorded", "by", "state", "rating", "progress", "note"})
"""The fields that a report has. An action's entry that states any other says more than a report."""


def beyond_reports(entries: Iterable[ActionEntry]) -> dict[int, ActionEntry]:
    """Return the entries of an action that say more than a report, by their places in the file.

    Nearly all entries are reports: a body says on a day how far the action has come. Whoever looks for anything else
    looks here. Every field that a report does not have is asked for by its name, since no other way is half as fast.
    """
    return {
        index: entry
        for index, entry in enumerate(entries)
        if entry.due is not None
        or entry.reason is not None
        or entry.evidence
        or entry.source
        or entry.approvals
        or entry.corrects is not None
        or entry.redacted is not None
        or entry.milestone is not None
        or entry.title is not None
        or entry.areas is not None
        or entry.owner is not None
        or entry.partners is not None
        or entry.lead is not None
        or entry.start is not None
        or entry.success is not None
        or entry.after is not None
        or entry.findings is not None
        or entry.measures is not None
        or entry.extra
    }


def saying_more(action: Action, entries: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return those of an action's entries, as `in_order` or `up_to` gives them, that say more than a report."""
    more = beyond_reports(action.status)
    return tuple([placed for placed in entries if placed.index in more]) if more else ()


def up_to(
    status: Iterable[Entry], as_at: date, agreed: date | None = None, *, with_redacted: bool = False
) -> tuple[Placed, ...]:
    """Return the entries in force on a day, in order; see `in_order`."""
    placed = in_order(status, agreed, with_redacted=with_redacted)
    return placed[: bisect_right(placed, as_at, key=_DAY)]


_DAY, _ENTRY = attrgetter("day"), attrgetter("entry")


def head_as_at(record: RecordType, entries: Iterable[Placed]) -> RecordType:
    """Return a record whose head holds the values last stated.

    Args:
        record: the record, its head as first agreed.
        entries: the entries in force, as `up_to` gives them.
    """
    return _with_stated(record, of_whole(entries))


def stated_as_at(plan: Plan, record: Record, name: str, as_at: date) -> Any:
    """Return the value of one field of a record's head as at a day.

    That is what `head_as_at` has for it, but costs next to nothing where no entry states the field.

    Args:
        plan: the plan that holds it.
        record: the record, its head as first agreed.
        name: the field.
        as_at: the day; entries after it are not looked at.
    """
    if not [entry for entry in record.status if getattr(entry, name) is not None]:
        return getattr(record, name)
    entries = up_to(record.status, as_at, agreed_day(plan, record))
    return getattr(head_as_at(record, entries), name)  # type: ignore[type-var]  # whichever kind it is, it stays


def part_as_at(part: RecordType, entries: Iterable[Placed]) -> RecordType:
    """Return a milestone, a clause or an ask with the values last stated for it.

    Args:
        part: the part as first agreed or passed.
        entries: the record's entries in force, as `up_to` returns them.
    """
    return _with_stated(part, of_part(entries, part.id))


def part_named(entry: Entry) -> Id | None:
    """Return the id of the milestone, clause or ask that an entry is about; None where it is about the whole record."""
    key = _PART_KEYS[type(entry)]
    return getattr(entry, key) if key else None


def of_whole(entries: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return the entries that are about the record as a whole."""
    entries = tuple(entries)
    named = _parts_named(entries)
    if named.count(None) == len(named):
        return entries
    return tuple(placed for placed, name in zip(entries, named, strict=True) if name is None)


def of_part(entries: Iterable[Placed], part: Id) -> tuple[Placed, ...]:
    """Return the entries that are about one milestone, clause or ask."""
    entries = tuple(entries)
    return tuple(placed for placed, name in zip(entries, _parts_named(entries), strict=True) if name == part)


def _parts_named(entries: Sequence[Placed]) -> list[Id | None]:
    """Return what each of a record's entries is about, as `part_named` does."""
    key = _PART_KEYS[type(entries[0].entry)] if entries else ""
    return list(map(attrgetter(f"entry.{key}"), entries)) if key else [None] * len(entries)


_PART_KEYS: Mapping[type[Entry], str] = {
    kind: next((key for key in PARTS if hasattr(kind, key)), "") for kind in (Entry, Reading, *ENTRY_TYPES.values())
}
"""The key by which entries of each type name a part of their record; empty for those that never do."""


def _with_stated(record: RecordType, entries: Iterable[Placed]) -> RecordType:
    names = HEADS[type(record)]
    stated_by = _STATED_BY[type(record)]
    nothing = (None,) * len(names)
    entries = tuple(entries)
    changes: dict[str, Any] = {}
    for placed, values in zip(entries, map(stated_by, map(_ENTRY, entries)), strict=True):
        if values != nothing and not placed.early:
            changes.update((name, value) for name, value in zip(names, values, strict=True) if value is not None)
    return evolve(record, **changes) if changes else record


def restates(record: Record | Milestone, entry: Entry) -> bool:
    """Return whether an entry states anything of the head of a record, or of that part of it."""
    return any(value is not None for value in _STATED_BY[type(record)](entry))


def _getter(names: tuple[str, ...]) -> Callable[[Entry], tuple[Any, ...]]:
    """Return what reads several fields at once, which is much faster than one after another."""
    if len(names) == 1:
        return lambda entry: (getattr(entry, names[0]),)
    return attrgetter(*names)


_STATED_BY = {kind: _getter(names) for kind, names in HEADS.items()}
"""Reads what an entry states of the head of each kind of record, or of a part of it."""


def last_stated(entries: Iterable[Placed], name: str) -> Any:
    """Return the last value stated for a field that only entries have, such as ``state``; None where none is."""
    for placed in reversed(tuple(entries)):
        stated = getattr(placed.entry, name)
        if stated is not None:
            return stated
    return None
