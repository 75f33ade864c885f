"""What a redaction leaves of an entry: a stub, as a table of TOML."""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import fields

from actionplan.model.entries import LEFT_IN_A_STUB, Redaction
from actionplan.model.kinds import WHEN
from actionplan.model.matching import content

Table = Mapping[str, Any]

_SAID = frozenset(field.name for field in fields(Redaction))


def is_redaction(was: Table, became: Table, tail: str = "status") -> bool:
    """Return whether an entry became the stub that a redaction leaves. This is the one place where that is decided.

    A stub has ``redacted = { on = ..., reason = "...", authority = "..." }``, the entry's own day, and of the rest
    nothing but what a redaction leaves, unchanged. That of a reading keeps its period, that of a target when it is due.

    Args:
        was: the entry in full.
        became: what stands in its place.
        tail: the list in which it stands.
    """
    stub = became.get("redacted")
    if "redacted" in was or not isinstance(stub, Mapping) or not all(stub.get(key) for key in _SAID):
        return False
    kept = {key: value for key, value in became.items() if key != "redacted"}
    may_stay = LEFT_IN_A_STUB | {WHEN[tail]}
    is_same = all(content(kept[key]) == content(was.get(key)) for key in kept)
    return WHEN[tail] in kept and set(kept) <= may_stay and is_same


def unredacted(entries: Iterable[Any], known: Iterable[Any], tail: str = "status") -> list[Any]:
    """Return entries, but in the place of a stub the entry for which it stands, where that is known.

    Args:
        entries: the entries of a file.
        known: the entries of an older version of it.
        tail: the list in which they stand.
    """
    entries = list(entries)
    there = [content(entry) for entry in entries]
    gone = [was for was in known if isinstance(was, Mapping) and content(was) not in there]
    restored = []
    for entry in entries:
        is_stub = isinstance(entry, Mapping) and "redacted" in entry
        stood = next((was for was in gone if is_redaction(was, entry, tail)), None) if is_stub else None
        if stood is not None:
            gone.remove(stood)
        restored.append(entry if stood is None else stood)
    return restored
