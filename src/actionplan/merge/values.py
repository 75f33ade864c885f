"""Merge three versions of a file's values, regardless of how they are written; merged texts are checked against it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from actionplan.merge.matching import REDACTED, are_two, head_of, is_tables, names
from actionplan.model.kinds import TAILS, WHEN
from actionplan.model.matching import Table, content, unnamed
from actionplan.storage.toml import Unreadable, parse


def merged_value(versions: Iterable[Any], prefer: str) -> Any:
    """Return the value that results from three versions; None means that the key is missing.

    Args:
        versions: the value from which both sides come, ours, and theirs.
        prefer: the side to use where they conflict.
    """
    base, ours, theirs = versions
    if content(ours) == content(theirs) or content(base) == content(theirs):
        return ours
    if content(base) == content(ours):
        return theirs
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        was = base if isinstance(base, Mapping) else {}
        together = {
            key: merged_value((side.get(key) for side in (was, ours, theirs)), prefer) for key in {**ours, **theirs}
        }
        return {key: value for key, value in together.items() if value is not None}
    if is_tables(ours) and is_tables(theirs):
        tables = base if is_tables(base) else [], ours, theirs
        keyed = [dict(zip(keys, side, strict=True)) for keys, side in zip(names(*tables), tables, strict=True)]
        merged = (merged_value((side.get(key) for side in keyed), prefer) for key in {**keyed[1], **keyed[2]})
        return [value for value in merged if value is not None]
    return ours if prefer == "ours" else theirs


def is_merge(text: str, tables: Sequence[Mapping[str, Any]], prefer: str) -> bool:
    """Return whether a text has the values that result from three versions: its head, and every entry exactly once.

    Args:
        text: the merged text.
        tables: base, ours and theirs.
        prefer: the side to use where they conflict.
    """
    try:
        table = parse("", text.removeprefix("\ufeff"))
    except Unreadable:
        return False
    if _head_content(merged_value(map(head_of, tables), prefer)) != _head_content(head_of(table)):
        return False
    for tail in TAILS:
        lists = [side.get(tail, []) for side in tables]
        keyed = [
            dict(zip(keys, side, strict=True))
            for keys, side in zip(names(lists[0], lists[1], lists[2], when=WHEN[tail]), lists, strict=True)
        ]
        entries = [
            entry
            for key in {**keyed[1], **keyed[2]}
            for entry in _entries(keyed[0].get(key), keyed[1].get(key), keyed[2].get(key), prefer)
        ]
        if sorted(map(content, entries)) != sorted(map(content, table.get(tail, []))):
            return False
    return True


def _entries(base: Any, ours: Any, theirs: Any, prefer: str) -> list[Table]:
    """Return the merged entry, or two where the sides gave one id to two entries."""
    if ours is None or theirs is None:
        return [ours or theirs]
    stubs = [side for side in (ours, theirs) if REDACTED in side]
    if stubs and not (base and REDACTED in base and len(stubs) == 2):
        left = set.intersection(*map(set, stubs))
        name = {key: value for side in (theirs, ours) for key, value in side.items() if key == "id"}
        base, ours, theirs = None, *({**{key: stub[key] for key in left}, **name} for stub in (stubs[0], stubs[-1]))
    elif base is None and are_two(ours, theirs):
        return [ours, unnamed(theirs)] if prefer == "ours" else [unnamed(ours), theirs]
    return [merged_value((base, ours, theirs), prefer)]


def _head_content(value: Any) -> str:
    """Return a head as canonical text; the order of tables in a list does not matter, nor do empty ones."""
    if isinstance(value, Mapping):
        inside = {key: _head_content(inner) for key, inner in value.items()}
        return content({key: inner for key, inner in inside.items() if inner not in ("{}", "[]")})
    if is_tables(value):
        return content(sorted(_head_content(table) for table in value))
    return content(value)
