"""The values of a record's fields on a day: the head as first agreed, changed by the entries up to that day."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import chain, repeat
from operator import attrgetter
from typing import Any, Final, NamedTuple, TypeVar

from attrs import evolve, fields

from actionplan.model.as_known import agreed_day
from actionplan.model.checked import with_values
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import ENTRY_TYPES, HEADS, PARTS
from actionplan.model.measures import Benchmark, Reading
from actionplan.model.records import Action, Milestone, Plan, Record
from actionplan.model.resolutions import Clause
from actionplan.model.reviews import Recommendation

RecordType = TypeVar("RecordType", bound=Record | Milestone | Clause | Recommendation)


class Placed(NamedTuple):
    """An entry with its place in time. Every entry that is read has one, so they are cheap to make.

    Attributes:
        day: the day from which the entry is in force; for a correction, the day of the entry that it corrects.
        index: its place in the file, from 0; that of its last correction, if `as_corrected` put corrections into it.
        entry: the entry.
        root: the place in the file of the entry that it corrects; its own place if it corrects none.
        early: whether it is from before the record was agreed. The head as agreed includes such an entry already, so it
            does not change the head.
    """

    day: date
    index: int  # type: ignore[assignment]  # hides tuple.index, which is not needed here
    entry: Any
    root: int
    early: bool = False


def in_order(status: Iterable[Entry], agreed: date | None = None, *, with_redacted: bool = False) -> tuple[Placed, ...]:
    """Return entries in the order in which they take effect.

    They are sorted by the last day that ``on`` can mean, so that an entry for a month counts once the month is over.
    Entries of one day keep the order of the file. A correction comes directly after the entry that it corrects, and is
    in force from the same day. An entry without a day (``on = "unknown"``, which is an error) is left out, and so is a
    redacted entry, which states nothing. A correction of a redacted entry is still in force from that entry's day.

    Args:
        status: the entries in the order of the file.
        agreed: the day on which the record was agreed, from `agreed_day`; None if no entry is to count as early.
        with_redacted: whether to include redacted entries, to list the history rather than to work out values.
    """
    # Invariant: the order is by (day of the root, root, index), where the root of a correction is the first entry of
    # its chain. Hence a later entry in the result always overrides an earlier one.
    entries = tuple(status)
    days = [entry.on.last for entry in entries]
    if _stand_in_order(entries, days, with_redacted=with_redacted):
        return _as_they_stand(entries, days, agreed)
    keyed: list[tuple[tuple[date, int, int], Entry]] = []
    for index, (entry, root) in enumerate(zip(entries, _roots(entries), strict=True)):
        day = days[root]
        if day is not None and (with_redacted or entry.redacted is None):
            keyed.append(((day, root, index), entry))
    keyed.sort(key=lambda pair: pair[0])
    return tuple(
        Placed(day, index, entry, root, agreed is not None and day < agreed) for (day, root, index), entry in keyed
    )


def as_corrected(status: Iterable[Entry], agreed: date | None = None) -> tuple[Placed, ...]:
    """Return entries in the order in which they take effect, each with its corrections in it: one for each root.

    Every value of a record is worked out from these, so a correction counts alike for every reader. Each has the day of
    the entry that was corrected, and what was last stated for each of its fields. Redacted entries are left out.

    Args:
        status: the entries in the order of the file.
        agreed: the day on which the record was agreed, from `agreed_day`; None if no entry is to count as early.
    """
    entries = tuple(status)
    placed = in_order(entries, agreed)
    if not any(map(_CORRECTS, entries)):
        return placed
    groups: dict[tuple[int, Id | None], list[Placed]] = {}
    for each in placed:
        groups.setdefault((each.root, part_named(each.entry)), []).append(each)
    return tuple(_merged(group, entries[root].on) for (root, _), group in groups.items())


def _merged(group: Sequence[Placed], on: PlanDate) -> Placed:
    """Return an entry with its corrections in it.

    The author stays, unless a correction states another state: that is its author's claim. So does the reason, if there
    is one. Evidence and approvals add up.

    Args:
        group: the entry and its corrections, in order; without the entry if that was redacted.
        on: the day of the entry, as written.
    """
    first = group[0]
    if len(group) == 1 and first.index == first.root:
        return first
    values = stated_by(first.entry) | {"on": on}
    for placed in group[1:]:
        stated = stated_by(placed.entry)
        kept = _KEPT if "state" in stated else _KEPT | {"by"}
        kept = kept if "handover_from" in values else kept | {"handover_from"}  # what was an update stays one
        for name, value in stated.items():
            if name in _ADDED_UP:
                values[name] = (*values.get(name, ()), *value)
            elif name not in kept or (name in _GIVEN_ONCE and name not in values):
                values[name] = value
    return group[-1]._replace(entry=evolve(first.entry, **values))


_KEPT = frozenset({"on", "id", "recorded", "corrects", "reason"})
"""The fields of an entry that no correction replaces."""

_GIVEN_ONCE = frozenset({"by", "reason"})
"""Those of them that a correction states for an entry without them."""

_ADDED_UP = frozenset({"evidence", "approvals"})
"""The fields of an entry to which a correction adds."""


def stated_by(entry: Entry) -> dict[str, Any]:
    """Return the fields that an entry states, with their values."""
    values = ((each, getattr(entry, each.name)) for each in fields(type(entry)))
    return {each.name: value for each, value in values if value != each.default}


def _stand_in_order(entries: Sequence[Entry], days: Sequence[date | None], *, with_redacted: bool) -> bool:
    """Return whether entries take effect in the order of the file, without corrections; nearly always they do."""
    odd = [entry for entry in entries if entry.corrects is not None or entry.redacted is not None]
    if odd and not (with_redacted and all(entry.corrects is None for entry in odd)):
        return False
    known = [day for day in days if day is not None]
    return len(known) == len(days) and sorted(known) == known


def _as_they_stand(entries: Sequence[Entry], days: Sequence[Any], agreed: date | None) -> tuple[Placed, ...]:
    """Place entries that are in order already; the early ones come first."""
    early = bisect_left(days, agreed) if agreed is not None else 0
    places = range(len(entries))
    rows = zip(days, places, entries, places, chain(repeat(True, early), repeat(False)), strict=False)
    return tuple(map(_placed, rows))


_placed: Callable[[Iterable[Any]], Placed] = partial(tuple.__new__, Placed)
"""Makes a `Placed` without calling a Python function, which would take most of the time."""


def _roots(entries: Sequence[Entry]) -> list[int]:
    """Return for each entry the place of the first entry of its chain of corrections; its own if it corrects none."""
    by_id: dict[str | None, int] = {}
    for index, entry in enumerate(entries):
        by_id.setdefault(entry.id, index)
    by_id.pop(None, None)
    roots: dict[int, int] = {}
    for index in range(len(entries)):
        # Invariant: each entry is passed once, since the rest of a chain has its root already. Of a circle, which is
        # an error, the first entry that is met again is the root.
        chain = dict[int, None]()
        at = index
        while at not in roots and at not in chain:
            chain[at] = None
            at = by_id.get(entries[at].corrects, at)
        roots |= dict.fromkeys(chain, roots.get(at, at))
    return [roots[index] for index in range(len(entries))]


REPORT: Final = frozenset({"on", "id", "recorded", "by", "state", "rating", "progress", "note"})
"""The fields that a report has. An entry of an action that states any other is more than a report."""


def beyond_reports(entries: Iterable[ActionEntry]) -> dict[int, ActionEntry]:
    """Return the entries of an action that are more than a report, by their places in the file.

    Nearly all entries are reports: a body states on a day how far the action has come. Code that needs anything else
    looks only at the entries returned here. Each field is named, because reading them in a loop takes three times as
    long. A field that `REPORT` lacks must be named here; a test compares the two.
    """
    numbered: Iterable[tuple[int, Any]] = enumerate(entries)  # Any, since fields of different types are compared
    return {
        index: entry
        for index, entry in numbered
        if not (entry.due is entry.reason is entry.corrects is entry.redacted is entry.milestone is None)
        or entry.replaced_by is not None
        or not (entry.title is entry.areas is entry.owner is entry.partners is entry.lead is entry.start is None)
        or not (entry.success is entry.after is entry.findings is entry.measures is entry.joint_leads is None)
        or not (entry.senior_responsible is entry.plain is entry.short is entry.ref is entry.decision is None)
        or not (entry.request_due is entry.request_state is entry.requested_of is entry.decides is None)
        or not (entry.handover_from is entry.waiting_on is None)
        or (entry.evidence or entry.source or entry.approvals or entry.extra)
    }


def saying_more(action: Action, entries: Sequence[Placed]) -> tuple[Placed, ...]:
    """Return those of an action's entries, from `in_order` or `up_to`, that are more than a report."""
    more = beyond_reports(action.status)
    return tuple([placed for placed in entries if placed.index in more]) if more else ()


