"""The keys of the tables in a plan's files, derived from the fields of records."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.fields import older_keys
from actionplan.model.kinds import FROM_FOLDER, KINDS
from actionplan.model.records import Plan

_DAYS = (PlanDate, PlanDate | None, date, date | None)


def is_table(kind: Any) -> bool:
    """Return whether values of a type are tables in TOML: records, but not dates."""
    # attrs.has would answer too, but would have the class written now.
    return isinstance(kind, type) and "__attrs_attrs__" in vars(kind) and kind is not PlanDate


def keys_of(kind: type) -> dict[str, tuple[str, Any]]:
    """Return a record's keys in TOML, each with the name and type of its field, without the fields of `FROM_FOLDER`."""
    outside = FROM_FOLDER if kind is Plan else frozenset()
    return {
        field.name.rstrip("_"): (field.name, field.type) for field in attrs.fields(kind) if field.name not in outside
    }


def keys_in_file(kind: type) -> list[str]:
    """Return the keys that a record's file may have: all but the id, which is the file's name."""
    return [key for key in keys_of(kind) if not (key == "id" and kind in KINDS)]


@cache
def list_keys() -> frozenset[str]:
    """Return the keys of lists of tables, each with a ``[[header]]`` of its own, such as ``milestones``."""
    fields = (field for kind in _FILES for field in keys_of(kind).items())
    names = {key for key, (_, type_) in fields if get_origin(type_) is tuple and is_table(get_args(type_)[0])}
    return frozenset(names | {older for kind in _FILES for older, today in older_keys(kind).items() if today in names})


@cache
def date_keys() -> frozenset[str]:
    """Return the keys of any table whose values are dates, such as ``due``."""
    fields = (field for kind in _FILES for table in _tables_in(kind) for field in keys_of(table).items())
    return frozenset(key for key, (_, type_) in fields if type_ in _DAYS)


_FILES = (Plan, *KINDS)
"""The classes of records that have a file."""


def _tables_in(kind: Any) -> Iterator[type]:
    """Yield the classes of records that values of a type are, or contain at any depth."""
    if is_table(kind):
        yield kind
        inner = [type_ for _, type_ in keys_of(kind).values()]
    else:
        inner = list(get_args(kind))
    for each in inner:
        yield from _tables_in(each)
