"""Dates as sources give them: a day where one is known, a month, quarter, year or term where only that is known."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta

from attrs import frozen

from actionplan.model.errors import ActionPlanError, WrongArgument
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.vocabulary import YearStart

GRAMMAR = (
    'a day such as 2024-09-30, or "2024-09", "2024-04..2024-09", "2024-Q3", "2024", "FY2024-25", "FY2024-25-Q3", '
    'a declared term, "ongoing" or "unknown"'
)
"""What a plan date may look like, in words for messages."""


class WrongDate(ActionPlanError, ValueError):
    """A value is no plan date; the message lists the forms of one, and ``args[0]`` leaves them out."""

    def __str__(self) -> str:
        return f"{self.args[0]}: write {GRAMMAR}"


_PERIOD = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)|(?P<month>\d{4}-\d\d)|(?P<months>\d{4}-\d\d\.\.\d{4}-\d\d)|(?P<quarter>\d{4}-Q[1-4])|(?P<year>\d{4})"
    r"|(?P<financial>FY\d{4}-\d\d)|(?P<financial_quarter>FY\d{4}-\d\d-Q[1-4])",
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
        label: what reports call it, such as ``Autumn term 2024``; None for the name that its id shows, or else its id.
    """

    from_: date
    until: date
    label: str | None = None


@frozen(kw_only=True)
class Calendar:
    """The periods of one plan.

    Attributes:
        terms: the terms that the plan declares, by id.
        year_starts: the month and day on which its financial year starts; None where it does not say so, and then the
            year starts on 1 April, as that of councils in England does.
    """

    terms: Mapping[Id, Term] = EMPTY
    year_starts: YearStart | None = None


NO_CALENDAR = Calendar()
"""The calendar of a plan that declares neither terms nor a start of its year."""


@frozen(order=False, eq=False, repr=False)
class PlanDate:
    """A date with the precision its source gave it.

    It compares with another plan date and with a ``date`` by the last day that it can mean, so ``due < today`` asks
    whether the whole of ``due`` is over. Of two that can last until the same day neither is smaller. ``ongoing`` and
    ``unknown`` have no last day and count as later than every day. It is equal to a ``date`` if it means that one day.

    ``PlanDate("2024-09")`` finds the days itself. A term needs them, so `parse` makes those. Raises WrongDate where the
    text is no plan date.

    Attributes:
        text: as written in the file: ``2024-09-30``, ``2024-09``, ``2024-04..2024-09``, ``2024-Q3``, ``2024``,
            ``FY2024-25``, ``FY2024-25-Q3``, a term's id, ``ongoing`` or ``unknown``.
        first: the first day it can mean; None for ``ongoing`` and ``unknown``.
        last: the last day it can mean, which orders entries and counts lateness; None for ``ongoing`` and ``unknown``.
        label: what reports call a term; None for any other date, and for a term without a label.
    """

    text: str
    first: date | None = None
    last: date | None = None
    label: str | None = None

    def __attrs_post_init__(self) -> None:
        if self.last is None and self.text not in _OPEN_ENDED:
            first, last = _days_of(self.text, NO_CALENDAR)
            object.__setattr__(self, "first", first)
            object.__setattr__(self, "last", last)

    @classmethod
    def parse(cls, value: object, calendar: Calendar = NO_CALENDAR) -> "PlanDate":
        """Read a plan date: a ``date``, or a text such as ``2024-09-30``, ``2024-09``, ``2024-Q3`` or ``FY2024-25``.

        ``2024-04..2024-09`` are the months from April to September. ``2024-Q3`` is a quarter of the calendar year.
        ``FY2024-25`` and ``FY2024-25-Q3`` are a financial year and its third quarter, and start as the calendar says:
        in councils of England, on 1 April and on 1 October.

        Args:
            value: the ``date`` or the text.
            calendar: the periods of the plan.

        Raises:
            WrongDate: the value is no plan date; the message explains how to write one. It is a ValueError too.
        """
        if type(value) is date:
            return on_day(value)
        if not isinstance(value, str):
            raise WrongDate(f"{_described(value)} is not a plan date")
        if value in _OPEN_ENDED:
            return cls(value)
        if value in calendar.terms:
            term = calendar.terms[Id(value)]
            return cls(value, term.from_, term.until, term.label)
        return cls(value, *_days_of(value, calendar))

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        if self.last is None or _span(self.text, NO_CALENDAR) == (self.first, self.last):
            return f"PlanDate({self.text!r})"
        return f"PlanDate({self.text!r}, {self.first!r}, {self.last!r})"

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


