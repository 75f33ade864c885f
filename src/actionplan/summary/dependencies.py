"""What holds up what: which actions wait for which, by the ids under ``after``. Nothing here works out a new date.

Only open actions hold up others or wait: one that is finished or cancelled is awaited by nobody. An id under ``after``
that names no action of the plan is left out, since it has a problem of its own; so is a circle, which no chain can
follow.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Action, Plan
from actionplan.model.view import View
from actionplan.summary.actions import ActionSummary, summarise_actions
from actionplan.summary.chains import Chain, Graph, in_circles, longest, longest_in_days, reached
from actionplan.summary.lateness import completion
from actionplan.summary.plans import OfPlan, needs_view, of_plan
from actionplan.summary.timeline import of_whole, up_to

_BEGUN = frozenset({"in-progress", "complete", "verified"})


@frozen(kw_only=True)
class Dependency:
    """One action that waits for another, as it stands on a day.

    Attributes:
        before: the id of the action that must finish first.
        action: the id of the one that waits for it.
        gap_days: calendar days from the due day of the first to the day on which the second is to start; of a month or
            a term the last day counts. 1 is the next day; below 0 the two overlap. None where either day is missing.
        overlap_days: by how many calendar days the second was begun before the first was finished, or before the day
            looked at where it is not finished yet; None where it was not begun before, and where the first is
            cancelled.
        waits: whether both are open.
    """

    before: Id
    action: Id
    gap_days: int | None
    overlap_days: int | None
    waits: bool


@frozen(kw_only=True)
class Dependencies:
    """What one action waits for and holds up on a day. Only open actions are named, in natural order.

    Attributes:
        action: where the action stands.
        waits_for: ids of the open actions named under its ``after``; none for an action that is closed itself.
        holds_up: ids of the open actions that name it; none if it is closed.
        onward: ids of the open actions that wait for those, by way of any number of others, each once.
        owners: ids of the bodies that own what it holds up, at once or onward, each once; None, last, where some of
            these actions have no owner.
    """

    action: ActionSummary
    waits_for: tuple[Id, ...]
    holds_up: tuple[Id, ...]
    onward: tuple[Id, ...]
    owners: tuple[Id | None, ...]


@frozen(kw_only=True)
class PlanDependencies(OfPlan):
    """The dependencies of one plan on a day.

    Attributes:
        action: the only action asked for; None for all.
        actions: every action in the plan, in natural order of ids.
        held_up_by: the overdue actions that hold up others, those that hold up most first, then the longest overdue.
        overdue: how many actions are overdue, whether they hold up others or not.
        longest: the chain of open actions that has most of them; None where no open action waits for another.
        longest_in_days: the chain of open actions that takes most calendar days; None where there is none with both its
            days.
        links: every action that waits for another, closed ones too, in natural order; of one action asked for, only
            its own.
        circles: ids of open actions that wait, by way of others, for themselves; no chain runs through what joins them.
    """

    action: Id | None
    actions: tuple[Dependencies, ...]
    held_up_by: tuple[Dependencies, ...]
    overdue: int
    longest: Chain | None
    longest_in_days: Chain | None
    links: tuple[Dependency, ...]
    circles: tuple[Id, ...]


def dependencies(view: View) -> tuple[PlanDependencies, ...]:
    """Return which actions hold up which others in each plan; see `plan_dependencies`.

    Args:
        view: the plans, and the day.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = dependencies(view)
        >>> len(plan.held_up_by)
        2
    """
    return tuple(plan_dependencies(plan, view.day) for plan in needs_view(view).plans)


@frozen(kw_only=True)
class DependencySelection:
    """What dependencies are limited to.

    Attributes:
        action: the id of the only action asked for; None for all.
    """

    action: Id | None = None


def plan_dependencies(plan: Plan, as_at: date, only: Id | None = None) -> PlanDependencies:
    """Return what holds up what in a plan. Circles and names of nothing are passed over, never a reason to fail.

    Args:
        plan: the plan.
        as_at: the day; entries after it are not looked at.
        only: the id of the only action asked for: of late actions and links, only its own are given; None for all.
    """
    actions = {action.id: action for action in summarise_actions(plan, as_at)}
    followers = _followers(actions.values())
    waiting = {name: tuple(other for other in followers[name] if actions[other].open) for name in followers}
    waiting = {name: waiting[name] if actions[name].open else () for name in waiting}
    every = tuple(_of_action(action, actions, waiting) for action in actions.values())
    links = _links(plan, actions, followers, as_at)
    holding = [found for found in every if found.action.overdue and found.holds_up]
    begins = {name: start.last if (start := action.start) else None for name, action in actions.items()}
    ends = {name: due.last if (due := action.due) else None for name, action in actions.items()}
    return PlanDependencies(
        **of_plan(plan),
        action=only,
        actions=every,
        held_up_by=tuple(sorted((found for found in holding if only in (None, found.action.id)), key=_most_first)),
        overdue=sum(action.overdue for action in actions.values()),
        longest=longest(waiting, begins, ends),
        longest_in_days=longest_in_days(waiting, begins, ends),
        links=tuple(link for link in links if only in (None, link.before, link.action)),
        circles=in_circles(waiting),
    )


def _followers(actions: Iterable[ActionSummary]) -> Graph:
    """Return for each action those that wait for it, in natural order, each once."""
    found: dict[Id, set[Id]] = {action.id: set() for action in actions}
    for action in actions:
        for before in action.after:
            if before in found:
                found[before].add(action.id)
    names = sorted(found, key=natural_order)
    return {name: tuple(sorted(found[name], key=natural_order)) for name in names}


def _of_action(action: ActionSummary, actions: Mapping[Id, ActionSummary], waiting: Graph) -> Dependencies:
    direct = tuple(name for name in waiting[action.id] if name != action.id)
    every = reached(waiting, action.id) - {action.id}
    owners = {actions[name].owner for name in every}
    named = sorted((owner for owner in owners if owner is not None), key=natural_order)
    return Dependencies(
        action=action,
        waits_for=tuple(name for name, after in waiting.items() if action.id in after and name != action.id),
        holds_up=direct,
        onward=tuple(sorted(every - set(direct), key=natural_order)),
        owners=(*named, None) if None in owners else tuple(named),
    )


def _most_first(found: Dependencies) -> tuple[int, int, object]:
    many = len(found.holds_up) + len(found.onward)
    return (-many, -found.action.days_overdue, natural_order(found.action.id))


def _links(plan: Plan, actions: Mapping[Id, ActionSummary], followers: Graph, as_at: date) -> Iterable[Dependency]:
    records = {action.id: action for action in plan.actions}
    worked_on = {name: _worked_on(plan, records[name], as_at) for name in actions}
    for before, waiting in followers.items():
        for name in waiting:
            first, second = actions[before], actions[name]
            due = first.due.last if first.due is not None else None
            start = second.start.last if second.start is not None else None
            begun, done = worked_on[name][0], worked_on[before][1]
            yield Dependency(
                before=before,
                action=name,
                gap_days=(start - due).days if start is not None and due is not None else None,
                overlap_days=None if first.state == "cancelled" else _overlap(begun, done, as_at),
                waits=first.open and second.open,
            )


def _worked_on(plan: Plan, action: Action, as_at: date) -> tuple[date | None, date | None]:
    """Return the day from which an action has been reported as begun, and the day of its completion."""
    entries = of_whole(up_to(action.status, as_at, agreed_day(plan, action)))
    done = completion(entries)
    begun = next((placed.day for placed in entries if placed.entry.state in _BEGUN), None)
    return begun, done.day if done is not None else None


def _overlap(begun: date | None, finished: date | None, as_at: date) -> int | None:
    if begun is None or (finished is not None and begun >= finished):
        return None
    return ((finished or as_at) - begun).days
