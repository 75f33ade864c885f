"""A text of a document as styled text of a screen, with the signs of its roles, wrapped over lines."""

import textwrap
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from actionplan.report.inline import Inline, Span, texts
from actionplan.report.words import code_line, part_of_line
from actionplan.report.writers.layout import Text, cells
from actionplan.report.writers.signs import ASCII, COLOUR_STYLES, STATE_STYLES, UNICODE, Signs

_STYLES = {"strong": "bold", "quiet": "dim", "late": "bold red", "alert": "bold red", "warning": "bold yellow"}


@frozen(kw_only=True)
class Screen:
    """What the reader's screen can show.

    Attributes:
        width: characters in a line.
        colour: whether colours may be used; every meaning is in the words too.
        unicode: whether signs beyond ASCII can be shown.
        is_terminal: whether a person reads it, so that lines for programs are wrapped too.
    """

    width: int = 80
    colour: bool = False
    unicode: bool = True
    is_terminal: bool = False


PLAIN = Screen()
"""A file, a pipe or a golden test: 80 characters, no colour."""


def signs(screen: Screen) -> Signs:
    """Return the signs that a screen can show."""
    return UNICODE if screen.unicode else ASCII


def styled(inline: Inline, screen: Screen) -> Text:
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
        return code_line(words), ""
    words = part_of_line(words)
    known = signs(screen)
    match kind:
        case "state":
            state: Any = value if value in known.states else None
            return f"{known.states[state]} {words}", STATE_STYLES[state]
        case "colour" | "mark":
            colour = value or None
            return f"{known.colours[colour]}{f' {words}' if kind == 'colour' else ''}", COLOUR_STYLES[colour]
        case "late":
            return f"{known.late} {words}", _STYLES[kind]
    return words, _STYLES.get(kind, "")


def padded(text: str, width: int) -> str:
    """Return a text with blanks up to a width."""
    return text + " " * max(width - cells(text), 0)


def after(begin: str, line: Text) -> Text:
    """Return a line with a text before it."""
    made = Text(begin)
    made.append_text(line)
    return made


def wrapped(line: Text, indent: int, screen: Screen) -> Iterator[Text]:
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
