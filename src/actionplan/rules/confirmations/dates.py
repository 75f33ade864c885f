"""Confirmations about dates that are far away, or come too late to have an effect."""

from collections.abc import Iterator
from datetime import date
from operator import itemgetter
from typing import Any

from actionplan.model.as_known import is_being_copied
from actionplan.model.dates import PlanDate, last_day, on_day
from actionplan.model.entries import Approval
from actionplan.model.measures import Target
from actionplan.model.problem import KeyPath
from actionplan.model.records import Plan
from actionplan.model.text import at_text, body_name, date_text, in_words
from actionplan.rules.checks.text_index import leaves
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt
from actionplan.summary.meetings import meetings_held

_YEARS_BACK, _YEARS_COPIED, _YEARS_AHEAD = 2, 5, 5

_NOT_NEW = frozenset({"recorded", "replaces", "agreed", "evidence", "duty", "stated", "extra"})
"""Keys of dates that the program writes, that repeat an earlier date, or that belong to documents and laws."""


@confirmation("P121")
def date_far_away(change: PlannedChange) -> Iterator[Doubt]:
    """A date is more than two years back, or more than five years ahead, or an entry is dated before the plan was
    agreed. The year may be a typing error. While older papers are being copied, until the end of the plan's
    `kept_since`, dates may be up to five years before the plan was agreed. Those in `plan.toml`, such as
    meetings, may be of any age.
    """
    oldest, why = _oldest(change)
    ahead = _years(change.today, _YEARS_AHEAD)
    for keys, when in _dates(change):
        text = f'"{keys[-1]}" is {date_text(when)}'
        if when.last is not None and when.last < oldest:
            yield doubt(f"{text}, {why}", *keys)
        elif when.first is not None and when.first > ahead:
            yield doubt(f"{text}, more than five years ahead", *keys)
        elif _is_before_agreed(change, keys, when):
            yield doubt(f"{text}, before the plan was agreed", *keys)


@confirmation("P122")
def due_when_decided(change: PlannedChange) -> Iterator[Doubt]:
    """A revised due date, or that of a target, is before the day on which it was decided. A correction is not asked
    about.
    """
    for keys, value in change.added:
        due = getattr(value, "due", None) if keys else None
        if due is None or due.last is None:
            continue
        decided = _decided(value, change.today)
        if decided is not None and due.last < decided:
            yield doubt(f"due {date_text(due)}, which had passed when this was decided", *keys, "due")


@confirmation("P123")
def approval_in_future(change: PlannedChange) -> Iterator[Doubt]:
    """An approval is dated after today."""
    for keys, when in _dates(change):
        if "approvals" in keys and when.first is not None and when.first > change.today:
            yield doubt(f"approved {at_text(when)}, which is after today", *keys)


@confirmation("P124")
def approved_without_a_meeting(change: PlannedChange) -> Iterator[Doubt]:
    """An approval is dated to a day on which `plan.toml` has no meeting of the body, though it has others of that body,
    on that day or earlier. An approval between meetings may be right. A body whose meetings are not listed is not asked
    about.
    """
    for keys, value in change.added:
        for at, approval in enumerate(getattr(value, "approvals", ())):
            near = _near(change.plan, approval) if approval.resolution is None else ""
            if near:
                name = body_name(change.plan.bodies, approval.by)
                message = f"approved by {name} {at_text(approval.on)}, when plan.toml has no meeting of it"
                fix = f"if it met then: actionplan new meeting {approval.by} {approval.on.text}"
                yield doubt(f"{message}; near are {near}", *keys, "approvals", at, "on", fix=fix)


def _near(plan: Plan, approval: Approval) -> str:
    """Return the last meeting before an approval and the next one after it, as a text.

    Empty if there is one at that time, none before it, or the time of the approval is not known.
    """
    first, last = approval.on.first, approval.on.last
    if first is None or last is None:
        return ""
    held = sorted(meetings_held(plan, approval.by), key=itemgetter(0))
    before = [meeting.on for day, meeting in held if day < first]
    after = [meeting.on for _, meeting in held if meeting.on.first is not None and meeting.on.first > last]
    if not before or len(before) + len(after) < len(held):
        return ""
    return in_words(date_text(on) for on in (*before[-1:], *after[:1]))


def _dates(change: PlannedChange) -> Iterator[tuple[KeyPath, PlanDate]]:
    """Yield each date that is new in a change, with its place."""
    for above, value in change.added:
        for keys, leaf in leaves(above, value):
            if isinstance(leaf, PlanDate | date) and _NOT_NEW.isdisjoint(keys):
                yield keys, leaf if isinstance(leaf, PlanDate) else on_day(leaf)


def _oldest(change: PlannedChange) -> tuple[date, str]:
    """Return the day before which a date is far away, and the words for that; bodies and meetings may be old."""
    if isinstance(change.record, Plan):
        return date.min, ""
    if not is_being_copied(change.plan, change.today):
        return _years(change.today, -_YEARS_BACK), "more than two years ago"
    if (agreed := last_day(change.plan.agreed)) is None:
        return _years(change.today, -_YEARS_COPIED), "more than five years ago"
    return _years(min(agreed, change.today), -_YEARS_COPIED), "more than five years before the plan was agreed"


def _is_before_agreed(change: PlannedChange, keys: KeyPath, when: PlanDate) -> bool:
    """Return whether this is the day of an entry from before the plan was agreed, in a plan that is not being copied.

    A correction may be as old as what it corrects, and resolutions and reviews are not agreed with the plan.
    """
    agreed = change.plan.agreed
    if agreed is None or agreed.first is None or when.last is None or not hasattr(change.record, "agreed"):
        return False
    is_old = when.last < agreed.first <= change.today and not is_being_copied(change.plan, change.today)
    is_own = len(keys) == 3 and keys[0] == "status" and keys[-1] == "on"
    return is_old and is_own and change.record.status[int(keys[1])].corrects is None


def _decided(value: Any, today: date) -> date | None:
    """Return the day on which an entry or a target was decided; None if it does not say, or is a correction."""
    if getattr(value, "corrects", None) is not None:
        return None
    on = getattr(value, "on", None)
    return on.first if on is not None else today if isinstance(value, Target) else None


def _years(day: date, number: int) -> date:
    """Return the same day in another year; 28 Feb for 29 Feb, and the last or first day there is at the ends."""
    year = day.year + number
    if not date.min.year <= year <= date.max.year:
        return date.max if number > 0 else date.min
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)
