"""Finding records by their ids, and plans as a table in a notebook."""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol, TypeVar

from actionplan.model.errors import UnknownName


class HasId(Protocol):
    """A record or a plan."""

    @property
    def id(self) -> str:
        """Its id."""


Named = TypeVar("Named", bound=HasId)


def named(kind: str, identifier: str, records: Sequence[Named]) -> Named:
    """Return the record that has an id, or that had it before.

    Args:
        kind: what the records are, for the message: ``action``, ``plan``.
        identifier: the id.
        records: the records.

    Raises:
        UnknownName: none has it; the message names the nearest id.
    """
    for record in records:
        if record.id == identifier:
            return record
    for record in records:
        if identifier in getattr(record, "formerly", ()):
            return record
    raise UnknownName(kind, str(identifier), [record.id for record in records])


def html_table(plans: Iterable[Any]) -> str:
    """Return a table of plans for a notebook: the title of each, and how many records of each kind it has."""
    from html import escape

    folders = ("areas", "actions", "resolutions", "measures", "risks", "reviews")
    rows: list[tuple[str, ...]] = [("plan", "title", *folders)]
    rows += [(plan.id, plan.title, *(str(len(getattr(plan, folder))) for folder in folders)) for plan in plans]
    cells = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"
