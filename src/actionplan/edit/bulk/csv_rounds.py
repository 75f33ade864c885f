"""Updates as a table: one row for each, with a heading for each column."""

from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import date

from attrs import evolve, frozen

from actionplan.edit.bulk.cells import EMPTY, READ, CellContext, is_nothing
from actionplan.edit.bulk.columns import SheetColumn, columns_of, decided, problems_of_columns, with_ids_found
from actionplan.edit.bulk.date_order import DateOrder
from actionplan.edit.bulk.judged import ReadColumn, read_columns
from actionplan.edit.bulk.plan_now import PlanNow, action_named, id_written
from actionplan.edit.bulk.sheet import (
    Row,
    Sheet,
    cell_name,
    cell_place,
    heading_place,
    read_sheet,
    row_place,
    swallowed_rows,
)
from actionplan.edit.bulk.updates import ColumnReceipt, Round
from actionplan.input.headings import ENTERED, fields_of
from actionplan.input.text import cleaned, removed
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.suggest import listed
from actionplan.model.text import count

IGNORED, UNUSED = "ignored (--ignore-column)", "in rows without an update"
"""What a receipt counts cells as that are not entered, beside those of `cells`."""

_NOT_SAYING = frozenset({"on", "by"})
"""Fields that alone are no update."""


@frozen(kw_only=True)
class Answers:
    """What the user says about the columns of a round.

    Attributes:
        columns: pairs of a column, by its heading or letter, and the field that it is.
        ignored: columns that are not read.
        date_order: the order of dates that may have the day or the month first; None to go by the columns.
    """

    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    date_order: DateOrder | None = None


NO_ANSWERS = Answers()


def from_csv(path: str, text: str, now: PlanNow, on: date, answers: Answers) -> Round:
    """Read updates from a table.

    Args:
        path: the file, for messages.
        text: its text.
        now: the plan, for its actions, bodies, terms and ratings.
        on: the day of updates that have none.
        answers: what the user says about the columns.

    Raises:
        WrongColumn: the answers name a column or a field that is not there.
        Unreadable: the text is not a table.
    """
    typed = read_sheet(path, text)
    sheet = evolve(typed, rows=tuple(evolve(row, cells=tuple(map(cleaned, row.cells))) for row in typed.rows))
    columns = with_ids_found(columns_of(sheet, answers.columns, answers.ignored), CellContext(now=now))
    ids = next((column for column in columns if column.field == "action"), None)
    if ids is None:
        return Round(entries=(), places=(), problems=(_no_ids(sheet),))
    names = tuple(id_written(cell) for cell in ids.texts)
    reading = CellContext(now=now, rows=tuple(action_named(name, now) for name in names))
    columns = decided(columns, reading)
    read = read_columns(columns, sheet, reading, answers.date_order)
    problems = (
        *sheet.problems,
        *swallowed_rows(sheet, ids.position, now.ids),
        *problems_of_columns(columns, sheet),
        *(found for column in read for found in column.problems),
        *_rows_without_id(sheet, ids),
    )
    said = dict.fromkeys(index for index, name in enumerate(names) if name and _says_something(index, read))
    places = [row_place(sheet, row) for row in sheet.rows]
    return Round(
        entries=tuple((names[index], _entry(index, read, on)) for index in said),
        places=tuple(places[index] for index in said),
        cells=tuple(_cell_places(sheet, sheet.rows[index], columns) for index in said),
        problems=problems,
        others=tuple((name, places[index]) for index, name in enumerate(names) if name and index not in said),
        columns=tuple(_receipt(column, read, said, typed) for column in columns),
        titles=sheet.titles,
    )


def _says_something(index: int, read: Sequence[ReadColumn]) -> bool:
    """Return whether a row has anything to enter beyond its day and its body."""
    cells = (one.cells[index] for one in read if one.cells and one.column.field not in _NOT_SAYING)
    return any(cell.value is not None for cell in cells)


def _entry(index: int, read: Sequence[ReadColumn], on: date) -> ActionEntry:
    values = {one.column.field: one.cells[index].value for one in read if one.cells and one.column.field in ENTERED}
    stated = {field: value for field, value in values.items() if value is not None}
    return ActionEntry(**{"on": on_day(on), **stated})


def _cell_places(sheet: Sheet, row: Row, columns: Sequence[SheetColumn]) -> Mapping[str, Location]:
    """Return the place of each cell of a row that is not empty, by field."""
    return {
        column.field: cell_place(sheet, row, column.position)
        for column in columns
        if column.field and row.cells[column.position]
    }


def _no_ids(sheet: Sheet) -> Problem:
    message = "there is no column of the actions' ids: headings are expected in the first line"
    expected = "a heading such as Ref or Action over the ids, and others such as State, Progress, Comments or Date"
    later = _line_of_headings(sheet)
    if later == sheet.heading_line:
        message, fix = "no column has the actions' ids in it", 'add a column "Ref" with the id of each action'
    else:
        fix = f"the headings are in line {later}: delete the lines above it" if later else ""
    return problem("E102", message, heading_place(sheet), expected=expected, fix=fix)


def _line_of_headings(sheet: Sheet) -> int | None:
    """Return the number of the first line of several cells of which one is a heading for ids; None without any."""
    for number, line in enumerate(sheet.lines, 1):
        cells = [cell.strip('" ') for cell in line.split(sheet.delimiter if sheet.delimiter in line else ";")]
        if len(cells) > 1 and any(fields_of(cell)[:1] == ("action",) for cell in cells):
            return number
    return None


def _rows_without_id(sheet: Sheet, ids: SheetColumn) -> Iterator[Problem]:
    for row, text in zip(sheet.rows, ids.texts, strict=True):
        if not text:
            message = f"this row names no action: {cell_name(row, ids.position)} is empty"
            fix = "write the action's id, also where the rows of one action were merged; or delete the row"
            yield problem("E102", message, row_place(sheet, row), fix=fix)


def _receipt(column: SheetColumn, read: Sequence[ReadColumn], said: Container[int], typed: Sheet) -> ColumnReceipt:
    """Return what became of each cell of a column.

    Args:
        column: the column.
        read: the columns that were read.
        said: the rows that say something.
        typed: the table before its cells were cleaned.
    """
    one = next((one for one in read if one.column is column), None)
    counted = [EMPTY if is_nothing(text) else READ if column.field else IGNORED for text in column.texts]
    if one is not None:
        counted = [
            UNUSED if cell.counted == READ and index not in said else cell.counted
            for index, cell in enumerate(one.cells)
        ]
    texts = [row.cells[column.position] for row in typed.rows]
    changed = [words for text in texts if (words := removed(text))]
    gone = listed(dict.fromkeys(word for words in changed for word in words))
    clean = (f"{count(len(changed), 'cell')} cleaned of {gone}",) if changed and column.field else ()
    remarks = (*(one.remarks if one is not None else ()), *clean)
    return ColumnReceipt(name=column.name, field=column.field, counts=Counter(counted), remarks=remarks)
