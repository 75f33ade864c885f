"""Elements of office documents, by their names whatever their namespace."""

from collections.abc import Iterator
from typing import IO, Any, Final
from xml.etree.ElementTree import iterparse

from actionplan.sheets.formats import too_large
from actionplan.sheets.unreadable import UnreadableFile

_MOST_BETWEEN: Final = 200_000
"""The most elements in a row or beside rows; a row of Excel has at most 16,384 cells."""


def kind(element: Any) -> str:
    """Return the name of an element without its namespace, which differs between versions of a format."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its name without namespace; empty if the element is None or has none."""
    attributes = {} if element is None else element.attrib
    return next((value for key, value in attributes.items() if key.rpartition("}")[2] == name), "")


def child_at(element: Any, *names: str) -> Any:
    """Return the first element on a way of names down from another; None if there is none."""
    for name in names:
        element = next((each for each in (element if element is not None else ()) if kind(each) == name), None)
    return element


def elements(source: IO[bytes], row: str) -> Iterator[tuple[str, Any]]:
    """Yield the elements of a large part as they are read, with "start" where one begins and "end" where it ends.

    The parser of the standard library is quick, and follows entities: `format_of` has refused files with any.

    Args:
        source: the part.
        row: the name of the element of a row. Who reads it clears it, so only what is between two rows is in memory.

    Raises:
        UnreadableFile: there are too many elements in a row, or outside rows.
    """
    between = 0
    for event, element in iterparse(source, ("start", "end")):  # noqa: S314
        if event == "start":
            between += 1
            if between > _MOST_BETWEEN:
                raise UnreadableFile(too_large("a row of it, or what is beside its rows, has too many parts"))
        elif element.tag.endswith(row):
            between = 0
        yield event, element
