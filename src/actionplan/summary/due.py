"""Work and updates that are due, by owner."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.view import View
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.plans import owner_name, refuse_unknown
from actionplan.summary.requests import pending

Awaiting = Literal["decision", "completion", "completion-soon", "milestone", "milestone-soon", "update", "first-update"]
"""What is due of an action: the decision on a request, completion or a milestone that is overdue or due soon, an update
since the last is stale, or a first update."""


@frozen(kw_only=True)
class Awaited:
    """One action with work or an update due.

    Attributes:
        plan: the plan's id.
        action: the status of the action.
        awaiting: what is due, most pressing first.
    """

    plan: Id
    action: ActionSummary
    awaiting: tuple[Awaiting, ...]


@frozen(kw_only=True)
class AwaitedFrom:
    """The actions of one body with work or updates due.

    Attributes:
        body: the body's id; None for actions without an owner.
        name: its name.
        items: the actions, the longest overdue first.
    """

    body: Id | None
    name: str
    items: tuple[Awaited, ...]


@checks_arguments
def due(view: View, by: str | None = None) -> tuple[AwaitedFrom, ...]:
    """Return the work and updates due from each body and, last, of actions without an owner.

    Args:
        view: the plans, and the day.
        by: the id of the only body; None for all.

    Raises:
        UnknownName: no plan has the body.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [(each.body, len(each.items)) for each in due(view)][:2]
        [('nicb', 3), ('nch', 3)]
    """
    refuse_unknown(view.plans, body=by)
    return by_body(each for plan in view.plans for each in awaited(plan, view.day, by))


def awaited(plan: Plan, as_at: date, by: str | None = None) -> Iterator[AwaitedFrom]:
    """Yield the actions of one plan with work or updates due, one by one; see `due`."""
    for action in summarise_actions(plan, as_at):
        awaiting = _awaiting(action)
        if awaiting and by in (None, action.owner):
            item = Awaited(plan=plan.id, action=action, awaiting=awaiting)
            yield AwaitedFrom(body=action.owner, name=owner_name(plan, action.owner), items=(item,))
        for body in dict.fromkeys(request.requested_of for request in pending(action.requests)):
            if body is not None and by in (None, body):
                item = Awaited(plan=plan.id, action=action, awaiting=("decision",))
                yield AwaitedFrom(body=body, name=owner_name(plan, body), items=(item,))


def by_body(found: Iterable[AwaitedFrom]) -> tuple[AwaitedFrom, ...]:
    """Return actions with work or updates due by body.

    Args:
        found: single actions, from `awaited`.
    """
    items: dict[tuple[Id | None, str], list[Awaited]] = {}
    for each in found:
        items.setdefault((each.body, each.name), []).extend(each.items)
    groups = [
        AwaitedFrom(body=body, name=name, items=tuple(sorted(of_body, key=_longest_overdue_first)))
        for (body, name), of_body in items.items()
    ]
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


def _longest_overdue_first(item: Awaited) -> tuple[int, date, tuple[tuple[int, int, str], ...]]:
    action = item.action
    return -action.days_overdue, last_day(action.due) or date.max, natural_order(action.id)
