"""Blocks of documents as WordprocessingML."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise, zip_longest
from typing import Any

from actionplan.model.text import as_sentence
from actionplan.report.document import (
    Bar,
    Block,
    Cells,
    Columns,
    Commands,
    Drawn,
    Facts,
    Flow,
    Gap,
    Heading,
    Item,
    Items,
    Key,
    Lines,
    Paragraph,
    Picture,
    Source,
    Table,
    in_line,
)
from actionplan.report.inline import Inline, Span, joined, plain
from actionplan.report.paper_blocks import Counts, Headline, Logo, Notice, TitleBlock
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.column_widths import tables
from actionplan.report.writers.font import advances
from actionplan.report.writers.source import source_lines
from actionplan.report.writers.word.logos import logo_image
from actionplan.report.writers.word.parts import (
    TAB,
    Parts,
    drawn,
    lines,
    paragraph,
    picture,
    run,
    runs,
)
from actionplan.report.writers.word.tables import table

_DEEPEST = 3
"""The levels of headings below the title, and of lists, that have styles."""


def body(parts: Parts, blocks: list[Block], title: Block) -> str:
    """Return blocks as the paragraphs and tables of a Word file.

    Args:
        parts: what the text refers to; it takes up pictures and lists.
        blocks: the blocks.
        title: the block with the only heading of level 1.
    """
    made: list[str] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Table) and isinstance(following, Key):
            made += _table(parts, block, is_kept=True)
        elif isinstance(block, Columns) and not any(tables([block])):
            made += _side_by_side(parts, block)
        else:
            made += _block(parts, block, is_title=block is title)
    # Word makes one table of two that touch, and wants a paragraph after the last.
    between = (_is_table(one) and _is_table(other) for one, other in pairwise([*made, "<w:tbl>"]))
    apart = paragraph(parts, "Table text", "")
    return "".join(part + apart * is_apart for part, is_apart in zip(made, between, strict=True))


def _side_by_side(parts: Parts, block: Columns) -> Iterator[str]:
    """Yield parts of a paper as the columns of a section of their own; its first paragraph ends the section before."""
    space = '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>'
    yield _ending(paragraph(parts, "Table text", "", space), columns=1)
    columns = [[part for inner in column for part in _block(parts, inner)] for column in block.columns]
    made = [part for at, column in enumerate(filter(None, columns)) for part in _from_top(column, is_first=not at)]
    yield from made[:-1]
    yield from (_ending(last, len(block.columns)) for last in made[-1:])


def _from_top(column: list[str], *, is_first: bool) -> Iterator[str]:
    """Yield the paragraphs of a column, the first at the top of the page or beside that of the column before."""
    top, *rest = column
    top = re.sub(r"^(<w:p><w:pPr><w:pStyle [^>]*/>)(?=</w:pPr>)", r'\1<w:spacing w:before="0"/>', top)
    yield top if is_first else top.replace("</w:pPr>", '</w:pPr><w:r><w:br w:type="column"/></w:r>', 1)
    yield from rest


def _ending(last: str, columns: int) -> str:
    """Return a paragraph as the last one of a section of the page."""
    section = f'<w:sectPr><w:cols w:num="{columns}" w:space="454"/></w:sectPr>'
    return last.replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _is_table(part: str) -> bool:
    return part.startswith("<w:tbl>")


def _block(parts: Parts, block: Block, *, is_title: bool = False) -> Iterable[str]:
    if isinstance(block, Heading):
        return [_heading(parts, block, 1 if is_title else max(block.level, 2))]
    if isinstance(block, TitleBlock):
        return _title_block(parts, block, 1 if is_title else 2)
    return _WRITERS[type(block)](parts, block)


def _heading(parts: Parts, block: Heading, level: int) -> str:
    counted = f": {block.count}" if block.count is not None else ""
    text = joined((joined((f"{block.label} " if block.label else "", block.text), ""), counted), "")
    return paragraph(parts, f"heading {min(level, _DEEPEST + 1)}", runs(parts, text, is_bold=True))


def _paragraph(parts: Parts, block: Paragraph) -> Iterator[str]:
    if block.label:
        label = run(parts, part_of_line(block.label))
        yield paragraph(parts, "Numbered paragraph", label + TAB + runs(parts, block.text))
    else:
        yield paragraph(parts, "Normal", runs(parts, block.text))


def _title_block(parts: Parts, block: TitleBlock, level: int) -> Iterator[str]:
    if block.logo is not None:
        yield _logo(parts, block.logo)
    if block.kicker:
        yield paragraph(parts, "Subtitle", runs(parts, block.kicker, is_bold=True))
    yield paragraph(parts, f"heading {level}", runs(parts, block.title, is_bold=True))
    yield from _title_facts(parts, block.facts)


def _logo(parts: Parts, logo: Logo) -> str:
    return paragraph(parts, "Picture", picture(parts, logo_image(logo), logo.alt), '<w:spacing w:after="160"/>')


_TITLE_TABS = (1300, 4600, 5700)
"""Places of the values and of the second pair of facts in the head of a paper."""


def _title_facts(parts: Parts, facts: tuple[tuple[str, Inline], ...]) -> Iterator[str]:
    """Yield the facts of a head: two in a line where both are short."""
    tabs = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in _TITLE_TABS)
    first, second = _TITLE_TABS[1] - _TITLE_TABS[0], parts.width - _TITLE_TABS[2]
    waiting = list(facts)
    while waiting:
        fits = len(waiting) > 1 and _length(waiting[0][1]) < first and _length(waiting[1][1]) < second
        pair, waiting = (waiting[:2], waiting[2:]) if fits else (waiting[:1], waiting[1:])
        content = TAB.join(_fact(parts, Span(name, "quiet"), value) for name, value in pair)
        yield paragraph(parts, "Title facts", content, f"<w:tabs>{tabs}</w:tabs>")


def _length(text: Inline) -> float:
    """Return the width of a text in letters of 9 points, in twentieths of a point."""
    return sum(advances().get(ord(letter), 1.0) for letter in part_of_line(plain(text))) * 9 * 20


def _fact(parts: Parts, name: Inline, value: Inline) -> str:
    return runs(parts, name) + TAB + runs(parts, value)


def _facts(parts: Parts, block: Facts) -> Iterator[str]:
    for name, value in block.rows:
        yield paragraph(parts, "Facts", _fact(parts, Span(name, "strong"), value))


def _commands(parts: Parts, block: Commands) -> Iterable[str]:
    return _facts(parts, Facts(tuple((words, Span(command, "code")) for words, command in block.pairs)))


def _notice(parts: Parts, block: Notice) -> Iterator[str]:
    text = joined((Span(block.title, "strong"), block.text), " ")
    yield paragraph(parts, "Gap to fill in" if block.is_gap else "Notice", runs(parts, text))


def _counts(parts: Parts, block: Counts) -> Iterator[str]:
    for at, count in enumerate(block.counts):
        number = run(parts, part_of_line(count.number), "Count number")
        of = run(parts, f" {part_of_line(count.of)}") if count.of else ""
        first = '<w:spacing w:before="240"/>' if not at else ""
        yield paragraph(parts, "Count", number + of + TAB + runs(parts, count.words), first)


def _items(parts: Parts, block: Items) -> Iterator[str]:
    first = block.items[0].label.rstrip(".") if block.items else ""
    if not block.is_ordered or not first.isdecimal():
        yield from (part for item in block.items for part in _item(parts, item, 0))
        return
    parts.starts.append(int(first))
    number = parts.list_number + len(parts.starts)
    listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    for item in block.items:
        text = in_line(item.text)
        words = Span(text, "strong") if isinstance(text, str) else text
        yield paragraph(parts, "List Number", runs(parts, words), listed)
        yield from _under(parts, item, 1)


def _item(parts: Parts, item: Item, level: int) -> Iterator[str]:
    text = joined((Span(item.label, "strong"), in_line(item.text)), " ")
    yield paragraph(parts, _bullet(level), runs(parts, text))
    yield from _under(parts, item, level + 1)


def _under(parts: Parts, item: Item, level: int) -> Iterator[str]:
    for line in item.under:
        if isinstance(line, Items):
            for inner in line.items:
                yield from _item(parts, inner, level)
        elif isinstance(line, Flow):
            yield paragraph(parts, "List Continue", runs(parts, joined(line.facts)))
        elif isinstance(line, Lines | Drawn):
            broken = "<w:r><w:br/></w:r>".join(runs(parts, each) for each in line.lines)
            yield paragraph(parts, _bullet(level), broken)
        else:
            yield paragraph(parts, _bullet(level), runs(parts, in_line(line) if isinstance(line, Cells) else line))


def _bullet(level: int) -> str:
    return f"List Bullet {min(level + 1, _DEEPEST)}" if level else "List Bullet"


def _table(parts: Parts, block: Table, *, is_kept: bool = False) -> Iterator[str]:
    """Yield a table under its caption; it may be kept on one page with what follows it."""
    if block.caption and block.note is not None:
        yield _caption(parts, block.caption, block.note)
    yield table(parts, block, is_kept=is_kept)


def _caption(parts: Parts, caption: str, note: str) -> str:
    text = joined((Span(as_sentence(caption) if note else caption, "strong"), Span(note, "quiet")), " ")
    return paragraph(parts, "caption", runs(parts, text), "<w:keepNext/>")


def _key(parts: Parts, block: Key, *, is_kept: bool = False) -> Iterator[str]:
    """Yield signs with their words, one after the other at tabs that leave the same gap after each."""
    places, signs = [0], []
    for each in block.signs:
        places.append(places[-1] + round(_KEY_SIGN * 15 + _length(each.words) + _KEY_GAP))
        signs.append(picture(parts, drawn(each.shapes, _KEY_SIGN, 14)) + runs(parts, each.words))
    tabs = "".join(f'<w:tab w:val="left" w:pos="{place}"/>' for place in places[1:-1] if place < parts.width)
    if signs:
        tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        yield paragraph(
            parts, "Picture key", TAB.join(signs), f"{'<w:keepNext/>' if is_kept else ''}<w:keepLines/>{tabs}"
        )


_KEY_SIGN, _KEY_GAP = 27, 280
"""The width of a sign in a key with the blank at its right, in pixels, and the gap after its words."""


def _picture(parts: Parts, block: Picture) -> Iterator[str]:
    yield _caption(parts, block.caption, block.note)
    drawing = block.drawing
    image = drawn(drawing.wide, drawing.width or svg.WIDE, drawing.wide_height)
    yield paragraph(parts, "Picture", picture(parts, image, block.alt), "<w:keepNext/>")
    yield from _key(parts, Key(block.key), is_kept=True)
    yield from _table(parts, block.table)


_WRITERS: Mapping[type[Block], Callable[[Parts, Any], Iterable[str]]] = {
    Paragraph: _paragraph,
    Gap: lambda _, __: (),
    Flow: lambda parts, block: [paragraph(parts, "Normal", runs(parts, joined(block.facts)))],
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda parts, block: [paragraph(parts, "Normal", runs(parts, block.caption))],
    Source: lambda parts, block: [paragraph(parts, "Source text", lines(parts, source_lines(block)))],
    Commands: _commands,
    Headline: lambda parts, block: [paragraph(parts, "Headline", runs(parts, block.text, is_bold=True))],
    Notice: _notice,
    Counts: _counts,
    Columns: lambda parts, block: (
        part for column in block.columns for inner in column for part in _block(parts, inner)
    ),
    Key: _key,
    Picture: _picture,
}
