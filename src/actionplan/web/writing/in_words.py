"""What a change would write, in the words of readers."""

import tomllib
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import attrs

from actionplan.model.dates import PlanDate
from actionplan.model.kinds import ENTRY_TYPES, OF_MEASURE, PLAN_PARTS, RECORD_TYPES, TAILS, parts_of_kind
from actionplan.model.ratings import ratings_known
from actionplan.model.text import capitalised, field_words
from actionplan.report.inline import Inline, plain
from actionplan.report.pages.material import PageMaterial
from actionplan.report.values import value_text
from actionplan.storage.structuring import structure

_APART = frozenset({"id", "recorded", "corrects"})
"""Fields that say nothing to readers of a form: they have chosen the entry that is corrected themselves."""

_WORDS = {"on": "true on", "by": "said by", "requested_of": "asked of"}
"""What readers call a field, where its name would not say it."""


def block_rows(block: str, kind: str, material: PageMaterial) -> list[tuple[str, Inline]]:
    """Return the text that a change adds to a file as names with their values.

    Args:
        block: the text.
        kind: the kind of record to which it is added.
        material: what the pages of the plan are made from.
    """
    rows: list[tuple[str, Inline]] = []
    table = tomllib.loads(block)
    if kind == "plan":
        return list(_rows_of_plan(table, material))
    for key, value in table.items():
        of = ENTRY_TYPES.get(kind) if key == "status" else OF_MEASURE.get(key) or _part(kind, key)
        if of is not None and isinstance(value, list) and len(table) > 1:
            rows += [_row_of_part(key, each, of, material) for each in value]
        elif of is not None and isinstance(value, list):
            rows += [row for each in value for row in _rows(each, of, material)]
        else:
            rows += list(_rows({key: value}, RECORD_TYPES[kind], material, is_whole=False))
    return rows


def _part(kind: str, key: str) -> Any:
    return parts_of_kind(RECORD_TYPES[kind]).get(key) if key not in TAILS else None


def _rows_of_plan(table: dict[str, Any], material: PageMaterial) -> Iterator[tuple[str, Inline]]:
    """Yield what a change adds to ``plan.toml``: the values of its tables, which may be in lists."""
    parts = {part.key: part.record for part in PLAN_PARTS}
    of = parts[""]
    for key, value in table.items():
        tables = list(_tables(value))
        for each in tables:
            yield from _head_rows(each, parts[key], material)
        if not tables:
            yield from _head_rows({key: value}, of, material)


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the tables of a part of ``plan.toml``: one, several in a list, or each under its id."""
    inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    if inner and all(isinstance(each, dict | list) for each in inner):
        yield from (table for each in inner for table in (_tables(each) if isinstance(each, list) else (each,)))
    elif isinstance(value, dict):
        yield value


def _row_of_part(key: str, table: dict[str, Any], of: Any, material: PageMaterial) -> tuple[str, Inline]:
    """Return one of several parts in one row: what it is, and then what else it states."""
    (_, first), *others = _rows(table, of, material)
    texts = [plain(first), *(f"{name[:1].lower()}{name[1:]} {plain(text)}" for name, text in others)]
    return capitalised(field_words(key).removesuffix("s")), "; ".join(texts)


def entry_rows(entry: Any, material: PageMaterial) -> Iterator[tuple[str, Inline]]:
    """Yield what an entry states, as names with their values."""
    for field in attrs.fields(type(entry)):
        text = value_text(getattr(entry, field.name), material.names)
        if field.name not in _APART and text and getattr(entry, field.name) != field.default:
            yield _row(field.name, getattr(entry, field.name), field.type, material)


def _rows(
    table: dict[str, Any], of: Any, material: PageMaterial, *, is_whole: bool = True
) -> Iterator[tuple[str, Inline]]:
    made = structure(table, of, "form", material.paper.plan.calendar)[0] if is_whole else None
    if made is not None:
        yield from entry_rows(made, material)
        return
    yield from _head_rows(table, of, material)


def _head_rows(table: dict[str, Any], of: Any, material: PageMaterial) -> Iterator[tuple[str, Inline]]:
    """Yield what a table states that is no entry, as names with their values; dates are in the words of readers."""
    types = {field.name.rstrip("_"): field.type for field in attrs.fields(of)}
    for key, value in table.items():
        if key in _APART:
            continue
        is_date = isinstance(value, str) and PlanDate.__name__ in str(types.get(key, ""))
        shown = PlanDate.parse(value, material.paper.plan.calendar) if is_date else value
        yield capitalised(_OF_HEADS.get(key) or field_words(key)), _shown(key, shown, types.get(key), material)


_OF_HEADS = {"by": "carried out by"}
"""What readers call a key of a head, where its name would not say it."""


def _row(name: str, value: Any, type_: Any, material: PageMaterial) -> tuple[str, Inline]:
    return capitalised(_WORDS.get(name) or field_words(name)), _shown(name, value, type_, material)


def _shown(name: str, value: Any, type_: Any, material: PageMaterial) -> str:
    """Return a value in the words of readers; what people wrote themselves, and links, stay as they are."""
    if name == "rating" and (known := ratings_known(material.paper.plan).get(value)):
        return known[-1].label
    text = value_text(value, material.names)
    several = value if isinstance(value, tuple | list) else (value,)
    is_word = any(get_origin(each) is Literal for each in (type_, *get_args(type_)))
    is_own = not is_word and all(isinstance(each, str) for each in several)
    return f"{text if is_own else capitalised(text)}{'%' if name == 'progress' else ''}"
