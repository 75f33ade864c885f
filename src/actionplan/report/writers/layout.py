"""Styled text and tables on a screen: width, wrapping and colour."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from unicodedata import category, east_asian_width

_GAP = 2
"""Blanks between two columns."""

_WORD = re.compile(r"\s*\S+\s*")

_CODES = {
    "bold": "1",
    "dim": "2",
    "red": "31",
    "green": "32",
    "yellow": "33",
    "blue": "34",
    "magenta": "35",
    "cyan": "36",
    "bright_black": "90",
}
"""The terminal's code for each word of a style."""


class Text:
    """A line of text, stretches of which have styles such as ``bold red``.

    Attributes:
        pieces: the stretches, each with its style.
    """

    __slots__ = ("pieces",)

    def __init__(self, text: str = "", style: str = "") -> None:
        self.pieces: list[tuple[str, str]] = [(text, style)] if text else []

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return self.pieces[0][0] if len(self.pieces) == 1 else "".join(text for text, _ in self.pieces)

    @property
    def cell_len(self) -> int:
        """How many places of a line it takes."""
        return cells(self.plain)

    def append(self, text: str, style: str = "") -> None:
        """Add a stretch."""
        if self.pieces and self.pieces[-1][1] == style:
            text = self.pieces.pop()[0] + text
        if text:
            self.pieces.append((text, style))

    def append_text(self, other: "Text") -> None:
        """Add all of another text."""
        for text, style in other.pieces:
            self.append(text, style)

    def stylize(self, style: str) -> None:
        """Add a style to all of it."""
        self.pieces = [(text, f"{own} {style}".strip()) for text, own in self.pieces]

    def cut(self, start: int, end: int) -> "Text":
        """Return the text between two places."""
        made = Text()
        at = 0
        for text, style in self.pieces:
            if stretch := text[max(start - at, 0) : max(end - at, 0)]:
                made.pieces.append((stretch, style))
            at += len(text)
        return made


def table_lines(
    rows: Sequence[Sequence[Text]], sizes: Sequence[int | None], right: Collection[int], width: int, *, headed: bool
) -> Iterator[Text]:
    """Yield the lines of a table; a cell may have several lines.

    Args:
        rows: its rows, each with a cell for each column; the headings first, if it has any.
        sizes: the width of each column; None for the width that it needs, or the remaining width.
        right: the columns that are aligned to the right, from 0.
        width: the width of a line.
        headed: whether the first row has the headings, which are placed directly above the first row of cells.
    """
    gaps = [_GAP] * (len(sizes) - 1) + [0]
    widths = _widths(rows, sizes, gaps, width)
    for place, row in enumerate(rows):
        fields = [list(_wrapped(field, max(room - gap, 1))) for field, room, gap in zip(row, widths, gaps, strict=True)]
        height = max(map(len, fields))
        if headed and place == 0:
            fields = [[Text()] * (height - len(lines)) + lines for lines in fields]
        for number in range(height):
            line = Text()
            for column, (lines, room, gap) in enumerate(zip(fields, widths, gaps, strict=True)):
                field = lines[number] if number < len(lines) else Text()
                field = field.cut(0, len(field.plain.rstrip()))
                blank = max(room - gap - field.cell_len, 0)
                line.append(" " * blank if column in right else "")
                line.append_text(field)
                line.append(" " * (gap if column in right else blank + gap))
            yield line


def shown(line: Text, *, colour: bool) -> str:
    """Return a line without blanks at its end; with escape sequences for its styles if there is colour."""
    plain = line.plain.rstrip()
    if not colour:
        return plain
    pieces = line.cut(0, len(plain)).pieces
    return "".join(f"\x1b[{_codes(style)}m{text}\x1b[0m" if style else text for text, style in pieces)


@cache
def _codes(style: str) -> str:
    return ";".join(_CODES[word] for word in dict.fromkeys(style.split()))


def cells(text: str) -> int:
    """Return the width of a text on a screen: two for each wide character, none for a combining accent."""
    return len(text) if text.isascii() else sum(map(_cells, text))


@cache
def _cells(character: str) -> int:
    if category(character) in ("Mn", "Me", "Cc", "Cf"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def _wrapped(text: Text, width: int) -> Iterator[Text]:
    start = 0
    for plain in text.plain.split("\n"):
        end = start + len(plain)
        breaks = [] if cells(plain) <= width else [start + place for place in _breaks(plain, width)]
        for first, last in zip([start, *breaks], [*breaks, end], strict=True):
            yield text.cut(first, last)
        start = end + 1


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield the places at which a line is broken: between words, or inside a word longer than a line."""
    used = 0
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        length = cells(word.rstrip())
        if length <= width - used:
            used += cells(word)
        elif length > width:
            for piece in _chopped(word, width):
                if start:
                    yield start
                start += len(piece)
                used = cells(piece)
        else:
            if used and start:
                yield start
            used = cells(word)


def _chopped(word: str, width: int) -> Iterator[str]:
    start, used = 0, 0
    for place, character in enumerate(word):
        if used + _cells(character) > width and place > start:
            yield word[start:place]
            start, used = place, 0
        used += _cells(character)
    yield word[start:]


def _widths(rows: Sequence[Sequence[Text]], sizes: Sequence[int | None], gaps: Sequence[int], width: int) -> list[int]:
    """Return the widths of columns with their gaps; if they are too wide, the widest are reduced first."""
    widths = []
    for place, (size, gap) in enumerate(zip(sizes, gaps, strict=True)):
        needed = size if size is not None else _needed(row[place] for row in rows)
        widths.append(min(needed + gap, width) or 1)
    can_give = [size is None for size in sizes]
    while (excess := sum(widths) - width) > 0 and any(can_give):
        giving = [wide for wide, gives in zip(widths, can_give, strict=True) if gives]
        second = max((wide for wide in giving if wide != max(giving)), default=0)
        if not (step := min(excess, max(giving) - second)):
            break
        shares = [int(gives and wide == max(giving)) for wide, gives in zip(widths, can_give, strict=True)]
        widths = _less(widths, excess, shares, [step] * len(widths))
    if excess > 0:
        widths = _less(widths, excess, [1] * len(widths), widths)
    return widths


def _needed(fields: Iterable[Text]) -> int:
    return max((cells(line) for field in fields for line in field.plain.split("\n")), default=0)


def _less(widths: Sequence[int], excess: int, shares: Sequence[int], most: Sequence[int]) -> list[int]:
    """Reduce widths by an excess, by their shares, each by at most its limit."""
    remaining, shares_left = excess, sum(shares)
    reduced = []
    for width, share, limit in zip(widths, shares, most, strict=True):
        taken = min(limit, round(share * remaining / shares_left)) if share else 0
        reduced.append(width - taken)
        remaining, shares_left = remaining - taken, shares_left - share
    return reduced
