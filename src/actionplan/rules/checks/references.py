"""Rules about names: what an id refers to exists, and is one thing."""

import os
from collections.abc import Container, Iterable, Iterator
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import fields_dict

from actionplan.model.ids import Id, PartId
from actionplan.model.kinds import FOLDERS, NAMING, PARTS, PLAN_FILE, dated_of
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action, Plan, Record
from actionplan.model.suggest import did_you_mean, listed
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.effective import ratings_known
from actionplan.summary.links import finding_meant

Reference = tuple[Record | Plan, KeyPath, Id]
"""A record, the place in its file, and the id that stands there."""


@rule("E201")
def unknown_body(view: CheckContext) -> Iterator[RuleFault]:
    """Owners, partners, groups, approvers, whoever an entry is `by`, and those whom the policy names are named by the
    id of a body that `plan.toml` declares under `[bodies.ID]`. A body's alias is for reading sources; in the files its
    id stands.
    """
    plan = view.plan
    for record, keys, name in _bodies_named(view):
        if name not in plan.bodies:
            on_key = keys[0] == "stances"
            fix = _body_meant(plan, name) or f"declare it in {PLAN_FILE}: [bodies.{name}]"
            expected = f"one of {listed(plan.bodies)}" if plan.bodies else ""
            yield fault(f'there is no body "{name}"', record, *keys, expected=expected, fix=fix, on_key=on_key)


@rule("E202", one_file=False)
def unknown_area(view: CheckContext) -> Iterator[RuleFault]:
    """An action's and a risk's `areas`, and the `area` that a review speaks of, are ids of files in `areas/`."""
    yield from _unknown(view, "area", _named(view, "area"), [area.id for area in view.plan.areas])


@rule("E203", one_file=False)
def unknown_action(view: CheckContext) -> Iterator[RuleFault]:
    """What an action comes `after`, what carries out a clause, answers what a review asks for or lessens a risk, are
    ids of files in `actions/`.
    """
    known = [action.id for action in view.plan.actions]
    yield from _unknown(view, "action", _named(view, "action"), known)


@rule("E204")
def unknown_rating(view: CheckContext) -> Iterator[RuleFault]:
    """A rating is one that `plan.toml` declares under `[ratings.ID]`, with what it means in this plan, or one of the
    `rating_preset` that it names.
    """
    known = ratings_known(view.plan)
    of_actions = [history.record for history in view.actions if not history.ratings <= {*known, None}]
    rated: tuple[Any, ...] = (*view.plan.areas, *of_actions)
    named: list[Reference] = [
        (record, ("status", index, "rating"), entry.rating)
        for record in rated
        for index, entry in enumerate(record.status)
        if entry.rating is not None and entry.rating not in known
    ]
    named += [
        (view.plan, ("rating_rules", index, "rating"), computed.rating)
        for index, computed in enumerate(view.plan.rating_rules)
        if computed.rating not in known
    ]
    for record, keys, rating in named:
        expected = f"one of {listed(known)}" if known else ""
        fix = did_you_mean(rating, known)
        fix = fix or f"declare it in {PLAN_FILE}, with its meaning: [ratings.{rating}]"
        yield fault(f'there is no rating "{rating}"', record, *keys, expected=expected, fix=fix)


@rule("E205")
def unknown_clause(view: CheckContext) -> Iterator[RuleFault]:
    """An entry's `clause` is the id of one of the resolution's `[[clauses]]`; so are an entry's `milestone` one of the
    action's `[[milestones]]`, and its `ask` one of the review's `[[asks]]`.
    """
    for name, parts in PARTS.items():
        for record, stating in groupby(view.stating(name), key=itemgetter(0)):
            known = [part.id for part in getattr(record, parts)]
            named = [(record, (*keys, name), getattr(entry, name)) for _, keys, entry in stating]
            yield from _unknown(view, name, named, known)


@rule("E206")
def unknown_entry(view: CheckContext) -> Iterator[RuleFault]:
    """`corrects` names the `id` of another entry in the same file."""
    for record, keys, entry in view.stating("corrects"):
        tail = getattr(record, str(keys[0]))
        if any(other.id == entry.corrects and other is not entry for other in tail):
            continue
        known = [other.id for other in tail if other.id is not None and other is not entry]
        named: list[Reference] = [(record, (*keys, "corrects"), entry.corrects)]
        fix = "" if known else 'give the entry that is put right a name: id = "..."'
        yield from _unknown(view, "other entry", named, known, fix=fix)


@rule("E207", one_file=False)
def unknown_resolution(view: CheckContext) -> Iterator[RuleFault]:
    """The `resolution` that granted an approval is the id of a file in `resolutions/`."""
    named = (
        (record, (*keys, "approvals", number, "resolution"), approval.resolution)
        for record, keys, entry in view.stating("approvals")
        for number, approval in enumerate(entry.approvals)
        if approval.resolution is not None
    )
    known = [resolution.id for resolution in view.plan.resolutions]
    yield from _unknown(view, "resolution", named, known)


@rule("E212", one_file=False)
def unknown_measure(view: CheckContext) -> Iterator[RuleFault]:
    """The `measures` of an area or an action are ids of files in `measures/`."""
    known = [measure.id for measure in view.plan.measures]
    yield from _unknown(view, "measure", _named(view, "measure"), known)


