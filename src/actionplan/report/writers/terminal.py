"""Documents as lines of a terminal: wrapped, in columns, coloured where there are colours."""

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from attrs import frozen

from actionplan.report.document import (
    Bar,
    Block,
    Cells,
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
    texts,
)
from actionplan.report.words import part_of_line, visible
from actionplan.report.writers.layout import Text, cells, shown, table_lines
from actionplan.report.writers.signs import ASCII, COLOUR_STYLES, STATE_STYLES, UNICODE, Signs
from actionplan.report.writers.source import source_lines

_STYLES = {"strong": "bold", "quiet": "dim", "late": "bold red", "alert": "bold red", "warning": "bold yellow"}


@frozen(kw_only=True)
class Screen:
    """What the reader's screen can show.

    Attributes:
        width: characters in a line.
        colour: whether colours may be used; every meaning is in the words too.
        unicode: whether signs beyond ASCII can be shown.
    """

    width: int = 80
    colour: bool = False
    unicode: bool = True


PLAIN = Screen()
"""A file, a pipe or a golden test: 80 characters, no colour."""


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
    line = Text(f"{_kept(block.label)}  " if block.label else "")
    line.append_text(_styled(block.text, screen))
    if block.count is not None:
        line.append(f": {block.count}")
    if not block.is_quiet:
        line.stylize("bold")
    yield from _wrapped(line, block.hang, screen)


def _paragraph(block: Paragraph, screen: Screen) -> Iterator[Text]:
    line = Text(" " * block.indent)
    line.append_text(_styled(block.text, screen))
    return _wrapped(line, block.indent + block.hang, screen)


def _gap(_: Gap, __: Screen) -> Iterator[Text]:
    yield Text()


def _flow(block: Flow, screen: Screen) -> Iterator[Text]:
    line = Text(" " * block.indent)
    for index, fact in enumerate(block.facts):
        stretch = _styled(fact, screen)
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
        line = Text(" " * block.indent + _padded(f"{_kept(name)} ", width))
        line.append_text(_styled(value, screen))
        yield from _wrapped(line, block.indent + width, screen)


def _cells(block: Items, screen: Screen) -> Iterator[list[Text]]:
    for item in block.items:
        for line in (item.text, *item.under):
            if isinstance(line, Cells):
                yield [_styled(fact, screen) for fact in line.facts]


def _items(block: Items, screen: Screen, facts: Iterator[Text] | None = None) -> Iterator[Text]:
    facts = facts or _columns(_cells(block, screen))
    labels = [cells(_kept(item.label)) + 2 if item.label else 0 for item in block.items]
    widest = max(labels, default=0)
    for item, own in zip(block.items, labels, strict=True):
        width = own if block.width is None else block.width or widest
        yield from _item(block, item, width, facts, screen)
        if block.is_spaced:
            yield Text()


def _item(block: Items, item: Item, width: int, facts: Iterator[Text], screen: Screen) -> Iterator[Text]:
    label = _kept(item.label)
    label = f"{label:>{width - 1}} " if block.is_ordered else _padded(f"{label} ", width) if width else ""
    begin = " " * block.indent + block.mark + label
    start = cells(begin)
    hang = start if block.hang is None else block.indent + block.hang
    yield from _item_line(begin, item.text, hang, facts, screen)
    below = start if block.under is None else block.indent + block.under
    for under in item.under:
        if isinstance(under, Items | Flow):
            yield from _items(under, screen) if isinstance(under, Items) else _flow(under, screen)
        else:
            for line in under.lines if isinstance(under, Lines) else (under,):
                yield from _item_line(" " * below, line, below + block.under_hang, facts, screen)


def _item_line(begin: str, text: Inline | Cells, hang: int, facts: Iterator[Text], screen: Screen) -> Iterator[Text]:
    if isinstance(text, Cells):
        yield from _beside(_after(begin, next(facts)), _styled(text.last, screen), cells(begin), screen)
    else:
        yield from _wrapped(_after(begin, _styled(text, screen)), hang, screen)


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
    """Yield a line with one more fact after it; where there is no room, the fact has a line of its own."""
    if not last.cell_len:
        yield line
    elif line.cell_len + 2 + last.cell_len <= screen.width:
        line.append("  ")
        line.append_text(last)
        yield line
    else:
        yield line
        yield from _wrapped(_after(" " * indent, last), indent, screen)


