"""The meetings of bodies that took place, or that are planned."""

from datetime import date

from actionplan.model.bodies import Meeting, was_held
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.view import Portfolio


def meetings_held(plan: Plan, body: str | None = None) -> list[tuple[date, Meeting]]:
    """Return the meetings of a plan with the last day that each can mean, without those that were not held.

    Args:
        plan: the plan.
        body: the id of the only body; None for all.
    """
    held = (each for each in plan.meetings if was_held(each) and body in (None, each.body))
    return [(each.on.last, each) for each in held if each.on.last is not None]


def next_meeting(plan: Plan, body: Id, as_at: date) -> PlanDate | None:
    """Return when a body next meets, on a day or after it; None if ``plan.toml`` names no such meeting.

    Args:
        plan: the plan.
        body: the body's id.
        as_at: the day.
    """
    coming = [(day, meeting.on) for day, meeting in meetings_held(plan, body) if day >= as_at]
    return min(coming, key=lambda pair: pair[0])[1] if coming else None


def last_meeting(portfolio: Portfolio, body: str, before: date) -> date | None:
    """Return the day of the last meeting that a body held before a day; None if none is on record.

    Args:
        portfolio: the plans with the ``[[meetings]]``.
        body: the body's id.
        before: the day; a meeting on the day itself does not count, as it is being prepared.
    """
    days = (day for plan in portfolio.plans for day, _ in meetings_held(plan, body))
    return max((day for day in days if day < before), default=None)
