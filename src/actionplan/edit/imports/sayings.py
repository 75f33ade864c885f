"""All that the rows of one action say, collected by field."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from actionplan.edit.imports.values import Said

Place = tuple[int, int]
"""The row and column of a cell."""

_JOINED = frozenset({"note", "success", "reason", "title"})
"""Fields whose texts in several cells are one text."""


class Sayings:
    """All that the rows of an action say, in the order of columns and rows.

    Attributes:
        extra: what has no field, by the key under which it is kept.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.extra: dict[str, Any] = {}
        self._said: dict[str, list[tuple[Any, Place]]] = defaultdict(list)

    def add(self, found: Sequence[Said], where: Place, key: str) -> None:
        """Add what a cell says; what has no field is kept under a key."""
        for each in found:
            if each.field == "extra":
                self.add_extra(key, each.value)
            else:
                self._said[each.field].append((each.value, where))

    def add_extra(self, key: str, text: Any) -> None:
        """Add what has no field; texts under one key are joined."""
        there = self.extra.get(key)
        self.extra[key] = text if there is None or there == text else f"{there}\n{text}"

    def all(self, field: str) -> list[tuple[Any, Place]]:
        """Return every value for a field, with its cell."""
        return self._said.get(field, [])

    def first(self, field: str) -> tuple[Any, Place] | None:
        """Return the first value for a field, with its cell; None for none."""
        return self.all(field)[0] if self.all(field) else None

    def joined(self, field: str) -> str:
        """Return the texts for a field as one; empty for none."""
        between = " " if field == "title" else "\n"
        return between.join(dict.fromkeys(text for text, _ in self.all(field)))

    def keep_others(self, field: str) -> None:
        """Keep what further cells say of a field that has one value."""
        values = [value for value, _ in self.all(field)]
        for value in dict.fromkeys(values[1:]):
            if field not in _JOINED and value != values[0]:
                self.add_extra(f"{field}_more", str(value))
