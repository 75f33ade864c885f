"""The forms of dates that are not those of a plan file, and what reads each."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta

from actionplan.input.terms import of_term
from actionplan.input.unclear import Unclear
from actionplan.model.dates import Calendar, PlanDate, WrongDate, months_from, on_day
from actionplan.model.text import MONTH_NAMES, date_text, months_text

_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[ ,]*")
_ORDINAL = re.compile(r"(\d)(?:st|nd|rd|th)\b", re.ASCII)
_LEADING = re.compile(r"(?:(?:by|on|in|due|during|until|the|end|of)[ -]+)+")
"""Words before a date that do not change its last day: ``by the end of``."""

_VAGUE = re.compile(
    r"(?P<how>early(?: in)?|(?:the )?(?:start|beginning) of|mid(?:dle of)?|late(?: in)?|before|after|from|around|about"
    r"|circa|c|approx(?:imately)?|w/c|w/e|week (?:commencing|beginning|ending|of))[ .-]+(?P<rest>.+)"
)
_QUARTERS_OF_A_YEAR = {"early": 1, "start": 1, "beginning": 1, "late": 4}

_TIME = re.compile(
    r"(?<=\d)(?:t| +)(?P<hour>\d\d?):(?P<minute>\d\d)(?::\d\d(?:[.,]\d+)?)? ?(?:am|pm)?"
    r"(?P<zone> ?(?:z|utc|gmt|[+-]\d\d:?\d\d))?$",
    re.ASCII,
)

_UNIVERSAL = ("z", "utc", "+00:00", "+0000")

_Y4 = r"(?P<year>[12]\d{3})"
_Y = r"'?(?P<year>[12]\d{3}|\d\d)"
_M = r"(?P<name>[a-z]{3,9})\.?"
_FY = r"(?P<fy>f/?y|financial year)? ?(?P<from>[12]\d{3}|\d\d) ?[/-] ?(?P<to>[12]\d{3}|\d\d?)"
_Q = r"(?:(?:q|qtr|quarter)[ .]?(?P<quarter>[1-4])|(?P<nth>[1-4]|first|second|third|fourth|last)[ -](?:quarter|qtr))"

Reading = PlanDate | Unclear | None


def read_form(written: str, wanted: str, calendar: Calendar, *, month_first: bool) -> Reading:
    """Return the date of a text that is not in a form of plan files; None if it names none.

    Args:
        written: the text, for messages.
        wanted: the text as `plain` returns it, or a part of it.
        calendar: the periods of the plan.
        month_first: as for `read_date`.
    """
    if (term := of_term(wanted, calendar, written)) is not None:
        return term
    bare = _ORDINAL.sub(r"\1", _WEEKDAY.sub("", wanted.replace(",", " ")))
    bare = " ".join(_LEADING.sub("", bare, count=1).split()) if _LEADING.match(bare) else " ".join(bare.split())
    if time := _TIME.search(bare):
        reading = read_form(written, bare[: time.start()], calendar, month_first=month_first)
        return _with_time(written, reading, time)
    if vague := _VAGUE.fullmatch(bare):
        return _vague(written, vague["how"], read_form(written, vague["rest"], calendar, month_first=month_first))
    if match := _DIGITS.fullmatch(bare):
        return _day_in_digits(written, match, month_first=month_first)
    for shape, reader in _SHAPES:
        if (match := shape.fullmatch(bare)) and (reading := reader(written, match, calendar)) is not None:
            return reading
    return None


def day_and_month(wanted: str) -> tuple[int, int] | None:
    """Return the first number and the second of a date in digits, such as 10/11/2026; None for another form."""
    match = _DIGITS.fullmatch(_TIME.sub("", wanted))
    return (int(match["day"]), int(match["month"])) if match else None


def _with_time(written: str, reading: Reading, time: re.Match[str]) -> Reading:
    """Return the day of a day with a time of day, which is dropped.

    Programs store midnight in Britain as 23:00 of the day before in summer, with the sign of universal time.
    """
    is_late = time["hour"] == "23" and time["minute"] == "00" and (time["zone"] or "").strip() in _UNIVERSAL
    if not (is_late and isinstance(reading, PlanDate) and reading.first and 3 <= reading.first.month <= 10):
        return reading
    both = (reading.first, reading.first + timedelta(days=1))
    return Unclear(f'"{written}" is midnight in British summer time', _choices(*map(on_day, reversed(both))))


def _vague(written: str, how: str, rest: Reading) -> Reading:
    if not isinstance(rest, PlanDate):
        return rest
    choices = [rest]
    if re.fullmatch(r"\d{4}", rest.text):
        quarter = next((number for word, number in _QUARTERS_OF_A_YEAR.items() if word in how), None)
        quarters = (quarter,) if quarter else (2, 3) if how.startswith("mid") else ()
        choices = [*(PlanDate(f"{rest.text}-Q{number}") for number in quarters), rest]
    return Unclear(f'"{written}" is not exact', _choices(*choices))


def _day(written: str, year: int, month: int, day: int) -> PlanDate | Unclear:
    with suppress(ValueError):
        return on_day(date(year, month, day))
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return Unclear(f'"{written}" is not a day')
    days = months_from(year, month, 1)[1].day
    name = f"{MONTH_NAMES[month - 1]}{f' {year}' if month == 2 else ''}"
    last = date(year, month, days)
    return Unclear(f'"{written}" is not a day, since {name} has {days} days', ((last.isoformat(), ""),), is_guess=True)


def _day_in_digits(written: str, match: re.Match[str], *, month_first: bool) -> Reading:
    first, second, year = int(match["day"]), int(match["month"]), _year(match["year"])
    if month_first:
        return _day(written, year, first, second)
    if second > 12 >= first:
        american = _day(written, year, first, second)
        if isinstance(american, PlanDate):
            return Unclear(f'"{written}" has the month before the day', _choices(american))
    return _day(written, year, second, first)


def _year(text: str) -> int:
    """Return a year of four digits or of two; 70 to 99 are of the last century."""
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= 70 else 2000)


def _month(name: str) -> int | None:
    """Return the number of a month; None for another word. ``sept`` is as common as ``sep``."""
    wanted = "sep" if name == "sept" else name
    return next((number for number, month in enumerate(MONTH_NAMES, 1) if month.lower().startswith(wanted)), None)


def _iso(written: str, match: re.Match[str], _: Calendar) -> Reading:
    return _day(written, int(match["year"]), int(match["month"]), int(match["day"]))


def _serial(_written: str, match: re.Match[str], _: Calendar) -> Reading:
    """Return the day of a number of days, as Excel counts: from 30 December 1899, since it has a 29 February 1900."""
    number = int(match["serial"])
    return on_day(date(1899, 12, 30) + timedelta(days=number)) if 36526 <= number <= 73050 else None  # 2000 to 2099


def _named_day(written: str, match: re.Match[str], _: Calendar) -> Reading:
    month = _month(match["name"])
    return _day(written, _year(match["year"]), month, int(match["day"])) if month else None


def _named_month(written: str, match: re.Match[str], _: Calendar) -> Reading:
    month, year = _month(match["name"]), match["year"]
    if month is None:
        return None
    if len(year) == 2 and "'" not in match[0] and not 15 <= int(year) <= 49:  # more likely a day than a year
        return Unclear(f'"{written}" has no year')
    return PlanDate(f"{_year(year):04}-{month:02}")


def _no_year(written: str, match: re.Match[str], _: Calendar) -> Reading:
    is_named = "name" not in match.groupdict() or _month(match["name"]) is not None
    return Unclear(f'"{written}" has no year') if is_named else None


def _month_in_digits(_written: str, match: re.Match[str], _: Calendar) -> Reading:
    return PlanDate(f"{match['year']}-{int(match['month']):02}") if 1 <= int(match["month"]) <= 12 else None


def _short_month_in_digits(written: str, match: re.Match[str], _: Calendar) -> Reading:
    month, year = int(match["month"]), int(match["year"])
    if 1 <= month <= 12 and 15 <= year <= 49 and year != month + 1:
        return Unclear(f'"{written}" is not clearly a month', _choices(PlanDate(f"20{year}-{month:02}")))
    return None


def _financial(first: str, second: str) -> str | None:
    """Return the financial year of two years that follow each other; None for others."""
    year = _year(first)
    is_next = int(second) % 10 ** len(second) == (year + 1) % 10 ** len(second)
    return f"FY{year:04}-{(year + 1) % 100:02}" if is_next else None


def _financial_year(written: str, match: re.Match[str], calendar: Calendar) -> Reading:
    year = _financial(match["from"], match["to"])
    month = int(match["to"])
    is_month = len(match["from"]) == 4 and len(match["to"]) <= 2 and 1 <= month <= 12 and not match["fy"]
    if year is None:
        return PlanDate(f"{match['from']}-{month:02}") if is_month else None
    financial = PlanDate.parse(year, calendar)
    if is_month:
        choices = _choices(financial, PlanDate(f"{match['from']}-{month:02}"))
        return Unclear(f'"{written}" can be a financial year or a month', choices)
    if len(match["from"]) == 2 and not match["fy"] and int(match["from"]) <= 12:
        return Unclear(f'"{written}" has no year')
    return financial


def _named_financial_year(written: str, match: re.Match[str], calendar: Calendar) -> Reading:
    """Return what ``FY25`` may mean: some name the year in which it starts, and some that in which it ends."""
    quarter = f"-Q{_quarter(match)}" if "quarter" in match.groupdict() else ""
    years = (_year(match["year"]) - 1, _year(match["year"]))
    both = (PlanDate.parse(f"FY{year:04}-{(year + 1) % 100:02}{quarter}", calendar) for year in years)
    return Unclear(f'"{written}" can mean two financial years', _choices(*both))


def _quarter(match: re.Match[str]) -> int:
    names = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
    found = match["quarter"] or match["nth"]
    return names.get(found) or int(found)


def _financial_quarter(_written: str, match: re.Match[str], calendar: Calendar) -> Reading:
    year = _financial(match["from"], match["to"])
    return PlanDate.parse(f"{year}-Q{_quarter(match)}", calendar) if year else None


def _bare_quarter(written: str, match: re.Match[str], calendar: Calendar) -> Reading:
    """Return what a quarter of one year may mean: of the calendar year, or of the financial year that starts in it."""
    year, quarter = _year(match["year"]), _quarter(match)
    both = [
        PlanDate(f"{year:04}-Q{quarter}"),
        PlanDate.parse(f"FY{year:04}-{(year + 1) % 100:02}-Q{quarter}", calendar),
    ]
    if calendar.year_starts is not None:
        both.reverse()
    return Unclear(f'"{written}" can mean a quarter of the calendar year or of the financial year', _choices(*both))


def _months(written: str, match: re.Match[str], calendar: Calendar) -> Reading:
    """Return the quarter or year of some months, or else their range: ``July to September 2025``."""
    first, last, year = _month(match["name"]), _month(match["until"]), _year(match["year"])
    if first is None or last is None:
        return None
    begun = _year(match["begun"]) if match["begun"] else year - (first > last)
    span = (months_from(begun, first, 1)[0], months_from(year, last, 1)[1])
    for period in _periods(begun, calendar):
        if (period.first, period.last) == span:
            return period
    return _range(written, f"{begun:04}-{first:02}", f"{year:04}-{last:02}")


def _months_in_digits(written: str, match: re.Match[str], _: Calendar) -> Reading:
    return _range(written, match["first"], match["last"])


def _range(written: str, first: str, last: str) -> Reading:
    """Return the months from one to another; unclear if the last does not come after the first."""
    with suppress(WrongDate):
        return PlanDate(f"{first}..{last}")
    return Unclear(f'"{written}" does not run from one month to a later one')


def _periods(year: int, calendar: Calendar) -> Iterator[PlanDate]:
    """Yield the quarters and years that begin in a year, those of the financial year first if the plan declares it."""
    of_calendar = [f"{year:04}", *(f"{year:04}-Q{number}" for number in range(1, 5))]
    financial = [f"FY{each:04}-{(each + 1) % 100:02}" for each in (year - 1, year)]
    financial += [f"{each}-Q{number}" for each in financial for number in range(1, 5)]
    both = (financial, of_calendar) if calendar.year_starts is not None else (of_calendar, financial)
    for text in (*both[0], *both[1]):
        with suppress(WrongDate):
            yield PlanDate.parse(text, calendar)


def _choices(*dates: PlanDate) -> tuple[tuple[str, str], ...]:
    return tuple((each.text, _meaning(each)) for each in dates)


def _meaning(when: PlanDate) -> str:
    """Return what a date means in words, where its text does not say so; empty otherwise."""
    if when.first and when.last and when.text.startswith("FY"):
        return months_text(when.first, when.last)
    shown = date_text(when)
    return shown if shown != when.text else ""


_DIGITS = re.compile(r"(?P<day>\d\d?) ?[/.-] ?(?P<month>\d\d?) ?[/.-] ?(?P<year>[12]\d{3}|\d\d)", re.ASCII)

_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str], Calendar], Reading]], ...] = tuple(
    (re.compile(shape, re.ASCII), reader)
    for shape, reader in (
        (rf"{_Y4}[/.-](?P<month>\d\d?)[/.-](?P<day>\d\d?)", _iso),
        (r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)", _iso),
        (r"(?P<serial>\d{5})(?:\.0+)?", _serial),
        (rf"(?P<day>\d\d?)[ ./-]*(?:of )?{_M}[ ./-]*{_Y}", _named_day),
        (rf"{_M}[ -](?P<day>\d\d?)[ -]{_Y4}", _named_day),
        (rf"{_M}[ ./-]*(?:of )?{_Y}", _named_month),
        (rf"{_Y4}[ ./-]+{_M}", _named_month),
        (rf"(?:(?P<day>\d\d?)[ ./-]*(?:of )?)?{_M}", _no_year),
        (rf"{_M} ?\d", _no_year),
        (rf"(?P<month>\d\d?)[/.-]{_Y4}", _month_in_digits),
        (rf"{_Y4}\.(?P<month>\d\d?)", _month_in_digits),
        (r"(?P<first>[12]\d{3}-\d\d) ?(?:\.\.|to|until) ?(?P<last>[12]\d{3}-\d\d)", _months_in_digits),
        (_FY, _financial_year),
        (rf"(?:f/?y|financial year) ?{_Y}", _named_financial_year),
        (r"(?P<month>\d\d?)[/.-](?P<year>\d\d)", _short_month_in_digits),
        (rf"{_Q}[ /-]*(?:of )?{_FY}", _financial_quarter),
        (rf"{_FY}[ /-]*{_Q}", _financial_quarter),
        (rf"{_Q}[ /-]*(?:of )?(?:f/?y|financial year) ?{_Y}", _named_financial_year),
        (rf"{_Q}[ /-]*(?:of )?{_Y}", _bare_quarter),
        (rf"{_Y4}[ /-]*{_Q}", _bare_quarter),
        (_Q, _no_year),
        (_Y4, lambda _written, match, _calendar: PlanDate(match["year"])),
        (
            rf"(?:(?:quarter|months) )?{_M}(?: (?P<begun>[12]\d{{3}}))? ?(?:-|to|until|and)"
            rf" ?(?P<until>[a-z]{{3,9}})\.? {_Y}",
            _months,
        ),
    )
)
"""The forms of a date, and what reads each."""
