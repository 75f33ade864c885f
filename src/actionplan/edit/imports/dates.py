"""The dates in a cell: one, an earlier one struck out beside it, or start, revised and end in one."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from actionplan.edit.bulk.cells import is_nothing
from actionplan.edit.bulk.date_order import DateOrder, Shown, date_in_order, is_unclear, order_shown
from actionplan.input.headings import plain_heading
from actionplan.input.text import one_line
from actionplan.input.unclear import Unclear
from actionplan.model.dates import Calendar, PlanDate, on_day
from actionplan.sheets.grid import Cell

_MOVED = re.compile(
    r"[\s,;(\u2013-]*\b(?:and )?(?:now|(?:has been |was )?(?:revised|extended|moved|changed|amended|re-?profiled)"
    r"(?: date)?(?: to)?|rev|new date|then)\b\.?:?[\s(]*|\s*(?:->|=>|\u2192)\s*",
    re.IGNORECASE,
)
"""What is between an earlier date and a later one in a cell."""

_WAS = re.compile(r"^(?:was|were|originally|original(?: date)?|previously|from)\b:?\s*", re.IGNORECASE)

_SHOWN = re.compile(r"\d{4}(?:-\d\d)?")
"""What a date shows of which the format has no day."""

_LABEL = re.compile(
    r"^\s*(start|begin|from|rev\w*|review|new|end|finish|due|to|by|complet\w*)(?: date)?\s*[:.-]?\s+", re.IGNORECASE
)
_ROLES: Mapping[str, str] = {
    **dict.fromkeys(("start", "begin", "from"), "start"),
    **dict.fromkeys(("rev", "new"), "revised_due"),
    **dict.fromkeys(("end", "finish", "due", "to", "by", "complet"), "due"),
}
"""What the words before a date, or the words of a heading, say that the date is."""

_BETWEEN = re.compile(r"\s*[\n;,|]\s*|\s+(?:/|-|\u2013|to|until)\s+|(?<=[A-Za-z0-9])\s*\u2013\s*(?=[A-Za-z0-9])")


def date_of(cell: Cell, calendar: Calendar, order: DateOrder) -> PlanDate | Unclear:
    """Return the date that a cell holds or names."""
    if isinstance(cell.value, date):
        day = cell.value.date() if isinstance(cell.value, datetime) else cell.value
        return PlanDate(cell.text) if _SHOWN.fullmatch(cell.text) else on_day(day)
    return date_in_order(one_line(cell.text), calendar, order)


def due_dates(cell: Cell, calendar: Calendar, order: DateOrder) -> tuple[PlanDate, ...] | Unclear:
    """Return the dates in a cell of due dates, the earliest agreed first: those struck out, then the one that holds.

    ``31/3/24, revised to 30/6/24`` has two as well, and so have two dates on two lines.
    """
    struck = _each(cell.struck.split("\n") if cell.struck else (), calendar, order)
    earlier = () if isinstance(struck, Unclear) else struck
    whole = date_of(cell, calendar, order)
    if isinstance(whole, PlanDate):
        return (*earlier, whole)
    if is_nothing(one_line(cell.text)):
        return earlier
    for between in (_MOVED, re.compile("\n")):
        parts = [_WAS.sub("", part).strip(" ();,.\n") for part in between.split(cell.text)]
        several = _each(parts, calendar, order) if len(parts) > 1 else whole
        if not isinstance(several, Unclear):
            return (*earlier, *several)
    return whole


def span_dates(cell: Cell, heading: str, calendar: Calendar, order: DateOrder) -> Mapping[str, PlanDate] | Unclear:
    """Return the dates in a cell that has several, by field: ``start``, ``revised_due`` and ``due``.

    Words before the dates decide which is which, or else their number and the heading, such as "Start/Rev/End".
    """
    whole = date_of(cell, calendar, order)
    parts = [part for part in _BETWEEN.split(cell.text) if part.strip()]
    if len(parts) == 1 and isinstance(whole, Unclear):
        parts = cell.text.split("/")
    several = _by_role(parts, heading, calendar, order)
    if isinstance(whole, PlanDate) and (len(parts) == 1 or isinstance(several, Unclear)):
        return {"due": whole}
    return whole if isinstance(whole, Unclear) and len(parts) == 1 else several


def _by_role(
    parts: Sequence[str], heading: str, calendar: Calendar, order: DateOrder
) -> Mapping[str, PlanDate] | Unclear:
    """Return dates by what each is: as the words before it say, or else their number and the heading."""
    dates: dict[str, PlanDate] = {}
    for part, role in zip(parts, _roles_of(heading, len(parts)), strict=True):
        label = _LABEL.match(part)
        word = label[1].casefold() if label else ""
        named = next((meant for start, meant in _ROLES.items() if word.startswith(start)), role) if word else role
        text = one_line(part[label.end() :] if label else part)
        if is_nothing(text):
            continue
        when = date_in_order(text, calendar, order)
        if isinstance(when, Unclear):
            return when
        if not named:
            return Unclear(f"there are {len(parts)} dates, and it is not clear which is which")
        dates[named] = when
    return dates


def orders_of(
    columns: Mapping[int, Sequence[str]], calendar: Calendar, said: Mapping[int, DateOrder]
) -> dict[int, DateOrder]:
    """Return in which order the dates of each column are: the day first, unless a date in the column forbids it.

    Args:
        columns: the texts of each column of dates.
        calendar: the periods of the plan.
        said: the order that somebody says of a column.
    """
    shown = {column: order_shown(texts, calendar) for column, texts in columns.items()}
    table = tuple(shown.values())
    return {column: said.get(column) or _order(each, table) for column, each in shown.items()}


def columns_to_ask(columns: Mapping[int, Sequence[str]], calendar: Calendar) -> dict[int, Shown]:
    """Return the columns of which a person should say whether the day comes first, with what their dates show."""
    shown = {column: order_shown(texts, calendar) for column, texts in columns.items()}
    return {column: each for column, each in shown.items() if each.either and is_unclear(each, shown.values())}


def _order(shown: Shown, table: Sequence[Shown]) -> DateOrder:
    """Return the order of a column's dates by what they show or, if they show nothing, what the whole table shows."""
    seen = (shown,) if shown.day_first or shown.month_first else table
    is_forbidden = any(each.month_first for each in seen) and not any(each.day_first for each in seen)
    return "month-first" if is_forbidden else "day-first"


def _roles_of(heading: str, number: int) -> tuple[str, ...]:
    """Return what each of some dates is by the heading; empty texts where that is not clear."""
    words = plain_heading(heading).split()
    named = [next((role for start, role in _ROLES.items() if word.startswith(start)), "") for word in words]
    roles = [role for role in dict.fromkeys(named) if role]
    if len(roles) == number:
        return tuple(roles)
    return {1: ("due",), 2: ("start", "due"), 3: ("start", "revised_due", "due")}.get(number, ("",) * number)


def _each(texts: Sequence[str], calendar: Calendar, order: DateOrder) -> tuple[PlanDate, ...] | Unclear:
    """Return the date of every text; the first that is unclear instead, if one is."""
    dates: list[PlanDate] = []
    for text in texts:
        if is_nothing(one_line(text)):
            continue
        when = date_in_order(one_line(text), calendar, order)
        if isinstance(when, Unclear):
            return when
        dates.append(when)
    return tuple(dates)
