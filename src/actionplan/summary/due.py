"""What is due: work and updates of actions by owner, and answers, recommendations, clauses, reports and reviews."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Literal

from attrs import asdict, frozen

from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.text import at_text, in_words, number_word
from actionplan.model.view import View
from actionplan.summary.actions import ActionSummary, lacks_new_date, summarise_actions
from actionplan.summary.answering import answers_for, concerned
from actionplan.summary.due_parts import DuePart, DueParts, due_parts, in_order
from actionplan.summary.owned import EndedOwner, to_hand_over
from actionplan.summary.plans import owner_name, refuse_unknown
from actionplan.summary.requests import pending

Awaiting = Literal[
    "handover",
    "decision",
    "completion",
    "completion-soon",
    "new-date",
    "milestone",
    "milestone-soon",
    "update",
    "first-update",
]
"""What is due of an action: a handover since its owner has ended, the decision on a request, completion or a milestone
that is overdue or due soon, a new due date since the one agreed has passed and no other is on record, an update since
the last is stale, or a first update."""


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


@frozen(kw_only=True)
class DueTally:
    """Counts of what is due, each kind apart.

    Attributes:
        actions, actions_overdue: how many actions have work or an update due, and how many of them are overdue.
        milestones_overdue: how many milestones of these actions are overdue.
        requests: how many requests about actions a body has to decide.
        answers, answers_overdue: how many answers to recommendations are due, and how many of them are overdue.
        recommendations, recommendations_overdue: how many open recommendations are due, and how many of them are
            overdue.
        recommendations_without_due_day: how many more are open and have no due date.
        clauses, clauses_overdue: how many open clauses are due, and how many of them are overdue.
        reports_back, reports_back_overdue: how many reports are due, and how many of them are overdue.
        reviews: how many reviews are planned or expected.
    """

    actions: int
    actions_overdue: int
    milestones_overdue: int
    requests: int
    answers: int
    answers_overdue: int
    recommendations: int
    recommendations_overdue: int
    recommendations_without_due_day: int
    clauses: int
    clauses_overdue: int
    reports_back: int
    reports_back_overdue: int
    reviews: int


@frozen(kw_only=True)
class Due(DueParts):
    """What is due on a day: of actions by body, and beside them.

    Attributes:
        bodies: the actions with work or updates due from each body and, last, those for which nobody answers.
        to_hand_over: the bodies that have ended and leave something behind, with what that is.
        answers, recommendations, clauses, reports_back, reviews: as in `DueParts`.
    """

    bodies: tuple[AwaitedFrom, ...] = ()
    to_hand_over: tuple[EndedOwner, ...] = ()

    @property
    def tally(self) -> DueTally:
        """How much of each kind there is."""
        items = {(item.plan, item.action.id): item.action for body in self.bodies for item in body.items}.values()
        recommendations = [each for each in self.recommendations if each.due is not None]
        return DueTally(
            actions=len(items),
            actions_overdue=sum(action.overdue for action in items),
            milestones_overdue=sum(part.overdue for action in items for part in action.milestones),
            requests=sum(_to_decide(item, body.body) for body in self.bodies for item in body.items),
            answers=len(self.answers),
            answers_overdue=_overdue(self.answers),
            recommendations=len(recommendations),
            recommendations_overdue=_overdue(recommendations),
            recommendations_without_due_day=len(self.recommendations) - len(recommendations),
            clauses=len(self.clauses),
            clauses_overdue=_overdue(self.clauses),
            reports_back=len(self.reports_back),
            reports_back_overdue=_overdue(self.reports_back),
            reviews=len(self.reviews),
        )


def _to_decide(item: Awaited, body: Id | None) -> int:
    is_asked = "decision" in item.awaiting
    return sum(is_asked and request.requested_of == body for request in pending(item.action.requests))


def _overdue(parts: Iterable[DuePart]) -> int:
    return sum(part.days_overdue > 0 for part in parts)


@checks_arguments
def due(view: View, by: str | None = None) -> Due:
    """Return what is due: work and updates of actions, by body, and answers to recommendations, open recommendations,
    clauses, reports back and reviews to come.

    A body answers for what it owns. If the owner has ended, its only successor does; with several, a decision is due.

    Args:
        view: the plans, and the day.
        by: the id of the only body, owner or successor; None for all.

    Raises:
        UnknownName: no plan has the body.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [(each.body, len(each.items)) for each in due(view).bodies][:2]
        [('nicb', 3), ('nch', 3)]
    """
    refuse_unknown(view.plans, body=by)
    return joined_due(due_in_plan(plan, view.day, by) for plan in view.plans)


def due_in_plan(plan: Plan, as_at: date, by: str | None = None) -> Due:
    """Return what is due of one plan; see `due`."""
    actions = summarise_actions(plan, as_at)
    parts = due_parts(plan, actions, as_at, by)
    handovers = to_hand_over(plan, as_at, by=by)
    return Due(**asdict(parts, recurse=False), bodies=by_body(awaited(plan, actions, by)), to_hand_over=handovers)


def joined_due(found: Iterable[Due]) -> Due:
    """Return what is due of several plans as one."""
    found = tuple(found)
    kinds = ("answers", "recommendations", "clauses", "reports_back")
    parts: dict[str, Any] = {kind: in_order(part for each in found for part in getattr(each, kind)) for kind in kinds}
    reviews = tuple(review for each in found for review in each.reviews)
    bodies = by_body(group for each in found for group in each.bodies)
    handovers = tuple(ended for each in found for ended in each.to_hand_over)
    return Due(**parts, reviews=reviews, bodies=bodies, to_hand_over=handovers)


def awaited(plan: Plan, actions: Iterable[ActionSummary], by: str | None = None) -> Iterator[AwaitedFrom]:
    """Yield the actions of one plan with work or updates due, one by one; see `due`.

    Args:
        plan: the plan.
        actions: every action of the plan on the day.
        by: the id of the only body; None for all.
    """
    for action in actions:
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


def decision_text(plan: Plan, action: ActionSummary) -> str:
    """Return the decision that is awaited about an action whose owner has ended and for which nobody answers."""
    name, handover = owner_name(plan, action.owner), action.handover
    if handover is None:
        return name
    heirs = [owner_name(plan, heir) for heir in handover.successors]
    if not heirs:
        return f"{name} ended {at_text(handover.ended)}, and no successor is on record: who takes over?"
    ended = f"{name} ended {at_text(handover.ended)} with {number_word(len(heirs))} successors"
    return f"{ended}: which of {in_words(heirs)} takes over?"


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
        (lacks_new_date(action), "new-date"),
        (any(milestone.overdue for milestone in action.milestones), "milestone"),
        (any(milestone.due_soon for milestone in action.milestones), "milestone-soon"),
        (action.stale, "update"),
        (action.open and action.updates == 0, "first-update"),
    ]
    return tuple(word for holds, word in wanted if holds)


def _longest_overdue_first(item: Awaited) -> tuple[int, date, tuple[tuple[int, int, str], ...]]:
    action = item.action
    return -action.days_overdue, last_day(action.due) or date.max, natural_order(action.id)
