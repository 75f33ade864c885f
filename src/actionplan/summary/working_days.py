"""Working days: Monday to Friday, without England's bank holidays and the days on which a plan says nobody works.

The day from which is counted does not count, the day to which is counted does: from a Friday to the next Monday is one
working day.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

_YEARS = range(1900, 2200)
"""Years whose bank holidays can be told; outside them nobody counts working days but by a slip of the hand."""


@lru_cache(maxsize=512)
def bank_holidays(year: int) -> frozenset[date]:
    """Return England's bank holidays of a year, substitute days and days granted once among them.

    A bank holiday that falls on a weekend is given beside its substitute.

    Args:
        year: the year; one far from our time has none.
    """
    if year not in _YEARS:
        return frozenset()
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))


def working_days_between(start: date, end: date, closed_days: Iterable[date] = ()) -> int:
    """Count the working days from one day to another: not the first of them, but the last. Below 0 if it is earlier.

    Args:
        start: the day from which is counted.
        end: the day to which is counted.
        closed_days: days on which nobody works, beside weekends and bank holidays.

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
    """Return the day that lies a number of working days after a day; None where the calendar does not reach so far.

    Args:
        start: the day from which is counted, which does not count.
        number: how many working days; below 0 for a day before.
        closed_days: days on which nobody works, beside weekends and bank holidays.

    Example:
        >>> working_days_from(date(2025, 12, 23), 5)
        datetime.date(2026, 1, 2)
    """
    closed = frozenset(closed_days)
    step, left, day = timedelta(days=1 if number >= 0 else -1), abs(number), start
    try:
        while left:
            day += step
            left -= _is_weekday(day) and day not in closed and day not in bank_holidays(day.year)
    except OverflowError:
        return None
    return day


def _is_weekday(day: date) -> bool:
    return day.weekday() < 5


def _weekdays_until(day: date) -> int:
    """Count the weekdays from the first day of the calendar, which is a Monday, to a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)
