"""The areas that a file names: in a column, in rows between those of actions, or by its sheets."""

import re
from collections.abc import Mapping

from attrs import evolve

from actionplan.edit.imports.mapping import MappedArea
from actionplan.input.text import one_line, plain
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.records import Area
from actionplan.model.vocabulary import AreaKind

_NUMBERED = re.compile(
    r"(?P<ref>(?:(?:priority|area|theme|workstream|work stream|working group|strand|objective|section|outcome|aim|goal"
    r"|weakness|standard|pillar)[a-z]*(?: (?:action|area|for improvement|for priority action|of weakness|of focus))*)"
    r"\s*(?P<number>\d{1,2}|[A-Z])\b"
    r"|(?P<code>[A-Za-z]{0,4} ?\d{1,2})(?=[.:)\s]|$))"
    r"[\s.:)\u2013\u2014-]*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
"""The number and the title of an area: ``Priority 1: Leadership``, ``PA2 - Waits``, ``3. Training``."""

_NO_AREA = re.compile(
    r"sheet\d*|tabelle\d*|table(?: \d+)?|actions?(?: (?:plan|log|tracker|list))?|(?:action )?plan|tracker"
    r"|data|main|export|all(?: actions)?|master|log|current|draft|v?\d+(?:\.\d+)*"
    r"|pap|app|wsoa|improvement plan|completed?|closed",
    re.IGNORECASE,
)
"""Names of sheets that are no areas."""


class AreasFound:
    """The areas of a plan while it is being built.

    Attributes:
        areas: the areas by id, in the order in which they were met.
    """

    def __init__(self, kind: AreaKind | None, taken: set[str], known: Mapping[Id, MappedArea] = EMPTY) -> None:
        """Begin with those that are known.

        Args:
            kind: what the inspectors called them; None to go by their names.
            taken: ids of actions, in small letters.
            known: areas that a mapping gives.
        """
        self.areas: dict[Id, Area] = {
            name: Area(id=name, title=each.title, kind=each.kind, ref=each.ref, owner=each.owner)
            for name, each in known.items()
        }
        self._kind = kind
        self._taken = taken
        self._ids: dict[str, Id] = {}
        for name, area in self.areas.items():
            self._ids |= {plain(text): name for text in (name, area.title, area.ref or name)}

    def named(self, text: str, ref: str = "") -> Id:
        """Return the id of the area of a name; one that is new is made.

        Args:
            text: the name, with its number or without.
            ref: its number, where that has a cell of its own.
        """
        written = one_line(f"{ref} {text}")
        if plain(written) in self._ids:
            return self._ids[plain(written)]
        by_id = [name for name in self.areas if written.startswith(f"{name} ")]
        if by_id:
            return max(by_id, key=len)
        match = _NUMBERED.fullmatch(written)
        printed = one_line(match["ref"]) if match else ""
        title = one_line(match["title"]) if match else written
        same = self._ids.get(plain(printed)) if printed else None
        if same is not None:
            there = self.areas[same]
            if title and there.title in (there.ref, printed):
                self.areas[same] = evolve(there, title=title)
        else:
            same = self._made(match, printed, title or printed)
        self._ids[plain(written)] = same
        if printed:
            self._ids.setdefault(plain(printed), same)
        return same

    def _made(self, match: re.Match[str] | None, printed: str, title: str) -> Id:
        code = match["code"].replace(" ", "") if match and match["code"] else None
        number = match["number"] if match and match["number"] else ""
        wanted = code if code and not code.isdigit() else f"A{code or number or len(self.areas) + 1}"
        made = Id(next(each for each in (wanted, *(f"{wanted}-{n}" for n in range(2, 999))) if self._is_free(each)))
        is_shown = bool(printed) and plain(printed) != plain(made)
        kind = self._kind or _kind(printed) or _kind(title) or "other"
        self.areas[made] = Area(id=made, title=title, kind=kind, ref=printed if is_shown else None)
        return made

    def _is_free(self, identifier: str) -> bool:
        known = {each.casefold() for each in self.areas} | self._taken
        return identifier.casefold() not in known and fault_in_id(identifier) is None


def is_numbered(text: str) -> bool:
    """Return whether a text is the numbered title of an area, such as "Priority 1: Leadership"."""
    match = _NUMBERED.fullmatch(one_line(text))
    return match is not None and match["number"] is not None


def is_area_name(sheet: str) -> bool:
    """Return whether the name of a sheet may be that of an area, and not only "Sheet1" or "Action plan"."""
    return _NO_AREA.fullmatch(one_line(sheet)) is None


def _kind(text: str) -> AreaKind | None:
    wanted = plain(text)
    if "priority action" in wanted or re.match(r"pa ?\d", wanted):
        return "priority-action"
    if "improvement" in wanted:
        return "improvement"
    return "weakness" if "weakness" in wanted else None
