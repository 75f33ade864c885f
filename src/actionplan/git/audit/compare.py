"""Two versions of one file, as tables of TOML: which entries were altered, removed or moved, what changed in the head.

Pure functions. Tables are compared, not bytes: comments, layout and line ends may change.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from actionplan.edit.redaction import is_redaction
from actionplan.model.kinds import TAILS, WHEN
from actionplan.model.matching import Table, content, is_still, matches

FREE = frozenset({*TAILS, "extra"})
"""Keys of a file that are not part of what was agreed."""

GROWING = frozenset({"formerly", "source", "stated"})
"""Keys of a head to which values may be added: they say where something was read and what it was called."""

AGREED_WITH_THE_HEAD = frozenset({"targets"})
"""Tails that are free until the head is agreed: what is aimed at is part of the promise."""

_ACTED_ON = frozenset({"actions", "no_action_because"})
"""Keys of a clause that may be stated for the first time after the motion, since they say what carries it out."""


@frozen
class Placed:
    """An entry and its place.

    Attributes:
        index: its place in its tail, from 0.
        entry: what it says.
        tail: the tail of the file in which it stands: one of `TAILS`.
    """

    index: int
    entry: Table
    tail: str = "status"

    @property
    def when(self) -> Any:
        """The time to which it belongs, as the file has it; None where it does not say."""
        return self.entry.get(WHEN[self.tail])


@frozen(kw_only=True)
class Altered:
    """An entry that became another one."""

    was: Placed
    became: Placed


@frozen(kw_only=True)
class Compared:
    """What became of the entries of a file.

    Attributes:
        altered: those that say something else now.
        redacted: those in whose place a stub stands, with a reason and an authority.
        removed: those that are gone.
        inserted: those that are new.
        moved: pairs that stand in another order: what stood first, then what stood behind it.
    """

    altered: tuple[Altered, ...] = ()
    redacted: tuple[Altered, ...] = ()
    removed: tuple[Placed, ...] = ()
    inserted: tuple[Placed, ...] = ()
    moved: tuple[tuple[Placed, Placed], ...] = ()


def entries_of(table: Table | None) -> tuple[Placed, ...]:
    """Return the entries of a file, tail after tail, each in its order; none for no file."""
    return tuple(placed for tail in TAILS for placed in _placed((table or {}).get(tail), tail))


def has_history(table: Table | None) -> bool:
    """Return whether something was recorded in a file, beside what is agreed with its head."""
    return any(placed.tail not in AGREED_WITH_THE_HEAD for placed in entries_of(table))


def _placed(entries: Any, tail: str) -> Iterator[Placed]:
    tables = [entry for entry in entries if isinstance(entry, Mapping)] if isinstance(entries, list) else []
    return (Placed(index=index, entry=entry, tail=tail) for index, entry in enumerate(tables))


def has_entry(entries: Iterable[Placed], wanted: Placed) -> bool:
    """Return whether an entry is among others, by its tail and content; one without an id may have been given one."""
    return any(placed.tail == wanted.tail and is_still(wanted.entry, placed.entry) for placed in entries)


def changed_keys(was: Table, became: Table) -> list[str]:
    """Return the keys of a head at which what was agreed is another than it was."""
    keys = sorted((set(was) | set(became)) - FREE)
    return [key for key in keys if not _may_become(key, was.get(key), became.get(key))]


def _may_become(key: str, was: Any, became: Any) -> bool:
    if _same(was, became):
        return True
    if key == "clauses":
        return _only_says_who_acts(was, became)
    if key not in GROWING:
        return False
    if not isinstance(was, list | None) or not isinstance(became, list):
        return False
    there = [content(value) for value in became]
    return all(content(value) in there for value in was or ())


def _only_says_who_acts(was: Any, became: Any) -> bool:
    """Return whether clauses are as they were, but that some name for the first time what carries them out."""
    if not isinstance(was, list) or not isinstance(became, list) or len(was) != len(became):
        return False
    return all(_same(old, new) or _same(old, _without(new, old)) for old, new in zip(was, became, strict=True))


def _without(new: Any, old: Any) -> Any:
    if not isinstance(new, Mapping) or not isinstance(old, Mapping) or _ACTED_ON & set(old):
        return new
    return {key: value for key, value in new.items() if key not in _ACTED_ON}


def compare_files(was: Table | None, became: Table | None) -> list[Compared]:
    """Compare the entries of two versions of a file, each tail for itself; None is no file."""
    sides = entries_of(was), entries_of(became)
    both = ([[placed.entry for placed in side if placed.tail == tail] for side in sides] for tail in TAILS)
    return [compare_entries(old, new, tail) for tail, (old, new) in zip(TAILS, both, strict=True)]


def compare_entries(was: Sequence[Table], became: Sequence[Table], tail: str = "status") -> Compared:
    """Compare the entries of one tail in two versions of a file.

    Args:
        was: the entries of the older one, in its order.
        became: those of the newer one.
        tail: the tail in which they stand.
    """
    old, new = ([Placed(index, entry, tail) for index, entry in enumerate(side)] for side in (was, became))
    found = matches(was, became, WHEN[tail])
    kept = set(found.values())
    pairs = [Altered(was=old[at], became=new[place]) for at, place in sorted(found.items())]
    differing = [pair for pair in pairs if not is_still(pair.was.entry, pair.became.entry)]
    redacted = tuple(pair for pair in differing if is_redaction(pair.was.entry, pair.became.entry, tail))
    return Compared(
        altered=tuple(pair for pair in differing if pair not in redacted),
        redacted=redacted,
        removed=tuple(placed for placed in old if placed.index not in found),
        inserted=tuple(placed for placed in new if placed.index not in kept),
        moved=_moved(pairs),
    )


def _same(one: Any, other: Any) -> bool:
    return content(one) == content(other)


def _moved(pairs: Sequence[Altered]) -> tuple[tuple[Placed, Placed], ...]:
    """Return the pairs that changed their order, those of as few entries as explain the new order."""
    stay = _longest_rising([pair.became.index for pair in pairs])
    moved = []
    for number, pair in enumerate(pairs):
        if number in stay:
            continue
        for other in (*pairs[:number], *pairs[number + 1 :]):
            first, second = sorted((pair, other), key=lambda found: found.was.index)
            if first.became.index > second.became.index and (first.was, second.was) not in moved:
                moved.append((first.was, second.was))
    return tuple(moved)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest run of numbers that rise, others between them left out."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else None)
        ends[length:] = [number, *ends[length + 1 :]]
        places[length:] = [place, *places[length + 1 :]]
    kept = set()
    last = places[-1] if places else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
