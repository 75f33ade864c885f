"""Reports on a resolution to the body that carried it, the next report due, and the meetings of bodies."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.resolutions import Resolution
from actionplan.model.vocabulary import Every
from actionplan.summary.periods import after
from actionplan.summary.timeline import Placed


@frozen(kw_only=True)
class Reported:
    """The last report by a day, and the next one due.

    Attributes:
        last: when it was last reported back, to any body; None if it never was.
        last_to: the id of the body that received that report; None if there is none.
        due: the day by which the next report is due to the body that hears them; None if no report is agreed or due.
        days_overdue: calendar days by which that report is overdue; 0 if it is not.
    """

    last: PlanDate | None = None
    last_to: Id | None = None
    due: date | None = None
    days_overdue: int = 0


def reported(
    resolution: Resolution, entries: Iterable[Placed], every: Every | None, as_at: date, *, is_awaited: bool
) -> Reported:
    """Return when progress was last reported back, and when the next report is due.

    The next report is counted from the last one to the body that hears the reports: ``report_to``, or else the body
    that carried the resolution. A report to another body does not count. If there was none, it is counted from the day
    of the resolution.

    Args:
        resolution: the resolution.
        entries: the entries that count: those of the whole resolution, and of one clause or of all.
        every: how often it must be reported back; None if that was not agreed.
        as_at: the day.
        is_awaited: whether more reports are due.
    """
    reports = [placed for placed in entries if placed.entry.reported_to is not None]
    to_body = [
        placed.day for placed in reports if placed.entry.reported_to == (resolution.report_to or resolution.body)
    ]
    start = max(to_body, default=resolution.on.last)
    due = after(start, every) if is_awaited and every is not None and start is not None else None
    return Reported(
        last=reports[-1].entry.on if reports else None,
        last_to=reports[-1].entry.reported_to if reports else None,
        due=due,
        days_overdue=max(0, (as_at - due).days) if due is not None else 0,
    )
