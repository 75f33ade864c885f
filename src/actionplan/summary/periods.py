"""The day a week, a month, a quarter or the like after another."""

from collections.abc import Mapping
from datetime import date

from actionplan.model.dates import month_end
from actionplan.model.vocabulary import Every

_MONTHS: Mapping[Every, int] = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}


def after(day: date, every: Every, *, is_end: bool = False) -> date:
    """Return the same day one week, month, quarter, half-year or year later, or the month's last if it has no such day.

    Args:
        day: the day to count from.
        every: how long after.
        is_end: whether the day is the end of a period, so that the last day of a month leads to the last of another.
    """
    if every == "week":
        return days_on(day, 7)
    return months_on(day, _MONTHS[every], is_end=is_end)


def days_on(day: date, days: int) -> date:
    """Return the day so many days later; the calendar's first or last day if it is beyond the calendar.

    Args:
        day: the day to count from.
        days: how many days; below 0 for an earlier day.
    """
    return date.fromordinal(max(date.min.toordinal(), min(day.toordinal() + days, date.max.toordinal())))


def months_on(day: date, months: int, *, is_end: bool = False) -> date:
    """Return the same day some months later; the calendar's first or last day if it is beyond the calendar.

    Args:
        day: the day to count from.
        months: how many months; below 0 for an earlier day.
        is_end: as for `after`.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return date.max if months > 0 else date.min
    last = month_end(year, month + 1).day
    goes_to_end = is_end and day == month_end(day.year, day.month)
    return date(year, month + 1, last if goes_to_end else min(day.day, last))
