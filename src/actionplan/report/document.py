"""The content of a report: headings, paragraphs, lists and tables. Only the writers decide how they look.

A text is a string, a `Span` with a role, or several of these in a row. Reports use texts as people wrote them: every
writer escapes them in its own way, and makes control and bidirectional characters visible.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from actionplan.report.inline import Inline, joined
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock


@frozen
class Heading:
    """A heading.

    Attributes:
        text: the text.
        level: 1 for the title of the whole document, 2 for a plan or a section, and so on.
        label: an id before the text; empty for none.
        count: how many things are listed under it; None where they are not counted.
        hang: blanks before continuation lines on a screen.
        is_quiet: whether a screen shows it like plain text.
        plan: the folder of the plan whose part of the report begins here; empty for any other heading.
    """

    text: Inline
    level: int = 2
    label: str = ""
    count: int | str | None = None
    hang: int = 0
    is_quiet: bool = False
    plan: str = ""


@frozen
class Paragraph:
    """A paragraph.

    Attributes:
        text: the text.
        indent: blanks before it on a screen.
        hang: further blanks before its continuation lines on a screen.
        label: a number before it, such as ``1.2`` in a committee paper; empty for none.
    """

    text: Inline
    indent: int = 0
    hang: int = 0
    label: str = ""


@frozen
class Gap:
    """A blank line on a screen; other writers separate all blocks anyway."""


@frozen
class Flow:
    """Short facts in a line, separated by commas; a screen breaks lines between them only.

    Attributes:
        facts: the facts.
        indent: blanks before each line on a screen.
    """

    facts: tuple[Inline, ...]
    indent: int = 0


@frozen
class Facts:
    """Names with their values, one below the other.

    Attributes:
        rows: name and value; an empty name continues the value above.
        indent: blanks before each name on a screen.
        width: the width of names on a screen, unless one is longer; 0 for the width of the longest.
    """

    rows: tuple[tuple[str, Inline], ...]
    indent: int = 2
    width: int = 0


@frozen
class Cells:
    """A line of facts in or under an item; a screen aligns those of all items of a list in columns.

    Attributes:
        facts: the facts, as many in each line of a list; empty ones are blank.
        last: one more, after them if it fits, else on a line of its own.
    """

    facts: tuple[Inline, ...]
    last: Inline = ""


@frozen
class Item:
    """One item of a list.

    Attributes:
        text: the text; facts in columns, for a list of records.
        label: an id, a number or a date before it; empty for none.
        under: lines under it: texts, several lines that belong together, facts in columns or in a line, a small
            picture with its words, or a list.
        look: ``moved`` for an entry of a history that moves a date; empty for any other item.
    """

    text: Inline | Cells
    label: str = ""
    under: "tuple[Inline | Lines | Cells | Flow | Drawn | Items, ...]" = ()
    look: str = ""


@frozen
class Items:
    """A list.

    Attributes:
        items: its items.
        indent: blanks before each item on a screen.
        mark: the mark that a screen puts before each item, such as ``"- "``.
        width: the width of labels on a screen with the blanks after them, unless one is longer; 0 for the width of the
            longest, None for the width of each.
        hang: places from the item's beginning at which its text continues on a screen; None for where it began.
        under: places from the item's beginning at which the lines under it begin on a screen; None for where its text
            began.
        under_hang: further blanks before continuation lines of these.
        is_spaced: whether a screen puts a blank line after each item.
        is_ordered: whether the labels are the numbers of the items, in order; a screen aligns them to the right.
        group: lists of one group have their `Cells` in the same columns; empty for a list alone.
        look: what a web page shows it as: ``history``, entries on a line of time with their labels as headings;
            ``records``, with the text of each as a heading; ``figures``, with a figure in front as the label. Empty
            for an ordinary list, which it is everywhere else.
    """

    items: tuple[Item, ...]
    indent: int = 0
    mark: str = ""
    width: int | None = 0
    hang: int | None = None
    under: int | None = None
    under_hang: int = 0
    is_spaced: bool = False
    is_ordered: bool = False
    group: str = ""
    look: str = ""


@frozen
class Column:
    """A column of a table.

    Attributes:
        heading: the heading, a word or two.
        is_number: whether it is aligned to the right.
        width: its width on a screen; None for the width that it needs, or the remaining width.
        least: its least width, if it takes the width that the others, all with a `width`, leave; else 0.
        shows_heading: whether a screen shows the heading; other writers always do.
    """

    heading: str = ""
    is_number: bool = False
    width: int | None = None
    least: int = 0
    shows_heading: bool = True


@frozen
class Filter:
    """What the rows of a table can be narrowed by, on a page where a script does that.

    Attributes:
        title: what the values are, such as ``Owner``.
        values: the values of each row, as readers know them.
    """

    title: str
    values: tuple[tuple[str, ...], ...]


@frozen
class Table:
    """A table.

    Attributes:
        columns: its columns; the first names the row, if `has_row_headings`.
        rows: a cell for each column.
        caption: the subject of the table, for readers who cannot see the text around it; not shown on a screen.
        has_row_headings: whether the first column names the rows.
        folds: whether a screen that is too narrow shows each row as facts under ``Row 1`` instead.
        indent: blanks before each row on a screen.
        is_even: whether all columns but the first share the width of a screen equally, as those of a matrix.
        note: more about the caption in smaller letters, such as "5 of 25"; None where the caption is not shown on a
            screen, since a heading says the same.
        filters: what its rows can be narrowed by on a page of a site, beside words; nothing elsewhere.
    """

    columns: tuple[Column, ...]
    rows: "tuple[tuple[Cell, ...], ...]"
    caption: str = ""
    has_row_headings: bool = True
    folds: bool = False
    indent: int = 0
    is_even: bool = False
    note: str | None = None
    filters: tuple[Filter, ...] = ()


@frozen
class Lines:
    """Several lines in a cell of a table or under an item."""

    lines: tuple[Inline, ...]


@frozen
class Bar:
    """A share as a bar with words beside it; also in a cell of a table.

    Attributes:
        part, whole: the share; the bar is full only at 100 per cent, and empty only at 0.
        caption: the same in words.
        width: places of the bar on a screen.
    """

    part: int
    whole: int
    caption: str
    width: int = 40


@frozen
class Source:
    """Lines that are shown as they are, such as a line of a file.

    Attributes:
        lines: the lines.
        indent: blanks before each on a screen.
        hang: blanks before the rest of a line that a terminal wraps; None for lines that are never wrapped. What
            programs read, a pipe or a file, always has whole lines.
        mark: the part of the last line that carets point at: its first character, from 1, and its length; None for
            no carets. Of a long line, only the surrounding part is shown.
    """

    lines: tuple[str, ...]
    indent: int = 0
    hang: int | None = None
    mark: tuple[int, int] | None = None


@frozen
class Commands:
    """Commands that show more: a few words and a command in each line."""

    pairs: tuple[tuple[str, str], ...]


@frozen
class Columns:
    """Two parts of a paper side by side, where the page is wide enough; elsewhere one after the other.

    Attributes:
        columns: the parts.
        side: what the second one is, if it is a narrow column with what belongs to the first; empty for equal columns.
    """

    columns: "tuple[tuple[Block, ...], ...]"
    side: str = ""


@frozen
class Drawing:
    """A picture as shapes and words; `writers.svg` gives it colours.

    Attributes:
        wide, narrow: the shapes as SVG, without the element around them: for a page, and for a telephone.
        wide_height, narrow_height: their heights in pixels; their widths are 680 and 288, or `width`.
        width: the width of a small picture in a cell, the same everywhere; None for a picture of its own.
    """

    wide: str
    wide_height: int
    narrow: str = ""
    narrow_height: int = 0
    width: int | None = None


@frozen
class Sign:
    """A sign in a drawing, and what it means.

    Attributes:
        shapes: the sign as SVG, 22 by 14 pixels.
        words: its meaning.
    """

    shapes: str
    words: str


@frozen
class Key:
    """The meaning of the signs in the drawings above it."""

    signs: tuple[Sign, ...]


@frozen
class Picture:
    """A picture, with the table that has the same numbers.

    Attributes:
        caption: its finding, in a sentence.
        alt: the same for those who do not see it, with the values at its ends: one or two sentences.
        drawing: the picture.
        table: its numbers.
        note: unit, period and what else belongs under the caption; empty for none.
        key: its signs, as in a `Key`.
        folds: whether a page shows the table only when asked to.
        screen: the same in characters, for a wide screen; empty for none.
    """

    caption: str
    alt: str
    drawing: Drawing
    table: Table
    note: str = ""
    key: tuple[Sign, ...] = ()
    folds: bool = True
    screen: tuple[Inline, ...] = ()


@frozen
class Drawn:
    """A small picture in a cell of a table, with lines under it that say the same."""

    drawing: Drawing
    lines: tuple[Inline, ...]


Cell = Inline | Lines | Bar | Drawn
PaperBlock = TitleBlock | Headline | Notice | Counts | Columns | Key | Picture
Block = Heading | Paragraph | Gap | Flow | Facts | Items | Table | Bar | Source | Commands | PaperBlock
Document = Iterable[Block]

GAP = Gap()


def spaced(*parts: Iterable[Block]) -> Iterator[Block]:
    """Yield the parts of a document with a blank line after each; a part without blocks is left out."""
    for part in parts:
        if blocks := tuple(part):
            yield from (*blocks, GAP)


def titled(document: Document, title: str) -> list[Block]:
    """Return a document with a heading of level 1, if it has none, at its beginning."""
    blocks = list(document)
    if any(isinstance(block, TitleBlock) or (isinstance(block, Heading) and block.level == 1) for block in blocks):
        return blocks
    return [Heading(title, 1), *blocks]


def in_line(text: Inline | Cells) -> Inline:
    """Return a text, or facts in columns, as one line."""
    return joined((*text.facts, text.last)) if isinstance(text, Cells) else text
