"""Finding records by their ids, and tables for notebooks."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from attrs import fields_dict

from actionplan.model.errors import UnknownName
from actionplan.model.fields import tables_of


class HasId(Protocol):
    """A record or a plan."""

    @property
    def id(self) -> str:
        """Its id."""


Named = TypeVar("Named", bound=HasId)


def named(kind: str, identifier: str, records: Sequence[Named]) -> Named:
    """Return the record that has an id, or that had it before, or the only one that has it as printed reference.

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
    printed = [record for record in records if is_printed(identifier, record)]
    if len(printed) == 1:
        return printed[0]
    raise UnknownName(kind, str(identifier), [record.id for record in records])


def refs_of(record: Any) -> tuple[str, ...]:
    """Return the references by which papers print a record, now or earlier; those of its parts are left out."""
    entries = (entry for entry in getattr(record, "status", ()) if getattr(entry, "ref", None) is not None)
    parts = [name for name in fields_dict(type(record)) if name.endswith("s")]
    whole = (entry for entry in entries if not any(getattr(entry, name[:-1], None) is not None for name in parts))
    heads = (getattr(record, "ref", None), *(entry.ref for entry in whole))
    return tuple(ref for ref in heads if ref is not None)


def is_printed(typed: str, record: Any) -> bool:
    """Return whether a text is the printed reference of a record, in capitals or not, whatever its blanks."""
    return _comparable(typed) in map(_comparable, refs_of(record))


def id_meant(typed: str, records: Iterable[Any]) -> str:
    """Return the id of the only record or part that a text names: by its id, in capitals or not, or as it is printed.

    The text itself if it names none or several.

    Args:
        typed: the text.
        records: records, or parts of one.
    """
    records = tuple(records)
    for found in (
        [each.id for each in records if each.id == typed],
        [each.id for each in records if _comparable(each.id) == _comparable(typed)],
        [each.id for each in records if is_printed(typed, each)],
    ):
        if found:
            return str(found[0]) if len(set(found)) == 1 else typed
    return typed


def _comparable(text: str) -> str:
    return " ".join(text.casefold().split())


def plans_table(plans: Iterable[Any]) -> str:
    """Return a table of plans for a notebook: the title of each, and how many records of each kind it has."""
    rows: list[dict[str, object]] = []
    for plan in plans:
        kind: Any = type(plan)
        folders = (name for name, record in tables_of(kind).items() if hasattr(record, "status"))
        rows.append({"plan": plan.id, "title": plan.title, **{name: len(getattr(plan, name)) for name in folders}})
    return html_table(rows)


def html_table(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as an HTML table for a notebook.

    Args:
        rows: the values by the names of their columns; a column that a row lacks is empty in it.
    """
    from html import escape

    rows = list(rows)
    names = dict.fromkeys(name for row in rows for name in row)
    head = "".join(f"<th>{escape(name.replace('_', ' '))}</th>" for name in names)
    body = ("".join(f"<td>{escape(str(row.get(name, '')))}</td>" for name in names) for row in rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{cells}</tr>' for cells in body)}</table>"
