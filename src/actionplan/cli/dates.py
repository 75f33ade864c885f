"""Days as people write them."""

import re
from datetime import date, datetime

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def parse_day(text: str) -> date | None:
    """Return the day that a text names, in one of the forms that people use; None if it names none."""
    if match := _BRITISH.fullmatch(text.strip()):
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    for pattern in ("%Y-%m-%d", "%d %b %Y", "%d %B %Y"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def short_month(text: str) -> str | None:
    """Return a message if a text names a day that its month does not have; None for anything else."""
    from calendar import month_name, monthrange

    match = _BRITISH.fullmatch(text.strip()) or _ISO.fullmatch(text.strip())
    if match is None:
        return None
    british = match.re is _BRITISH
    year, month, day = int(match[3 if british else 1]), int(match[2]), int(match[1 if british else 3])
    if not (1 <= month <= 12 and year >= 1) or day <= (days := monthrange(year, month)[1]):
        return None
    return f'"{text}" is not a day: {month_name[month]}{f" {year}" if month == 2 else ""} has {days} days'
