"""Split a plan file's text into its pieces: keys, and tables with their headers, each with its own comments.

Invariant: the pieces, joined, are the text. The syntax tree says where one piece ends and the next begins; the value of
a piece is read by the TOML reader.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from attrs import evolve, field, frozen

from actionplan.model.problem import KeyPath
from actionplan.storage.syntax import key_names, parts_of, syntax_tree
from actionplan.storage.toml import parse
from actionplan.storage.writer import key_text, pairs_of, table_text

if TYPE_CHECKING:
    from tree_sitter import Node

_BLANK = re.compile(r"\n[ \t]*\r?\n")

Name = tuple[str, ...]
"""The name of a key or a header: ``("bodies", "icb")`` for ``[bodies.icb]``."""


@frozen
class Pair:
    """A key and its value.

    Attributes:
        name: the key, of several parts where it is dotted.
        lead: comments and blank lines above it.
        body: its lines, with comments right below them.
    """

    name: Name
    lead: str
    body: str

    @property
    def value(self) -> Any:
        """Its value."""
        return _at(parse("", self.body), self.name)


@frozen
class Section:
    """A header and all that belongs to it; the whole file is one too, without a header.

    Attributes:
        name: the header's name in full.
        is_element: whether the header is a double one, ``[[status]]``.
        lead: comments and blank lines above it.
        header: the line of the header, with comments right below it.
        pairs: its keys.
        sections: for an element, the tables below it that belong to it; for the file, all tables.
    """

    name: Name = ()
    is_element: bool = False
    lead: str = ""
    header: str = ""
    pairs: tuple[Pair, ...] = ()
    sections: tuple["Section", ...] = ()

    @property
    def text(self) -> str:
        """Its lines, without those above the header."""
        pairs = "".join(pair.lead + pair.body for pair in self.pairs)
        return self.header + pairs + "".join(section.lead + section.text for section in self.sections)

    @property
    def value(self) -> Any:
        """Its value, as a table."""
        table = _at(parse("", self.text), self.name)
        return table[0] if self.is_element else table


@frozen
class File:
    """A whole file: its pieces, and the comments and blank lines below the last of them."""

    root: Section
    tail: str

    @property
    def text(self) -> str:
        """The file's text."""
        return self.root.text + self.tail


@frozen
class _Open:
    """A section that is not complete yet."""

    section: Section
    pairs: list[Pair] = field(factory=list)
    inner: list["_Open"] = field(factory=list)

    def closed(self) -> Section:
        return evolve(self.section, pairs=tuple(self.pairs), sections=tuple(part.closed() for part in self.inner))


def split(text: str) -> File:
    """Split a text into its pieces.

    Args:
        text: valid TOML.
    """
    root = _Open(Section())
    latest = [root]
    for name, is_header, lead, body in _pieces(text):
        if not is_header:
            latest[-1].pairs.append(Pair(name, lead, body))
            continue
        opened = _Open(Section(name, body.lstrip().startswith("[["), lead, body))
        while not _holds(latest[-1].section, name):
            latest.pop()
        latest[-1].inner.append(opened)
        latest.append(opened)
    closed = root.closed()
    return File(closed, text[len(closed.text) :])


