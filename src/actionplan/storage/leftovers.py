"""Recognise copies of a record's file: those of editors and git, of people, and of programs that synchronise folders.

A copy beside its record must not be counted as a second record, and must not be renamed onto the first.
"""

import os
import re
from collections.abc import Container

from attrs import fields

from actionplan.model.kinds import TAILS
from actionplan.model.matching import content
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.records import Record

_LEFT_BEHIND = re.compile(
    r"#.*#|.*\.(?:orig|rej|bak|backup|old|save|tmp|temp|sw[a-p])|.*_(?:BACKUP|BASE|LOCAL|REMOTE)_\d+\.toml",
    re.IGNORECASE,
)
"""Names that editors and git give to older versions: `1.1.toml.orig`, `#1.1.toml#`, `1.1_LOCAL_4711.toml`."""

_BY_HAND = re.compile(r".* \((?:\w+ )?copy\)\.toml", re.IGNORECASE)
"""Names that file managers give to a copy that somebody makes before a change: `1.1 (copy).toml`."""

_BEFORE = re.compile(r"#|copy (?:\(\d+\) )?of ", re.IGNORECASE)


def original_of(name: str, known: Container[str]) -> str | None:
    """Return the id of the record of which a file is a copy, judging by its name; None for no copy.

    Args:
        name: the file's name.
        known: the ids of the records in its folder.
    """
    rest = _BEFORE.sub("", name, count=1) if _BEFORE.match(name) else name
    ends = [match.start() for match in re.finditer(r"[^A-Za-z0-9]", rest) if rest[match.start() :] != ".toml"]
    ends += [len(rest) - len(".toml")] if rest != name else []
    return next((rest[:end] for end in sorted(ends, reverse=True) if rest[:end] in known), None)


def is_left_behind(name: str) -> bool:
    """Return whether an editor or git gives such a name to an older version of a file."""
    return _LEFT_BEHIND.fullmatch(name) is not None


def leftover(path: str, original: str) -> Problem:
    """Return the warning about a file that is left over beside a record's file.

    Args:
        path: the file.
        original: the id of the record.
    """
    fix = f"if you miss anything of it, put that into {original}.toml; then delete this file"
    return problem("W002", f"this was left beside {original}.toml, and is not read", Location(path=path), fix=fix)


def copied(path: str, original: str, *, is_whole: bool) -> Problem:
    """Return the problem of a copy of a record's file.

    Args:
        path: the copy.
        original: the id of the record.
        is_whole: whether the record has everything that the copy has.
    """
    if is_whole and _BY_HAND.fullmatch(os.path.basename(path)):
        return leftover(path, original)
    message = f"this is a copy of {original}.toml, " + ("which has all of it" if is_whole else "and differs from it")
    fix = "delete this file"
    fix = fix if is_whole else f"add what only this file has to {original}.toml, as entries; then {fix}"
    return problem("E010", message, Location(path=path), fix=fix)


def is_in(record: Record, original: Record) -> bool | None:
    """Return whether a copy has nothing that its original lacks; None if it is no copy.

    A copy has the same title, and either the same head or an entry in common.

    Args:
        record: a record.
        original: another of its kind.
    """
    if record.title != original.title:
        return None
    is_same_head = _head(record) == _head(original)
    tails = [(_entries(record, tail), _entries(original, tail)) for tail in TAILS]
    if not is_same_head and not any(mine & theirs for mine, theirs in tails):
        return None
    return is_same_head and all(mine <= theirs for mine, theirs in tails)


def _head(record: Record) -> str:
    names = (field.name for field in fields(type(record)) if field.name not in {"id", *TAILS})
    return content({name: getattr(record, name) for name in names})


def _entries(record: Record, tail: str) -> set[str]:
    return {content(entry) for entry in getattr(record, tail, ())}
