"""Rules about ids and names: each means one thing."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.kinds import KINDS, TAILS
from actionplan.model.measures import Measure
from actionplan.model.problem import KeyPath, Problem, problem
from actionplan.model.records import Action, Area, Plan, Record, Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.rules.checks.context import View
from actionplan.rules.checks.registry import place, rule


@rule("E208", one_file=False)
def id_used_twice(view: View) -> Iterator[Problem]:
    """An id means one thing in a plan, whatever its kind, and is never used again: not for another file, not in another
    case of its letters (Windows and macOS keep one file of the two), and not once it stands under `formerly`.
    """
    plan = view.plan
    seen: dict[str, str] = {}
    for record in view.records:
        name = f"the {KINDS[type(record)]} {record.id}"
        if other := seen.get(record.id.lower()):
            where = place(plan, record)
            yield problem("E208", f'the id "{record.id}" is already that of {other}', where, fix="rename this file")
        seen.setdefault(record.id.lower(), name)
    for record in view.records:
        for index, former in enumerate(record.formerly):
            name = f"the {KINDS[type(record)]} {record.id}"
            if other := seen.get(former.lower()):
                where = place(plan, record, "formerly", index)
                is_twin = other.startswith(f"the {KINDS[type(record)]} ") and other.endswith(", formerly")
                fix = "these two are one record: actionplan resolve" if is_twin and name not in other else ""
                message = f'the id "{former}" is that of {other}'
                yield problem("E208", message, where, expected="an id not in use", fix=fix)
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
def id_used_twice_in_file(view: View) -> Iterator[Problem]:
    """Within a file, each entry, finding, clause and the like has an id of its own."""
    for record in view.records:
        for lists in _WITH_IDS[type(record)]:
            parts = [(name, getattr(record, name, ())) for name in lists]
            ids = [part.id for _, those in parts for part in those if part.id is not None]
            if len(set(ids)) < len(ids):
                yield from _twice_in_file(view.plan, record, parts)


def _twice_in_file(plan: Plan, record: Record, parts: Iterable[tuple[str, Iterable[Any]]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name, those in parts:
        for index, part in enumerate(those):
            if part.id is not None and part.id in seen:
                where = place(plan, record, name, index, "id")
                message = f'the id "{part.id}" stands twice in this file'
                yield problem("E209", message, where, fix="give it another")
            seen.add(part.id)


@rule("E210")
def alias_used_twice(view: View) -> Iterator[Problem]:
    """A name or alias belongs to one body only, or nobody could tell which is meant."""
    plan = view.plan
    owners: dict[str, str] = {}
    ids: list[tuple[str, KeyPath, str]] = [(body_id, (), body_id) for body_id in plan.bodies]
    names: list[tuple[str, KeyPath, str]] = [(body_id, ("name",), body.name) for body_id, body in plan.bodies.items()]
    aliases: list[tuple[str, KeyPath, str]] = [
        (body_id, ("aliases", index), alias)
        for body_id, body in plan.bodies.items()
        for index, alias in enumerate(body.aliases)
    ]
    # Aliases come last, so that of an alias and another body's name the alias is the one at fault.
    for body_id, keys, name in (*ids, *names, *aliases):
        other = owners.setdefault(name.casefold(), body_id)
        if other != body_id:
            where = place(plan, plan, "bodies", body_id, *keys)
            fix = "leave it to the one that bears it"
            yield problem("E210", f'"{name}" is already a name of the body "{other}"', where, fix=fix)


RULES = (id_used_twice, id_used_twice_in_file, alias_used_twice)
