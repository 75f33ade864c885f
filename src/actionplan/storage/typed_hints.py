"""How a plan file writes what somebody wrote in another way: the advice for files about typed input."""

import re

from actionplan.input.dates import read_date
from actionplan.input.names import read_state, read_word
from actionplan.input.numbers import read_number, read_per_cent
from actionplan.input.unclear import Unclear, suggestion
from actionplan.model.dates import NO_CALENDAR, Calendar, PlanDate, is_exact
from actionplan.model.vocabulary import ActionState, State, words


def date_fix(text: str, calendar: Calendar = NO_CALENDAR) -> str:
    """Return the fix for a date in another form: ``write: 2024-09-30``; empty if the text is not near any.

    Args:
        text: the date, as it is in the file.
        calendar: the periods of the plan.
    """
    reading = read_date(text, calendar)
    return f"write: {_quoted(reading.text)}" if isinstance(reading, PlanDate) else written(reading)


def day_fix(text: str) -> str:
    """Return the fix for a day in another form; empty if the text is not near one."""
    reading = read_date(text)
    days = [reading.text] if isinstance(reading, PlanDate) else [text for text, _ in reading.choices]
    exact = [day for day in days if is_exact(PlanDate(day))]
    return f"write: {' or '.join(exact)}" if exact else ""


def number_fix(text: str, *, whole: bool = False) -> str:
    """Return the fix for a number that is written as a text; empty if the text is not near one.

    Args:
        text: the number, as it is in the file, without a unit.
        whole: whether it must be a whole number of per cent.
    """
    reading = read_per_cent(text) if whole else read_number(text)
    if isinstance(reading, Unclear):
        return f"write: {' or '.join(number for number, _ in reading.choices)}" if reading.choices else ""
    return f"write: {reading}"


def word_fix(text: str, vocabulary: object) -> str:
    """Return the fix for a word that is not one of a vocabulary; empty if none is near."""
    word = read_state(text) if vocabulary in (State, ActionState) else read_word(text, vocabulary)
    if not isinstance(word, Unclear):
        return f'write: "{word}"'
    if word.is_guess:
        return suggestion(word)
    return "" if len(word.choices) == len(words(vocabulary)) else f"{word.reason}; {written(word)}"


def written(unclear: Unclear) -> str:
    """Return the fix for an unclear text: each choice as a file writes it; empty if there are none."""
    fix = suggestion(unclear, quoted=_quoted)
    return fix if unclear.is_guess else fix.replace("write ", "write: ", 1)


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else f'"{text}"'  # a day has no quotes
