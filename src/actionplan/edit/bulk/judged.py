"""Read whole columns: whatever a cell alone leaves open, the other cells of its column decide, or the user is asked."""

import re
from collections.abc import Iterator, Sequence
from typing import get_args

from attrs import evolve, frozen

from actionplan.edit.bulk.cells import DIFFERENT, READERS, Cell, CellContext, read_cells
from actionplan.edit.bulk.columns import SheetColumn, ignore_option
from actionplan.edit.bulk.date_order import DateOrder, Shown, date_in_order, is_unclear, order_shown
from actionplan.edit.bulk.per_cents import are_fractions, in_signs, is_small
from actionplan.edit.bulk.plan_now import value_text
from actionplan.edit.bulk.sheet import Sheet, cell_name, cell_place, heading_place
from actionplan.input.headings import FIELDS
from actionplan.input.text import one_line
from actionplan.input.unclear import suggestion
from actionplan.model.dates import Calendar, PlanDate
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.ratings import ratings_known
from actionplan.model.suggest import listed
from actionplan.model.text import count, date_text

_DATES = frozenset({"on", "due", "start", "original_due"})
_MOST = 5
"""The number of cells that a message names."""

_SERIAL = re.compile(r"\d{5}(?:\.0+)?")


@frozen(kw_only=True)
class ReadColumn:
    """One column as read.

    Attributes:
        column: the column.
        cells: what is made of each cell; empty if the column has to be asked about first.
        problems: what cannot be read, and what has to be asked.
        remarks: how the cells were read, where a cell alone could be read in several ways.
    """

    column: SheetColumn
    cells: tuple[Cell, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


def read_columns(
    columns: Sequence[SheetColumn], sheet: Sheet, reading: CellContext, order: DateOrder | None
) -> tuple[ReadColumn, ...]:
    """Read the columns whose field is known, but that of the actions' ids.

    Args:
        columns: the columns of the table.
        sheet: the table.
        reading: the plan, and the action of each row.
        order: the order of dates as the user says; None to go by the columns.
    """
    calendar = reading.now.plan.calendar
    shown = {column.position: order_shown(column.texts, calendar) for column in columns if column.field in _DATES}
    read = []
    for column in columns:
        if not column.field or column.field == "action":
            continue
        if column.field in _DATES:
            read.append(_dates(column, sheet, reading, shown, order))
        elif column.field == "progress":
            read.append(_per_cents(column, sheet, reading))
        elif column.field == "rating":
            read.append(_ratings(column, sheet, reading))
        else:
            read.append(_read(column, sheet, reading))
    return tuple(read)


def _dates(
    column: SheetColumn, sheet: Sheet, reading: CellContext, table: dict[int, Shown], order: DateOrder | None
) -> ReadColumn:
    shown = table[column.position]
    if order is None and is_unclear(shown, table.values()):
        return ReadColumn(column=column, problems=(_order_unknown(column, sheet, shown, reading.now.plan.calendar),))
    read = _read(column, sheet, evolve(reading, order=order or "day-first"))
    return evolve(read, remarks=tuple(_about_dates(column, shown, order)))


def _about_dates(column: SheetColumn, shown: Shown, order: DateOrder | None) -> Iterator[str]:
    if shown.either and order:
        yield f"{count(len(shown.either), 'date')} read by --date-order {order}"
    elif shown.either:
        why = f", as {shown.day_first[0]} shows" if shown.day_first else "; no date shows otherwise"
        yield f"the day before the month{why}"
    if shown.month_first:
        yield f"{listed(shown.month_first, most=3)} can only have the month first"
    if serials := sum(_SERIAL.fullmatch(text) is not None for text in column.texts):
        yield f"{serials} as Excel counts days"


def _order_unknown(column: SheetColumn, sheet: Sheet, shown: Shown, calendar: Calendar) -> Problem:
    """Return the question in which order the dates of a column are."""
    first = (shown.month_first or shown.either)[0]
    where = _place(column, sheet, first)
    if shown.month_first:
        message = f'"{column.name}" has dates with the month first: {_with_cells(column, sheet, shown.month_first)}'
    else:
        message = f'"{column.name}" does not show whether the day comes first, and another column has the month first'
    if shown.either:
        message += f"; these can be read in both ways: {_with_cells(column, sheet, shown.either)}"
    meanings = [
        f"--date-order {order} ({shown.either[0]} is {date_text(meant)})"
        for order in get_args(DateOrder)
        if shown.either and isinstance(meant := date_in_order(shown.either[0], calendar, order), PlanDate)
    ]
    fix = f"say which: {' or '.join(meanings)}" if meanings else "correct the cells, or: --date-order month-first"
    return problem("E133", message, where, fix=fix)


def _per_cents(column: SheetColumn, sheet: Sheet, reading: CellContext) -> ReadColumn:
    fractions = are_fractions(column.texts)
    if fractions is None:
        unclear = [text for text in column.texts if is_small(text)]
        shown = unclear[0]
        message = f'"{column.name}" may have parts of 1 or per cents: {_with_cells(column, sheet, unclear)}'
        fix = f"write every number with its sign, such as {in_signs(shown)} for {shown}"
        asked = problem("E134", message, _place(column, sheet, unclear[0]), fix=fix)
        return ReadColumn(column=column, problems=(asked,))
    read = _read(column, sheet, evolve(reading, are_fractions=fractions))
    return evolve(read, remarks=("parts of 1, so that 0.4 is 40 per cent",)) if fractions else read


def _ratings(column: SheetColumn, sheet: Sheet, reading: CellContext) -> ReadColumn:
    if column.is_empty or ratings_known(reading.now.plan):
        return _read(column, sheet, reading)
    message = f'"{column.name}" cannot be recorded, since the plan has no ratings'
    add = "actionplan new rating ID --label LABEL --meaning MEANING"
    fix = f"leave it out: {ignore_option(column)}; or add the ratings: {add}"
    return ReadColumn(
        column=column, problems=(problem("E204", message, heading_place(sheet, column.position), fix=fix),)
    )


def _read(column: SheetColumn, sheet: Sheet, reading: CellContext) -> ReadColumn:
    cells = tuple(read_cells(column.field, column.texts, reading))
    problems = [_cannot_be_read(column, sheet, index, cell) for index, cell in enumerate(cells) if cell.unclear]
    if different := [index for index, cell in enumerate(cells) if cell.counted == DIFFERENT]:
        problems.append(_differs(column, sheet, different, reading))
    return ReadColumn(column=column, cells=cells, problems=tuple(problems))


def _cannot_be_read(column: SheetColumn, sheet: Sheet, index: int, cell: Cell) -> Problem:
    assert cell.unclear is not None
    row, reader = sheet.rows[index], READERS[column.field]
    message = f"{column.name} ({cell_name(row, column.position)}): {cell.unclear.reason}"
    where = cell_place(sheet, row, column.position)
    return problem(reader.code, message, where, expected=reader.expected, fix=suggestion(cell.unclear))


def _differs(column: SheetColumn, sheet: Sheet, rows: Sequence[int], reading: CellContext) -> Problem:
    """Return the question about cells that say something else than the plan about what a round cannot change."""
    differences = []
    for index in rows:
        row, name = sheet.rows[index], reading.rows[index] or ""
        cell = f'{cell_name(row, column.position)} "{_short(column.texts[index])}"'
        differences.append(f'{cell} ({name} has "{_short(value_text(column.field, name, reading.now))}")')
    message = f'"{column.name}" differs from the plan in {count(len(rows), "row")}: {listed(differences, most=_MOST)}'
    change = "redate" if column.field == "due" else "amend"
    fix = f"if the plan is right: {ignore_option(column)}; otherwise change it with: actionplan {change}"
    where = cell_place(sheet, sheet.rows[rows[0]], column.position)
    return problem("E135", message, where, expected=f"{FIELDS[column.field]} as the plan has it", fix=fix)


def _with_cells(column: SheetColumn, sheet: Sheet, texts: Sequence[str]) -> str:
    """Return texts of a column with the names of their cells."""
    wanted = frozenset(texts)
    cells = [
        f"{text} ({cell_name(row, column.position)})"
        for row, text in zip(sheet.rows, column.texts, strict=True)
        if text in wanted
    ]
    return listed(cells, most=_MOST)


def _place(column: SheetColumn, sheet: Sheet, text: str) -> Location:
    return cell_place(sheet, sheet.rows[column.texts.index(text)], column.position)


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else f"{line[:39]}\u2026"
