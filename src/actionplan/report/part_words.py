"""Words for clauses and recommendations: votes, addressees, due dates and decisions."""

from collections.abc import Iterable, Mapping

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.resolutions import Votes
from actionplan.model.suggest import listed
from actionplan.model.text import at_text, body_name, date_text, days_text, in_words
from actionplan.model.vocabulary import DONE, Closing, Recheck, Response, Stance
from actionplan.report.words import in_sentence
from actionplan.summary.delivery import Closed, Through
from actionplan.summary.resolutions.resolution import ClauseSummary

Bodies = Mapping[Id, Body]

RESPONSE_WORDS: Mapping[Response, str] = {
    "accepted": "accepted",
    "partly-accepted": "accepted in part",
    "rejected": "rejected",
}
"""The word for each answer to a recommendation."""

CLOSING_WORDS: Mapping[Closing, str] = {
    "fulfilled": "fulfilled",
    "done-otherwise": "done in another way",
    "overtaken": "overtaken by events",
    "not-viable": "not viable",
    "not-ours": "for another body to do",
}
"""The words for what a clause or a recommendation was closed as."""

RECHECK_WORDS: Mapping[Recheck, str] = {"sustained": "sustained", "not-sustained": "not sustained"}
"""The words for what a later check found."""

_STANCE_WORDS: Mapping[Stance, str] = {
    "for": "for",
    "against": "against",
    "abstained": "abstained",
    "split": "split",
    "unknown": "not known",
}

_UNKNOWN = "unknown"


def part_text(text: str) -> str:
    """Return the text of a clause or a recommendation; one that could not be read is in the file as ``unknown``."""
    return "Its text is not on record." if text.strip().lower() == _UNKNOWN else text


def votes_text(votes: Votes | None, stances: Mapping[Id, Stance], bodies: Bodies) -> str:
    """Return how the groups voted, and the count: ``Orchard group for; Harbour group abstained; no count published``.

    Args:
        votes: the count; None if it was not published.
        stances: how each group voted, by the group's id.
        bodies: the plan's bodies, for their names.
    """
    groups: dict[Stance, list[str]] = {}
    for word in _STANCE_WORDS:
        groups |= (
            {word: names} if (names := [body_name(bodies, name) for name in stances if stances[name] == word]) else {}
        )
    facts = [f"{in_words(names)} {_STANCE_WORDS[word]}" for word, names in groups.items()]
    numbers = {"for": votes.for_, "against": votes.against, "abstained": votes.abstained} if votes is not None else {}
    counted = ", ".join(f"{number} {word}" for word, number in numbers.items() if number is not None)
    if not facts and not counted:
        return ""
    return "; ".join((*facts, f"votes: {counted}" if counted else "no count published"))


def addressee_text(addressee: str | None, bodies: Bodies) -> str:
    """Return who must do something: ``for Executive``; empty if that is not stated."""
    return f"for {body_name(bodies, addressee) if addressee in bodies else addressee}" if addressee else ""


def due_words(due: PlanDate | None, first: PlanDate | None) -> str:
    """Return when a clause or a recommendation is due, and when it was first due; empty if neither was ever stated."""
    if due is None or (due.last is None and first is None):
        return "" if due is None else f"due {date_text(due)}"
    now = f"due {date_text(due)}" if due.last is not None else "no due date any more"
    return f"{now}, first {date_text(first)}" if first is not None and first != due else now


def decisions_text(decisions: Iterable[Approval], bodies: Bodies) -> str:
    """Return who decided something, when, and where that is written; empty if that is not known."""
    texts = [
        f"{body_name(bodies, each.by)} {at_text(each.on)}" + (f" ({each.ref})" if each.ref else "")
        for each in decisions
    ]
    return ", ".join(texts)


def closed_text(closed: Closed, bodies: Bodies) -> str:
    """Return as what a clause or a recommendation was closed, by whose decision, and why."""
    decided = decisions_text(closed.decisions, bodies)
    by = f", decided by {decided}" if decided else f" {at_text(closed.on)}; who decided it is not on record"
    because = closed.reason or closed.note
    done = "delivered: " if closed.closed_as in DONE else ""
    return f"{done}closed as {CLOSING_WORDS[closed.closed_as]}{by}" + (f": {in_sentence(because)}" if because else "")


def through_text(together: Through, areas: Iterable[Id], *, whole_plan: bool) -> str:
    """Return how far the actions of areas, or of the whole plan, have come together.

    Args:
        together: the counts.
        areas: ids of the areas.
        whole_plan: whether the plan as a whole carries the clause out.
    """
    what = "the whole plan" if whole_plan else f"the actions of {listed(tuple(areas))}"
    if not together.actions:
        return f"through {what}: no action is in it yet"
    late = f", {together.overdue} overdue" if together.overdue else ""
    return f"through {what}: {together.finished} of {together.actions} finished{late}"


def asked_text(clause: ClauseSummary, bodies: Bodies) -> str:
    """Return who must carry out a clause, by when, and by how many days it is overdue."""
    overdue = f"{days_text(clause.days_overdue)} overdue" if clause.days_overdue else ""
    facts = (addressee_text(clause.addressee, bodies), due_words(clause.due, clause.due_first), overdue)
    return "; ".join(filter(None, facts))
