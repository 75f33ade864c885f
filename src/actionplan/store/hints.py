"""The likely mend of a line that is not TOML: the slips of people who have not written TOML before."""

from collections.abc import Callable


def hint(line: str, message: str) -> str:
    """Guess how to mend a line; empty where nothing comes to mind.

    Args:
        line: the line at fault.
        message: what the TOML reader says of it.
    """
    _, equals, value = line.partition("=")
    for applies, mend in _SLIPS:
        if applies(line, message.lower(), value.strip() if equals else None):
            return mend
    return f'put quotes round it: "{value.strip()}"' if value.strip() else ""


_SLIPS: tuple[tuple[Callable[[str, str, str | None], bool], str], ...] = (
    (
        lambda line, _message, _value: line.startswith(("<<<<<<<", "=======", ">>>>>>>")),
        "git left conflict markers here: keep the lines that are right and delete the markers",
    ),
    (
        lambda line, _message, _value: any(quote in line for quote in "\u201c\u201d\u2018\u2019"),
        'replace the curly quotes by straight ones: "',
    ),
    (
        lambda _line, message, _value: "overwrite" in message or "already" in message or "twice" in message,
        "the same key or table stands twice: keep one of them",
    ),
    (
        lambda _line, _message, value: value is None,
        'a line is KEY = VALUE, [TABLE], [[TABLE]] or # a comment; text wants quotes: "like this"',
    ),
    (
        lambda _line, _message, value: value is not None and value.count('"') % 2 == 1,
        'a quote is missing: text begins and ends with " on one line, or with """ over several',
    ),
    (
        lambda _line, _message, value: value is not None and value[:1].isdigit(),
        "a day is written 2024-09-30; anything that is neither a number nor a day wants quotes",
    ),
    (
        lambda _line, _message, value: value is not None and value[:1] in ('"', "'", "[", "{"),
        "look at what stands after the value: nothing may but a comment",
    ),
)
"""Each slip: whether it fits the line, the reader's message and the value after the equals sign (None without one)."""
