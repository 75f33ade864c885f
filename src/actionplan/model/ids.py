"""Ids: the names of plans, bodies, areas, actions, resolutions, clauses and entries."""

import re
from typing import NewType

Id = NewType("Id", str)
"""A name made of letters, digits, ``.`` and ``-``; it need not say anything, but most plans number their actions."""

Reference = NewType("Reference", str)
"""An id, or ``PLAN/ID`` for one of several plans."""

PartId = NewType("PartId", str)
"""The id of a part with that of its record, ``AREA:FINDING``; the part's alone means the action's primary area."""

ID_RULE = 'letters, digits, "." and "-", with no "." at either end and no "-" in front'
"""The shape of an id, in words for messages."""

_SHAPE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9-])?")
_WINDOWS_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)
_RUNS = re.compile(r"(\d+)")


def fault_in_id(text: str) -> str | None:
    """Return what is wrong with a text as an id; None when it is one.

    Windows reserves some file names, with any ending, so a plan that used them could not be copied there
    (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
    """
    if not _SHAPE.fullmatch(text) or len(text) > 100:
        return f"{text!r} is not an id"
    if text.split(".", maxsplit=1)[0].lower() in _WINDOWS_DEVICES:
        return f"{text!r} is a name that Windows reserves"
    return None


def id_expected(text: str) -> str:
    """Return what is expected in place of a text that is no id, in words for messages."""
    if not _SHAPE.fullmatch(text) or len(text) > 100:
        return ID_RULE
    name, dot, ending = text.partition(".")
    return f'another id, such as "{name}-1{dot}{ending}"'


def natural_order(identifier: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts 1.2 before 1.10, and PA2 before PA10."""
    return tuple(
        (0, int(run), run) if _is_number(run) else (1, 0, run.lower()) for run in _RUNS.split(identifier) if run
    )


def _is_number(run: str) -> bool:
    """Return whether a run of characters can be counted with; Python refuses numbers of thousands of digits."""
    return run.isdecimal() and len(run) < 100
