"""Rules about names: what an id refers to exists, and is one thing."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any

from actionplan.checks.rules import place, rule
from actionplan.model.ids import Id, PartId
from actionplan.model.layout import FOLDERS, KINDS, NAMING, PARTS, PLAN_FILE, TAILS, dated_of, entries_of, records_of
from actionplan.model.problem import KeyPath, Problem, problem
from actionplan.model.records import Action, Plan, Record
from actionplan.model.suggest import did_you_mean, listed
from actionplan.summary.fold import agreed_day, head_as_at, in_order
from actionplan.summary.links import finding_meant
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
    """An action's and a risk's `areas`, and the `area` that a review speaks of, are ids of files in `areas/`."""
    yield from _unknown(plan, "E202", "area", _named(plan, "area"), [area.id for area in plan.areas])


@rule("E203", one_file=False)
def unknown_action(plan: Plan, today: date) -> Iterator[Problem]:
    """What an action comes `after`, what carries out a clause, answers what a review asks for or lessens a risk, are
    ids of files in `actions/`.
    """
    known = [action.id for action in plan.actions]
    yield from _unknown(plan, "E203", "action", _named(plan, "action"), known)


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
    """An entry's `clause` is the id of one of the resolution's `[[clauses]]`; so are an entry's `milestone` one of the
    action's `[[milestones]]`, and its `ask` one of the review's `[[asks]]`.
    """
    for record in records_of(plan):
        for name, parts in PARTS.items():
            known = [part.id for part in getattr(record, parts, ())]
            named: list[Reference] = [
                (record, (*keys, name), part)
                for keys, entry in entries_of(record)
                if (part := getattr(entry, name, None)) is not None
            ]
            yield from _unknown(plan, "E205", name, named, known)


@rule("E206")
def unknown_entry(plan: Plan, today: date) -> Iterator[Problem]:
    """`corrects` names the `id` of another entry in the same file."""
    for record in records_of(plan):
        for keys, entry in entries_of(record):
            if entry.corrects is not None:
                tail = getattr(record, str(keys[0]))
                known = [other.id for other in tail if other.id is not None and other is not entry]
                named: list[Reference] = [(record, (*keys, "corrects"), entry.corrects)]
                fix = "" if known else 'give the entry that is put right a name: id = "..."'
                yield from _unknown(plan, "E206", "other entry", named, known, fix=fix)


@rule("E207", one_file=False)
def unknown_resolution(plan: Plan, today: date) -> Iterator[Problem]:
    """The `resolution` that granted an approval is the id of a file in `resolutions/`."""
    named = (
        (record, (*keys, "approvals", number, "resolution"), approval.resolution)
        for record in records_of(plan)
        for keys, entry in dated_of(record)
        for number, approval in enumerate(entry.approvals)
        if approval.resolution is not None
    )
    yield from _unknown(plan, "E207", "resolution", named, [resolution.id for resolution in plan.resolutions])


@rule("E212", one_file=False)
def unknown_measure(plan: Plan, today: date) -> Iterator[Problem]:
    """The `measures` of an area or an action are ids of files in `measures/`."""
    known = [measure.id for measure in plan.measures]
    yield from _unknown(plan, "E212", "measure", _named(plan, "measure"), known)


@rule("E213", one_file=False)
def unknown_finding(plan: Plan, today: date) -> Iterator[Problem]:
    """The `findings` that an action answers are ids of `[[findings]]` in the files of areas, each `AREA:FINDING`; the
    finding's id alone means one of the action's primary area.
    """
    if _has_unread_folder(plan, "area"):
        return
    unread = {unread.id for unread in plan.unread}
    known = [f"{area.id}:{finding.id}" for area in plan.areas for finding in area.findings]
    for action, keys, name in _findings_named(plan):
        whole = finding_meant(name, action.areas)
        if whole not in known and whole.rpartition(":")[0] not in unread:
            expected = f"one of {listed(known)}" if known else "a finding under [[findings]] of an area"
            fix = did_you_mean(whole, known)
            yield problem(
                "E213", f'there is no finding "{whole}"', place(plan, action, *keys), expected=expected, fix=fix
            )


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
                is_twin = other.startswith(f"the {KINDS[type(record)]} ") and other.endswith(", formerly")
                fix = "these two are one record: actionplan resolve" if is_twin and name not in other else ""
                message = f'the id "{former}" is that of {other}'
                yield problem("E208", message, where, expected="an id not in use", fix=fix)
            seen.setdefault(former.lower(), f"{name}, formerly")


@rule("E209")
def id_used_twice_in_file(plan: Plan, today: date) -> Iterator[Problem]:
    """Within a file, each entry, finding, clause and the like has an id of its own."""
    for record in records_of(plan):
        for lists in (TAILS, *((name,) for name in ("findings", *PARTS.values()))):
            seen: set[str | None] = set()
            for name in lists:
                for index, part in enumerate(getattr(record, name, ())):
                    identifier = getattr(part, "id", None)
                    if identifier is not None and identifier in seen:
                        where = place(plan, record, name, index, "id")
                        message = f'the id "{identifier}" stands twice in this file'
                        yield problem("E209", message, where, fix="give it another")
                    seen.add(identifier)


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
            for _, entry in entries_of(record)
            if entry.id and entry.corrects != entry.id and entry.corrects
        }
        if found := _circle(corrections):
            keys = next(keys for keys, entry in entries_of(record) if entry.id == found[0])
            where = place(plan, record, *keys, "corrects")
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
    if _has_unread_folder(plan, kind):
        return
    for record, keys, name in named:
        if name not in known and name not in spared:
            expected = f"one of {listed(known)}" if known else ""
            mend = did_you_mean(name, known) or fix
            yield problem(code, f'there is no {kind} "{name}"', place(plan, record, *keys), expected=expected, fix=mend)


def _has_unread_folder(plan: Plan, kind: str) -> bool:
    """Say whether the records of a kind could not even be listed."""
    return FOLDERS.get(kind) in {os.path.basename(unread.path) for unread in plan.unread if not unread.id}


def _head_and_entries(record: Record, name: str) -> Iterator[tuple[KeyPath, tuple[Any, ...]]]:
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
    several = [*_head_and_entries(record, "partners"), (("by",), getattr(record, "by", ()))]
    yield from ((record, (*keys, index), name) for keys, names in several for index, name in enumerate(names))
    yield from ((record, ("stances", name), name) for name in getattr(record, "stances", ()))
    for keys, entry in dated_of(record):
        for key in ("by", "owner", "reported_to"):
            if name := getattr(entry, key, None):
                yield record, (*keys, key), name
        for number, approval in enumerate(entry.approvals):
            yield record, (*keys, "approvals", number, "by"), approval.by


_NAMERS = (*PARTS.values(), "area_outcomes", "findings", "status")
"""Lists of tables in which records are named, beside the head."""


def _named(plan: Plan, kind: str) -> Iterator[Reference]:
    """Give every naming of a record of one kind, but for those in approvals."""
    for record in records_of(plan):
        tables = [((name, index), table) for name in _NAMERS for index, table in enumerate(getattr(record, name, ()))]
        heads: list[tuple[KeyPath, Any]] = [((), record), *tables]
        for keys, table in heads:
            for key in NAMING[kind]:
                value = getattr(table, key, None)
                if isinstance(value, tuple):
                    yield from ((record, (*keys, key, index), name) for index, name in enumerate(value))
                elif value is not None:
                    yield record, (*keys, key), value


def _findings_named(plan: Plan) -> Iterator[tuple[Action, KeyPath, PartId]]:
    for action in plan.actions:
        for keys, findings in _head_and_entries(action, "findings"):
            yield from ((action, (*keys, index), name) for index, name in enumerate(findings))


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
    unknown_measure,
    unknown_finding,
    id_used_twice,
    id_used_twice_in_file,
    alias_used_twice,
    circle,
)
