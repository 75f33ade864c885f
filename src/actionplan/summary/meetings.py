"""When bodies met."""

from datetime import date

from actionplan.model.records import Portfolio


def last_meeting(portfolio: Portfolio, body: str, before: date) -> date | None:
    """Give the day of a body's last meeting before a day; None where none is on record.

    Args:
        portfolio: the plans whose ``[[meetings]]`` are looked through.
        body: the body's id.
        before: the day; a meeting on the day itself is the one that is being prepared.
    """
    days = [
        meeting.on.last
        for plan in portfolio.plans
        for meeting in plan.meetings
        if meeting.body == body and meeting.on.last is not None and meeting.on.last < before
    ]
    return max(days, default=None)
