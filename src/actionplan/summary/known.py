"""What was on record on a day: the plan as a reader would have found it then, from the files as they are now."""

from datetime import date
from typing import TypeVar

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.records import Action, Area, Plan, Portfolio, Resolution
from actionplan.summary.fold import in_plan

RecordType = TypeVar("RecordType", Area, Action, Resolution)


def recorded_day(entry: Entry) -> date | None:
    """Give the day on which an entry was written down.

    That is its ``recorded``, or, where it was left out, the day it was true; of a month or a term the last day. Entries
    from before the plan's ``kept_since`` came in with the import and count likewise as recorded on their own day. None
    where the entry has no day at all.
    """
    return entry.recorded if entry.recorded is not None else entry.on.last


def known_at(portfolio: Portfolio, day: date) -> Portfolio:
    """Give plans with only what was on record on a day.

    Entries written down later are left out, as are actions and areas that joined later and resolutions passed later.
    Heads need no rebuilding: once agreed they do not change.

    Args:
        portfolio: the plans as they are now.
        day: the day.
    """
    return evolve(portfolio, plans=tuple(_plan_known_at(plan, day) for plan in portfolio.plans))


def _plan_known_at(plan: Plan, day: date) -> Plan:
    return evolve(
        plan,
        areas=tuple(_record_known_at(area, day) for area in plan.areas if in_plan(plan, area, day)),
        actions=tuple(_record_known_at(action, day) for action in plan.actions if in_plan(plan, action, day)),
        resolutions=tuple(
            _record_known_at(resolution, day)
            for resolution in plan.resolutions
            if resolution.on.last is None or resolution.on.last <= day
        ),
    )


def _record_known_at(record: RecordType, day: date) -> RecordType:
    known = tuple(entry for entry in record.status if (when := recorded_day(entry)) is not None and when <= day)
    return evolve(record, status=known) if len(known) < len(record.status) else record
