"""How far the date of an action was moved and how long it is overdue, as a bar in a cell of a table."""

from collections.abc import Iterable
from datetime import date

from attrs import frozen

from actionplan.model.dates import last_day
from actionplan.report.document import Drawing, Sign
from actionplan.summary.actions import ActionSummary

WIDTH, HEIGHT = 150, 24
_MIDDLE, _EDGE = 14, 8
_BETWEEN = 8.5
"""From one line of a hatch to the next."""


@frozen
class Scale:
    """The time from left to right that all bars of a table share.

    Attributes:
        first: the day at the left.
        last: the day at the right: that of the report, or a later due date.
        today: the day of the report.
    """

    first: date
    last: date
    today: date

    def at(self, day: date) -> float:
        """Return the place of a day, in pixels from the left."""
        days = max((self.last - self.first).days, 1)
        return round(_EDGE + (WIDTH - 2 * _EDGE) * (day - self.first).days / days, 1)


def slip_scale(actions: Iterable[ActionSummary], as_at: date) -> Scale:
    """Return a scale on which the due dates of open actions have their places, and the day of the report.

    Args:
        actions: the actions; what is not open is left out.
        as_at: the day of the report.
    """
    dues = [day for each in actions if each.open for day in (last_day(each.original_due), last_day(each.due)) if day]
    return Scale(min((*dues, as_at)), max((*dues, as_at)), as_at)


def slip_drawing(action: ActionSummary, scale: Scale) -> Drawing:
    """Return the bar of an action: a pin at the first date, a diamond at the date now, what was added, what is overdue.

    Args:
        action: the action.
        scale: the scale of the table.
    """
    first, now = last_day(action.original_due), last_day(action.due)
    shapes = [f'<path d="M{_EDGE} {_MIDDLE}H{WIDTH - _EDGE}" class="f-none s-rule"/>']
    begin, end = (scale.at(day) if day is not None else None for day in (first, now))
    if begin is not None and end is not None and begin != end:
        left, width = min(begin, end), round(abs(end - begin), 1)
        shapes.append(hatched(left, _MIDDLE - 3, width, 6))
    if end is not None and action.overdue:
        width = round(scale.at(scale.today) - end, 1)
        shapes.append(_bar(end, width, 'class="f-late"'))
    shapes.append(f'<path d="M{scale.at(scale.today)} 6v16" class="f-none s-ink dashed"/>')
    if begin is not None:
        shapes.append(pin(begin, _MIDDLE))
    if end is not None:
        shapes.append(diamond(end, _MIDDLE))
    return Drawing(wide="".join(shapes), wide_height=HEIGHT, width=WIDTH)


def _bar(left: float, width: float, look: str) -> str:
    return f'<rect x="{left}" y="{_MIDDLE - 3}" width="{width}" height="6" {look}/>'


def hatched(x: float, y: float, width: float, height: float) -> str:
    """Return a box of slanting lines, which stands for time that was added, and for figures that are missing.

    The lines are drawn one by one, since Word knows no patterns.

    Args:
        x: its left side.
        y: its top.
        width: its width.
        height: its height.
    """
    lines = []
    start = x - height
    while (start := start + _BETWEEN) < x + width:
        low, high = max(start, x), min(start + height, x + width)
        lines.append(f"M{low:.1f} {y + height - (low - start):.1f}L{high:.1f} {y + height - (high - start):.1f}")
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" class="f-none s-rule2"/>'
        f'<path d="{"".join(lines)}" class="f-none s-rule2" stroke-width="2"/>'
    )


def pin(x: float, y: float) -> str:
    """Return a pin with an open head, which stands for the date first agreed."""
    return (
        f'<path d="M{x} {y + 5}V{y - 5}" class="s-ink" stroke-width="1.5"/>'
        f'<circle cx="{x}" cy="{y - 8}" r="2.8" class="f-paper s-ink" stroke-width="1.5"/>'
    )


def diamond(x: float, y: float) -> str:
    """Return a diamond, which stands for the date now."""
    return f'<path d="M{x} {y - 5.5}l4.5 5.5-4.5 5.5-4.5-5.5z" class="f-ink"/>'


KEY: tuple[Sign, ...] = (
    Sign(f'<g transform="translate(2.6 .6) scale(.76)">{pin(11, 11)}</g>', "Date first agreed"),
    Sign(diamond(11, 7), "Date now"),
    Sign(hatched(1, 4, 20, 6), "Time added by moving it"),
    Sign('<rect x="1" y="4" width="20" height="6" class="f-late"/>', "Overdue since"),
)
"""The signs of a bar, with their words."""
