"""Words that several reports use, and texts made safe to show: on one line, without control characters."""

import re
from collections.abc import Mapping

from actionplan.model.bodies import Body
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.measures import Target
from actionplan.model.text import at_text, body_name, count
from actionplan.model.vocabulary import AreaState, Every, RiskState, ShownState
from actionplan.report.visible import visible
from actionplan.summary.standing import StoodDown

STATE_WORDS: Mapping[ShownState | None, str] = {
    "not-started": "not started",
    "in-progress": "in progress",
    "complete": "complete",
    "verified": "verified",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "replaced": "replaced",
    "stood-down": "stood down",
    None: "no state given",
}
"""The word for each state, in the order of an action's life."""

AREA_STATE_WORDS: Mapping[AreaState, str] = {"in-force": "in force", "stood-down": "stood down"}
"""The word for each state of an area."""

RISK_STATE_WORDS: Mapping[RiskState, str] = {"open": "open", "happened": "has happened", "closed": "closed"}
"""The word for each state of a risk."""

EVERY_WORDS: Mapping[Every, str] = {
    "week": "every week",
    "month": "every month",
    "quarter": "every quarter",
    "half-year": "twice a year",
    "year": "once a year",
}
"""The words for how often something is."""


def counts_words(errors: int, warnings: int) -> str:
    """Return how many errors and warnings there are: ``1 error, 2 warnings``."""
    return f"{count(errors, 'error')}, {count(warnings, 'warning')}"


def only_words(what: str, *conditions: str) -> str:
    """Return a sentence that says what a report is limited to; empty where it is not limited.

    Args:
        what: what is listed, in the plural.
        conditions: the conditions that the listed ones meet; empty ones are left out.
    """
    wanted = ", ".join(filter(None, conditions))
    return f"Only {what} {wanted}; others are not shown." if wanted else ""


def known_of_made(known: int, made: int | None, one: str, many: str = "") -> str:
    """Return how many of the things that were made are on record: ``2 of 17 recommendations are known``.

    Empty if their number is not known, or all are on record.

    Args:
        known: how many are on record.
        made: how many there are; None if that is not known.
        one: what one of them is called.
        many: what several are called; empty for that with an s.
    """
    if made is None or made <= known:
        return ""
    return f"{known or 'none'} of {count(made, one, many)} {'is' if known == 1 else 'are'} known"


def one_line(text: str) -> str:
    """Return a text on one line, with characters shown as `visible` does."""
    return visible(" ".join(text.split()))


def code_line(text: str) -> str:
    """Return a text on one line with all its blanks, and characters shown as `visible` does."""
    return visible(text).replace("\n", " ")


def part_of_line(text: str) -> str:
    """Return a text as part of a line: each run of blanks becomes one, and characters are shown as `visible` does."""
    if text.isprintable() and "  " not in text:
        return text
    return visible(_BLANKS.sub(" ", text))


_BLANKS = re.compile(r"\s+")


def in_sentence(text: str) -> str:
    """Return a text as part of a sentence: on one line, without the full stop at its end."""
    return " ".join(text.split()).rstrip(".")


def why_text(
    entry: Entry | Target | StoodDown, bodies: Mapping[Id, Body], *, none: str = "; no reason is given"
) -> str:
    """Return why something agreed was changed and who agreed: ``; reason: ...; agreed by ...``.

    Args:
        entry: the entry that changes it, or the decision in it.
        bodies: the plan's bodies, for their names.
        none: the text where no reason is given.
    """
    why = f"; reason: {in_sentence(entry.reason)}" if entry.reason else none
    agreed = ", ".join(
        f"{body_name(bodies, approval.by)} {at_text(approval.on)}" + (f" ({approval.ref})" if approval.ref else "")
        for approval in entry.approvals
    )
    return why + (f"; agreed by {agreed}" if agreed else "")
