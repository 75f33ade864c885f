"""Line and column of a value in a TOML file, looked up only when there is a problem to show.

TOML libraries drop positions when they parse, so the text is parsed a second time into a syntax tree. The tree knows
TOML 1.0. In a file that uses later syntax it guesses, so there a place counts only if the value read at it is the right
one; where none is left, the nearest enclosing place stands in.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from actionplan.model.problem import KeyPath, Location, Problem
from actionplan.storage.filesystem import DISK, Files
from actionplan.storage.toml import Unreadable, parse

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_GUESSED = 50_000
"""The most bytes of a file in later syntax for which places are looked up, since each is held against all before it."""


@frozen
class Span:
    """Where a key and its value stand: line and column from 1, and how many characters the first line of each has."""

    key: tuple[int, int, int]
    value: tuple[int, int, int]


def locate(
    problems: Iterable[Problem], texts: Mapping[str, str] | None = None, files: Files = DISK
) -> tuple[Problem, ...]:
    """Return the problems with line, column and the line itself filled in, in order of file and place.

    Args:
        problems: problems whose places may be known only by file and key.
        texts: texts of files already read, by path; other files are read here.
        files: where those are.
    """
    look = _Look(texts=dict(texts or {}), files=files)
    located = (evolve(found, where=look.up(found.where, found.code.startswith("E0"))) for found in problems)
    return tuple(sorted(set(located), key=_reading_order))


def locate_places(places: Iterable[Location], files: Files = DISK) -> tuple[Location, ...]:
    """Return places with line, column and the line itself filled in, in their order.

    Args:
        places: places that may be known only by file and key.
        files: where the files are read.
    """
    look = _Look(files=files)
    return tuple(look.up(where) for where in places)


@frozen
class _Look:
    """What has been looked up so far: the texts of files, and the places in them."""

    texts: dict[str, str] = field(factory=dict)
    files: Files = DISK
    positions: dict[str, Mapping[KeyPath, Span]] = field(factory=dict)

    def up(self, where: Location, is_refused: bool = False) -> Location:
        """Return a place with its line."""
        if where.line is not None:
            return where
        if where.path not in self.texts:
            # A file that was refused is not looked into after all: a link may lead to something secret.
            self.texts[where.path] = "" if is_refused else _text_of(where.path, self.files)
        text = self.texts[where.path]
        if where.keys and where.path not in self.positions:
            self.positions[where.path] = spans(text)
        return _placed(where, text, self.positions.get(where.path, {}))


def _reading_order(found: Problem) -> tuple[str, int, int, str, str]:
    return (found.where.path, found.where.line or 0, found.where.column or 0, found.code, found.message)


def spans(text: str) -> dict[KeyPath, Span]:
    """Return the place of every key in a TOML text; where it uses syntax later than TOML 1.0, of those that are
    certain.

    Args:
        text: TOML text without a byte-order mark.

    Returns:
        Key path -> place. Elements of arrays have paths too; a table's place is its header.
    """
    import tree_sitter_toml
    from tree_sitter import Language, Parser

    data = text.encode()
    tree = Parser(Language(tree_sitter_toml.language())).parse(data)
    has_error = tree.root_node.has_error
    if has_error and len(data) > _MOST_GUESSED:
        return {}
    walk = _Walk(data, (_table(text) or {}) if has_error else None)
    stated: dict[KeyPath, Span] = {}
    for path, span in walk.document(tree.root_node):
        stated.setdefault(path, span)
    return {**walk.implied, **stated}


def _table(text: str) -> dict[str, Any] | None:
    try:
        return parse("", text)
    except Unreadable:
        return None


def _at(table: Any, path: KeyPath) -> Any:
    """Return the value at a path; None where there is none, which no TOML value is."""
    for key in path:
        try:
            table = table[key]
        except (LookupError, TypeError):
            return None
    return table


class _Walk:
    """One walk over one syntax tree.

    It counts the elements of arrays of tables as it meets their headers, and keeps apart the tables that have no header
    of their own: ``[a.b]`` implies ``a``. Where the tree has errors, it is held against what the text really says.
    """

    def __init__(self, data: bytes, table: dict[str, Any] | None) -> None:
        self.said = table
        self.lines = data.split(b"\n")
        self.counts: dict[KeyPath, int] = {}
        self.implied: dict[KeyPath, Span] = {}

    def document(self, root: "Node") -> Iterator[tuple[KeyPath, Span]]:
        for node in root.named_children:
            if node.type == "pair":
                yield from self.stated_pair((), node)
            elif node.type in ("table", "table_array_element"):
                yield from self.table(node)

    def table(self, node: "Node") -> Iterator[tuple[KeyPath, Span]]:
        if not node.named_children:
            return
        header = node.named_children[0]
        span = Span(self.place(header), self.place(header))
        path: KeyPath = ()
        names = _names(header)
        for depth, name in enumerate(names, start=1):
            path += (name,)
            if depth == len(names) and node.type == "table_array_element":
                self.counts[path] = self.counts.get(path, -1) + 1
            if depth < len(names) and self.said is None:  # else its own header may be among what the tree has lost
                self.implied.setdefault(path, span)
            if path in self.counts:
                path += (self.counts[path],)
        if self.is_stated(path, header):
            yield path, span
            yield path[:-1] if node.type == "table_array_element" else path, span
        for child in node.named_children[1:]:
            if child.type == "pair":
                yield from self.stated_pair(path, child)

    def stated_pair(self, above: KeyPath, node: "Node") -> Iterator[tuple[KeyPath, Span]]:
        if node.named_children and self.is_stated((*above, *_names(node.named_children[0])), node):
            yield from self.pair(above, node)

    def pair(self, above: KeyPath, node: "Node") -> Iterator[tuple[KeyPath, Span]]:
        parts = [child for child in node.named_children if child.type != "comment"]
        if len(parts) < 2:
            return
        key, value = parts[0], parts[1]
        names = _names(key)
        if not self.is_so((*above, *names), value):
            return
        path = above
        for name in names:
            path += (name,)
            yield path, Span(self.place(key), self.place(value))
        yield from self.inside(path, value)

    def inside(self, path: KeyPath, value: "Node") -> Iterator[tuple[KeyPath, Span]]:
        if value.type == "inline_table":
            for child in value.named_children:
                if child.type == "pair":
                    yield from self.pair(path, child)
        elif value.type == "array":
            elements = (child for child in value.named_children if child.type != "comment")
            for index, element in enumerate(elements):
                if element.type == "ERROR" or not self.is_so((*path, index), element):
                    return
                yield (*path, index), Span(self.place(element), self.place(element))
                yield from self.inside((*path, index), element)

    def is_so(self, path: KeyPath, value: "Node") -> bool:
        """Return whether a node is the value at a path; in a tree without errors it is."""
        if self.said is None:
            return True
        read = _table(f"x = {(value.text or b'').decode(errors='replace')}")
        return read is not None and repr(read["x"]) == repr(_at(self.said, path))

    def is_stated(self, path: KeyPath, node: "Node") -> bool:
        """Return whether a line states what is at a path; in a tree without errors it does.

        The lines before it are then TOML by themselves, and know of nothing at that path.
        """
        if self.said is None:
            return True
        before = _table(b"\n".join(self.lines[: node.start_point[0]]).decode())
        after = _table(b"\n".join(self.lines[: node.end_point[0] + 1]).decode())
        return before is not None and _at(before, path) is None and _at(after, path) is not None

    def place(self, node: "Node") -> tuple[int, int, int]:
        row, start = node.start_point
        line = self.lines[row]
        end = node.end_point[1] if node.end_point[0] == row else len(line)
        column = len(line[:start].decode(errors="replace")) + 1
        return row + 1, column, max(1, len(line[start:end].decode(errors="replace").rstrip("\r")))


def _names(key: "Node") -> list[str]:
    if key.type == "dotted_key":
        return [name for part in key.named_children for name in _names(part)]
    text = (key.text or b"").decode(errors="replace")
    if key.type == "quoted_key":
        return [next(iter(_table(f"{text} = 0") or ()), text)]
    return [text]


def _placed(where: Location, text: str, known: Mapping[KeyPath, Span]) -> Location:
    if where.keys not in known:
        where = evolve(where, keys=next((keys for keys in _of_a_single_table(where.keys) if keys in known), where.keys))
    keys = where.keys
    while keys and keys not in known:
        keys = keys[:-1]
    if not keys:
        return evolve(where, line=1, column=1, text=_line(text, 1))
    span = known[keys]
    line, column, length = span.key if where.on_key else span.value
    return evolve(where, line=line, column=column, text=_line(text, line), length=length)


def _of_a_single_table(keys: KeyPath) -> Iterator[KeyPath]:
    """Return the paths at which a value stands if a table that could have been one of several stands alone."""
    return (keys[:depth] + keys[depth + 1 :] for depth, key in enumerate(keys) if type(key) is int and key == 0)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number - 1].rstrip("\r") if number <= len(lines) else ""


def _text_of(path: str, files: Files) -> str:
    try:
        return files.read(path).decode("utf-8-sig", "replace")
    except Unreadable:
        return ""
