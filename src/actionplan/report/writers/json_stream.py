"""One JSON document in pieces, laid out as a whole one would be, so that a long list need never be held in memory."""

import json
import textwrap
from collections.abc import Mapping
from typing import Any


def opening(head: Mapping[str, Any], array: str) -> str:
    """Give the beginning of an object, up to the bracket that opens its long list.

    Args:
        head: what stands before the list.
        array: the list's key.
    """
    before = "".join(f"  {json.dumps(key)}: {_inside(value)},\n" for key, value in head.items())
    return f"{{\n{before}  {json.dumps(array)}: ["


def piece(value: Any) -> str:
    """Give one member of the list as text; this may be done in another process than `member`."""
    return textwrap.indent(json.dumps(value, indent=2, ensure_ascii=True), "    ")


def member(text: str, *, is_first: bool) -> str:
    """Give a member with what parts it from the one before it."""
    return f"{'' if is_first else ','}\n{text}"


def closing(tail: Mapping[str, Any], *, is_empty: bool) -> str:
    """Give the end of the object, from the bracket that closes the list.

    Args:
        tail: what stands after the list.
        is_empty: whether nothing is in it.
    """
    after = "".join(f",\n  {json.dumps(key)}: {_inside(value)}" for key, value in tail.items())
    return f"{'' if is_empty else chr(10) + '  '}]{after}\n}}"


def _inside(value: Any) -> str:
    return textwrap.indent(json.dumps(value, indent=2, ensure_ascii=True), "  ").lstrip()
