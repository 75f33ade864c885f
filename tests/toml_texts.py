"""One table, written in the many ways in which people and programs write TOML, with the place of every key noted."""

from collections.abc import Mapping
from datetime import time
from typing import Any, NamedTuple

import tomli_w
from hypothesis import strategies as st

from actionplan.model.dates import parse_date
from actionplan.model.ids import Id
from actionplan.model.problem import KeyPath
from actionplan.model.records import Action
from actionplan.storage.writer import to_table
from strategies import extras, maybe, notes_by, some, stated, texts

_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_COMMENTS = ("#", "# [[status]]", '# note = "', "#\té 漢", "# '''", "#]", "# a = {")


class Place(NamedTuple):
    """Where something was written: line and column from 1, and the text itself up to its first line end."""

    line: int
    column: int
    text: str


class Written(NamedTuple):
    """A file: its bytes, its text without a byte-order mark, and the places of each key and its value."""

    data: bytes
    text: str
    places: dict[KeyPath, tuple[Place, Place]]


@st.composite
def action_files(draw: st.DrawFn, *, later_syntax: bool = False) -> Written:
    """Return files of an action that check clean in the plan of `conftest`, in TOML 1.0.

    Args:
        later_syntax: whether to use what TOML 1.1 has beside; then no dotted keys, whose table has no one place.
    """
    action = st.builds(
        Action,
        id=st.just(Id("1.1")),
        title=texts(),
        areas=st.just((Id("PA1"),)),
        owner=st.just(Id("hcc")),
        due=maybe(st.sampled_from(["2026", "2026-Q3", "FY2026-27", "ongoing"]).map(parse_date)),
        success=maybe(texts()),
        source=some(texts()),
        stated=some(stated()),
        extra=extras(),
        status=some(notes_by("hcc", "green"), 3),
    )
    table = to_table(draw(action))
    del table["id"]
    return draw(written(table, later_syntax=later_syntax))


@st.composite
def written(draw: st.DrawFn, table: Mapping[str, Any], *, later_syntax: bool = False) -> Written:
    """Return files that hold a table, whose lists of entries under ``status`` have headers.

    Args:
        table: the table.
        later_syntax: whether to use what TOML 1.1 has beside; then no dotted keys, whose table has no one place.
    """
    writer = _Writer(draw, later_syntax)
    writer.body((), table)
    text = writer.text
    if draw(st.booleans()):
        text += draw(st.sampled_from(_COMMENTS))
    elif draw(st.booleans()):
        text = text.removesuffix("\n")
    ends = draw(st.sampled_from(["LF", "CRLF", "first CRLF"]))
    text = text.replace("\n", "\r\n", {"LF": 0, "CRLF": -1, "first CRLF": 1}[ends])
    return Written((b"\xef\xbb\xbf" if draw(st.booleans()) else b"") + text.encode(), text, writer.places)


