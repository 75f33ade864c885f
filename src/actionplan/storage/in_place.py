"""Other values in a TOML text, without a change to any other byte."""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import reduce
from operator import getitem
from typing import TYPE_CHECKING, Any

from actionplan.model.matching import content
from actionplan.model.problem import KeyPath
from actionplan.storage.save import SaveError
from actionplan.storage.syntax import key_names, parts_of, places
from actionplan.storage.toml import Document, Unreadable, document_of
from actionplan.storage.writer import pair_text, value_text

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
        values: the new values by their paths, none inside another. Each path is one that the file has.

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
        table[key] = value
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
