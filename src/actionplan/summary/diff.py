"""What two versions of the same file say differently: values that were edited, and entries altered, removed or new.

Between two days nothing of the kind happens, since history is only added to. Between two commits anything can have.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from operator import is_
from typing import Any, Generic, TypeVar

import attrs
from attrs import field, frozen

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.kinds import FROM_FOLDER, TAILS, WHEN, tail_of
from actionplan.model.matching import content, facts, is_still, matches
from actionplan.model.measures import Target
from actionplan.model.policy import Policy
from actionplan.model.records import Plan, Record

EntryType = TypeVar("EntryType", bound=Entry | Target)


@frozen(kw_only=True)
class Edit:
    """One value that two versions of a file give differently.

    Attributes:
        field: the way to the value, parted by dots, as in ``bodies.hcc.name``.
        before: the value in the earlier version; None where there was none.
        after: the value in the later one; None likewise.
    """

    field: str
    before: Any
    after: Any


def plan_edits(before: Plan, after: Plan) -> Iterator[Edit]:
    """Yield what two versions of a ``plan.toml`` say differently. A policy that is left out is the default one."""
    names = [name for name in attrs.fields_dict(Plan) if name not in FROM_FOLDER]
    if _are_one(before, after, names):
        return
    was, now = ({name: getattr(plan, name) for name in names} for plan in (before, after))
    for values in (was, now):
        values["policy"] = values["policy"] or (Policy(),)
    yield from _differing("", was, now)
    if edit := _order("ratings", list(before.ratings), list(after.ratings)):
        yield edit


def head_edits(before: Record, after: Record) -> Iterator[Edit]:
    """Yield what two versions of a record's head say differently.

    A record that was given another id says what it was called before; that is not told besides the id.
    """
    names = [name for name in attrs.fields_dict(type(after)) if name not in TAILS]
    if _are_one(before, after, names):
        return
    was, now = ({name: getattr(record, name) for name in names} for record in (before, after))
    if before.id != after.id and before.id in after.formerly:
        now["formerly"] = tuple(name for name in now["formerly"] if name != before.id)
    yield from _differing("", was, now)


def _are_one(before: Plan | Record, after: Plan | Record, names: Iterable[str]) -> bool:
    """Return whether two versions were cut from one, so that they need not be held against each other value by
    value.
    """
    return not [name for name in names if getattr(before, name) is not getattr(after, name)]


def entry_edits(before: Entry | Target, after: Entry | Target) -> Iterator[Edit]:
    """Yield what two versions of an entry say differently."""
    was, now = ({name: getattr(entry, name) for name in attrs.fields_dict(type(entry))} for entry in (before, after))
    yield from _differing("", was, now)


def _differing(path: str, before: Any, after: Any) -> Iterator[Edit]:
    if before is after or content(before) == content(after):
        return
    was, now = _parts(before), _parts(after)
    if was is not None and now is not None:
        for name in dict.fromkeys((*was, *now)):
            yield from _differing(f"{path}.{name}" if path else name, was.get(name), now.get(name))
        if isinstance(before, tuple) and (edit := _order(path, list(was), list(now))):
            yield edit
    elif _are_records(before) and _are_records(after):
        yield from _elements(path, before, after)
    else:
        yield Edit(field=path, before=before, after=after)


def _parts(value: Any) -> Mapping[str, Any] | None:
    """Return the parts of a table, by key; of a list of tables with ids, by id; None for what has no such parts."""
    if isinstance(value, Mapping):
        return value
    if attrs.has(type(value)) and not isinstance(value, PlanDate):
        return {name.rstrip("_"): getattr(value, name) for name in attrs.fields_dict(type(value)) if name != "id"}
    if isinstance(value, tuple) and value and all(hasattr(element, "id") for element in value):
        by_id = {element.id: element for element in value}
        return by_id if len(by_id) == len(value) else None
    return None


def _are_records(value: Any) -> bool:
    return isinstance(value, tuple) and all(attrs.has(type(element)) for element in value)


def _elements(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[Edit]:
    """Yield what left a list of tables and what came; a table that stands alone is looked into."""
    if len(before) == 1 == len(after):
        yield from _differing(path, before[0], after[0])
        return
    gone, came = _beyond(before, after), _beyond(after, before)
    yield from (Edit(field=path, before=element, after=None) for element in gone)
    yield from (Edit(field=path, before=None, after=element) for element in came)
    if not gone and not came:
        yield Edit(field=path, before=before, after=after)


def _beyond(some: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """Return the elements that others do not have, each as often as they lack it."""
    had = Counter(content(element) for element in others)
    beyond = []
    for element in some:
        text = content(element)
        had[text] -= 1
        if had[text] < 0:
            beyond.append(element)
    return beyond


def _order(path: str, before: list[str], after: list[str]) -> Edit | None:
    """Return whether names that both versions have stand in another order."""
    was = [name for name in before if name in after]
    now = [name for name in after if name in before]
    return Edit(field=f"{path} (order)", before=tuple(was), after=tuple(now)) if was != now else None


@frozen(kw_only=True)
class Matched(Generic[EntryType]):
    """Two versions of a history, held against each other.

    Attributes:
        fresh: the entries that only the later one has, by day.
        altered: entries that both have and that say something else now, each as it was and as it is.
        gone: the entries that only the earlier one has.
        reordered: whether entries of one day stand in another order, which makes a difference.
    """

    fresh: list[EntryType] = field(factory=list)
    altered: list[tuple[EntryType, EntryType]] = field(factory=list)
    gone: list[EntryType] = field(factory=list)
    reordered: bool = False


def match_entries(before: Sequence[EntryType], after: Sequence[EntryType]) -> Matched[EntryType]:
    """Compare two versions of a history. An entry is known as `matches` says, by its place in it as well."""
    if len(before) <= len(after) and all(map(is_, before, after)):  # as between two days, nearly always
        return Matched(fresh=sorted(after[len(before) :], key=_by_day))
    places = {id(entry): place for place, entry in enumerate(after)}
    pairs = {at: places[id(entry)] for at, entry in enumerate(before) if id(entry) in places}
    altered = []
    # Mostly entries only came, and what each of them says need not be spelled out to find that none was there before.
    if before and after and len(pairs) < min(len(before), len(after)):
        was, now = ([facts(entry) for entry in side] for side in (before, after))
        pairs = matches(was, now, WHEN[tail_of(before[0])])
        altered = [(at, place) for at, place in pairs.items() if not is_still(was[at], now[place])]
    kept = set(pairs.values())
    same = {at: place for at, place in pairs.items() if (at, place) not in altered}
    return Matched(
        fresh=sorted((entry for place, entry in enumerate(after) if place not in kept), key=_by_day),
        altered=[(before[at], after[place]) for at, place in altered],
        gone=sorted((entry for at, entry in enumerate(before) if at not in pairs), key=_by_day),
        reordered=_is_reordered((before[at], same[at]) for at in sorted(same)),
    )


def _by_day(entry: Entry | Target) -> tuple[date, date]:
    day = (entry.on.last if entry.on is not None else None) or date.min
    return day, entry.recorded or day


def _is_reordered(same: Iterable[tuple[Entry | Target, int]]) -> bool:
    last: dict[date | None, int] = {}
    ordered = []
    for entry, place in same:
        on = entry.on.last if entry.on is not None else None
        ordered.append(place > last.get(on, -1))
        last[on] = place
    return not all(ordered)
