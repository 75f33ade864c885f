"""How far the actions of an area have come, as a bar: finished, overdue, open and not overdue, no longer awaited."""

from actionplan.report.document import Drawing, Sign
from actionplan.report.pictures.marks import slanting
from actionplan.report.pictures.shapes import Box, rect
from actionplan.summary.status import Tally

WIDTH, HEIGHT = 288, 14
_TOP, _HIGH = 1, 12


def area_bar(tally: Tally) -> Drawing:
    """Return the bar of some actions; each part is as long as its share of them.

    Args:
        tally: counts over them.
    """
    open_in_time = tally.open - tally.overdue
    rest = tally.actions - tally.finished - tally.open
    shapes, left = [], 0.5
    for number, shape in zip((tally.finished, tally.overdue, open_in_time, rest), _PARTS, strict=True):
        width = (WIDTH - 1) * number / max(tally.actions, 1)
        if number:
            shapes.append(_part(shape, left, width))
        left += width
    return Drawing(wide="".join(shapes), wide_height=HEIGHT, width=WIDTH)


def _part(look: str, left: float, width: float, top: float = _TOP, high: float = _HIGH) -> str:
    hatch = slanting(left, top, width, high) if look == _DROPPED else ""
    return rect(Box(left, top, left + width, top + high), f"{look} s-ink", 'stroke-width="1"') + hatch


_DROPPED = "f-none"
_PARTS = ("f-done", "f-late", "f-paper", _DROPPED)
_WORDS = ("Finished", "Overdue", "Open, not overdue", "Cancelled, or in an area that is stood down")
KEY = tuple(Sign(_part(look, 1, 20, 2, 10), words) for look, words in zip(_PARTS, _WORDS, strict=True))
"""The parts of a bar with their words."""
