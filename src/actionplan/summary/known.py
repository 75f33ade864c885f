"""What was on record on a day: the plan as a reader would have found it then, from the files as they are now."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.records import Action, Area, Plan, Portfolio, Record, Resolution
from actionplan.summary.fold import agreed_day, in_plan, up_to

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
    return _cut(portfolio, day, lambda _plan, record: {id(entry) for entry in record.status if _is_known(entry, day)})


def true_at(portfolio: Portfolio, day: date) -> Portfolio:
    """Give plans with only what is known now of a day: what was in force then, whenever it was written down.

    What was on record on that day already is in it too, even if it was to be in force later only, so that whatever is
    more in it than in what `known_at` gives is what a reader did not know then.

    Args:
        portfolio: the plans as they are now.
        day: the day.
    """
    return _cut(
        portfolio,
        day,
        lambda plan, record: {
            *(id(placed.entry) for placed in up_to(record.status, day, agreed_day(plan, record))),
            *(id(entry) for entry in record.status if _is_known(entry, day)),
        },
    )


def joined_by(portfolio: Portfolio, day: date) -> Portfolio:
    """Give plans without the records that were not in the plan on a day, such as drafts; their entries are left alone.

    A commit's files hold drafts, and what was on record on a day does not: this makes the two comparable.

    Args:
        portfolio: the plans, such as those of a commit.
        day: the day.
    """
    return _cut(portfolio, day, lambda _plan, record: {id(entry) for entry in record.status})


def _is_known(entry: Entry, day: date) -> bool:
    recorded = recorded_day(entry)
    return recorded is not None and recorded <= day


def _cut(portfolio: Portfolio, day: date, wanted: Callable[[Plan, Record], set[int]]) -> Portfolio:
    return evolve(portfolio, plans=tuple(_cut_plan(plan, day, wanted) for plan in portfolio.plans))


def _cut_plan(plan: Plan, day: date, wanted: Callable[[Plan, Record], set[int]]) -> Plan:
    def cut(record: RecordType) -> RecordType:
        kept = wanted(plan, record)
        entries = tuple(entry for entry in record.status if id(entry) in kept)
        return evolve(record, status=entries) if len(entries) < len(record.status) else record

    return evolve(
        plan,
        areas=tuple(cut(area) for area in plan.areas if in_plan(plan, area, day)),
        actions=tuple(cut(action) for action in plan.actions if in_plan(plan, action, day)),
        resolutions=tuple(
            cut(resolution)
            for resolution in plan.resolutions
            if resolution.on.last is None or resolution.on.last <= day
        ),
    )
