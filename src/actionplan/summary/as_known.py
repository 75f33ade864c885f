"""What was on record on a day: the plan as a reader would have found it then, from the files as they are now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.kinds import FOLDERS, TAILS, with_records
from actionplan.model.measures import Target
from actionplan.model.records import Plan, Portfolio, Record, Resolution
from actionplan.model.reviews import Review
from actionplan.model.risks import Risk
from actionplan.summary.timeline import agreed_day, in_plan, up_to


def recorded_day(entry: Entry | Target) -> date | None:
    """Return the day on which an entry was written down.

    That is its ``recorded``, or, where it was left out, the day it was true; of a month or a term the last day. Entries
    from before the plan's ``kept_since`` came in with the import and count likewise as recorded on their own day. None
    where the entry has no day at all.
    """
    return entry.recorded if entry.recorded is not None or entry.on is None else entry.on.last


def known_at(portfolio: Portfolio, day: date) -> Portfolio:
    """Return plans with only what was on record on a day.

    Entries written down later are left out, as are records that joined or were raised later, resolutions passed later
    and reviews that were not announced, held or published yet. Heads need no rebuilding: once agreed they do not
    change.

    Args:
        portfolio: the plans as they are now.
        day: the day.
    """
    is_known = _known_by(day)
    return _cut(portfolio, day, lambda _plan, record: _with_only(record, is_known))


def true_at(portfolio: Portfolio, day: date) -> Portfolio:
    """Return plans with only what is known now of a day: what was in force then, whenever it was written down.

    What was on record on that day already is in it too, even if it was to be in force later only, so that whatever is
    more in it than in what `known_at` gives is what a reader did not know then.

    Args:
        portfolio: the plans as they are now.
        day: the day.
    """
    is_known = _known_by(day)

    def cut(plan: Plan, record: Record) -> Record:
        true = {
            *(id(placed.entry) for placed in up_to(record.status, day, agreed_day(plan, record))),
            *(id(placed.entry) for placed in up_to(getattr(record, "readings", ()), day)),
            *(id(target) for target in getattr(record, "targets", ()) if _is_set(target, day)),
        }
        return _with_only(record, lambda entry: id(entry) in true or is_known(entry))

    return _cut(portfolio, day, cut)


def joined_by(portfolio: Portfolio, day: date) -> Portfolio:
    """Return plans without the records that were not in the plan on a day, such as drafts; their entries are left
    alone.

    A commit's files hold drafts, and what was on record on a day does not: this makes the two comparable.

    Args:
        portfolio: the plans, such as those of a commit.
        day: the day.
    """
    return evolve(portfolio, plans=tuple(plan_joined_by(plan, day) for plan in portfolio.plans))


def plan_joined_by(plan: Plan, day: date) -> Plan:
    """Return one plan without the records that were not in it on a day; see `joined_by`."""
    return _cut_plan(plan, day, lambda _plan, record: record)


def is_there(plan: Plan, record: Record, day: date) -> bool:
    """Return whether a record was there on a day: it had joined the plan, been raised, been put as a resolution or
    begun.
    """
    if isinstance(record, Resolution):
        return record.on.last is None or record.on.last <= day
    if isinstance(record, Review):
        days = [when.last for when in (record.announced, record.held, record.received, record.published) if when]
        return not days or any(last is None or last <= day for last in days)
    if isinstance(record, Risk):
        from actionplan.summary.risks import is_raised

        return is_raised(plan, record, day)
    return in_plan(plan, record, day)


def _known_by(day: date) -> Callable[[Entry | Target], bool]:
    """Return what says whether an entry had been written down by a day; a target without a day was with its measure."""

    def is_known(entry: Entry | Target) -> bool:
        recorded = recorded_day(entry)
        return recorded <= day if recorded is not None else entry.on is None

    return is_known


def _is_set(target: Target, day: date) -> bool:
    return target.on is None or (target.on.last is not None and target.on.last <= day)


def _cut(portfolio: Portfolio, day: date, cut: Callable[[Plan, Record], Record]) -> Portfolio:
    return evolve(portfolio, plans=tuple(_cut_plan(plan, day, cut) for plan in portfolio.plans))


def _cut_plan(plan: Plan, day: date, cut: Callable[[Plan, Record], Record]) -> Plan:
    records = {
        folder: tuple(cut(plan, record) for record in getattr(plan, folder) if is_there(plan, record, day))
        for folder in FOLDERS.values()
    }
    return with_records(plan, records)


def _with_only(record: Record, is_kept: Callable[[Entry | Target], bool]) -> Record:
    """Return a record with only some of what is dated in it; the same record where that is all."""
    changes: dict[str, Any] = {}
    for tail in TAILS:
        entries = getattr(record, tail, ())
        left = [entry for entry in entries if is_kept(entry)]
        if len(left) < len(entries):
            changes[tail] = tuple(left)
    return evolve(record, **changes) if changes else record
