"""The first sheet of a return in words: who asks, until when, what to fill in, and who answers questions."""

from collections.abc import Iterator
from typing import Final, Literal

from actionplan.model.receipts import SentRow
from actionplan.model.text import MONTH_NAMES, count, in_words
from actionplan.returns.columns import TRUE_ON
from actionplan.returns.contents import Return, asked_name

LineKind = Literal["title", "heading", "line", "fact", "day"]
"""How a line looks: ``fact`` is a name and its value, ``day`` a name with a cell to fill in beside it."""

FIRST_SHEET: Final = "Start here"
"""The name of the first sheet."""

_RATINGS = "What the ratings mean"
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def instructions(asked: Return) -> Iterator[tuple[LineKind, str, str]]:
    """Yield the lines of the first sheet: how each looks, its text, and what is beside it."""
    yield "title", f"{asked.plan_title}: your return", ""
    yield "fact", "For", asked_name(asked)
    yield "fact", "Please send it back by", wanted_text(asked)
    if asked.asked_by:
        yield "fact", "Asked by", asked.asked_by
    yield "fact", "Questions to", asked.contact or "whoever sent you this workbook: answer that message"
    yield "fact", "What is asked", rows_text([row.sent for row in asked.rows])
    yield "day", TRUE_ON, "Blank for the day on which you send it back."
    yield "heading", "What to do", ""
    yield from (("line", f"{number}. {text}", "") for number, text in enumerate(_steps(asked), 1))
    if asked.ratings:
        yield "heading", _RATINGS, ""
        yield from (("fact", rating.label, rating.meaning) for rating in asked.ratings)


def ratings_range(asked: Return) -> str:
    """Return the cells of the first sheet that have the words of the ratings, as a formula has them."""
    above = next(row for row, (_, text, _) in enumerate(instructions(asked), 1) if text == _RATINGS)
    return f"='{FIRST_SHEET}'!$A${above + 1}:$A${above + len(asked.ratings)}"


def rows_text(rows: list[SentRow]) -> str:
    """Return how many actions and measures some rows are about: ``3 actions and 1 measure``."""
    numbers = {kind: sum(row.kind == kind for row in rows) for kind in ("action", "measure")}
    return in_words(count(number, kind) for kind, number in numbers.items() if number)


def wanted_text(asked: Return) -> str:
    """Return the day by which a return is wanted, with its day of the week: ``Friday 12 September 2026``."""
    day = asked.wanted
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def _steps(asked: Return) -> Iterator[str]:
    kinds = {row.sent.kind for row in asked.rows}
    sheets = in_words([name for kind, name in (("action", "Actions"), ("measure", "Measures")) if kind in kinds])
    several = "s" if len(kinds) > 1 else ""
    yield f"Open the {sheets} sheet{several}. Columns on the left, in grey, say what is on record."
    yield "Fill in columns on the right, in white. What you leave blank says nothing, and changes nothing."
    if "action" in kinds:
        yield "If nothing was done, say so under What was done, and why. A row without a word is not answered."
        yield f"A new date is a decision, so give the reason beside it. {_approval(asked)}"
    if "measure" in kinds:
        yield "For a measure, give the figure and the time that it is about."
    yield "Do not name children, parents or junior staff: what you write may be read by anyone."
    yield "Save the workbook and send it back. You may filter it. Keep the column Ref as it is."


def _approval(asked: Return) -> str:
    if not asked.approving:
        return "The first date stays on record."
    return f"{in_words(asked.approving)} must agree; until then the date on record holds."
