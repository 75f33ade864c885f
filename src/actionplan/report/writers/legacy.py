"""A screen to draw on: what it can show, and the lines that are drawn on it."""

from collections.abc import Iterable, Iterator, Sequence

from actionplan.report.words import ASCII, UNICODE, Signs
from actionplan.report.writers.layout import Column, Part, Table, Text, lines_of, shown
from actionplan.report.writers.terminal import PLAIN, Screen

__all__ = ["PLAIN", "Screen"]


def signs_of(screen: Screen) -> Signs:
    """Give the signs that a screen can show."""
    return UNICODE if screen.unicode else ASCII


def draw(parts: Iterable[Part], screen: Screen) -> str:
    """Give some parts as text, one under the other, with escape sequences for colours only if the screen has them."""
    lines = (shown(line, colour=screen.colour) for part in parts for line in lines_of(part, screen.width))
    return "\n".join(lines).rstrip("\n") + "\n"


def table(*columns: str, widths: Iterable[int | None] = (), right: Iterable[int] = ()) -> Table:
    """Make a table without lines.

    Args:
        columns: the headings; all empty means no heading.
        widths: the width of each column, None for what is left; empty means as wide as needed.
        right: which columns are set to the right, from 0.
    """
    sizes, to_the_right = list(widths) or [None] * len(columns), set(right)
    made = Table(
        tuple(
            Column(heading, width, index in to_the_right)
            for index, (heading, width) in enumerate(zip(columns, sizes, strict=True))
        ),
        [],
    )
    if any(columns):
        made.add_row(*(styled(heading, "bold") for heading in columns))
    return made


def styled(text: str, style: str = "") -> Text:
    """Make a piece of text for a screen."""
    return Text(text, style)


def hanging(text: str, indent: int, screen: Screen) -> Text:
    """Give a text over as many lines as it needs, all but the first indented; long addresses stay whole.

    A label and the address that follows it stay on one line.
    """
    if "://" in text and " " not in text.split("://", 1)[1]:
        head, _, address = text.rpartition(" ")
        lines = _filled(head, indent, screen) if head.strip().rstrip(":").count(" ") else [head]
        return as_it_is([*lines[:-1], f"{lines[-1]} {address}"])
    return as_it_is(_filled(text, indent, screen))


def as_it_is(lines: Iterable[str]) -> Text:
    """Make a text of lines that are not to be wrapped again: an address longer than the screen can be copied whole."""
    return Text("\n".join(lines), is_whole=True)


def _filled(text: str, indent: int, screen: Screen) -> list[str]:
    if len(text) <= screen.width and text.isprintable():
        return [text.rstrip()]
    import textwrap

    return textwrap.wrap(
        text, screen.width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


def indented(line: Text, indent: int) -> Text:
    """Give a line with blanks in front."""
    made = styled(" " * indent)
    made.append_text(line)
    return made


def columns(rows: Sequence[Sequence[Text]], gap: int = 2) -> list[Text]:
    """Give each row of facts as a line, set under each other in columns; a column without facts is left out."""
    widths = [max((fact.cell_len for fact in column), default=0) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        line = styled("")
        for fact, width in zip(row, widths, strict=True):
            if width:
                line.append_text(fact)
                line.append(" " * (width - fact.cell_len + gap))
        line.right_crop(gap)
        lines.append(line)
    return lines


def beside(line: Text, last: Text, indent: int, screen: Screen) -> Iterator[Text]:
    """Give a line with one more fact after it; where there is no room, the fact gets a line of its own."""
    if line.cell_len + 2 + last.cell_len <= screen.width:
        line.append("  " if last.cell_len else "")
        line.append_text(last)
        yield line
    else:
        yield line
        yield indented(last, indent)


def flow(facts: Sequence[Text], screen: Screen) -> Iterator[Text]:
    """Give short facts parted by commas, on as many lines as they need, none of them broken."""
    line = styled("")
    for index, fact in enumerate(facts):
        piece = fact.copy()
        piece.append("," if index < len(facts) - 1 else "")
        if line.cell_len and line.cell_len + 1 + piece.cell_len > screen.width:
            yield line
            line = styled("")
        line.append(" " if line.cell_len else "")
        line.append_text(piece)
    yield line
