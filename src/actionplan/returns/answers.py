"""Read a return: the cells that were filled in, wherever the table has moved, and what the plan had when it was sent.

Rows are found by their reference and columns by their headings, so a sheet may be sorted, filtered, and have columns
and rows of its owner's; what is not taken in is named.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.edit.bulk.cells import is_nothing
from actionplan.input.text import cleaned, one_line, plain
from actionplan.model.dates import NO_CALENDAR, Calendar
from actionplan.model.ids import Id, fault_in_id
from actionplan.model.receipts import SentRow
from actionplan.model.suggest import listed
from actionplan.model.text import count
from actionplan.returns.columns import (
    PRINTS_PROPERTY,
    RETURN_WORD,
    SENT_MARK,
    TABLES,
    TRUE_ON,
    RowKind,
    to_fill,
)
from actionplan.returns.sent import SENT_COLUMNS, prints_read
from actionplan.sheets.cell_text import without_apostrophe
from actionplan.sheets.grid import Book, Cell, Sheet, column_letters, place
from actionplan.storage.structuring import structure

_DEEPEST = 60
"""How many rows may be above the headings."""

_LEAST_HEADINGS = 3
_NAMED = re.compile(rf"\({RETURN_WORD} ([a-z2-7]+)\)")


@frozen(kw_only=True)
class Filled:
    """A cell that was filled in.

    Attributes:
        place: the cell, such as ``Actions!F12``.
        text: what it says, cleaned.
        cell: the cell as it was read.
    """

    place: str
    text: str
    cell: Cell


@frozen(kw_only=True)
class AnsweredRow:
    """A row of a return.

    Attributes:
        kind: whether it is about an action or a measure.
        ref: the reference in it, as it is written there; empty for none.
        title: the title in it; empty for none.
        place: the cell of the reference.
        row: its number in the sheet.
        filled: the cells that were filled in, by the key of their column.
        grey: the cells that say what is on record, by the key of their column; without blank ones.
    """

    kind: RowKind
    ref: str
    title: str
    place: str
    row: int
    filled: Mapping[str, Filled]
    grey: Mapping[str, Filled]


@frozen(kw_only=True)
class Answers:
    """What a return says.

    Attributes:
        path: the file, for messages.
        file: its name.
        digest: the SHA-256 of its bytes.
        name: the name of the return; None if the file does not say it.
        owner: the id of the body that was asked; None if the file does not say it.
        true_on: the cell with the day of the answers; None if it is blank.
        rows: every row of its tables that names something or was filled in.
        sent: what the plan had by what the file says; empty where the hidden sheet was lost.
        prints: the fingerprints of the rows, by kind and id; empty where these were lost too.
        shown: digests of what the grey cells showed, by kind and id, and by the key of their column; empty where the
            hidden sheet was lost.
        remarks: what is there and was not taken in, in sentences.
    """

    path: str
    file: str
    digest: str
    name: Id | None
    owner: Id | None
    true_on: Filled | None
    rows: tuple[AnsweredRow, ...]
    sent: Mapping[tuple[str, Id], SentRow]
    prints: Mapping[tuple[str, Id], str]
    shown: Mapping[tuple[str, Id], Mapping[str, str]]
    remarks: tuple[str, ...]


@frozen
class _Table:
    """A table of a return within a sheet: its kind, the row of its headings, and the column of each key."""

    sheet: Sheet
    kind: RowKind
    row: int
    columns: Mapping[str, int]


def answers_in(book: Book, path: str, calendar: Calendar = NO_CALENDAR) -> Answers:
    """Return what a return says; without rows if no sheet has a table of a return.

    Args:
        book: the file as it was read.
        path: the file, for messages.
        calendar: the periods that the plan declares.
    """
    tables = [table for sheet in book.sheets if (table := _table_in(sheet)) is not None]
    properties = dict(book.properties)
    head, sent, shown = _hidden(book, calendar)
    names = [properties.get(SENT_MARK), head.get(SENT_MARK), *map(_name_above, tables)]
    name = next((each for each in names if each), None)
    prints = prints_read(value for key, value in book.properties if key.startswith(PRINTS_PROPERTY))
    return Answers(
        path=path,
        file=book.name,
        digest=book.digest,
        name=_id(name),
        owner=_id(head.get("owner")),
        true_on=next((found for sheet in book.sheets if (found := _true_on(sheet)) is not None), None),
        rows=tuple(row for table in tables for row in _rows(table)),
        sent=sent,
        prints={**prints, **{key: row.made_from for key, row in sent.items()}},
        shown=shown,
        remarks=(*(remark for table in tables for remark in _remarks(table)), *book.notes),
    )


def _id(text: str | None) -> Id | None:
    return Id(text) if text and fault_in_id(text) is None else None


def _table_in(sheet: Sheet) -> _Table | None:
    """Return the table of a return in a sheet: the row that has most of the headings of one kind; None without any."""
    rows: dict[int, list[Cell]] = {}
    for cell in sheet.cells:
        if cell.row <= _DEEPEST:
            rows.setdefault(cell.row, []).append(cell)
    best: _Table | None = None
    for number, cells in rows.items():
        for kind, columns in TABLES.items():
            keys = {plain(column.heading): column.key for column in columns}
            found: dict[str, int] = {}
            for cell in cells:
                if key := keys.get(plain(_typed(cell))):
                    found.setdefault(key, cell.column)
            is_one = "ref" in found and len(found) > _LEAST_HEADINGS
            if is_one and (best is None or len(found) > len(best.columns)):
                best = _Table(sheet, kind, number, found)
    return best


def _typed(cell: Cell) -> str:
    """Return what somebody entered in a cell, without an apostrophe that keeps a text from becoming a formula."""
    return without_apostrophe(cleaned(cell.text))


def _rows(table: _Table) -> Iterator[AnsweredRow]:
    below: dict[int, dict[int, Cell]] = {}
    for cell in table.sheet.cells:
        if cell.row > table.row:
            below.setdefault(cell.row, {})[cell.column] = cell
    asked = {column.key for column in to_fill(table.kind)}
    for number in sorted(below):
        cells = {key: below[number][column] for key, column in table.columns.items() if column in below[number]}
        said = {
            key: Filled(place=place(table.sheet.name, number, cell.column), text=_typed(cell), cell=cell)
            for key, cell in cells.items()
            if cell.formula or not is_nothing(_typed(cell))
        }
        filled = {key: each for key, each in said.items() if key in asked}
        ref = one_line(_typed(cells["ref"])) if "ref" in cells else ""
        if ref or filled:
            yield AnsweredRow(
                kind=table.kind,
                ref=ref,
                title=cleaned(_typed(cells["title"])).partition("\n")[0] if "title" in cells else "",
                place=place(table.sheet.name, number, table.columns["ref"]),
                row=number,
                filled=filled,
                grey={key: each for key, each in said.items() if key not in asked},
            )


def _remarks(table: _Table) -> Iterator[str]:
    """Yield what a table has that is not taken in: columns of its owner's, comments, and lost columns."""
    known = set(table.columns.values())
    others: dict[int, int] = {}
    headings: dict[int, str] = {}
    for cell in table.sheet.cells:
        if cell.column not in known and cell.row > table.row and _typed(cell):
            others[cell.column] = others.get(cell.column, 0) + 1
        if cell.row == table.row:
            headings[cell.column] = one_line(_typed(cell))
        if cell.comment:
            where = place(table.sheet.name, cell.row, cell.column)
            yield f'The comment beside {where} is not taken in: "{one_line(cell.comment)}"'
    for column, number in sorted(others.items()):
        called = headings.get(column) or f"column {column_letters(column)}"
        yield f'{table.sheet.name}: "{called}" is not a column of the return, and its {count(number, "cell")} not read.'
    lost = [column.heading for column in to_fill(table.kind) if column.key not in (*table.columns, "rating")]
    if lost:
        yield f"{table.sheet.name}: these columns of the return are no longer there: {listed(lost)}."


