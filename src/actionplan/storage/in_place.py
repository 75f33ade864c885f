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
from actionplan.storage.segments import whole_lines, with_added, without
from actionplan.storage.syntax import Place, key_names, parts_of, places
from actionplan.storage.toml import Document, Unreadable, document_of
from actionplan.storage.writer import pair_text, value_text

if TYPE_CHECKING:
    from tree_sitter import Node

BOM = b"\xef\xbb\xbf"
"""The byte-order mark with which some editors begin a file."""

Edit = tuple[int, int, str]
"""Start and end of the bytes that are replaced, and the text in their place."""


def with_values(document: Document, values: Mapping[KeyPath, Any], after: Collection[str] = ()) -> bytes:
    """Return a file's bytes with other values, and with values of keys and tables that it did not have.

    A value becomes one line of TOML. Of an array or an inline table only the elements that differ are replaced, removed
    or added, so that its layout and its comments stay. A new key comes after the others of its table. A new table
    gets a header of its own: after the last of the same name, or else of the same first name, or else the last of those
    named in ``after``, or else below the top of the file.

    Args:
        document: the file.
        values: the new values by their paths, none inside another; None for a key that goes, with its line. A path that
            ends in the number after the last table of a list is a new one of the list; a single table becomes the first
            of its list.
        after: names of the tables that a new one follows where the file has none of its name.

    Raises:
        SaveError: the text could not be changed in this way alone.
    """
    data = document.data.removeprefix(BOM)
    known = places(data)
    expected: Any = deepcopy(document.table)
    for path, value in values.items():
        _put(expected, path, value)
    changing = {_changing(path, known, is_gone=value is None) for path, value in values.items()}
    edits: list[Edit] = []
    for path in changing & known.keys():
        if values.get(path, "") is None:
            start, end = whole_lines(data, known[path].key, known[path].value.end_byte)
            edits.append((start, end, ""))
        elif not any(path[:depth] in changing for depth in range(len(path))):
            edits.extend(_edits(known[path].value, _at(document.table, path), _at(expected, path), data))
    for start, end, text in sorted(edits, reverse=True):
        data = data[:start] + text.encode() + data[end:]
    if new := {path: value for path, value in values.items() if _changing(path, known) not in known}:
        data = with_added(data.decode(), new, after).encode()
    return _checked(document, data, expected)


def with_table(
    document: Document, keys: tuple[str, ...], table: Mapping[str, Any], after: Collection[str] = ()
) -> bytes:
    """Return a file's bytes with another table: one more of a list, ``[[clauses]]``, or a named one, ``[bodies.icb]``.

    Args:
        document: the file.
        keys: the name of the list, or the names in the header of a single table.
        table: the table, in the form of TOML.
        after: as for `with_values`.

    Raises:
        SaveError: the text could not be changed in this way alone.
    """
    number = () if keys[1:] else (len(document.table.get(keys[0], ())),)
    return with_values(document, {(*keys, *number): table}, after)


def without_table(document: Document, path: KeyPath) -> bytes:
    """Return a file's bytes without a table: its header, its lines and the comments right below them.

    Comments above it stay. The list or the table that it was the only part of goes with it.

    Args:
        document: the file.
        path: the path of the table.

    Raises:
        SaveError: the text could not be changed in this way alone.
    """
    data = document.data.removeprefix(BOM)
    if (
        path not in (known := places(data))
        or known[path].key != known[path].value
        or _changing(path, known, is_gone=True) != path
    ):
        return with_values(document, {path: None})
    expected: Any = deepcopy(document.table)
    _put(expected, path, None)
    if not _at(expected, path[:-1]):
        _put(expected, path[:-1], None)
    return _checked(document, without(data.decode(), path).encode(), expected)


def _checked(document: Document, data: bytes, expected: Any) -> bytes:
    """Return the new bytes of a file with its byte-order mark; raises SaveError unless they say what is expected."""
    try:
        is_right = content(document_of(document.path, data).table) == content(expected)
    except Unreadable:
        is_right = False
    if not is_right:
        raise SaveError(f"{document.path} is written in a way that cannot be changed safely; nothing was written")
    return (BOM if document.data.startswith(BOM) else b"") + data


def _at(table: Any, path: KeyPath) -> Any:
    return reduce(getitem, path, table)


def _put(table: Any, path: KeyPath, value: Any) -> None:
    """Put a value at a path of a table, with the tables and lists above it that are not there yet."""
    key, *rest = path
    if rest:
        if isinstance(table, dict):
            is_list = isinstance(rest[0], int)
            inner = table.setdefault(key, [] if is_list else {})
            table[key] = [inner] if is_list and isinstance(inner, dict) else inner
        _put(table[key], tuple(rest), value)
    elif isinstance(table, list) and key == len(table):
        table.append(value)
    elif value is None:
        del table[key]
    else:
        table[key] = value


def _changing(path: KeyPath, known: Mapping[KeyPath, Place], *, is_gone: bool = False) -> KeyPath:
    """Return the path of the value that gets another one: of the list or table in brackets to which a path is new, or
    from which it is taken.
    """
    above = (path[:depth] for depth in range(1, len(path)) if is_gone or path not in known)
    return next((each for each in above if each in known and _is_in_brackets(each, known)), path)


def _is_in_brackets(path: KeyPath, known: Mapping[KeyPath, Place]) -> bool:
    """Return whether a list or table is written in brackets after an equals sign, and is no part of a dotted key."""
    value = known[path].value
    parts = (other for other in known if len(other) > len(path) and other[: len(path)] == path)
    return value.type in ("array", "inline_table") and not any(known[part].value == value for part in parts)


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
