"""What bodies own that have ended, in words."""

from collections.abc import Iterator, Mapping

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.text import body_name, date_text, in_words
from actionplan.report.document import Block, Heading, Item, Items
from actionplan.summary.answering import Handover
from actionplan.summary.owned import EndedOwner, tasks_text
from actionplan.summary.status import PlanSummary

OWNED = "owned by, or to be handed over by or to,"
"""The words before the body that a list is limited to, if some of it must be handed over."""


def handovers(plan: PlanSummary) -> Iterator[Block]:
    """Yield what bodies own that have ended; nothing if there is none of it."""
    if plan.to_hand_over:
        yield Heading("To be handed over", 3)
        items = (Item(f"{tasks_text(each)} of {ended_text(plan.bodies, each)}") for each in plan.to_hand_over)
        yield Items(tuple(items), indent=4, hang=4)


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
