"""How wide the columns of a table are on paper: so that its rows are as low as they can be."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from attrs import evolve, field, frozen

from actionplan.report.document import Bar, Block, Cell, Column, Columns, Drawn, Lines, Picture, Table
from actionplan.report.inline import Inline, texts
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.font import advances

POINTS = 0.75
"""Points in one pixel of a drawing."""

_LONG_WORD = 0.2
"""The share of the width up to which the longest word widens its column; longer words are broken."""

_ROWS = 30
"""The most rows that are measured: of a longer table, some from all its parts."""

_SHORT = 13
"""The width of a short line, as a multiple of the size of the letters."""

_BROKEN, _BROKEN_SHORT = 0.1, 0.6
"""What it counts beside the height of rows that a line is broken once, and that a short one is."""

_STEPS = (48, 24, 12, 6, 3)
"""Points that are moved from one column to another, as long as that makes the table lower."""

_ROUNDS, _TIGHT = 3, 3
"""How often widths are improved, and points by which columns are made narrower as long as no line is broken."""

Words = Sequence[float]
"""The width of each word of a line, in points."""


@frozen
class _Column:
    """What a column needs.

    Attributes:
        least: the width of its longest word or of its drawing, and at least one letter.
        cells: the lines of each cell.
        size: the size of the letters.
        tried: what was found for the widths that were tried.
    """

    least: float
    cells: tuple[tuple[Words, ...], ...]
    size: float
    tried: "dict[float, _Tried]" = field(factory=dict)


@frozen
class _Tried:
    """A column of some width.

    Attributes:
        width: the width.
        heights: the number of lines of each cell.
        broken: what it counts that lines are broken.
    """

    width: float
    heights: tuple[int, ...]
    broken: float


def alike(document: Iterable[Block]) -> dict[tuple[Column, ...], Table]:
    """Return the tables of a document by their columns: those with the same ones as one, so that they look alike.

    Args:
        document: the document.
    """
    found: dict[tuple[Column, ...], Table] = {}
    for table in tables(document):
        rows = found[table.columns].rows if table.columns in found else ()
        found[table.columns] = evolve(table, rows=(*rows, *table.rows))
    return found


def tables(document: Iterable[Block]) -> Iterator[Table]:
    """Yield the tables of a document in order, also those within other blocks.

    Args:
        document: the document.
    """
    for block in document:
        if isinstance(block, Columns):
            for column in block.columns:
                yield from tables(column)
        elif isinstance(block, Table | Picture):
            yield block if isinstance(block, Table) else block.table


def column_widths(table: Table, width: float, size: float, gap: float) -> tuple[float, ...]:
    """Return the width of each column, with the gap after it; together they are as wide as the table.

    Args:
        table: the table.
        width: the width of the table, in points.
        size: the size of its letters.
        gap: the gap between two columns.
    """
    inner = width - gap * (len(table.columns) - 1)
    rows = table.rows[:: len(table.rows) // _ROWS + 1]
    columns = [_column(table, rows, at, inner, size) for at in range(len(table.columns))]
    found = _lowest(columns, _first(columns, inner)) if columns else []
    return tuple(each + (gap if at < len(found) - 1 else 0) for at, each in enumerate(found))


def lines_of_rows(table: Table, width: float, size: float, gap: float) -> tuple[int, ...]:
    """Return on how many lines the head of a table is, and each of its rows, in columns of the widths found for it.

    Args:
        table: the table.
        width: the width of the table, in points.
        size: the size of its letters.
        gap: the gap between two columns.
    """
    widths = column_widths(table, width, size, gap)
    inner = width - gap * (len(widths) - 1)
    tried = [
        _tried(_column(table, table.rows, at, inner, size), each - (gap if at < len(widths) - 1 else 0))
        for at, each in enumerate(widths)
    ]
    return tuple(map(max, zip(*(each.heights for each in tried), strict=True)))


def lines_of_text(text: Inline, width: float, size: float, *, is_bold: bool = False) -> int:
    """Return on how many lines a text is.

    Args:
        text: the text.
        width: the width of a line, in points.
        size: the size of its letters.
        is_bold: whether it is bold.
    """
    return _height(_words(text, size, is_bold=is_bold), width, advances()[ord(" ")] * size)


def _first(columns: Sequence[_Column], inner: float) -> list[float]:
    """Return widths to begin with: the least ones, and of what is left more for longer texts."""
    least = [column.least for column in columns]
    if sum(least) >= inner:
        return [each * inner / sum(least) for each in least]
    lengths = [sum(sum(line) for cell in column.cells for line in cell) ** 0.5 + 1 for column in columns]
    return [each + (inner - sum(least)) * length / sum(lengths) for each, length in zip(least, lengths, strict=True)]


def _lowest(columns: Sequence[_Column], widths: Sequence[float]) -> list[float]:
    """Return widths from which no move of some points from one column to another makes the table lower."""
    best = [_tried(column, width) for column, width in zip(columns, widths, strict=True)]
    for _ in range(_ROUNDS):
        best = _tightened(columns, _moved(columns, best))
    return [each.width for each in best]


def _moved(columns: Sequence[_Column], best: list[_Tried]) -> list[_Tried]:
    pairs = list(permutations(range(len(columns)), 2))
    for step in _STEPS:
        moves = list(pairs)
        while moves:
            giver, taker = moves.pop()
            if best[giver].width - step < columns[giver].least:
                continue
            tried = list(best)
            tried[giver] = _tried(columns[giver], best[giver].width - step)
            tried[taker] = _tried(columns[taker], best[taker].width + step)
            if _cost(tried) < _cost(best):
                best, moves = tried, list(pairs)
    return best


def _tightened(columns: Sequence[_Column], best: Sequence[_Tried]) -> list[_Tried]:
    """Return columns without the width that changes nothing, which the one with the most broken lines gets."""
    tight = list(best)
    for at, column in enumerate(columns):
        while tight[at].width - _TIGHT >= column.least:
            less = _tried(column, tight[at].width - _TIGHT)
            if (less.heights, less.broken) != (best[at].heights, best[at].broken):
                break
            tight[at] = less
    most = max(range(len(columns)), key=lambda at: tight[at].broken)
    freed = sum(each.width for each in best) - sum(each.width for each in tight)
    tight[most] = _tried(columns[most], tight[most].width + freed)
    return tight


def _cost(tried: Sequence[_Tried]) -> float:
    height: int = sum(map(max, zip(*(each.heights for each in tried), strict=True)))
    return height + sum(each.broken for each in tried)


def _tried(column: _Column, width: float) -> _Tried:
    """Return a column of some width; each width is measured once."""
    if width not in column.tried:
        column.tried[width] = _measured(column, width)
    return column.tried[width]


def _measured(column: _Column, width: float) -> _Tried:
    space = advances()[ord(" ")] * column.size
    heights, broken = [], 0.0
    for cell in column.cells:
        lines = [_height(line, width, space) for line in cell]
        heights.append(sum(lines))
        for line, height in zip(cell, lines, strict=True):
            broken += (height - 1) * (_BROKEN_SHORT if sum(line) <= _SHORT * column.size else _BROKEN)
    return _Tried(width, tuple(heights), broken)


def _column(table: Table, rows: Sequence[Sequence[Cell]], at: int, inner: float, size: float) -> _Column:
    names_rows = table.has_row_headings and not at
    heading = _words(table.columns[at].heading, size, is_bold=True)
    cells = [
        tuple(_words(line, size, is_bold=names_rows) for line in (*_drawn(row[at], size), *_lines(row[at])))
        for row in rows
    ]
    drawn = [cell.drawing.width * POINTS for row in rows if isinstance(cell := row[at], Drawn) and cell.drawing.width]
    longest = max((word for cell in ((heading,), *cells) for line in cell for word in line), default=0.0)
    least = max(min(longest, _LONG_WORD * inner), *drawn, size)
    return _Column(least, ((heading,), *cells), size)


def _lines(cell: Cell) -> tuple[Inline, ...]:
    if isinstance(cell, Lines | Drawn):
        return cell.lines
    return (cell.caption if isinstance(cell, Bar) else cell,)


def _drawn(cell: Cell, size: float) -> tuple[Inline, ...]:
    """Return as many empty lines as the drawing of a cell is high."""
    return ("",) * round(cell.drawing.wide_height * POINTS / size) if isinstance(cell, Drawn) else ()


_BOLD = frozenset({"strong", "late", "alert", "warning"})
_PLAIN = frozenset({"quiet", "ref"})
_SIGN = 1.35
"""The width of a sign with the gap after it, as a part of the size of the letters."""


def _words(text: Inline, size: float, *, is_bold: bool) -> Words:
    return [width * size for width in _widths(text, is_bold=is_bold)]


def _widths(text: Inline, *, is_bold: bool) -> Iterator[float]:
    """Yield the width of each word of a text, as a part of the size of the letters."""
    for span in texts(text):
        letters = advances(bold=span.role in _BOLD or (is_bold and span.role not in _PLAIN))
        sign = _SIGN if svg.sign(span.role) else 0.0
        for word in part_of_line(span.text).split():
            yield sign + sum(letters.get(ord(letter), 0.6) for letter in word)
            sign = 0.0


def _height(words: Words, width: float, space: float) -> int:
    """Return on how many lines words are in a column of some width."""
    lines, used = 1, 0.0
    for word in words:
        if used and used + space + word > width:
            lines, used = lines + 1, 0.0
        used += word + (space if used else 0.0)
        if used > width:
            lines, used = lines + int(used / width), used % width
    return lines
