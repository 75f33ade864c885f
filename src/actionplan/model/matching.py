"""What a value says as one text, and which entry of an older version is which of a newer one."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from actionplan.model.dates import PlanDate

Table = Mapping[str, Any]


def content(value: Any) -> str:
    """Return what a value says as a text: alike for values that say the same, whatever the order of their keys.

    Args:
        value: a value of TOML, or of a record.
    """
    if isinstance(value, str | int | date):  # as nearly all are, and asking for these first is quick
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key!r}: {content(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(content(element) for element in value) + "]"
    if isinstance(value, PlanDate):
        return value.text
    if attrs.has(type(value)):
        return content(facts(value))
    return repr(int(value) if isinstance(value, float) and value.is_integer() else value)  # 60.0 says what 60 says


def facts(record: Any) -> dict[str, Any]:
    """Return what a record says, by the names of its fields; those that are None are left out."""
    said = ((field.name, getattr(record, field.name)) for field in attrs.fields(type(record)))
    return {name: value for name, value in said if value is not None}


def unnamed(table: Table) -> Table:
    """Return a table without its id."""
    return {key: value for key, value in table.items() if key != "id"}


def unnamed_content(table: Table) -> str:
    """Return what an entry says, whatever it is called."""
    return content(unnamed(table))


def is_still(was: Table, became: Table) -> bool:
    """Return whether an entry says what it said before; it may have been given an id that it had not."""
    return unnamed_content(was) == unnamed_content(became) and ("id" not in was or was["id"] == became.get("id"))


def matches(old: Sequence[Table], new: Sequence[Table], when: str = "") -> dict[int, int]:
    """Return which old table is which new one, by their places.

    Tables are the same that have the same content or the same id, or the same content but for an id that one lacks.

    Args:
        old: the tables of the older version.
        new: those of the newer one.
        when: the key that says when an entry is for. With it, an altered entry is also known by its place: it is of
            that time, or the same but for its days, and no other between the same neighbours is. Empty for no such.
    """
    found: dict[int, int] = {}
    for key_of_old, key_of_new in _KNOWN_BY:
        free = defaultdict(list)
        for place in sorted({*range(len(new))}.difference(found.values())):
            free[key_of_new(new[place])].append(place)
        for at, table in enumerate(old):
            key = key_of_old(table) if at not in found else ""
            if key and free[key]:
                found[at] = free[key].pop(0)
    if when:
        _match_in_place(old, new, when, found)
    return found


def _named(table: Table) -> str:
    return unnamed_content(table) if "id" in table else ""


def _nameless(table: Table) -> str:
    return content(table) if "id" not in table else ""


def _id(table: Table) -> str:
    return content(table["id"]) if "id" in table else ""


_KNOWN_BY: Sequence[tuple[Callable[[Table], str], Callable[[Table], str]]] = (
    (content, content),
    (_id, _id),
    (_nameless, _named),
    (_named, _nameless),
)
"""What an old and a new table are known by, the surest first; a table with an empty text is not known."""


def _match_in_place(old: Sequence[Table], new: Sequence[Table], when: str, found: dict[int, int]) -> None:
    """Add pairs of an old entry and the new one at its place if no other can be it: one gone, one come, much alike."""
    days = {"id", "on", "recorded", when}

    def is_alike(at: int, place: int) -> bool:
        was, became = old[at], new[place]
        undated = ({key: value for key, value in entry.items() if key not in days} for entry in (was, became))
        return content(was.get(when)) == content(became.get(when)) or len(set(map(content, undated))) == 1

    free = set(range(len(new))).difference(found.values())
    gaps = {at: _gap(at, found, len(new)) for at in range(len(old)) if at not in found}
    for at, gap in gaps.items():
        come = [place for place in gap if place in free and is_alike(at, place)]
        come = [place for place in come if "redacted" in new[place]] or come  # a new entry may be beside the marker
        if len(come) != 1:
            continue
        [place] = come
        if [other for other in gaps if other not in found and place in gaps[other] and is_alike(other, place)] == [at]:
            found[at] = place
            free.remove(place)


def _gap(at: int, found: Mapping[int, int], end: int) -> range:
    """Return the new places between the nearest old neighbours that are still there."""
    before, after = max((k for k in found if k < at), default=-1), min((k for k in found if k > at), default=None)
    return range(found.get(before, -1) + 1, end if after is None else found[after])