def _name_above(table: _Table) -> str | None:
    """Return the name of a return from the title above its table."""
    texts = (cell.text for cell in table.sheet.cells if cell.row < table.row)
    return next((found[1] for text in texts if (found := _NAMED.search(text))), None)


def _true_on(sheet: Sheet) -> Filled | None:
    """Return the cell with the day of the answers, beside its name on the first sheet; None if it is blank."""
    labels = [cell for cell in sheet.cells if plain(cell.text) == plain(TRUE_ON)]
    for label in labels:
        beside = [cell for cell in sheet.cells if (cell.row, cell.column) == (label.row, label.column + 1)]
        for cell in beside:
            if not is_nothing(_typed(cell)):
                return Filled(place=place(sheet.name, cell.row, cell.column), text=_typed(cell), cell=cell)
    return None


_Hidden = tuple[Mapping[str, str], Mapping[tuple[str, Id], SentRow], Mapping[tuple[str, Id], Mapping[str, str]]]


def _hidden(book: Book, calendar: Calendar) -> _Hidden:
    """Return the head and the rows of the sheet with what the plan had, and what was shown; empty without the sheet."""
    for sheet in book.sheets:
        lines = _lines(sheet)
        if lines and lines[0][:1] == [SENT_MARK]:
            head = {line[0]: line[1] for line in lines if len(line) == 2}
            at = next((at for at, line in enumerate(lines) if tuple(line) == SENT_COLUMNS), len(lines))
            tables = [dict(zip(SENT_COLUMNS, line, strict=False)) for line in lines[at + 1 :]]
            read = [
                (row, table.get("shown", "")) for table in tables if (row := _sent_row(table, calendar)) is not None
            ]
            shown: dict[tuple[str, Id], Mapping[str, str]] = {(row.kind, row.id): _pairs(text) for row, text in read}
            return head, {(row.kind, row.id): row for row, _ in read}, shown
    return {}, {}, {}


def _pairs(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split())
    return {key: digest for key, equals, digest in pairs if equals}


def _lines(sheet: Sheet) -> list[list[str]]:
    """Return the texts of a sheet row by row, with empty texts between cells."""
    rows: dict[int, dict[int, str]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = without_apostrophe(cell.text)
    return [[rows[row].get(column, "") for column in range(1, max(rows[row]) + 1)] for row in sorted(rows)]


def _sent_row(texts: Mapping[str, str], calendar: Calendar) -> SentRow | None:
    """Return a row of the hidden sheet; None if it says nothing that can be understood."""
    table: dict[str, Any] = {name: text for name, text in texts.items() if text and name != "shown"}
    for name in ("updates", "progress"):
        if name in table:
            table[name] = int(table[name]) if table[name].isdecimal() else table[name]
    with suppress(KeyError, ValueError):  # a month or a term stays a text
        table["due"] = date.fromisoformat(table["due"])
    row, problems = structure(table, SentRow, SENT_MARK, calendar)
    return row if not problems else None
