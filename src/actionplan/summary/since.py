"""What changed between two views of plans, sorted under the headings that minutes use.

A view is what was on record at some time, looked at as at a day. What changed is worked out from the two views alone,
so that nothing that changed is missing and nothing unchanged appears: every entry that is new in the later view stands
under at least one heading, and so does every figure that came out differently.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeVar, get_args

from attrs import frozen

from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.layout import FOLDERS, KINDS
from actionplan.model.records import Action, Area, Plan, Portfolio, Record, Resolution
from actionplan.model.vocabulary import CLOSED, FINISHED
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.fold import agreed_day, in_order, of_part, of_whole
from actionplan.summary.known import known_at, recorded_day
from actionplan.summary.story import head_changes

EntryType = TypeVar("EntryType", bound=Entry)

Heading = Literal[
    "finished",
    "verified",
    "new",
    "removed",
    "cancelled",
    "re-dated",
    "milestone-done",
    "milestone-moved",
    "changed",
    "rating-moved",
    "suspended",
    "resumed",
    "reopened",
    "corrected",
    "other",
    "recorded-late",
    "newly-late",
    "milestone-late",
    "gone-stale",
]
"""What a change is about; ``changed`` is a new owner or wording."""

HEADINGS: tuple[Heading, ...] = get_args(Heading)
"""Every heading, in the order in which minutes have them."""


@frozen(kw_only=True)
class Change:
    """One change between two views.

    Attributes:
        heading: what it is about.
        plan: the plan's id.
        record: the id of the action, area or resolution.
        kind: ``action``, ``area`` or ``resolution``.
        title: its title in the later view; in the earlier one where it is gone from the later.
        entry: the entry that made the change; None where no entry did, as with a date that has passed.
        milestone: the id of the action's milestone that it is about; None where it is about the whole record.
        field: the field that changed; None where the heading says it.
        before: its value in the earlier view.
        after: its value in the later view.
        now: where the action stands in the later view; None for what is no action, or is gone.
    """

    heading: Heading
    plan: Id
    record: Id
    kind: str
    title: str
    entry: Entry | None = None
    milestone: Id | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    now: ActionSummary | None = None


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
    """Give the view that a reader had on a day: what was on record then, as at that day."""
    return View(portfolio=known_at(portfolio, day), as_at=day)


def since(portfolio: Portfolio, start: date, until: date) -> tuple[Change, ...]:
    """Say what changed on record between two days.

    Args:
        portfolio: the plans as they are now.
        start: the earlier day; what was known by the end of it is not told.
        until: the later day.
    """
    return difference(view_at(portfolio, start), view_at(portfolio, until))


def difference(before: View, after: View) -> tuple[Change, ...]:
    """Say what is different in the later of two views, in the order of `HEADINGS`, plans and ids.

    Args:
        before: the earlier view.
        after: the later view; plans are held against those of the same id.
    """
    earlier = {plan.id: plan for plan in before.portfolio.plans}
    changes: list[Change] = []
    for plan in after.portfolio.plans:
        changes.extend(_plan(earlier.get(plan.id), plan, before.as_at, after.as_at))
    return tuple(sorted(changes, key=lambda change: HEADINGS.index(change.heading)))


def _plan(before: Plan | None, after: Plan, start: date, until: date) -> Iterator[Change]:
    earlier = _summaries(before, start)
    later = _summaries(after, until)
    for action in after.actions:
        if action.id in later:
            old = _record(before, action.id)
            yield from _action(after, old, earlier.get(action.id), action, later[action.id], start)
    for name in earlier:
        if name not in later:
            title = earlier[name].title
            yield Change(heading="removed", plan=after.id, record=name, kind="action", title=title)
    others: tuple[Area | Resolution, ...] = (*after.areas, *after.resolutions)
    for record in others:
        yield from _other_record(after, before, record, start)


def _summaries(plan: Plan | None, day: date) -> Mapping[Id, ActionSummary]:
    return {action.id: action for action in summarise_actions(plan, day)} if plan is not None else {}


def _record(plan: Plan | None, name: Id) -> Action | None:
    return next((action for action in plan.actions if action.id == name), None) if plan is not None else None


def _action(
    plan: Plan, old: Action | None, before: ActionSummary | None, action: Action, now: ActionSummary, start: date
) -> Iterator[Change]:
    """Give the changes of one action; entries that none of them explains stand under ``other``."""

    def change(heading: Heading, entry: Entry | None = None, **values: Any) -> Change:
        return Change(
            heading=heading,
            plan=plan.id,
            record=action.id,
            kind="action",
            title=now.title,
            entry=entry,
            now=now,
            **values,
        )

    fresh = _fresh(old.status if old is not None else (), action.status)
    changes: list[Change] = []
    if before is None:
        changes.append(change("new"))
    changes.extend(_states(change, before, now, fresh))
    changes.extend(_heads(change, action, agreed_day(plan, action), fresh))
    if before is not None and before.rating != now.rating:
        changes.append(change("rating-moved", _last(fresh, "rating"), before=before.rating, after=now.rating))
    changes.extend(_milestones(change, action, before, now, fresh, agreed_day(plan, action)))
    changes.extend(change("corrected", entry) for entry in fresh if entry.corrects is not None)
    told = {id(made.entry) for made in changes}
    changes.extend(change("other", entry) for entry in fresh if id(entry) not in told)
    changes.extend(change("recorded-late", entry) for entry in fresh if _is_late(entry, start))
    if now.is_overdue and not (before is not None and before.is_overdue):
        changes.append(change("newly-late", before=before.due if before else None, after=now.due))
    if now.is_stale and not (before is not None and before.is_stale):
        changes.append(change("gone-stale"))
    yield from changes


def _states(make: Any, before: ActionSummary | None, now: ActionSummary, fresh: list[ActionEntry]) -> Iterator[Change]:
    was = before.state if before is not None else None
    if now.state == was:
        return
    entry = _last(fresh, "state")
    if was in CLOSED and now.state not in CLOSED:
        yield make("reopened", entry, before=was, after=now.state)
    if now.state in FINISHED and was not in FINISHED:
        yield make("finished", _first_finish(fresh) or entry, before=was, after=now.state)
    if now.state == "verified":
        yield make("verified", entry, before=was, after=now.state)
    if now.state == "cancelled":
        yield make("cancelled", entry, before=was, after=now.state)
    if now.state == "suspended":
        yield make("suspended", entry, before=was, after=now.state)
    if was == "suspended" and now.state not in CLOSED:
        yield make("resumed", entry, before=was, after=now.state)


def _heads(make: Any, action: Action, agreed: date | None, fresh: list[ActionEntry]) -> Iterator[Change]:
    """Give each new entry that changes the head, with the value that stood before it."""
    new = {id(entry) for entry in fresh}
    entries = [placed.entry for placed in of_whole(in_order(action.status, agreed)) if not placed.is_early]
    for changed in head_changes(action, entries):
        if id(changed.entry) in new:
            heading: Heading = "re-dated" if changed.field == "due" else "changed"
            yield make(heading, changed.entry, field=changed.field, before=changed.before, after=changed.after)


def _milestones(
    make: Any,
    action: Action,
    before: ActionSummary | None,
    now: ActionSummary,
    fresh: list[ActionEntry],
    agreed: date | None,
) -> Iterator[Change]:
    """Give the milestones that came to be done or late, and each new entry that moves or renames one."""
    earlier = {milestone.id: milestone for milestone in before.milestones} if before is not None else {}
    for milestone in now.milestones:
        was, about = earlier.get(milestone.id), {"milestone": milestone.id}
        if milestone.is_done and not (was and was.is_done):
            entry = _first_finish(fresh, milestone.id)
            yield make("milestone-done", entry, **about, before=was and was.state, after=milestone.state)
        if milestone.is_overdue and not (was and was.is_overdue):
            yield make("milestone-late", **about, before=was and was.due, after=milestone.due)
    new = {id(entry) for entry in fresh}
    entries = [placed for placed in in_order(action.status, agreed) if not placed.is_early]
    for part in action.milestones:
        for changed in head_changes(part, [placed.entry for placed in of_part(entries, part.id)]):
            if id(changed.entry) in new:
                heading: Heading = "milestone-moved" if changed.field == "due" else "changed"
                values = {"field": changed.field, "before": changed.before, "after": changed.after}
                yield make(heading, changed.entry, milestone=part.id, **values)


def _other_record(plan: Plan, before: Plan | None, record: Area | Resolution, start: date) -> Iterator[Change]:
    """Give the changes of an area or a resolution: that it is new, and what was added to its history."""
    kind = KINDS[type(record)]
    same: tuple[Record, ...] = getattr(before, FOLDERS[kind]) if before is not None else ()
    old = next((other for other in same if other.id == record.id), None)

    def change(heading: Heading, entry: Entry | None = None) -> Change:
        return Change(heading=heading, plan=plan.id, record=record.id, kind=kind, title=record.title, entry=entry)

    if old is None:
        yield change("new")
    for entry in _fresh(old.status if old is not None else (), record.status):
        yield change("corrected" if entry.corrects is not None else "other", entry)
        if _is_late(entry, start):
            yield change("recorded-late", entry)


def _fresh(before: Iterable[EntryType], after: Iterable[EntryType]) -> list[EntryType]:
    """Give the entries of the later view that the earlier one does not have, each as often as it is new."""
    had = Counter(repr(entry) for entry in before)
    fresh = []
    for entry in after:
        if had[repr(entry)]:
            had[repr(entry)] -= 1
        else:
            fresh.append(entry)
    return sorted(fresh, key=lambda entry: (entry.on.last or date.min, recorded_day(entry) or date.min))


def _is_late(entry: Entry, start: date) -> bool:
    """Say whether an entry was true before the period, and written down in it."""
    return entry.recorded is not None and entry.on.last is not None and entry.on.last <= start < entry.recorded


def _last(entries: Iterable[ActionEntry], name: str) -> ActionEntry | None:
    stating = [entry for entry in entries if entry.milestone is None and getattr(entry, name) is not None]
    return stating[-1] if stating else None


def _first_finish(entries: Iterable[ActionEntry], milestone: Id | None = None) -> ActionEntry | None:
    """Give the new entry that made the completion that stands: the first after the last that was none.

    Args:
        entries: the new entries, in order.
        milestone: the milestone whose completion it is; None for that of the action.
    """
    finish = None
    for entry in entries:
        if entry.milestone != milestone:
            continue
        if entry.state in FINISHED:
            finish = finish or entry
        elif entry.state is not None:
            finish = None
    return finish