def up_to(status: Iterable[Entry], as_at: date, agreed: date | None = None) -> tuple[Placed, ...]:
    """Return the entries in force on a day, in order and as corrected; see `as_corrected`."""
    return _by_day(as_corrected(status, agreed), as_at)


def listed_up_to(status: Iterable[Entry], as_at: date, agreed: date | None = None) -> tuple[Placed, ...]:
    """Return the entries in force on a day as they are in the file: corrections separately, redacted ones too."""
    return _by_day(in_order(status, agreed, with_redacted=True), as_at)


def _by_day(placed: tuple[Placed, ...], as_at: date) -> tuple[Placed, ...]:
    return placed[: bisect_right(placed, as_at, key=_DAY)]


_DAY, _ENTRY, _CORRECTS = attrgetter("day"), attrgetter("entry"), attrgetter("corrects")


def head_as_at(record: RecordType, entries: Iterable[Placed]) -> RecordType:
    """Return a record with its head as changed by entries.

    Args:
        record: the record, its head as first agreed.
        entries: the entries in force, from `up_to`.
    """
    return _with_stated(record, of_whole(entries))


def stated_as_at(plan: Plan, record: Record, name: str, as_at: date) -> Any:
    """Return the value of one field of a record's head as at a day: that of `head_as_at`, but usually much faster.

    Args:
        plan: the plan that the record belongs to.
        record: the record, its head as first agreed.
        name: the field.
        as_at: the day; later entries do not count.
    """
    if name not in HEADS[type(record)] or not [entry for entry in record.status if getattr(entry, name) is not None]:
        return getattr(record, name)
    entries = up_to(record.status, as_at, agreed_day(plan, record))
    return getattr(head_as_at(record, entries), name)


