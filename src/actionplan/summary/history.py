"""The history of a record: its head as agreed, the changes of the head, and its entries."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.as_known import agreed_day, agreed_on, in_plan, is_there
from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS
from actionplan.model.measures import Benchmark, Reading, Target
from actionplan.model.policy import Rating
from actionplan.model.records import Action, Milestone, Plan, Record
from actionplan.model.resolutions import Resolution
from actionplan.model.reviews import Review
from actionplan.summary.actions import ActionSummary, standing_actions, summarise_in_plan
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.lateness import due_dates
from actionplan.summary.measures.targets import set_by
from actionplan.summary.replaced import Origin, in_place_of, origin_of, replaced_as_at
from actionplan.summary.reviews import as_reported
from actionplan.summary.timeline import Placed, by_part, head_as_at, listed_up_to, of_whole, part_as_at, up_to


@frozen(kw_only=True)
class HeadChange:
    """One change of a record's head.

    Attributes:
        field: the field of the head.
        before: its value before the change.
        after: its value after the change.
        entry: the entry that changed it.
    """

    field: str
    before: Any
    after: Any
    entry: Any


@frozen(kw_only=True)
class Carries:
    """A clause that the action carries out.

    Attributes:
        resolution: the resolution.
        clause: the clause's id.
        text: the clause's text.
    """

    resolution: Resolution
    clause: Id
    text: str


@frozen(kw_only=True)
class ActionStory:
    """The history of one action up to a day.

    Attributes:
        plan: the plan's id.
        action: the action, its head as first agreed.
        now: its status on the day.
        agreed: when it became part of the plan; None while the plan is a draft.
        is_in_plan: whether it was in the plan on the day.
        changes: changes of the head, in order.
        dues: the due dates in order, from `due_dates`; first those of the action that it replaces.
        entries: the entries in force on the day, in order, including redacted ones; each with whether it is from before
            the action was agreed.
        ratings: the plan's ratings on the day.
        meanings: the plan's ratings on the day of each entry.
        clauses: the clauses that it carries out.
        after: ids of the actions that come after it on the day.
    """

    plan: Id
    action: Action
    now: ActionSummary
    agreed: PlanDate | None
    is_in_plan: bool
    changes: tuple[HeadChange, ...]
    dues: tuple[PlanDate | None, ...]
    entries: tuple[tuple[ActionEntry, bool], ...]
    ratings: Mapping[Id, Rating]
    meanings: tuple[Mapping[Id, Rating], ...]
    clauses: tuple[Carries, ...]
    after: tuple[Id, ...]


@frozen(kw_only=True)
class RecordStory:
    """The history of a record of any kind up to a day.

    Attributes:
        plan: the plan's id.
        record: the record, its head as first agreed; of a review, what was known on the day.
        now: the record with its head as at the day.
        agreed: when it became part of the plan; None while the plan is a draft, and for resolutions and reviews, which
            the plan's owners do not agree.
        is_in_plan: whether it was in the plan on the day.
        changes: changes of the head, in order.
        entries: the entries in force on the day, in order, including redacted ones; each with whether it is from before
            the record was agreed.
        targets: a measure's targets set by the day, in order; empty for other records.
        readings: a measure's readings published by the day, in order, with their corrections; empty for other records.
        benchmarks: its benchmarks published by the day, in the same way.
    """

    plan: Id
    record: Record
    now: Record
    agreed: PlanDate | None
    is_in_plan: bool
    changes: tuple[HeadChange, ...]
    entries: tuple[tuple[Entry, bool], ...]
    targets: tuple[Target, ...]
    readings: tuple[Reading, ...]
    benchmarks: tuple[Benchmark, ...]


def record_story(plan: Plan, record: Record, as_at: date) -> RecordStory:
    """Return the history of a record of any kind; `action_story` has more about an action.

    Args:
        plan: the plan that the record belongs to.
        record: the record.
        as_at: the day; later entries are left out, and so is the report of a review that had not come by then.
    """
    is_in_plan = is_there(plan, record, as_at)
    record = as_reported(record, as_at) if isinstance(record, Review) else record
    agreed = agreed_day(plan, record)
    entries = up_to(record.status, as_at, agreed)
    return RecordStory(
        plan=plan.id,
        record=record,
        now=head_as_at(record, entries),
        agreed=agreed_on(plan, record),
        is_in_plan=is_in_plan,
        changes=_changes(record, entries),
        entries=tuple((placed.entry, placed.early) for placed in listed_up_to(record.status, as_at, agreed)),
        targets=set_by(getattr(record, "targets", ()), as_at),
        readings=_published(record, "readings", as_at),
        benchmarks=_published(record, "benchmarks", as_at),
    )


def _published(record: Record, tail: str, as_at: date) -> tuple[Any, ...]:
    """Return the entries of one of `PUBLISHED` by a day, in order; empty for a record without that history."""
    return tuple(placed.entry for placed in listed_up_to(getattr(record, tail, ()), as_at))


def _changes(record: Record, entries: Iterable[Placed]) -> tuple[HeadChange, ...]:
    return tuple(head_changes(record, [placed.entry for placed in of_whole(entries) if not placed.early]))


def action_story(
    plan: Plan, action: Action, as_at: date, actions: Mapping[Id, ActionSummary] | None = None
) -> ActionStory:
    """Return the history of one action.

    Args:
        plan: the plan that the action belongs to.
        action: the action.
        as_at: the day; later entries are left out.
        actions: the status of each action on the day, from `standing_actions`, if it is known; None to work it out.
    """
    actions = standing_actions(plan, as_at) if actions is None else actions
    agreed = agreed_day(plan, action)
    entries, listed = (each(action.status, as_at, agreed) for each in (up_to, listed_up_to))
    origin = origin_of(plan, action)
    return ActionStory(
        plan=plan.id,
        action=action,
        now=summarise_in_plan(plan, action, as_at),
        agreed=agreed_on(plan, action),
        is_in_plan=in_plan(plan, action, as_at),
        changes=_changes(action, entries),
        dues=_dues(action, of_whole(entries), origin),
        entries=tuple((placed.entry, placed.early) for placed in listed),
        ratings=ratings_as_at(plan, as_at),
        meanings=tuple(ratings_as_at(plan, placed.entry.on.last or as_at) for placed in listed),
        clauses=tuple(_clauses(plan, action, as_at)),
        after=tuple(name for name, other in actions.items() if action.id in other.after),
    )


def _dues(action: Action, entries: tuple[Placed, ...], origin: Origin | None) -> tuple[PlanDate | None, ...]:
    if origin is None:
        return due_dates(action.due, entries)
    return due_dates(origin.first_dues[None], (*of_whole(origin.entries), *entries))


def head_changes(head: Record | Milestone, entries: Iterable[Entry]) -> list[HeadChange]:
    """Return each change of the head of a record or of a milestone, with the value before it.

    Args:
        head: the record or milestone as first agreed.
        entries: the entries that are about it, in the order in which they take effect.
    """
    names = HEADS[type(head)]
    current = {name: getattr(head, name) for name in names}
    changes = []
    for entry in entries:
        for name in names:
            stated = getattr(entry, name)
            if stated is not None and stated != current[name]:
                changes.append(HeadChange(field=name, before=current[name], after=stated, entry=entry))
                current[name] = stated
    return changes


def _clauses(plan: Plan, action: Action, as_at: date) -> Iterator[Carries]:
    replaced = replaced_as_at(plan, as_at)
    for resolution in plan.resolutions:
        own = by_part(up_to(resolution.status, as_at))
        for clause in resolution.clauses:
            names = part_as_at(clause, own.get(clause.id, ())).actions
            if action.id in (*names, *in_place_of(names, replaced)):
                yield Carries(resolution=resolution, clause=clause.id, text=clause.text)
