"""Other values, keys and tables in a TOML text, without a change to any other byte."""

import re
from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

from actionplan.model.matching import content
from actionplan.model.problem import KeyPath
from actionplan.storage.save import SaveError
from actionplan.storage.syntax import key_names, parts_of, places, syntax_tree
from actionplan.storage.toml import Document, Unreadable, document_of
from actionplan.storage.writer import pair_text, table_text, value_text

if TYPE_CHECKING:
    from tree_sitter import Node

BOM = b"\xef\xbb\xbf"
"""The byte-order mark with which some editors begin a file."""

Edit = tuple[int, int, str]
"""Start and end of the bytes that are replaced, and the text in their place."""


def with_values(document: Document, values: Mapping[KeyPath, Any]) -> bytes:
    """Return a file's bytes with other values.

    A value becomes one line of TOML. Of an array or an inline table only the elements that differ are replaced, removed
    or added, so that its layout and its comments stay.

    Args:
        document: the file.
        values: the new values by their paths, none inside another. A path may be that of a new key in a table that the
            file has; it comes last there.

    Raises:
        SaveError: the text could not be changed in this way alone.
    """
    data = document.data.removeprefix(BOM)
    known = places(data)
    expected: Any = deepcopy(document.table)
    edits: list[Edit] = []
    for path, value in values.items():
        *above, key = path
        table = reduce(getitem, above, expected)
        if path in known:
            edits.extend(_edits(known[path].value, table[key], value, data))
        elif not above or tuple(above) in known:
            node = known[tuple(above)].value if above else syntax_tree(data)
            edits.append(_key_added(node, str(key), value, table, data))
        table[key] = value
    return _edited(document, edits, expected)


def with_table(
    document: Document, keys: tuple[str, ...], table: Mapping[str, Any], after: Collection[str] = ()
) -> bytes:
    """Return a file's bytes with another table: one more of a list, ``[[clauses]]``, or a named one, ``[bodies.icb]``.

    It comes under a header of its own after the last table of the same first name, or else after the last of those
    named in ``after``, or else below the top of the file. A list in brackets gets one more element.

    Args:
        document: the file.
        keys: the name of the list, or the names in the header of a single table.
        table: the table, in the form of TOML.
        after: names of the tables that it follows where the file has none of its name.

    Raises:
        SaveError: the text could not be changed in this way alone.
    """
    data = document.data.removeprefix(BOM)
    name, *inner = keys
    expected: Any = deepcopy(document.table)
    if inner:
        reduce(lambda outer, key: outer.setdefault(key, {}), keys[:-1], expected)[keys[-1]] = table
    else:
        expected.setdefault(name, []).append(table)
    known = places(data)
    if (name,) in known and known[name,].value.type in ("array", "inline_table"):
        return with_values(document, {(name,): expected[name]})
    root = syntax_tree(data)
    return _edited(
        document, [_below(_last(root, {name}, data) or _last(root, after, data), root, keys, table, data)], expected
    )


def _last(root: "Node", names: Collection[str], data: bytes) -> "Node | None":
    """Return the last table whose header begins with one of some names; None where there is none."""
    tables = (node for node in reversed(parts_of(root)) if node.type != "pair")
    return next((node for node in tables if key_names(parts_of(node)[0], data)[0] in names), None)


def _below(above: "Node | None", root: "Node", keys: tuple[str, ...], table: Mapping[str, Any], data: bytes) -> Edit:
    """Return the edit that adds a table below another one, or below the top of the file."""
    at = _end_of_lines(above or root, data)
    text = table_text(keys, table)
    before = "\n" if at else ""
    if data[:at] and not data[:at].endswith(b"\n"):
        before = "\n\n"
    is_close = re.match(rb"[ \t]*[^ \t\r\n]", data[at:])
    return at, at, _with_line_ends(f"{before}{text}" + ("\n" if is_close else ""), data)


