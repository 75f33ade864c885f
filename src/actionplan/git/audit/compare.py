"""Compare two versions of one file: which entries were altered, removed or moved, and what changed in the head.

Pure functions over TOML tables: comments, layout and line ends make no difference.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from actionplan.edit.redaction import is_redaction
from actionplan.model.kinds import FOR_READERS, TAILS, WHEN, with_keys_of_today
from actionplan.model.matching import Table, content, is_still, matches

FREE = frozenset({*TAILS, "extra"})
"""Keys of a file that are not part of the agreed head."""

GROWING = frozenset({"formerly", "source", "stated", "by"})
"""Keys of a head to which values may be added: former ids, sources, and bodies that took part in a review."""

DESCRIBING = FOR_READERS | {"seconder", "votes", "stances", "notes", "believes", "assurance"}
"""Keys of a head that promise nothing and may be learned later: a value may be given where there was none."""

AGREED_WITH_THE_HEAD = frozenset({"targets"})
"""Parts of the history that may be changed until the head is agreed, because targets are agreed with it."""

_ADDED_ONCE = {
    "clauses": frozenset({"addressee", "actions", "areas", "whole_plan", "resolutions", "no_action_because"}),
    "recommendations": frozenset({"strength", "grade", "response_due", "response", "response_by", "response_on"}),
}
"""Keys that may be added once: to a clause, because only later it is known what delivers it, and to a recommendation,
because its answer comes later."""

COUNTED: Mapping[str, str | None] = {
    "amendments": None,
    "area_outcomes": None,
    "clauses": "clauses_made",
    "findings": "findings_made",
    "recommendations": "recommendations_made",
}
"""Lists of a head that others made, each with the key that says how many there are in all; None for those that promise
nothing: amendments, and what a review concluded of each area.
"""

_FOR_LESS = frozenset({"within", "mentioned"})
"""Keys of an amount with which it counts for less than it did."""


@frozen
class PlacedTable:
    """An entry and its place in a file.

    Attributes:
        index: its index in its part of the history, from 0.
        entry: its table.
        part: the part of the history: ``status``, ``readings``, ``targets`` or ``benchmarks``.
    """

    index: int
    entry: Table
    part: str = "status"

    @property
    def when(self) -> Any:
        """The time to which it belongs, as the file has it; None where it has none."""
        return self.entry.get(WHEN[self.part])


@frozen(kw_only=True)
class Altered:
    """An entry in the older version, and the entry in the newer version that replaced it."""

    was: PlacedTable
    became: PlacedTable


@frozen(kw_only=True)
class ComparedEntries:
    """How one part of a file's history changed.

    Attributes:
        altered: entries with other content.
        redacted: entries that were replaced by a redaction marker with a reason and an authority.
        removed: entries that are gone.
        inserted: entries that are new.
        moved: pairs whose order is reversed: first the one that came first in the older version.
    """

    altered: tuple[Altered, ...] = ()
    redacted: tuple[Altered, ...] = ()
    removed: tuple[PlacedTable, ...] = ()
    inserted: tuple[PlacedTable, ...] = ()
    moved: tuple[tuple[PlacedTable, PlacedTable], ...] = ()


def entries_of(table: Table | None) -> tuple[PlacedTable, ...]:
    """Return the entries of a file, part by part, in its order; none for no file."""
    return tuple(PlacedTable(index, entry, part) for part in TAILS for index, entry in enumerate(_tables(table, part)))


def _tables(table: Table | None, part: str) -> list[Table]:
    entries = (table or {}).get(part)
    return [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []


def has_history(table: Table | None) -> bool:
    """Return whether a file has any entry that was not agreed with its head."""
    return any(entry.part not in AGREED_WITH_THE_HEAD for entry in entries_of(table))


def has_entry(entries: Iterable[PlacedTable], wanted: PlacedTable) -> bool:
    """Return whether some entries include one, by its part and content; it may have been given an id since."""
    return any(entry.part == wanted.part and is_still(wanted.entry, entry.entry) for entry in entries)


def changed_keys(was: Table, became: Table) -> list[str]:
    """Return the keys of a head whose agreed value has changed."""
    was, became = with_keys_of_today(was), with_keys_of_today(became)
    keys = sorted((set(was) | set(became)) - FREE)
    return [key for key in keys if not _may_become(key, was.get(key), became.get(key))]


def _may_become(key: str, was: Any, became: Any) -> bool:
    if content(was) == content(became) or (key in DESCRIBING and was is None):
        return True
    if not isinstance(became, list):
        return False
    if key in _ADDED_ONCE:
        return _only_adds(_ADDED_ONCE[key], was, became)
    if key not in GROWING or not isinstance(was, list | None):
        return False
    now = [content(value) for value in became]
    return all(content(value) in now for value in was or ())


def reported_keys(was: Table, became: Table, *, is_new: bool, merged: Iterable[Table] = ()) -> list[str]:
    """Return the keys of an agreed head whose change is reported, of those in `changed_keys`.

    Args:
        was: the file's older version.
        became: its newer version.
        is_new: whether the plan is new, so that what is known is still being put together.
        merged: the file in the other parents of a merge, where what was added to it was examined.
    """

    def is_allowed(key: str) -> bool:
        is_for_less = key == "resources" and is_new and only_counts_for_less(was.get(key), became.get(key))
        return is_for_less or only_completes(key, was, became, is_new=is_new, merged=merged)

    return [key for key in changed_keys(was, became) if not is_allowed(key)]


def only_counts_for_less(was: Any, became: Any) -> bool:
    """Return whether amounts are unchanged, except that some are marked for the first time as counting for less."""
    return isinstance(became, list) and _only_adds(_FOR_LESS, was, became)


def only_completes(key: str, was: Table, became: Table, *, is_new: bool, merged: Iterable[Table] = ()) -> bool:
    """Return whether a list of what others made, such as the clauses of a resolution, has all that it had and more.

    What promises nothing may always be added. The rest may while the plan is new, and as long as the record says that
    it lacks some: in its head, or in an entry, which has its day and its reason.

    Args:
        key: the list, with its name of today.
        was: the file's older version.
        became: its newer version.
        is_new: whether the plan is new.
        merged: as for `reported_keys`.
    """
    was, became = with_keys_of_today(was), with_keys_of_today(became)
    old, new = was.get(key, []), became.get(key)
    if key not in COUNTED or not isinstance(old, list) or not isinstance(new, list):
        return False
    if not all(isinstance(each, Mapping) for each in new):  # those of an action are ids, and a promise
        return False
    names = [_name(each) for each in old if isinstance(each, Mapping)]
    kept = [each for each in new if _name(each) in names]
    count, elsewhere = COUNTED[key], [with_keys_of_today(table).get(key) for table in merged]
    examined = [content(each) for parts in elsewhere if isinstance(parts, list) for each in parts]
    stated = [table.get(count) for table in (became, *_tables(became, "status"))] if count is not None else []
    is_lacking = any(isinstance(number, int) and len(new) <= number for number in stated)
    is_examined = all(_name(each) in names or content(each) in examined for each in new)
    return (count is None or is_new or is_lacking or is_examined) and _only_adds(
        _ADDED_ONCE.get(key, frozenset()), old, kept
    )


def _name(part: Table) -> Any:
    """Return what names a part: its id, or the area that an outcome is about."""
    return part.get("id", part.get("area"))


def _only_adds(keys: frozenset[str], was: Any, became: Sequence[Any]) -> bool:
    """Return whether tables are unchanged, except that some which had none of these keys have some of them now."""
    if not isinstance(was, list) or len(was) != len(became):
        return False
    for old, new in zip(was, became, strict=True):
        is_first = isinstance(new, Mapping) and isinstance(old, Mapping) and not keys & set(old)
        rest = {key: value for key, value in new.items() if key not in keys} if is_first else new
        if content(old) not in (content(new), content(rest)):
            return False
    return True


def compare_files(was: Table | None, became: Table | None) -> list[ComparedEntries]:
    """Compare the entries of two versions of a file, each part of its history separately; None is no file."""
    return [compare_entries(_tables(was, part), _tables(became, part), part) for part in TAILS]


def compare_entries(was: Sequence[Table], became: Sequence[Table], part: str = "status") -> ComparedEntries:
    """Compare the entries of one part of a file's history in two versions.

    Args:
        was: the entries of the older version, in its order.
        became: those of the newer version.
        part: the part of the history.
    """
    old, new = ([PlacedTable(index, entry, part) for index, entry in enumerate(tables)] for tables in (was, became))
    matched = matches(was, became, WHEN[part])
    kept = set(matched.values())
    pairs = [Altered(was=old[at], became=new[place]) for at, place in sorted(matched.items())]
    differing = [pair for pair in pairs if not is_still(pair.was.entry, pair.became.entry)]
    redacted = tuple(pair for pair in differing if is_redaction(pair.was.entry, pair.became.entry, part))
    return ComparedEntries(
        altered=tuple(pair for pair in differing if pair not in redacted),
        redacted=redacted,
        removed=tuple(entry for entry in old if entry.index not in matched),
        inserted=tuple(entry for entry in new if entry.index not in kept),
        moved=_moved(pairs),
    )


def _moved(pairs: Sequence[Altered]) -> tuple[tuple[PlacedTable, PlacedTable], ...]:
    """Return the pairs of entries whose order is reversed, involving as few entries as explain the new order.

    The entries of a longest sequence that keeps its order count as unmoved; every other one is compared with all.
    """
    unmoved = _longest_rising([pair.became.index for pair in pairs])
    moved = []
    for number, pair in enumerate(pairs):
        if number in unmoved:
            continue
        for other in (*pairs[:number], *pairs[number + 1 :]):
            first, second = sorted((pair, other), key=lambda either: either.was.index)
            if first.became.index > second.became.index and (first.was, second.was) not in moved:
                moved.append((first.was, second.was))
    return tuple(moved)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the indices of a longest rising subsequence of different numbers.

    After each step ``ends[n]`` is the lowest number that ends a rising subsequence of n + 1 numbers, and ``places[n]``
    its index; ``before`` has for each index the one that precedes it.
    """
    ends: list[int] = []
    places: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else None)
        ends[length : length + 1] = [number]
        places[length : length + 1] = [place]
    kept = set()
    last = places[-1] if places else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
