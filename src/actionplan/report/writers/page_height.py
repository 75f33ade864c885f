"""How high a paper is on A4: estimated with the sizes and gaps of Word files, which are the largest of all forms."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from actionplan.report.document import Block, Columns, Heading, Items, Key, Paragraph, Table, in_line
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock
from actionplan.report.writers.column_widths import lines_of_rows, lines_of_text, tables

ONE_PAGE = 735.0
"""The height in points up to which a paper is on one page, with some of it free, since fonts differ."""

_LOGO, _MARKING = 60, 20
"""The height of a logo with the space after it, and that of a marking, in points."""

_WIDTH, _GAP, _BETWEEN = 510, 8, 23
"""The width of the text, and the gaps between two columns of a table and between two of text, in points."""


def page_height(blocks: Iterable[Block], width: float = _WIDTH) -> float:
    """Return how high blocks are in a Word file, in points.

    Args:
        blocks: the blocks; those that no paper of one page has count as nothing.
        width: the width of the text.
    """
    return sum(_HEIGHTS[type(block)](block, width) for block in blocks if type(block) in _HEIGHTS)


def _line(size: float) -> float:
    """Return the height of a line of Arial, with the space between lines."""
    return size * 1.149 * 1.09


def _text(text: Inline, width: float, size: float = 10, *, is_bold: bool = False) -> float:
    return lines_of_text(text, width, size, is_bold=is_bold) * _line(size)


def _table(table: Table, width: float) -> float:
    caption = 6 + _line(10) if table.caption and table.note is not None else 0
    return caption + sum(lines * _line(9) + 3.3 for lines in lines_of_rows(table, width, 9, _GAP))


def _columns(block: Columns, width: float) -> float:
    """Return the height of parts side by side, or one below the other where they have tables."""
    if any(tables([block])):
        return sum(page_height(each, width) for each in block.columns)
    each_width = (width - _BETWEEN * (len(block.columns) - 1)) / len(block.columns)
    return 12 + max(page_height(each, each_width) for each in block.columns)


_HEIGHTS: Mapping[type[Block], Callable[[Any, float], float]] = {
    TitleBlock: lambda block, _: (
        50
        + _line(9) * ((len(block.facts) + 1) // 2)
        + (_LOGO if block.logo else 0)
        + (_MARKING if block.marking else 0)
    ),
    Heading: lambda block, width: 10 + _text(block.text, width, 12, is_bold=True),
    Headline: lambda block, width: 12 + _text(block.text, width, 12.5, is_bold=True),
    Notice: lambda block, width: 18 + _text(joined((Span(block.title, "strong"), block.text), " "), width - 21),
    Paragraph: lambda block, width: 4 + _text(block.text, width),
    Items: lambda block, width: sum(1 + _text(in_line(each.text), width - 17) for each in block.items),
    Table: _table,
    Key: lambda *_: 21.0,
    Counts: lambda block, _: 20.0 + 20 * len(block.counts),
    Columns: _columns,
}
