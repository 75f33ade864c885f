"""Dates as sources give them: a day where one is known, a month, quarter, year or term where only that is known."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from attrs import field, frozen

from actionplan.model.ids import Id

GRAMMAR = (
    'a day such as 2024-09-30, or "2024-09", "2024-Q3", "2024", "FY2024-25", a declared term, "ongoing" or "unknown"'
)
"""What a plan date may look like, in words for messages."""

_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_YEAR = re.compile(r"(\d{4})", re.ASCII)
_FINANCIAL_YEAR = re.compile(r"FY(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OPEN_ENDED = frozenset({"ongoing", "unknown"})


@frozen(kw_only=True)
class Term:
    """A stretch of time that the plan names for itself, such as a school term.

    Attributes:
        from_: its first day (``from`` in the file).
        until: its last day.
    """

    from_: date
    until: date


@frozen(order=False)
class PlanDate:
    """A date with the precision its source gave it.

    Attributes:
        text: as written in the file: ``2024-09-30``, ``2024-09``, ``2024-Q3``, ``2024``, ``FY2024-25``, a term's name,
            ``ongoing`` or ``unknown``.
        first: the first day it can mean; None for ``ongoing`` and ``unknown``.
        last: the last day it can mean, which orders entries and counts lateness; None likewise.
    """

    text: str
    first: date | None = field(default=None, repr=False)
    last: date | None = field(default=None, repr=False)


def on_day(day: date) -> PlanDate:
    """Return the plan date that means exactly one day."""
    return PlanDate(day.isoformat(), day, day)


def is_exact(when: PlanDate) -> bool:
    """Return whether a plan date names one day."""
    return when.first is not None and when.first == when.last and when.text == when.first.isoformat()


def parse_date(value: object, terms: Mapping[Id, Term] | None = None) -> PlanDate:
    """Read a plan date from a TOML value.

    Quarters are of the calendar year; ``FY2024-25`` is the financial year of English local government, 1 April to
    31 March.

    Args:
        value: a ``date``, or a string of the grammar.
        terms: the terms that the plan declares, by name; None means there are none.

    Raises:
        ValueError: the value is not in the grammar; the message says what was found and how to write it.
    """
    if type(value) is date:
        return on_day(value)
    if not isinstance(value, str):
        raise ValueError(f"{_described(value)} is not a plan date")  # noqa: TRY004  # one error for every fault
    if value in _OPEN_ENDED:
        return PlanDate(value)
    if terms and value in terms:
        term = terms[Id(value)]
        return PlanDate(value, term.from_, term.until)
    if _DAY.fullmatch(value):
        raise ValueError(f'"{value}" has quotes; a day is written without them: {value}')
    span = _span(value)
    if span is None:
        raise ValueError(f'"{value}" is not a plan date')
    return PlanDate(value, *span)


def _described(value: object) -> str:
    return f"{value} has a time of day, and so" if isinstance(value, datetime) else repr(value)


def _span(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a month, quarter, year or financial year; None when it is none of them."""
    try:
        if match := _MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), _month_end(year, month)
        if match := _QUARTER.fullmatch(text):
            year, month = int(match[1]), 3 * int(match[2])
            return date(year, month - 2, 1), _month_end(year, month)
        if match := _YEAR.fullmatch(text):
            return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
        if (match := _FINANCIAL_YEAR.fullmatch(text)) and (int(match[1]) + 1) % 100 == int(match[2]):
            return date(int(match[1]), 4, 1), date(int(match[1]) + 1, 3, 31)
    except ValueError:  # a month 13, a year 0000
        return None
    return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