def _end_of_lines(node: "Node", data: bytes) -> int:
    """Return where the lines of a table, or of the top of the file, end: with comments right below the last one."""
    parts = [part for part in parts_of(node) if node.parent is not None or part.type == "pair"]
    end = parts[-1].end_byte if parts else 0
    match = re.compile(rb"[^\n]*(?:\n|\Z)(?:[ \t]*#[^\n]*(?:\n|\Z))*").match(data, end) if parts else None
    return match.end() if match else end


def _key_added(node: "Node", key: str, value: Any, table: Mapping[str, Any], data: bytes) -> Edit:
    """Return the edit that adds a key to a table: inside its braces, below its header, or at the top of the file."""
    if node.type == "inline_table":
        *_, edit = _edits(node, table, {**table, key: value}, data)
        return edit
    at = _end_of_lines(node if node.parent is None else node.parent, data)
    before = "" if not at or data[:at].endswith(b"\n") else "\n"
    return at, at, _with_line_ends(f"{before}{pair_text(key, value)}\n", data)


def _with_line_ends(text: str, data: bytes) -> str:
    """Return a text with the line ends of a file."""
    return text.replace("\n", "\r\n") if b"\r\n" in data else text


def _edited(document: Document, edits: Collection[Edit], expected: Any) -> bytes:
    """Return a file's bytes with edits made, which must give the expected table and nothing else."""
    data = document.data.removeprefix(BOM)
    for start, end, text in sorted(edits, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    try:
        is_right = content(document_of(document.path, data).table) == content(expected)
    except Unreadable:
        is_right = False
    if not is_right:
        raise SaveError(f"{document.path} is written in a way that cannot be changed safely; nothing was written")
    return (BOM if document.data.startswith(BOM) else b"") + data


def _edits(node: "Node", old: Any, new: Any, data: bytes) -> Iterator[Edit]:
    """Yield the edits that make one value another."""
    if content(old) == content(new):
        return
    members = _members(node, data)
    values = new if isinstance(new, Mapping) else dict(enumerate(new)) if isinstance(new, list) else {}
    kept = [key for key in members if key in values]
    if not kept or type(old) is not type(new) or len(members) != len(old):
        yield node.start_byte, node.end_byte, value_text(new)
        return
    order = list(members)
    for at, key in enumerate(order):
        item, value = members[key]
        if key in values:
            yield from _edits(value, old[key], values[key], data)
        elif at > order.index(kept[0]):  # with the comma before it
            yield members[order[at - 1]][0].end_byte, item.end_byte, ""
        else:  # with the comma after it
            yield item.start_byte, members[order[at + 1]][0].start_byte, ""
    added = [key for key in values if key not in members]
    texts = [pair_text(str(key), values[key]) if isinstance(new, Mapping) else value_text(values[key]) for key in added]
    last = members[kept[-1]][0]
    if texts and kept[-1] == order[-1]:
        yield _added(node, last, texts, data)
    elif texts:
        yield last.end_byte, last.end_byte, "".join(f", {text}" for text in texts)


def _members(node: "Node", data: bytes) -> "dict[Any, tuple[Node, Node]]":
    """Return what an array or inline table contains, by index or key: the whole of it, and its value."""
    if node.type == "array":
        return {index: (part, part) for index, part in enumerate(parts_of(node))}
    pairs = parts_of(node) if node.type == "inline_table" else []
    return {".".join(key_names(key, data)): (pair, value) for pair in pairs for key, value in [parts_of(pair)]}


def _added(node: "Node", last: "Node", texts: list[str], data: bytes) -> Edit:
    """Return the edit that adds elements after the last one, each on its own line if the closing bracket has one."""
    start, rest = last.end_byte, data[last.end_byte : node.end_byte - 1].decode()
    if "\n" not in rest:
        return start, start, "".join(f", {text}" for text in texts)
    line = data[: last.start_byte].rpartition(b"\n")[2].decode()
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    newline = "\r\n" if "\r\n" in rest else "\n"
    has_comma = "," in re.sub(r"#[^\n]*", "", rest)
    above = rest.rpartition("\n")[0].removesuffix("\r")
    lines = ",".join(f"{newline}{indent}{text}" for text in texts)
    end = start + len(above.encode())
    return start, end, ("" if has_comma else ",") + above + lines + ("," if has_comma else "")
