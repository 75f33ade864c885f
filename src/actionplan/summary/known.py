"""What was on record on a day: the plan as a reader would have found it then, from the files as they are now."""

from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.layout import FOLDERS, TAILS, with_records
from actionplan.model.measures import Target
from actionplan.model.records import Plan, Portfolio, Record, Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.summary.fold import in_plan
from actionplan.summary.risks import is_raised


def recorded_day(entry: Entry | Target) -> date | None:
    """Give the day on which an entry was written down.

    That is its ``recorded``, or, where it was left out, the day it was true; of a month or a term the last day. Entries
    from before the plan's ``kept_since`` came in with the import and count likewise as recorded on their own day. None
    where the entry has no day at all.
    """
    return entry.recorded if entry.recorded is not None or entry.on is None else entry.on.last


def known_at(portfolio: Portfolio, day: date) -> Portfolio:
    """Give plans with only what was on record on a day.

    Entries written down later are left out, as are records that joined or were raised later, resolutions passed later
    and reviews that were not announced, held or published yet. Heads need no rebuilding: once agreed they do not
    change.

    Args:
        portfolio: the plans as they are now.
        day: the day.
    """
    return evolve(portfolio, plans=tuple(_plan_known_at(plan, day) for plan in portfolio.plans))


def _plan_known_at(plan: Plan, day: date) -> Plan:
    records = {
        folder: tuple(_record_known_at(record, day) for record in getattr(plan, folder) if is_known(plan, record, day))
        for folder in FOLDERS.values()
    }
    return with_records(plan, records)


def is_known(plan: Plan, record: Record, day: date) -> bool:
    """Say whether a record was there on a day: it had joined the plan, been raised, been put as a motion or begun."""
    if isinstance(record, Resolution):
        return record.on.last is None or record.on.last <= day
    if isinstance(record, Review):
        days = [when.last for when in (record.announced, record.held, record.received, record.published) if when]
        return not days or any(last is None or last <= day for last in days)
    return is_raised(plan, record, day) if isinstance(record, Risk) else in_plan(plan, record, day)


def _record_known_at(record: Record, day: date) -> Record:
    changes: dict[str, Any] = {}
    for tail in TAILS:
        entries = getattr(record, tail, ())
        known = tuple(entry for entry in entries if _is_on_record(entry, day))
        if len(known) < len(entries):
            changes[tail] = known
    return evolve(record, **changes) if changes else record


def _is_on_record(entry: Entry | Target, day: date) -> bool:
    """Say whether an entry had been written down by a day; a target without a day was set with its measure."""
    if isinstance(entry, Target) and entry.on is None and entry.recorded is None:
        return True
    when = recorded_day(entry)
    return when is not None and when <= day
