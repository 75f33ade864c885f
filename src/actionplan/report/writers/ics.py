"""Write events as a calendar in iCalendar's format (RFC 5545), which every calendar program imports."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen


@frozen(kw_only=True)
class Event:
    """Something on a day, or on the days of a period.

    Attributes:
        uid: by what a calendar knows it again; ASCII.
        sequence: how often it may have changed. It only ever grows, and a calendar takes the version with the most.
        changed: the day of the last of these changes.
        first, last: the first and the last of its days.
        summary: what it is, in a line.
        description: what else there is to say, with line ends.
        cancelled: whether it will not take place.
    """

    uid: str
    sequence: int
    changed: dt.date
    first: dt.date
    last: dt.date
    summary: str
    description: str
    cancelled: bool = False


def write(events: Iterable[Event], name: str) -> bytes:
    """Return a calendar; the same events give the same bytes.

    Args:
        events: the events, in any order.
        name: what calendar programs call it.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//actionplan//actionplan//EN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
    ]
    for event in sorted(events, key=lambda event: (event.first, event.uid)):
        lines += _event(event)
    return "".join(f"{folded}\r\n" for line in (*lines, "END:VCALENDAR") for folded in _folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    changed = f"{_day(event.changed)}T000000Z"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{_day(event.first)}"
    if event.last < dt.date.max:  # without an end it lasts that one day
        yield f"DTEND;VALUE=DATE:{_day(event.last + dt.timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


_UNWANTED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def _text(text: str) -> str:
    """Return a text as a value: with its line ends and separators escaped, and without control characters."""
    kept = _UNWANTED.sub(" ", text.replace("\r\n", "\n"))
    return re.sub(r"[\\;,]", lambda found: f"\\{found[0]}", kept).replace("\n", "\\n")


_LONGEST: Final = 73
"""How many bytes a line has at most, with the space before all but the first; the format allows 75."""


def _folded(line: str) -> Iterator[str]:
    """Yield a line in parts that are short enough; a character is never cut."""
    part: list[str] = []
    size, space = 0, ""
    for character in line:
        width = len(character.encode())
        if size + width > _LONGEST:
            yield space + "".join(part)
            part, size, space = [], 1, " "
        part.append(character)
        size += width
    yield space + "".join(part)
