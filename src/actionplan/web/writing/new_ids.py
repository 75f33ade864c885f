"""The ids of new records and of new parts: which are free, and what is wrong with one."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from actionplan.model.ids import Id, fault_in_id, natural_order
from actionplan.model.kinds import FOLDERS, KINDS, records_of
from actionplan.model.text import in_words
from actionplan.report.pages.material import PageMaterial
from actionplan.web.writing.form import Field

_MOST: Final = 8
"""The most series of numbers that a hint names."""

_FOR_GOOD: Final = "Reports show it, and it stays for good."
_NOT_SHOWN: Final = "Reports show the name instead."
_ASKED: Final[Mapping[str, tuple[str, str]]] = {
    "action": ("Which number does it get?", _FOR_GOOD),
    "area": ("Which number or letter does it get?", f"For example, A1 or PA1. {_FOR_GOOD}"),
    "risk": ("Which number does it get?", f"For example, R1. {_FOR_GOOD}"),
    "measure": ("By which short name is it filed?", f"For example, timely-plans. {_NOT_SHOWN}"),
    "resolution": ("By which short name is it filed?", f"The day and a letter, such as 2025-12-09-a. {_NOT_SHOWN}"),
    "review": ("By which short name is it filed?", f"For example, 2025-visit. {_NOT_SHOWN}"),
    "body": ("By which short name is it filed?", f"For example, forum. {_NOT_SHOWN}"),
}
_NUMBERED: Final = ("action", "area", "risk")


def new_id(kind: str) -> Field:
    """Return the field for the id of a new record of a kind, or of a new body."""
    label, hint = _ASKED[kind]
    return _field(
        label, hint, _next_numbers(kind) if kind in _NUMBERED else None, _taken_body if kind == "body" else _taken
    )


def part_id(kind: str, parts: str) -> Field:
    """Return the field for the id of a new part of a record.

    Args:
        kind: the kind of record.
        parts: the key of its list, such as ``clauses``.
    """

    def there(material: PageMaterial, record: Id) -> list[Any]:
        return list(getattr(getattr(material.paper.plan, kind)(record), parts))

    def free(material: PageMaterial, record: Id) -> str:
        return _free_text(next_ids([each.id for each in there(material, record)] or ["`"]))

    def taken(material: PageMaterial, record: Id, text: str) -> str:
        same = [each.id for each in there(material, record) if each.id.casefold() == text.casefold()]
        return f"There is already one with the letter or number {same[0]}: choose another" if same else ""

    return _field("Which letter or number does it get?", "Papers name it by this.", free, taken)


def _field(
    label: str,
    hint: str,
    free: Callable[[PageMaterial, Id], str] | None,
    taken: Callable[[PageMaterial, Id, str], str],
) -> Field:
    def fault(material: PageMaterial, record: Id, text: str) -> str:
        if not text or fault_in_id(text) is None:
            return taken(material, record, text)
        return (
            "Use only letters, digits, points and hyphens, with a letter or a digit in front, as in 1.2 or timely-plans"
        )

    return Field(
        name="id", label=label, hint=hint, look="short", is_argument=True, missing="Enter it", now=free, fault=fault
    )


def _next_numbers(kind: str) -> Callable[[PageMaterial, Id], str]:
    def free(material: PageMaterial, _: Id) -> str:
        records = getattr(material.paper.plan, FOLDERS[kind])
        return _free_text(next_ids(name for each in records for name in (each.id, *each.formerly)))

    return free


def next_ids(there: Iterable[str]) -> list[str]:
    """Return the next id of each series: after 1.2 and 2.7 come 1.3 and 2.8, after a comes b. Others have no next."""
    last: dict[str, str] = {}
    for name in sorted(there, key=natural_order):
        if match := re.fullmatch(r"(.*?)([0-9]{1,9}|(?<![A-Za-z])[`a-y])", name):
            last[match[1]] = match[2]
    return [f"{begin}{int(end) + 1 if end.isdecimal() else chr(ord(end) + 1)}" for begin, end in last.items()]


def _free_text(free: list[str]) -> str:
    if not free or len(free) > _MOST:
        return ""
    return f"The next free {'one is' if len(free) == 1 else 'ones are'} {in_words(free)}."


def _taken(material: PageMaterial, _: Id, text: str) -> str:
    for each in records_of(material.paper.plan):
        if each.id.casefold() == text.casefold():
            return f'The {KINDS[type(each)]} "{each.title}" has it already: choose another'
    return ""


def _taken_body(material: PageMaterial, _: Id, text: str) -> str:
    found = [each for name, each in material.paper.plan.bodies.items() if name.casefold() == text.casefold()]
    return f'"{found[0].name}" has it already: choose another' if found else ""
