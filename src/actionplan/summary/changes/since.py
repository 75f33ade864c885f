"""Changes between two views of plans, under the headings of minutes.

A view is what was on record at some time, as at a day. Changes are worked out from the two views alone. Invariant: each
entry that is new in the later view is under at least one heading, and so is each figure that differs; nothing else is.
`records` has the changes of records of every kind, the modules beside it those of one kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, cut_plan, is_recorded, with_only
from actionplan.model.checked import checks_arguments
from actionplan.model.entries import AreaEntry
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PUBLISHED
from actionplan.model.measures import Target
from actionplan.model.records import Plan, Record, Unread
from actionplan.model.view import View
from actionplan.model.vocabulary import AreaState
from actionplan.summary.actions import ActionSummary, summarise_some
from actionplan.summary.changes.actions import action_changes
from actionplan.summary.changes.coming import coming_changes, without_coming
from actionplan.summary.changes.heads import corrections, head_news
from actionplan.summary.changes.measures import measure_changes
from actionplan.summary.changes.parts import resolution_changes
from actionplan.summary.changes.records import HEADINGS, Change, News, RecordPair, last_stating, news, rest
from actionplan.summary.changes.risks_reviews import review_changes, risk_changes
from actionplan.summary.diff import plan_edits
from actionplan.summary.measures.measure import MeasureSummary
from actionplan.summary.measures.measures import measures_in_plan
from actionplan.summary.standing import stood_down_by
from actionplan.summary.timeline import listed_up_to, stated_as_at


@frozen(kw_only=True, eq=False)
class Side:
    """A plan in one of two views, with what is worked out only once however many others it is compared with.

    Attributes:
        plan: the plan, with only what is compared.
        day: the day of the view.
    """

    plan: Plan
    day: date

    @cached_property
    def actions(self) -> Mapping[Id, ActionSummary]:
        """The status of every action on the day, by its id."""
        return {each.id: each for each in summarise_some(self.plan, self.plan.actions, self.day)}

    @cached_property
    def measures(self) -> Mapping[Id, MeasureSummary]:
        """The status of every measure on the day, by its id."""
        return {each.id: each for each in measures_in_plan(self.plan, self.plan.measures, self.day)}


@checks_arguments
def since(before: View, after: View) -> tuple[Change, ...]:
    """Return the changes between two views, in the order of `HEADINGS`, plans and ids.

    A view counts entries that were in force on its day or already recorded by then. To compare what a reader knew on
    two days, pass views with `known_at`. A new record is one change, whatever is in it. Files that could not be read in
    one of the views are not compared.

    Args:
        before: the earlier view.
        after: the later view. Plans of the same id are compared; if each view has one plan, these two are.

    Example:
        >>> plans = load("examples/northshire-send")
        >>> march, april = date(2025, 3, 31), date(2025, 4, 30)
        >>> changes = since(plans.at(march, known_at=march), plans.at(april, known_at=april))
        >>> [change.record for change in changes if change.heading == "finished"]
        ['1.6', '4.9', '4.10', '5.11']
    """
    return difference(in_force(before), in_force(after))


def in_force(view: View) -> View:
    """Return a view with only the entries that were in force on its day, or recorded by then.

    Compared with the view of the same day and `known_at`, it shows what was recorded later.
    """
    if view.known_at == view.day:
        return view
    plans = tuple(_in_force(plan, view.day) for plan in view.plans)
    return evolve(view.portfolio, plans=plans).at(view.day)


def _in_force(plan: Plan, day: date) -> Plan:
    def cut(record: Record) -> Record:
        kept = {
            *(id(placed.entry) for placed in listed_up_to(record.status, day, agreed_day(plan, record))),
            *(id(placed.entry) for tail in PUBLISHED for placed in listed_up_to(getattr(record, tail, ()), day)),
            *(id(target) for target in getattr(record, "targets", ()) if _is_set(target, day)),
        }
        return with_only(record, lambda entry: id(entry) in kept or is_recorded(entry, day))

    return cut_plan(plan, day, cut)


def _is_set(target: Target, day: date) -> bool:
    return target.on is None or (target.on.last is not None and target.on.last <= day)


def difference(before: View, after: View) -> tuple[Change, ...]:
    """Return the changes between two views, with every entry of both; see `since`."""
    changes: list[Change] = []
    for old, new in _plan_pairs(before, after):
        if new is not None:
            was = Side(plan=old, day=before.day) if old is not None else None
            changes.extend(_plan(was, Side(plan=new, day=after.day), before.day))
        elif old is not None:
            changes.append(Change(heading="removed", plan=old.id, record=old.id, kind="plan", title=old.title))
    return _in_order(changes)


def changes_between(before: Side, after: Side) -> tuple[Change, ...]:
    """Return the changes between two states of one plan, with every entry of both; see `since`."""
    return _in_order(_plan(before, after, before.day))


def _in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: HEADINGS.index(change.heading)))


def _plan_pairs(before: View, after: View) -> Iterator[tuple[Plan | None, Plan | None]]:
    """Yield each plan of either view with itself in the other. Two single plans are the same, whatever their ids."""
    ids = {plan.id for plan in after.plans}
    old = {plan.id: plan for plan in before.plans}
    if len(before.plans) == 1 == len(after.plans):
        old = {after.plans[0].id: before.plans[0]}
    for plan in after.plans:
        if plan.id in old or not before.unread:
            yield old.get(plan.id), plan
    if not after.unread:
        yield from ((plan, None) for name, plan in old.items() if name not in ids)


def _plan(before: Side | None, after: Side, start: date) -> Iterator[Change]:
    was, now = before.plan if before is not None else None, after.plan
    whole: dict[str, Any] = {"plan": now.id, "record": now.id, "kind": "plan", "title": now.title}
    if was is None:
        yield Change(heading="new", **whole)
    for edit in plan_edits(was, now) if was is not None else ():
        yield Change(heading="changed", **whole, field=edit.field, before=edit.before, after=edit.after)
    for kind in ("action", *(kind for kind in FOLDERS if kind != "action")):
        for old, new in _record_pairs(was, now, kind):
            if new is None:
                title = stated_as_at(was or now, old, "title", start)
                yield Change(heading="removed", plan=now.id, record=old.id, kind=kind, title=title)
                continue
            pair = _pair(before, after, kind, old, new, start)
            yield from coming_changes(pair)
            pair = without_coming(pair)
            found = news(pair)
            changes = [*found.edits, *_OF_KIND[kind](pair, found)]
            changes += [*head_news(pair, found, changes), *corrections(pair, found)]
            yield from changes
            yield from rest(pair, found, changes)


def _pair(before: Side | None, after: Side, kind: str, old: Any, new: Any, start: date) -> RecordPair:
    """Return a record in two views, with its status in both."""
    title = stated_as_at(after.plan, new, "title", after.day)
    about: dict[str, Any] = {"plan": after.plan.id, "record": new.id, "kind": kind, "title": title}
    if kind == "action":
        about["now"] = after.actions[new.id]
    elif kind == "measure":
        about["measure"] = after.measures[new.id]
    return RecordPair(
        was_plan=before.plan if before is not None else None,
        plan=after.plan,
        old=old,
        new=new,
        was=before.actions[old.id] if kind == "action" and before is not None and old is not None else None,
        start=start,
        until=after.day,
        about=about,
    )


def _record_pairs(before: Plan | None, after: Plan, kind: str) -> Iterator[tuple[Any, Any]]:
    """Yield each record of either version with itself in the other, even if its id changed."""
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


def _area_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield that an area is new, or was stood down or reinstated."""
    if pair.old is None:
        yield pair.change("new")
    was = pair.was_plan is not None and found.was is not None and stood_down_by(pair.was_plan, found.was, pair.start)
    before, after = (_AREA_STATES[bool(each)] for each in (was, stood_down_by(pair.plan, pair.new, pair.until)))
    if after != before:
        yield pair.change("area-state", last_stating(found.of(AreaEntry), "state"), before=before, after=after)


_AREA_STATES: Mapping[bool, AreaState] = {False: "in-force", True: "stood-down"}


_OF_KIND: Mapping[str, Callable[[RecordPair, News], Iterator[Change]]] = {
    "action": action_changes,
    "area": _area_changes,
    "measure": measure_changes,
    "risk": risk_changes,
    "review": review_changes,
    "resolution": resolution_changes,
}
"""The changes that only records of one kind have."""
