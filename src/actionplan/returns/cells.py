"""Read single cells of a return: what a filled-in cell says as a value, or the problem that it has."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.edit.bulk.cells import READERS, CellContext
from actionplan.edit.bulk.date_order import date_in_order, order_shown
from actionplan.input.dates import read_date
from actionplan.input.numbers import read_number
from actionplan.input.unclear import Unclear, suggestion
from actionplan.model.dates import PlanDate, is_exact, on_day
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.text import capitalised, day_text
from actionplan.report.words import STATE_WORDS, one_line
from actionplan.returns.answers import AnsweredRow, Answers, Filled
from actionplan.returns.columns import STATES

_READERS = {
    **{key: READERS[key] for key in ("state", "rating", "progress", "evidence", "note", "reason")},
    "source": READERS["evidence"],
}

_EXPECTED = {
    "new_due": ("E105", "a day such as 31/10/2026 or 31 Oct 2026, or a month such as Oct 2026"),
    "period": ("E105", "a month, a quarter or a year, such as Sep 2026 or July to September 2026"),
    "value": ("E103", "a number in the unit of the measure, such as 54 or 1,390"),
}

_MOST = 60
"""How many characters of an answer are shown."""


@frozen(kw_only=True)
class ReadRow:
    """A row whose cells were read.

    Attributes:
        row: the row.
        values: the value of each cell that could be read, by the key of its column.
        problems: the problem of each cell that could not be.
    """

    row: AnsweredRow
    values: dict[str, Any]
    problems: tuple[Problem, ...]


def short_text(text: str) -> str:
    """Return the text of a cell for a message: on one line, and cut where it is long."""
    line = one_line(text)
    return line if len(line) <= _MOST else f"{line[:_MOST].rstrip()}..."


def where(path: str, filled: Filled) -> Location:
    """Return the place of a cell: its file, with its row and column as line and column."""
    return Location(path=path, line=filled.cell.row, column=filled.cell.column)


def cell_problem(code: str, message: str, path: str, filled: Filled, *, expected: str = "", fix: str = "") -> Problem:
    """Return a problem of a cell, which its message names."""
    return problem(code, f"{filled.place}: {message}", where(path, filled), expected=expected, fix=fix)


def read_row(answers: Answers, row: AnsweredRow, reading: CellContext, unit: str | None) -> ReadRow:
    """Read the filled-in cells of a row.

    Args:
        answers: the return.
        row: the row.
        reading: the plan and how to read it.
        unit: the unit of a measure; None for an action.
    """
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, filled in row.filled.items():
        if filled.cell.formula:
            message = f'"{filled.text}" is worked out by a formula' if filled.text else "there is a formula"
            problems.append(cell_problem("E142", message, answers.path, filled, expected="what somebody entered"))
            continue
        value = _value(key, filled, reading, unit)
        if isinstance(value, Unclear):
            code, expected = _about(key)
            fix = suggestion(_in_words(value) if key == "state" else value)
            problems.append(cell_problem(code, value.reason, answers.path, filled, expected=expected, fix=fix))
        else:
            values[key] = value
    return ReadRow(row=row, values=values, problems=tuple(problems))


def date_order_problems(answers: Answers, rows: Sequence[AnsweredRow], reading: CellContext) -> list[Problem]:
    """Return a problem for each date with two meanings, where another date shows that a month may come first.

    Args:
        answers: the return.
        rows: its rows.
        reading: the plan.
    """
    cells = [each for row in rows if (each := row.filled.get("new_due")) and isinstance(each.cell.value, str)]
    shown = order_shown([each.text for each in cells], reading.now.plan.calendar)
    if not (shown.month_first and shown.either):
        return []
    fix = "write the month as a word, such as 10 Nov 2026"
    return [
        cell_problem("E133", f"{each.text} can have the day or the month first", answers.path, each, fix=fix)
        for each in cells
        if each.text in shown.either
    ]


def true_on(answers: Answers, reading: CellContext) -> date | Problem | None:
    """Return the day of the answers, as the first sheet says; None if it says none, or the problem of its cell."""
    filled = answers.true_on
    if filled is None:
        return None
    day = _date(filled, reading)
    if isinstance(day, Unclear) or day.last is None or not is_exact(day):
        expected = "a day such as 12 Sep 2026"
        return cell_problem("E105", f'"{filled.text}" is not a day', answers.path, filled, expected=expected)
    if day.last > reading.now.day:
        text = f"{day_text(day.last)} is still to come, and nobody can know what is true then"
        return cell_problem("E105", text, answers.path, filled, expected="today or an earlier day")
    return day.last


def _value(key: str, filled: Filled, reading: CellContext, unit: str | None) -> Any:
    if key == "new_due":
        return _date(filled, reading)
    if key == "period":
        return _period(filled, reading)
    if key == "value":
        return read_number(filled.text, unit)
    return _READERS[key].read(filled.text, reading)


def _in_words(unclear: Unclear) -> Unclear:
    """Return what is unclear about a state, with the words of the workbook as choices."""
    choices = {capitalised(STATE_WORDS[state]): "" for state in STATES}
    return unclear._replace(choices=tuple(choices.items()), is_guess=False)


def _about(key: str) -> tuple[str, str]:
    """Return the code of the problem of a cell that cannot be read, and what was expected."""
    return _EXPECTED.get(key) or (_READERS[key].code, _READERS[key].expected)


def _date(filled: Filled, reading: CellContext) -> PlanDate | Unclear:
    """Return the date of a cell: a day of the spreadsheet's own, or a text with the day first."""
    value = filled.cell.value
    if isinstance(value, date):  # or a datetime, which is one
        return on_day(date(value.year, value.month, value.day))
    day = date_in_order(filled.text, reading.now.plan.calendar, "day-first")
    if isinstance(day, PlanDate) and day.last is None:
        return Unclear(f'"{filled.text}" is not a day by which anything is finished')
    return day


def _period(filled: Filled, reading: CellContext) -> PlanDate | Unclear:
    """Return the time that a figure is about. A spreadsheet turns "Sep 2026" into the first day of the month."""
    value = filled.cell.value
    if isinstance(value, date):
        return PlanDate(f"{value:%Y-%m}") if value.day == 1 else on_day(date(value.year, value.month, value.day))
    period = read_date(filled.text, reading.now.plan.calendar)
    if isinstance(period, PlanDate) and period.last is None:
        return Unclear(f'"{filled.text}" is not a time that a figure can be about')
    return period
