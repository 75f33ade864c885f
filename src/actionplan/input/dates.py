"""Dates as people write them: days, months, quarters, years and terms, in the forms of councils and of spreadsheets."""

import re
from contextlib import suppress
from datetime import date

from actionplan.input.text import one_line, plain, with_hyphens
from actionplan.input.unclear import Unclear
from actionplan.model.dates import NO_CALENDAR, Calendar, PlanDate, WrongDate, is_exact
from actionplan.model.text import day_text

FORMS = "30 Sep 2024, Sep 2024, Q3 2024/25, 2024/25, 2024, a term of the plan, ongoing or unknown"
"""Some of the forms of a date, for messages to people who do not write in a file."""

_LONGEST = 80
"""The most characters of a date; anything longer is a text."""

_FAR_YEAR = re.compile(r"(?<!\d)[03-9](?=\d{3}(?!\d))")
"""The first digit of a year that no date has."""

_WORDS = {
    **dict.fromkeys(("tbc", "tbd", "tba", "n/a", "none", "not known", "not set", "to be confirmed", "?"), "unknown"),
    **dict.fromkeys(("to be agreed", "to be determined", "not yet known", "date tbc"), "unknown"),
    **dict.fromkeys(("on-going", "continuous", "continuing", "rolling", "no end date"), "ongoing"),
}
"""Words for dates, and those of the format."""


def read_date(text: str, calendar: Calendar = NO_CALENDAR, *, month_first: bool = False) -> PlanDate | Unclear:
    """Return the date that a text names, in any form that people use or that reports print.

    Args:
        text: the date: ``2024-09-30``, ``30/09/2024``, ``30 September 2024``, ``Sept 24``, ``Q3 2024/25``, ``TBC``.
        calendar: the periods of the plan: its terms, and the start of its year.
        month_first: whether ``10/11/2026`` is 11 October, as it is where other cells of its column show that.
    """
    written = one_line(text).strip("\"'")
    if len(written) > _LONGEST:
        return Unclear("a date is shorter than this text")
    wanted = plain(written)
    for spelling in (with_hyphens(written), wanted.upper()):
        with suppress(WrongDate):
            return PlanDate.parse(spelling, calendar)
    if wanted in _WORDS or wanted in _WORDS.values():
        return PlanDate(_WORDS.get(wanted, wanted))
    from actionplan.input.date_forms import read_form  # it has many patterns, and most dates are written as in a file

    if (reading := read_form(written, wanted, calendar, month_first=month_first)) is not None:
        return reading
    nearer = _FAR_YEAR.sub("2", wanted)
    likely = read_form(written, nearer, calendar, month_first=month_first) if nearer != wanted else None
    if isinstance(likely, PlanDate):
        return Unclear(f'the year of "{written}" is not from 1000 to 2999', ((likely.text, ""),), is_guess=True)
    return Unclear(f'"{written}" is not a date')


def looks_like_a_date(text: str, reading: Unclear) -> bool:
    """Return whether a text that could not be read seems to be a date: ``31 Sept 2027``, ``Spring term``.

    Args:
        text: the text.
        reading: what `read_date` returned for it.
    """
    is_no_form = reading.reason.endswith("is not a date")
    return len(one_line(text)) <= _LONGEST and (not is_no_form or any(each.isdecimal() for each in text))


def read_day(text: str, calendar: Calendar = NO_CALENDAR) -> date | Unclear:
    """Return the day that a text names; a month or another period is unclear."""
    when = read_date(text, calendar)
    if isinstance(when, Unclear):
        return when._replace(reason=re.sub("is not a date$", "is not a day", when.reason))
    if is_exact(when) and when.first is not None:
        return when.first
    ends = dict.fromkeys(filter(None, (when.last, when.first)))
    return Unclear(f'"{one_line(text)}" is not one day', tuple((day.isoformat(), day_text(day)) for day in ends))


def is_month_first(text: str) -> bool | None:
    """Return whether a date in digits has the month before the day: 11/28/2026.

    None means that it says nothing about that: its form is another, or both orders are possible (10/11/2026).
    """
    from actionplan.input.date_forms import day_and_month

    parts = day_and_month(plain(text))
    if parts is None or (parts[0] > 12) == (parts[1] > 12):
        return None
    return parts[1] > 12
