"""How long the periods of readings are, and which of them may be compared with each other."""

from collections.abc import Mapping
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
_DAYS_OF_MONTH: Final = 31
_DAYS_OF_YEAR: Final = 365


def length_of(period: PlanDate, year_starts: YearStart | None = None) -> Length:
    """Return how long a period is.

    Args:
        period: the period, which has days.
        year_starts: when the plan's financial year starts; None for 1 April. Months from then on, or from January on,
            that end before the year does, are a year to date.
    """
    days = _days(period) + 1
    if is_range(period) and period.first is not None and days < _DAYS_OF_YEAR:
        starts = (_JANUARY, int((year_starts or "04-01")[:2]))
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
    who counts on a day, such as children waiting, is often quoted with the month alone. A range of months that is
    shorter than a year must cover the same months as the other: it is often cumulative, so that it grows in each year.
    """
    short, long = sorted(_days(when) for when in (one, other))
    if short == 0:
        return long <= _DAYS_OF_MONTH
    part = 3 if is_term(one) and is_term(other) else 10
    return long - short <= 1 + short // part and (not _is_part_of_year(one, other) or _same_months(one, other))


def _is_part_of_year(one: PlanDate, other: PlanDate) -> bool:
    return any(is_range(each) and _days(each) + 1 < _DAYS_OF_YEAR for each in (one, other))


def _same_months(one: PlanDate, other: PlanDate) -> bool:
    ends = [(each.first.month, each.last.month) for each in (one, other) if each.first and each.last]
    return len(ends) == 2 and ends[0] == ends[1]


def _days(when: PlanDate) -> int:
    return (when.last - when.first).days if when.first is not None and when.last is not None else 0
