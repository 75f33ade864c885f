"""Conflict markers around the lines in which two versions of a file differ, as git writes them."""

import re
from typing import Literal

from actionplan.storage.toml import fault_in

Side = Literal["ours", "theirs"]

_OPENING = re.compile(rb"^(<{7,})(?: [^\n]*)?\r?\n", re.MULTILINE)

_TEXT = re.compile(rb'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
"""A text in quotes, or a comment."""


def has_markers(data: bytes, *versions: bytes | None) -> bool:
    """Return whether a file has a conflict in markers.

    Somebody may have pasted a conflict into a note. So the markers count only if the file cannot be read because of
    them or, where git's versions of the file are known, if they are in none of these.

    Args:
        data: the file.
        versions: the two versions of the file that git was to merge; none if they are not known.
    """
    found = [match[0] for size in _sizes(data) for match in _conflict(size).finditer(data)]
    if versions:
        return any(all(text not in (version or b"") for version in versions) for text in found)
    return bool(found) and fault_in("", data) is not None


def only(data: bytes, side: Side) -> bytes:
    """Return one side's version of a file with markers; a conflict that was pasted into a text is kept, if possible."""
    outside = data
    for size in _sizes(data):
        texts = [match.span() for match in _TEXT.finditer(outside)]
        for match in reversed([*_conflict(size).finditer(outside)]):
            if not any(start < match.start() < end for start, end in texts):
                outside = outside[: match.start()] + match[side] + outside[match.end() :]
    return outside if fault_in("", outside) is None else _cut(data, side)


def _cut(data: bytes, side: Side) -> bytes:
    for size in _sizes(data):
        data = _conflict(size).sub(rf"\g<{side}>".encode(), data)
    return data


def without_conflicts(data: bytes) -> bytes:
    """Return a file without the lines between its markers.

    Where two branches were merged into each other before, git first merges those merges, and uses the result as the
    base, with its markers. The lines between them are from neither version for certain. A file that can be read is
    returned as it is: somebody pasted them.
    """
    if fault_in("", data) is None:
        return data
    for size in _sizes(data):
        data = _conflict(size).sub(b"", data)
    return data


def marked(ours: str, theirs: str, newline: str, size: int = 7) -> str:
    """Return the lines of both sides between markers.

    Args:
        ours: the lines of one side; empty if it has none.
        theirs: the lines of the other.
        newline: how lines end.
        size: how many characters a marker has.
    """
    marks = [mark * size for mark in "<=>"]
    lines = f"{marks[0]} ours", ours, marks[1], theirs, f"{marks[2]} theirs"
    return "".join(ended(line, newline) for line in lines)


def ended(text: str, newline: str) -> str:
    """Return text whose last line has a line end."""
    return text if not text or text.endswith("\n") else text + newline


def _sizes(data: bytes) -> list[int]:
    """Return how many characters the markers have; those of a nested conflict have more."""
    return sorted({len(opening) for opening in _OPENING.findall(data)})


def _conflict(size: int) -> re.Pattern[bytes]:
    opening, base, middle, closing = (b"^%b{%d}" % (re.escape(mark), size) for mark in (b"<", b"|", b"=", b">"))
    label = rb"(?: [^\n]*)?"
    ours = opening + label + rb"\r?\n(?P<ours>.*?)(?:" + base + label + rb"\r?\n.*?)?"
    theirs = middle + rb"\r?\n(?P<theirs>.*?)" + closing + label + rb"(?:\n|\Z)"
    return re.compile(ours + theirs, re.DOTALL | re.MULTILINE)
