"""A workbook of ``actionplan export``, turned back into a table of actions like any other."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final, NamedTuple

from attrs import evolve

from actionplan.edit.imports.bodies import BodiesFound
from actionplan.edit.imports.mapping import Mapped, MappedArea
from actionplan.input.dates import read_date
from actionplan.input.names import read_state, read_word
from actionplan.input.unclear import Unclear
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.vocabulary import AreaKind
from actionplan.sheets.cell_text import without_apostrophe
from actionplan.sheets.grid import Book, Cell, Sheet

_BLANKS: Final = frozenset({"", "[x]", "[z]", "[c]"})
"""What our export has in a cell without a value."""

_FIELDS: Final[Mapping[str, str]] = {
    "Action": "action",
    "Title": "title",
    "Area": "areas",
    "Owner": "owner",
    "Partners": "partners",
    "Lead": "lead",
    "Start": "start",
    "State": "state",
    "Per cent done": "progress",
    "Rating": "rating",
    "First due": "original_due",
    "Due now": "due",
    "Finished": "finished",
    "Success criteria": "success",
}
"""The columns of actions that are read; others are worked out from these, or from the history."""

_OURS: Final = frozenset({"Cover", "Contents", "Columns", "Actions"})
"""Worksheets by which a workbook is known for our own."""

_NOTES: Final = "Notes by day"
_VERIFIED_BY: Final = "Verified by"
_EVIDENCE: Final = "Evidence"
_MADE: Final = {_NOTES: "note", _VERIFIED_BY: "verified_by", _EVIDENCE: "evidence"}
"""Columns that are made of the history."""

Row = Mapping[str, Cell]


class OwnExport(NamedTuple):
    """A workbook of our own.

    Attributes:
        book: the workbook with one table of actions, whose notes are dated paragraphs.
        mapped: how that is read.
        not_read: how many cells have what is not read back.
        sheets: the worksheets of other records, which are not read back.
        day: the day that it describes; None if its cover does not say it.
    """

    book: Book
    mapped: Mapped
    not_read: int
    sheets: tuple[str, ...]
    day: date | None


def own_export(book: Book, mapped: Mapped) -> OwnExport | None:
    """Return a workbook as our own export; None if it is none.

    Args:
        book: the file.
        mapped: what somebody says about it.
    """
    sheets = {sheet.name: sheet for sheet in book.sheets}
    if not sheets.keys() >= _OURS:
        return None
    actions, areas, history = (_rows(sheets.get(name)) for name in ("Actions", "Areas", "History"))
    notes, verified = _notes(history), _verified(history)
    cells = [_shown(1, column, heading) for column, heading in enumerate((*_FIELDS, *_MADE), 1)]
    for number, row in enumerate(actions, 2):
        name = row["Action"].text
        is_verified = "State" in row and row["State"].text == "Verified"
        cells += _cells(
            number, row, (notes.get(name, ""), *(verified.get(name, ("", "")) if is_verified else ("", "")))
        )
    cover = [cell.text for cell in sheets["Cover"].cells]
    texts = sum(bool(cell.text) for sheet in book.sheets for cell in sheet.cells)
    read = len(cells) + sum(len(row) for row in history if _is_of_action(row))
    known = {*_OURS, "Notes", "Areas", "History"}
    bodies = _bodies((*actions, *areas, *history))
    return OwnExport(
        book=evolve(book, sheets=(Sheet(name="Actions", cells=tuple(cells)),)),
        mapped=evolve(
            mapped,
            title=mapped.title or next(iter(cover), None),
            columns={**_FIELDS, **_MADE},
            progress_in="per cent",
            bodies={**bodies.bodies, **mapped.bodies},
            areas={**_areas(areas, bodies), **mapped.areas},
        ),
        not_read=max(0, texts - read),
        sheets=tuple(name for name in sheets if name not in known),
        day=next((day for text in cover if isinstance(day := _day(text), date)), None),
    )


def _day(text: str) -> date | None:
    """Return the day that a line of the cover names: ``... as at 30 Nov 2026.``."""
    match = re.search(r"as at (\d{1,2} \w+ \d{4})", text)
    when = read_date(match[1]) if match else None
    return when.first if isinstance(when, PlanDate) else None


def _rows(sheet: Sheet | None) -> list[Row]:
    """Return the rows of a worksheet, each with its cells by heading, without those that say nothing."""
    if sheet is None:
        return []
    by_row: dict[int, dict[int, Cell]] = defaultdict(dict)
    for cell in sheet.cells:
        by_row[cell.row][cell.column] = cell
    start = next((row for row in sorted(by_row) if len(by_row[row]) > 1), 0)
    headings = {column: cell.text for column, cell in by_row.get(start, {}).items()}
    found = []
    for number in sorted(by_row):
        if number > start:
            cells = {headings.get(column, ""): cell for column, cell in by_row[number].items()}
            found.append({heading: cell for heading, cell in cells.items() if heading and cell.text not in _BLANKS})
    return [row for row in found if row]


def _text(row: Row, heading: str) -> str:
    """Return the text of a row under a heading, without the apostrophe before a formula; empty for none."""
    return without_apostrophe(row[heading].text) if heading in row else ""


def _cells(number: int, row: Row, made: Iterable[str]) -> Iterator[Cell]:
    for column, heading in enumerate(_FIELDS, 1):
        is_no_state = heading == "State" and heading in row and isinstance(read_state(row[heading].text), Unclear)
        cell = _date(row, heading)
        if cell is not None and not is_no_state:
            yield evolve(cell, row=number, column=column)
    for column, text in enumerate(made, len(_FIELDS) + 1):
        if text:
            yield _shown(number, column, text)


def _verified(history: Iterable[Row]) -> dict[str, tuple[str, str]]:
    """Return for each action by which body it was last verified, and the evidence, without its titles."""
    found = {}
    for row in history:
        if _is_of_action(row) and "State" in row and row["State"].text == "Verified":
            evidence = "\n".join(line.split(" ")[-1] for line in _text(row, "Evidence").split("\n"))
            found[row["Record"].text] = (_text(row, "Reported by"), evidence)
    return found


def _date(row: Row, heading: str) -> Cell | None:
    """Return a cell, in the words of the column beside it where those are a date that can be read; None for none."""
    words = row.get(f"{heading}, in words")
    return words if words is not None and isinstance(read_date(words.text), PlanDate) else row.get(heading)


def _shown(row: int, column: int, text: str) -> Cell:
    return Cell(row=row, column=column, value=text, text=text)


def _is_of_action(row: Row) -> bool:
    return _text(row, "Kind of record") == "Action"


def _notes(history: Iterable[Row]) -> dict[str, str]:
    """Return the notes of each action as dated paragraphs; those that were corrected or redacted are left out."""
    notes: dict[str, list[str]] = defaultdict(list)
    for row in history:
        if _is_of_action(row) and "Note" in row and "When" in row and "Part" not in row:
            if _text(row, "Corrected") in ("Redacted", "Corrected by a later entry"):
                continue
            words = read_date(_text(row, "When, in words"))
            is_month = isinstance(words, PlanDate) and re.fullmatch(r"\d{4}-\d\d", words.text)
            day = words.text if is_month and isinstance(words, PlanDate) else _text(row, "When")
            notes[row["Record"].text].append(f"{day}: {' '.join(_text(row, 'Note').split(chr(10)))}")
    return {name: "\n".join(texts) for name, texts in notes.items()}


def _bodies(rows: Iterable[Row]) -> BodiesFound:
    """Return the bodies that own something; the export has their names, and not their kinds."""
    found = BodiesFound({})
    for row in rows:
        for heading in ("Owner", "Reported by"):
            if heading in row:
                found.body(_text(row, heading))
    return found


def _areas(rows: Iterable[Row], bodies: BodiesFound) -> dict[Id, MappedArea]:
    areas: dict[Id, MappedArea] = {}
    for row in rows:
        if "Area" not in row or "Title" not in row or fault_in_id(row["Area"].text):
            continue
        kind = read_word(row["Kind"].text, AreaKind) if "Kind" in row else "other"
        areas[Id(row["Area"].text)] = MappedArea(
            title=_text(row, "Title"),
            kind="other" if isinstance(kind, Unclear) else kind,  # type: ignore[arg-type]  # a word of the vocabulary
            ref=row["Printed as"].text if "Printed as" in row else None,
            owner=bodies.body(_text(row, "Owner")) if "Owner" in row else None,
        )
    return areas
