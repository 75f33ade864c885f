"""The keys of the tables in a plan's files, read off the fields of the records that are made of them."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.kinds import FROM_FOLDER, KINDS
from actionplan.model.records import Plan

_DAYS = (PlanDate, PlanDate | None, date, date | None)


def is_table(kind: Any) -> bool:
    """Return whether values of a type are tables in TOML: whether it is a record, but not a date."""
    # attrs.has would answer too, but would have the class written now.
    return isinstance(kind, type) and "__attrs_attrs__" in vars(kind) and kind is not PlanDate


def keys_of(kind: type) -> dict[str, tuple[str, Any]]:
    """Return a record's keys in TOML, each with the name and type of its field; see `FROM_FOLDER` for what is none."""
    outside = FROM_FOLDER if kind is Plan else frozenset()
    return {
        field.name.rstrip("_"): (field.name, field.type) for field in attrs.fields(kind) if field.name not in outside
    }


def keys_in_file(kind: type) -> list[str]:
    """Return the keys that may be written for a record: all but the id of a file, which is its name."""
    return [key for key in keys_of(kind) if not (key == "id" and kind in KINDS)]


@cache
def list_keys() -> frozenset[str]:
    """Return the keys of lists of tables, each with a ``[[header]]`` of its own, such as ``milestones``."""
    fields = (field for kind in _FILES for field in keys_of(kind).items())
    return frozenset(key for key, (_, type_) in fields if get_origin(type_) is tuple and is_table(get_args(type_)[0]))


@cache
def date_keys() -> frozenset[str]:
    """Return the keys whose values are dates, in whatever table, such as ``due``."""
    fields = (field for kind in _FILES for table in _tables_in(kind) for field in keys_of(table).items())
    return frozenset(key for key, (_, type_) in fields if type_ in _DAYS)


_FILES = (Plan, *KINDS)
"""What the files of a plan are read as."""


def _tables_in(kind: Any) -> Iterator[type]:
    """Yield the records that values of a type are, or hold at any depth."""
    if is_table(kind):
        yield kind
        inner = [type_ for _, type_ in keys_of(kind).values()]
    else:
        inner = list(get_args(kind))
    for each in inner:
        yield from _tables_in(each)