class _Writer:
    """Writes a table piece by piece, and knows where it is."""

    def __init__(self, draw: st.DrawFn, later_syntax: bool) -> None:
        self.draw, self.later_syntax = draw, later_syntax
        self.text = ""
        self.places: dict[KeyPath, tuple[Place, Place]] = {}

    def one_of(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def flip(self) -> bool:
        return self.draw(st.booleans())

    def place(self, start: int) -> Place:
        before, after = self.text[:start], self.text[start:]
        return Place(before.count("\n") + 1, start - (before.rfind("\n") + 1) + 1, after.split("\n")[0])

    def body(self, path: KeyPath, table: Mapping[str, Any]) -> None:
        """Write what belongs to a table: first pairs, then tables with headers of their own."""
        headed = []
        for key, value in table.items():
            if (path == () and key == "status") or (_can_be_headed(value) and self.flip()):
                headed.append(key)
            elif isinstance(value, dict) and value and not self.later_syntax and self.flip():
                for inner, element in value.items():
                    self.line(path, (key, inner), element)
            else:
                self.line(path, (key,), value)
        for key in self.draw(st.permutations(headed)):
            if isinstance(table[key], list):
                for index, element in enumerate(table[key]):
                    self.header((*path, key), "[[", "]]", (*path, key, index))
                    self.body((*path, key, index), element)
            else:
                implied = all(_can_be_headed(value) and isinstance(value, dict) for value in table[key].values())
                if not (implied and table[key] and self.flip()):
                    self.header((*path, key), "[", "]", (*path, key))
                    self.body((*path, key), table[key])
                else:
                    for name, element in table[key].items():
                        self.header((*path, key, name), "[", "]", (*path, key, name))
                        self.body((*path, key, name), element)

    def header(self, path: KeyPath, opening: str, closing: str, element: KeyPath) -> None:
        self.gap()
        self.text += self.one_of("", "  ") + opening + self.one_of("", " ")
        start = len(self.text)
        self.key([name for name in path if isinstance(name, str)])
        here = self.place(start)
        for depth in range(1, len(path) + 1):
            self.places.setdefault(path[:depth], (here, here))
        self.places[element] = (here, here) if element != path else self.places[path]
        self.text += self.one_of("", " ") + closing
        self.end_of_line()

    def line(self, path: KeyPath, names: tuple[str, ...], value: Any) -> None:
        self.gap()
        self.text += self.one_of("", "  ", "\t")
        self.pair(path, names, value)
        self.end_of_line()

    def gap(self) -> None:
        self.text += self.one_of("", "", "\n", f"{self.one_of(*_COMMENTS)}\n", " \n\t\n")

    def end_of_line(self) -> None:
        self.text += self.one_of("", "", " ", f" {self.one_of(*_COMMENTS)}") + "\n"

    def pair(self, path: KeyPath, names: tuple[str, ...], value: Any) -> None:
        start = len(self.text)
        self.key(names)
        key = self.place(start)
        self.text += self.one_of(" = ", "=", "\t=  ")
        start = len(self.text)
        self.value((*path, *names), value)
        for depth in range(1, len(names) + 1):
            self.places.setdefault((*path, *names[:depth]), (key, self.place(start)))

    def key(self, names: "tuple[str, ...] | list[str]") -> None:
        dot = self.one_of(".", ".", " . ")
        self.text += dot.join(self.name(name) for name in names)

    def name(self, name: str) -> str:
        bare = tomli_w.dumps({name: 0}).removesuffix(" = 0\n")
        if not bare.startswith('"') and self.flip():
            return bare
        return f"'{name}'" if _is_literal(name) and self.flip() else self.escaped(name, is_key=True)

    def value(self, path: KeyPath, value: Any) -> None:
        if isinstance(value, str):
            self.text += self.string(value)
        elif isinstance(value, list):
            self.text += "["
            for index, element in enumerate(value):
                self.text += ("," if index else "") + self.space()
                start = len(self.text)
                self.value((*path, index), element)
                here = self.place(start)
                self.places[*path, index] = (here, here)
            self.text += (self.one_of("", ",") if value else "") + self.space() + "]"
        elif isinstance(value, dict):
            self.text += "{"
            for index, (key, element) in enumerate(value.items()):
                self.text += ("," if index else "") + self.inline_space()
                self.pair(path, (key,), element)
            self.text += (self.one_of("", ",") if value and self.later_syntax else "") + self.inline_space() + "}"
        elif isinstance(value, time) and self.later_syntax and value == time(value.hour, value.minute):
            self.text += f"{value:%H:%M}"
        else:
            self.text += tomli_w.dumps({"x": value}).removeprefix("x = ").removesuffix("\n")

    def space(self) -> str:
        return self.one_of("", " ", "\n  ", f" {self.one_of(*_COMMENTS)}\n")

    def inline_space(self) -> str:
        return self.space() if self.later_syntax else self.one_of("", " ")

    def string(self, text: str) -> str:
        styles = [self.escaped(text)]
        if _is_literal(text):
            styles.append(f"'{text}'")
        if "\r" not in text:
            whole_lines = "\n".join(self.escaped(line)[1:-1] for line in text.split("\n"))
            styles.append(f'"""\n{whole_lines}"""')
            if not text[:1].isspace():
                styles.append(f'"""\\\n   {whole_lines}"""')
        if _is_literal(text.replace("\n", "").replace("'", "")) and "'''" not in f"{text}'":
            styles.append(f"'''\n{text}'''")
        return self.one_of(*styles)

    def escaped(self, text: str, *, is_key: bool = False) -> str:
        later_syntax = self.later_syntax and not is_key
        return '"' + "".join(self.character(character, later_syntax) for character in text) + '"'

    def character(self, character: str, later_syntax: bool) -> str:
        if later_syntax and character == "\x1b":
            return "\\e"
        if later_syntax and character == "a":
            return self.one_of("a", "\\x61")
        if character in _ESCAPES:
            return _ESCAPES[character]
        if ord(character) < 32 or ord(character) == 127:
            return f"\\u{ord(character):04x}"
        return f"\\U{ord(character):08X}" if character == "é" and self.flip() else character


def _can_be_headed(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(element, dict) for element in value)
    return isinstance(value, dict)


def _is_literal(text: str) -> bool:
    """Return whether a text can be written in single quotes."""
    return "'" not in text and all(ord(character) >= 32 and ord(character) != 127 for character in text)
