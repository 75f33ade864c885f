"""Scales of pictures: the place of a day and of a number, and the lines that divide them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from math import ceil, floor, log10

from attrs import frozen

from actionplan.model.figures import number_text
from actionplan.model.text import MONTHS
from actionplan.report.pictures.shapes import Word, box_of
from actionplan.summary.periods import months_on


@frozen(kw_only=True)
class Days:
    """Time from left to right.

    Attributes:
        first, last: the days at the left and at the right.
        today: the day of the report.
        left, right: their places, in pixels.
    """

    first: date
    last: date
    today: date
    left: float
    right: float

    def at(self, day: date) -> float:
        """Return the place of a day, in pixels from the left."""
        days = max((self.last - self.first).days, 1)
        return round(self.left + (self.right - self.left) * (day - self.first).days / days, 1)


@frozen(kw_only=True)
class Tick:
    """The first day of a month, to which a line belongs.

    Attributes:
        day: the day.
        month: the name of the month; empty where the lines are years apart.
        year: the year; empty where an earlier line has the same one.
    """

    day: date
    month: str
    year: str


_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000)
"""Months from one line to the next."""


def ticks(days: Days, apart: float) -> Iterator[Tick]:
    """Yield lines at the beginnings of months, quarters or years.

    Args:
        days: the time.
        apart: the least distance between two lines, in pixels.
    """
    width, span = days.right - days.left, max((days.last - days.first).days, 1)
    step = next((each for each in _STEPS if width * each * 30.4 / span >= apart), _STEPS[-1])
    number = 12 * days.first.year + days.first.month - 1 + (days.first.day > 1)
    day = months_on(date(1, 1, 1), -(-number // step) * step - 12)
    year = ""
    while day <= days.last and day != date.max:
        named = str(day.year) if str(day.year) != year else ""
        yield Tick(day=day, month=MONTHS[day.month - 1] if step < 12 else "", year=named)
        year, day = str(day.year), months_on(day, step)


def tick_words(days: Days, apart: float, y: float, edge: float, look: str = "") -> Iterator[tuple[float, Word | None]]:
    """Yield the place of each line with its words; no words where they would touch the ones before, or the edge.

    Args:
        days: the time.
        apart: the least distance between two lines, in pixels.
        y: the line under the words.
        edge: the right edge of the picture.
        look: ``middle`` for words under the lines; else they are at the right of them.
    """
    free = 0.0
    for tick in ticks(days, apart):
        x = days.at(tick.day)
        text = f"{tick.month} {tick.year}".strip()
        word = Word(x=x + (0 if look else 4), y=y, text=text, look=f"{look} f-ink2".strip())
        box = box_of(word)
        fits = box.left >= free and box.right <= edge
        free = box.right + 3 if fits else free
        yield x, word if fits else None


@frozen(kw_only=True)
class Numbers:
    """Numbers from the bottom upwards; 0 is always among them.

    Attributes:
        least, most: the numbers at the bottom and at the top.
        step: from one line to the next.
        bottom, top: their places, in pixels.
    """

    least: float
    most: float
    step: float
    bottom: float
    top: float

    def at(self, number: Decimal | float) -> float:
        """Return the place of a number, in pixels from the top."""
        share = (float(number) - self.least) / (self.most - self.least)
        return round(self.bottom + (self.top - self.bottom) * share, 1)


_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)
_MOST_LINES = 5


def numbers(values: Iterable[Decimal | float], bottom: float, top: float, *, whole: bool = False) -> Numbers:
    """Return a scale for numbers, from 0 or below.

    Args:
        values: the numbers.
        bottom: the place of the least of them.
        top: the place of the most.
        whole: whether they are counted, so that there are no halves.
    """
    found = [0.0, *map(float, values)]
    least, most = min(found), max(found)
    most = most if most > least else 1.0
    size = 10.0 ** floor(log10((most - least) / _MOST_LINES))
    steps = [max(size * each, 1.0 if whole else 0.0) for each in (*_NICE, 20.0)]
    step = next(each for each in steps if ceil(most / each) - floor(least / each) <= _MOST_LINES)
    return Numbers(least=floor(least / step) * step, most=ceil(most / step) * step, step=step, bottom=bottom, top=top)


def number_ticks(scale: Numbers) -> Iterator[tuple[float, str]]:
    """Yield each number that has a line, and how it is written."""
    for at in range(round(scale.least / scale.step), round(scale.most / scale.step) + 1):
        value = Decimal(f"{at * scale.step:.12g}")
        yield float(value), number_text(value)
