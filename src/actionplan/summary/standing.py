"""Areas that are stood down: what serves no other area is not awaited, and not late, until they are reinstated."""

from collections.abc import Collection, Sequence
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate
from actionplan.model.entries import Approval
from actionplan.model.ids import Id
from actionplan.model.records import Area, Plan
from actionplan.summary.timeline import up_to


@frozen(kw_only=True)
class StoodDown:
    """The decision by which an area is stood down.

    Attributes:
        on: since when it is stood down.
        by: the id of the body that reported it; None if it is not known.
        reason: why; None if no reason is given.
        approvals: who decided it, when, and where that is written; empty if that is not known.
    """

    on: PlanDate
    by: Id | None
    reason: str | None
    approvals: tuple[Approval, ...]


def stood_down_by(plan: Plan, area: Area, day: date) -> StoodDown | None:
    """Return the decision by which an area is stood down on a day; None if it is in force."""
    if not any(entry.state for entry in area.status):
        return None
    found: StoodDown | None = None
    for placed in up_to(area.status, day, agreed_day(plan, area)):
        state = placed.entry.state
        if state == "in-force":
            found = None
        elif state == "stood-down" and found is None:  # said once more, it is no other day
            entry = placed.entry
            found = StoodDown(on=entry.on, by=entry.by, reason=entry.reason, approvals=entry.approvals)
    return found


def areas_stood_down(plan: Plan, day: date) -> frozenset[Id]:
    """Return the ids of the areas that are stood down on a day."""
    return frozenset(area.id for area in plan.areas if stood_down_by(plan, area, day) is not None)


def is_stood_down(areas: Sequence[Id], stood_down: Collection[Id]) -> bool:
    """Return whether every area that an action serves is stood down; False of one without areas.

    Args:
        areas: the ids of the areas that it serves.
        stood_down: from `areas_stood_down`.
    """
    return bool(stood_down) and bool(areas) and all(area in stood_down for area in areas)


def stood_down_since(plan: Plan, areas: Sequence[Id], day: date) -> date | None:
    """Return the day since which every area that an action serves is stood down on a day; None if one is in force.

    Args:
        plan: the plan.
        areas: the ids of the areas that it serves.
        day: the day.
    """
    decisions = {area.id: stood_down_by(plan, area, day) for area in plan.areas if area.id in areas}
    down = {name: decision for name, decision in decisions.items() if decision is not None}
    if not is_stood_down(areas, down):
        return None
    return max((last for decision in down.values() if (last := decision.on.last) is not None), default=None)
