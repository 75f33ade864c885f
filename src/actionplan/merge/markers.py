"""Markers round what two versions of a file do not agree on, as git writes them."""

import re
from typing import Literal

Side = Literal["ours", "theirs"]

_OPENING = re.compile(rb"^(<{7,})(?: [^\n]*)?\r?\n", re.MULTILINE)


def has_markers(data: bytes) -> bool:
    """Return whether a file has a conflict between markers."""
    return any(_conflict(size).search(data) for size in _sizes(data))


def only(data: bytes, side: Side) -> bytes:
    """Return a file as one side has it."""
    for size in _sizes(data):
        data = _conflict(size).sub(rf"\g<{side}>".encode(), data)
    return data


def without_conflicts(data: bytes) -> bytes:
    """Return a file without what stands between its markers.

    Where two branches were merged both ways before, git merges those merges first and takes the result, markers and
    all, for what both sides come from. Of what stands between them nobody knows what it was.
    """
    for size in _sizes(data):
        data = _conflict(size).sub(b"", data)
    return data


def marked(ours: str, theirs: str, newline: str, size: int = 7) -> str:
    """Return the lines of both sides between markers.

    Args:
        ours: the lines of one side; empty where it has none.
        theirs: the lines of the other.
        newline: how lines end.
        size: how many characters a marker has.
    """
    marks = [mark * size for mark in "<=>"]
    lines = f"{marks[0]} ours", ours, marks[1], theirs, f"{marks[2]} theirs"
    return "".join(ended(line, newline) for line in lines)


def ended(text: str, newline: str) -> str:
    """Return text that ends with its last line; one that lacks its end gets it."""
    return text if not text or text.endswith("\n") else text + newline


def _sizes(data: bytes) -> list[int]:
    """Return how many characters the markers have; those of conflicts within a conflict have more."""
    return sorted({len(opening) for opening in _OPENING.findall(data)})


def _conflict(size: int) -> re.Pattern[bytes]:
    label = rb"(?: [^\n]*)?"
    end = rb"\r?\n"
    marks = {mark: b"^" + re.escape(mark) + b"{%d}" % size for mark in (b"<", b"|", b"=", b">")}
    return re.compile(
        marks[b"<"] + label + end + rb"(?P<ours>.*?)"
        rb"(?:"
        + marks[b"|"]
        + label
        + end
        + rb".*?)?"
        + marks[b"="]
        + end
        + rb"(?P<theirs>.*?)"
        + marks[b">"]
        + label
        + rb"(?:\n|\Z)",
        re.DOTALL | re.MULTILINE,
    )
