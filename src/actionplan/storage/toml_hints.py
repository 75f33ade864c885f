"""Explain a line that is not TOML, and suggest a fix, for the common mistakes of people who are new to TOML."""

import re
import unicodedata
from collections.abc import Callable

from attrs import frozen

from actionplan.input.text import with_hyphens
from actionplan.storage.keys import date_keys, list_keys

_KEY = re.compile(r"""\s*([\w.-]+|"[^"]*"|'[^']*')\s*$""")
_QUOTED = re.compile(r"""\"[^"]*"|'[^']*'""")
_CURLY_AROUND = re.compile(r"[=\[{,]\s*[\u2018-\u201f]")
_COMMENT = re.compile(r"(^|\s)#[^\"']*$")
_BARE_IN_LIST = re.compile(r"[\[,]\s*(\w[\w.-]*)\s*[,\]]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WITH_SPACES = re.compile(r"[\w.-]+(\s+[\w.-]+)+")


@frozen
class _Line:
    """A line that is not TOML.

    Attributes:
        text: the line.
        message: the parser's message, in lower case.
        value: the text after the equals sign; None without one.
    """

    text: str
    message: str
    value: str | None

    @property
    def key(self) -> str:
        """The text before the equals sign, if it has the form of a key."""
        match = _KEY.fullmatch(self.text.partition("=")[0])
        return match[1] if match else ""


_LONGEST = 1000
"""How much of a line is read, in characters: some of the patterns take the square of a line's length."""


def _line(text: str, message: str) -> _Line:
    text = text[:_LONGEST]
    _, equals, value = text.partition("=")
    is_header = text.lstrip().startswith("[")
    return _Line(text, message.lower(), value.partition(" #")[0].strip() if equals and not is_header else None)


def hint(line: str, message: str) -> str:
    """Return the likely fix for a line; empty if none is known.

    Args:
        line: the line.
        message: the parser's message.
    """
    at_fault = _line(line, message)
    return next(filter(None, (mistake(at_fault) for mistake in _MISTAKES)), "")


def in_words(line: str, message: str) -> str:
    """Return the parser's message about a line in plain words.

    Args:
        line: the line.
        message: the parser's message.
    """
    at_fault = _line(line, message)
    for beginning, applies, words in _WORDS:
        if at_fault.message.startswith(beginning) and applies(at_fault):
            return words.format(name=_name(at_fault))
    return message[:1].lower() + message[1:]


def place_meant(text: str, line: int, column: int, message: str) -> tuple[int, int, int]:
    """Return line, column and length of the cause of an error, which may be before the place where the parser stopped.

    Args:
        text: the file's text, with LF line ends.
        line: the line in which the parser stopped.
        column: the column in it.
        message: the parser's message.
    """
    lines = text.split("\n")
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    at_fault = _line(shown, message)
    reason = at_fault.message
    if reason.startswith(("unterminated", "expected \"'")):
        # A text in three quotes that is never closed extends to the end of the file: its start is more useful.
        for quotes in ('"""', "'''"):
            if text.count(quotes) % 2 == 1:
                before = text[: text.rindex(quotes)]
                return before.count("\n") + 1, len(before) - before.rfind("\n"), 3
    elif reason.startswith("unclosed") and not shown[: column - 1].strip():
        # The parser misses a closing bracket only on the next line, but it belongs at the end of this one.
        for number in range(line - 1, 0, -1):
            above = _COMMENT.sub("", lines[number - 1]).rstrip()
            if above:
                return number, len(above) + 1, 1
    elif _is_twice(at_fault):
        number = _single_header(lines[: line - 1], at_fault) or line
        start = len(lines[number - 1]) - len(lines[number - 1].lstrip(" \t["))
        return number, start + 1, len(_name(at_fault)) or 1
    elif value := at_fault.value:
        start = shown.index(value, shown.index("=")) + 1
        is_whole = reason.startswith(("invalid value", "invalid date")) and start == column
        if is_whole or (reason.startswith("expected newline") and value[0].isdigit()):
            return line, start, len(value)
    return line, column, 1


def _single_header(above: list[str], line: _Line) -> int | None:
    """Return the number of the line above that has one bracket where this one rightly has two; None without one."""
    name = _name(line)
    if name not in list_keys() or not line.text.lstrip().startswith("[["):
        return None
    single = re.compile(rf"\s*\[\s*{re.escape(name)}\s*\]")
    return next((number for number, text in enumerate(above, start=1) if single.match(text)), None)


def _is_twice(line: _Line) -> bool:
    return any(word in line.message for word in ("overwrite", "twice", "mutate", "redefine", "duplicate inline"))


def _name(line: _Line) -> str:
    """Return the key of a line, or the name in its header."""
    header = _COMMENT.sub("", line.text).strip() if line.value is None else ""
    if not header.startswith("["):
        return line.key
    name, _, after = header.lstrip("[").partition("]")
    return name.strip() if not after.strip("] \t") else ""


def _conflict(line: _Line) -> str:
    if line.text.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return (
            "git left conflict markers here: during a merge, actionplan resolve resolves them; else keep the lines "
            "that are right and delete the markers"
        )
    return ""


def _curly_quotes(line: _Line) -> str:
    is_open = "character '\\n'" in line.message and re.search(r"[\u2018-\u201f]", line.text)
    return 'replace the curly quotes by straight ones: "' if is_open or _CURLY_AROUND.search(line.text) else ""


def _long_dash(line: _Line) -> str:
    if line.value is None:
        name = _bracketed(line, _name(line)) if _name(line) else ""
    else:
        name = line.value if _date_fix(line.value) else line.text.partition("=")[0].strip()
    if with_hyphens(name) == name or '"' in name or "'" in name:
        return ""
    return f"replace the long dashes by hyphens: {with_hyphens(name)}"


def _odd_space(line: _Line) -> str:
    outside = _QUOTED.sub("", line.text)
    odd = next((sign for sign in outside if sign != " " and unicodedata.category(sign) in ("Zs", "Cf")), None)
    if odd is None:
        return ""
    return f"the line has a space that is not an ordinary one (U+{ord(odd):04X}): delete it and type it again"


def _twice(line: _Line) -> str:
    if not _is_twice(line):
        return ""
    name = _name(line)
    if line.value is None and name in list_keys() and not line.text.lstrip().startswith("[["):
        return f"each block of this sort has two brackets: [[{name}]]"
    return "the same key or table is used twice: keep one of them"


def _backslash(line: _Line) -> str:
    if line.message.startswith(("unescaped", "invalid hex", "escaped character")):
        return "write / in place of \\, or put the text in single quotes: '...'"
    return ""


def _header(line: _Line) -> str:
    name = _name(line).strip("[] ") if line.value is None else ""
    if line.message.startswith("expected ']") and _WITH_SPACES.fullmatch(name):
        return f"an id has no spaces: write {_bracketed(line, '-'.join(name.split()))}"
    if line.message.startswith("expected ']'") and name:
        return f"a header ends as it begins: [{name}]"
    if (line.message.startswith("expected ']]'") and name) or line.text.strip() in list_keys():
        return f"write: [[{name or line.text.strip()}]]"
    return ""


def _bracketed(line: _Line, name: str) -> str:
    return f"[[{name}]]" if line.text.lstrip().startswith("[[") else f"[{name}]"


def _no_equals(line: _Line) -> str:
    if not line.message.startswith("expected '='"):
        return ""
    if line.value is not None and re.fullmatch(r"\s*\w+( \w+)+\s*", key := line.text.partition("=")[0]):
        return f"a key has no spaces: {'_'.join(key.split())}"
    if line.value is None and (match := re.fullmatch(r"([\w.-]+)(?:\s|:)*+([\"'\[{].*|\d\S*)", line.text.strip())):
        return f"write: {match[1]} = {match[2]}"
    return ""


def _no_key_or_value(line: _Line) -> str:
    if line.value is None or line.message.startswith(("invalid statement", "expected '='")):
        return 'a line is KEY = VALUE, [TABLE], [[TABLE]] or # a comment; text wants quotes: "like this"'
    return "write a value after the equals sign, or remove the line" if line.value == "" else ""


def _in_list(line: _Line) -> str:
    if (line.value or "").startswith("[") and (bare := _BARE_IN_LIST.search(_QUOTED.sub('""', line.value or ""))):
        return f'put quotes round it: "{bare[1]}"'
    if line.message.startswith("unclosed array"):
        return 'put a comma between values, and ] after the last: ["a", "b"]'
    if line.message.startswith("unclosed inline"):
        return 'put a comma between values, and } after the last: { a = "b", c = "d" }'
    return ""


def _quotes(line: _Line) -> str:
    value = line.value or ""
    if line.message.startswith("expected newline"):
        if value.startswith('"') and value.count('"') > 2:
            return "within text in double quotes write single ones"
        if value.startswith("'") and value.count("'") > 2:
            return "put text with an apostrophe in double quotes"
        if value.endswith((",", ";")):
            return f"remove the {'comma' if value[-1] == ',' else 'semicolon'} at the end"
    if "character" in line.message and "'\\n'" not in line.message:
        return "delete it and the characters around it, and type them again"
    if line.message.startswith("unterminated") or value.count('"') % 2 == 1:
        return 'a quote is missing: text begins and ends with " on one line, or with """ over several'
    return ""


def _date_fix(value: str) -> str:
    from actionplan.storage.typed_hints import date_fix

    return date_fix(value)


def _digits(line: _Line) -> str:
    value = line.value or ""
    if fix := _date_fix(value) if value[:1].isdigit() or line.key in date_keys() else "":
        return fix
    if re.fullmatch(r"\d[\d,]*(\.\d+)?\s*%?", value):
        return f"write: {value.rstrip('% ').replace(',', '').lstrip('0') or '0'}"
    if _DAY.match(value):
        return "write a day of the calendar as year-month-day: 2024-09-30"
    if value[:1].isdigit():
        return "a day is written 2024-09-30; anything that is neither a number nor a day needs quotes"
    return ""


def _other_value(line: _Line) -> str:
    value = line.value or ""
    if value.lower() in ("true", "false"):
        return f"in small letters: {value.lower()}"
    if value.startswith(('"', "'", "[", "{")):
        return "only a comment may follow the value"
    return f'put quotes round it: "{value}"' if value else ""


_MISTAKES: tuple[Callable[[_Line], str], ...] = (
    _conflict,
    _curly_quotes,
    _long_dash,
    _odd_space,
    _twice,
    _backslash,
    _header,
    _no_equals,
    _in_list,
    _no_key_or_value,
    _quotes,
    _digits,
    _other_value,
)
"""Functions for common mistakes, the most certain first: each returns the fix for a line, or an empty text."""


_TWICE = ("cannot", "duplicate inline")
_HEADER_TWICE = "the header [{name}] is used twice, or a key has the same name"


def _always(_line: _Line) -> bool:
    return True


_WORDS: tuple[tuple[str | tuple[str, ...], Callable[[_Line], object], str], ...] = (
    (
        ("illegal character '\\n'", "found invalid character '\\n'", 'expected "\'"'),
        _always,
        "the text is not closed before the line ends",
    ),
    (("illegal character", "found invalid character"), _always, "there is an invisible character here"),
    (("unterminated", "expected \"'"), _always, "the text is never closed"),
    ("invalid value", lambda line: line.value == "", "there is nothing after the equals sign"),
    ("invalid value", _always, "this is neither text in quotes nor a number, a day, a list, true or false"),
    ("expected newline", lambda line: _DAY.fullmatch(line.value or ""), "there is no such day"),
    ("expected newline", _long_dash, "the dashes in this date are no hyphens"),
    (
        "expected newline",
        lambda line: (line.value or "")[:1].isdigit(),
        "this is neither a number nor a day, and has no quotes",
    ),
    ("expected newline", _always, "there is something here that does not belong to the line"),
    ("invalid date", _always, "there is no such day"),
    (_TWICE, lambda line: line.value is None and _name(line), _HEADER_TWICE),
    (_TWICE, lambda line: line.value is None, "a header is used twice"),
    (_TWICE, _name, 'the key "{name}" is used twice'),
    (_TWICE, _always, "a key is used twice"),
    ("invalid statement", _conflict, "this is a mark of git"),
    ("invalid statement", _always, "no line begins like this"),
    ("expected '='", _always, "an equals sign is missing here"),
    ("expected ']", lambda line: _WITH_SPACES.fullmatch(_name(line)), "there is a space in the middle of a header"),
    ("expected ']", _long_dash, "a dash in this header is no hyphen"),
    ("expected ']", _always, "a closing bracket is missing here"),
    ("unclosed array", _always, "a closing bracket or a comma is missing here"),
    ("unclosed inline", _always, "a closing brace or a comma is missing here"),
    (
        ("unescaped", "invalid hex", "escaped character"),
        _always,
        "a backslash has a meaning of its own in double quotes",
    ),
    ("invalid initial character", _always, "a key is missing here"),
)
"""The beginnings of the parser's messages, whether a row applies to the line, and the same in plain words."""
