"""What reports call things, and texts as they can be shown: on one line, with nothing in them that acts."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from actionplan.model.bodies import Body
from actionplan.model.entries import Approval, Entry
from actionplan.model.ids import Id
from actionplan.model.measures import Target
from actionplan.model.text import body_name, count, date_text
from actionplan.model.vocabulary import RiskState, State

STATE_WORDS: Mapping[State | None, str] = {
    "not-started": "not started",
    "in-progress": "in progress",
    "complete": "complete",
    "verified": "verified",
    "suspended": "suspended",
    "cancelled": "cancelled",
    None: "not reported",
}
"""What each state is called in text, in the order of an action's life."""

FIELD_WORDS: Mapping[str, str] = {"after": "comes after", "success": "success measure"}
"""What fields of a head are called in text, where that is not the word of the files."""

RISK_STATE_WORDS: Mapping[RiskState, str] = {"open": "open", "happened": "has happened", "closed": "closed"}
"""What each state of a risk is called in text."""


def counts_words(errors: int, warnings: int) -> str:
    """Return how many errors and warnings there are: ``1 error, 2 warnings``."""
    return f"{count(errors, 'error')}, {count(warnings, 'warning')}"


def only_words(what: str, *conditions: str) -> str:
    """Return in words what a report is limited to, so that nobody takes it for the whole; empty where it is not.

    Args:
        what: what is listed, in the plural.
        conditions: what holds of it; empty ones are left out.
    """
    wanted = ", ".join(filter(None, conditions))
    return f"Only {what} {wanted}; others are not shown." if wanted else ""


def visible(text: str) -> str:
    """Show characters that would steer a terminal or reorder the line, rather than let them act.

    Control characters, and those that set the direction of writing, are written as their code: ``<U+202E>``. Line
    ends stay.
    """
    if text.isprintable():  # nearly every text is, and then nothing in it does
        return text
    return "".join(
        f"<U+{ord(character):04X}>"
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
        else character
        for character in text
    )


def one_line(text: str) -> str:
    """Show a text on one line, as `visible` does."""
    return visible(" ".join(text.split()))


def part_of_line(text: str) -> str:
    """Return a text as part of a line: each run of blanks is one blank, and characters are shown as `visible` does."""
    if text.isprintable() and "  " not in text:
        return text
    return visible(_BLANKS.sub(" ", text))


_BLANKS = re.compile(r"\s+")


def quoted(text: str) -> str:
    """Return what people wrote as part of a sentence: on one line, without the full stop at its end."""
    return " ".join(text.split()).rstrip(".")


def why_text(
    entry: Entry | Target, bodies: Mapping[Id, Body] | None = None, *, none: str = "; no reason is given"
) -> str:
    """Return why something agreed was changed, and who agreed, as the end of a sentence: ``; why: ...; agreed by ...``.

    Args:
        entry: the entry that changes it.
        bodies: the plan's bodies, for their names; None for their ids.
        none: what to say where no reason is given.
    """
    why = f"; why: {quoted(entry.reason)}" if entry.reason else none
    return why + (f"; agreed by {approvals_text(entry.approvals, bodies)}" if entry.approvals else "")


def approvals_text(approvals: Iterable[Approval], bodies: Mapping[Id, Body] | None = None) -> str:
    """Return who agreed, when, and where that is written.

    Args:
        approvals: who agreed.
        bodies: the plan's bodies, for their names; None for their ids.
    """
    return ", ".join(
        f"{body_name(bodies or {}, approval.by)} on {date_text(approval.on)}"
        + (f" ({approval.ref})" if approval.ref else "")
        for approval in approvals
    )
