"""How far a resolution has been carried out, clause by clause."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Clause, Plan, Resolution
from actionplan.model.vocabulary import BINDING, FINISHED, Outcome, State
from actionplan.summary.actions import ActionSummary
from actionplan.summary.fold import Placed, clause_as_at, head_as_at, last_stated, of_part, up_to

Delivery = Literal["delivered", "under-way", "not-begun", "not-tracked"]
"""How far a clause has come. ``not-tracked``: no action carries it out and nothing was ever reported of it."""


@frozen(kw_only=True)
class ClauseSummary:
    """One clause on one day.

    Attributes:
        id: its id within the resolution.
        text: what was resolved.
        actions: ids of the actions that carry it out.
        no_action_because: why no action does; None when one does or should.
        delivery: how far it has come.
    """

    id: Id
    text: str
    actions: tuple[Id, ...]
    no_action_because: str | None
    delivery: Delivery


@frozen(kw_only=True)
class ResolutionSummary:
    """One resolution on one day.

    Attributes:
        id: its id.
        title: its title.
        body: the id of the body to which it was put.
        on: when that body dealt with it.
        outcome: what became of it.
        binding: whether it was carried, and so binds the plan.
        clauses: its clauses, in order.
        delivered, under_way, not_begun, not_tracked: how many of its clauses have come how far.
    """

    id: Id
    title: str
    body: Id
    on: PlanDate
    outcome: Outcome
    binding: bool
    clauses: tuple[ClauseSummary, ...]
    delivered: int
    under_way: int
    not_begun: int
    not_tracked: int


def summarise_resolutions(plan: Plan, actions: Iterable[ActionSummary], as_at: date) -> tuple[ResolutionSummary, ...]:
    """Say how far each resolution has come that was dealt with by a day, or on a day that is not known.

    Args:
        plan: the plan.
        actions: every action of the plan on that day, as `summarise_actions` gives them.
        as_at: the day.
    """
    by_id = {action.id: action for action in actions}
    return tuple(
        _summarised(resolution, by_id, as_at)
        for resolution in plan.resolutions
        if resolution.on.last is None or resolution.on.last <= as_at
    )


def _summarised(resolution: Resolution, actions: Mapping[Id, ActionSummary], as_at: date) -> ResolutionSummary:
    entries = up_to(resolution.status, as_at)
    now = head_as_at(resolution, entries)
    clauses = tuple(_clause(clause_as_at(clause, entries), entries, actions) for clause in resolution.clauses)
    counts = {word: sum(clause.delivery == word for clause in clauses) for word in _ORDER}
    return ResolutionSummary(
        id=resolution.id,
        title=now.title,
        body=resolution.body,
        on=resolution.on,
        outcome=now.outcome,
        binding=now.outcome in BINDING,
        clauses=clauses,
        delivered=counts["delivered"],
        under_way=counts["under-way"],
        not_begun=counts["not-begun"],
        not_tracked=counts["not-tracked"],
    )


_ORDER: tuple[Delivery, ...] = ("delivered", "under-way", "not-begun", "not-tracked")


def _clause(clause: Clause, entries: tuple[Placed, ...], actions: Mapping[Id, ActionSummary]) -> ClauseSummary:
    own = last_stated(of_part(entries, clause.id), "state")
    carried_by = [actions[name].state for name in clause.actions if name in actions]
    return ClauseSummary(
        id=clause.id,
        text=clause.text,
        actions=clause.actions,
        no_action_because=clause.no_action_because,
        delivery=delivery_of(carried_by if clause.actions else ([] if own is None else [own])),
    )


def delivery_of(states: list[State | None]) -> Delivery:
    """Say how far something has come from the states of what carries it out; what was cancelled no longer does."""
    standing = [state for state in states if state != "cancelled"]
    if not standing:
        return "not-tracked"
    if all(state in FINISHED for state in standing):
        return "delivered"
    if all(state in (None, "not-started") for state in standing):
        return "not-begun"
    return "under-way"
