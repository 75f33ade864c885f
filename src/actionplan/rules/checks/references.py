"""Rules about names: what an id refers to exists, and is one thing."""

import os
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import fields

from actionplan.model.fields import names_of, tables_in
from actionplan.model.ids import Id, PartId
from actionplan.model.kinds import FOLDERS, FROM_FOLDER, PARTS, TAILS, dated_of
from actionplan.model.problem import KeyPath
from actionplan.model.ratings import ratings_known
from actionplan.model.records import Action, Plan, Record
from actionplan.model.suggest import for_the_first, listed, nearest_of
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.links import finding_meant

Reference = tuple[Record | Plan, KeyPath, Id]
"""A record, a place in its file, and the id at that place."""


@rule("E201")
def unknown_body(view: CheckContext) -> Iterator[RuleFault]:
    """Owners, partners, groups, approvers, the body in `by` of an entry, and the bodies of the policy are named by the
    id of a body that `plan.toml` declares under `[bodies.ID]`. Aliases are for reading sources; files use the id.
    """
    plan = view.plan
    expected = f"one of {listed(plan.bodies)}" if plan.bodies else ""
    body_meant = for_the_first(partial(_body_meant, plan))
    for record, keys, name in _bodies_named(view):
        if name not in plan.bodies:
            on_key = "stances" in keys
            fix = body_meant(name) or f'actionplan new body {name} --name "..." --kind KIND'
            yield fault(f'there is no body "{name}"', record, *keys, expected=expected, fix=fix, on_key=on_key)


@rule("E202", one_file=False)
def unknown_area(view: CheckContext) -> Iterator[RuleFault]:
    """An action's, a risk's and a clause's `areas`, and the `area` that a review speaks of, are ids of files in
    `areas/`.
    """
    yield from _unknown(view, "area", _named(view, "area"), [area.id for area in view.plan.areas])


@rule("E203", one_file=False)
def unknown_action(view: CheckContext) -> Iterator[RuleFault]:
    """What an action comes `after`, what carries out a clause, carries out a recommendation or lessens a risk, are
    ids of files in `actions/`.
    """
    known = [action.id for action in view.plan.actions]
    yield from _unknown(view, "action", _named(view, "action"), known)


@rule("E261", one_file=False)
def unknown_review(view: CheckContext) -> Iterator[RuleFault]:
    """What a notice `replaces` are ids of files in `reviews/`."""
    known = [review.id for review in view.plan.reviews]
    yield from _unknown(view, "review", _named(view, "review"), known)


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
    expected, nearest = f"one of {listed(known)}" if known else "", nearest_of(known)
    for record, keys, rating in named:
        fix = nearest(rating) or f'actionplan new rating {rating} --label "..." --meaning "..."'
        yield fault(f'there is no rating "{rating}"', record, *keys, expected=expected, fix=fix)


@rule("E205")
def unknown_clause(view: CheckContext) -> Iterator[RuleFault]:
    """An entry's `clause` is the id of one of the resolution's `[[clauses]]`; so are an entry's `milestone` one of the
    action's `[[milestones]]`, and its `recommendation` one of the review's
    `[[recommendations]]`.
    """
    for name, parts in PARTS.items():
        for record, stating in groupby(view.stating(name), key=itemgetter(0)):
            known = [part.id for part in getattr(record, parts)]
            named = [(record, (*keys, name), getattr(entry, name)) for _, keys, entry in stating]
            yield from _unknown(view, name, named, known)


@rule("E206")
def unknown_entry(view: CheckContext) -> Iterator[RuleFault]:
    """`corrects` names the `id` of another entry in the same file."""
    for (record, tail), group in groupby(view.stating("corrects"), key=lambda place: (place[0], str(place[1][0]))):
        counts = Counter(entry.id for entry in getattr(record, tail) if entry.id is not None)
        expected, nearest = f"one of {listed(counts)}" if counts else "", nearest_of(counts)
        for _, keys, entry in group:
            is_itself = entry.corrects == entry.id
            if counts[entry.corrects] == int(is_itself):
                fix = nearest(entry.corrects) or ("" if counts else 'give the entry to correct a name: id = "..."')
                fix = "name the entry to correct: none can correct itself" if is_itself else fix
                message = f'there is no other entry "{entry.corrects}"'
                yield fault(message, record, *keys, "corrects", expected=expected, fix=fix)


@rule("E207", one_file=False)
def unknown_resolution(view: CheckContext) -> Iterator[RuleFault]:
    """The `resolution` that granted an approval, and the `resolutions` that carry out a clause, are ids of files in
    `resolutions/`.
    """
    known = [resolution.id for resolution in view.plan.resolutions]
    yield from _unknown(view, "resolution", _named(view, "resolution"), known)


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
    there, nearest = set(known), nearest_of(known)
    expected = f"one of {listed(known)}" if known else "a finding under [[findings]] of an area"
    for action, keys, name in _named(view, "finding"):
        assert isinstance(action, Action)
        whole = finding_meant(PartId(name), action.areas)
        if whole not in there and whole.rpartition(":")[0] not in unread:
            yield fault(f'there is no finding "{whole}"', action, *keys, expected=expected, fix=nearest(whole))


