"""Work and updates that are due, by owner."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from attrs import frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.text import at_text, in_words
from actionplan.model.view import View
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.answering import answers_for, concerned
from actionplan.summary.plans import owner_name, refuse_unknown
from actionplan.summary.requests import pending

Awaiting = Literal[
    "handover", "decision", "completion", "completion-soon", "milestone", "milestone-soon", "update", "first-update"
]
"""What is due of an action: a handover since its owner has ended, the decision on a request, completion or a milestone
that is overdue or due soon, an update since the last is stale, or a first update."""


@frozen(kw_only=True)
class Awaited:
    """One action with work or an update due.

    Attributes:
        plan: the plan's id.
        action: the status of the action.
        awaiting: what is due, most pressing first.
        owner_name: the name of its owner.
    """

    plan: Id
    action: ActionSummary
    awaiting: tuple[Awaiting, ...]
    owner_name: str


@frozen(kw_only=True)
class AwaitedFrom:
    """The actions for which one body answers, with work or updates due.

    Attributes:
        body: the body's id; None for actions without an owner, and if nobody answers since their owner has ended.
        name: its name; if nobody answers, the decision that is awaited, as a question.
        items: the actions, the longest overdue first.
        ended: the id of the owner that has ended with no successor or with several; None otherwise.
    """

    body: Id | None
    name: str
    items: tuple[Awaited, ...]
    ended: Id | None = None


@checks_arguments
def due(view: View, by: str | None = None) -> tuple[AwaitedFrom, ...]:
    """Return the work and updates due from each body and, last, of actions for which nobody answers.

    A body answers for what it owns. If the owner has ended, its only successor does; with several, a decision is due.

    Args:
        view: the plans, and the day.
        by: the id of the only body, owner or successor; None for all.

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
        if awaiting and (by is None or by in concerned(action)):
            name = owner_name(plan, action.owner)
            items = (Awaited(plan=plan.id, action=action, awaiting=awaiting, owner_name=name),)
            body = answers_for(action)
            if action.handover is not None and body is None:
                yield AwaitedFrom(body=None, name=decision_text(plan, action), items=items, ended=action.owner)
            else:
                yield AwaitedFrom(body=body, name=owner_name(plan, body), items=items)

        for asked in dict.fromkeys(request.requested_of for request in pending(action.requests)):
            if asked is not None and by in (None, asked):
                name = owner_name(plan, action.owner)
                item = Awaited(plan=plan.id, action=action, awaiting=("decision",), owner_name=name)
                yield AwaitedFrom(body=asked, name=owner_name(plan, asked), items=(item,))


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five"}


def decision_text(plan: Plan, action: ActionSummary) -> str:
    """Return the decision that is awaited about an action whose owner has ended and for which nobody answers."""
    name, handover = owner_name(plan, action.owner), action.handover
    if handover is None:
        return name
    heirs = [owner_name(plan, heir) for heir in handover.successors]
    if not heirs:
        return f"{name} ended {at_text(handover.ended)}, and no successor is on record: who takes over?"
    number = _NUMBERS.get(len(heirs), str(len(heirs)))
    return f"{name} ended {at_text(handover.ended)} with {number} successors: which of {in_words(heirs)} takes over?"


def by_body(found: Iterable[AwaitedFrom]) -> tuple[AwaitedFrom, ...]:
    """Return actions with work or updates due by body.

    Args:
        found: single actions, from `awaited`.
    """
    items: dict[tuple[Id | None, str, Id | None], list[Awaited]] = {}
    for each in found:
        items.setdefault((each.body, each.name, each.ended), []).extend(each.items)
    groups = [
        AwaitedFrom(body=body, name=name, items=tuple(sorted(of_body, key=_longest_overdue_first)), ended=ended)
        for (body, name, ended), of_body in items.items()
    ]
    return tuple(sorted(groups, key=lambda group: (group.body is None, group.ended is None, natural_order(group.name))))


def _awaiting(action: ActionSummary) -> tuple[Awaiting, ...]:
    wanted: list[tuple[bool, Awaiting]] = [
        (action.handover is not None, "handover"),
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
