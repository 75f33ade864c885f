"""Documents as lines of a terminal: wrapped, in columns, coloured where there are colours."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from actionplan.model.text import as_sentence
from actionplan.report.document import (
    Bar,
    Block,
    Cell,
    Cells,
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
)
from actionplan.report.inline import Inline, Span, texts
from actionplan.report.paper_blocks import Counts, Headline, Notice, TitleBlock
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers.layout import Text, cells, shown, table_lines
from actionplan.report.writers.source import source_lines
from actionplan.report.writers.styled import PLAIN, Screen, after, padded, signs, styled, wrapped


def write(document: Document, screen: Screen = PLAIN) -> str:
    """Return a document as text, with escape sequences for colours only if the screen has them.

    Args:
        document: the document.
        screen: what the reader's screen can show.
    """
    blocks = list(document)
    lines = (shown(line, colour=screen.colour) for block in _aligned(blocks, screen) for line in block)
    return "\n".join(lines).rstrip("\n") + "\n"


def _aligned(blocks: list[Block], screen: Screen) -> Iterator[Iterable[Text]]:
    """Yield the lines of each block; lists of one group have their facts in the same columns."""
    rows: dict[str, list[list[Text]]] = {}
    for block in blocks:
        if isinstance(block, Items) and block.group:
            rows.setdefault(block.group, []).extend(_cells(block, screen))
    groups = {group: _columns(facts) for group, facts in rows.items()}
    for block in blocks:
        if isinstance(block, Items):
            yield _items(block, screen, groups.get(block.group))
        else:
            yield _WRITERS[type(block)](block, screen)


def _heading(block: Heading, screen: Screen) -> Iterator[Text]:
    line = Text(f"{code_line(block.label)}  " if block.label else "")
    line.append_text(styled(block.text, screen))
    if block.count is not None:
        line.append(f": {block.count}")
    if not block.is_quiet:
        line.stylize("bold")
    yield from wrapped(line, block.hang, screen)


def _paragraph(block: Paragraph, screen: Screen) -> Iterator[Text]:
    line = Text(" " * block.indent + (f"{code_line(block.label)}  " if block.label else ""))
    hang = line.cell_len + block.hang
    line.append_text(styled(block.text, screen))
    return wrapped(line, hang, screen)


def _flow(block: Flow, screen: Screen) -> Iterator[Text]:
    line = Text(" " * block.indent)
    for index, fact in enumerate(block.facts):
        stretch = styled(fact, screen)
        stretch.append("," if index < len(block.facts) - 1 else "")
        used = line.cell_len
        if used > block.indent and used + 1 + stretch.cell_len > screen.width:
            yield line
            line, used = Text(" " * block.indent), block.indent
        line.append(" " if used > block.indent else "")
        line.append_text(stretch)
    yield line


def _facts(block: Facts, screen: Screen) -> Iterator[Text]:
    width = block.width or max((cells(name) for name, _ in block.rows), default=0) + 2
    for name, value in block.rows:
        line = Text(" " * block.indent + padded(f"{code_line(name)} ", width))
        line.append_text(styled(value, screen))
        yield from wrapped(line, block.indent + width, screen)


def _cells(block: Items, screen: Screen) -> Iterator[list[Text]]:
    for item in block.items:
        for line in (item.text, *item.under):
            if isinstance(line, Cells):
                yield [styled(fact, screen) for fact in line.facts]


def _items(block: Items, screen: Screen, facts: Iterator[Text] | None = None) -> Iterator[Text]:
    facts = facts or _columns(_cells(block, screen))
    labels = [cells(code_line(item.label)) + 2 if item.label else 0 for item in block.items]
    widest = max(labels, default=0)
    for item, own in zip(block.items, labels, strict=True):
        width = own if block.width is None else block.width or widest
        yield from _item(block, item, width, facts, screen)
        if block.is_spaced:
            yield Text()


def _item(block: Items, item: Item, width: int, facts: Iterator[Text], screen: Screen) -> Iterator[Text]:
    label = code_line(item.label)
    label = f"{label:>{width - 1}} " if block.is_ordered else padded(f"{label} ", width) if width else ""
    begin = " " * block.indent + block.mark + label
    start = cells(begin)
    hang = start if block.hang is None else block.indent + block.hang
    yield from _item_line(begin, item.text, hang, facts, screen)
    below = start if block.under is None else block.indent + block.under
    for under in item.under:
        if isinstance(under, Items | Flow):
            yield from _items(under, screen) if isinstance(under, Items) else _flow(under, screen)
        else:
            for line in under.lines if isinstance(under, Lines | Drawn) else (under,):
                yield from _item_line(" " * below, line, below + block.under_hang, facts, screen)


def _item_line(begin: str, text: Inline | Cells, hang: int, facts: Iterator[Text], screen: Screen) -> Iterator[Text]:
    if isinstance(text, Cells):
        yield from _beside(after(begin, next(facts)), styled(text.last, screen), cells(begin), screen)
    else:
        yield from wrapped(after(begin, styled(text, screen)), hang, screen)


def _columns(rows: Iterable[list[Text]]) -> Iterator[Text]:
    """Yield each row of facts as a line, all in columns; a column without facts is left out."""
    rows = list(rows)
    widths = [max(fact.cell_len for fact in column) for column in zip(*rows, strict=True)]
    for row in rows:
        line = Text()
        for fact, width in zip(row, widths, strict=True):
            if width:
                line.append_text(fact)
                line.append(" " * (width - fact.cell_len + 2))
        yield line.cut(0, len(line.plain) - 2)


def _beside(line: Text, last: Text, indent: int, screen: Screen) -> Iterator[Text]:
    """Yield a line with one more fact after it; a fact that does not fit gets a line of its own."""
    if not last.cell_len:
        yield line
    elif line.cell_len + 2 + last.cell_len <= screen.width:
        line.append("  ")
        line.append_text(last)
        yield line
    else:
        yield line
        yield from wrapped(after(" " * indent, last), indent, screen)


def _table(block: Table, screen: Screen) -> Iterator[Text]:
    if block.note is not None:
        caption = as_sentence(block.caption) if block.note else block.caption
        yield from wrapped(styled((Span(caption, "strong"), f"  {block.note}"), screen), 0, screen)
    rows = [[_cell(cell, screen) for cell in row] for row in block.rows]
    if block.folds and not _fits(block, rows, screen):
        yield from _folded(block, rows, screen)
        return
    headings = [part_of_line(column.heading) if column.shows_heading else "" for column in block.columns]
    sizes = _sizes(block, headings, rows, screen)
    right = [index for index, column in enumerate(block.columns) if column.is_number]
    if has_headings := any(headings):
        rows.insert(0, [Text(heading, "bold") for heading in headings])
    for line in table_lines(rows, sizes, right, screen.width - block.indent, headed=has_headings):
        yield after(" " * block.indent, line)


def _sizes(block: Table, headings: list[str], rows: list[list[Text]], screen: Screen) -> list[int | None]:
    """Return the width of each column; None for what it needs, or what is left."""
    if block.is_even and rows:
        first = min(max(row[0].cell_len for row in rows), screen.width // 4)
        return [first, *[max((screen.width - first) // (len(headings) - 1) - 2, 5)] * (len(headings) - 1)]
    sizes = [column.width for column in block.columns]
    for index, column in enumerate(block.columns):
        if column.least:
            needed = max((cells(line) for row in rows for line in row[index].plain.split("\n")), default=0)
            room = screen.width - sum((width or 0) + 2 for width in sizes)
            sizes[index] = max(min(needed, room), cells(headings[index]), column.least)
    return sizes


def _cell(cell: Cell, screen: Screen) -> Text:
    if isinstance(cell, Bar):
        return _bar(cell, screen)
    text = Text()
    for index, line in enumerate(cell.lines if isinstance(cell, Lines | Drawn) else (cell,)):
        text.append("\n" if index else "")
        text.append_text(styled(line, screen))
    return text


_NARROW = 14
"""A column that is wider than this may be wrapped, before a table is folded."""


def _fits(block: Table, rows: list[list[Text]], screen: Screen) -> bool:
    natural = [
        max(cells(part_of_line(column.heading)), *(row[index].cell_len for row in rows))
        for index, column in enumerate(block.columns)
    ]
    return sum(min(width, _NARROW) for width in natural) + 2 * (len(natural) - 1) <= screen.width


def _folded(block: Table, rows: list[list[Text]], screen: Screen) -> Iterator[Text]:
    width = max(cells(part_of_line(column.heading)) for column in block.columns) + 2
    for number, row in enumerate(rows, 1):
        if number > 1:
            yield Text()
        yield Text(f"Row {number}", "bold")
        for column, field in zip(block.columns, row, strict=True):
            line = Text("  " + padded(part_of_line(column.heading), width))
            line.append_text(field)
            yield from wrapped(line, width + 2, screen)


def _bar(block: Bar, screen: Screen) -> Text:
    if not block.whole:
        return Text(code_line(block.caption))
    done = round(block.width * block.part / block.whole)
    done = min(max(done, int(block.part > 0)), block.width if block.part == block.whole else block.width - 1)
    full, empty = signs(screen).bar
    line = Text(full * done, "green")
    line.append(empty * (block.width - done))
    line.append(f" {code_line(block.caption)}")
    return line


def _source(block: Source, screen: Screen) -> Iterator[Text]:
    for text in source_lines(block):
        line = Text(" " * block.indent + text)
        if block.hang is not None and screen.is_terminal:
            yield from wrapped(line, block.hang, screen)
        else:
            yield line


def _commands(block: Commands, _: Screen) -> Iterator[Text]:
    width = max(cells(words) for words, _ in block.pairs)
    for words, command in block.pairs:
        yield Text(f"{padded(code_line(words), width)}  {code_line(command)}", "dim")


def _title_block(block: TitleBlock, screen: Screen) -> Iterator[Text]:
    for text, role in ((block.marking, "strong"), (block.kicker, "quiet"), (block.title, "strong")):
        if text:
            yield from wrapped(styled((Span(text, role),), screen), 0, screen)
    yield from _facts(Facts(block.facts), screen)
    yield Text()


def _notice(block: Notice, screen: Screen) -> Iterator[Text]:
    role = "warning" if block.is_gap else "strong"
    line = after("| ", styled((Span(block.title, role), " ", *texts(block.text)), screen))
    yield from (*wrapped(line, 2, screen), Text())


def _counts(block: Counts, screen: Screen) -> Iterator[Text]:
    rows = tuple((" ".join(filter(None, (each.number, each.of))), each.words) for each in block.counts)
    yield from (*_facts(Facts(rows), screen), Text())


def _picture(block: Picture, screen: Screen) -> Iterator[Text]:
    for text in ((Span(block.caption, "strong"),), block.note, block.alt):
        yield from wrapped(styled(text, screen), 0, screen)
    if screen.width >= _WIDE:
        for line in block.screen:
            yield from wrapped(styled(line, screen), 2, screen)
    yield from (*_table(block.table, screen), Text())


_WIDE = 100
"""The least width of a screen on which pictures are shown in characters too."""


def _columns_below(block: Columns, screen: Screen) -> Iterator[Text]:
    for column in block.columns:
        for lines in _aligned(list(column), screen):
            yield from lines
        yield Text()


_WRITERS: Mapping[type, Callable[[Any, Screen], Iterable[Text]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Gap: lambda *_: [Text()],
    Flow: _flow,
    Facts: _facts,
    Table: _table,
    Bar: lambda block, screen: wrapped(_bar(block, screen), 0, screen),
    Source: _source,
    Commands: _commands,
    TitleBlock: _title_block,
    Headline: lambda block, screen: (
        *wrapped(styled((Span("", "strong"), *texts(block.text)), screen), 0, screen),
        Text(),
    ),
    Notice: _notice,
    Counts: _counts,
    Columns: _columns_below,
    Key: lambda *_: (),
    Picture: _picture,
}
