"""Documents as a web page of one file: valid, accessible, printable, with no script and nothing to fetch."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from importlib.resources import files
from typing import Any

from actionplan.report.document import (
    Bar,
    Block,
    Cell,
    Column,
    Columns,
    Commands,
    Document,
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
    titled,
)
from actionplan.report.inline import Inline, Span, joined, texts
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock
from actionplan.report.titles import title_block, title_words
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.column_widths import column_widths
from actionplan.report.writers.source import source_lines


def write(document: Document, title: str) -> str:
    """Return a document as one HTML page in British English.

    Args:
        document: the document. Its first heading of level 1 is the page's; any further one is of level 2.
        title: the title of the page, and its first heading if the document has none of level 1.
    """
    blocks = titled(document, title)
    first = title_block(blocks)
    body = [part for block in blocks for part in _block(block, is_title=block is first)]
    return _PAGE.format(title=_escaped(title_words(first)), style=style(), body="\n".join(body))


def style() -> str:
    """Return the style sheet of every page, with its colours."""
    return svg.variables() + "\n" + files(__package__).joinpath("page.css").read_text(encoding="utf-8")


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _block(block: Block, *, is_title: bool = False) -> Iterable[str]:
    if isinstance(block, Heading):
        return _heading(block, 1 if is_title else max(block.level, 2))
    return _WRITERS[type(block)](block)


def _heading(block: Heading, level: int) -> Iterator[str]:
    label = f"{_escaped(block.label)} " if block.label else ""
    counted = f": {_escaped(str(block.count))}" if block.count is not None else ""
    yield f"<h{level}>{label}{_text(block.text)}{counted}</h{level}>"


def _facts(block: Facts) -> Iterator[str]:
    yield "<dl>"
    for name, value in block.rows:
        yield f"<dt>{_escaped(name)}</dt><dd>{_text(value)}</dd>" if name else f"<dd>{_text(value)}</dd>"
    yield "</dl>"


def _items(block: Items) -> Iterator[str]:
    if not block.items:
        return
    yield f'<ol start="{block.items[0].label.rstrip(".")}">' if block.is_ordered else "<ul>"
    for item in block.items:
        yield from _item(item, is_ordered=block.is_ordered)
    yield "</ol>" if block.is_ordered else "</ul>"


def _item(item: Item, *, is_ordered: bool = False) -> Iterator[str]:
    label = f"<strong>{_escaped(item.label)}</strong> " if item.label else ""
    text = _text(in_line(item.text))
    whole = f"<strong>{text}</strong>" if isinstance(item.text, str) else text
    text = whole if is_ordered else f"{label}{text}"
    yield f"<li>{text}" if item.under else f"<li>{text}</li>"
    if item.under:
        yield from (*_under(item), "</li>")


def _under(item: Item) -> Iterator[str]:
    """Yield the lines under an item as one list, which only a `Flow` interrupts."""
    is_list = False
    for line in item.under:
        if is_list == isinstance(line, Flow):
            yield "</ul>" if is_list else "<ul>"
            is_list = not is_list
        if isinstance(line, Items):
            for inner in line.items:
                yield from _item(inner)
        elif isinstance(line, Flow):
            yield f"<p>{_text(joined(line.facts))}</p>"
        else:
            yield f"<li>{_cell(line if isinstance(line, Lines) else in_line(line))}</li>"
    if is_list:
        yield "</ul>"


_STACKED = 6
"""A table with at most so many columns becomes a list on a telephone; a wider one is moved sideways in its frame."""


def _table(block: Table) -> Iterator[str]:
    is_list = block.has_row_headings and len(block.columns) <= _STACKED and not block.is_even
    name = f' role="region" tabindex="0" aria-label="{_escaped(block.caption or "Table")}"' if not is_list else ""
    yield f'<div class="scroll"{name}>'
    yield '<table class="stack">' if is_list else "<table>"
    if block.caption:
        note = f" <small>{_escaped(block.note)}</small>" if block.note else ""
        hidden = ' class="hidden"' if block.note is None else ""
        yield f"<caption{hidden}>{_escaped(block.caption)}{note}</caption>"
    if is_list and not any(column.is_number for column in block.columns):
        yield _widths(block)
    cells = "".join(_column_heading(each) for each in block.columns)
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for row in block.rows:
        named = zip(block.columns, row, strict=True)
        parts = (
            _row_cell(column, cell, is_list, block.has_row_headings and not at)
            for at, (column, cell) in enumerate(named)
        )
        yield f"<tr>{''.join(parts)}</tr>"
    yield from ("</tbody>", "</table>", "</div>")


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
    return f'<th scope="col"{number}>{_escaped(column.heading)}</th>'


def _row_cell(column: Column, cell: Cell, is_list: bool, names_row: bool) -> str:
    if names_row:
        return f'<th scope="row">{_cell(cell)}</th>'
    heading = f' data-heading="{_escaped(column.heading)}"' if is_list else ""
    number = ' class="number"' if column.is_number else ""
    return f"<td{heading}{number}>{_cell(cell)}</td>"


def _cell(cell: Cell) -> str:
    match cell:
        case Bar():
            return _escaped(cell.caption.strip())
        case Lines():
            return "<br>".join(map(_text, cell.lines))
        case Drawn():
            return svg.inline(cell.drawing, "") + _cell(Lines(cell.lines))
    return _text(cell)


def _title_block(block: TitleBlock) -> Iterator[str]:
    if block.marking:
        yield f'<p class="marking">{_escaped(block.marking)}</p>'
    yield '<header class="title-block">'
    if block.logo is not None:
        data = b64encode(block.logo.data).decode("ascii")
        yield f'<img class="logo" src="data:{block.logo.media_type};base64,{data}" alt="{_escaped(block.logo.alt)}">'
    if block.kicker:
        yield f'<p class="kicker">{_escaped(block.kicker)}</p>'
    yield f"<h1>{_escaped(block.title)}</h1>"
    if block.facts:
        yield from _facts(Facts(block.facts))
    yield "</header>"


def _notice(block: Notice) -> Iterator[str]:
    yield f'<div class="notice{" gap" if block.is_gap else ""}">'
    yield f"<p><strong>{_escaped(block.title)}</strong> {_text(block.text)}</p>"
    yield "</div>"


def _counts(block: Counts) -> Iterator[str]:
    yield '<dl class="counts">'
    for count in block.counts:
        of = f" <small>{_escaped(count.of)}</small>" if count.of else ""
        yield f"<div><dt>{_escaped(count.words)}</dt><dd>{_escaped(count.number)}{of}</dd></div>"
    yield "</dl>"


def _columns(block: Columns) -> Iterator[str]:
    yield '<div class="columns">'
    for column in block.columns:
        yield from ("<div>", *(part for inner in column for part in _block(inner)), "</div>")
    yield "</div>"


def _key(block: Key) -> Iterator[str]:
    if block.signs:
        signs = (
            f'<li><svg viewBox="0 0 22 14" width="22" height="14" aria-hidden="true" focusable="false">'
            f"{sign.shapes}</svg>{_escaped(sign.words)}</li>"
            for sign in block.signs
        )
        yield f'<ul class="key">{"".join(signs)}</ul>'


def _picture(block: Picture) -> Iterator[str]:
    note = f" <small>{_escaped(block.note)}</small>" if block.note else ""
    yield f"<figure><figcaption>{_escaped(block.caption)}{note}</figcaption>"
    yield svg.inline(block.drawing, part_of_line(block.alt))
    yield from _key(Key(block.key))
    if block.folds:
        yield "<details><summary>The figures as a table</summary>"
    yield from _table(block.table)
    yield "</details></figure>" if block.folds else "</figure>"


_WRITERS: Mapping[type[Block], Callable[[Any], Iterable[str]]] = {
    Paragraph: lambda block: [_paragraph(block)],
    Gap: lambda _: (),
    Flow: lambda block: [f"<p>{_text(joined(block.facts))}</p>"],
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda block: [f"<p>{_escaped(block.caption)}</p>"],
    Source: lambda block: ["<pre>" + "\n".join(map(escape, source_lines(block))) + "</pre>"],
    Commands: lambda block: _facts(Facts(tuple((words, Span(command, "code")) for words, command in block.pairs))),
    TitleBlock: _title_block,
    Headline: lambda block: [f'<p class="headline">{_text(block.text)}</p>'],
    Notice: _notice,
    Counts: _counts,
    Columns: _columns,
    Key: _key,
    Picture: _picture,
}


def _paragraph(block: Paragraph) -> str:
    if not block.label:
        return f"<p>{_text(block.text)}</p>"
    return f'<p class="numbered"><span class="label">{_escaped(block.label)}</span>{_text(block.text)}</p>'


def _text(inline: Inline) -> str:
    return "".join(map(_span, texts(inline))).strip()


def _span(span: Span) -> str:
    if span.role == "code":
        return _code(span.text)
    text = _escaped(span.text)
    if span.role == "strong":
        return f"<strong>{text}</strong>"
    if not span.role or span.role == "colour:":
        return text
    name = escape(span.role.replace(":", "-"))
    sign = svg.sign(span.role)
    return f'<span class="{name}{" sign" if sign else ""}">{sign}{text}</span>'


def _code(text: str) -> str:
    return f"<code>{escape(code_line(text))}</code>"


def _escaped(text: str) -> str:
    return escape(part_of_line(text))
