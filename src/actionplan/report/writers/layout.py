"""Text with styles, and tables without lines, laid out in lines of a screen: how wide, how wrapped, how coloured."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from unicodedata import category, east_asian_width

from actionplan.model.frozen import frozen

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
"""What terminals call the words of which a style is made."""


class Text:
    """A text, stretches of which have styles such as ``bold red``.

    Attributes:
        pieces: the stretches, each with its style.
        style: what everything that is added has too.
        is_whole: whether its lines are left as they are, however long.
    """

    __slots__ = ("is_whole", "pieces", "style")

    def __init__(self, text: str = "", style: str = "", *, is_whole: bool = False) -> None:
        self.pieces: list[tuple[str, str]] = [(text, style)] if text else []
        self.style = style
        self.is_whole = is_whole

    @property
    def plain(self) -> str:
        """The text without its styles."""
        return self.pieces[0][0] if len(self.pieces) == 1 else "".join(text for text, _ in self.pieces)

    def __str__(self) -> str:
        return self.plain

    @property
    def cell_len(self) -> int:
        """How many places of a line it takes."""
        return cells(self.plain)

    def copy(self) -> "Text":
        """Give another text of the same pieces."""
        made = Text(style=self.style, is_whole=self.is_whole)
        made.pieces = list(self.pieces)
        return made

    def append(self, text: str, style: str = "") -> None:
        """Add a stretch."""
        both = f"{self.style} {style}".strip()
        if self.pieces and self.pieces[-1][1] == both:
            text = self.pieces.pop()[0] + text
        if text:
            self.pieces.append((text, both))

    def append_text(self, other: "Text") -> None:
        """Add all of another text."""
        for text, style in other.pieces:
            self.append(text, style)

    def stylize(self, style: str, start: int = 0, end: int | None = None) -> None:
        """Give a stretch a further style.

        Args:
            style: the style.
            start: where the stretch begins.
            end: where it ends; None for the end of the text.
        """
        end = len(self.plain) if end is None else end
        middle = [(text, f"{own} {style}".strip()) for text, own in self.cut(start, end).pieces]
        self.pieces = [*self.cut(0, start).pieces, *middle, *self.cut(end, len(self.plain)).pieces]

    def right_crop(self, length: int) -> None:
        """Take characters off the end."""
        self.pieces = self.cut(0, len(self.plain) - length).pieces

    def cut(self, start: int, end: int) -> "Text":
        """Give what stands between two places."""
        made = Text()
        at = 0
        for text, style in self.pieces:
            if stretch := text[max(start - at, 0) : max(end - at, 0)]:
                made.pieces.append((stretch, style))
            at += len(text)
        return made


@frozen
class Column:
    """A column of a table.

    Attributes:
        heading: what stands above it.
        width: its width; None for as wide as needed.
        is_right: whether it is set to the right.
    """

    heading: str
    width: int | None
    is_right: bool


@frozen
class Table:
    """A table without lines.

    Attributes:
        columns: its columns.
        rows: its rows, the headings among them where there are any.
    """

    columns: tuple[Column, ...]
    rows: list[tuple[Text, ...]]

    def add_row(self, *fields: Text | str) -> None:
        """Add a row below the others."""
        self.rows.append(tuple(Text(field) if isinstance(field, str) else field for field in fields))


Part = Text | Table | str
"""What can be drawn, one under the other."""


def lines_of(part: Part, width: int) -> Iterator[Text]:
    """Lay something out.

    Args:
        part: what is to be drawn.
        width: places in a line.
    """
    if isinstance(part, Table):
        yield from _rows(part, width)
    else:
        yield from _wrapped(Text(part) if isinstance(part, str) else part, width)


def shown(line: Text, *, colour: bool) -> str:
    """Give a line without blanks at its end, and with escape sequences for its styles only if there is colour."""
    plain = line.plain.rstrip()
    if not colour:
        return plain
    pieces = line.cut(0, len(plain)).pieces
    return "".join(f"\x1b[{_codes(style)}m{text}\x1b[0m" if style else text for text, style in pieces)


@cache
def _codes(style: str) -> str:
    return ";".join(_CODES[word] for word in dict.fromkeys(style.split()))


def cells(text: str) -> int:
    """Give how many places of a line a text takes: two for each wide character, none for an accent by itself."""
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
        breaks = [] if text.is_whole or cells(plain) <= width else [start + place for place in _breaks(plain, width)]
        for first, last in zip([start, *breaks], [*breaks, end], strict=True):
            yield text.cut(first, last)
        start = end + 1


def _breaks(text: str, width: int) -> Iterator[int]:
    """Give the places at which a line is broken: between words, or in a word that is longer than a line."""
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


def _rows(table: Table, width: int) -> Iterator[Text]:
    gaps = [_GAP] * (len(table.columns) - 1) + [0]
    widths = _widths(table, gaps, width)
    has_headings = any(column.heading for column in table.columns)
    for place, row in enumerate(table.rows):
        fields = [list(_wrapped(field, max(room - gap, 1))) for field, room, gap in zip(row, widths, gaps, strict=True)]
        height = max(map(len, fields))
        if has_headings and place == 0:  # they stand right on what they head
            fields = [[Text()] * (height - len(lines)) + lines for lines in fields]
        for number in range(height):
            line = Text()
            for lines, column, room, gap in zip(fields, table.columns, widths, gaps, strict=True):
                field = lines[number] if number < len(lines) else Text()
                field = field.cut(0, len(field.plain.rstrip()))
                blank = max(room - gap - field.cell_len, 0)
                line.append(" " * blank if column.is_right else "")
                line.append_text(field)
                line.append(" " * (gap if column.is_right else blank + gap))
            yield line


def _widths(table: Table, gaps: Sequence[int], width: int) -> list[int]:
    """Give the widths of columns with the gaps behind them; where there is no room for all, the widest give way."""
    widths = []
    for place, (column, gap) in enumerate(zip(table.columns, gaps, strict=True)):
        needed = column.width if column.width is not None else _needed(row[place] for row in table.rows)
        widths.append(min(needed + gap, width) or 1)
    can_give = [column.width is None for column in table.columns]
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
    """Take what is too much off some widths, by their shares, no more of each than it can give."""
    left, shares_left = excess, sum(shares)
    made = []
    for width, share, limit in zip(widths, shares, most, strict=True):
        taken = min(limit, round(share * left / shares_left)) if share else 0
        made.append(width - taken)
        left, shares_left = left - taken, shares_left - share
    return made
