"""Results as JSON: one serializer, since a result's fields bear the names that JSON has."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import attrs

from actionplan.model.dates import PlanDate, last_day

SCHEMA_VERSION = 1
"""The version of all JSON that we write: a contract to which keys are only ever added."""


def as_json(value: Any) -> Any:
    """Return a result, or any value in one, as JSON has it.

    A record becomes an object with its fields in their order: ``is_`` before a name and ``_`` after it are dropped, and
    a plan date is as the file has it, with the day that counts beside it as ``NAME_day``. `shape` changes that for a
    class. A named tuple becomes an object too.

    Args:
        value: the value.
    """
    return _KINDS.get(type(value), _other)(value)


def as_in_file(value: Any) -> Any:
    """Return a value of a record as its file has it, for JSON: what is empty or as by default is left out."""
    from actionplan.storage.writer import to_plain  # only where JSON is written

    return as_json(to_plain(value))


def shape(
    kind: type,
    *,
    omit: Iterable[str] = (),
    names: Mapping[str, str] | None = None,
    values: Mapping[str, Callable[[Any], Any]] | None = None,
    more: Callable[[Any], Mapping[str, Any]] | None = None,
) -> None:
    """Change how the records of a class become JSON.

    Args:
        kind: the class.
        omit: fields that are left out.
        names: other keys for fields.
        values: functions that give the value of a field for JSON.
        more: gives further keys of a record; None for none.
    """
    _SHAPES[kind] = (frozenset(omit), names or {}, values or {}, more)
    _LAYOUTS.pop(kind, None)


_NAMES = {"root": "path", "tally": "totals"}
"""Other keys for fields of results of all kinds."""

_OMITTED = frozenset({"bodies", "names"})
"""Fields of results of all kinds that are left out."""

_NO_SHAPE: Any = (frozenset(), {}, {}, None)
_SHAPES: dict[type, Any] = {}
_LAYOUTS: dict[type, Any] = {}


def _layout(kind: type) -> tuple[tuple[str, str, bool, Callable[[Any], Any]], ...]:
    omit, names, values, _ = _SHAPES.get(kind, _NO_SHAPE)
    return tuple(
        (
            field.name,
            names.get(field.name, _NAMES.get(field.name, field.name.removeprefix("is_").rstrip("_"))),
            "PlanDate" in str(field.type) and "[" not in str(field.type),
            values.get(field.name, as_json),
        )
        for field in attrs.fields(kind)
        if field.name not in omit | _OMITTED
    )


def _record(record: Any) -> dict[str, Any]:
    kind = type(record)
    answer: dict[str, Any] = {}
    if kind not in _LAYOUTS:
        _LAYOUTS[kind] = _layout(kind)
    for name, key, is_date, value_of in _LAYOUTS[kind]:
        value = getattr(record, name)
        if is_date:
            answer |= dated(key, value)
        else:
            answer[key] = value_of(value)
    more = _SHAPES.get(kind, _NO_SHAPE)[3]
    return answer if more is None else {**answer, **more(record)}


def dated(name: str, when: PlanDate | None) -> dict[str, str | None]:
    """Return a date under its name as the file has it, and under ``NAME_day`` the day that counts."""
    last = last_day(when)
    return {name: when.text if when is not None else None, f"{name}_day": last.isoformat() if last else None}


def _mapping(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {("not-reported" if key is None else str(key)): as_json(inner) for key, inner in value.items()}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else round(float(value), 9)  # a quotient has 28 digits


def _other(value: Any) -> Any:
    if attrs.has(type(value)):
        return _record(value)
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return _mapping(value._asdict())
    if isinstance(value, Mapping):
        return _mapping(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [as_json(each) for each in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


_KINDS: Mapping[type, Callable[[Any], Any]] = {
    **dict.fromkeys((str, bool, int, type(None)), lambda value: value),
    float: lambda value: value if math.isfinite(value) else str(value),  # JSON has no word for infinity
    Decimal: _number,
    date: date.isoformat,
    PlanDate: lambda value: value.text,
    **dict.fromkeys((tuple, list), lambda value: [as_json(each) for each in value]),
    dict: _mapping,
}


def envelope(kind: str, as_at: date | None = None) -> dict[str, Any]:
    """Return the keys with which every JSON answer begins.

    Args:
        kind: the command.
        as_at: the day; None where none counts.
    """
    return {"schema_version": SCHEMA_VERSION, "kind": kind, "as_at": as_json(as_at)}


def document(answer: Mapping[str, Any]) -> str:
    """Return a whole JSON document, in ASCII so that no console can garble it."""
    return _text(answer)


# A document whose long list is written member by member, so that the list is never held in memory.


def opening(keys: Mapping[str, Any], array: str) -> str:
    """Return the beginning of a document, up to the bracket that opens its long list.

    Args:
        keys: the keys before the list, with their values.
        array: the list's key.
    """
    before = "".join(f"  {_text(key)}: {_inside(value)},\n" for key, value in keys.items())
    return f"{{\n{before}  {_text(array)}: ["


def chunk(member: Any) -> str:
    """Return one member of the list as text; this may run in another process than the writing."""
    return _text(as_json(member), "    ")


def closing(keys: Mapping[str, Any], *, is_empty: bool) -> str:
    """Return the end of the document, from the bracket that closes the list.

    Args:
        keys: the keys after the list, with their values.
        is_empty: whether the list is empty.
    """
    after = "".join(f",\n  {_text(key)}: {_inside(value)}" for key, value in keys.items())
    return f"{'' if is_empty else chr(10) + '  '}]{after}\n}}"


def _inside(value: Any) -> str:
    return _text(as_json(value), "  ").lstrip()


def _text(value: Any, indent: str = "") -> str:
    import json  # only where JSON is written, so that other reports start sooner
    import textwrap

    return textwrap.indent(json.dumps(value, indent=2, ensure_ascii=True), indent)