def parse_date(value: object, calendar: Calendar = NO_CALENDAR) -> PlanDate:
    """Read a plan date from a TOML value, as `PlanDate.parse` does; a day in quotes is refused.

    Raises:
        ValueError: the value is no plan date; the message explains how to write one.
    """
    if isinstance(value, str) and _form(value) == "day" and value not in calendar.terms:
        raise ValueError(f'"{value}" has quotes; a day is written without them: {value}')
    return PlanDate.parse(value, calendar)


def is_quarter(when: PlanDate) -> bool:
    """Return whether a plan date names a quarter, of a calendar year or of a financial one."""
    return _form(when.text) in ("quarter", "financial_quarter")


def is_month(when: PlanDate) -> bool:
    """Return whether a plan date names one month."""
    return _form(when.text) == "month"


def is_range(when: PlanDate) -> bool:
    """Return whether a plan date names its first and its last month, as ``2024-04..2024-09`` does."""
    return _form(when.text) == "months"


def _described(value: object) -> str:
    return f"{value} has a time of day, and so" if isinstance(value, datetime) else repr(value)


def _form(text: str) -> str | None:
    """Return the form of a period, one of the groups of `_PERIOD`; None for another text."""
    match = _PERIOD.fullmatch(text)
    return match and match.lastgroup


def _days_of(text: object, calendar: Calendar) -> tuple[date, date]:
    """Return the first and last day of a period; raises WrongDate if the text is none."""
    span = _span(text, calendar) if isinstance(text, str) else None
    if span is None:
        raise WrongDate(f'"{text}" is not a plan date')
    return span


def _span(text: str, calendar: Calendar) -> tuple[date, date] | None:
    """Return the first and last day of a day, month, quarter, year or financial year; None for any other text."""
    form = _form(text)
    with suppress(ValueError):  # a month 13, a year 0000
        match form:
            case "day":
                return date.fromisoformat(text), date.fromisoformat(text)
            case "month" | "months" if number := _months_named(text):
                return months_from(int(text[:4]), int(text[5:7]), number)
            case "quarter":
                return months_from(int(text[:4]), 3 * int(text[6:]) - 2, 3)
            case "year":
                return months_from(int(text), 1, 12)
            case "financial" | "financial_quarter" if (int(text[2:6]) + 1) % 100 == int(text[7:9]):
                year, month = int(text[2:6]), int((calendar.year_starts or "04-01")[:2])
                return (
                    months_from(year, month + 3 * int(text[11:]) - 3, 3) if text[9:] else months_from(year, month, 12)
                )
    return None


def _months_named(text: str) -> int:
    """Return how many months a month or a range of them has; 0 if a range does not end after its first.

    Raises ValueError if there is no such month.
    """
    first, *others = (date(int(each[:4]), int(each[5:]), 1) for each in text.split(".."))
    if not others:
        return 1
    later = 12 * (others[0].year - first.year) + others[0].month - first.month
    return later + 1 if later > 0 else 0


def months_from(year: int, month: int, number: int) -> tuple[date, date]:
    """Return the first day and the last of some months; a month above 12 is one of the next year.

    Args:
        year: the year of the first month.
        month: the first month.
        number: how many months.
    """
    first, last = 12 * year + month - 1, 12 * year + month + number - 2
    return date(first // 12, first % 12 + 1, 1), month_end(last // 12, last % 12 + 1)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month; raises ValueError if there is no such month."""
    return date(year, 12, 31) if month == 12 else date(year, month, 1).replace(month=month + 1) - timedelta(days=1)
