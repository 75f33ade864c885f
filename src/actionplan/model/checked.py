"""Records that refuse values of the wrong type, by the name of the argument.

What is right is derived from the types of the fields, when the first record of a class is made. Reading files checks
every value itself, with a place and a likely fix, and so makes records through `unchecked`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, wraps
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Literal, TypeVar, Union, get_args, get_origin

import attrs

from actionplan.model.errors import WrongArgument
from actionplan.model.frozen_dict import freeze

RecordType = TypeVar("RecordType")
Function = TypeVar("Function", bound=Callable[..., Any])


def checked(record: type[RecordType]) -> type[RecordType]:
    """Have a class of attrs check the types of its arguments, make its mappings immutable and print in short.

    Making an instance raises WrongArgument where an argument has another type than its field, or is a word outside its
    vocabulary.
    """
    kind: Any = record
    make = kind.__init__
    tables = tuple(field.name for field in attrs.fields(kind) if field.type is Any or _is_mapping(field.type))

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


def _is_mapping(type_: Any) -> bool:
    """Return whether values of a type are mappings, or mappings and None."""
    return Mapping in (get_origin(type_), *map(get_origin, get_args(type_)))


def checks_arguments(function: Function) -> Function:
    """Have a function raise WrongArgument, before it does anything, where an argument has another type than stated."""
    code, types = function.__code__, function.__annotations__
    names = code.co_varnames[: code.co_argcount]
    rest = "".join(code.co_varnames[code.co_argcount + code.co_kwonlyargcount :][:1])

    @wraps(function)
    def call(*args: Any, **values: Any) -> Any:
        named = [*zip(names, args, strict=False), *((rest, value) for value in args[len(names) :]), *values.items()]
        for name, value in named:
            if name in types and not _check(types[name])(value):
                raise WrongArgument(name, _in_words(types[name]), value)
        return function(*args, **values)

    return call  # type: ignore[return-value]


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


def with_values(record: RecordType, **values: Any) -> RecordType:
    """Return a record with other values, which are right and immutable already: `attrs.evolve` without checks."""
    kind: Any = type(record)
    kept = {field.name: getattr(record, field.name) for field in attrs.fields(kind)}
    changed: RecordType = unchecked(kind)(**kept | values)
    return changed


Check = Callable[[Any], bool]


@cache
def _checks(record: Any) -> tuple[tuple[str, Check, Any], ...]:
    """Return of each field its name, what says whether a value is of its type, and this type."""
    return tuple((field.name, _check(field.type), field.type) for field in attrs.fields(record))


@cache
def _check(kind: Any) -> Check:
    kind = getattr(kind, "__supertype__", kind)  # an Id is a text
    if get_origin(kind) is not None:
        return _check_of_generic(get_origin(kind), get_args(kind))
    if kind is Any or getattr(kind, "_is_protocol", False):
        return lambda _: True
    if kind is date:
        return lambda value: isinstance(value, date) and not isinstance(value, datetime)
    return lambda value: isinstance(value, kind) and (kind is bool or type(value) is not bool)


def _check_of_generic(origin: Any, inner: tuple[Any, ...]) -> Check:
    if origin is Annotated:
        return _check(inner[0])
    if origin in (Union, UnionType):
        may_be_none, checks = NoneType in inner, [_check(each) for each in inner if each is not NoneType]
        return lambda value: may_be_none if value is None else any(is_right(value) for is_right in checks)
    if origin is Literal:
        return lambda value: isinstance(value, str) and value in inner
    if origin is tuple:
        is_element = _check(inner[0])
        return lambda value: type(value) is tuple and all(map(is_element, value))
    if origin is Mapping:
        is_key, is_value = map(_check, inner)
        return lambda value: (
            isinstance(value, Mapping) and all(map(is_key, value)) and all(map(is_value, value.values()))
        )
    is_each = _check(inner[0]) if origin is Iterable else None
    return lambda value: (
        isinstance(value, origin)
        and (
            is_each is None
            or isinstance(value, Iterator)
            or all(map(is_each, value))  # an iterator can be read only once
        )
    )


_NAMES: Final = {
    "str": "a text",
    "int": "a whole number",
    "bool": "True or False",
    "NoneType": "None",
    "PlanDate": "a PlanDate (PlanDate.parse makes one)",
    "PathLike": "a path",
    "Portfolio": "plans that were read with load()",
    "View": "plans as at a day, as load(...).at(day) returns them",
}


def _in_words(kind: Any) -> str:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _in_words(inner[0])
    if origin in (Union, UnionType):
        return " or ".join(map(_in_words, inner))
    if origin is Literal:
        return f"one of {', '.join(inner)}"
    if origin in (tuple, Iterable):
        return f"a {'tuple' if origin is tuple else 'list'}, each element {_in_words(inner[0])}"
    if origin is Mapping:
        return "a dict" if inner[1] is Any else f"a dict, each value {_in_words(inner[1])}"
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return _NAMES.get(kind.__name__) or f"{article} {kind.__name__}"
