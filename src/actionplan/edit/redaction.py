"""Redaction markers: the tables of TOML that replace redacted entries."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import fields

from actionplan.model.entries import LEFT_IN_A_STUB, Redaction
from actionplan.model.kinds import WHEN, with_keys_of_today
from actionplan.model.matching import content

Table = Mapping[str, Any]

_KEYS = frozenset(field.name for field in fields(Redaction))


def is_redaction(was: Table, became: Table, tail: str = "status") -> bool:
    """Return whether an entry was replaced by its redaction marker. No other function decides this.

    A marker has ``redacted = { on = ..., reason = "...", authority = "..." }`` and the entry's own day. It may keep the
    other keys that a redaction leaves, unchanged. The marker of a reading keeps its period, that of a target its date.

    Args:
        was: the entry in full.
        became: the table in its place.
        tail: the list of the file that has them.
    """
    marker = became.get("redacted")
    if "redacted" in was or not isinstance(marker, Mapping) or not all(marker.get(key) for key in _KEYS):
        return False
    was, became = with_keys_of_today(was), with_keys_of_today(became)
    kept = {key: value for key, value in became.items() if key != "redacted"}
    may_stay = LEFT_IN_A_STUB | {WHEN[tail]}
    is_same = all(content(kept[key]) == content(was.get(key)) for key in kept)
    return WHEN[tail] in kept and set(kept) <= may_stay and is_same


def unredacted(entries: Iterable[Any], known: Iterable[Any], tail: str = "status") -> list[Any]:
    """Return entries with each redaction marker replaced by the entry in full, where that is known.

    Args:
        entries: the entries of a file.
        known: the entries of an older version of it.
        tail: the list of the file that has them.
    """
    entries = list(entries)
    there = [content(entry) for entry in entries]
    gone = [was for was in known if isinstance(was, Mapping) and content(was) not in there]
    restored = []
    for entry in entries:
        is_marker = isinstance(entry, Mapping) and "redacted" in entry
        full = next((was for was in gone if is_redaction(was, entry, tail)), None) if is_marker else None
        if full is not None:
            gone.remove(full)
        restored.append(entry if full is None else full)
    return restored
