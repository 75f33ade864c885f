"""What sentences call the records of a plan: a number and a name, never an id alone."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.kinds import HEADS, records_of
from actionplan.model.records import Plan, Record
from actionplan.model.text import number_of, numbered_name, printed_id
from actionplan.summary.timeline import stated_as_at


def record_names(plan: Plan, as_at: date) -> Mapping[str, str]:
    """Return what sentences call each record of a plan, and each of its findings, clauses and recommendations, by id.

    Args:
        plan: the plan.
        as_at: the day, since a title, a short name and a printed reference may change.

    Example:
        >>> [plan] = load("examples/northshire-send").plans
        >>> record_names(plan, date(2025, 10, 1))["1.3"]
        "1.3 Match children's records across council and NHS systems under one identifier"
    """
    return FrozenDict({name: text for record in records_of(plan) for name, text in _names(plan, record, as_at)})


def _names(plan: Plan, record: Record, as_at: date) -> Iterator[tuple[str, str]]:
    now = evolve(record, **_stated(plan, record, as_at)) if any(map(_names_anew, record.status)) else record
    yield record.id, numbered_name(now)
    for parts in ("findings", "clauses", "recommendations"):
        for part in getattr(record, parts, ()):
            if hasattr(part, "text"):
                yield f"{record.id}:{part.id}", f"{number_of_part(now, part)} {part.text.strip().rstrip('.')}"


def _names_anew(entry: Any) -> bool:
    """Return whether an entry states a name; hardly any does, and asking each is quick."""
    return any(getattr(entry, name, None) is not None for name in _NAMES)


def _stated(plan: Plan, record: Record, as_at: date) -> dict[str, Any]:
    return {name: stated_as_at(plan, record, name, as_at) for name in _NAMES if name in HEADS[type(record)]}


def number_of_part(record: Record, part: Any) -> str:
    """Return the number by which readers know a finding, a clause or a recommendation: ``PA1:b``, or ``b`` alone.

    Args:
        record: the record that the part belongs to, its head as on the day.
        part: the part.
    """
    return ":".join(filter(None, (number_of(record), printed_id(part))))


_NAMES = ("title", "short", "ref")
