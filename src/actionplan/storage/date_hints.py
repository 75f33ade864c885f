"""Recognise dates as people write them, and return them as a plan file writes them."""

import re
from datetime import date

from actionplan.model.dates import parse_date

_LONG_DASH = re.compile("[\u2010-\u2015\u2212\uff0d]")
"""The dashes that word processors make from a hyphen, and the minus sign; TOML allows none of them."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_YEAR = r"(?P<year>[12]\d{3})"
_DATE_SHAPES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(shape), written)
    for shape, written in (
        (rf"(?P<day>\d\d?)[/.-](?P<month>\d\d?)[/.-]{_YEAR}", ""),
        (rf"{_YEAR}[/.-](?P<month>\d\d?)[/.-](?P<day>\d\d?)", ""),
        (rf"(?:[a-z]+day )?(?P<day>\d\d?)[ -]{_MONTH_NAME}[ -]{_YEAR}", ""),
        (rf"{_MONTH_NAME}[ -]{_YEAR}", "{year}-{month:02}"),
        (rf"{_YEAR}[/.-](?P<month>\d\d?)", "{year}-{month:02}"),
        (rf"(?P<month>\d\d?)[/.-]{_YEAR}", "{year}-{month:02}"),
        (rf"q(?P<quarter>[1-4])[ /-]?{_YEAR}", "{year}-Q{quarter}"),
        (rf"{_YEAR}[ /-]?q(?P<quarter>[1-4])", "{year}-Q{quarter}"),
        (rf"(?:fy ?)?{_YEAR}[/-](?:20)?(?P<next>\d\d)", "FY{year}-{next:02}"),
        (_YEAR, "{year}"),
    )
)
"""Patterns of dates, and how a plan file writes each; empty for days, which are built from their parts."""

_WORDS_FOR_DATES = {
    **dict.fromkeys(("tbc", "tbd", "tba", "n/a", "none", "unknown", "not known", "to be confirmed"), "unknown"),
    **dict.fromkeys(("ongoing", "on-going", "continuous"), "ongoing"),
}


def date_meant(text: str) -> str:
    """Return a date as a plan file writes it, with quotes if needed; empty if the text is not a known form.

    Args:
        text: the date as people write it: ``30/09/2024``, ``30 September 2024``, ``Sept 2024``, ``Q3 2024``, ``TBC``.
    """
    plain = with_hyphens(text).strip().strip("\"'").lower().replace(",", " ")
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", plain)
    if plain in _WORDS_FOR_DATES:
        return f'"{_WORDS_FOR_DATES[plain]}"'
    for shape, written in _DATE_SHAPES:
        if match := shape.fullmatch(plain):
            try:
                parts = {name: _number(part) for name, part in match.groupdict().items()}
                if "day" in parts:
                    return date(**parts).isoformat()
                coarse = written.format(**parts)
                parse_date(coarse)
            except ValueError:
                continue
            return f'"{coarse}"'
    return ""


def with_hyphens(text: str) -> str:
    """Return a text with hyphens in place of long dashes."""
    return _LONG_DASH.sub("-", text)


def _number(part: str) -> int:
    return int(part) if part.isdigit() else _MONTHS.index(part[:3]) + 1
