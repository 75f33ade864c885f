"""How far the date of an action was moved and how long it is overdue, as a bar in a cell of a table."""

from collections.abc import Iterable
from datetime import date, timedelta

from actionplan.model.dates import last_day
from actionplan.report.document import Drawing, Sign
from actionplan.report.pictures.marks import (
    DATE_NOW,
    FIRST_DATE,
    OVERDUE,
    TIME_ADDED,
    TODAY,
    diamond,
    hatched,
    overdue,
    pin,
    today,
)
from actionplan.report.pictures.scales import Days
from actionplan.summary.actions import ActionSummary

WIDTH, HEIGHT = 150, 24
_MIDDLE, _EDGE = 14, 8


def slip_scale(actions: Iterable[ActionSummary], as_at: date) -> Days:
    """Return a scale on which the due dates of open actions have their places, and the day of the report.

    Args:
        actions: the actions; what is not open is left out.
        as_at: the day of the report.
    """
    dues = [day for each in actions if each.open for day in (last_day(each.original_due), last_day(each.due)) if day]
    return Days(first=min((*dues, as_at)), last=max((*dues, as_at)), today=as_at, left=_EDGE, right=WIDTH - _EDGE)


def slip_drawing(action: ActionSummary, scale: Days) -> Drawing:
    """Return the bar of an action: a pin at the first date, a diamond at the date now, what was added, what is overdue.

    Args:
        action: the action.
        scale: the scale of the table.
    """
    first, now = last_day(action.original_due), last_day(action.due)
    shapes = [f'<path d="M{_EDGE} {_MIDDLE}H{WIDTH - _EDGE}" class="f-none s-rule"/>']
    if first is not None and now is not None and first < now:
        shapes.append(hatched(scale.at(first), _MIDDLE - 3, round(scale.at(now) - scale.at(first), 1), 6))
    if action.overdue:
        since = scale.today - timedelta(days=action.days_overdue)
        shapes.append(overdue(scale.at(since), scale.at(scale.today), _MIDDLE, 6))
    shapes.append(today(scale.at(scale.today), 6, 22))
    if first is not None:
        shapes.append(pin(scale.at(first), _MIDDLE))
    if now is not None:
        shapes.append(diamond(scale.at(now), _MIDDLE))
    return Drawing(wide="".join(shapes), wide_height=HEIGHT, width=WIDTH)


KEY: tuple[Sign, ...] = (FIRST_DATE, DATE_NOW, TIME_ADDED, OVERDUE, TODAY)
"""The signs of a bar, with their words."""
