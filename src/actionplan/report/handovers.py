"""What bodies own that have ended, in words."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import at_text, body_name, date_text, in_words
from actionplan.report.document import Block, Heading, Item, Items
from actionplan.summary.answering import Handover, handover_due
from actionplan.summary.owned import EndedOwner, tasks_text

OWNED = "owned by, or to be handed over by or to,"
"""The words before the body that a list is limited to, if some of it must be handed over."""


def handovers(ended: Iterable[EndedOwner], bodies: Mapping[Id, Mapping[Id, Body]], level: int = 2) -> Iterator[Block]:
    """Yield what bodies that have ended leave behind; nothing if there is none of it.

    Args:
        ended: the bodies that have ended.
        bodies: the bodies of each plan, for their names.
        level: the level of the heading.
    """
    if items := tuple(Item(f"{tasks_text(each)} of {ended_text(bodies[each.plan], each)}") for each in ended):
        yield Heading("To be handed over", level)
        yield Items(items, indent=4, hang=4)


def ended_body(plan: Plan, body: str, day: date) -> str:
    """Return a sentence that a body has ended by a day, and which body succeeds it; empty if it has not ended."""
    handover = handover_due(plan.bodies, Id(body), day)
    if handover is None:
        return ""
    heirs = [body_name(plan.bodies, heir) for heir in handover.successors]
    rest = f"{in_words(heirs)} succeed{'' if len(heirs) > 1 else 's'} it" if heirs else "no successor is on record"
    return f"{plan.bodies[Id(body)].name} ended {at_text(handover.ended)}; {rest}."


def ended_note(handover: Handover | None) -> str:
    """Return that an owner has ended, where another list says which body takes over; empty if it has not ended."""
    return f"ended {date_text(handover.ended)}: to be handed over" if handover is not None else ""


def handover_text(bodies: Mapping[Id, Body], handover: Handover | None) -> str:
    """Return that an owner has ended, and which body takes over what it owns; empty if it has not ended."""
    if handover is None:
        return ""
    return f"{ended_note(handover)}{to_successors(bodies, handover)}"


def ended_text(bodies: Mapping[Id, Body], owner: EndedOwner) -> str:
    """Return a body that has ended, and which body takes over what it owns, as the end of a sentence."""
    return f"{owner.name}, which ended {date_text(owner.handover.ended)}{to_successors(bodies, owner.handover, ', to')}"


def to_successors(bodies: Mapping[Id, Body], handover: Handover, to: str = " to") -> str:
    """Return which bodies take over, as the end of a sentence.

    Args:
        bodies: the plan's bodies, by id.
        handover: the handover.
        to: the words before a single successor.
    """
    heirs = [body_name(bodies, heir) for heir in handover.successors]
    if not heirs:
        return "; no successor is on record"
    if len(heirs) == 1:
        return f"{to} {heirs[0]}"
    return f"; not decided whether to {in_words(heirs, 'or')}"
