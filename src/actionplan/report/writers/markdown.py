"""Documents as Markdown, for papers and minutes."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.text import as_sentence
from actionplan.report.document import (
    Bar,
    Block,
    Cell,
    Columns,
    Commands,
    Document,
    Drawn,
    Facts,
    Flow,
    Gap,
    Heading,
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
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers.source import source_lines

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|&~])")
_LIST_MARK = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=])(?=[\s=-]|$)")


def write(document: Document, title: str = "") -> str:
    """Return a document as Markdown; nothing in its texts is taken for Markdown.

    Args:
        document: the document.
        title: its first heading, if it has none of level 1; empty for none.
    """
    return _blocks(titled(document, title) if title else document) + "\n"


def _blocks(document: Document) -> str:
    parts = ("\n".join(_WRITERS[type(block)](block)) for block in document)
    return "\n\n".join(part for part in parts if part)


def _heading(block: Heading) -> Iterator[str]:
    label = f"{_escaped(block.label)} " if block.label else ""
    is_seen = isinstance(block.count, int) and block.count > 0  # readers can see it from the list below
    counted = f": {block.count}" if block.count is not None and not is_seen else ""
    text = _text(tuple(Span(span.text, "code" * (span.role == "code")) for span in texts(block.text)))
    yield f"{'#' * block.level} {label}{text}{counted}"


def _facts(block: Facts) -> Iterator[str]:
    for name, value in block.rows:
        yield f"- **{_escaped(name)}:** {_text(value)}" if name else f"    - {_line(value)}"


def _items(block: Items, indent: str = "") -> Iterator[str]:
    for number, item in enumerate(block.items):
        if block.is_ordered:
            if number:
                yield ""
            text = _text(in_line(item.text))
            yield f"{indent}{_escaped(item.label)} {f'**{text}**' if isinstance(item.text, str) else text}"
            yield ""
        else:
            label = f"**{_escaped(item.label)}** " if item.label else ""
            yield f"{indent}- {label}{_text(in_line(item.text)) if label else _line(in_line(item.text))}"
        for under in item.under:
            if isinstance(under, Items):
                yield from _items(under, indent + "    ")
            elif isinstance(under, Flow):
                yield from ("", f"{indent}    {_text(joined(under.facts))}")
            else:
                lines = under.lines if isinstance(under, Lines | Drawn) else (in_line(under),)
                yield f"{indent}    - " + f"\\\n{indent}      ".join(map(_line, lines))


def _table(block: Table) -> Iterator[str]:
    if block.note is not None:
        caption = as_sentence(block.caption) if block.note else block.caption
        yield f"**{_escaped(caption)}**{f' {_escaped(block.note)}' if block.note else ''}"
        yield ""
    yield _row(_escaped(column.heading) for column in block.columns)
    yield _row("---:" if column.is_number else "---" for column in block.columns)
    for row in block.rows:
        yield _row(map(_cell, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        return _escaped(cell.caption.strip())
    return _text(joined(cell.lines, "; ") if isinstance(cell, Lines | Drawn) else cell)


def _title_block(block: TitleBlock) -> Iterator[str]:
    parts = [f"**{_escaped(block.marking)}**"] if block.marking else []
    parts += [f"# {_escaped(block.title)}", *([_line(block.kicker)] if block.kicker else [])]
    yield "\n\n".join((*parts, *(["\n".join(_facts(Facts(block.facts)))] if block.facts else [])))


def _notice(block: Notice) -> Iterator[str]:
    yield f"> **{_escaped(block.title)}** {_text(block.text)}".rstrip()


def _counts(block: Counts) -> Iterator[str]:
    for count in block.counts:
        yield f"- **{_escaped(' '.join(filter(None, (count.number, count.of))))}** {_escaped(count.words)}"


def _picture(block: Picture) -> Iterator[str]:
    parts = (f"**{_escaped(block.caption)}**", _line(block.note), _line(block.alt), "\n".join(_table(block.table)))
    yield "\n\n".join(filter(None, parts))


_WRITERS: Mapping[type[Block], Callable[[Any], Iterable[str]]] = {
    Heading: _heading,
    Paragraph: lambda block: [_line((f"{block.label} ", block.text) if block.label else block.text)],
    Gap: lambda _: (),
    Flow: lambda block: [_line(joined(block.facts))],
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda block: [_line(block.caption)],
    Source: lambda block: (f"    {line}" for line in source_lines(block)),
    Commands: lambda block: (f"- {_escaped(words)} {_code(command)}" for words, command in block.pairs),
    TitleBlock: _title_block,
    Headline: lambda block: [f"**{_text(block.text)}**"],
    Notice: _notice,
    Counts: _counts,
    Columns: lambda block: ["\n\n".join(map(_blocks, block.columns))],
    Key: lambda _: (),
    Picture: _picture,
}


def _line(inline: Inline) -> str:
    """Return a text that begins a line, where some characters would make it a list or a heading."""
    return _LIST_MARK.sub(r"\1\\\2\3", _text(inline))


def _text(inline: Inline) -> str:
    return "".join(map(_span, texts(inline))).strip()


def _span(span: Span) -> str:
    if span.role == "code":
        return _code(span.text)
    text = _escaped(span.text)
    return f"**{text}**" if span.role in ("strong", "alert") and text else text


def _code(text: str) -> str:
    """Return a text as code, in as many backticks as it needs."""
    text = code_line(text)
    longest = max((len(found) for found in re.findall("`+", text)), default=0)
    fence, blank = "`" * (longest + 1), " " if longest else ""
    return f"{fence}{blank}{text}{blank}{fence}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", part_of_line(text))
