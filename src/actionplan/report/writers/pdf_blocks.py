"""Documents as plain values for the template of PDF files: every text one that can be shown, every picture as SVG."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
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
    Sign,
    Source,
    Table,
    in_line,
)
from actionplan.report.inline import Inline, Span, joined, plain, texts
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers import svg
from actionplan.report.writers.column_widths import alike, column_widths, tables
from actionplan.report.writers.source import source_lines

Value = dict[str, Any]

_WIDTH, _SIZE, _GAP = 510, 9, 9
"""The width of a table, the size of its letters and the gap between its columns, in points, as in ``paper.typ``."""

_NAMES, _NUMBER = 170, 75
"""Of a table of numbers, the widths of its first column and of each of the others, in points."""

_LONG = 1200
"""Characters up to which a row or a notice stays on one page, and a head is repeated; a longer one may fill a page."""


def values(document: Document) -> list[Value]:
    """Return the blocks of a document as the template takes them; headings skip no level.

    Args:
        document: the document; its first heading is of level 1.
    """
    blocks = list(document)
    found = _values(blocks)
    level = 0
    for value in _of_kinds(found, "title", "heading"):
        level = 1 if value["kind"] == "title" else min(max(value["level"], 2), level + 1)
        value["level"] = level
    widths = {columns: column_widths(table, _width(columns), _SIZE, _GAP) for columns, table in alike(blocks).items()}
    for table, value in zip(tables(blocks), _of_kinds(found, "table"), strict=True):
        value |= {"widths": widths[table.columns], "share": _width(table.columns) / _WIDTH}
    return found


def _width(columns: Sequence[Column]) -> float:
    """Return the width of a table: a table of numbers is narrow, so that its rows can be followed."""
    numbers = sum(column.is_number for column in columns)
    return min(_WIDTH, _NAMES + numbers * _NUMBER) if numbers and numbers >= len(columns) - 1 else _WIDTH


def _values(document: Document) -> list[Value]:
    return [value for block in document for value in _WRITERS[type(block)](block)]


def _of_kinds(found: Iterable[Value], *kinds: str) -> Iterator[Value]:
    """Yield the values of some kinds, in order, also those within others."""
    for value in found:
        if value["kind"] in kinds:
            yield value
        if value["kind"] == "columns":
            for column in value["columns"]:
                yield from _of_kinds(column, *kinds)
        elif value["kind"] == "picture":
            yield from _of_kinds((value["table"],), *kinds)


def cleaned(text: str) -> str:
    """Return a text as part of a line, with Word's own codes for bullets as bullets.

    Args:
        text: the text.
    """
    return part_of_line(text.translate(_BULLETS)).strip()


_BULLETS = {0xF0B7: "•", 0xF0A7: "▪"}
"""Signs that Word takes from its font Symbol, in which alone they have these codes."""


def _runs(inline: Inline) -> list[Value]:
    """Return a text as runs, without blanks at its ends."""
    runs = [{"words": _words(span), "role": span.role} for span in texts(inline)]
    if runs:
        runs[0]["words"] = runs[0]["words"].lstrip()
        runs[-1]["words"] = runs[-1]["words"].rstrip()
    return [run for run in runs if run["words"] or svg.sign(run["role"])]


def _words(span: Span) -> str:
    text = span.text.translate(_BULLETS)
    return code_line(text) if span.role == "code" else part_of_line(text)


def _heading(block: Heading) -> Iterator[Value]:
    label = f"{block.label} " if block.label else ""
    counted = f": {block.count}" if block.count is not None else ""
    runs = _runs((label, *texts(block.text), counted))
    if any(run["words"] for run in runs):
        yield {"kind": "heading", "level": block.level, "text": runs}


def _paragraph(block: Paragraph) -> Iterator[Value]:
    yield {"kind": "paragraph", "label": cleaned(block.label), "text": _runs(block.text)}


def _line(text: Inline) -> list[Value]:
    return [{"kind": "paragraph", "label": "", "text": _runs(text)}]


def _facts(block: Facts) -> Iterator[Value]:
    rows: list[Value] = []
    for name, value in block.rows:
        if name or not rows:
            rows.append({"name": cleaned(name), "values": []})
        rows[-1]["values"].append(_runs(value))
    yield {"kind": "facts", "rows": rows}


def _items(block: Items) -> Iterator[Value]:
    numbers = [item.label.rstrip(".") for item in block.items]
    ordered = block.is_ordered and all(number.isascii() and number.isdigit() for number in numbers)
    items = [_item(item, is_ordered=ordered) for item in block.items]
    if items:
        yield {"kind": "list", "ordered": ordered, "items": items}


def _item(item: Item, *, is_ordered: bool) -> Value:
    text: Inline = Span(item.text, "strong") if is_ordered and isinstance(item.text, str) else in_line(item.text)
    return {
        "label": "" if is_ordered else cleaned(item.label),
        "number": int(item.label.rstrip(".")) if is_ordered else 0,
        "lines": [_runs(text)],
        "under": list(_under(item)),
    }


def _under(item: Item) -> Iterator[Value]:
    """Yield the lines under an item as lists, which only a `Flow` interrupts."""
    items: list[Value] = []
    for line in item.under:
        if isinstance(line, Flow):
            yield from (*_list(items), *_line(joined(line.facts)))
            items = []
        else:
            items += _items_of(line)
    yield from _list(items)


def _list(items: list[Value]) -> list[Value]:
    return [{"kind": "list", "ordered": False, "items": items}] if items else []


def _items_of(line: Inline | Lines | Cells | Drawn | Items) -> list[Value]:
    if isinstance(line, Items):
        return [_item(each, is_ordered=False) for each in line.items]
    lines = line.lines if isinstance(line, Lines | Drawn) else (in_line(line),)
    return [{"label": "", "number": 0, "lines": list(map(_runs, lines)), "under": []}]


def _table(block: Table) -> Iterator[Value]:
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    is_named = block.note is not None
    yield {
        "kind": "table",
        "caption": _caption(block) if is_named else "",
        "note": cleaned(block.note or ""),
        "names": block.has_row_headings,
        "repeats": sum(len(column.heading) for column in block.columns) <= _LONG,
        "columns": [{"heading": cleaned(column.heading), "number": column.is_number} for column in block.columns],
        "rows": [{"breaks": sum(map(_length, row)) > _LONG, "cells": row} for row in rows],
    }


def _cell(cell: Cell) -> Value:
    match cell:
        case Bar():
            return {"lines": [_runs(cell.caption)], "drawing": None}
        case Lines():
            return {"lines": list(map(_runs, cell.lines)), "drawing": None}
        case Drawn(drawing=drawing):
            width = drawing.width or svg.WIDE
            shown = {"svg": svg.standalone(drawing.wide, width, drawing.wide_height), "width": width}
            return {"lines": list(map(_runs, cell.lines)), "drawing": shown}
    return {"lines": [_runs(cell)], "drawing": None}


def _length(cell: Value) -> int:
    return sum(len(run["words"]) for line in cell["lines"] for run in line)


_ACROSS = 95
"""Characters up to which the facts at the head of a paper are on one line."""


def _title_block(block: TitleBlock) -> Iterator[Value]:
    logo = None
    if block.logo is not None:
        kind = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}[block.logo.media_type]
        logo = {"data": list(block.logo.data), "format": kind, "alt": cleaned(block.logo.alt)}
    length = sum(len(name) + len(plain(value)) for name, value in block.facts)
    yield {
        "kind": "title",
        "title": cleaned(block.title) or "Paper",
        "kicker": cleaned(block.kicker),
        "marking": cleaned(block.marking),
        "facts": [[cleaned(name), _runs(value)] for name, value in block.facts],
        "across": length <= _ACROSS,
        "logo": logo,
    }


def _notice(block: Notice) -> Iterator[Value]:
    text = _runs(block.text)
    breaks = sum(len(run["words"]) for run in text) > _LONG
    yield {"kind": "notice", "title": cleaned(block.title), "text": text, "gap": block.is_gap, "breaks": breaks}


def _counts(block: Counts) -> Iterator[Value]:
    counts = [{name: cleaned(getattr(each, name)) for name in ("number", "of", "words")} for each in block.counts]
    yield {"kind": "counts", "counts": counts}


def _caption(block: Table | Picture) -> str:
    """Return a caption, as a sentence if a note follows it."""
    return cleaned(as_sentence(block.caption) if block.note else block.caption)


def _signs(signs: Iterable[Sign]) -> list[Value]:
    return [{"svg": svg.standalone(sign.shapes, 22, 14), "words": cleaned(sign.words)} for sign in signs]


def _picture(block: Picture) -> Iterator[Value]:
    yield {
        "kind": "picture",
        "caption": _caption(block),
        "note": cleaned(block.note),
        "alt": cleaned(block.alt) or cleaned(block.caption) or "A picture",
        "svg": svg.standalone(block.drawing.wide, svg.WIDE, block.drawing.wide_height),
        "signs": _signs(block.key),
        "table": next(_table(block.table)),
    }


def _columns(block: Columns) -> list[Value]:
    """Return parts side by side; parts with tables, which need the whole width, one below the other."""
    columns = list(map(_values, block.columns))
    return list(chain(*columns)) if any(tables([block])) else [{"kind": "columns", "columns": columns}]


_WRITERS: Mapping[type[Block], Callable[[Any], Iterable[Value]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Gap: lambda _: (),
    Flow: lambda block: _line(joined(block.facts)),
    Facts: _facts,
    Items: _items,
    Table: _table,
    Bar: lambda block: _line(block.caption),
    Source: lambda block: [{"kind": "source", "text": "\n".join(source_lines(block))}],
    Commands: lambda block: _facts(Facts(tuple((words, Span(command, "code")) for words, command in block.pairs))),
    TitleBlock: _title_block,
    Headline: lambda block: [{"kind": "headline", "text": _runs(block.text)}],
    Notice: _notice,
    Counts: _counts,
    Columns: _columns,
    Key: lambda block: [{"kind": "key", "signs": _signs(block.signs)}] if block.signs else [],
    Picture: _picture,
}
