"""Differences between two versions of the same file: edited values, and entries altered, removed or new.

Between two days of one version there are only new entries, since a history is only added to. Between two commits there
may be any difference.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import is_
from typing import Any, Generic, TypeVar

import attrs
from attrs import field, frozen

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import Entry
from actionplan.model.kinds import FROM_FOLDER, TAILS, WHEN, tail_of
from actionplan.model.matching import content, facts, is_still, matches
from actionplan.model.measures import Target
from actionplan.model.policy import Policy
from actionplan.model.records import Plan, Record

EntryType = TypeVar("EntryType", bound=Entry | Target)


@frozen(kw_only=True)
class Edit:
    """One value that differs between two versions of a file.

    Attributes:
        field: the path to the value, with dots, such as ``bodies.hcc.name``.
        before: the value in the earlier version; None if there was none.
        after: the value in the later version; None if there is none.
    """

    field: str
    before: Any
    after: Any


def plan_edits(before: Plan, after: Plan) -> Iterator[Edit]:
    """Yield the differences between two versions of a ``plan.toml``. A missing policy is the default one."""
    was, now = (_values(plan, FROM_FOLDER) for plan in (before, after))
    for values in (was, now):
        values["policy"] = values["policy"] or (Policy(),)
    yield from _differing("", was, now)
    if edit := _order("ratings", list(before.ratings), list(after.ratings)):
        yield edit


def head_edits(before: Record, after: Record) -> Iterator[Edit]:
    """Yield the differences between two versions of a record's head.

    If its id changed, the former id under ``formerly`` is not a second difference.
    """
    kind: Any = type(before)
    names = [name for name in _head_fields(kind) if getattr(before, name) is not getattr(after, name)]
    was, now = ({name: getattr(record, name) for name in names} for record in (before, after))
    if before.id != after.id and before.id in after.formerly:
        now["formerly"] = tuple(name for name in now["formerly"] if name != before.id)
    yield from _differing("", was, now)


@cache
def _head_fields(kind: type[Any]) -> tuple[str, ...]:
    return tuple(name for name in attrs.fields_dict(kind) if name not in TAILS)


def entry_edits(before: Entry | Target, after: Entry | Target) -> Iterator[Edit]:
    """Yield the differences between two versions of an entry."""
    yield from _differing("", _values(before), _values(after))


def _values(record: Any, without: Container[str] = ()) -> dict[str, Any]:
    return {name: getattr(record, name) for name in attrs.fields_dict(type(record)) if name not in without}


def _differing(path: str, before: Any, after: Any) -> Iterator[Edit]:
    if before is after:  # as for nearly all values of two days of one version
        return
    was, now = _parts(before), _parts(after)
    if was is not None and now is not None:
        for name in dict.fromkeys((*was, *now)):
            yield from _differing(f"{path}.{name}" if path else name, was.get(name), now.get(name))
        if isinstance(before, tuple) and (edit := _order(path, list(was), list(now))):
            yield edit
    elif content(before) == content(after):
        return
    elif all(isinstance(value, tuple) and all(attrs.has(type(each)) for each in value) for value in (before, after)):
        yield from _elements(path, before, after)
    else:
        yield Edit(field=path, before=before, after=after)


def _parts(value: Any) -> Mapping[str, Any] | None:
    """Return the parts of a table by key, or of a list of tables by id; None for a value without such parts."""
    if isinstance(value, Mapping):
        return value
    if attrs.has(type(value)) and not isinstance(value, PlanDate):
        return {name.rstrip("_"): getattr(value, name) for name in attrs.fields_dict(type(value)) if name != "id"}
    if isinstance(value, tuple) and value and all(hasattr(element, "id") for element in value):
        by_id = {element.id: element for element in value}
        return by_id if len(by_id) == len(value) else None
    return None


def _elements(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Edit]:
    """Yield the tables that left a list and those that came; if each list has one table, the differences in it."""
    if len(before) == 1 == len(after):
        yield from _differing(path, before[0], after[0])
        return
    gone, came = _beyond(before, after), _beyond(after, before)
    yield from (Edit(field=path, before=element, after=None) for element in gone)
    yield from (Edit(field=path, before=None, after=element) for element in came)
    if not gone and not came:
        yield Edit(field=path, before=before, after=after)


def _beyond(some: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """Return the elements that are not among others, each as often as it is missing there."""
    had = Counter(content(element) for element in others)
    beyond = []
    for element in some:
        text = content(element)
        had[text] -= 1
        if had[text] < 0:
            beyond.append(element)
    return beyond


def _order(path: str, before: list[str], after: list[str]) -> Edit | None:
    """Return an edit if the names that both versions have are in another order; None otherwise."""
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    return Edit(field=f"{path} (order)", before=tuple(was), after=tuple(now)) if was != now else None


@frozen(kw_only=True)
class Matched(Generic[EntryType]):
    """Two versions of a history, compared.

    Attributes:
        fresh: the entries that only the later version has, by day.
        altered: the entries that both have with different values, each as it was and as it is.
        gone: the entries that only the earlier version has.
        reordered: whether entries of one day are in another order, which makes a difference.
    """

    fresh: list[EntryType] = field(factory=list)
    altered: list[tuple[EntryType, EntryType]] = field(factory=list)
    gone: list[EntryType] = field(factory=list)
    reordered: bool = False


def match_entries(before: Sequence[EntryType], after: Sequence[EntryType]) -> Matched[EntryType]:
    """Compare two versions of a history. `matches` decides which entries are the same."""
    if len(before) <= len(after) and all(map(is_, before, after)):  # nearly always so between two days
        return Matched(fresh=sorted(after[len(before) :], key=_by_day))
    pairs = _pairs(before, after)
    altered = [(at, place) for at, place in pairs.items() if not _is_same(before[at], after[place])]
    kept = set(pairs.values())
    return Matched(
        fresh=sorted((entry for place, entry in enumerate(after) if place not in kept), key=_by_day),
        altered=[(before[at], after[place]) for at, place in altered],
        gone=sorted((entry for at, entry in enumerate(before) if at not in pairs), key=_by_day),
        reordered=_is_reordered((before[at], place) for at, place in sorted(pairs.items() - set(altered))),
    )


def _pairs(before: Sequence[EntryType], after: Sequence[EntryType]) -> dict[int, int]:
    """Return the places of the entries that both versions have: in the earlier version, and in the later one."""
    places = {id(entry): place for place, entry in enumerate(after)}
    pairs = {at: places[id(entry)] for at, entry in enumerate(before) if id(entry) in places}
    if not before or not after or len(pairs) == min(len(before), len(after)):
        return pairs  # mostly entries only came, and need not be compared value by value
    was, now = ([facts(entry) for entry in side] for side in (before, after))
    return matches(was, now, WHEN[tail_of(before[0])])


def _is_same(was: Entry | Target, now: Entry | Target) -> bool:
    return was is now or is_still(facts(was), facts(now))


def _by_day(entry: Entry | Target) -> tuple[date, date]:
    day = last_day(entry.on) or date.min
    return day, entry.recorded or day


def _is_reordered(same: Iterable[tuple[Entry | Target, int]]) -> bool:
    """Return whether entries of one day are in another order. The order of different days makes no difference."""
    last: dict[date | None, int] = {}
    for entry, place in same:
        on = last_day(entry.on)
        if place < last.get(on, -1):
            return True
        last[on] = place
    return False
