"""Lines, boxes and words of pictures as SVG, and how much space words take."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape

from attrs import frozen

from actionplan.report.words import part_of_line
from actionplan.report.writers.font import advances

SIZE = 13
"""The size of words in pictures, in pixels."""

SMALL = 12
"""The size of words in narrow cells."""

_SPARE = 1.05
"""By how much the letters of another font may be wider than those that are measured."""


@frozen
class Box:
    """A part of a picture, in pixels from its left and top."""

    left: float
    top: float
    right: float
    bottom: float


@frozen(kw_only=True)
class Word:
    """Words in one line of a picture.

    Attributes:
        x: where they begin; with ``end`` in their look where they end, with ``middle`` where their middle is.
        y: the line under them.
        text: the words.
        look: classes of `writers.svg`, such as ``bold f-late``.
        size: the size of the letters.
    """

    x: float
    y: float
    text: str
    look: str = ""
    size: int = SIZE


@lru_cache(maxsize=10_000)
def px(number: float) -> str:
    """Return a place or a length as SVG has it: ``12``, ``12.5``."""
    return f"{round(number, 1):g}" if abs(number) < 1e5 else f"{number:.0f}"


def text_width(text: str, *, bold: bool = False, size: int = SIZE) -> float:
    """Return how wide a text is, in pixels; a letter that our font lacks counts as wide as it is high."""
    widths = advances(bold=bold)
    return _SPARE * size * sum(widths.get(ord(letter), 1.0) for letter in part_of_line(text))


def word_width(word: Word) -> float:
    """Return how wide words are, in pixels."""
    return text_width(word.text, bold="bold" in word.look.split(), size=word.size)


def box_of(word: Word) -> Box:
    """Return the part of a picture that words take."""
    width, looks = word_width(word), word.look.split()
    left = word.x - (width if "end" in looks else width / 2 if "middle" in looks else 0)
    return Box(left, word.y - 0.78 * word.size, left + width, word.y + 0.24 * word.size)


def drawn(word: Word, *, covers: bool = False) -> str:
    """Return words as SVG.

    Args:
        word: the words.
        covers: whether they cover the lines under them, which would make them hard to read.
    """
    look = f' class="{word.look}"' if word.look else ""
    size = f' font-size="{word.size}"' if word.size != SIZE else ""
    text = f'<text x="{px(word.x)}" y="{px(word.y)}"{look}{size}>{escape(part_of_line(word.text))}</text>'
    return rect(box_of(word), "f-paper") + text if covers else text


def rect(box: Box, look: str, more: str = "") -> str:
    """Return a box as SVG.

    Args:
        box: the box.
        look: its classes.
        more: other attributes.
    """
    width, height = px(max(box.right - box.left, 0)), px(max(box.bottom - box.top, 0))
    rest = f" {more}" if more else ""
    return f'<rect x="{px(box.left)}" y="{px(box.top)}" width="{width}" height="{height}" class="{look}"{rest}/>'


def path(points: Iterable[tuple[float, float]], look: str, more: str = "") -> str:
    """Return a line through points as SVG.

    Args:
        points: the points.
        look: its classes; that it is not filled goes without saying.
        more: other attributes.
    """
    line = "L".join(f"{px(x)} {px(y)}" for x, y in points)
    rest = f" {more}" if more else ""
    return f'<path d="M{line}" class="f-none {look}"{rest}/>'


def lines_of(text: str, width: float, *, bold: bool = False, size: int = SIZE) -> tuple[str, ...]:
    """Return a text in as many lines as it needs: a name is never cut.

    Args:
        text: the text.
        width: the width of a line, in pixels.
        bold: whether it is bold.
        size: the size of its letters.
    """
    lines: list[str] = []
    for word in _words(part_of_line(text), width, bold=bold, size=size):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, bold=bold, size=size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _words(text: str, width: float, *, bold: bool, size: int) -> Iterator[str]:
    """Yield the words of a text; one that is wider than a line is broken."""
    for word in text.split():
        part = ""
        for letter in word:
            if part and text_width(part + letter, bold=bold, size=size) > width:
                yield part
                part = ""
            part += letter
        yield part


def overlap(one: Box, other: Box) -> bool:
    """Return whether two parts of a picture have a part in common."""
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def inside(box: Box, frame: Box) -> bool:
    """Return whether a part of a picture is within another."""
    return frame.left <= box.left and box.right <= frame.right and frame.top <= box.top and box.bottom <= frame.bottom


def first_free(places: Iterable[Word], taken: Iterable[Box], frame: Box) -> Word | None:
    """Return the first of several places for words where they cover nothing; None if there is none.

    Args:
        places: the words at each place.
        taken: what must not be covered.
        frame: in which they must stay.
    """
    others = tuple(taken)
    for word in places:
        box = box_of(word)
        if inside(box, frame) and not any(overlap(box, other) for other in others):
            return word
    return None
