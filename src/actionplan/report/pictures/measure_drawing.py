"""The picture of a measure as lines, marks and words: axes, lines, points, and words where there is space left."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from actionplan.report.document import Sign
from actionplan.report.pictures import marks
from actionplan.report.pictures.measure_points import Figure, Kind, Points
from actionplan.report.pictures.scales import Days, Numbers, number_ticks, numbers, ticks
from actionplan.report.pictures.shapes import Box, Word, box_of, drawn, first_free, path, px, rect, text_width
from actionplan.report.writers.svg import WIDE
from actionplan.summary.measures.trajectory import Point

_TOP, _PLOT, _FOOT, _INSET = 26, 170, 40, 18
_SMALL_PLOT = 190


def disc(x: float, y: float) -> str:
    """Return a full disc, which stands for a published figure."""
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="5" class="f-line1"/>'


def ring(x: float, y: float) -> str:
    """Return a ring, which stands for the starting point."""
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="4.5" class="f-paper s-line1" stroke-width="2"/>'


def small_ring(x: float, y: float) -> str:
    """Return a small ring, which stands for a figure for another length of time."""
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="3" class="f-paper s-ink2" stroke-width="1.5"/>'


def square(x: float, y: float) -> str:
    """Return an open square, which stands for a figure of another source."""
    return rect(Box(x - 5, y - 5, x + 5, y + 5), "f-paper s-late", 'stroke-width="2"')


def cross(x: float, y: float, look: str = "s-line2") -> str:
    """Return a cross, which stands for a target; in grey for one that was changed."""
    lines = f"M{px(x - 7)} {px(y)}H{px(x + 7)}M{px(x)} {px(y - 7)}V{px(y + 7)}"
    return f'<path d="{lines}" class="{look}" stroke-width="2.5"/>'


def triangle(x: float, y: float) -> str:
    """Return an open triangle, which stands for a figure of somewhere else."""
    lines = f"M{px(x)} {px(y - 5.5)}L{px(x + 5.5)} {px(y + 4.5)}H{px(x - 5.5)}z"
    return f'<path d="{lines}" class="f-paper s-ink" stroke-width="1.5"/>'


def _line_sign(look: str, thick: float, mark: str, words: str) -> Sign:
    return Sign(path(((0, 7), (22, 7)), look, f'stroke-width="{thick:g}"') + mark, words)


KEY: dict[str, Sign] = {
    "published": _line_sign("s-line1", 2.5, disc(11, 7), "Published figure"),
    "start": Sign(ring(11, 7), "Starting point"),
    "target": _line_sign("s-line2 dashed", 2, cross(15, 7), "Line between targets, and target"),
    "first-target": _line_sign("s-rule2 dotted", 1.5, cross(15, 7, "s-rule2"), "Target as first set"),
    "another-source": Sign(square(11, 7), "Another source differs"),
    "other-length": _line_sign("s-ink2", 1, small_ring(11, 7), "For another length of time"),
    "benchmark": Sign(triangle(11, 7), "Elsewhere"),
    "duty": Sign(path(((0, 7), (22, 7)), "s-ink", 'stroke-width="2"'), "Duty by law"),
    "gap": Sign(marks.slanting(1, 2, 20, 10, "s-rule"), "No figure published"),
    "break": Sign(path(((11, 0), (11, 14)), "s-ink2", 'stroke-width="2"'), "Counted in another way from here"),
    "today": marks.TODAY,
}
"""The signs of a picture, by what they stand for."""

_MARKS = {
    "published": disc,
    "start": ring,
    "other-length": small_ring,
    "another-source": square,
    "target": cross,
    "first-target": lambda x, y: cross(x, y, "s-rule2"),
    "benchmark": triangle,
}

_LOOKS: dict[Kind, str] = {"another-source": "bold f-late", "first-target": "f-ink2", "other-length": "f-ink2"}
_ORDER: tuple[Kind, ...] = (
    "other-length",
    "benchmark",
    "first-target",
    "target",
    "another-source",
    "start",
    "published",
)
"""Which marks are drawn first, so that later ones cover them."""


def draw(points: Points, as_at: date, last: str, width: int) -> tuple[str, float]:
    """Return the shapes of a picture, and its height.

    Args:
        points: what it shows.
        as_at: the day of the report.
        last: the latest figure as it is written beside its mark.
        width: its width.
    """
    bottom = _TOP + (_PLOT if width == WIDE else _SMALL_PLOT)
    values = [each.value for each in points.figures]
    scale = numbers((*values, *([points.duty[0]] if points.duty else [])), bottom, _TOP)
    left = max(text_width(label) for _, label in number_ticks(scale)) + 8
    days = _days(points, as_at, left + _INSET, width - _INSET)
    shapes = [*_axes(scale, days, left, width)]
    shapes += (_gap(begin, end, days, scale) for begin, end in points.gaps)
    places = map(days.at, points.breaks)
    shapes += (path(((x, _TOP), (x, bottom)), "s-ink2", 'stroke-width="2"') for x in places)
    shapes += _lines(points, days, scale, left, width)
    shapes.append(marks.today(days.at(as_at), _TOP - 10, bottom))
    for kind in _ORDER:
        shapes += (
            _MARKS[kind](days.at(each.day), scale.at(each.value)) for each in points.figures if each.kind == kind
        )
    shapes += _words(points, days, scale, last, Box(left, 0, width, bottom))
    return "".join(shapes), bottom + _FOOT


def _days(points: Points, as_at: date, left: float, right: float) -> Days:
    days = [*(each.day for each in points.figures), *points.breaks]
    return Days(first=min(*days, as_at), last=max(*days, as_at), today=as_at, left=left, right=right)


def _axes(scale: Numbers, days: Days, left: float, width: int) -> Iterator[str]:
    for value, label in number_ticks(scale):
        y = scale.at(value)
        yield path(((left, y), (width, y)), "s-rule")
        yield drawn(Word(x=left - 8, y=y + 4, text=label, look="end f-ink2"))
    for tick in ticks(days, 44):
        x, y = days.at(tick.day), scale.bottom
        yield path(((x, y), (x, y + 5)), "s-rule2")
        for at, text in enumerate(filter(None, (tick.month, tick.year))):
            yield drawn(Word(x=x, y=y + 18 + 15 * at, text=text, look="middle f-ink2"))


def _gap(begin: date, end: date, days: Days, scale: Numbers) -> str:
    left, right = days.at(begin), days.at(end)
    return marks.slanting(left, scale.top, right - left, scale.bottom - scale.top, "s-rule")


def _lines(points: Points, days: Days, scale: Numbers, left: float, width: int) -> Iterator[str]:
    if points.duty is not None:
        y = scale.at(points.duty[0])
        yield path(((left, y), (width, y)), "s-ink", 'stroke-width="2"')

    def placed(line: Iterable[Point]) -> list[tuple[float, float]]:
        return [(days.at(day), scale.at(value)) for day, value in line]

    for line in points.first_expected:
        yield path(placed(line), "s-rule2 dotted", 'stroke-width="1.5"')
    if points.expected:
        yield path(placed(points.expected), "s-line2 dashed", 'stroke-width="2"')
    published = {each.day for each in points.figures if each.kind == "published"}
    for line in points.lines:
        is_latest = any(day in published for day, _ in line)
        look, thick = ("s-line1", "2.5") if is_latest else ("s-ink2", "1")
        yield path(placed(line), look, f'stroke-width="{thick}"')


def _words(points: Points, days: Days, scale: Numbers, last: str, frame: Box) -> Iterator[str]:
    """Yield words beside marks: those that matter most first, each where it covers no mark and no other words."""
    taken = [_mark_box(days.at(each.day), scale.at(each.value)) for each in points.figures]
    every = (*points.lines, points.expected, *points.first_expected)
    lines = [box for line in every for box in _line_boxes(line, days, scale)]
    if points.duty is not None:
        y = scale.at(points.duty[0])
        duty = points.duty[1]
        places = [
            Word(x=x, y=y + dy, text=duty, look=f"bold {end}".strip())
            for dy in (-5, 16)
            for x, end in ((frame.left + 4, ""), (frame.right - 4, "end"))
        ]
        word = _placed([places], taken, lines, frame)
        if word is not None:
            taken.append(box_of(word))
            yield drawn(word, covers=True)
        lines.append(Box(frame.left, y - 1, frame.right, y + 1))
    for each, is_last in _by_weight(points):
        look = "bold" if is_last else _LOOKS.get(each.kind, "")
        texts = [last] if is_last else [each.label, *([each.number] if each.kind == "another-source" else [])]
        at = days.at(each.day), scale.at(each.value)
        word = _placed([list(_around(*at, text, look)) for text in texts], taken, lines, frame)
        if word is not None:
            taken.append(box_of(word))
            yield drawn(word, covers=True)


def _placed(tries: Iterable[Sequence[Word]], taken: Sequence[Box], lines: Sequence[Box], frame: Box) -> Word | None:
    """Return the first words that have a place: where they cover no line, or else where they cover nothing else."""
    found = (first_free(places, others, frame) for places in tries for others in ((*taken, *lines), taken))
    return next(filter(None, found), None)


def _by_weight(points: Points) -> Iterator[tuple[Figure, bool]]:
    """Yield each figure with whether it is the latest: that first, then what it is compared with, then the others."""
    published = sorted((each for each in points.figures if each.kind == "published"), key=lambda each: each.day)
    yield published[-1], True
    for kind in ("another-source", "target", "first-target", "start", "benchmark"):
        yield from ((each, False) for each in points.figures if each.kind == kind)
    values = [each.value for each in published]
    ends = {0, values.index(max(values)), values.index(min(values))}
    rest = [at for at in range(len(published) - 1) if at not in ends]
    yield from ((published[at], False) for at in (*sorted(ends - {len(published) - 1}), *reversed(rest)))


def _around(x: float, y: float, text: str, look: str) -> Iterator[Word]:
    for dx, dy, end in (
        (0, -10, "middle"),
        (0, 20, "middle"),
        (10, 4, ""),
        (-10, 4, "end"),
        (8, -8, ""),
        (-8, -8, "end"),
        (8, 18, ""),
        (-8, 18, "end"),
        (0, -24, "middle"),
        (0, 34, "middle"),
    ):
        yield Word(x=x + dx, y=y + dy, text=text, look=f"{look} {end}".strip())


def _mark_box(x: float, y: float) -> Box:
    return Box(x - 6, y - 6, x + 6, y + 6)


def _line_boxes(line: Iterable[Point], days: Days, scale: Numbers) -> Iterator[Box]:
    """Yield small boxes along a line, which words are not to cover if there is another place."""
    corners = [(days.at(day), scale.at(value)) for day, value in line]
    for (x1, y1), (x2, y2) in pairwise(corners):
        steps = max(int(max(abs(x2 - x1), abs(y2 - y1)) / 6), 1)
        for at in range(steps + 1):
            x, y = x1 + (x2 - x1) * at / steps, y1 + (y2 - y1) * at / steps
            yield Box(x - 1, y - 1, x + 1, y + 1)
