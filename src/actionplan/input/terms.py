"""Terms as people write them: ``Spring term 2025`` for the term ``spring-2025`` that a plan declares."""

import re

from actionplan.input.text import plain
from actionplan.input.unclear import Unclear
from actionplan.model.dates import Calendar, PlanDate
from actionplan.model.suggest import listed

_WORDS = re.compile(r"[^\W\d_]+|\d+")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|winter|easter|christmas|michaelmas|lent|term)\b")
_NO_MEANING = frozenset({"term", "the", "of", "by", "end", "in", "during"})


def of_term(text: str, calendar: Calendar, written: str) -> PlanDate | Unclear | None:
    """Return the declared term that a text names by its id or label, in any case.

    Args:
        text: the text, such as ``Spring term 2025``.
        calendar: the periods of the plan.
        written: the text as it is shown in messages.

    Returns:
        The term; an `Unclear` if the text names a season or a term and no one declared term has that name; None for any
        other text.
    """
    wanted = _words(text)
    terms = [PlanDate.parse(name, calendar) for name in calendar.terms]
    found = [term for term in terms if wanted in (_words(term.text), _words(term.label or term.text))]
    if len(found) == 1:
        return found[0]
    if not found and not _SEASON.search(plain(text)):
        return None
    if found:
        return Unclear(f'"{written}" can be several terms', tuple((term.text, term.label or "") for term in found))
    known = f"; it declares {listed(calendar.terms)}" if terms else ""
    return Unclear(f'the plan declares no term "{written}"{known}')


def _words(text: str) -> frozenset[str]:
    """Return the words and years of a text, without order, and with years in four digits."""
    words = _WORDS.findall(plain(text))
    return frozenset(f"20{word}" if re.fullmatch(r"\d\d", word) else word for word in words) - _NO_MEANING
