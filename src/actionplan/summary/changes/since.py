"""What changed between two views of plans, sorted under the headings that minutes use.

A view is what was on record at some time, looked at as at a day. What changed is worked out from the two views alone,
so that nothing that changed is missing and nothing unchanged appears: every entry that is new in the later view stands
under at least one heading, and so does every figure that came out differently. `changes` has what is told of any
record, `since_action`, `since_measure` and the like what is told of one kind.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS
from actionplan.model.records import Action, Plan, Portfolio, Unread
from actionplan.summary.actions import summarise_in_plan
from actionplan.summary.as_known import known_at, true_at
from actionplan.summary.changes.actions import action_changes
from actionplan.summary.changes.measures import measure_changes
from actionplan.summary.changes.records import HEADINGS, Change, RecordPair, news, rest
from actionplan.summary.changes.risks_reviews import review_changes, risk_changes
from actionplan.summary.diff import plan_edits


@frozen(kw_only=True)
class View:
    """Plans as they were on record at some time, looked at as at a day.

    Attributes:
        portfolio: the plans.
        as_at: the day.
    """

    portfolio: Portfolio
    as_at: date


def view_at(portfolio: Portfolio, day: date) -> View:
    """Return the view that a reader had on a day: what was on record then, as at that day."""
    return View(portfolio=known_at(portfolio, day), as_at=day)


def true_view(portfolio: Portfolio, day: date) -> View:
    """Return the view of a day by all that is known now; held against `view_at`, it shows what was not known then."""
    return View(portfolio=true_at(portfolio, day), as_at=day)


def since(portfolio: Portfolio, start: date, until: date) -> tuple[Change, ...]:
    """Return what changed on record between two days.

    Args:
        portfolio: the plans as they are now.
        start: the earlier day; what was known by the end of it is not told.
        until: the later day.
    """
    return difference(view_at(portfolio, start), view_at(portfolio, until))


def difference(before: View, after: View) -> tuple[Change, ...]:
    """Return what is different in the later of two views, in the order of `HEADINGS`, plans and ids.

    What went with something larger is not told besides it; of what is new, the records and entries are. What could not
    be read in one of the views is not compared.

    Args:
        before: the earlier view.
        after: the later view; plans are held against those of the same id.
    """
    changes: list[Change] = []
    for old, new in _plan_pairs(before.portfolio, after.portfolio):
        if new is not None:
            changes.extend(_plan(old, new, before.as_at, after.as_at))
        elif old is not None:
            changes.append(Change(heading="removed", plan=old.id, record=old.id, kind="plan", title=old.title))
    return tuple(sorted(changes, key=lambda change: HEADINGS.index(change.heading)))


def _plan_pairs(before: Portfolio, after: Portfolio) -> Iterator[tuple[Plan | None, Plan | None]]:
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
