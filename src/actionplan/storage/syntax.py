"""The syntax tree of a TOML text, and the bytes that each key and value has in it.

TOML libraries drop positions when they parse, so the text is parsed a second time, by tree-sitter. Its grammar is that
of TOML 1.0. A text in the syntax of TOML 1.1 is parsed as a copy of the same length in TOML 1.0, so that every byte
keeps its position.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from actionplan.model.problem import KeyPath
from actionplan.storage.toml import parse

if TYPE_CHECKING:
    from tree_sitter import Node

_TOKEN = re.compile(
    rb'"""(?:\\.|(?!""")[^\\])*""""{0,2}'
    rb"|'''(?:(?!''').)*''''{0,2}"
    rb'|"(?:\\.|[^"\\\n])*"'
    rb"|'[^'\n]*'"
    rb"|#[^\r\n]*"
    rb"|[{}]|\r?\n|[^\"'#{}\r\n]+",
    re.DOTALL,
)
_TIME = re.compile(rb"(?<![\d:.+-])(?:\d{4}-\d\d-\d\d[Tt ])?\d\d:\d\d(?!:)(?:[Zz]|[+-]\d\d:\d\d)?")
_TRAILING_COMMA = re.compile(rb",( *\})")


class Place(NamedTuple):
    """The nodes of a key and of its value; both are the header where the value has one."""

    key: "Node"
    value: "Node"


def syntax_tree(data: bytes) -> "Node":
    """Return the root of the syntax tree of a TOML text in UTF-8, without a byte-order mark."""
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    parser = Parser(Language(tree_sitter_toml.language()))
    root = parser.parse(data).root_node
    return parser.parse(_in_toml_1_0(data)).root_node if root.has_error else root


def key_names(node: "Node", data: bytes) -> tuple[str, ...]:
    """Return the names of a key or header, several where it is dotted."""
    if node.type == "dotted_key":
        return tuple(name for part in node.named_children for name in key_names(part, data))
    text = data[node.start_byte : node.end_byte].decode()
    return tuple(parse("", f"{text} = 0")) if node.type == "quoted_key" else (text,)


def parts_of(node: "Node") -> "list[Node]":
    """Return the nodes inside a node, without comments: key and value of a pair, elements of an array."""
    return [child for child in node.named_children if child.type != "comment"]


def places(data: bytes) -> dict[KeyPath, Place]:
    """Return the place of every key in a TOML text in UTF-8, without a byte-order mark; none if it is not TOML.

    Elements of arrays have paths too. A table's place is its header, or for want of one the first header inside it.
    """
    found: dict[KeyPath, Place] = {}
    root = syntax_tree(data)
    for path, place in _in_document(root, data) if not root.has_error else ():
        found.setdefault(path, place)
    return found


def _in_document(root: "Node", data: bytes) -> Iterator[tuple[KeyPath, Place]]:
    counts: dict[KeyPath, int] = {}
    implied: list[tuple[KeyPath, Place]] = []
    for node in parts_of(root):
        if node.type == "pair":
            yield from _in_pair((), node, data)
            continue
        header, *pairs = parts_of(node)
        place, path = Place(header, header), KeyPath()
        *above, last = key_names(header, data)
        for name in above:
            path += (name,)
            implied.append((path, place))
            if path in counts:
                path += (counts[path],)
        path += (last,)
        yield path, place
        if node.type == "table_array_element":
            counts[path] = counts.get(path, -1) + 1
            path += (counts[path],)
            yield path, place
        for pair in pairs:
            yield from _in_pair(path, pair, data)
    yield from implied


def _in_pair(path: KeyPath, pair: "Node", data: bytes) -> Iterator[tuple[KeyPath, Place]]:
    key, value = parts_of(pair)
    for name in key_names(key, data):
        path += (name,)
        yield path, Place(key, value)
    yield from _in_value(path, value, data)


def _in_value(path: KeyPath, value: "Node", data: bytes) -> Iterator[tuple[KeyPath, Place]]:
    for index, part in enumerate(parts_of(value) if value.type in ("array", "inline_table") else ()):
        if value.type == "inline_table":
            yield from _in_pair(path, part, data)
        else:
            yield (*path, index), Place(part, part)
            yield from _in_value((*path, index), part, data)


def _in_toml_1_0(data: bytes) -> bytes:
    """Return a copy of a text in TOML 1.1 that has the same tokens at the same bytes in TOML 1.0.

    Escapes, times without seconds, and in inline tables line ends, comments and trailing commas are new in TOML 1.1.
    What texts, times and comments contain does not matter here, so it is overwritten.
    """
    depth = 0

    def replaced(match: re.Match[bytes]) -> bytes:
        nonlocal depth
        token = match[0]
        depth += {b"{": 1, b"}": -1}.get(token, 0)
        if token[0] in b"\"'":
            quotes = 3 if token[:3] in (b'"""', b"'''") else 1
            return token[:quotes] + re.sub(rb"[^\n]", b"x", token[quotes:-quotes]) + token[-quotes:]
        if token[0] in b"#\r\n":
            return b" " * len(token) if depth else token
        return _TIME.sub(lambda time: b"1" * len(time[0]), token)

    return _TRAILING_COMMA.sub(rb" \1", _TOKEN.sub(replaced, data))