def with_added(text: str, values: Mapping[KeyPath, Any], after: Collection[str] = ()) -> str:
    """Return a text with keys and tables that it did not have.

    Args:
        text: valid TOML.
        values: as in `in_place.with_values`, which makes sure that the result says what it should.
        after: as there.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    last = text[text.rfind("\n") + 1 :]
    file = split(text + newline if last else text)
    for path, value in values.items():
        with_value = _with_section if isinstance(value, Mapping) else _with_pair
        file = evolve(file, root=with_value(file.root, path, value, newline, after))
    return file.text.removesuffix(newline) if last and file.text.endswith(f"\n{last}{newline}") else file.text


def without(text: str, path: KeyPath) -> str:
    """Return a text without a table that has a header of its own, and without those inside it; comments above stay.

    Args:
        text: valid TOML.
        path: the path of the table; `in_place.without_table` makes sure that the result says what it should.
    """
    file, name = split(text), _name(path)
    numbered = [at for at, each in enumerate(file.root.sections) if each.name == name and each.is_element]
    gone = (
        {numbered[path[-1]]}
        if isinstance(path[-1], int)
        else {at for at, each in enumerate(file.root.sections) if each.name[: len(name)] == name}
    )
    sections = (
        evolve(each, lead=each.lead if each.lead.strip() else "", header="", pairs=(), sections=())
        if at in gone
        else each
        for at, each in enumerate(file.root.sections)
    )
    return evolve(file, root=evolve(file.root, sections=tuple(sections))).text


def _with_section(
    root: Section, path: KeyPath, table: Mapping[str, Any], newline: str, after: Collection[str]
) -> Section:
    """Return a file with a new table under a header."""
    name = _name(path)
    is_element = name != path
    sections = [_as_element(each) if is_element and each.name == name else each for each in root.sections]
    before = [at for at, each in enumerate(sections) if each.name == name]
    before = before or [at for at, each in enumerate(sections) if each.name[0] == name[0]]
    before = before or [at for at, each in enumerate(sections) if each.name[0] in after]
    at = before[-1] + 1 if before else 0
    text = table_text(path, table).replace("\n", newline)
    new = Section(name, is_element, newline if at or root.pairs else "", text)
    below = sections[at:]
    if below and not below[0].lead.strip(" \t").startswith(("\r", "\n")):
        below[0] = evolve(below[0], lead=newline + below[0].lead)
    return evolve(root, sections=(*sections[:at], new, *below))


def _as_element(section: Section) -> Section:
    """Return a single table as the first of a list."""
    bare = section.header.strip().startswith("[[")
    return section if bare else evolve(section, header=re.sub(r"\[(.*)\]", r"[[\1]]", section.header, count=1))


def _with_pair(
    section: Section, path: KeyPath, value: Any, newline: str, after: Collection[str], above: int = 0
) -> Section:
    """Return a table with a new key: in the innermost table around it that has a header, or else in this one.

    Args:
        section: the table, and those inside it.
        path: the path of the key.
        value: its value.
        newline: the line end.
        after: not used here.
        above: how much of the path leads to this table.
    """
    for depth in range(len(path) - 1, above, -1):
        key = path[depth - 1]
        number = key if isinstance(key, int) else 0
        found = [at for at, each in enumerate(section.sections) if each.name == _name(path[:depth])]
        if number < len(found) and not any(isinstance(each, int) for each in path[above : depth - 1]):
            sections = list(section.sections)
            sections[found[number]] = _with_pair(sections[found[number]], path, value, newline, after, depth)
            return evolve(section, sections=tuple(sections))
    *inside, last = _name(path[above:])  # dotted where it is inside another table that has no header
    [line] = pairs_of({last: value})
    text = "".join(f"{key_text(key)}." for key in inside) + line.replace("\n", newline)
    return evolve(section, pairs=(*section.pairs, Pair((*inside, last), "", text)))


def _name(path: KeyPath) -> Name:
    """Return the name of the header of a table, without its number in a list."""
    return tuple(key for key in path if isinstance(key, str))


def _holds(outer: Section, name: Name) -> bool:
    if not outer.name:
        return True
    return outer.is_element and len(name) > len(outer.name) and name[: len(outer.name)] == outer.name


def _pieces(text: str) -> Iterator[tuple[Name, bool, str, str]]:
    """Yield each key and header: its name, whether it is a header, the lines above it, its own lines."""
    data = text.encode()
    own = [(key_names(key, data), is_header, *whole_lines(data, key, end)) for key, is_header, end in _nodes(data)]
    starts = [start for _, _, start, _ in own] + [len(data)]
    lead = data[: starts[0]].decode()
    for (name, is_header, start, end), following in zip(own, starts[1:], strict=True):
        below, next_lead = _parted(data[end:following].decode(), is_last=following == len(data))
        yield name, is_header, lead, data[start:end].decode() + below
        lead = next_lead


def _nodes(data: bytes) -> "Iterator[tuple[Node, bool, int]]":
    """Yield the node of each key and header, whether it is a header, and where its value ends."""
    for node in parts_of(syntax_tree(data)):
        is_header = node.type != "pair"
        if is_header:
            yield node.named_children[0], True, node.named_children[0].end_byte
        for pair in parts_of(node)[1:] if is_header else [node]:
            key, value = parts_of(pair)
            yield key, False, value.end_byte


def whole_lines(data: bytes, key: "Node", end: int) -> tuple[int, int]:
    """Return the start and end of the lines of a key and its value, with their line end."""
    return data.rfind(b"\n", 0, key.start_byte) + 1, data.find(b"\n", end) + 1 or len(data)


def _parted(lines: str, *, is_last: bool) -> tuple[str, str]:
    """Split the lines between two pieces: comments right below the first belong to it, the rest to the second."""
    gap = _BLANK.search("\n" + lines)
    if gap is None:
        return (lines, "") if is_last else ("", lines)
    return lines[: gap.start()], lines[gap.start() :]


def _at(table: Any, name: Name) -> Any:
    for part in name:
        table = table[0][part] if isinstance(table, list) else table[part]
    return table
