"""The blocks of a document as HTML."""

import json
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from actionplan.model.text import as_sentence
from actionplan.report.document import (
    Bar,
    Block,
    Cell,
    Cells,
    Column,
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
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock
from actionplan.report.titles import title_block
from actionplan.report.visible import visible
from actionplan.report.words import part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.column_widths import column_widths
from actionplan.report.writers.html_texts import Address, escaped, nowhere, text
from actionplan.report.writers.source import source_lines


def body(blocks: Sequence[Block], to: Address = nowhere) -> str:
    """Return the blocks of a page as HTML, without what is around them.

    Args:
        blocks: the blocks, with a heading of level 1, as `titled` returns them.
        to: gives the address of a page that a text leads to.
    """
    return "\n".join(rendered(blocks, to, title_block(blocks)))


def rendered(blocks: Iterable[Block], to: Address, title: Block | None = None) -> Iterator[str]:
    """Yield some blocks as HTML.

    Args:
        blocks: the blocks.
        to: gives the address of a page that a text leads to.
        title: the block among them that has the title of the page; None if none of them has.
    """
    for block in blocks:
        yield from _block(block, to, is_title=block is title)


def _block(block: Block, to: Address, *, is_title: bool = False) -> Iterable[str]:
    if isinstance(block, Heading):
        return _heading(block, 1 if is_title else max(block.level, 2), to)
    return _WRITERS[type(block)](block, to)


def _heading(block: Heading, level: int, to: Address) -> Iterator[str]:
    label = f"{escaped(block.label)} " if block.label else ""
    counted = f": {escaped(str(block.count))}" if block.count is not None else ""
    yield f"<h{level}>{label}{text(block.text, to)}{counted}</h{level}>"


def _facts(block: Facts, to: Address) -> Iterator[str]:
    yield "<dl>"
    for name, value in block.rows:
        yield f"<dt>{escaped(name)}</dt><dd>{text(value, to)}</dd>" if name else f"<dd>{text(value, to)}</dd>"
    yield "</dl>"


def _items(block: Items, to: Address) -> Iterator[str]:
    if not block.items:
        return
    if block.look:
        yield f'<ul class="{block.look}">'
        yield from (part for item in block.items for part in _LOOKS[block.look](item, to))
    else:
        yield f'<ol start="{block.items[0].label.rstrip(".")}">' if block.is_ordered else "<ul>"
        yield from (part for item in block.items for part in _item(item, to, is_ordered=block.is_ordered))
    yield "</ol>" if block.is_ordered else "</ul>"


def _item(item: Item, to: Address, *, is_ordered: bool = False) -> Iterator[str]:
    label = f"<strong>{escaped(item.label)}</strong> " if item.label else ""
    words = text(in_line(item.text), to)
    whole = f"<strong>{words}</strong>" if isinstance(item.text, str) else words
    words = whole if is_ordered else f"{label}{words}"
    yield f"<li>{words}" if item.under else f"<li>{words}</li>"
    if item.under:
        yield from (*_under(item, to), "</li>")


def _under(item: Item, to: Address) -> Iterator[str]:
    """Yield the lines under an item as one list, which only a `Flow` interrupts."""
    is_list = False
    for line in item.under:
        if is_list == isinstance(line, Flow):
            yield "</ul>" if is_list else "<ul>"
            is_list = not is_list
        if isinstance(line, Items):
            for inner in line.items:
                yield from _item(inner, to)
        elif isinstance(line, Flow):
            yield f"<p>{text(joined(line.facts), to)}</p>"
        else:
            yield f"<li>{_line(line, to)}</li>"
    if is_list:
        yield "</ul>"


def _line(line: Inline | Lines | Cells | Drawn, to: Address) -> str:
    return _cell(line if isinstance(line, Lines | Drawn) else in_line(line), to)


def _entry(item: Item, to: Address) -> Iterator[str]:
    """Yield an entry of a history: its day as a heading, what it says, and more under it."""
    moved = ' class="moved"' if item.look == "moved" else ""
    said = text(in_line(item.text), to)
    yield f"<li{moved}><h3>{escaped(item.label)}</h3>{f'<p>{said}</p>' if said else ''}"
    yield from (*_paragraphs(item, to), "</li>")


def _record(item: Item, to: Address) -> Iterator[str]:
    """Yield a record with its name as a heading, and more about it under that."""
    ref = f'<span class="ref">{escaped(item.label)}</span> ' if item.label else ""
    yield f"<li><h3>{ref}{text(in_line(item.text), to)}</h3>"
    yield from (*_paragraphs(item, to), "</li>")


def _figure(item: Item, to: Address) -> Iterator[str]:
    """Yield a figure with the sentence that belongs to it."""
    yield f"<li><strong>{escaped(item.label)}</strong> <span>{text(in_line(item.text), to)}</span></li>"


def _paragraphs(item: Item, to: Address) -> Iterator[str]:
    for line in item.under:
        if isinstance(line, Items):
            yield from _items(line, to)
        elif isinstance(line, Drawn):
            yield svg.inline(line.drawing, "") + "".join(f"<p>{text(each, to)}</p>" for each in line.lines)
        else:
            yield f"<p>{text(joined(line.facts), to) if isinstance(line, Flow) else _line(line, to)}</p>"


_LOOKS: Mapping[str, Callable[[Item, Address], Iterator[str]]] = {
    "history": _entry,
    "records": _record,
    "figures": _figure,
}
"""The lists that a page shows in a way of their own."""


_STACKED = 6
"""A table with at most so many columns becomes a list on a telephone; a wider one is moved sideways in its frame."""


def _table(block: Table, to: Address) -> Iterator[str]:
    is_list = block.has_row_headings and len(block.columns) <= _STACKED and not block.is_even
    name = f' role="region" tabindex="0" aria-label="{escaped(block.caption or "Table")}"' if not is_list else ""
    yield f'<div class="scroll"{name}>'
    look = ' class="stack"' if is_list else ""
    yield f"<table{look}{_data('filters', [each.title for each in block.filters])}>"
    if block.caption:
        note = f" <small>{escaped(block.note)}</small>" if block.note else ""
        hidden = ' class="hidden"' if block.note is None else ""
        caption = as_sentence(block.caption) if block.note else block.caption
        yield f"<caption{hidden}>{escaped(caption)}{note}</caption>"
    if to is nowhere and is_list and not any(column.is_number for column in block.columns):
        yield _widths(block)  # a page of a site takes its looks from its style sheet alone
    cells = "".join(_column_heading(each) for each in block.columns)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for at_row, row in enumerate(block.rows):
        named = zip(block.columns, row, strict=True)
        parts = (
            _row_cell(column, _cell(cell, to), is_list, block.has_row_headings and not at)
            for at, (column, cell) in enumerate(named)
        )
        values = _data("filters", [each.values[at_row] for each in block.filters])
        yield f"<tr{values}>{''.join(parts)}</tr>"
    yield from ("</tbody>", "</table>", "</div>")


def _data(name: str, values: Sequence[Any]) -> str:
    """Return an attribute with what a script needs, as JSON; empty for nothing."""
    return f' data-{name}="{escape(visible(json.dumps(values, ensure_ascii=False)))}"' if values else ""


def _widths(block: Table) -> str:
    """Return the share of each column of a table, by which its rows are as low as they can be."""
    widths = column_widths(block, _WIDTH, _SIZE, _GAP)
    columns = "".join(f'<col style="width:{100 * width / sum(widths):.1f}%">' for width in widths)
    return f"<colgroup>{columns}</colgroup>"


_WIDTH, _SIZE, _GAP = 768, 15, 12
"""The width of a table, the size of its letters and the gap between its columns, in pixels, as in ``page.css``."""


def _column_heading(column: Column) -> str:
    number = ' class="number"' if column.is_number else ""
    if not column.heading:
        return "<td></td>"
    return f'<th scope="col"{number}>{escaped(column.heading)}</th>'


def _row_cell(column: Column, cell: str, is_list: bool, names_row: bool) -> str:
    if names_row:
        return f'<th scope="row">{cell}</th>'
    heading = f' data-heading="{escaped(column.heading)}"' if is_list else ""
    number = ' class="number"' if column.is_number else ""
    return f"<td{heading}{number}>{cell}</td>"


def _cell(cell: Cell, to: Address) -> str:
    match cell:
        case Bar():
            return escaped(cell.caption.strip())
        case Lines():
            return "<br>".join(text(line, to) for line in cell.lines)
        case Drawn():
            return svg.inline(cell.drawing, "") + _cell(Lines(cell.lines), to)
    return text(cell, to)


def _title_block(block: TitleBlock, to: Address) -> Iterator[str]:
    if block.marking:
        yield f'<p class="marking">{escaped(block.marking)}</p>'
    yield '<header class="title-block">'
    if block.logo is not None:
        data = b64encode(block.logo.data).decode("ascii")
        yield f'<img class="logo" src="data:{block.logo.media_type};base64,{data}" alt="{escaped(block.logo.alt)}">'
    if block.kicker:
        yield f'<p class="kicker">{escaped(block.kicker)}</p>'
    yield f"<h1>{escaped(block.title)}</h1>"
    if block.facts:
        yield from _facts(Facts(block.facts), to)
    yield "</header>"


def _notice(block: Notice, to: Address) -> Iterator[str]:
    yield f'<div class="notice{" gap" if block.is_gap else ""}">'
    yield f"<p><strong>{escaped(block.title)}</strong> {text(block.text, to)}</p>"
    yield "</div>"


def _counts(block: Counts, _: Address) -> Iterator[str]:
    yield '<dl class="counts">'
    for count in block.counts:
        of = f" <small>{escaped(count.of)}</small>" if count.of else ""
        yield f"<div><dt>{escaped(count.words)}</dt><dd>{escaped(count.number)}{of}</dd></div>"
    yield "</dl>"


def _columns(block: Columns, to: Address) -> Iterator[str]:
    yield '<div class="beside">' if block.side else '<div class="columns">'
    for at, column in enumerate(block.columns):
        opening, closing = "<div>", "</div>"
        if block.side and at:
            opening, closing = f'<aside aria-label="{escaped(block.side)}">', "</aside>"
        yield from (opening, *(part for inner in column for part in _block(inner, to)), closing)
    yield "</div>"


def _key(block: Key, _: Address) -> Iterator[str]:
    if block.signs:
        signs = (
            f'<li><svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true" focusable="false">'
            f"{sign.shapes}</svg>{escaped(sign.words)}</li>"
            for sign in block.signs
        )
        yield f'<ul class="key">{"".join(signs)}</ul>'


def _picture(block: Picture, to: Address) -> Iterator[str]:
    note = f" <small>{escaped(block.note)}</small>" if block.note else ""
    caption = as_sentence(block.caption) if block.note else block.caption
    yield f"<figure><figcaption>{escaped(caption)}{note}</figcaption>"
    yield svg.inline(block.drawing, part_of_line(block.alt))
    yield from _key(Key(block.key), to)
    if block.folds:
        yield "<details><summary>The figures as a table</summary>"
    yield from _table(block.table, to)
    yield "</details></figure>" if block.folds else "</figure>"


_WRITERS: Mapping[type[Block], Callable[[Any, Address], Iterable[str]]] = {
    Paragraph: lambda block, to: [_paragraph(block, to)],
    Gap: lambda *_: (),
    Flow: lambda block, to: [f"<p>{text(joined(block.facts), to)}</p>"],
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda block, _: [f"<p>{escaped(block.caption)}</p>"],
    Source: lambda block, _: ["<pre>" + "\n".join(map(escape, source_lines(block))) + "</pre>"],
    Commands: lambda block, to: _facts(Facts(tuple((words, Span(line, "code")) for words, line in block.pairs)), to),
    TitleBlock: _title_block,
    Headline: lambda block, to: [f'<p class="headline">{text(block.text, to)}</p>'],
    Notice: _notice,
    Counts: _counts,
    Columns: _columns,
    Key: _key,
    Picture: _picture,
}


def _paragraph(block: Paragraph, to: Address) -> str:
    if not block.label:
        return f"<p>{text(block.text, to)}</p>"
    return f'<p class="numbered"><span class="label">{escaped(block.label)}</span>{text(block.text, to)}</p>'