@rule("E213", one_file=False)
def unknown_finding(view: CheckContext) -> Iterator[RuleFault]:
    """The `findings` that an action answers are ids of `[[findings]]` in the files of areas, each `AREA:FINDING`; the
    finding's id alone means one of the action's primary area.
    """
    plan = view.plan
    if _has_unread_folder(plan, "area"):
        return
    unread = {unread.id for unread in plan.unread}
    known = [f"{area.id}:{finding.id}" for area in plan.areas for finding in area.findings]
    there = set(known)
    for action, keys, name in _findings_named(view):
        whole = finding_meant(name, action.areas)
        if whole not in there and whole.rpartition(":")[0] not in unread:
            expected = f"one of {listed(known)}" if known else "a finding under [[findings]] of an area"
            fix = did_you_mean(whole, known)
            yield fault(f'there is no finding "{whole}"', action, *keys, expected=expected, fix=fix)


def _unknown(
    view: CheckContext, kind: str, named: Iterable[Reference], known: Iterable[str], *, fix: str = ""
) -> Iterator[RuleFault]:
    """Return which references name nothing. What could not be read counts as known: it has a problem of its own."""
    known = tuple(known)
    there = {*known, *(unread.id for unread in view.plan.unread)}
    if _has_unread_folder(view.plan, kind):
        return
    for record, keys, name in named:
        if name not in there:
            expected = f"one of {listed(known)}" if known else ""
            likely = did_you_mean(name, known) or fix
            yield fault(f'there is no {kind} "{name}"', record, *keys, expected=expected, fix=likely)


def _has_unread_folder(plan: Plan, kind: str) -> bool:
    """Return whether the records of a kind could not even be listed."""
    return FOLDERS.get(kind) in {os.path.basename(unread.path) for unread in plan.unread if not unread.id}


@cache
def _keys_of(kind: Any, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of some keys that tables of a kind have."""
    return tuple(key for key in keys if key in fields_dict(kind))


def lists_stated(history: History, name: str) -> Iterator[tuple[KeyPath, tuple[Any, ...]]]:
    """Yield a field that holds a list of ids wherever a file states it: in its head, and in entries."""
    yield (name,), getattr(history.record, name, None) or ()
    for _, keys, entry in history.stating:
        if stated := getattr(entry, name, None):
            yield (*keys, name), stated


def _bodies_named(view: CheckContext) -> Iterator[Reference]:
    plan = view.plan
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
    known: Container[Id | None] = {*plan.bodies, None}
    for history in view.histories:
        yield from _bodies_of_record(history, known)


def _bodies_of_record(history: History, known: Container[Id | None]) -> Iterator[Reference]:
    """Yield the bodies that a file names; the reports of an action are passed over where all are by known ones."""
    record = history.record
    kind: Any = type(record)
    for key in _keys_of(kind, ("owner", "body", "group")):
        if name := getattr(record, key):
            yield record, (key,), name
    several = [*lists_stated(history, "partners"), (("by",), getattr(record, "by", ()))]
    yield from ((record, (*keys, index), name) for keys, names in several for index, name in enumerate(names))
    yield from ((record, ("stances", name), name) for name in getattr(record, "stances", ()))
    is_known = isinstance(record, Action) and all(by in known for by in history.bodies)
    naming = ((keys, entry) for _, keys, entry in history.stating) if is_known else dated_of(record)
    for keys, entry in naming:
        for key in ("by", "owner", "reported_to"):
            if name := getattr(entry, key, None):
                yield record, (*keys, key), name
        for number, approval in enumerate(entry.approvals):
            yield record, (*keys, "approvals", number, "by"), approval.by


_NAMERS = ("clauses", "asks", "area_outcomes", "findings")
"""Lists of tables in which records are named, beside the head and the history."""


def _named(view: CheckContext, kind: str) -> Iterator[Reference]:
    """Yield every naming of a record of one kind, but for those in approvals."""
    for history in view.histories:
        record = history.record
        tables: list[tuple[KeyPath, Any]] = [((), record)]
        if not isinstance(record, Action):  # its findings are those of areas
            parts = ((name, part) for name in _NAMERS for part in enumerate(getattr(record, name, ())))
            tables += [((name, index), table) for name, (index, table) in parts]
        tables += [(keys, entry) for _, keys, entry in history.stating if keys[0] == "status"]
        for keys, table in tables:
            table_kind: Any = type(table)
            for key in _keys_of(table_kind, NAMING[kind]):
                value = getattr(table, key)
                if isinstance(value, tuple):
                    yield from ((record, (*keys, key, index), name) for index, name in enumerate(value))
                elif value is not None:
                    yield record, (*keys, key), value


def _findings_named(view: CheckContext) -> Iterator[tuple[Action, KeyPath, PartId]]:
    for history in view.actions:
        for keys, findings in lists_stated(history, "findings"):
            yield from ((history.record, (*keys, index), name) for index, name in enumerate(findings))


def _body_meant(plan: Plan, name: str) -> str:
    for body_id, body in plan.bodies.items():
        if name.casefold() in (body.name.casefold(), *(alias.casefold() for alias in body.aliases)):
            return f'that is a name of the body "{body_id}": write its id'
    return did_you_mean(name, plan.bodies)
