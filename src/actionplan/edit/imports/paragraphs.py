"""Split a text about progress into what each of its dated paragraphs says."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from actionplan.edit.bulk.date_order import DateOrder, date_in_order
from actionplan.input.text import cleaned
from actionplan.model.dates import Calendar, PlanDate

_DATED = re.compile(
    r"[\s\[(*\u2022-]{0,4}(?:(?:progress |latest )?updated?(?: of| on| as at)?|as at|as of|progress as at)?\s*"
    r"(?P<date>\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|(?:\d{1,2}(?:st|nd|rd|th)? )?[A-Za-z]{3,9}\.?,? '?\d{2,4}"
    r"|Q[1-4] \d{4}/\d{2,4})"
    r"[\])]?\s*(?:update)?\s*(?:(?<=[/.-]\d\d) (?=[A-Z])|(?<=[/.-]\d{4}) (?=[A-Z])"
    r"|:|\.\s|\s[-\u2013\u2014]\s|[-\u2013\u2014]\s|$)\s*(?P<text>.*)",
    re.IGNORECASE,
)
"""A line that begins with a date: ``12/3/24: ...``, ``Update 3 May 2024 - ...``, ``[March 2024] ...``."""


class Dated(NamedTuple):
    """A paragraph with the day or month that it begins with."""

    on: PlanDate
    text: str


class Progress(NamedTuple):
    """What a cell says of progress: without a date, and with one."""

    undated: str
    dated: tuple[Dated, ...]


def progress_in(text: str, calendar: Calendar, order: DateOrder) -> Progress:
    """Return the paragraphs of a text, those that begin with a date with that date.

    Lines without a date go with the paragraph above them.
    """
    undated: list[str] = []
    dated: list[tuple[PlanDate, list[str]]] = []
    for line in cleaned(text).split("\n"):
        match = _DATED.match(line)
        when = date_in_order(match["date"], calendar, order) if match else None
        if match and isinstance(when, PlanDate) and when.last is not None:
            dated.append((when, [match["text"]] if match["text"] else []))
        elif dated:
            dated[-1][1].append(line)
        else:
            undated.append(line)
    paragraphs = (Dated(when, "\n".join(lines).strip()) for when, lines in dated)
    return Progress("\n".join(undated).strip(), tuple(each for each in paragraphs if each.text))


def dates_in(texts: Iterable[str]) -> list[str]:
    """Return the dates with which lines of texts begin, to see whether the day or the month comes first in them."""
    matches = (_DATED.match(line) for text in texts for line in text.split("\n"))
    return [match["date"] for match in matches if match]
