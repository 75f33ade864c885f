"""How wide the columns of a table are on paper: short lines are not broken, and long texts share what is left."""

from collections.abc import Sequence

from attrs import frozen

from actionplan.report.document import Bar, Cell, Drawn, Inline, Lines, Table, texts
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.font import advances

POINTS = 0.75
"""Points in one pixel of a drawing."""

_SHORT = 0.27
"""A line up to this share of the table's width is not broken, as long as there is space for the others."""

_MOST = 0.75
"""The share of its lines from which a column counts as one of short lines; the others are broken."""

_FIXED = 0.66
"""The share of the width for columns that do not break their lines, at most."""

_LONG_WORD = 0.2
"""The share of the width up to which the longest word widens its column; longer words are broken."""


@frozen
class _Measured:
    """What a column needs.

    Attributes:
        least: the width of its longest word or of its drawing, and at least one letter.
        most: the width of its longest line; of its longest short one, if most are short.
        length: the mean length of its texts, all in one line.
    """

    least: float
    most: float
    length: float


def column_widths(table: Table, width: float, size: float, gap: float) -> tuple[float, ...]:
    """Return the width of each column, with the gap after it; together they are as wide as the table.

    Args:
        table: the table.
        width: the width of the table, in points.
        size: the size of its letters.
        gap: the gap between two columns.
    """
    space = width - gap * (len(table.columns) - 1)
    measured = [_column(table, at, space, size) for at in range(len(table.columns))]
    found = _shared(measured, _unbroken(measured, space), space)
    return tuple(each + (gap if at < len(found) - 1 else 0) for at, each in enumerate(found))


def _unbroken(measured: Sequence[_Measured], space: float) -> list[bool]:
    """Return which columns get the width of their longest line: the narrowest first, while there is space."""
    unbroken, used = [False] * len(measured), 0.0
    for at in sorted(range(len(measured)), key=lambda at: measured[at].most):
        used += measured[at].most
        unbroken[at] = measured[at].most <= _SHORT * space and used <= _FIXED * space
    return unbroken


def _shared(measured: Sequence[_Measured], unbroken: Sequence[bool], space: float) -> list[float]:
    """Return the width of each column: what is left is shared by the lengths of texts, with none below its least."""
    fixed = {at: each.most for at, each in enumerate(measured) if unbroken[at]}
    while True:
        left = space - sum(fixed.values())
        shares = {at: max(each.length, 1.0) ** 0.75 for at, each in enumerate(measured) if at not in fixed}
        whole = sum(shares.values())
        narrow = {at: measured[at].least for at, share in shares.items() if left * share / whole < measured[at].least}
        if not narrow:
            break
        fixed |= narrow
    found = [fixed[at] if at in fixed else left * shares[at] / whole for at in range(len(measured))]
    return [each * space / sum(found) for each in found]


def _column(table: Table, at: int, space: float, size: float) -> _Measured:
    names_rows = table.has_row_headings and not at
    cells = [row[at] for row in table.rows]
    texts_of = [[_words(line, is_bold=names_rows) for line in _lines(cell)] for cell in cells]
    heading = _words(table.columns[at].heading, is_bold=True)
    lines = [heading, *(line for each in texts_of for line in each)]
    drawn = [cell.drawing.width * POINTS for cell in cells if isinstance(cell, Drawn) and cell.drawing.width]
    longest = max((word for line in lines for word in line), default=0.0) * size
    least = max(min(longest, _LONG_WORD * space), *drawn, size)
    widths = [_length(line) * size for line in lines]
    short = [each for each in widths if each <= _SHORT * space]
    most = max(short if len(short) >= _MOST * len(widths) else widths, default=0.0)
    mean = sum(_length(line) for each in texts_of for line in each) * size / max(len(cells), 1)
    return _Measured(least, max(most, least), mean)


def _lines(cell: Cell) -> tuple[Inline, ...]:
    if isinstance(cell, Lines | Drawn):
        return cell.lines
    return (cell.caption if isinstance(cell, Bar) else cell,)


_BOLD = frozenset({"strong", "late", "alert", "warning"})
_PLAIN = frozenset({"quiet", "ref"})
_SIGN = 1.35
"""The width of a sign with the gap after it; this and all widths of words are parts of the size of the letters."""


def _words(text: Inline, *, is_bold: bool) -> list[float]:
    """Return the width of each word of a text."""
    words = []
    for span in texts(text):
        widths = advances(bold=span.role in _BOLD or (is_bold and span.role not in _PLAIN))
        found = [sum(widths.get(ord(letter), 0.6) for letter in word) for word in part_of_line(span.text).split()]
        words += [found[0] + _SIGN, *found[1:]] if found and svg.sign(span.role) else found
    return words


def _length(words: Sequence[float]) -> float:
    return sum(words) + advances()[ord(" ")] * max(len(words) - 1, 0)
