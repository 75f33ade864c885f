"""Rules about ids and names: each belongs to one thing only."""

from collections.abc import Iterator

from actionplan.model.kinds import KINDS, PARTS, TAILS
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan
from actionplan.rules.checks.context import CheckContext, items_of
from actionplan.rules.checks.registry import RuleFault, fault, rule


@rule("E208", one_file=False)
def id_used_twice(view: CheckContext) -> Iterator[RuleFault]:
    """No two records of a plan have the same id, whatever their kind, and an id is never used again for another record.
    This includes ids that differ only in capital letters (Windows and macOS keep one file for both) and ids listed
    under `formerly`.
    """
    users: dict[str, str] = {}
    for record in view.records:
        user = users.setdefault(record.id.lower(), name := f"the {KINDS[type(record)]} {record.id}")
        if user is not name:
            yield fault(f'the id "{record.id}" is already that of {user}', record, fix="rename this file")
    for record, keys, former in items_of(view.records, "formerly"):
        kind = KINDS[type(record)]
        user = users.setdefault(former.lower(), name := f"the {kind} {record.id}, formerly")
        if user is not name:
            is_former = user.endswith(", formerly")
            is_same = user.startswith(f"the {kind} ") and is_former and user != name
            fix = "these two are one record: actionplan resolve" if is_same else ""
            fix = fix if is_former else "it finds that record now; take it out here: actionplan resolve"
            yield fault(f'the id "{former}" is that of {user}', record, *keys, expected="an id not in use", fix=fix)


@rule("E209", fix="give it another")
def id_used_twice_in_file(view: CheckContext) -> Iterator[RuleFault]:
    """Within a file no two entries, no two findings, no two clauses and so on have the same id."""
    for record in view.records:
        findings = () if isinstance(record, Action) else ("findings",)  # those of an action are ids of areas' findings
        for lists in (TAILS, findings, ("amendments",), *zip(PARTS.values(), strict=True)):
            ids = [item.id for name in lists for item in getattr(record, name, ()) if item.id is not None]
            seen: set[str | None] = set()
            for _, keys, item in items_of([record], *lists) if len(set(ids)) < len(ids) else ():
                if item.id in seen:
                    yield fault(f'the id "{item.id}" is used twice in this file', record, *keys, "id")
                seen |= {item.id} - {None}


@rule("E210", fix="remove it here, or choose another name")
def alias_used_twice(view: CheckContext) -> Iterator[RuleFault]:
    """No two bodies share a name or alias; otherwise it would be ambiguous."""
    owners: dict[str, str] = {}
    for body_id, keys, name in _names_of_bodies(view.plan):
        other = owners.setdefault(name.casefold(), body_id)
        if other != body_id:
            yield fault(f'"{name}" is already a name of the body "{other}"', view.plan, "bodies", body_id, *keys)


def _names_of_bodies(plan: Plan) -> Iterator[tuple[str, KeyPath, str]]:
    """Yield each body's id, with the path from the body to one of its names, and the name.

    Aliases come last: if an alias equals another body's name, the alias is the fault.
    """
    yield from ((body_id, (), body_id) for body_id in plan.bodies)
    yield from ((body_id, ("name",), body.name) for body_id, body in plan.bodies.items())
    for body_id, body in plan.bodies.items():
        yield from ((body_id, ("aliases", index), alias) for index, alias in enumerate(body.aliases))
