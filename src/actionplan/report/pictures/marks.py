"""Marks that pictures share: each has one meaning everywhere, and its words in a key."""

from collections.abc import Callable

from actionplan.report.document import Drawing, Sign
from actionplan.report.pictures.shapes import Box, path, px, rect
from actionplan.report.writers.svg import NARROW, WIDE

_BETWEEN = 8.5
"""From one line of a hatch to the next."""


def drawing(draw: Callable[[int], tuple[str, float]]) -> Drawing:
    """Return a drawing for a page and for a telephone.

    Args:
        draw: returns the shapes for a width, and their height.
    """
    (wide, high), (narrow, low) = draw(WIDE), draw(NARROW)
    return Drawing(wide, round(high), narrow, round(low))


def hatched(x: float, y: float, width: float, height: float) -> str:
    """Return a box of slanting lines, which stands for time that was added, and for figures that are missing.

    The lines are drawn one by one, since Word knows no patterns.

    Args:
        x: its left side.
        y: its top.
        width: its width.
        height: its height.
    """
    return rect(Box(x, y, x + width, y + height), "f-none s-rule2") + slanting(x, y, width, height)


def slanting(x: float, y: float, width: float, height: float, look: str = "s-rule2") -> str:
    """Return the slanting lines of `hatched` without their box.

    Args:
        x: its left side.
        y: its top.
        width: its width.
        height: its height.
        look: the class of the lines.
    """
    lines = []
    start = x - height
    while (start := start + _BETWEEN) < x + width:
        low, high = max(start, x), min(start + height, x + width)
        lines.append(f"M{low:.1f} {y + height - (low - start):.1f}L{high:.1f} {y + height - (high - start):.1f}")
    return f'<path d="{"".join(lines)}" class="f-none {look}" stroke-width="2"/>'


def pin(x: float, y: float, stem: float = 5) -> str:
    """Return a pin with an open head, which stands for the date first agreed.

    Args:
        x: its place.
        y: the middle of its stem.
        stem: half the length of that.
    """
    return (
        f'<path d="M{px(x)} {px(y + stem)}V{px(y - stem)}" class="s-ink" stroke-width="1.5"/>'
        f'<circle cx="{px(x)}" cy="{px(y - stem - 3)}" r="2.8" class="f-paper s-ink" stroke-width="1.5"/>'
    )


def diamond(x: float, y: float) -> str:
    """Return a diamond, which stands for the date now."""
    return f'<path d="M{px(x)} {px(y - 5.5)}l4.5 5.5-4.5 5.5-4.5-5.5z" class="f-ink"/>'


def ticked(x: float, y: float) -> str:
    """Return a box with a tick, which stands for what is finished."""
    return rect(Box(x - 4.5, y - 4.5, x + 4.5, y + 4.5), "f-paper s-ink", 'stroke-width="1.5"') + path(
        ((x - 2.5, y), (x - 0.5, y + 2), (x + 2.7, y - 2.4)), "s-ink", 'stroke-width="1.5"'
    )


def crossed(x: float, y: float) -> str:
    """Return a cross, which stands for what is cancelled."""
    first, second = ((x - 3.5, y - 3.5), (x + 3.5, y + 3.5)), ((x - 3.5, y + 3.5), (x + 3.5, y - 3.5))
    return "".join(path(each, "s-ink2", 'stroke-width="1.5"') for each in (first, second))


def overdue(left: float, right: float, y: float, height: float = 8) -> str:
    """Return a bar, which stands for the time since something is overdue."""
    return rect(Box(left, y - height / 2, right, y + height / 2), "f-late")


def today(x: float, top: float, bottom: float) -> str:
    """Return a broken line, which stands for the day of the report."""
    return path(((x, top), (x, bottom)), "s-ink", 'stroke-dasharray="3 3"')


FIRST_DATE = Sign(pin(11, 10, 3), "Date first agreed")
DATE_NOW = Sign(diamond(11, 7), "Date now")
TIME_ADDED = Sign(hatched(1, 4, 20, 6), "Time added by moving it")
OVERDUE = Sign(overdue(1, 21, 7, 6), "Overdue since")
FINISHED = Sign(ticked(11, 7), "Finished")
CANCELLED = Sign(crossed(11, 7), "Cancelled")
TODAY = Sign(today(11, 0, 14), "Day of this report")
"""The marks with their words."""
