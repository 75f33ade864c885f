"""What changed between two views of plans, sorted under the headings that minutes use.

A view is what was on record at some time, looked at as at a day. What changed is worked out from the two views alone,
so that nothing that changed is missing and nothing unchanged appears: every entry that is new in the later view stands
under at least one heading, and so does every figure that came out differently.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any, Literal, get_args

from attrs import evolve, frozen

from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.layout import FOLDERS, TAILS
from actionplan.model.measures import Target
from actionplan.model.records import Action, Plan, Portfolio, Record, Unread
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.summary.actions import ActionSummary, summarise_in_plan
from actionplan.summary.edits import EntryType, Matched, head_edits, match_entries, plan_edits
from actionplan.summary.fold import agreed_day, in_order, in_plan, of_whole
from actionplan.summary.known import known_at, true_at
from actionplan.summary.story import head_changes

Heading = Literal[
    "finished",
    "verified",
    "new",
    "removed",
    "cancelled",
    "re-dated",
    "changed",
    "rating-moved",
    "suspended",
    "resumed",
    "reopened",
    "corrected",
    "redacted",
    "other",
    "recorded-late",
    "newly-late",
    "gone-stale",
]
"""What a change is about; ``changed`` is a new owner or wording, and whatever was edited in a file, ``redacted`` an
entry whose text was taken out.
"""

HEADINGS: tuple[Heading, ...] = get_args(Heading)
"""Every heading, in the order in which minutes have them."""


@frozen(kw_only=True)
class Change:
    """One change between two views.

    Attributes:
        heading: what it is about.
        plan: the plan's id.
        record: the id of the action, area or other record; that of the plan where the plan itself is meant.
        kind: ``action`` or another of `FOLDERS`, or ``plan``.
        title: its title in the later view; in the earlier one where it is gone from the later.
        entry: the entry that made the change, or was removed; None where no entry did, as with a date that has passed.
        field: the field that changed, parted by dots where it is inside a table; ``entry`` where an entry was altered,
            which ``before`` and ``after`` then hold; None where the heading says it.
        before: its value in the earlier view.
        after: its value in the later view.
        now: where the action stands in the later view; None for what is no action, or is gone.
    """

    heading: Heading
    plan: Id
    record: Id
    kind: str
    title: str
    entry: Entry | Target | None = None
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


def true_view(portfolio: Portfolio, day: date) -> View:
    """Give the view of a day by all that is known now; held against `view_at`, it shows what was not known then."""
    return View(portfolio=true_at(portfolio, day), as_at=day)


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
    """Give each plan of either view with itself in the other; a single one is the same, whatever it calls itself."""
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
            if isinstance(new, Action):
                yield from _action((before, old), (after, new), start, until)
            elif new is not None:
                yield from _other_record(after, old, new, kind, start)
            elif old is not None:
                title = old.title
                if before is not None and isinstance(old, Action):
                    title = summarise_in_plan(before, old, start).title
                yield Change(heading="removed", plan=after.id, record=old.id, kind=kind, title=title)


def _record_pairs(before: Plan | None, after: Plan, kind: str) -> Iterator[tuple[Any, Any]]:
    """Give each record of either version with itself in the other, also where it was given another id."""
    old = {record.id: record for record in getattr(before, FOLDERS[kind])} if before is not None else {}
    new = {record.id: record for record in getattr(after, FOLDERS[kind])}
    for record in new.values():
        names = [record.id, *(name for name in record.formerly if name not in new)]
        found = next((old.pop(name) for name in names if name in old), None)
        if found is not None or before is None or not _is_unread(before.unread, kind, record.id):
            yield found, record
    yield from ((record, None) for record in old.values() if not _is_unread(after.unread, kind, record.id))


def _is_unread(unread: Iterable[Unread], kind: str, name: Id) -> bool:
    """Say whether a record, or the whole folder of its kind, could not be read."""
    folder = FOLDERS[kind]
    paths = [(file.path.replace("\\", "/").split("/"), file.id) for file in unread]
    return any(path[-1] == folder or (path[-2:-1] == [folder] and known == name) for path, known in paths)


def _action(
    earlier: tuple[Plan | None, Action | None], later: tuple[Plan, Action], start: date, until: date
) -> Iterator[Change]:
    """Give the changes of one action; entries that none of them explains stand under ``other``."""
    (was_plan, old), (plan, action) = earlier, later
    before = summarise_in_plan(was_plan, old, start) if was_plan is not None and old is not None else None
    if was_plan is not None and old is not None and not in_plan(was_plan, old, start) and in_plan(plan, action, until):
        before = None
    now = summarise_in_plan(plan, action, until)

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

    matched = match_entries(old.status if old is not None else (), action.status)
    matched, redacted = _redacted(matched, action.status, start)
    fresh = matched.fresh
    changes: list[Change] = []
    if before is None:
        changes.append(change("new"))
    changes.extend(_head_edits(change, old, action))
    changes.extend(_tail_edits(change, matched, "status"))
    changes.extend(_states(change, before, now, fresh))
    changes.extend(_heads(change, action, agreed_day(plan, action), fresh))
    if before is not None and before.rating != now.rating:
        changes.append(change("rating-moved", _last(fresh, "rating"), before=before.rating, after=now.rating))
    changes.extend(change("corrected", entry) for entry in fresh if entry.corrects is not None)
    changes.extend(change("redacted", entry) for entry in redacted)
    told = {id(made.entry) for made in changes}
    late = [entry for entry in fresh if _is_late(entry, start)]
    told |= {id(entry) for entry in late}
    changes.extend(change("other", entry) for entry in fresh if id(entry) not in told)
    changes.extend(change("recorded-late", entry) for entry in late)
    is_counted = in_plan(plan, action, until)
    if is_counted and now.is_overdue and not (before is not None and before.is_overdue):
        changes.append(change("newly-late", before=before.due if before else None, after=now.due))
    if is_counted and now.is_stale and not (before is not None and before.is_stale):
        changes.append(change("gone-stale"))
    yield from changes


def _states(make: Any, before: ActionSummary | None, now: ActionSummary, fresh: list[ActionEntry]) -> Iterator[Change]:
    was = before.state if before is not None else None
    if now.state == was:
        return
    states = get_args(State)
    turns: tuple[tuple[Heading, bool, Collection[str]], ...] = (
        ("reopened", was in CLOSED and now.state not in CLOSED, set(states) - CLOSED),
        ("finished", now.state in FINISHED and was not in FINISHED, FINISHED),
        ("verified", now.state == "verified", ("verified",)),
        ("cancelled", now.state == "cancelled", ("cancelled",)),
        ("suspended", now.state == "suspended", ("suspended",)),
        ("resumed", was == "suspended" and now.state not in CLOSED, set(states) - CLOSED - {"suspended"}),
    )
    for heading, is_so, run in turns:
        if is_so:
            yield make(heading, _began(fresh, run), before=was, after=now.state)


def _heads(make: Any, action: Action, agreed: date | None, fresh: list[ActionEntry]) -> Iterator[Change]:
    """Give each new entry that changes the head, with the value that stood before it."""
    new = {id(entry) for entry in fresh}
    entries = [placed.entry for placed in of_whole(in_order(action.status, agreed)) if not placed.is_early]
    for changed in head_changes(action, entries):
        if id(changed.entry) in new:
            heading: Heading = "re-dated" if changed.field == "due" else "changed"
            yield make(heading, changed.entry, field=changed.field, before=changed.before, after=changed.after)


def _other_record(plan: Plan, old: Record | None, record: Record, kind: str, start: date) -> Iterator[Change]:
    """Give the changes of what is no action: that it is new, what was edited, and what its tails got."""

    def change(heading: Heading, entry: Entry | Target | None = None, **values: Any) -> Change:
        return Change(
            heading=heading, plan=plan.id, record=record.id, kind=kind, title=record.title, entry=entry, **values
        )

    if old is None:
        yield change("new")
    yield from _head_edits(change, old, record)
    for tail in TAILS:
        entries = getattr(record, tail, ())
        found: Matched[Any] = match_entries(getattr(old, tail, ()), entries)
        matched, redacted = _redacted(found, entries, start)
        yield from _tail_edits(change, matched, tail)
        yield from (change("redacted", entry) for entry in redacted)
        for entry in matched.fresh:
            is_late = _is_late(entry, start)
            is_correction = getattr(entry, "corrects", None) is not None
            if is_correction or not is_late:
                yield change("corrected" if is_correction else "other", entry)
            if is_late:
                yield change("recorded-late", entry)


def _redacted(
    matched: Matched[EntryType], entries: Iterable[EntryType], start: date
) -> tuple[Matched[EntryType], list[EntryType]]:
    """Give what was matched without the stubs that redactions left, and those apart, so that none is told as an edit.

    Files hold a stub for every day of the past. It is news where it was redacted since the earlier day.
    """
    came = {id(entry) for entry in matched.fresh}
    was_in_full = {id(now): getattr(was, "redacted", None) is None for was, now in matched.altered}
    stubs = [
        entry
        for entry in entries
        if (stub := getattr(entry, "redacted", None)) is not None
        and (id(entry) in came or was_in_full.get(id(entry), False) or stub.on > start)
    ]
    told = {id(entry) for entry in stubs}
    fresh = [entry for entry in matched.fresh if id(entry) not in told]
    altered = [(was, now) for was, now in matched.altered if id(now) not in told]
    return evolve(matched, fresh=fresh, altered=altered), stubs


def _head_edits(make: Any, old: Record | None, new: Record) -> Iterator[Change]:
    """Give what was edited in a head."""
    for edit in head_edits(old, new) if old is not None else ():
        yield make("changed", field=edit.field, before=edit.before, after=edit.after)


def _tail_edits(make: Any, matched: Matched[Any], tail: str) -> Iterator[Change]:
    """Give what was not added to a tail but edited in it."""
    for was, now in matched.altered:
        yield make("changed", now, field="entry", before=was, after=now)
    for entry in matched.gone:
        yield make("removed", entry)
    if matched.is_reordered:
        yield make("changed", field=f"{tail} (order)")


def _is_late(entry: Entry | Target, start: date) -> bool:
    """Say whether an entry was true before the period, and written down in it."""
    on = entry.on.last if entry.on is not None else None
    return entry.recorded is not None and on is not None and on <= start < entry.recorded


def _last(entries: Iterable[ActionEntry], name: str) -> ActionEntry | None:
    stating = [entry for entry in entries if entry.milestone is None and getattr(entry, name) is not None]
    return stating[-1] if stating else None


def _began(entries: Iterable[ActionEntry], states: Collection[str]) -> ActionEntry | None:
    """Give the new entry with which the last run of some states began: it says why, those after it only how it goes."""
    first = None
    for entry in entries:
        if entry.milestone is not None:
            continue
        if entry.state in states:
            first = first or entry
        elif entry.state is not None:
            first = None
    return first
