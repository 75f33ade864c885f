"""Rules about names: what an id refers to exists, and is one thing."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter

from actionplan.checks.rules import place, rule
from actionplan.model.ids import Id
from actionplan.model.layout import FOLDERS, KINDS, PLAN_FILE, records_of
from actionplan.model.problem import KeyPath, Problem, problem
from actionplan.model.records import Plan, Record
from actionplan.model.suggest import did_you_mean, listed
from actionplan.summary.fold import agreed_day, head_as_at, in_order
from actionplan.summary.meanings import ratings_known

Reference = tuple[Record | Plan, KeyPath, Id]
"""A record, the place in its file, and the id that stands there."""


@rule("E201")
def unknown_body(plan: Plan, today: date) -> Iterator[Problem]:
    """Owners, partners, groups, approvers, whoever an entry is `by`, and those whom the policy names are named by the
    id of a body that `plan.toml` declares under `[bodies.ID]`. A body's alias is for reading sources; in the files its
    id stands.
    """
    for record, keys, name in _bodies_named(plan):
        if name not in plan.bodies:
            on_key = keys[0] == "stances"
            fix = _body_meant(plan, name) or f"declare it in {PLAN_FILE}: [bodies.{name}]"
            where = place(plan, record, *keys, on_key=on_key)
            expected = f"one of {listed(plan.bodies)}" if plan.bodies else ""
            yield problem("E201", f'there is no body "{name}"', where, expected=expected, fix=fix)


@rule("E202", one_file=False)
def unknown_area(plan: Plan, today: date) -> Iterator[Problem]:
    """An action's `areas` are ids of files in `areas/`."""
    named = (
        (action, (*keys, index), area)
        for action in plan.actions
        for keys, areas in _head_and_entries(action, "areas")
        for index, area in enumerate(areas)
    )
    yield from _unknown(plan, "E202", "area", named, [area.id for area in plan.areas])


@rule("E203", one_file=False)
def unknown_action(plan: Plan, today: date) -> Iterator[Problem]:
    """What an action comes `after`, and what carries out a clause, are ids of files in `actions/`."""
    known = [action.id for action in plan.actions]
    yield from _unknown(plan, "E203", "action", _actions_named(plan), known)


@rule("E204")
def unknown_rating(plan: Plan, today: date) -> Iterator[Problem]:
    """A rating is one that `plan.toml` declares under `[ratings.ID]`, with what it means in this plan, or one of the
    `rating_preset` that it names.
    """
    for record in records_of(plan):
        for index, entry in enumerate(record.status):
            rating: Id | None = getattr(entry, "rating", None)
            if rating is not None:
                yield from _unknown_rating(plan, record, ("status", index, "rating"), rating)
    for index, computed in enumerate(plan.rating_rules):
        yield from _unknown_rating(plan, plan, ("rating_rules", index, "rating"), computed.rating)


def _unknown_rating(plan: Plan, record: Record | Plan, keys: KeyPath, rating: Id) -> Iterator[Problem]:
    known = ratings_known(plan)
    if rating not in known:
        expected = f"one of {listed(known)}" if known else ""
        fix = did_you_mean(rating, known)
        fix = fix or f"declare it in {PLAN_FILE}, with its meaning: [ratings.{rating}]"
        where = place(plan, record, *keys)
        yield problem("E204", f'there is no rating "{rating}"', where, expected=expected, fix=fix)


@rule("E205")
def unknown_clause(plan: Plan, today: date) -> Iterator[Problem]:
    """An entry's `clause` is the id of one of the resolution's `[[clauses]]`."""
    for resolution in plan.resolutions:
        known = [clause.id for clause in resolution.clauses]
        named: list[Reference] = [
            (resolution, ("status", index, "clause"), entry.clause)
            for index, entry in enumerate(resolution.status)
            if entry.clause is not None
        ]
        yield from _unknown(plan, "E205", "clause", named, known)


@rule("E206")
def unknown_entry(plan: Plan, today: date) -> Iterator[Problem]:
    """`corrects` names the `id` of another entry in the same file."""
    for record in records_of(plan):
        for index, entry in enumerate(record.status):
            if entry.corrects is not None:
                known = [other.id for other in record.status if other.id is not None and other is not entry]
                named: list[Reference] = [(record, ("status", index, "corrects"), entry.corrects)]
                fix = "" if known else 'give the entry that is put right a name: id = "..."'
                yield from _unknown(plan, "E206", "other entry", named, known, fix=fix)