def _table(block: Table, screen: Screen) -> Iterator[Text]:
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
        yield _after(" " * block.indent, line)


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


def _cell(cell: Inline | Lines | Bar, screen: Screen) -> Text:
    if isinstance(cell, Bar):
        return _bar(cell, screen)
    if isinstance(cell, Lines):
        line = Text()
        for index, inline in enumerate(cell.lines):
            line.append("\n" if index else "")
            line.append_text(_styled(inline, screen))
        return line
    return _styled(cell, screen)


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
            line = Text("  " + _padded(part_of_line(column.heading), width))
            line.append_text(field)
            yield from _wrapped(line, width + 2, screen)


def _bars(block: Bar, screen: Screen) -> Iterator[Text]:
    return _wrapped(_bar(block, screen), 0, screen)


def _bar(block: Bar, screen: Screen) -> Text:
    if not block.whole:
        return Text(_kept(block.caption))
    done = round(block.width * block.part / block.whole)
    done = min(max(done, int(block.part > 0)), block.width if block.part == block.whole else block.width - 1)
    full, empty = _signs(screen).bar
    line = Text(full * done, "green")
    line.append(empty * (block.width - done))
    line.append(f" {_kept(block.caption)}")
    return line


def _source(block: Source, _: Screen) -> Iterator[Text]:
    for line in source_lines(block):
        yield Text(" " * block.indent + line)


def _commands(block: Commands, _: Screen) -> Iterator[Text]:
    width = max(cells(words) for words, _ in block.pairs)
    for words, command in block.pairs:
        yield Text(f"{_padded(_kept(words), width)}  {_kept(command)}", "dim")


_WRITERS: Mapping[type, Callable[[Any, Screen], Iterable[Text]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Gap: _gap,
    Flow: _flow,
    Facts: _facts,
    Table: _table,
    Bar: _bars,
    Source: _source,
    Commands: _commands,
}


def _signs(screen: Screen) -> Signs:
    return UNICODE if screen.unicode else ASCII


def _styled(inline: Inline, screen: Screen) -> Text:
    """Return a text as it is shown: on one line, with the signs and styles of its roles."""
    if isinstance(inline, str):
        return Text(part_of_line(inline).strip())
    line = Text()
    for span in texts(inline):
        line.append(*_shown(span, screen))
    return line


def _shown(span: Span, screen: Screen) -> tuple[str, str]:
    """Return the words of a span with their sign, and their style."""
    words = span.text if span.ascii is None or screen.unicode else span.ascii
    kind, _, value = span.role.partition(":")
    if kind == "code":
        return _kept(words), ""
    words = part_of_line(words)
    signs = _signs(screen)
    match kind:
        case "state":
            state: Any = value if value in signs.states else None
            return f"{signs.states[state]} {words}", STATE_STYLES[state]
        case "colour" | "mark":
            colour = value or None
            return f"{signs.colours[colour]}{f' {words}' if kind == 'colour' else ''}", COLOUR_STYLES[colour]
        case "late":
            return f"{signs.late} {words}", _STYLES[kind]
    return words, _STYLES.get(kind, "")


def _kept(text: str) -> str:
    """Return a text on one line with all its blanks."""
    return visible(text).replace("\n", " ")


def _padded(text: str, width: int) -> str:
    return text + " " * max(width - cells(text), 0)


def _after(begin: str, line: Text) -> Text:
    made = Text(begin)
    made.append_text(line)
    return made


def _wrapped(line: Text, indent: int, screen: Screen) -> Iterator[Text]:
    """Yield a text over as many lines as it needs, all but the first indented.

    Long addresses stay whole, so that they can be copied, and a label stays with the address that follows it.
    """
    text = line.plain
    if len(text) <= screen.width:
        yield line
        return
    start = 0
    for number, part in enumerate(_filled(text, indent, screen)):
        made = Text(" " * indent if number else "")
        words = part[indent:] if number else part
        start = text.index(words, start)
        made.append_text(line.cut(start, start + len(words)))
        start += len(words)
        yield made


def _filled(text: str, indent: int, screen: Screen) -> list[str]:
    head, _, address = text.rpartition(" ")
    if "://" in address and "://" not in head:
        lines = _filled(head, indent, screen) if head.strip().rstrip(":").count(" ") else [head]
        return [*lines[:-1], f"{lines[-1]} {address}"]
    if len(text) <= screen.width:
        return [text.rstrip()]
    return textwrap.wrap(
        text, screen.width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    ) or [""]
