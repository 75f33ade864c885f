"""The keys of the tables in a plan's files, read off the fields of the records that are made of them."""

from typing import Any

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.kinds import FROM_FOLDER, KINDS
from actionplan.model.records import Plan


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
