"""What each type of a record accepts from TOML, for cattrs, which tells every fault of a table with its place."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, make_mapping_structure_fn, override

from actionplan.model.dates import PlanDate, Term
from actionplan.model.entries import Evidence
from actionplan.model.ids import Id, PartId, Reference
from actionplan.model.kinds import FROM_FOLDER
from actionplan.model.records import Plan
from actionplan.model.risks import RiskScore
from actionplan.storage.structuring import ONE_OR_MORE, is_vocabulary
from actionplan.storage.values import (
    Fault,
    day,
    identifier,
    number,
    part,
    plan_date,
    reference,
    strict,
    word,
    wrong_type,
)

_SCORE = re.compile(r"\s*(\d{1,3})\s*[xX*\u00d7]\s*(\d{1,3})\s*", re.ASCII)


@lru_cache(maxsize=8)
def converter_for(declared: tuple[tuple[Id, Term], ...]) -> Converter:
    """Make a converter that understands a plan's terms.

    Args:
        declared: the terms, as pairs of name and term.
    """
    terms = dict(declared)
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for kind in (str, int, bool):
        converter.register_structure_hook(kind, strict(kind))
    converter.register_structure_hook(date, day)
    converter.register_structure_hook(Decimal, number)
    converter.register_structure_hook_func(lambda kind: kind is Id, lambda value, _: identifier(value))
    converter.register_structure_hook_func(lambda kind: kind is Reference, lambda value, _: reference(value))
    converter.register_structure_hook_func(lambda kind: kind is PartId, lambda value, _: part(value))
    converter.register_structure_hook(PlanDate, lambda value, _: plan_date(value, terms))
    converter.register_structure_hook_func(lambda kind: kind is Any, lambda value, _: value)
    converter.register_structure_hook_func(is_vocabulary, word)
    converter.register_structure_hook_factory(
        lambda kind: str(get_origin(kind)) == str(tuple), lambda kind: _list_hook(converter, kind)
    )
    converter.register_structure_hook_factory(
        lambda kind: str(get_origin(kind)) == str(Mapping),
        lambda kind: _only_tables(make_mapping_structure_fn(kind, converter, structure_to=dict), kind),
    )
    converter.register_structure_hook_factory(attrs.has, lambda kind: _table_hook(converter, kind))
    return converter


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
            raise wrong_type(value, list, f"put it in square brackets: [{shown}]" if isinstance(value, str) else "")
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
            raise wrong_type(value, dict, fix)
        return make(value, kind)

    return hook
