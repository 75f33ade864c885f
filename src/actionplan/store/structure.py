"""A TOML table to records: types are strict, every fault is told at once, each with the key path at which it stands."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Generic, TypeVar, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ForbiddenExtraKeysError,
    IterableValidationNote,
)
from cattrs.gen import make_dict_structure_fn, make_mapping_structure_fn, override

from actionplan.model import dates
from actionplan.model.dates import PlanDate, Term, parse_date
from actionplan.model.entries import ActionEntry, AreaEntry, Evidence, ResolutionEntry
from actionplan.model.ids import ID_RULE, Id, Reference, fault_in_id
from actionplan.model.layout import PLAN_FILE
from actionplan.model.problem import KeyPath, Location, Problem, problem
from actionplan.model.records import Action, Area, Plan, Record, Resolution
from actionplan.model.suggest import did_you_mean, listed
from actionplan.model.vocabulary import words
from actionplan.store.hints import date_meant
from actionplan.store.listing import name_problem

RecordType = TypeVar("RecordType")

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_FROM_FOLDER = frozenset({"root", "areas", "actions", "resolutions", "unread"})
"""Fields of `Plan` that come from the folder, not from ``plan.toml``."""


class Fault(ValueError):
    """One value is wrong. Raised by the hooks below and turned into a problem, with its place, by `structure`."""

    def __init__(self, code: str, message: str, *, expected: str = "", fix: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.expected, self.fix = code, message, expected, fix


class WrongValue(ValueError):
    """Values that were typed, not read from a file, are wrong; ``args[0]`` is a sentence for each."""

    def __str__(self) -> str:
        return "\n".join(self.args[0])


@frozen(kw_only=True)
class Structured(Generic[RecordType]):
    """What became of a table: the record, or None where it cannot be made, and what is wrong."""

    record: RecordType | None
    problems: tuple[Problem, ...]


def structure(
    table: Mapping[str, Any], record_type: type[RecordType], path: str, terms: Mapping[Id, Term] | None = None
) -> Structured[RecordType]:
    """Make a record of a TOML table.

    A key that the format does not know is a problem but does not stop the record from being made; anything else does,
    since a figure worked out without it would be wrong.

    Args:
        table: the table, with the id from the file's name put in.
        record_type: the record to make.
        path: the file, for the messages.
        terms: terms that the plan declares; None means there are none.
    """
    converter = _converter(tuple((terms or {}).items()))
    problems: list[Problem] = []
    unknown: set[KeyPath] = set()
    try:
        return Structured(record=converter.structure(table, record_type), problems=())
    except (BaseValidationError, Fault) as error:
        for keys, cause in _causes(error, ()):
            problems.extend(_problems_of(cause, keys, path))
            if isinstance(cause, ForbiddenExtraKeysError):
                unknown.update((*keys, key) for key in cause.extra_fields)
    record = None
    if all(found.code == "E101" for found in problems):
        record = converter.structure(_without(table, unknown), record_type)
    return Structured(record=record, problems=tuple(problems))


ENTRY_TYPES: Mapping[str, type[ActionEntry | AreaEntry | ResolutionEntry]] = {
    "action": ActionEntry,
    "area": AreaEntry,
    "resolution": ResolutionEntry,
}
"""The entry of each kind of record."""


RECORD_TYPES: Mapping[str, type[Record]] = {"action": Action, "area": Area, "resolution": Resolution}
"""The record of each kind of file."""


def entry_from(
    stated: Mapping[str, Any], kind: str, terms: Mapping[Id, Term] | None = None
) -> ActionEntry | AreaEntry | ResolutionEntry:
    """Make an entry of values as they are typed: days may be ISO texts, None means not stated.

    Args:
        stated: values by the entry's keys.
        kind: ``action``, ``area`` or ``resolution``.
        terms: terms that the plan declares; None means there are none.

    Raises:
        WrongValue: a value is wrong, or an entry of this kind has no such key.
    """
    return _from_typed(stated, ENTRY_TYPES[kind], terms)


def record_from(stated: Mapping[str, Any], kind: str, terms: Mapping[Id, Term] | None = None) -> Record:
    """Make a record of values as they are typed; see `entry_from`.

    Args:
        stated: values by the record's keys, its ``id`` among them.
        kind: ``action``, ``area`` or ``resolution``.
        terms: terms that the plan declares; None means there are none.

    Raises:
        WrongValue: a value is wrong, or a record of this kind has no such key.
    """
    return _from_typed(stated, RECORD_TYPES[kind], terms)


def _from_typed(stated: Mapping[str, Any], kind: type[RecordType], terms: Mapping[Id, Term] | None) -> RecordType:
    table = {key: _as_typed(value) for key, value in stated.items() if value is not None}
    made = structure(table, kind, "typed", terms)
    if made.record is None or made.problems:
        raise WrongValue(tuple(_in_words(found) for found in made.problems))
    return made.record


def _as_typed(value: Any) -> Any:
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            return value
    return value


def _in_words(found: Problem) -> str:
    name = ".".join(str(key) for key in found.where.keys)
    hints = "; ".join(filter(None, [found.expected and f"expected {found.expected}", found.fix]))
    return f"{name}: {found.message}" + (f" ({hints})" if hints else "")


@lru_cache(maxsize=8)
def _converter(declared: tuple[tuple[Id, Term], ...]) -> Converter:
    terms = dict(declared)
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook_func(lambda kind: kind is Id, lambda value, _: _identifier(value))
    converter.register_structure_hook_func(lambda kind: kind is Reference, lambda value, _: _reference(value))
    converter.register_structure_hook(PlanDate, lambda value, _: _plan_date(value, terms))
    converter.register_structure_hook_func(lambda kind: kind is Any, lambda value, _: value)
    converter.register_structure_hook_func(lambda kind: hasattr(kind, "__value__") or _is_literal(kind), _word)
    converter.register_structure_hook_factory(
        lambda kind: str(get_origin(kind)) == str(tuple), lambda kind: _list_hook(converter, kind)
    )
    converter.register_structure_hook_factory(
        lambda kind: str(get_origin(kind)) == str(Mapping),
        lambda kind: _only_tables(make_mapping_structure_fn(kind, converter, structure_to=dict), kind),
    )
    converter.register_structure_hook_factory(attrs.has, lambda kind: _table_hook(converter, kind))
    return converter


def _is_literal(kind: object) -> bool:
    return bool(words(kind)) and all(isinstance(word, str) for word in words(kind))


_IN_WORDS = {
    str: ("text", 'text in quotes, "like this"'),
    int: ("a whole number", "a whole number without quotes, such as 40"),
    float: ("a number with a point", ""),
    bool: ("true or false", "true or false, without quotes"),
    list: ("a list", 'a list in square brackets, ["like this"]'),
    dict: ("a table", "a table: { key = value }, or keys under a [header]"),
    date: ("a day", "a day without quotes, such as 2024-09-30"),
    datetime: ("a day with a time", ""),
    time: ("a time of day", ""),
}


def _wrong_type(value: object, kind: type, fix: str = "") -> Fault:
    wanted, expected = _IN_WORDS[kind]
    return Fault("E103", f"{wanted} belongs here, not {_type_in_words(value)}", expected=expected, fix=fix)


def _type_in_words(value: object) -> str:
    return _IN_WORDS.get(type(value), (type(value).__name__, ""))[0]


def _strict(kind: type) -> Callable[[object, object], Any]:
    def hook(value: object, _: object) -> Any:
        if type(value) is not kind:
            raise _wrong_type(value, kind, _retyped(value, kind))
        return value

    return hook


def _retyped(value: object, kind: type) -> str:
    """Say how a value of the wrong type is written as one of the right type; empty where nobody can know."""
    if kind is str:
        if type(value) in (int, date):
            return f'put quotes round it: "{value}"'
        return "put quotes round it" if type(value) is float else ""
    if kind is int and isinstance(value, str) and (match := re.fullmatch(r"\s*(\d{1,9})\s*%?\s*", value)):
        return f"write: {int(match[1])}"
    if kind is bool and isinstance(value, str) and value.lower() in ("true", "false"):
        return f"remove the quotes: {value.lower()}"
    return ""


def _day(value: object, _: object) -> date:
    if isinstance(value, datetime):
        message, fix = "a day belongs here, without a time", f"write: {value.date()}"
        raise Fault("E105", message, expected=_IN_WORDS[date][1], fix=fix)
    if type(value) is not date:
        meant = date_meant(value) if isinstance(value, str) else ""
        raise _wrong_type(value, date, f"write: {meant}" if _ISO_DAY.fullmatch(meant) else "")
    return value


def _plan_date(value: object, terms: Mapping[Id, Term]) -> PlanDate:
    if isinstance(value, datetime):
        message, fix = "a day belongs here, without a time", f"write: {value.date()}"
        raise Fault("E105", message, expected=dates.GRAMMAR, fix=fix)
    try:
        return parse_date(value, terms)
    except ValueError as error:
        if isinstance(value, str):
            meant = date_meant(value)
            is_day = _ISO_DAY.fullmatch(value) is not None
            message = f"there is no day {value}" if is_day and not meant else str(error)
            fix = f"write: {meant}" if meant else did_you_mean(value, terms)
        elif type(value) is int:
            message, fix = str(error), f'put quotes round it: "{value}"' if date_meant(str(value)) else ""
        else:
            message, fix = f"a day belongs here, not {_type_in_words(value)}", ""
        raise Fault("E105", message, expected=dates.GRAMMAR, fix=fix) from error


def _identifier(value: object) -> Id:
    text = _reference(value)
    if fault := fault_in_id(text):
        raise Fault("E106", fault, expected=ID_RULE, fix=_id_meant(text))
    return Id(text)


def _reference(value: object) -> Reference:
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, int)
        message = f"an id belongs here, and {value} is a number" + ("" if is_whole else ": 1.10 would be read as 1.1")
        fix = "put quotes round it" + (f': "{value}"' if is_whole else "")
        raise Fault("E106", message, expected='an id in quotes, such as "1.10"', fix=fix)
    if not isinstance(value, str):
        fix = "name one, without square brackets" if isinstance(value, list) else _retyped(value, str)
        raise _wrong_type(value, str, fix)
    return Reference(value)


def _id_meant(value: str) -> str:
    """Say how a text that is no id becomes one; empty where nobody can know."""
    if not value.strip():
        return "write an id, or remove the line"
    likely = value.strip().replace("_", "-")
    if fault_in_id(likely) is None:
        return f'write: "{likely}"'
    return "write the id, not the name: an id has no spaces" if " " in likely else ""


def _word(value: object, kind: object) -> Any:
    allowed = words(kind)
    if not isinstance(value, str):
        raise _wrong_type(value, str)
    if value not in allowed:
        message = f'"{value}" is not one of the words allowed here'
        raise Fault("E104", message, expected=f"one of {listed(allowed)}", fix=did_you_mean(value, allowed))
    return value


def _list_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    element = get_args(kind)[0]

    def hook(value: object, _: object) -> Any:
        if not isinstance(value, list):
            if attrs.has(element) and isinstance(value, dict):
                message = "a list of tables belongs here, not one table"
                raise Fault("E103", message, fix="use double square brackets: [[...]] for a header, or [{ ... }]")
            parts = re.split(r"\s*[,;]\s*", value) if isinstance(value, str) and element is Id else [value]
            shown = ", ".join(f'"{part}"' for part in parts)
            raise _wrong_type(value, list, f"put it in square brackets: [{shown}]" if isinstance(value, str) else "")
        return tuple(converter.structure(value, list[element]))  # type: ignore[valid-type]  # known only at run time

    return hook


def _table_hook(converter: Converter, kind: type) -> Callable[[object, object], Any]:
    outside = _FROM_FOLDER if kind is Plan else frozenset()
    overrides = {
        field.name: override(omit=True) if field.name in outside else override(rename=field.name.rstrip("_"))
        for field in attrs.fields(kind)
    }
    return _only_tables(make_dict_structure_fn(kind, converter, **overrides), kind)  # type: ignore[arg-type]  # by name


def _only_tables(make: Callable[..., Any], kind: Any) -> Callable[[object, object], Any]:
    def hook(value: object, _: object) -> Any:
        if not isinstance(value, dict):
            fix = ""
            if isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict):
                fix = "use single square brackets for the header: [...]"
            elif kind is Evidence and isinstance(value, str):
                fix = f'write: {{ {"link" if "://" in value else "path"} = "{value}" }}'
            raise _wrong_type(value, dict, fix)
        return make(value, kind)

    return hook


def _causes(error: BaseException, keys: KeyPath) -> Iterator[tuple[KeyPath, BaseException]]:
    """Walk cattrs' tree of errors down to the causes, each with the key path written in the notes on the way."""
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote):
            keys = (*keys, note.name.rstrip("_"))
        elif isinstance(note, IterableValidationNote):
            keys = (*keys, note.index)
    if isinstance(error, BaseValidationError):
        for inner in error.exceptions:
            yield from _causes(inner, keys)
    else:
        yield keys, error


