"""Dependencies: which actions wait for which others, by the ids under ``after``. No new dates are calculated.

Only open actions wait or hold up others. An id under ``after`` that names no action of the plan is left out, since
`check` reports it; so is a circle, which no chain can follow.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Action, Plan
from actionplan.model.view import View
from actionplan.model.vocabulary import DROPPED
from actionplan.summary.actions import ActionSummary, standing_actions
from actionplan.summary.chains import Chain, Graph, in_circles, longest, longest_in_days, reached
from actionplan.summary.lateness import completion
from actionplan.summary.plans import OfPlan, of_plan
from actionplan.summary.timeline import of_whole, up_to

_BEGUN = frozenset({"in-progress", "complete", "verified"})


@frozen(kw_only=True)
class Dependency:
    """One action that waits for another, on a day.

    Attributes:
        before: the id of the action that must finish first.
        action: the id of the action that waits for it.
        gap_days: calendar days from the due day of the first to the start of the second; of a month or a term the last
            day counts. 1 is the next day; below 0 the two overlap. None if either day is missing.
        overlap_days: calendar days by which the second was begun before the first was finished, or before the day if
            the first is not finished; None if it was not begun before, or the first is cancelled.
        waits: whether both are open.
    """

    before: Id
    action: Id
    gap_days: int | None
    overlap_days: int | None
    waits: bool


@frozen(kw_only=True)
class Dependencies:
    """The actions that one action waits for and holds up on a day. All are open, in natural order.

    Attributes:
        action: the status of the action.
        waits_for: ids of the actions named under its ``after``; none if it is closed.
        holds_up: ids of the actions that name it; none if it is closed.
        onward: ids of the actions that wait for those, directly or through others, each once.
        owners: ids of the bodies that own any of the actions held up, each once; None, last, if some have no owner.
    """

    action: ActionSummary
    waits_for: tuple[Id, ...]
    holds_up: tuple[Id, ...]
    onward: tuple[Id, ...]
    owners: tuple[Id | None, ...]


@frozen(kw_only=True, repr=False)
class PlanDependencies(OfPlan):
    """The dependencies of one plan on a day.

    Attributes:
        action: the id of the only action selected; None for all.
        actions: every action in the plan, in natural order of ids.
        held_up_by: the overdue actions that hold up others: those that hold up most first, then the longest overdue.
        overdue: how many actions are overdue, whether they hold up others or not.
        longest: the longest chain of open actions by their number; None if no open action waits for another.
        longest_in_days: the chain of open actions that takes most calendar days; None if none has both its days.
        links: every action that waits for another, closed ones too, in natural order; only those of a selected action.
        circles: ids of open actions that wait for themselves through others; chains leave out the links between them.
    """

    action: Id | None
    actions: tuple[Dependencies, ...]
    held_up_by: tuple[Dependencies, ...]
    overdue: int
    longest: Chain | None
    longest_in_days: Chain | None
    links: tuple[Dependency, ...]
    circles: tuple[Id, ...]


@checks_arguments
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
    return tuple(plan_dependencies(plan, view.day) for plan in view.plans)


@frozen(kw_only=True)
class DependencySelection:
    """Which dependencies to list.

    Attributes:
        action: the id of the only action; None for all.
    """

    action: Id | None = None


def plan_dependencies(plan: Plan, as_at: date, only: Id | None = None) -> PlanDependencies:
    """Return the dependencies of a plan. Circles and unknown ids are left out and never raise.

    Args:
        plan: the plan.
        as_at: the day; later entries do not count.
        only: the id of the only action whose delay and links are listed; None for all.
    """
    actions = standing_actions(plan, as_at)
    followers = _followers(actions.values())
    waiting = {
        name: tuple(other for other in followers[name] if actions[name].open and actions[other].open)
        for name in followers
    }
    every = tuple(_of_action(action, actions, waiting) for action in actions.values())
    holding = [each for each in every if each.action.overdue and each.holds_up and only in (None, each.action.id)]
    begins = {name: last_day(action.start) for name, action in actions.items()}
    ends = {name: last_day(action.due) for name, action in actions.items()}
    links = _links(plan, actions, followers, as_at)
    return PlanDependencies(
        **of_plan(plan, as_at),
        action=only,
        actions=every,
        held_up_by=tuple(sorted(holding, key=_most_first)),
        overdue=sum(action.overdue for action in actions.values()),
        longest=longest(waiting, begins, ends),
        longest_in_days=longest_in_days(waiting, begins, ends),
        links=tuple(link for link in links if only in (None, link.before, link.action)),
        circles=in_circles(waiting),
    )


def _followers(actions: Iterable[ActionSummary]) -> Graph:
    """Return for each action the actions that wait for it, in natural order, each once."""
    found: dict[Id, set[Id]] = {action.id: set() for action in actions}
    for action in actions:
        for before in found.keys() & set(action.after):
            found[before].add(action.id)
    return {name: tuple(sorted(found[name], key=natural_order)) for name in sorted(found, key=natural_order)}


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
            due, start = last_day(first.due), last_day(second.start)
            begun, done = worked_on[name][0], worked_on[before][1]
            overlaps = begun is not None and first.state not in DROPPED and (done is None or begun < done)
            yield Dependency(
                before=before,
                action=name,
                gap_days=(start - due).days if start is not None and due is not None else None,
                overlap_days=((done or as_at) - begun).days if begun is not None and overlaps else None,
                waits=first.open and second.open,
            )


def _worked_on(plan: Plan, action: Action, as_at: date) -> tuple[date | None, date | None]:
    """Return the day on which an action was first reported as begun, and the day of its completion."""
    entries = of_whole(up_to(action.status, as_at, agreed_day(plan, action)))
    done = completion(entries)
    begun = next((placed.day for placed in entries if placed.entry.state in _BEGUN), None)
    return begun, done.day if done is not None else None
