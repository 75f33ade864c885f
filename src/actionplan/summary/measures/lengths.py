"""How long the periods of readings are, and which of them may be compared with each other."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from actionplan.model.dates import PlanDate, is_range, is_term, month_end
from actionplan.model.vocabulary import YearStart

Length = Literal["day", "week", "month", "quarter", "half-year", "year", "year-to-date", "term", "other"]
"""How long a period is. ``year-to-date``: some months from the start of a year on; ``term``: one of a school year."""

_DAYS: Final[Mapping[Length, tuple[int, int]]] = {
    "day": (1, 1),
    "week": (5, 8),
    "month": (28, 31),
    "quarter": (89, 92),
    "half-year": (181, 184),
    "year": (364, 366),
}
"""The fewest and the most days of each length."""

_TERM_DAYS: Final = (60, 150)
_JANUARY: Final = 1
_SEPTEMBER: Final = 9
_QUARTER: Final = 3
_DAYS_OF_MONTH: Final = 31
_DAYS_OF_YEAR: Final = 365


def length_of(period: PlanDate, year_starts: YearStart | None = None) -> Length:
    """Return how long a period is.

    Args:
        period: the period, which has days.
        year_starts: when the plan's financial year starts; None for 1 April. Months from then on, or from January or
            September on, that end before the year does, are a year to date.
    """
    days = _days(period) + 1
    if is_part_of_year(period) and period.first is not None:
        starts = (_JANUARY, _SEPTEMBER, int((year_starts or "04-01")[:2]))
        return "year-to-date" if period.first.month in starts else "other"
    if is_term(period) and _TERM_DAYS[0] <= days <= _TERM_DAYS[1] and not _has_whole_months(period):
        return "term"
    return next((length for length in _DAYS if _is(length, days)), "other")


def _has_whole_months(period: PlanDate) -> bool:
    first, last = period.first, period.last
    return first is not None and last is not None and first.day == 1 and last == month_end(last.year, last.month)


def _is(length: Length, days: int) -> bool:
    fewest, most = _DAYS[length]
    return fewest <= days <= most


def as_long(one: PlanDate, other: PlanDate) -> bool:
    """Return whether figures for two periods may be compared: the periods are about equally long.

    Months are, a year of 365 days and one of 366, and the terms of a school year. A single day and a month are, too:
    who counts on a day, such as children waiting, is often quoted with the month alone. A part of a year must cover the
    same months as the other: figures for it are often cumulative, and then grow in each year.
    """
    short, long = sorted(_days(when) for when in (one, other))
    if short == 0:
        return long <= _DAYS_OF_MONTH
    part = 3 if is_term(one) and is_term(other) else 10
    return long - short <= 1 + short // part and (
        not (is_part_of_year(one) or is_part_of_year(other)) or _same_months(one, other)
    )


def is_part_of_year(when: PlanDate) -> bool:
    """Return whether a period is some months of a year: a range, or a term of whole months that are no quarter."""
    first, last = when.first, when.last
    if first is None or last is None or _days(when) + 1 >= _DAYS_OF_YEAR:
        return False
    months = 12 * (last.year - first.year) + last.month - first.month + 1
    return is_range(when) or (is_term(when) and _has_whole_months(when) and not _is_month_or_quarter(first, months))


def _is_month_or_quarter(first: date, months: int) -> bool:
    return months == 1 or (months == _QUARTER and first.month % _QUARTER == 1)


def _same_months(one: PlanDate, other: PlanDate) -> bool:
    ends = [(each.first.month, each.last.month) for each in (one, other) if each.first and each.last]
    return len(ends) == 2 and ends[0] == ends[1]


def _days(when: PlanDate) -> int:
    return (when.last - when.first).days if when.first is not None and when.last is not None else 0
