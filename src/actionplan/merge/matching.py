"""Match the tables and entries of three versions of a file, and interleave two histories."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

from actionplan.model.dates import parse_date
from actionplan.model.kinds import TAILS
from actionplan.model.matching import Table, content, matches, unnamed_content

Key = TypeVar("Key", bound=Hashable)

REDACTED = "redacted"
"""The key of a redaction marker; the text of an entry that has become one must not come back."""

_WHEN = ("on", "period", "due")
"""The keys of an entry's time: the first of these that it has."""


def is_tables(value: Any) -> bool:
    """Return whether a value is a list of tables."""
    return isinstance(value, list) and bool(value) and all(isinstance(element, dict) for element in value)


def when(entry: Table) -> Any:
    """Return the time of an entry: the day of an update, the period of a reading, the day on which a target is due."""
    return next((entry[key] for key in _WHEN if key in entry), None)


def head_of(table: Table) -> Table:
    """Return a file's table without its histories."""
    return {key: value for key, value in table.items() if key not in TAILS}


def are_two(ours: Table, theirs: Table) -> bool:
    """Return whether two new entries with the same id differ, and so are two entries."""
    return unnamed_content(ours) != unnamed_content(theirs)


def entry_order(entry: Table) -> tuple[str, bool, str, str, str]:
    """Return the key by which new entries of two sides are ordered: day, day of recording, id, content.

    Of one day, that of a split or a join is the last: nothing more can be reported of the action after it.
    """
    day, is_replaced = _day(when(entry)), entry.get("state") == "replaced"
    return day, is_replaced, _day(entry.get("recorded")) or day, str(entry.get("id", "")), content(entry)


def _day(value: object) -> str:
    try:
        last = parse_date(value).last
    except ValueError:
        last = None
    if last is None:
        return "" if value is None else str(value)
    return last.isoformat()


def weave(
    base: Sequence[Key], ours: Sequence[Key], theirs: Sequence[Key], *, rank: Callable[[Key], tuple[Any, ...]]
) -> list[Key]:
    """Interleave two sequences. Each keeps its order, and the result does not depend on which is called ours.

    Args:
        base: the sequence from which both come.
        ours: one side.
        theirs: the other side.
        rank: the sort key of elements that only one side has, where both have some at the same place.
    """
    both = set(ours) & set(theirs)
    one, other = [key for key in ours if key in both], [key for key in theirs if key in both]
    if one != other:
        leading = _leading([key for key in base if key in both], one, other, rank)
        ours, theirs = _in_order(ours, leading, both), _in_order(theirs, leading, both)
    woven: list[Key] = []
    left, right = list(reversed(ours)), list(reversed(theirs))
    while left or right:
        if left and right and left[-1] == right[-1]:
            right.pop()
            woven.append(left.pop())
        elif not right or (left and left[-1] not in both and (right[-1] in both or rank(left[-1]) <= rank(right[-1]))):
            woven.append(left.pop())
        else:
            woven.append(right.pop())
    return woven


def _leading(base: list[Key], one: list[Key], other: list[Key], rank: Callable[[Key], tuple[Any, ...]]) -> list[Key]:
    """Return the order of the shared elements that one side changed; if both did, always the same one of the two."""
    known = set(base)
    if [key for key in one if key in known] == base != [key for key in other if key in known]:
        return other
    if [key for key in other if key in known] == base != [key for key in one if key in known]:
        return one
    return min(one, other, key=lambda keys: [rank(key) for key in keys])


def _in_order(keys: Sequence[Key], leading: list[Key], both: set[Key]) -> list[Key]:
    """Put a sequence into the leading order; an element that only it has stays after the one that it followed."""
    first: list[Key] = []
    behind: dict[Key, list[Key]] = {key: [] for key in leading}
    last = first
    for key in keys:
        if key in both:
            last = behind[key]
        else:
            last.append(key)
    return first + [key for lead in leading for key in (lead, *behind[lead])]


def names(
    base: Sequence[Table], ours: Sequence[Table], theirs: Sequence[Table], *, when: str = ""
) -> tuple[list[tuple[str, int]], list[tuple[str, int]], list[tuple[str, int]]]:
    """Return names for the tables of three versions of a list: the same name wherever it is the same table.

    Args:
        base: the list from which both sides come.
        ours: one side.
        theirs: the other side.
        when: the key of an entry's time, to match edited entries by their neighbours too; empty for other tables.
    """
    of_ours, of_theirs = (
        [found.get(place) for place in range(len(side))]
        for side in (ours, theirs)
        for found in [{place: at for at, place in matches(base, side, when).items()}]
    )
    new = [place for place, at in enumerate(of_ours) if at is None]
    new_there = [place for place, at in enumerate(of_theirs) if at is None]
    same = matches([ours[place] for place in new], [theirs[place] for place in new_there])
    alike = {new_there[there]: new[at] for at, there in same.items()}
    return (
        [("base", at) for at in range(len(base))],
        [("new", place) if at is None else ("base", at) for place, at in enumerate(of_ours)],
        [
            ("base", at) if at is not None else ("new", alike[place]) if place in alike else ("theirs", place)
            for place, at in enumerate(of_theirs)
        ],
    )
