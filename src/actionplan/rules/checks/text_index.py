"""The texts of a file: each with its place, or, where that is not needed, all of them at once and much faster."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from attrs import fields, has

from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.kinds import FROM_FOLDER, KINDS, TAILS
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan, Record
from actionplan.summary.timeline import REPORT

BETWEEN: Final = "\n\0"
"""The separator between the texts of a file when they are joined: it ends a web address and a number."""


class Written(NamedTuple):
    """What is written in one file.

    Attributes:
        record: the record, or the plan itself.
        texts: its texts, each at least once.
        joined: the same as one text, with `BETWEEN` between them.
        has_blank: whether any of them says nothing.
        may_hold_number: whether a telephone or NHS number can be among them.
    """

    record: Record | Plan
    texts: tuple[str, ...]
    joined: str
    has_blank: bool
    may_hold_number: bool


def texts_of(record: Record | Plan) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in a record's own file, with its key path: keys of tables are not texts."""
    apart = {"id"} | (FROM_FOLDER if isinstance(record, Plan) else set())
    for field in fields(type(record)):
        if field.name not in apart:
            yield from _texts((field.name,), getattr(record, field.name))


def _texts(keys: KeyPath, value: object) -> Iterator[tuple[KeyPath, str]]:
    return ((where, leaf) for where, leaf in leaves(keys, value) if isinstance(leaf, str))


def leaves(keys: KeyPath, value: object) -> Iterator[tuple[KeyPath, object]]:
    """Yield every value inside a record, a table or a list that is none of these: texts, dates, numbers.

    Args:
        keys: the key path of the value.
        value: the record, table or list; any other value is the only one.
    """
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves((*keys, key), inner)
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from leaves((*keys, index), inner)
    elif not isinstance(value, PlanDate) and has(kind := type(value)):
        for field in fields(kind):
            yield from leaves((*keys, field.name.rstrip("_")), getattr(value, field.name))
    else:
        yield keys, value


def written(record: Record | Plan, beyond: Iterable[object] = ()) -> Written:
    """Return the texts of a record's own file without their places; they are those that `texts_of` gives.

    Args:
        record: the record, or the plan itself.
        beyond: those of its entries that say more than a report does; all of them where it is no action.
    """
    found: list[str] = []
    kind: Any = type(record)
    _collect(found, _values(kind)(record))
    _collect(found, beyond)
    if isinstance(record, Action):
        reports = record.status
        found += [entry.note for entry in reports if entry.note is not None]
        found += [entry.id for entry in reports if entry.id is not None]
        # Words that are repeated in every report are checked once.
        repeated = {entry.by for entry in reports} | {entry.rating for entry in reports}
        found += [word for word in (*repeated, *{entry.state for entry in reports}) if word is not None]
    joined = BETWEEN.join(found)
    has_blank = not all(map(str.strip, found))
    return Written(record, tuple(found), joined, has_blank, may_hold_number(joined))


def plain(text: str) -> str:
    """Take web addresses out of a text: the numbers in them are not people's."""
    return _ADDRESS.sub(" ", text)


def may_hold_number(text: str) -> bool:
    """Return whether a text may have a telephone or NHS number: without spaces, hyphens and brackets, ten digits in a
    row. The patterns, which cost much more, decide whether it has.
    """
    if "http" not in text:
        return _has_ten_digits(text)
    # Taking out an address brings a digit right before it nearer to those behind; else it can only take digits away.
    if any(part[-1:].isdecimal() for part in text.split("http")[:-1]):
        return True
    return _has_ten_digits(text) and _has_ten_digits(plain(text))


def _has_ten_digits(text: str) -> bool:
    if not text.isascii() and any(map(str.isdecimal, _NOT_ASCII.findall(text))):
        return True
    return b"0" * 10 in text.encode("ascii", "ignore").translate(_ZEROS, _PARTING)


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_ZEROS = bytes.maketrans(b"123456789", b"000000000")
_PARTING = b" \t\n\r\v\f\x1c\x1d\x1e\x1f()-"
"""The characters that may separate the digits of one number."""

_ADDRESS = re.compile(r"https?://\S+")

_WORDLESS: Final = frozenset({PlanDate, date, int, bool, float, Decimal})


def _collect(found: list[str], values: Iterable[object]) -> None:
    for value in values:
        if value is None:
            continue
        kind = type(value)
        if kind is str:
            found.append(value)  # type: ignore[arg-type]  # as just seen
        elif kind in _WORDLESS or not value:
            continue
        elif isinstance(value, tuple | list):
            _collect(found, value)
        elif isinstance(value, Mapping):
            _collect(found, value.values())
        elif isinstance(value, str):
            found.append(value)
        elif has(kind):
            _collect(found, _values(kind)(value))


@cache
def _values(kind: type) -> Callable[[Any], Iterable[object]]:
    """Return what reads the fields of a class that may have texts, but for histories, a file's id, and what `written`
    takes from all entries of an action.
    """
    apart: Collection[str] = REPORT if kind is ActionEntry else ()
    if kind is Plan or kind in KINDS:
        apart = {"id", *(FROM_FOLDER if kind is Plan else TAILS)}
    names = [field.name for field in fields(kind) if field.name not in apart]
    return attrgetter(*names) if len(names) > 1 else lambda record: [getattr(record, name) for name in names]
