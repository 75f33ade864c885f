"""What changed between two views of plans, sorted under the headings that minutes use.

A view is what was on record at some time, looked at as at a day. What changed is worked out from the two views alone,
so that nothing that changed is missing and nothing unchanged appears: every entry that is new in the later view stands
under at least one heading, and so does every figure that came out differently. `changes` has what is told of any
record, `since_action`, `since_measure` and the like what is told of one kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.as_known import agreed_day, cut_plan, is_recorded, with_only
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS
from actionplan.model.measures import Target
from actionplan.model.records import Action, Plan, Record, Unread
from actionplan.model.view import View
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.changes.actions import action_changes
from actionplan.summary.changes.measures import measure_changes
from actionplan.summary.changes.records import HEADINGS, Change, RecordPair, news, rest
from actionplan.summary.changes.risks_reviews import review_changes, risk_changes
from actionplan.summary.diff import plan_edits
from actionplan.summary.plans import needs_view
from actionplan.summary.timeline import up_to


def since(before: View, after: View) -> tuple[Change, ...]:
    """Return what changed between two views, in the order of `HEADINGS`, plans and ids.

    A view counts what was in force on its day or already recorded by then. To compare what a reader knew on two days,
    pass views with `known_at`. A new record is one change, whatever is in it. What could not be read in one view is not
    compared.

    Args:
        before: the earlier view.
        after: the later view; its plans are compared with those of the same id, or, if each view has one plan, with it.

    Example:
        >>> plans = load("examples/northshire-send")
        >>> march, april = date(2025, 3, 31), date(2025, 4, 30)
        >>> changes = since(plans.at(march, known_at=march), plans.at(april, known_at=april))
        >>> [change.record for change in changes if change.heading == "finished"]
        ['1.6', '4.9', '4.10', '5.11']
    """
    return difference(in_force(needs_view(before)), in_force(needs_view(after)))


def in_force(view: View) -> View:
    """Return a view whose plans hold only what was in force on its day, or recorded by then.

    Compared with the view of the same day and `known_at`, it shows what was not known on that day.
    """
    if view.known_at == view.day:
        return view
    plans = tuple(_in_force(plan, view.day) for plan in view.plans)
    return evolve(view.portfolio, plans=plans).at(view.day)


def _in_force(plan: Plan, day: date) -> Plan:
    def cut(record: Record) -> Record:
        kept = {
            *(id(placed.entry) for placed in up_to(record.status, day, agreed_day(plan, record))),
            *(id(placed.entry) for placed in up_to(getattr(record, "readings", ()), day)),
            *(id(target) for target in getattr(record, "targets", ()) if _is_set(target, day)),
        }
        return with_only(record, lambda entry: id(entry) in kept or is_recorded(entry, day))

    return cut_plan(plan, day, cut)


def _is_set(target: Target, day: date) -> bool:
    return target.on is None or (target.on.last is not None and target.on.last <= day)


def difference(before: View, after: View) -> tuple[Change, ...]:
    """Return the differences of two views whose plans hold no more than should be compared; see `since`."""
    changes: list[Change] = []
    for old, new in _plan_pairs(before, after):
        if new is not None:
            changes.extend(_plan(old, new, before.day, after.day))
        elif old is not None:
            changes.append(Change(heading="removed", plan=old.id, record=old.id, kind="plan", title=old.title))
    return tuple(sorted(changes, key=lambda change: HEADINGS.index(change.heading)))


def _plan_pairs(before: View, after: View) -> Iterator[tuple[Plan | None, Plan | None]]:
    """Yield each plan of either view with itself in the other; a single one is the same, whatever it calls itself."""
    ids = {plan.id for plan in after.plans}
    old = {plan.id: plan for plan in before.plans}
    if len(before.plans) == 1 == len(after.plans):
        old = {after.plans[0].id: before.plans[0]}
    for plan in after.plans:
        if plan.id in old or not before.unread:
            yield old.get(plan.id), plan
    if not after.unread:
        yield from ((plan, None) for name, plan in old.items() if name not in ids)


def _plan(before: Plan | None, after: Plan, start: date, until: date) -> Iterator[Change]:
    edits = plan_edits(before, after) if before is not None else ()
    if before is None:
        yield Change(heading="new", plan=after.id, record=after.id, kind="plan", title=after.title)
    for edit in edits:
        told = {"field": edit.field, "before": edit.before, "after": edit.after}
        yield Change(heading="changed", plan=after.id, record=after.id, kind="plan", title=after.title, **told)
    for kind in ("action", *(kind for kind in FOLDERS if kind != "action")):
        for old, new in _record_pairs(before, after, kind):
            if new is not None:
                pair = RecordPair(was_plan=before, plan=after, kind=kind, old=old, new=new, start=start, until=until)
                yield from _OF_KIND.get(kind, _other_changes)(pair)
            elif old is not None:
                title = old.title
                if before is not None and isinstance(old, Action):
                    title = summarise_in_plan(before, old, start).title
                yield Change(heading="removed", plan=after.id, record=old.id, kind=kind, title=title)


def _record_pairs(before: Plan | None, after: Plan, kind: str) -> Iterator[tuple[Any, Any]]:
    """Yield each record of either version with itself in the other, also where it was given another id."""
    old = {record.id: record for record in getattr(before, FOLDERS[kind])} if before is not None else {}
    new = {record.id: record for record in getattr(after, FOLDERS[kind])}
    for record in new.values():
        names = [record.id, *(name for name in record.formerly if name not in new)]
        found = next((old.pop(name) for name in names if name in old), None)
        if found is not None or before is None or not _is_unread(before.unread, kind, record.id):
            yield found, record
    yield from ((record, None) for record in old.values() if not _is_unread(after.unread, kind, record.id))


def _is_unread(unread: Iterable[Unread], kind: str, name: Id) -> bool:
    """Return whether a record, or the whole folder of its kind, could not be read."""
    folder = FOLDERS[kind]
    paths = [(file.path.replace("\\", "/").split("/"), file.id) for file in unread]
    return any(path[-1] == folder or (path[-2:-1] == [folder] and known == name) for path, known in paths)


def _other_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield the changes of an area or a resolution: that it is new, what was edited, and what its history got."""
    make = pair.maker(pair.new.title)
    found = news(pair, make)
    changes = [*([make("new")] if pair.old is None else []), *found.edits]
    yield from changes
    yield from rest(pair, found, make, changes)


_OF_KIND: Mapping[str, Callable[[RecordPair], Iterator[Change]]] = {
    "action": action_changes,
    "measure": measure_changes,
    "risk": risk_changes,
    "review": review_changes,
}
