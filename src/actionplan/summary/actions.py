"""Where one action stands on a day."""

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.policy import Policy, RatingRule
from actionplan.model.records import Action, Plan
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import (
    completion,
    days_late,
    days_overdue,
    days_slipped,
    due_held,
    times_redated,
    within,
)
from actionplan.summary.milestones import MilestoneSummary, summarise_milestones
from actionplan.summary.rating import rules_as_at
from actionplan.summary.timeline import Placed, head_as_at, last_stated, of_whole, saying_more, up_to


@frozen(kw_only=True)
class ActionSummary:
    """One action on one day.

    Attributes:
        id: its id.
        title: its title on that day.
        area: the id of its primary area, in which totals count it.
        areas: ids of all areas it serves.
        owner: the id of the accountable body on that day; None when none is named.
        partners: ids of bodies that help.
        lead: the role that leads the work; None when none is named.
        start: when work was to begin; None when not stated.
        after: ids of the actions that must finish first, on that day.
        state: the state last reported; None when none has been.
        rating: the id of the rating last declared; None when none has been.
        rating_computed: the id of the rating that the plan's rules give; None when none matches or it has none.
        progress: per cent done, as last reported; None when it has not been.
        original_due: the due date as first agreed; None when there was none.
        due: the due date on that day; None when there is none.
        days_late: calendar days late against ``due``, of a finished action against the due date that held when it was
            finished; None when there is no due day or the action is cancelled.
        days_late_original: the same against ``original_due``.
        days_overdue: calendar days by which it is overdue, against the date that the plan's ``late_against`` names; 0
            when it is not overdue.
        times_redated: how often the due date was moved.
        days_slipped: calendar days from ``original_due`` to ``due``, below 0 when it came forward; None when either has
            no day.
        finished: when the completion that stands was; None while there is none.
        updates: how many entries there are up to that day.
        last_update: when the last of them was true; None when there is none.
        days_since_update: calendar days since then; None likewise.
        open: whether anything is still awaited: it is not complete, verified or cancelled.
        overdue: whether it is open and its due day has passed; the first one where the plan's ``late_against`` says
            so.
        overdue_original: whether it is open and its original due day has passed.
        due_soon: whether it is open and its due day falls within the plan's ``due_within_days`` from that day on.
        stale: whether it is open and its last update is older than the plan's ``stale_after_days``.
        recently_finished: whether its completion fell within the plan's ``finished_within_days`` up to that day.
        milestones: its steps on the way, in the file's order.
    """

    id: Id
    title: str
    area: Id | None
    areas: tuple[Id, ...]
    owner: Id | None
    partners: tuple[Id, ...]
    lead: str | None
    start: PlanDate | None
    after: tuple[Id, ...] = ()
    state: State | None
    rating: Id | None
    rating_computed: Id | None = None
    progress: int | None
    original_due: PlanDate | None
    due: PlanDate | None
    days_late: int | None
    days_late_original: int | None
    days_overdue: int
    times_redated: int
    days_slipped: int | None
    finished: PlanDate | None
    updates: int
    last_update: PlanDate | None
    days_since_update: int | None
    open: bool
    overdue: bool
    overdue_original: bool
    due_soon: bool
    stale: bool
    recently_finished: bool
    milestones: tuple[MilestoneSummary, ...] = ()


def summarise_action(
    action: Action, as_at: date, policy: Policy | None = None, agreed: date | None = None
) -> ActionSummary:
    """Return where an action stands.

    Args:
        action: the action, its head as first agreed.
        as_at: the day; entries after it are not looked at.
        policy: the plan's policy on that day; None means the defaults.
        agreed: the day on which the action was agreed: entries from before it change nothing in the head; None where
            there are no such entries.
    """
    every = up_to(action.status, as_at, agreed)
    return summarise_entries(action, every, as_at, policy if policy is not None else Policy())


def summarise_entries(
    action: Action, every: tuple[Placed, ...], as_at: date, policy: Policy, rules: Sequence[RatingRule] = ()
) -> ActionSummary:
    """Return where an action stands whose entries have been put in order already.

    Args:
        action: the action, its head as first agreed.
        every: its entries in force on the day, as `up_to` gives them.
        as_at: the day.
        policy: the plan's policy on that day.
        rules: the plan's rating rules on that day; none leaves the computed rating out.
    """
    summary = _summarised(action, every, as_at, policy)
    return evolve(summary, rating_computed=computed_rating(summary, rules)) if rules else summary


