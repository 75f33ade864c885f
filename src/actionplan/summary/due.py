"""What is awaited, and from whom."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.view import View
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.plans import owner_name, refuse_unknown

Awaiting = Literal["completion", "completion-soon", "milestone", "milestone-soon", "update", "first-update"]
"""What is awaited: completion that is overdue or soon due, that of a milestone, an update where the last is stale, or
the first one."""


@frozen(kw_only=True)
class Awaited:
    """One action of which something is awaited.

    Attributes:
        plan: the plan's id.
        action: where the action stands.
        awaiting: what is awaited, most pressing first.
    """

    plan: Id
    action: ActionSummary
    awaiting: tuple[Awaiting, ...]


@frozen(kw_only=True)
class AwaitedFrom:
    """Everything that is awaited from one body.

    Attributes:
        body: the body's id; None for actions without owner.
        name: its name.
        items: what is awaited, the longest overdue first.
    """

    body: Id | None
    name: str
    items: tuple[Awaited, ...]


def due(view: View, by: str | None = None) -> tuple[AwaitedFrom, ...]:
    """Return what is awaited from each body and, last, for actions without an owner.

    Args:
        view: the plans, and the day.
        by: only from this body; None for all.

    Raises:
        UnknownName: no plan has the body.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [(each.body, len(each.items)) for each in due(view)][:2]
        [('nicb', 3), ('nch', 3)]
    """
    refuse_unknown(view, body=by)
    return by_body(each for plan in view.plans for each in awaited(plan, view.day, by))


def awaited(plan: Plan, as_at: date, by: str | None = None) -> Iterator[AwaitedFrom]:
    """Yield what is awaited in one plan, each action by itself; see `due`."""
    for action in summarise_actions(plan, as_at):
        awaiting = _awaiting(action)
        if awaiting and by in (None, action.owner):
            item = Awaited(plan=plan.id, action=action, awaiting=awaiting)
            yield AwaitedFrom(body=action.owner, name=owner_name(plan, action.owner), items=(item,))


def by_body(found: Iterable[AwaitedFrom]) -> tuple[AwaitedFrom, ...]:
    """Return what was found in plans, put together by body.

    Args:
        found: what is awaited, as `awaited` yields it.
    """
    items: dict[tuple[Id | None, str], list[Awaited]] = {}
    for each in found:
        items.setdefault((each.body, each.name), []).extend(each.items)
    groups = [AwaitedFrom(body=body, name=name, items=_ordered(of_body)) for (body, name), of_body in items.items()]
    return tuple(sorted(groups, key=lambda group: (group.body is None, natural_order(group.name))))


def _awaiting(action: ActionSummary) -> tuple[Awaiting, ...]:
    wanted: list[tuple[bool, Awaiting]] = [
        (action.overdue, "completion"),
        (action.due_soon, "completion-soon"),
        (any(milestone.overdue for milestone in action.milestones), "milestone"),
        (any(milestone.due_soon for milestone in action.milestones), "milestone-soon"),
        (action.stale, "update"),
        (action.open and action.updates == 0, "first-update"),
    ]
    return tuple(word for holds, word in wanted if holds)


def _ordered(items: Iterable[Awaited]) -> tuple[Awaited, ...]:
    return tuple(
        sorted(
            items,
            key=lambda item: (
                -item.action.days_overdue,
                item.action.due.last if item.action.due and item.action.due.last else date.max,
                natural_order(item.action.id),
            ),
        )
    )
