"""How far a clause or a recommendation has come: by its actions, by its own entries, or by a decision."""

from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.vocabulary import CLOSED, DROPPED, FINISHED, ActionState, Closing, State
from actionplan.summary.actions import ActionSummary
from actionplan.summary.timeline import Placed

Delivery = Literal["delivered", "under-way", "suspended", "not-begun", "not-reported", "not-tracked"]
"""The progress of a clause or a recommendation, by the states that are on record.

``suspended``: everything that is not finished is suspended. ``not-begun``: everything is reported as not started.
``not-reported``: nothing is reported as begun, and of something no state was ever reported. ``not-tracked``: no action
carries it out, and nothing was ever reported about it.
"""


@frozen(kw_only=True)
class Closed:
    """The decision that closed a clause or a recommendation.

    Attributes:
        closed_as: as what it was closed.
        on: when that was reported.
        by: the id of the body that reported it; None if it is not known.
        reason: why; None if no reason is given.
        note: the note of the entry; None if it has none.
        decisions: who decided it, when, and where that is written; empty if that is not known.
    """

    closed_as: Closing
    on: PlanDate
    by: Id | None
    reason: str | None
    note: str | None
    decisions: tuple[Approval, ...]


@frozen(kw_only=True)
class Through:
    """The actions of areas, or of the whole plan, through which a clause is carried out together.

    Attributes:
        actions: how many actions there are.
        finished: how many of them are complete or verified.
        overdue: how many of them are overdue.
    """

    actions: int
    finished: int
    overdue: int


def closed_by(own: Iterable[Placed]) -> Closed | None:
    """Return the decision that closed a clause or a recommendation; None if it is not closed, or was reopened since.

    Args:
        own: its own entries, in order. A later one with a state such as in progress reopens it.
    """
    last = None
    for placed in own:
        if placed.entry.closed_as is not None:
            last = placed.entry
        elif placed.entry.state is not None and placed.entry.state not in CLOSED:
            last = None
    if last is None:
        return None
    names = {name: getattr(last, name) for name in ("closed_as", "on", "by", "reason", "note")}
    return Closed(**names, decisions=last.approvals)


def delivery_of(actions: Iterable[ActionSummary], own: State | None, *, has_actions: bool) -> Delivery:
    """Return the progress of a clause or a recommendation; actions that are cancelled, split or joined do not count.

    Those in the place of another count as that one did, until a state of their own is reported. What is stood down
    counts as suspended.

    Args:
        actions: the status of those of its actions that are in the plan.
        own: the state last reported of the part itself, which counts if it has no actions; None if none has been.
        has_actions: whether it names actions, or areas whose actions carry it out.
    """
    states: list[ActionState | None] = [own] if own is not None else []
    if has_actions:
        states = ["suspended" if action.stood_down else action.state or action.state_before for action in actions]
    standing = [state for state in states if state not in DROPPED]
    if not standing:
        return "not-tracked"
    if all(state in FINISHED for state in standing):
        return "delivered"
    if all(state in (None, "not-started") for state in standing):
        return "not-reported" if None in standing else "not-begun"
    if all(state == "suspended" or state in FINISHED for state in standing):
        return "suspended"
    return "under-way"


def through(actions: Iterable[ActionSummary]) -> Through:
    """Return how far some actions have come together; cancelled ones count among them, as in every total."""
    actions = tuple(action for action in actions if not action.replaced_by)
    return Through(
        actions=len(actions),
        finished=sum(action.state in FINISHED for action in actions),
        overdue=sum(action.overdue for action in actions),
    )
