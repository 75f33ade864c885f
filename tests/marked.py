"""Plans of which some is internal, with a mark in each text of that, for tests that none of it is published."""

from collections.abc import Collection, Mapping
from random import Random
from typing import Any

import attrs

from actionplan.model.entries import Evidence
from actionplan.model.fields import names_of
from actionplan.model.kinds import FOLDERS, records_of
from actionplan.model.publish import ALWAYS_INTERNAL, MAY_BE_INTERNAL, Publish
from actionplan.model.records import Plan

MARK = "Secret"
"""Is in every text that is internal, and in the id of every internal record."""

TEXTS = {str: MARK, tuple[str, ...]: (MARK,), Mapping[str, Any]: {MARK: MARK}}
"""A marked value for each type of field that people write texts in."""


def marked(
    table: Any, fields: Collection[str], ids: Mapping[str, Mapping[str, str]], *, all_of_it: bool = False
) -> Any:
    """Return a table with a mark in each of its texts that is internal, also where it had none.

    Args:
        table: a record, or a table in one.
        fields: the internal fields.
        ids: the marked ids of the internal records, by their kind and old id.
        all_of_it: whether all of it is internal.
    """
    values: dict[str, Any] = {}
    class_: Any = type(table)
    for field in attrs.fields(class_):
        value, inside = getattr(table, field.name), all_of_it or field.name in fields
        kind = names_of(class_).get(field.name, "")
        text = next((mark for type_, mark in TEXTS.items() if field.type in (type_, type_ | None)), None)
        if kind in FOLDERS or kind == "finding":
            values[field.name] = renamed(value, kind, ids)
        elif text is not None and (
            inside or (isinstance(table, Evidence) and field.name == "path" and value is not None)
        ):
            values[field.name] = text
        else:
            values[field.name] = inner(value, fields, ids, all_of_it=inside)
    return attrs.evolve(table, **values)


def inner(value: Any, fields: Collection[str], ids: Mapping[str, Mapping[str, str]], *, all_of_it: bool) -> Any:
    if isinstance(value, tuple):
        return tuple(inner(each, fields, ids, all_of_it=all_of_it) for each in value)
    if isinstance(value, Mapping):
        return {name: inner(each, fields, ids, all_of_it=all_of_it) for name, each in value.items()}
    is_table = attrs.has(type(value)) and type(value).__name__ not in ("PlanDate", "Term")
    return marked(value, fields, ids, all_of_it=all_of_it) if is_table else value


def renamed(value: Any, kind: str, ids: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(renamed(each, kind, ids) for each in value)
    if kind == "finding" and isinstance(value, str) and ":" in value:
        area, _, finding = value.rpartition(":")
        return f"{ids['area'].get(area, area)}:{finding}"
    return ids[kind].get(value, value) if kind in ids else value


def marked_plan(plan: Plan, seed: int) -> Plan:
    """Return a plan with some records, kinds and fields internal, each text of which is the mark."""
    random = Random(seed)

    def some(words: Collection[str], most: int) -> list[str]:
        return random.sample(sorted(words), random.randint(0, min(most, len(words))))

    chosen = some({record.id for record in records_of(plan)}, 4)
    folders, fields = some(FOLDERS.values(), 2), some(MAY_BE_INTERNAL, len(MAY_BE_INTERNAL))
    own = some([f"{kind}.note" for kind in (*FOLDERS, "plan")], 2)
    ids = {
        kind: {
            record.id: f"{MARK}-{kind}-{at}"
            for at, record in enumerate(getattr(plan, folder))
            if folder in folders or record.id in chosen
        }
        for kind, folder in FOLDERS.items()
    }
    hidden = {
        kind: {*ALWAYS_INTERNAL, *fields, *(word.removeprefix(f"{kind}.") for word in own)}
        for kind in (*FOLDERS, "plan")
    }
    changes: dict[str, Any] = {
        folder: tuple(
            attrs.evolve(
                marked(record, hidden[kind], ids, all_of_it=record.id in ids[kind]),
                id=ids[kind].get(record.id, record.id),
                formerly=(),
            )
            for record in getattr(plan, folder)
        )
        for kind, folder in FOLDERS.items()
    }
    changes["publish"] = Publish(
        internal=(*(name for of in ids.values() for name in of.values()), *folders, *fields, *own)
    )
    empty: dict[str, Any] = dict.fromkeys(FOLDERS.values(), ())
    return attrs.evolve(marked(attrs.evolve(plan, **empty), hidden["plan"], ids), **changes)
