"""A screen to draw on: what it can show, and rich's console with everything switched off that would change our text."""

from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from actionplan.model.frozen import frozen
from actionplan.render.words import ASCII, UNICODE, Signs

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table
    from rich.text import Text


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


def signs_of(screen: Screen) -> Signs:
    """Give the signs that a screen can show."""
    return UNICODE if screen.unicode else ASCII


def draw(parts: Iterable["RenderableType"], screen: Screen) -> str:
    """Give the text of some renderables, with escape sequences for colours only if the screen has them."""
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=StringIO(),
        width=screen.width,
        force_terminal=screen.colour,
        no_color=not screen.colour,
        color_system="standard" if screen.colour else None,
        markup=False,
        highlight=False,
        emoji=False,
        legacy_windows=False,
        safe_box=True,
    )
    with console.capture() as captured:
        for part in parts:
            # rich joins texts into new ones that forget their settings, so these are said once more.
            whole = isinstance(part, Text) and part.no_wrap is True
            console.print(part, no_wrap=whole, overflow="ignore" if whole else None, crop=not whole)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().split("\n")).rstrip("\n") + "\n"


def table(*columns: str, widths: Iterable[int | None] = (), right: Iterable[int] = ()) -> "Table":
    """Make a table without lines.

    Args:
        columns: the headings; all empty means no heading.
        widths: the width of each column, None for what is left; empty means as wide as needed.
        right: which columns are set to the right, from 0.
    """
    from rich.table import Table

    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_header=any(columns), header_style="bold")
    sizes = list(widths) or [None] * len(columns)
    for index, (heading, width) in enumerate(zip(columns, sizes, strict=True)):
        made.add_column(
            heading, width=width, justify="right" if index in set(right) else "left", overflow="fold", ratio=None
        )
    return made


def styled(text: str, style: str = "") -> "Text":
    """Make a piece of text for a screen."""
    from rich.text import Text

    return Text(text, style=style)


def hanging(text: str, indent: int, screen: Screen) -> "Text":
    """Give a text over as many lines as it needs, all but the first indented; long addresses stay whole.

    A label and the address that follows it stay on one line.
    """
    if "://" in text and " " not in text.split("://", 1)[1]:
        head, _, address = text.rpartition(" ")
        lines = _filled(head, indent, screen) if head.strip().rstrip(":").count(" ") else [head]
        return as_it_is([*lines[:-1], f"{lines[-1]} {address}"])
    return as_it_is(_filled(text, indent, screen))


def as_it_is(lines: Iterable[str]) -> "Text":
    """Make a text of lines that are not to be wrapped again: an address longer than the screen can be copied whole."""
    from rich.text import Text

    return Text("\n".join(lines), no_wrap=True, overflow="ignore")


def _filled(text: str, indent: int, screen: Screen) -> list[str]:
    import textwrap

    return textwrap.wrap(
        text, screen.width, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


def indented(line: "Text", indent: int) -> "Text":
    """Give a line with blanks in front."""
    made = styled(" " * indent)
    made.append_text(line)
    return made


def columns(rows: Sequence[Sequence["Text"]], gap: int = 2) -> list["Text"]:
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


def beside(line: "Text", last: "Text", indent: int, screen: Screen) -> Iterator["Text"]:
    """Give a line with one more fact after it; where there is no room, the fact gets a line of its own."""
    if line.cell_len + 2 + last.cell_len <= screen.width:
        line.append("  " if last.cell_len else "")
        line.append_text(last)
        yield line
    else:
        yield line
        yield indented(last, indent)


def flow(facts: Sequence["Text"], screen: Screen) -> Iterator["Text"]:
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
