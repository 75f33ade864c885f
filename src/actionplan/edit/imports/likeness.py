"""How well the cells of a column fit a field, where its heading may mean several."""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from actionplan.edit.imports.bodies import is_role, kind_of_body
from actionplan.edit.imports.paragraphs import dates_in
from actionplan.edit.imports.ratings import rating_in
from actionplan.input.dates import read_date
from actionplan.input.names import read_state
from actionplan.input.numbers import read_number
from actionplan.input.text import one_line
from actionplan.input.unclear import Unclear
from actionplan.model.dates import PlanDate
from actionplan.rules.confirmations.people import is_person

REF = re.compile(
    r"(?:(?:action|ref|no|rec(?:ommendation)?)\.? ?)?[A-Za-z]{0,6}[ ./-]?\d[\w./()-]{0,12}(?: ?\([a-z]\))?",
    re.IGNORECASE,
)
"""A reference of an action in any shape seen: 1.1, 3.01.02, PA1/4, Action 7, 15 DR 05 without its blanks."""

_UNLIKELY = 0.3
"""The fit of a text that may be something all the same."""

_PROSE = 4
"""The number of words from which a cell is a text, not a state or a rating."""

_DATED = re.compile(r"\b(?:19|20)\d\d\b|\d[/.]\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)


def fit(field: str, texts: Sequence[str]) -> float:
    """Return how well texts fit a field, from 0 to 1; 0.5 where nothing speaks for or against it.

    Args:
        field: the field, one of `BUILT`.
        texts: the texts of the cells that say something.
    """
    if not texts or field not in _FITS:
        return 0.5
    return sum(_FITS[field](text) * times for text, times in Counter(texts).items()) / len(texts)


def is_date(text: str) -> bool:
    """Return whether a text names a date, or seems to: one with two meanings does too."""
    when = read_date(text)
    return isinstance(when, PlanDate) or bool(when.choices)


def _is_title(text: str) -> float:
    words = len(one_line(text).split())
    return 0.9 if words >= 3 else 0.5 if words == 2 and not is_date(text) else _UNLIKELY


def _is_state(text: str) -> float:
    state = read_state(text)
    return float(not isinstance(state, Unclear) or (not state.is_guess and "there is no" not in state.reason))


def _is_rating(text: str) -> float:
    return 1.0 if rating_in(text) else 0.3 if len(text.split()) < _PROSE else 0


def _is_progress(text: str) -> float:
    number = read_number(text, "per cent")
    return float(isinstance(number, Decimal) and 0 <= number <= 100)


def _is_note(text: str) -> float:
    return 0.95 if len(text.split()) >= _PROSE or dates_in([text]) else 0.1


def _is_owner(text: str) -> float:
    if is_role(text) or is_person(text):
        return 0.1
    return 0.9 if kind_of_body(text) != "other" else 0.6


def _is_lead(text: str) -> float:
    return 0.9 if is_role(text) or is_person(text) else 0.4


def _is_evidence(text: str) -> float:
    return float("://" in text or "www." in text)


_FITS: Mapping[str, Callable[[str], float]] = {
    "action": lambda text: float(REF.fullmatch(one_line(text)) is not None),
    "title": _is_title,
    "state": _is_state,
    "rating": _is_rating,
    "progress": _is_progress,
    "note": _is_note,
    **dict.fromkeys(
        ("on", "due", "start", "original_due", "revised_due", "finished"), lambda text: float(is_date(text))
    ),
    "span": lambda text: float(_DATED.search(text) is not None),
    "owner": _is_owner,
    **dict.fromkeys(("lead", "senior_responsible", "joint_leads"), _is_lead),
    **dict.fromkeys(("by", "partners"), lambda _text: 0.4),
    "evidence": _is_evidence,
}
"""For each field how well one text fits it."""