@rule("E207", one_file=False)
def unknown_resolution(plan: Plan, today: date) -> Iterator[Problem]:
    """The `resolution` that granted an approval is the id of a file in `resolutions/`."""
    named = (
        (record, ("status", index, "approvals", number, "resolution"), approval.resolution)
        for record in records_of(plan)
        for index, entry in enumerate(record.status)
        for number, approval in enumerate(entry.approvals)
        if approval.resolution is not None
    )
    yield from _unknown(plan, "E207", "resolution", named, [resolution.id for resolution in plan.resolutions])


@rule("E208", one_file=False)
def id_used_twice(plan: Plan, today: date) -> Iterator[Problem]:
    """An id means one thing in a plan, whatever its kind, and is never used again: not for another file, not in another
    case of its letters (Windows and macOS keep one file of the two), and not once it stands under `formerly`.
    """
    seen: dict[str, str] = {}
    for record in records_of(plan):
        name = f"the {KINDS[type(record)]} {record.id}"
        if other := seen.get(record.id.lower()):
            where = place(plan, record)
            yield problem("E208", f'the id "{record.id}" is already that of {other}', where, fix="rename this file")
        seen.setdefault(record.id.lower(), name)
    for record in records_of(plan):
        name = f"the {KINDS[type(record)]} {record.id}"
        for index, former in enumerate(record.formerly):
            if other := seen.get(former.lower()):
                where = place(plan, record, "formerly", index)
                yield problem("E208", f'the id "{former}" is that of {other}', where, expected="an id not in use")
            seen.setdefault(former.lower(), f"{name}, formerly")


@rule("E209")
def id_used_twice_in_file(plan: Plan, today: date) -> Iterator[Problem]:
    """Within a file, each entry, finding and clause has an id of its own."""
    for record in records_of(plan):
        for name in ("status", "findings", "clauses"):
            seen: set[str] = set()
            for index, part in enumerate(getattr(record, name, ())):
                if part.id is not None and part.id in seen:
                    where = place(plan, record, name, index, "id")
                    yield problem("E209", f'the id "{part.id}" stands twice in this file', where, fix="give it another")
                seen.add(part.id)


