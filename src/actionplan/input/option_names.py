"""What the options are called that set fields of records: for the commands, and for the forms that run them."""

from collections.abc import Mapping
from typing import Any, Final, get_args

import attrs

NEW_NAMES: Final[Mapping[str, str]] = {"by": "reviewer", "readings_every": "every"}
"""Names of options of commands that make records, by the fields whose names they do not have."""

_VERBS = frozenset({"notes", "believes", "replaces"})
"""Fields with lists whose names are verbs, and not plurals of what is in them."""


def option_of(name: str, record: Any) -> str:
    """Return the option that sets a field of a class, in the singular if the field is a list: ``--area``."""
    takes_several = is_list(attrs.fields_dict(record)[name].type) and name not in _VERBS
    return f"--{(name.removesuffix('s') if takes_several else name.rstrip('_')).replace('_', '-')}"


def is_list(type_: Any) -> bool:
    """Return whether an option of a field of this type may be given several times."""
    return "tuple" in str(type_) or is_mapping(type_)


def is_mapping(type_: Any) -> bool:
    """Return whether the values of a field of this type are pairs of a name and a value."""
    return "Mapping" in str(type_)


def is_truth(type_: Any) -> bool:
    """Return whether a field of this type is true or false, or not stated."""
    return bool in (type_, *get_args(type_))