def _problems_of(cause: BaseException, keys: KeyPath, path: str) -> Iterator[Problem]:
    if isinstance(cause, ForbiddenExtraKeysError):
        known = [field.name.rstrip("_") for field in attrs.fields(cause.cl) if field.name not in _not_keys(cause.cl)]
        for key in sorted(cause.extra_fields):
            yield _unknown_key(key, known, Location(path=path, keys=(*keys, key), on_key=True))
    elif isinstance(cause, KeyError):
        where = Location(path=path, keys=keys[:-1])
        yield problem("E102", f'the key "{cause.args[0]}" is missing', where, fix=f"add: {cause.args[0]} = ...")
    elif isinstance(cause, Fault) and keys == ("id",) and os.path.basename(path) not in ("typed", PLAN_FILE):
        yield name_problem(path, cause.message)
    elif isinstance(cause, Fault):
        where = Location(path=path, keys=keys)
        yield problem(cause.code, cause.message, where, expected=cause.expected, fix=cause.fix)
    else:
        raise cause


def _not_keys(kind: type) -> frozenset[str]:
    """Give the fields of a record that are not keys of its table: the file's name and the folder give them."""
    if kind is Plan:
        return _FROM_FOLDER
    return frozenset({"id"}) if kind in (Area, Action, Resolution) else frozenset()


def _unknown_key(key: str, known: Iterable[str], where: Location) -> Problem:
    known = list(known)
    fix = did_you_mean(key, known) or ("fields of your own go under [extra]" if "extra" in known else "")
    return problem(
        "E101", f'the key "{key}" is not known here', where, expected=f"one of {listed(known, most=30)}", fix=fix
    )


def _without(table: Any, unknown: set[KeyPath], keys: KeyPath = ()) -> Any:
    """Copy nested tables without the keys that are not known."""
    if isinstance(table, dict):
        return {
            key: _without(value, unknown, (*keys, key)) for key, value in table.items() if (*keys, key) not in unknown
        }
    if isinstance(table, list):
        return [_without(value, unknown, (*keys, index)) for index, value in enumerate(table)]
    return table
