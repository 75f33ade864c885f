"""Records that refuse values of the wrong type, by the name of the argument.

What is right is derived from the types of the fields, when the first record of a class is made. Reading files checks
every value itself, with a place and a likely fix, and so makes records through `unchecked`.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, wraps
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.errors import WrongArgument
from actionplan.model.frozen_dict import EMPTY, freeze

RecordType = TypeVar("RecordType")


def checked(record: type[RecordType]) -> type[RecordType]:
    """Have a class of attrs check the types of its arguments, make its mappings immutable and print in short.

    Making an instance raises WrongArgument where an argument has another type than its field, or is a word outside its
    vocabulary.
    """
    kind: Any = record
    make = kind.__init__
    tables = tuple(field.name for field in attrs.fields(kind) if field.default is EMPTY or field.type is Any)

    @wraps(make)
    def init(self: Any, *args: Any, **values: Any) -> None:
        for name in tables:
            if name in values:
                values[name] = freeze(values[name])
        make(self, *args, **values)
        for name, is_right, type_ in _checks(kind):
            if not is_right(value := getattr(self, name)):
                raise WrongArgument(f"{kind.__name__}: {name}", _in_words(type_), value)

    kind.__init__ = init
    kind.__repr__ = _short
    return record


def _short(record: Any) -> str:
    """Return a record in short: its class, id and title; of an entry or the like, the values that it states."""
    kind, identifier = type(record), getattr(record, "id", None)
    title = getattr(record, "title", None) or getattr(record, "text", None)
    if identifier is not None and title and not hasattr(record, "recorded"):
        return f'<{kind.__name__} {identifier} "{title if len(title) <= _LONGEST else title[: _LONGEST - 3] + "..."}">'
    values = [(field, getattr(record, field.name)) for field in attrs.fields(kind) if field.repr]
    stated = ", ".join(f"{field.name}={value!r}" for field, value in values if value != field.default)
    return f"{kind.__name__}({stated})"


_LONGEST: Final = 50
"""The most characters of a title in a `repr`."""


def unchecked(record: Any) -> Callable[..., Any]:
    """Return a function that makes records of a class from keyword arguments that are right and immutable already.

    Checks would add a third to the time that it takes, which counts where thousands of records are read.
    """
    make, new = getattr(record.__init__, "__wrapped__", None), record.__new__
    if make is None:  # a class whose arguments are not checked
        return record  # type: ignore[no-any-return]

    def made(**values: Any) -> Any:
        instance = new(record)
        make(instance, **values)
        return instance

    return made


Check = Callable[[Any], bool]


@cache
def _checks(record: Any) -> tuple[tuple[str, Check, Any], ...]:
    """Return of each field its name, what says whether a value is of its type, and this type."""
    return tuple((field.name, _check(field.type), field.type) for field in attrs.fields(record))


def _check(kind: Any) -> Check:
    kind = getattr(kind, "__supertype__", kind)  # an Id is a text
    origin, inner = get_origin(kind), get_args(kind)
    check: Check = lambda value: isinstance(value, kind) and type(value) is not bool  # noqa: E731
    if kind is Any:
        check = lambda _: True  # noqa: E731
    elif kind in (bool, date):
        check = lambda value: type(value) is kind  # noqa: E731
    elif origin is Annotated:
        check = _check(inner[0])
    elif origin in (Union, UnionType):
        may_be_none, checks = NoneType in inner, [_check(each) for each in inner if each is not NoneType]
        check = lambda value: may_be_none if value is None else any(is_right(value) for is_right in checks)  # noqa: E731
    elif origin is Literal:
        check = lambda value: isinstance(value, str) and value in inner  # noqa: E731
    elif origin is tuple:
        is_element = _check(inner[0])
        check = lambda value: type(value) is tuple and all(map(is_element, value))  # noqa: E731
    elif origin is Mapping:
        is_key, is_value = map(_check, inner)
        check = lambda value: (  # noqa: E731
            isinstance(value, Mapping) and all(map(is_key, value)) and all(map(is_value, value.values()))
        )
    return check


_NAMES: Final = {
    str: "a text",
    int: "a whole number",
    bool: "True or False",
    NoneType: "None",
    date: "a date",
    PlanDate: "a PlanDate (PlanDate.parse makes one)",
}


def _in_words(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _in_words(inner[0])
    if origin in (Union, UnionType):
        return " or ".join(map(_in_words, inner))
    if origin is Literal:
        return f"one of {', '.join(inner)}"
    if origin is tuple:
        return f"a tuple, each element {_in_words(inner[0])}"
    if origin is Mapping:
        return "a dict" if inner[1] is Any else f"a dict, each value {_in_words(inner[1])}"
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return _NAMES.get(kind) or f"{article} {kind.__name__}"