def part_as_at(part: RecordType, entries: Iterable[Placed]) -> RecordType:
    """Return a milestone, a clause or a recommendation with the values last stated for it.

    Args:
        part: the part as first agreed or passed.
        entries: the entries in force about this part, from `of_part` or `by_part`.
    """
    return _with_stated(part, entries)


def part_named(entry: Entry) -> Id | None:
    """Return the id of the milestone, clause or recommendation that an entry is about; None for the whole record."""
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
    """Return the entries that are about one milestone, clause or recommendation."""
    return by_part(entries).get(part, ())


def by_part(entries: Iterable[Placed]) -> Mapping[Id, tuple[Placed, ...]]:
    """Return the entries about each milestone, clause or recommendation, by its id, where there are any."""
    entries = tuple(entries)
    groups: dict[Id, list[Placed]] = {}
    for placed, name in zip(entries, _parts_named(entries), strict=True):
        if name is not None:
            groups.setdefault(name, []).append(placed)
    return {name: tuple(group) for name, group in groups.items()}


def _parts_named(entries: Sequence[Placed]) -> list[Id | None]:
    """Return the part that each of a record's entries is about, as `part_named` does for one."""
    key = _PART_KEYS[type(entries[0].entry)] if entries else ""
    return list(map(attrgetter(f"entry.{key}"), entries)) if key else [None] * len(entries)


_PART_KEYS: Mapping[type[Entry], str] = {
    kind: next((key for key in PARTS if hasattr(kind, key)), "")
    for kind in (Entry, Reading, Benchmark, *ENTRY_TYPES.values())
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
    return with_values(record, **changes) if changes else record


def as_stated(head: object, *names: str) -> dict[str, Any]:
    """Return fields of a record by name, for a summary that has the same fields."""
    return {name: getattr(head, name) for name in names}


def restates(record: Record | Milestone, entry: Entry) -> bool:
    """Return whether an entry states a field of the head of a record or milestone."""
    return any(value is not None for value in _STATED_BY[type(record)](entry))


def _getter(names: tuple[str, ...]) -> Callable[[Entry], tuple[Any, ...]]:
    """Return a function that reads several fields at once, which is much faster than one after another."""
    if len(names) == 1:
        return lambda entry: (getattr(entry, names[0]),)
    return attrgetter(*names)


_STATED_BY = {kind: _getter(names) for kind, names in HEADS.items()}
"""For each kind of record or part, the function that reads from an entry the fields of the head."""


def last_stated(entries: Iterable[Placed], name: str) -> Any:
    """Return the last value stated for a field that only entries have, such as ``state``; None if none states it."""
    values = (getattr(placed.entry, name) for placed in reversed(tuple(entries)))
    return next((value for value in values if value is not None), None)
