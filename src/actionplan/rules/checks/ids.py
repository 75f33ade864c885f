"""Rules about ids and names: each means one thing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.kinds import KINDS, TAILS
from actionplan.model.measures import Measure
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Area, Plan, Record, Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E208", one_file=False)
def id_used_twice(view: CheckContext) -> Iterator[RuleFault]:
    """An id means one thing in a plan, whatever its kind, and is never used again: not for another file, not in another
    case of its letters (Windows and macOS keep one file of the two), and not once it stands under `formerly`.
    """
    seen: dict[str, str] = {}
    for record in view.records:
        name = f"the {KINDS[type(record)]} {record.id}"
        if other := seen.get(record.id.lower()):
            yield fault(f'the id "{record.id}" is already that of {other}', record, fix="rename this file")
        seen.setdefault(record.id.lower(), name)
    for record in view.records:
        for index, former in enumerate(record.formerly):
            name = f"the {KINDS[type(record)]} {record.id}"
            if other := seen.get(former.lower()):
                is_twin = other.startswith(f"the {KINDS[type(record)]} ") and other.endswith(", formerly")
                fix = "these two are one record: actionplan resolve" if is_twin and name not in other else ""
                message = f'the id "{former}" is that of {other}'
                yield fault(message, record, "formerly", index, expected="an id not in use", fix=fix)
            seen.setdefault(former.lower(), f"{name}, formerly")


_WITH_IDS: Mapping[type, tuple[tuple[str, ...], ...]] = {
    Area: (TAILS, ("findings",)),
    Action: (TAILS, ("milestones",)),
    Resolution: (TAILS, ("clauses",)),
    Measure: (TAILS,),
    Risk: (TAILS,),
    Review: (TAILS, ("findings",), ("asks",)),
}
"""Lists of what has an id of its own, by the type of record: tails share their ids, and no others do."""


@rule("E209")
def id_used_twice_in_file(view: CheckContext) -> Iterator[RuleFault]:
    """Within a file, each entry, finding, clause and the like has an id of its own."""
    for record in view.records:
        for lists in _WITH_IDS[type(record)]:
            parts = [(name, getattr(record, name, ())) for name in lists]
            ids = [part.id for _, those in parts for part in those if part.id is not None]
            if len(set(ids)) < len(ids):
                yield from _twice_in_file(record, parts)


def _twice_in_file(record: Record, parts: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[RuleFault]:
    seen: set[str] = set()
    for name, those in parts:
        for index, part in enumerate(those):
            if part.id is not None and part.id in seen:
                message = f'the id "{part.id}" stands twice in this file'
                yield fault(message, record, name, index, "id", fix="give it another")
            seen.add(part.id)


@rule("E210")
def alias_used_twice(view: CheckContext) -> Iterator[RuleFault]:
    """A name or alias belongs to one body only, or nobody could tell which is meant."""
    plan = view.plan
    owners: dict[str, str] = {}
    for body_id, keys, name in _names_of_bodies(plan):
        other = owners.setdefault(name.casefold(), body_id)
        if other != body_id:
            fix = "leave it to the one that bears it"
            yield fault(f'"{name}" is already a name of the body "{other}"', plan, "bodies", body_id, *keys, fix=fix)


def _names_of_bodies(plan: Plan) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield the ids, names and aliases of bodies, each with the body's id and the way to it from there.

    Aliases come last, so that of an alias and another body's name the alias is the one at fault.
    """
    yield from ((body_id, (), body_id) for body_id in plan.bodies)
    yield from ((body_id, ("name",), body.name) for body_id, body in plan.bodies.items())
    for body_id, body in plan.bodies.items():
        yield from ((body_id, ("aliases", index), alias) for index, alias in enumerate(body.aliases))
