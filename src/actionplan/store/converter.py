"""What each type of a record accepts from TOML: nothing is turned into something else, and every refusal says why."""

import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_mapping_structure_fn, override

from actionplan.model import dates
from actionplan.model.dates import PlanDate, Term, parse_date
from actionplan.model.entries import Evidence
from actionplan.model.ids import ID_RULE, Id, PartId, Reference, fault_in_id
from actionplan.model.layout import FROM_FOLDER
from actionplan.model.records import Plan, Policy, Rating
from actionplan.model.risks import RiskScore
from actionplan.model.suggest import did_you_mean, listed
from actionplan.model.vocabulary import BodyKind, words
from actionplan.store.hints import date_meant, with_hyphens

_SCORE = re.compile(r"\s*(\d{1,3})\s*[xX*\u00d7]\s*(\d{1,3})\s*", re.ASCII)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Fault(ValueError):
    """One value is wrong. The hooks below raise it; `structure` makes it a problem with a place."""

    def __init__(self, code: str, message: str, *, expected: str = "", fix: str = "") -> None:
        super().__init__(message)
        self.code, self.message, self.expected, self.fix = code, message, expected, fix


@lru_cache(maxsize=8)
def converter_for(declared: tuple[tuple[Id, Term], ...]) -> Converter:
    """Make a converter that understands a plan's terms.

    Args:
        declared: the terms, as pairs of name and term.
    """
    terms = dict(declared)
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, _strict(kind))
    converter.register_structure_hook(date, _day)
    converter.register_structure_hook(Decimal, _number)
    converter.register_structure_hook_func(lambda kind: kind is Id, lambda value, _: _identifier(value))
    converter.register_structure_hook_func(lambda kind: kind is Reference, lambda value, _: _reference(value))
    converter.register_structure_hook_func(lambda kind: kind is PartId, lambda value, _: _part(value))
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


def _number(value: object, _: object) -> Decimal:
    """Read a number as it is written: 56.3 is 56.3, not the nearest number that a machine can hold."""
    if type(value) is int:
        return Decimal(value)
    if type(value) is float and math.isfinite(value):
        return Decimal(repr(value))
    if type(value) is float:
        raise Fault("E103", "a number belongs here", expected=_NUMBER, fix="leave it out where it is not known")
    fix = ""
    if isinstance(value, str) and (match := re.fullmatch(r"\s*£?\s*(-?[\d,]{1,15}(?:\.\d{1,9})?)\s*%?\s*", value)):
        fix = f"write: {match[1].replace(',', '')}"
    raise Fault("E103", f"a number belongs here, not {_type_in_words(value)}", expected=_NUMBER, fix=fix)


_NUMBER = "a number without quotes, such as 40 or 56.3"


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
            mend = "write" if with_hyphens(value) == value else "replace the long dashes by hyphens"
            fix = f"{mend}: {meant}" if meant else did_you_mean(value, terms)
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
        message = f"an id belongs here, and {value if is_whole else 'this'} is a number"
        if not is_whole and math.isfinite(value):
            message += f": TOML reads {value}0 as {value}"
        fix = "put quotes round it" + (f': "{value}"' if is_whole else "")
        raise Fault("E106", message, expected="an id in quotes", fix=fix)
    if not isinstance(value, str):
        fix = "name one, without square brackets" if isinstance(value, list) else _retyped(value, str)
        raise _wrong_type(value, str, fix)
    return Reference(value)


def _part(value: object) -> PartId:
    """Read the id of a part: ``RECORD:PART``, or the part's id alone."""
    text = _reference(value)
    record, colon, part = text.rpartition(":")
    for each in (record, part) if colon else (part,):
        if fault := fault_in_id(each):
            expected = 'AREA:FINDING, such as "PA1:a"'
            raise Fault("E106", fault, expected=expected, fix=_id_meant(each) if not colon else "")
    return PartId(text)


def _id_meant(value: str) -> str:
    """Say how a text that is no id becomes one; empty where nobody can know."""
    if not value.strip():
        return "write an id, or remove the line"
    likely = value.strip().replace("_", "-")
    if fault_in_id(likely) is None:
        return f'write: "{likely}"'
    return "write the id, not the name: an id has no spaces" if " " in likely else ""


_SAYINGS = {
    **dict.fromkeys(("trust", "nhs trust", "hospital", "hospital trust"), 'a trust or hospital is a "provider"'),
    **dict.fromkeys(("forum", "parents", "parent forum"), 'a forum of parents is a "parent-carer-forum"'),
    **dict.fromkeys(("ofsted", "cqc", "inspectorate"), 'an inspectorate is an "inspector"'),
    **dict.fromkeys(("department", "dfe", "ministry", "agency"), 'a department or agency is "government"'),
    **dict.fromkeys(("committee", "panel"), 'a committee or panel is a "board"'),
}
"""What people call kinds of body that the format calls otherwise."""


def _word(value: object, kind: object) -> Any:
    allowed = words(kind)
    if not isinstance(value, str):
        raise _wrong_type(value, str)
    if value not in allowed:
        message = f'"{value}" is not one of the words allowed here'
        saying = _SAYINGS.get(value.lower().replace("-", " "), "") if kind == BodyKind else ""
        raise Fault("E104", message, expected=f"one of {listed(allowed)}", fix=saying or did_you_mean(value, allowed))
    return value


ONE_OR_MORE = frozenset({Policy, Rating})
"""Tables that may stand once, under a header of their own, or several times, each since another day."""


def _list_hook(converter: Converter, kind: Any) -> Callable[[object, object], Any]:
    element = get_args(kind)[0]

    def hook(value: object, _: object) -> Any:
        if element in ONE_OR_MORE and not isinstance(value, list):
            return (converter.structure(value, element),)
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
    outside = FROM_FOLDER if kind is Plan else frozenset()
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
            elif kind is RiskScore and isinstance(value, str) and (match := _SCORE.fullmatch(value)):
                fix = f"write: {{ likelihood = {match[1]}, impact = {match[2]} }}"
            raise _wrong_type(value, dict, fix)
        return make(value, kind)

    return hook
