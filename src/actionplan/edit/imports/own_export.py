"""A workbook of ``actionplan export``, turned back into a table of actions like any other, with its history beside."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from attrs import evolve

from actionplan.edit.imports.mapping import Mapped, MappedArea
from actionplan.edit.imports.own_history import OwnRows, is_read, named_ids, own_bodies
from actionplan.edit.imports.own_rows import Row, rows_in, text_in
from actionplan.input.dates import read_date
from actionplan.input.names import read_word
from actionplan.input.unclear import Unclear
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.vocabulary import AreaKind
from actionplan.sheets.grid import Book, Cell, Sheet

_FIELDS: Final[Mapping[str, str]] = {
    "Action": "action",
    "Title": "title",
    "Area": "areas",
    "Owner": "owner",
    "Lead": "lead",
    "Start": "start",
    "First due": "original_due",
    "Success criteria": "success",
}
"""The columns of the table of actions."""

_DATES: Final = ("Start", "First due", "Due now", "When", "New due date")
_BESIDE: Final[Mapping[str, tuple[str, ...]]] = {
    "Actions": ("Printed as", "Other areas", "Partners", "State", "Per cent done", "Rating", "Due now"),
    "Areas": ("Area", "Title", "Kind", "Printed as", "Owner"),
    "Milestones": ("Action", "Milestone", "Title", "First due"),
    "History": (
        *("Kind of record", "Record", "Part", "When", "Reported by", "State", "Per cent done", "Rating"),
        *("New due date", "What it changes", "Note", "Reason", "Evidence", "Corrected", "Entry", "Corrects"),
    ),
}
"""The columns of each worksheet that are read beside that table; others are worked out, or are of other records."""

_OURS: Final = frozenset({"Cover", "Contents", "Columns", "Actions"})
"""Worksheets by which a workbook is known for our own."""

_READ: Final = frozenset({*_OURS, *_BESIDE, "Notes"})


class OwnExport(NamedTuple):
    """A workbook of our own.

    Attributes:
        book: the workbook with one table of actions.
        mapped: how that is read.
        rows: what it says of its actions beside their heads.
        read_beside: how many cells of those are read.
        not_read: how many cells have what is not read back.
        sheets: the worksheets of other records, which are not read back.
    """

    book: Book
    mapped: Mapped
    rows: OwnRows
    read_beside: int
    not_read: int
    sheets: tuple[str, ...]


def is_own_export(book: Book) -> bool:
    """Return whether a workbook was written by ``actionplan export``."""
    return {sheet.name for sheet in book.sheets} >= _OURS


def own_export(book: Book, mapped: Mapped) -> OwnExport | None:
    """Return a workbook as our own export; None if it is none.

    Args:
        book: the file.
        mapped: what somebody says about it.
    """
    if not is_own_export(book):
        return None
    sheets = {sheet.name: sheet for sheet in book.sheets}
    actions, areas, milestones, history = (
        rows_in(sheets.get(name)) for name in ("Actions", "Areas", "Milestones", "History")
    )
    history = [row for row in history if is_read(row)]
    cells = [_shown(1, column, heading) for column, heading in enumerate(_FIELDS, 1)]
    for number, row in enumerate(actions, 2):
        cells += _cells(number, row)
    cover = [cell.text for cell in sheets["Cover"].cells]
    partners = (name for row in actions for name in text_in(row, "Partners").split("\n") if name)
    bodies = named_ids((*_names((*actions, *areas, *history), ("Owner", "Reported by")), *partners), "body")
    read = {"Actions": actions, "Areas": areas, "Milestones": milestones, "History": history}
    words = [f"{heading}, in words" for heading in _DATES]
    beside = sum(heading in row for name, rows in read.items() for row in rows for heading in (*_BESIDE[name], *words))
    texts = sum(bool(cell.text) for sheet in book.sheets for cell in sheet.cells)
    mapped_areas = dict(_areas(areas, bodies))
    return OwnExport(
        book=evolve(book, sheets=(Sheet(name="Actions", cells=tuple(cells)),)),
        mapped=evolve(
            mapped,
            title=mapped.title or next(iter(cover), None),
            columns=_FIELDS,
            bodies={**own_bodies(bodies), **mapped.bodies},
            areas={**mapped_areas, **mapped.areas},
        ),
        rows=OwnRows(
            actions=tuple(actions),
            milestones=tuple(milestones),
            history=tuple(history),
            bodies=bodies,
            ratings=named_ids(_names((*actions, *history), ("Rating",)), "rating"),
            areas={name: key for key, area in mapped_areas.items() for name in (key, area.ref) if name},
            day=next((day for text in cover if isinstance(day := _day(text), date)), None),
        ),
        read_beside=beside,
        not_read=max(0, texts - len(cells) - beside),
        sheets=tuple(name for name in sheets if name not in _READ),
    )


def _day(text: str) -> date | None:
    """Return the day that a line of the cover names: ``... as at 30 Nov 2026.``."""
    match = re.search(r"as at (\d{1,2} \w+ \d{4})", text)
    when = read_date(match[1]) if match else None
    return when.first if isinstance(when, PlanDate) else None


def _names(rows: Iterable[Row], headings: Iterable[str]) -> Iterator[str]:
    return (text_in(row, heading) for row in rows for heading in headings if heading in row)


def _cells(number: int, row: Row) -> Iterator[Cell]:
    for column, heading in enumerate(_FIELDS, 1):
        if heading in row:
            yield evolve(row[heading], row=number, column=column)


def _shown(row: int, column: int, text: str) -> Cell:
    return Cell(row=row, column=column, value=text, text=text)


def _areas(rows: Iterable[Row], bodies: Mapping[str, Id]) -> Iterator[tuple[Id, MappedArea]]:
    for row in rows:
        if "Area" not in row or "Title" not in row or fault_in_id(row["Area"].text):
            continue
        kind = read_word(row["Kind"].text, AreaKind) if "Kind" in row else "other"
        yield (
            Id(row["Area"].text),
            MappedArea(
                title=text_in(row, "Title"),
                kind="other" if isinstance(kind, Unclear) else kind,  # type: ignore[arg-type]  # a word of the vocabulary
                ref=row["Printed as"].text if "Printed as" in row else None,
                owner=bodies.get(text_in(row, "Owner")),
            ),
        )
