"""Bodies, ratings and states by the names that people use for them, in any case and Unicode form."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from actionplan.input.text import one_line, plain
from actionplan.input.unclear import Unclear
from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.suggest import listed
from actionplan.model.vocabulary import (
    ActionState,
    BodyKind,
    Colour,
    Direction,
    Every,
    Outcome,
    RiskState,
    State,
    words,
)

_SYNONYMS: Mapping[Any, Mapping[str, tuple[str, ...]]] = {
    State: {
        "not-started": ("not begun", "not yet started", "not yet begun", "yet to start", "to do", "not due to start"),
        "in-progress": ("underway", "under way", "started", "ongoing", "on-going", "begun", "wip", "work in progress"),
        "complete": ("completed", "done", "finished", "achieved", "delivered", "fully complete", "100% complete"),
        "verified": ("complete and verified", "complete and independently checked", "signed off"),
        "suspended": ("on hold", "paused", "stopped", "halted", "parked"),
        "cancelled": ("canceled", "abandoned", "withdrawn", "dropped", "no longer required", "no longer needed"),
    },
    RiskState: {
        "open": ("live", "active", "current"),
        "happened": ("has happened", "occurred", "materialised", "materialized", "issue"),
        "closed": ("retired", "no longer a risk"),
    },
    BodyKind: {
        "provider": ("trust", "nhs trust", "hospital", "hospital trust"),
        "parent-carer-forum": ("forum", "parents", "parent forum", "pcf"),
        "inspector": ("ofsted", "cqc", "inspectorate"),
        "government": ("department", "dfe", "ministry", "agency"),
        "board": ("committee", "panel", "partnership"),
        "council": ("local authority", "la", "county council", "borough"),
    },
    Outcome: {
        "carried": ("passed", "approved", "agreed", "adopted"),
        "lost": ("rejected", "defeated", "fell", "not carried"),
        "carried-as-amended": ("amended", "passed as amended", "approved as amended"),
    },
    Every: {
        "week": ("weekly",),
        "month": ("monthly",),
        "quarter": ("quarterly",),
        "half-year": ("six-monthly", "half-yearly", "twice a year"),
        "year": ("yearly", "annual", "annually"),
    },
    Direction: {"up": ("higher", "increase"), "down": ("lower", "decrease")},
    Colour: {"amber": ("yellow", "orange"), "grey": ("gray",)},
}
"""Other words for those of a vocabulary."""

_NO_STATES: Mapping[Any, Mapping[str, tuple[str, tuple[str, ...]]]] = {
    State: {
        "closed, ended, superseded": ("does not say whether it was done", ("complete", "cancelled")),
        "on track, on target, off track, on schedule, behind schedule, delayed, at risk, slipped, late, overdue": (
            "is a rating or a date, and no state",
            ("in-progress", "not-started"),
        ),
        "reprogrammed, extended, re-profiled, deferred, postponed": (
            "says that a date moved, and is no state",
            ("in-progress", "suspended"),
        ),
        "pending, blocked, awaiting, waiting": (
            "does not say whether work has begun",
            ("not-started", "suspended", "in-progress"),
        ),
        "partially complete, partly complete, mostly complete, nearly complete": ("is not complete", ("in-progress",)),
    },
}
"""Words that councils put into columns of states though they name none: why not, and states to choose from."""


def read_state(text: str, vocabulary: Any = State) -> str | Unclear:
    """Return the state that a text names: ``In progress`` and ``Underway`` are ``in-progress``.

    Args:
        text: the text.
        vocabulary: the states of the kind of record: `State`, or `RiskState` for a risk.
    """
    wanted = plain(text)
    if vocabulary == ActionState and wanted != "replaced":
        return read_state(text)  # nobody reports the one state more: `split` and `join` write it
    for others, (reason, states) in _NO_STATES.get(vocabulary, {}).items():
        if wanted in others.split(", "):
            return Unclear(f'"{one_line(text)}" {reason}', tuple((state, "") for state in states))
    return read_word(text, vocabulary, "state")


def read_word(text: str, vocabulary: Any, kind: str = "such word") -> str | Unclear:
    """Return the word of a vocabulary that a text is, in any case, with blanks for hyphens, or by another word for it.

    Args:
        text: the text.
        vocabulary: a vocabulary of the format, such as `BodyKind`.
        kind: what its words are called.
    """
    wanted = plain(text)
    synonyms: Mapping[str, tuple[str, ...]] = _SYNONYMS.get(vocabulary, {})
    for word in words(vocabulary):
        if _spaced(wanted) in map(_spaced, (word, *synonyms.get(word, ()))):
            return word
    nearest = _unknown(kind, text, {word: (word,) for word in words(vocabulary)})
    return nearest if nearest.choices else Unclear(nearest.reason, tuple((word, "") for word in words(vocabulary)))


def _spaced(name: str) -> str:
    return name.replace("-", " ").replace("_", " ")


_BETWEEN = re.compile(r"\s*[/,;&+|>-]\s*|\s+(?:and|or|to)\s+", re.IGNORECASE)
"""What is between two ratings in one cell: ``Amber/Red``."""


def read_rating(text: str, ratings: Mapping[Id, Iterable[Rating]]) -> Id | Unclear:
    """Return the id of the rating that a text names by id or label.

    Args:
        text: the text.
        ratings: every rating of the plan, with all its meanings.
    """
    named = {name: (name, *(each.label for each in ratings[name])) for name in ratings}
    reading = _chosen("rating", text, named)
    if isinstance(reading, Unclear):
        parts = [_chosen("rating", part, named) for part in _BETWEEN.split(text)]
        several = [part for part in dict.fromkeys(parts) if not isinstance(part, Unclear)]
        if len(several) > 1:
            return Unclear(f'"{one_line(text)}" names {len(several)} ratings', _named(several, named))
    return reading


def read_body(text: str, bodies: Mapping[Id, Body]) -> Id | Unclear:
    """Return the id of the body that a text names by id, name or alias.

    Args:
        text: the text.
        bodies: the bodies of the plan, by id.
    """
    body = _chosen("body", text, {name: (name, body.name, *body.aliases) for name, body in bodies.items()})
    if isinstance(body, Unclear) and not body.choices and bodies:
        return body._replace(reason=f"{body.reason}; there are {listed(bodies)}")
    return body


_PLURALS = {"body": "bodies", "rating": "ratings"}


def body_or_text(text: str, bodies: Mapping[Id, Body]) -> str:
    """Return the id of the body that a text names, or the text itself if it names none."""
    body = read_body(text, bodies)
    return one_line(text) if isinstance(body, Unclear) else body


def _chosen(kind: str, text: str, named: Mapping[Id, tuple[str, ...]]) -> Id | Unclear:
    """Return the id that a text is, or the only one that has it as a name."""
    if text in named:
        return Id(text)
    wanted = _comparable(text)
    by_id = [name for name in named if _comparable(name) == wanted]
    found = by_id or [name for name, names in named.items() if wanted in map(_comparable, names)]
    if len(found) == 1:
        return found[0]
    if found:
        return Unclear(f'"{one_line(text)}" is the name of {len(found)} {_PLURALS[kind]}', _named(found, named))
    return _unknown(kind, text, named)


def _comparable(name: str) -> str:
    return plain(name).removeprefix("the ").replace(" & ", " and ")


def _unknown(kind: str, text: str, named: Mapping[Any, tuple[str, ...]]) -> Unclear:
    from difflib import get_close_matches  # only where something was mistyped

    by_name = {_comparable(name): identifier for identifier, names in named.items() for name in names}
    words = set(_comparable(text).split())
    near = get_close_matches(_comparable(text), by_name, n=3, cutoff=0.65)
    near = near or [name for name in by_name if words and words <= set(name.split())]
    return Unclear(
        f'there is no {kind} "{one_line(text)}"', _named([by_name[name] for name in near][:1], named), is_guess=True
    )


def _named(found: Iterable[Any], named: Mapping[Any, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    """Return ids as choices, each with its full name."""
    return tuple((name, named[name][1] if len(named[name]) > 1 else "") for name in dict.fromkeys(found))
