"""What a plan had when a return was made, as the return itself carries it: in a hidden sheet and in its properties."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Final

from attrs import fields

from actionplan.input.text import one_line
from actionplan.model.ids import Id
from actionplan.model.receipts import SentRow
from actionplan.storage.writer import to_table

_FIELDS: Final = tuple(field.name for field in fields(SentRow))
SENT_COLUMNS: Final = (*_FIELDS, "shown")
"""The headings of the hidden sheet: what the plan had, and digests of what the grey cells show."""

_DIGEST = 8
_LONGEST = 255
"""How many characters a custom property of a workbook can have."""


def sent_cells(row: SentRow, shown: Mapping[str, str]) -> tuple[str, ...]:
    """Return a row of the hidden sheet, each value as a text.

    Args:
        row: what the plan has.
        shown: the texts of the grey cells, by the key of their column.
    """
    table = to_table(row)
    digests = " ".join(f"{key}={shown_digest(text)}" for key, text in shown.items())
    return (*(str(table.get(name, "")) for name in _FIELDS), digests)


def shown_digest(text: str) -> str:
    """Return a digest of the text of a grey cell, the same however its lines are broken."""
    return sha256(one_line(text).encode()).hexdigest()[:_DIGEST]


def prints_text(rows: Iterable[SentRow]) -> Iterator[str]:
    """Yield the fingerprints of rows as texts that fit into custom properties: ``action 1.1=0f3a; measure w=77ab``."""
    text = ""
    for row in rows:
        one = f"{row.kind} {row.id}={row.made_from}"
        if text and len(text) + len(one) + 2 > _LONGEST:
            yield text
            text = ""
        text = f"{text}; {one}" if text else one
    if text:
        yield text


def prints_read(texts: Iterable[str]) -> Mapping[tuple[str, Id], str]:
    """Return the fingerprints in custom properties, by kind and id; what is none is left out."""
    found: dict[tuple[str, Id], str] = {}
    for part in (part for text in texts for part in text.split("; ")):
        record, equals, made_from = part.rpartition("=")
        kind, blank, name = record.partition(" ")
        if equals and blank:
            found[kind, Id(name)] = made_from
    return found
