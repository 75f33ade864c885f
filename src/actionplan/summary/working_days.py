"""Working days: Monday to Friday, without England's bank holidays and the plan's closed days.

The first day of a count is not included, the last one is: from a Friday to the next Monday is one working day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

_YEARS = range(1900, 2200)
"""The years with bank holidays; a year outside them is a typing error."""


@lru_cache(maxsize=512)
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, with substitute days and one-off days.

    A bank holiday on a weekend is included as well as its substitute.

    Args:
        year: the year; one before 1900 or after 2199 has none.
    """
    if year not in _YEARS:
        return frozenset()
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def working_days_between(start: date, end: date, closed_days: Iterable[date] = ()) -> int:
    """Return the number of working days after one day and up to another; below 0 if the other is earlier.

    Args:
        start: the first day, which is not included.
        end: the last day, which is included.
        closed_days: days on which nobody works, besides weekends and bank holidays.

    Example:
        >>> working_days_between(date(2025, 12, 23), date(2026, 1, 5))
        6
    """
    if end < start:
        return -working_days_between(end, start, closed_days)
    years = range(max(start.year, _YEARS.start), min(end.year + 1, _YEARS.stop))
    closed = frozenset(closed_days).union(*map(bank_holidays, years))
    return _weekdays_until(end) - _weekdays_until(start) - sum(_is_weekday(day) for day in closed if start < day <= end)


def working_days_from(start: date, number: int, closed_days: Iterable[date] = ()) -> date | None:
    """Return the day that is a number of working days after a day; None if it is beyond the calendar.

    Args:
        start: the first day, which is not included.
        number: how many working days; below 0 for an earlier day.
        closed_days: days on which nobody works, besides weekends and bank holidays.

    Example:
        >>> working_days_from(date(2025, 12, 23), 5)
        datetime.date(2026, 1, 2)
    """
    if abs(number) > _weekdays_until(date.max):  # known without counting for seconds
        return None
    closed = frozenset(closed_days)
    step, remaining, day = timedelta(days=1 if number >= 0 else -1), abs(number), start
    try:
        while remaining:
            day += step
            remaining -= _is_weekday(day) and day not in closed and day not in bank_holidays(day.year)
    except OverflowError:
        return None
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _weekdays_until(day: date) -> int:
    """Count the weekdays from the first day of the calendar, which is a Monday, to a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