@rule("E210")
def alias_used_twice(plan: Plan, today: date) -> Iterator[Problem]:
    """A name or alias belongs to one body only, or nobody could tell which is meant."""
    owners: dict[str, str] = {}
    ids: list[tuple[Id, KeyPath, str]] = [(body_id, (), body_id) for body_id in plan.bodies]
    names: list[tuple[Id, KeyPath, str]] = [(body_id, ("name",), body.name) for body_id, body in plan.bodies.items()]
    aliases: list[tuple[Id, KeyPath, str]] = [
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


@rule("E211", one_file=False)
def circle(plan: Plan, today: date) -> Iterator[Problem]:
    """No action waits, by way of others, for itself; no body is part of itself, or its own successor; no
    entry corrects one that corrects it.
    """
    after = {
        action.id: head_as_at(action, in_order(action.status, agreed_day(plan, action))).after
        for action in plan.actions
    }
    if found := _circle(after):
        action = next(action for action in plan.actions if action.id == found[0])
        stated = [
            (*keys, names.index(found[1])) for keys, names in _head_and_entries(action, "after") if found[1] in names
        ]
        who = "this action waits for itself" if len(found) == 2 else "these actions wait for each other"
        message, fix = f"{who}: {' after '.join(found)}", f'take one of them out of "after": "{found[1]}"'
        yield problem("E211", message, place(plan, action, *stated[-1]), fix=fix)
    for record in records_of(plan):
        corrections = {
            entry.id: (entry.corrects,)
            for entry in record.status
            if entry.id and entry.corrects != entry.id and entry.corrects
        }
        if found := _circle(corrections):
            index = next(index for index, entry in enumerate(record.status) if entry.id == found[0])
            where = place(plan, record, "status", index, "corrects")
            yield problem("E211", f"these entries correct each other: {' corrects '.join(found)}", where)
    for name in ("part_of", "successor"):
        up = {body_id: tuple(filter(None, [getattr(body, name)])) for body_id, body in plan.bodies.items()}
        if found := _circle(up):
            where = place(plan, plan, "bodies", found[0], name)
            yield problem("E211", f"{name} leads round in a circle: {' to '.join(found)}", where)


def _circle(edges: Mapping[Id, Iterable[Id]]) -> list[Id]:
    try:
        TopologicalSorter(edges).prepare()
    except CycleError as error:
        found: list[Id] = list(reversed(error.args[1]))
        start = found.index(min(found[:-1]))
        return [*found[start:-1], *found[:start], found[start]]
    return []


def _unknown(
    plan: Plan, code: str, kind: str, named: Iterable[Reference], known: Iterable[str], *, fix: str = ""
) -> Iterator[Problem]:
    """Say which references name nothing. What could not be read counts as known: it has a problem of its own."""
    known = list(known)
    spared = {unread.id for unread in plan.unread}
    if FOLDERS.get(kind) in {os.path.basename(unread.path) for unread in plan.unread if not unread.id}:
        return
    for record, keys, name in named:
        if name not in known and name not in spared:
            expected = f"one of {listed(known)}" if known else ""
            mend = did_you_mean(name, known) or fix
            yield problem(code, f'there is no {kind} "{name}"', place(plan, record, *keys), expected=expected, fix=mend)


def _head_and_entries(record: Record, name: str) -> Iterator[tuple[KeyPath, tuple[Id, ...]]]:
    """Give a field that holds a list of ids wherever a file states it."""
    yield (name,), getattr(record, name, None) or ()
    for index, entry in enumerate(record.status):
        yield ("status", index, name), getattr(entry, name, None) or ()


def _bodies_named(plan: Plan) -> Iterator[Reference]:
    for index, name in enumerate(plan.inspection.by if plan.inspection else ()):
        yield plan, ("inspection", "by", index), name
    for index, meeting in enumerate(plan.meetings):
        yield plan, ("meetings", index, "body"), meeting.body
    for body_id, body in plan.bodies.items():
        for key in ("part_of", "successor"):
            if name := getattr(body, key):
                yield plan, ("bodies", body_id, key), name
    for number, policy in enumerate(plan.policy):
        for index, name in enumerate(policy.redate_approvals):
            yield plan, ("policy", number, "redate_approvals", index), name
        if policy.redate_board is not None:
            yield plan, ("policy", number, "redate_board"), policy.redate_board
    for record in records_of(plan):
        yield from _bodies_of_record(record)


def _bodies_of_record(record: Record) -> Iterator[Reference]:
    for key in ("owner", "body", "group"):
        if name := getattr(record, key, None):
            yield record, (key,), name
    for keys, partners in _head_and_entries(record, "partners"):
        for index, name in enumerate(partners):
            yield record, (*keys, index), name
    for name in getattr(record, "stances", ()):
        yield record, ("stances", name), name
    for index, entry in enumerate(record.status):
        for key in ("by", "owner"):
            if name := getattr(entry, key, None):
                yield record, ("status", index, key), name
        for number, approval in enumerate(entry.approvals):
            yield record, ("status", index, "approvals", number, "by"), approval.by


def _actions_named(plan: Plan) -> Iterator[Reference]:
    for action in plan.actions:
        for keys, names in _head_and_entries(action, "after"):
            for index, name in enumerate(names):
                yield action, (*keys, index), name
    for resolution in plan.resolutions:
        for place_of_clause, clause in enumerate(resolution.clauses):
            for index, name in enumerate(clause.actions):
                yield resolution, ("clauses", place_of_clause, "actions", index), name
        for number, entry in enumerate(resolution.status):
            for index, name in enumerate(entry.actions or ()):
                yield resolution, ("status", number, "actions", index), name


def _body_meant(plan: Plan, name: str) -> str:
    for body_id, body in plan.bodies.items():
        if name.casefold() in (body.name.casefold(), *(alias.casefold() for alias in body.aliases)):
            return f'that is a name of the body "{body_id}": write its id'
    return did_you_mean(name, plan.bodies)


RULES = (
    unknown_body,
    unknown_area,
    unknown_action,
    unknown_rating,
    unknown_clause,
    unknown_entry,
    unknown_resolution,
    id_used_twice,
    id_used_twice_in_file,
    alias_used_twice,
    circle,
)
