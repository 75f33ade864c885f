"""Documents as a web page: valid, accessible, with no script, no style and nothing to fetch."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Any

from actionplan.report.document import (
    Bar,
    Block,
    Commands,
    Document,
    Facts,
    Flow,
    Gap,
    Heading,
    Inline,
    Item,
    Items,
    Lines,
    Paragraph,
    Source,
    Span,
    Table,
    in_line,
    joined,
    plain,
    texts,
    titled,
)
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers.source import source_lines


def write(document: Document, title: str) -> str:
    """Return a document as one HTML page in British English.

    Args:
        document: the document. Its first heading of level 1 is the page's; any further one is of level 2.
        title: the title of the page, and its first heading if the document has none of level 1.
    """
    blocks = titled(document, title)
    first = next(block for block in blocks if isinstance(block, Heading) and block.level == 1)
    body = [part for block in blocks for part in _block(block, is_title=block is first)]
    return _PAGE.format(title=_escaped(f"{first.label} {plain(first.text)}".strip()), body="\n".join(body))


_PAGE = """<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _block(block: Block, *, is_title: bool) -> Iterable[str]:
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
    text = f"<strong>{text}</strong>" if is_ordered else f"{label}{text}"
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


def _table(block: Table) -> Iterator[str]:
    caption = [f"<caption>{_escaped(block.caption)}</caption>"] if block.caption else []
    headings = (
        f'<th scope="col">{_escaped(each.heading)}</th>' if each.heading else "<td></td>" for each in block.columns
    )
    yield from ("<table>", *caption, f"<thead><tr>{''.join(headings)}</tr></thead>", "<tbody>")
    for row in block.rows:
        cells = list(map(_cell, row))
        start = f'<th scope="row">{cells.pop(0)}</th>' if block.has_row_headings else ""
        yield f"<tr>{start}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield from ("</tbody>", "</table>")


def _cell(cell: Inline | Lines | Bar) -> str:
    if isinstance(cell, Bar):
        return _escaped(cell.caption.strip())
    return "<br>".join(map(_text, cell.lines)) if isinstance(cell, Lines) else _text(cell)


_WRITERS: Mapping[type[Block], Callable[[Any], Iterable[str]]] = {
    Paragraph: lambda block: [f"<p>{_text(block.text)}</p>"],
    Gap: lambda _: (),
    Flow: lambda block: [f"<p>{_text(joined(block.facts))}</p>"],
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda block: [f"<p>{_escaped(block.caption)}</p>"],
    Source: lambda block: ["<pre>" + "\n".join(map(escape, source_lines(block))) + "</pre>"],
    Commands: lambda block: _facts(Facts(tuple((words, Span(command, "code")) for words, command in block.pairs))),
}


def _text(inline: Inline) -> str:
    return "".join(map(_span, texts(inline))).strip()


def _span(span: Span) -> str:
    if span.role == "code":
        return _code(span.text)
    text = _escaped(span.text)
    if span.role == "strong":
        return f"<strong>{text}</strong>"
    if not span.role or span.role.endswith(":"):
        return text
    return f'<span class="{escape(span.role.replace(":", "-"))}">{text}</span>'


def _code(text: str) -> str:
    return f"<code>{escape(code_line(text))}</code>"


def _escaped(text: str) -> str:
    return escape(part_of_line(text))
