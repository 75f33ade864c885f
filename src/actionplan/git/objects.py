"""Git's objects: the name that each must have, and what commits and trees say. Pure functions over bytes."""

import hashlib
from collections.abc import Iterator
from typing import NamedTuple


def object_name(kind: bytes, data: bytes, length: int) -> str:
    """Return git's name of an object, which is calculated from all of it.

    Args:
        kind: ``blob``, ``tree``, ``commit`` or ``tag``.
        data: its bytes.
        length: the number of digits of this repository's names.
    """
    made_by = hashlib.sha1 if length == 40 else hashlib.sha256
    return made_by(b"%b %d\0" % (kind, len(data)) + data, usedforsecurity=False).hexdigest()


def tree_and_parents(commit: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the names of a commit's tree and of its parents, from its bytes."""
    lines = [line.partition(b" ") for line in commit.partition(b"\n\n")[0].split(b"\n")]
    found = [(key, value.decode(errors="replace")) for key, _, value in lines]
    tree = next((value for key, value in found if key == b"tree"), "")
    return tree, tuple(value for key, value in found if key == b"parent")


PROOF = 20
"""The digits of a commit's name that are shown, and the fewest that identify it for certain.

With the seven that git shows, anyone can make another commit of the same short name in minutes."""


class TreeEntry(NamedTuple):
    """One entry of a tree: its mode, its name, and git's name of the object."""

    mode: bytes
    name: bytes
    object: str


def tree_entries(data: bytes, length: int) -> Iterator[TreeEntry]:
    """Yield the entries of a tree.

    Args:
        data: its bytes.
        length: the number of digits of this repository's names.

    Raises:
        ValueError: it is not a tree.
    """
    start, size = 0, length // 2
    while start < len(data):
        blank, end = data.index(b" ", start), data.index(b"\0", start)
        yield TreeEntry(data[start:blank], data[blank + 1 : end], data[end + 1 : end + 1 + size].hex())
        start = end + 1 + size
