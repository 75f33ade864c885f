"""A screen to draw on: what it can show, and rich's console with everything switched off that would change our text."""

from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from attrs import frozen

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
            console.print(part)
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
