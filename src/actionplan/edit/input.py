"""Make entries and records from values that a user or a program gives."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

from actionplan.input.text import cleaned
from actionplan.input.unclear import Unclear, explained
from actionplan.model.dates import PlanDate, is_exact
from actionplan.model.errors import ActionPlanError
from actionplan.model.ids import fault_in_id
from actionplan.model.kinds import naming
from actionplan.model.problem import KeyPath, Problem
from actionplan.model.records import Plan
from actionplan.storage.keys import is_table, keys_of
from actionplan.storage.structuring import RecordType, structure
from actionplan.storage.writer import to_plain


class WrongValue(ActionPlanError, ValueError):
    """Values from a command line or a program are wrong; ``args[0]`` has a sentence for each."""

    def __str__(self) -> str:
        return "\n".join(self.args[0])


def made_from(stated: Mapping[str, Any], kind: type[RecordType], plan: Plan) -> RecordType:
    """Make a record or an entry from values in any form that people use: ``30 Sep 2024``, a body's name.

    Args:
        stated: values by the keys of the record, its ``id`` among them, or of the entry; None means not stated.
        kind: the class of the record or entry.
        plan: the plan that has the bodies, ratings, terms and the start of the year.

    Raises:
        WrongValue: a value is wrong or unclear, or there is no such key.
    """
    table = read_as_in_file(stated, kind, plan)
    record, problems = structure(table, kind, "typed", plan.calendar)
    if record is None or problems:
        raise WrongValue(tuple(_in_words(found) for found in problems))
    return record


def read_as_in_file(stated: Mapping[str, Any], kind: Any, plan: Plan) -> dict[str, Any]:
    """Return values as `as_in_file` does; raises WrongValue if one is not understood."""
    table = as_in_file(stated, kind, plan)
    if unclear := list(_unclear(table)):
        raise WrongValue(tuple(_sentence(keys, found) for keys, found in unclear))
    return table


def as_in_file(stated: Mapping[str, Any], kind: Any, plan: Plan) -> dict[str, Any]:
    """Return values as a plan file has them, and an `Unclear` in place of each that is not understood.

    Args:
        stated: values by the keys of a record or an entry; those that are None are left out.
        kind: the class of the record or entry.
        plan: the plan that has the bodies, ratings, terms and the start of the year.
    """
    keys = keys_of(kind)
    values = ((key, value, keys[key][1] if key in keys else None) for key, value in stated.items())
    return {key: _value(key, value, type_, plan) for key, value, type_ in values if value is not None}


def _value(key: str, value: Any, type_: Any, plan: Plan) -> Any:
    """Return a value as a plan file has it, by the type of its field; an `Unclear` if it is not understood."""
    inner = [each for each in get_args(type_) if each is not NoneType]
    if NoneType in get_args(type_) and len(inner) == 1:
        return _value(key, value, inner[0], plan)
    if isinstance(value, Mapping):
        return as_in_file(value, type_, plan) if is_table(type_) else _mapping(key, value, type_, plan)
    if isinstance(value, list | tuple):
        return [_value(key, each, inner[0] if inner else None, plan) for each in value]
    if isinstance(value, Decimal):
        return to_plain(value)
    return _text(key, value, type_, plan) if isinstance(value, str) else value


def _mapping(key: str, value: Mapping[str, Any], type_: Any, plan: Plan) -> Any:
    """Return a mapping with the ids of bodies for their names, and values as a plan file has them."""
    types = get_args(type_)
    if len(types) != 2 or get_origin(types[0]) is not Annotated:
        return dict(value)
    made = {}
    for name, inside in value.items():
        known = _text(key, name, types[0], plan)
        if isinstance(known, Unclear):
            return known
        made[known] = _value(key, inside, types[1], plan)
    return made


def _text(key: str, text: str, type_: Any, plan: Plan) -> Any:
    from actionplan.input.names import read_body, read_rating, read_state, read_word
    from actionplan.model.ratings import ratings_known

    if type_ in (date, PlanDate):
        return _date(text, type_, plan)
    if get_origin(type_) is Literal:
        return read_state(text, type_) if key == "state" else read_word(text, type_)
    if key == "rating":
        return _or_id(text, read_rating(text, ratings_known(plan)))
    if get_origin(type_) is Annotated and type_.__metadata__[0] == "body":
        return _or_id(text, read_body(text, plan.bodies))
    return cleaned(text) or text


def _date(text: str, type_: Any, plan: Plan) -> date | str | Unclear:
    """Return a date as a plan file has it."""
    from actionplan.input.dates import FORMS, read_date, read_day

    when = read_day(text, plan.calendar) if type_ is date else read_date(text, plan.calendar)
    if isinstance(when, Unclear):
        return when if when.choices else when._replace(reason=f"{when.reason}: write {FORMS}")
    if isinstance(when, PlanDate):
        return when.first if is_exact(when) and when.first is not None else when.text
    return when


def _or_id(text: str, named: str | Unclear) -> str | Unclear:
    """Return what a name is understood as; an id that the plan does not have is left to the rules, which say where."""
    return cleaned(text) if isinstance(named, Unclear) and fault_in_id(cleaned(text)) is None else named


def _unclear(table: Any, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, Unclear]]:
    """Yield each unclear value in a table, with its place."""
    if isinstance(table, Unclear):
        yield keys, table
    elif isinstance(table, dict | list):
        for key, value in table.items() if isinstance(table, dict) else enumerate(table):
            yield from _unclear(value, (*keys, key))


def _sentence(keys: KeyPath, unclear: Unclear) -> str:
    text, name = explained(unclear), _name(keys)
    return text if unclear.reason.startswith(f"there is no {name} ") else f"{name}: {text}"


def _in_words(found: Problem) -> str:
    """Return a problem without the advice for files."""
    if found.code == "E102":
        return found.message
    expected = f" (expected {found.expected})" if found.code == "E106" else ""
    return f"{_name(found.where.keys)}: {found.message}{expected}"


def _name(keys: KeyPath) -> str:
    return ".".join(str(key) for key in keys)


def bodies_by_id(stated: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return values with the ids of bodies in place of their names and aliases.

    Args:
        stated: values by the keys of a head or an entry; values that are not names are left as they are.
        plan: the plan that has the bodies.
    """
    from actionplan.input.names import body_or_text

    def by_id(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return [by_id(each) for each in value]
        return body_or_text(value, plan.bodies) if isinstance(value, str) else value

    named = {key: by_id(value) if key in naming("body") else value for key, value in stated.items()}
    if isinstance(approvals := stated.get("approvals"), list):
        named["approvals"] = [bodies_by_id(each, plan) if isinstance(each, Mapping) else each for each in approvals]
    return named
