"""Dates as sources give them: a day where one is known, a month, quarter, year or term where only that is known."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from attrs import frozen

from actionplan.model.errors import ActionPlanError, WrongArgument
from actionplan.model.ids import Id

GRAMMAR = (
    'a day such as 2024-09-30, or "2024-09", "2024-Q3", "2024", "FY2024-25", a declared term, "ongoing" or "unknown"'
)
"""What a plan date may look like, in words for messages."""


class WrongDate(ActionPlanError, ValueError):
    """A value is no plan date; the message lists the forms of one, and ``args[0]`` leaves them out."""

    def __str__(self) -> str:
        return f"{self.args[0]}: write {GRAMMAR}"


_PERIOD = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d)|(?P<quarter>\d{4}-Q[1-4])|(?P<year>\d{4})|(?P<financial>FY\d{4}-\d\d)",
    re.ASCII,
)
"""Recognises a period by its form; its ``lastgroup`` is the kind of period."""

_OPEN_ENDED = frozenset({"ongoing", "unknown"})


@frozen(kw_only=True)
class Term:
    """A period that the plan names, such as a school term.

    Attributes:
        from_: its first day (``from`` in the file).
        until: its last day.
    """

    from_: date
    until: date


@frozen(order=False, eq=False, repr=False)
class PlanDate:
    """A date with the precision its source gave it.

    It compares with another plan date and with a ``date`` by the last day that it can mean, so ``due < today`` asks
    whether the whole of ``due`` is over. Of two that can last until the same day neither is smaller. ``ongoing`` and
    ``unknown`` have no last day and count as later than every day. It is equal to a ``date`` if it means that one day.

    Attributes:
        text: as written in the file: ``2024-09-30``, ``2024-09``, ``2024-Q3``, ``2024``, ``FY2024-25``, a term's name,
            ``ongoing`` or ``unknown``.
        first: the first day it can mean; None for ``ongoing`` and ``unknown``.
        last: the last day it can mean, which orders entries and counts lateness; None for ``ongoing`` and ``unknown``.
    """

    text: str
    first: date | None = None
    last: date | None = None

    @classmethod
    def parse(cls, value: object, terms: Mapping[Id, Term] | None = None) -> "PlanDate":
        """Read a plan date: a ``date``, or a text such as ``2024-09-30``, ``2024-09``, ``2024-Q3`` or ``FY2024-25``.

        Quarters are of the calendar year; ``FY2024-25`` is the financial year of English local government, 1 April to
        31 March.

        Args:
            value: the ``date`` or the text.
            terms: the terms that the plan declares, by name; None means there are none.

        Raises:
            WrongDate: the value is no plan date; the message explains how to write one. It is a ValueError too.
        """
        if type(value) is date:
            return on_day(value)
        if not isinstance(value, str):
            raise WrongDate(f"{_described(value)} is not a plan date")
        if value in _OPEN_ENDED:
            return cls(value)
        if terms and value in terms:
            term = terms[Id(value)]
            return cls(value, term.from_, term.until)
        span = _span(value)
        if span is None:
            raise WrongDate(f'"{value}" is not a plan date')
        return cls(value, *span)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"PlanDate({self.text!r})"

    def __eq__(self, other: object) -> bool:
        if type(other) is PlanDate:
            return self.text == other.text and self.last == other.last and self.first == other.first
        return type(other) is date and self.first == other == self.last and self.text == other.isoformat()

    def __hash__(self) -> int:  # a day has the hash of its date, since it is equal to it
        return hash(self.first if is_exact(self) else (self.text, self.last))

    def __lt__(self, other: "PlanDate | date") -> bool:
        return _comparable(self) < _comparable(other)

    def __le__(self, other: "PlanDate | date") -> bool:
        return _comparable(self) <= _comparable(other)

    def __gt__(self, other: "PlanDate | date") -> bool:
        return _comparable(self) > _comparable(other)

    def __ge__(self, other: "PlanDate | date") -> bool:
        return _comparable(self) >= _comparable(other)


def _comparable(when: "PlanDate | date") -> date:
    if isinstance(when, PlanDate):
        return date.max if when.last is None else when.last
    if type(when) is not date:
        raise WrongArgument("what a plan date is compared with", "a date or a PlanDate", when)
    return when


def last_day(when: PlanDate | None) -> date | None:
    """Return the last day that a plan date can mean; None if there is no date, or it has no day."""
    return when.last if when is not None else None


def on_day(day: date) -> PlanDate:
    """Return the plan date that means exactly one day.

    Example:
        >>> print(on_day(date(2025, 10, 1)))
        2025-10-01
    """
    return PlanDate(day.isoformat(), day, day)


def is_exact(when: PlanDate) -> bool:
    """Return whether a plan date names one day."""
    return when.first is not None and when.first == when.last and when.text == when.first.isoformat()


def is_term(when: PlanDate) -> bool:
    """Return whether a plan date is a term that the plan declares, rather than a day, month, quarter or year."""
    return when.first is not None and _form(when.text) is None


def parse_date(value: object, terms: Mapping[Id, Term] | None = None) -> PlanDate:
    """Read a plan date from a TOML value, as `PlanDate.parse` does; a day in quotes is refused.

    Raises:
        ValueError: the value is no plan date; the message explains how to write one.
    """
    if isinstance(value, str) and _form(value) == "day" and not (terms and value in terms):
        raise ValueError(f'"{value}" has quotes; a day is written without them: {value}')
    return PlanDate.parse(value, terms)


def _described(value: object) -> str:
    return f"{value} has a time of day, and so" if isinstance(value, datetime) else repr(value)


def _form(text: str) -> str | None:
    """Return the form of a period: ``day``, ``month``, ``quarter``, ``year``, ``financial``; None for another text."""
    match = _PERIOD.fullmatch(text)
    return match and match.lastgroup


def _span(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a day, month, quarter, year or financial year; None for any other text."""
    with suppress(ValueError):  # a month 13, a year 0000
        match _form(text):
            case "day":
                return date.fromisoformat(text), date.fromisoformat(text)
            case "month":
                year, month = int(text[:4]), int(text[5:])
                return date(year, month, 1), month_end(year, month)
            case "quarter":
                year, month = int(text[:4]), 3 * int(text[6:])
                return date(year, month - 2, 1), month_end(year, month)
            case "year":
                return date(int(text), 1, 1), date(int(text), 12, 31)
            case "financial" if (int(text[2:6]) + 1) % 100 == int(text[7:]):
                return date(int(text[2:6]), 4, 1), date(int(text[2:6]) + 1, 3, 31)
    return None


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; raises ValueError if there is no such month."""
    return date(year, 12, 31) if month == 12 else date(year, month, 1).replace(month=month + 1) - timedelta(days=1)