def _summarised(action: Action, every: tuple[Placed, ...], as_at: date, policy: Policy) -> ActionSummary:
    beyond = saying_more(action, every)
    entries = of_whole(every) if beyond else every
    now = head_as_at(action, beyond)
    states_due = any(placed.entry.due is not None for placed in beyond)
    state: State | None = last_stated(entries, "state")
    is_open = state not in CLOSED
    done = completion(entries)
    finished = done.day if done is not None else None
    held = due_held(action.due, now.due, entries, done) if states_due else now.due
    late = days_late(held, state, finished, as_at)
    late_original = days_late(action.due, state, finished, as_at)
    overdue = days_overdue(late, late_original, policy) if is_open else 0
    last = _last_update(every)
    age = (as_at - last.day).days if last is not None else None
    return ActionSummary(
        id=action.id,
        title=now.title,
        area=now.areas[0] if now.areas else None,
        areas=now.areas,
        owner=now.owner,
        partners=now.partners,
        lead=now.lead,
        start=now.start,
        after=now.after,
        state=state,
        rating=last_stated(entries, "rating"),
        progress=last_stated(entries, "progress"),
        original_due=action.due,
        due=now.due,
        days_late=late,
        days_late_original=late_original,
        days_overdue=overdue,
        times_redated=times_redated(action.due, entries) if states_due else 0,
        days_slipped=days_slipped(action.due, now.due),
        finished=done.entry.on if done is not None else None,
        updates=len(every),
        last_update=last.entry.on if last is not None else None,
        days_since_update=age,
        open=is_open,
        overdue=overdue > 0,
        overdue_original=is_open and bool(late_original),
        due_soon=is_open and within(now.due, as_at, policy.due_within_days),
        stale=is_open and age is not None and age > policy.stale_after_days,
        recently_finished=finished is not None and 0 <= (as_at - finished).days < policy.finished_within_days,
        milestones=summarise_milestones(action, every, as_at, policy, is_awaited=is_open),
    )


def summarise_actions(plan: Plan, as_at: date) -> tuple[ActionSummary, ...]:
    """Return where every action stands that was in the plan on a day, in natural order of their ids."""
    return summarise_some(plan, (action for action in plan.actions if in_plan(plan, action, as_at)), as_at)


def summarise_in_plan(plan: Plan, action: Action, as_at: date) -> ActionSummary:
    """Return where an action of a plan stands, by the plan's policy and rating rules of that day.

    Args:
        plan: the plan.
        action: the action.
        as_at: the day; entries after it are not looked at.
    """
    return summarise_some(plan, (action,), as_at)[0]


def summarise_some(plan: Plan, actions: Iterable[Action], as_at: date) -> tuple[ActionSummary, ...]:
    """Return where some actions of a plan stand; see `summarise_in_plan`."""
    policy, rules = policy_as_at(plan, as_at), rules_as_at(plan, as_at)
    return tuple(
        summarise_entries(action, up_to(action.status, as_at, agreed_day(plan, action)), as_at, policy, rules)
        for action in actions
    )


def _last_update(entries: tuple[Placed, ...]) -> Placed | None:
    """Return the entry last in force that is an update, not the correction of an older one."""
    return next((placed for placed in reversed(entries) if placed.entry.corrects is None), None)


def computed_rating(action: ActionSummary, rules: Iterable[RatingRule]) -> Id | None:
    """Return the rating of the first rule that matches; None where none does.

    Args:
        action: where the action stands.
        rules: the rules in force, in order.
    """
    return next((rule.rating for rule in rules if _matches(rule, action)), None)


def _matches(rule: RatingRule, action: ActionSummary) -> bool:
    """Return whether every condition of a rule holds. A condition on what nobody knows does not."""
    age, late = action.days_since_update, action.days_late
    progress = 100 if action.state in FINISHED else action.progress
    conditions = (
        (rule.states, (action.state or "not-reported") in (rule.states or ())),
        (rule.days_late_over, _over(late, rule.days_late_over)),
        (rule.days_late_up_to, late is not None and not _over(late, rule.days_late_up_to)),
        (rule.days_late_original_over, _over(action.days_late_original, rule.days_late_original_over)),
        (rule.progress_below, progress is not None and not _over(progress, (rule.progress_below or 0) - 1)),
        (rule.progress_at_least, _over(progress, (rule.progress_at_least or 0) - 1)),
        (rule.days_since_update_over, _over(age, rule.days_since_update_over)),
        (rule.past_due, action.overdue == rule.past_due),
    )
    return all(holds for wanted, holds in conditions if wanted is not None and wanted != ())


def _over(number: int | None, limit: int | None) -> bool:
    return number is not None and limit is not None and number > limit
