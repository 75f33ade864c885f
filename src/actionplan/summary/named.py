"""Open clauses that are addressed to a body, and open recommendations that a body has to answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import count, in_words
from actionplan.summary.actions import summarise_actions
from actionplan.summary.resolutions.resolution import summarise_resolutions
from actionplan.summary.reviews import summarise_reviews


@frozen(kw_only=True)
class Named:
    """A clause or a recommendation that names a body, which has still to do something about it.

    Attributes:
        kind: the kind of the record that it is in: ``resolution`` or ``review``.
        id, title: the id and the title of that record.
        part: its own id within it.
        text: its text.
        ref: its number or name in printed papers, if that is not the id; None for none.
    """

    kind: str
    id: Id
    title: str
    part: Id
    text: str
    ref: str | None = None


def named_in(plan: Plan, bodies: Collection[Id], day: date) -> Mapping[Id, tuple[Named, ...]]:
    """Return what is open on a day of that which is addressed to some bodies, or has to be answered by them.

    Args:
        plan: the plan.
        bodies: the ids of the bodies.
        day: the day.
    """
    if not _mention(plan, bodies):
        return {}
    found: dict[Id, list[Named]] = {}
    for body, named in _open(plan, day):
        if body is not None and body in bodies:
            found.setdefault(body, []).append(named)
    return {body: tuple(named) for body, named in found.items()}


def _mention(plan: Plan, bodies: Collection[Id]) -> bool:
    """Return whether any clause or recommendation has ever named one of some bodies; that is quick to find out."""
    parts: list[Any] = [part for each in plan.resolutions for part in (*each.clauses, *each.status)]
    parts += [part for each in plan.reviews for part in (*each.recommendations, *each.status)]
    return any(getattr(part, name, None) in bodies for part in parts for name in ("addressee", "response_by"))


def _open(plan: Plan, day: date) -> Iterator[tuple[Id | None, Named]]:
    actions = summarise_actions(plan, day)
    for resolution in summarise_resolutions(plan, actions, day):
        for clause in resolution.clauses:
            if clause.open:
                yield Id(clause.addressee or ""), _named("resolution", resolution, clause)
    for review in summarise_reviews(plan, actions, day, with_clock=False):
        for recommendation in review.recommendations:
            if recommendation.open and recommendation.response is None:
                yield recommendation.response_by, _named("review", review, recommendation)


def _named(kind: str, record: Any, part: Any) -> Named:
    ref = getattr(part, "ref", None)
    return Named(kind=kind, id=record.id, title=record.title, part=part.id, text=part.text, ref=ref)


def named_text(named: Iterable[Named]) -> list[str]:
    """Return clauses and recommendations as parts of a sentence: "1 clause addressed to it (a of "Do better")"."""
    named = tuple(named)
    texts = []
    for kind, one, which in (
        ("resolution", "clause", "addressed to it"),
        ("review", "recommendation", "that it has to answer"),
    ):
        by_record: dict[tuple[Id, str], list[str]] = {}
        for each in named:
            if each.kind == kind:
                by_record.setdefault((each.id, each.title), []).append(each.ref or each.part)
        places = ", ".join(f'{in_words(parts)} of "{title}"' for (_, title), parts in by_record.items())
        number = sum(map(len, by_record.values()))
        texts += [f"{count(number, one)} {which} ({places})"] if number else []
    return texts
