"""Which records and entries of a plan were on record on a day, from the plan as its files are now."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.checked import with_values
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import Entry, may_lie_ahead
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, KIND_OF, TAILS, with_records
from actionplan.model.measures import Target
from actionplan.model.records import Action, Plan, Record


def agreed_on(plan: Plan, record: Record) -> PlanDate | None:
    """Return when a record became part of the plan: its own ``agreed``, or else the plan's.

    An action in the place of others is part of it from the day on which they were split or joined, so that nothing is
    counted twice. None while it is a draft, and for a resolution or a review: those who keep the plan do not agree
    them.
    """
    if not hasattr(record, "agreed"):
        return None
    if isinstance(record, Action) and record.replaces and (when := _replaced_on(plan, record)) is not None:
        return when
    return record.agreed if record.agreed is not None else plan.agreed


def _replaced_on(plan: Plan, part: Action) -> PlanDate | None:
    """Return when the last of the actions that one replaces was replaced; None if no entry says so."""
    entries = (entry for action in plan.actions if action.id in part.replaces for entry in action.status)
    dates = [entry.on for entry in entries if part.id in (entry.replaced_by or ()) and entry.on.last is not None]
    return max(dates, default=None)


def agreed_day(plan: Plan, record: Record) -> date | None:
    """Return the day from which a record's head is what was agreed; None where `agreed_on` is None."""
    return last_day(agreed_on(plan, record))


def is_being_copied(plan: Plan, day: date) -> bool:
    """Return whether older papers are still copied into a plan on a day: until the end of its ``kept_since``."""
    kept = last_day(plan.kept_since)
    return kept is not None and day <= kept


def is_from_older_papers(plan: Plan, when: PlanDate) -> bool:
    """Return whether an entry of a date was copied from older papers: it is from before the plan's ``kept_since``."""
    kept = last_day(plan.kept_since)
    return kept is not None and when.last is not None and when.last < kept


def in_plan(plan: Plan, record: Record, day: date) -> bool:
    """Return whether a record was in the plan on a day. A draft always is, so that it can be reviewed early."""
    agreed = agreed_on(plan, record)
    return agreed is None or agreed.last is None or agreed.last <= day


def is_there(plan: Plan, record: Record, day: date) -> bool:
    """Return whether a record existed on a day.

    It had joined the plan, and one of the days on which records of its kind begin had come; see `Kind`.
    """
    begins = [getattr(record, name) for name in KIND_OF[type(record)].begins]
    days = [when.last for when in begins if when is not None]
    return in_plan(plan, record, day) and (not days or any(last is None or last <= day for last in days))


def recorded_day(entry: Entry | Target) -> date | None:
    """Return the day on which an entry was recorded.

    That is its ``recorded`` or, without it, the last day that its ``on`` can mean. An entry from before the plan's
    ``kept_since`` has no ``recorded``, so it counts as recorded on its own day. None if the entry has no day at all.
    """
    return entry.recorded if entry.recorded is not None or entry.on is None else entry.on.last


def day_to_record(entry: Entry | Target, today: date, plan: Plan) -> date | None:
    """Return the ``recorded`` of a new entry; None if it is the day of the entry, or that is copied from older papers.

    If the entry is about a day that has not begun here, it is that day: it must have begun elsewhere.

    Args:
        entry: the entry; one that may lie ahead is recorded today.
        today: today's date.
        plan: the plan; its ``kept_since`` is the day before which entries are copied.
    """
    on = entry.on
    if on is None:
        return today
    day = today if may_lie_ahead(entry) else max(today, on.first or today)
    return None if on.text == day.isoformat() or is_from_older_papers(plan, on) else day


def is_recorded(entry: Entry | Target, day: date) -> bool:
    """Return whether an entry had been recorded by a day. A target without a day was recorded with its measure."""
    recorded = recorded_day(entry)
    return recorded <= day if recorded is not None else entry.on is None


def plan_known_at(plan: Plan, day: date) -> Plan:
    """Return a plan with only what was on record on a day.

    Entries recorded later are left out, and so are records that joined the plan or were raised later, resolutions
    passed later, and reviews that had not begun. Heads are kept as they are: once agreed they do not change. Actions
    that replace others are left out until the entry that replaces these was recorded.
    """
    known = cut_plan(plan, day, lambda record: with_only(record, lambda entry: is_recorded(entry, day)))
    if not any(action.replaces for action in known.actions):
        return known
    every, recorded = _replacing(plan), _replacing(known)

    def is_known(action: Action) -> bool:
        pairs = {(name, action.id) for name in action.replaces}
        return pairs & every <= recorded

    return evolve(known, actions=tuple(filter(is_known, known.actions)))


def _replacing(plan: Plan) -> set[tuple[Id, Id]]:
    """Return each action that an entry replaces with each of those in its place."""
    entries = ((action.id, entry) for action in plan.actions for entry in action.status)
    return {(name, part) for name, entry in entries for part in entry.replaced_by or ()}


def plan_joined_by(plan: Plan, day: date) -> Plan:
    """Return a plan without the records that did not exist on a day, such as drafts; their entries are all kept."""
    return cut_plan(plan, day, lambda record: record)


def cut_plan(plan: Plan, day: date, cut: Callable[[Record], Record]) -> Plan:
    """Return a plan with the records that existed on a day, each as ``cut`` returns it."""
    return with_records(
        plan,
        {
            folder: tuple(cut(record) for record in getattr(plan, folder) if is_there(plan, record, day))
            for folder in FOLDERS.values()
        },
    )


def with_only(record: Record, is_kept: Callable[[Entry | Target], bool]) -> Record:
    """Return a record with only some of its dated entries; the same record if that is all of them.

    A correction goes with the entry that it corrects, even if it would be kept itself.
    """
    changes: dict[str, Any] = {}
    for tail in TAILS:
        entries = getattr(record, tail, ())
        kept = tuple(filter(is_kept, entries))
        if len(kept) < len(entries):
            changes[tail] = _without_loose_corrections(entries, kept)
    return with_values(record, **changes) if changes else record


def _without_loose_corrections(entries: Iterable[Any], kept: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return kept entries without corrections of entries that were not kept."""
    correcting = [entry for entry in kept if getattr(entry, "corrects", None) is not None]
    if not correcting:
        return kept
    gone = {entry.id for entry in entries if entry.id is not None} - {entry.id for entry in kept}
    while loose := [entry for entry in correcting if entry.corrects in gone]:
        lost = {id(entry) for entry in loose}
        kept = tuple(entry for entry in kept if id(entry) not in lost)
        correcting = [entry for entry in correcting if id(entry) not in lost]
        gone |= {entry.id for entry in loose if entry.id is not None}
    return kept