def _unknown(view: CheckContext, kind: str, named: Iterable[Reference], known: Iterable[str]) -> Iterator[RuleFault]:
    """Return which references name nothing. What could not be read counts as known: it has a problem of its own."""
    known = tuple(known)
    there = {*known, *(unread.id for unread in view.plan.unread)}
    if _has_unread_folder(view.plan, kind):
        return
    expected, nearest = f"one of {listed(known)}" if known else "", nearest_of(known)
    records = getattr(view.plan, FOLDERS.get(kind, ""), ())
    heirs = {old: record.id for record in records for old in getattr(record, "formerly", ())}
    for record, keys, name in named:
        if name not in there:
            own = "" if isinstance(record, Plan) else record.id
            likely = "" if own and f'"{own}"' in nearest(name) else nearest(name)
            fix = f"it is {heirs[name]} now; put that in: actionplan resolve" if name in heirs else likely
            yield fault(f'there is no {kind} "{name}"', record, *keys, expected=expected, fix=fix)


def _has_unread_folder(plan: Plan, kind: str) -> bool:
    """Return whether the records of a kind could not even be listed."""
    return FOLDERS.get(kind) in {os.path.basename(unread.path) for unread in plan.unread if not unread.id}


def lists_stated(history: History, name: str) -> Iterator[tuple[KeyPath, tuple[Any, ...]]]:
    """Yield a field that holds a list of ids wherever a file states it: in its head, and in entries."""
    yield (name,), getattr(history.record, name, None) or ()
    for _, keys, entry in history.stating:
        if stated := getattr(entry, name, None):
            yield (*keys, name), stated


def _bodies_named(view: CheckContext) -> Iterator[Reference]:
    """Yield every place that names a body; an action's reports are passed over where all are by known bodies."""
    plan = view.plan
    yield from ((plan, keys, name) for keys, name in _names_in(plan, "body"))
    known: Container[Id | None] = {*plan.bodies, None}
    for history in view.histories:
        record = history.record
        yield from ((record, keys, name) for keys, name in _names_in(record, "body"))
        is_known = isinstance(record, Action) and all(by in known for by in history.bodies)
        naming = ((keys, entry) for _, keys, entry in history.stating) if is_known else dated_of(record)
        for keys, entry in naming:
            yield from ((record, place, name) for place, name in _names_in(entry, "body", keys))


def _named(view: CheckContext, kind: str) -> Iterator[Reference]:
    """Yield every place that names a record, or a finding, of one kind."""
    for history in view.histories:
        record = history.record
        yield from ((record, keys, name) for keys, name in _names_in(record, kind))
        for _, keys, entry in history.stating:
            yield from ((record, place, name) for place, name in _names_in(entry, kind, keys))


def _names_in(table: Any, kind: str, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, Id]]:
    """Yield each id of one kind in a table and in the tables inside it, with its place; histories are left out."""
    class_: Any = type(table)
    own, inner = _naming_fields(class_, kind)
    for key in own:
        value = getattr(table, key)
        if isinstance(value, str):
            yield (*keys, key), value  # type: ignore[misc]  # every field that names something holds ids
        elif isinstance(value, Mapping):
            yield from (((*keys, key, name), name) for name in value)
        else:
            yield from (((*keys, key, index), name) for index, name in enumerate(value or ()))
    for key in inner:
        value = getattr(table, key)
        if isinstance(value, tuple | Mapping):
            items: Iterable[tuple[Any, Any]] = value.items() if isinstance(value, Mapping) else enumerate(value)
            for at, part in items:
                yield from _names_in(part, kind, (*keys, key, at))
        elif value is not None:
            yield from _names_in(value, kind, (*keys, key))


@cache
def _naming_fields(table: Any, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of a class that hold ids of one kind, and those that hold tables with such fields."""
    own = tuple(name for name, named in names_of(table).items() if named == kind)
    inner = {each.name: tables_in(each.type) for each in fields(table) if each.name not in {*TAILS, *FROM_FOLDER}}
    return own, tuple(name for name, kinds in inner.items() if any(any(_naming_fields(each, kind)) for each in kinds))


def _body_meant(plan: Plan, name: str) -> str:
    from actionplan.input.names import read_body
    from actionplan.input.unclear import Unclear, suggestion

    body = read_body(name, plan.bodies)
    if not isinstance(body, Unclear):
        return f'that is a name of the body "{body}": write its id'
    return suggestion(body._replace(choices=tuple((name, "") for name, _ in body.choices)))
