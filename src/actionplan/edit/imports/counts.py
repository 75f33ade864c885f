"""Count what became of every cell of files from which a plan is built."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from actionplan.edit.imports.columns import ReadColumn
from actionplan.edit.imports.plan import Built
from actionplan.edit.imports.read_file import ReadFile, ReadTable
from actionplan.edit.imports.rows import EMPTY, EXTRA, HEADINGS, PLACED, Draft
from actionplan.sheets.grid import Sheet


@frozen(kw_only=True)
class ColumnCount:
    """What became of the cells of one column.

    Attributes:
        column: the column and what it is read as.
        fates: how many of its cells became what.
    """

    column: ReadColumn
    fates: Mapping[str, int]


@frozen(kw_only=True)
class SheetCount:
    """What became of the cells of one sheet.

    Attributes:
        file: the name of its file.
        sheet: its name.
        columns: its columns, if it has a table of actions.
        fates: how many of its cells became what: those above and below the table, and the headings, too.
    """

    file: str
    sheet: str
    columns: tuple[ColumnCount, ...]
    fates: Mapping[str, int]


def counted(files: Sequence[ReadFile], result: Built) -> tuple[SheetCount, ...]:
    """Return what became of the cells of each sheet: together all that say something, and the empty ones in tables."""
    drafts: dict[tuple[str, str], list[Draft]] = {}
    for file, draft in result.drafts:
        drafts.setdefault((file, draft.sheet), []).append(draft)
    return tuple(_counts(files, drafts, result))


def total(counts: Sequence[SheetCount]) -> Counter[str]:
    """Return how many cells of all sheets became what."""
    every: Counter[str] = Counter()
    for each in counts:
        every.update(each.fates)
    return every


def _counts(
    files: Sequence[ReadFile], drafts: Mapping[tuple[str, str], Sequence[Draft]], result: Built
) -> Iterator[SheetCount]:
    for file in files:
        for table in file.tables:
            name = table.table.sheet.name
            columns = tuple(_columns(table, drafts.get((file.book.name, name), ())))
            fates = Counter(_around(table, result))
            for each in columns:
                fates.update(each.fates)
            yield SheetCount(file=file.book.name, sheet=name, columns=columns, fates=+fates)
        for sheet in file.others:
            number = sum(bool(cell.text) for cell in sheet.cells)
            yield SheetCount(file=file.book.name, sheet=sheet.name, columns=(), fates=+Counter({EXTRA: number}))


def _columns(table: ReadTable, drafts: Sequence[Draft]) -> Iterator[ColumnCount]:
    for column in table.columns:
        fates: Counter[str] = Counter()
        for draft in drafts:
            own = [where for where in draft.fates if where[1] == column.column]
            fates.update(draft.fates[where] for where in own)
            spread = sum(column.column in row.spread for row in draft.group.rows)
            fates[EMPTY] += len(draft.group.rows) - spread - len(own)
        yield ColumnCount(column=column, fates=+fates)


def _around(table: ReadTable, result: Built) -> dict[str, int]:
    """Return the cells around the rows of actions: headings, rows of areas, and what is above and below."""
    found, sheet = table.table, table.table.sheet
    in_headings = {*found.heading_rows, *found.repeated}
    beside = [cell for cell in (*found.above, *found.below) if cell is not result.title_cell]
    return {
        HEADINGS: _texts_in(sheet, in_headings),
        PLACED: _texts_in(sheet, {area.row for area in found.areas}) + (result.title_cell in found.above),
        EXTRA: len(beside) + len(found.struck),
    }


def _texts_in(sheet: Sheet, rows: set[int]) -> int:
    return sum(bool(cell.text) for cell in sheet.cells if cell.row in rows)
