"""When a motion was reported back to the body that carried it, and when the next report is due."""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from actionplan.model.dates import PlanDate
from actionplan.model.frozen import frozen
from actionplan.model.ids import Id
from actionplan.model.records import Plan, Resolution
from actionplan.model.vocabulary import Every
from actionplan.summary.timeline import Placed

_MONTHS: Mapping[Every, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


@frozen(kw_only=True)
class Reported:
    """What was reported back by a day, and what is awaited next.

    Attributes:
        last: when it was last reported back to anybody; None while it never was.
        last_to: the id of the body to which that was; None likewise.
        due: the day by which the body that carried it is to hear next; None where no report is agreed or awaited.
        days_overdue: calendar days by which that report is overdue; 0 where it is not.
    """

    last: PlanDate | None = None
    last_to: Id | None = None
    due: date | None = None
    days_overdue: int = 0


def reported(
    resolution: Resolution, entries: Iterable[Placed], every: Every | None, as_at: date, *, is_awaited: bool
) -> Reported:
    """Say when something was last reported back, and when it is to be again.

    Only a report to the body that carried the motion puts off the next one: it is counted from the last such report, or
    else from the day of the motion.

    Args:
        resolution: the resolution.
        entries: the entries that count: those of the whole resolution, and of one clause or of all.
        every: how often it is to be reported back; None where that was not agreed.
        as_at: the day.
        is_awaited: whether anything more is to be reported.
    """
    told = [placed for placed in entries if placed.entry.reported_to is not None]
    heard = [placed.day for placed in told if placed.entry.reported_to == resolution.body]
    start = max(heard, default=resolution.on.last)
    due = after(start, every) if is_awaited and every is not None and start is not None else None
    return Reported(
        last=told[-1].entry.on if told else None,
        last_to=told[-1].entry.reported_to if told else None,
        due=due,
        days_overdue=max(0, (as_at - due).days) if due is not None else 0,
    )


def after(day: date, every: Every) -> date:
    """Give the same day one week, month, quarter, half-year or year later; the month's last where it has no such day.

    Args:
        day: the day to count from.
        every: how long after.
    """
    if every == "week":
        return day + timedelta(days=min(7, (date.max - day).days))
    year, month = divmod(day.year * 12 + day.month - 1 + _MONTHS[every], 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_meeting(plan: Plan, body: Id, as_at: date) -> PlanDate | None:
    """Give when a body next meets, on a day or after it; None where ``plan.toml`` names no such meeting.

    Args:
        plan: the plan.
        body: the body's id.
        as_at: the day.
    """
    coming = [
        (meeting.on.last, meeting.on)
        for meeting in plan.meetings
        if meeting.body == body and meeting.on.last is not None and meeting.on.last >= as_at
    ]
    return min(coming, key=lambda pair: pair[0])[1] if coming else None
