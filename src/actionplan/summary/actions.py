"""The status of one action on a day."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.frozen_dict import EMPTY
from actionplan.model.ids import Id
from actionplan.model.policy import Policy, RatingRule
from actionplan.model.records import Action, Plan
from actionplan.model.vocabulary import CLOSED, FINISHED, ActionState, ShownState
from actionplan.summary.answering import Handover, handover_due
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import completion, lateness
from actionplan.summary.milestones import MilestoneSummary, summarise_milestones
from actionplan.summary.rating import rules_as_at
from actionplan.summary.replaced import Origin, in_place_of, origin_of, replaced_among, replaced_by
from actionplan.summary.requests import RequestSummary, is_request, requests_of
from actionplan.summary.standing import areas_stood_down, is_stood_down
from actionplan.summary.timeline import (
    Placed,
    as_stated,
    head_as_at,
    last_stated,
    of_whole,
    saying_more,
    up_to,
)
from actionplan.summary.updates import is_update


@frozen(kw_only=True)
class ActionSummary:
    """One action on one day.

    Attributes:
        id: its id.
        title: its title on that day.
        area: the id of its primary area, in which totals count it; None if it serves no area.
        areas: ids of all areas it serves.
        owner: the id of the accountable body on that day; None if none is named.
        partners: ids of bodies that help.
        lead: the role that leads the work; None if none is named.
        senior_responsible: the role that answers for it within the owner; None if none is named.
        joint_leads: roles that lead the work together.
        plain: what it means for families, in plain words; None if nobody has written that.
        short: its short name; None if it has none.
        ref: its printed reference; None if it has none.
        start: when work was to begin; None if that is not stated.
        after: ids of the actions that must finish first, on that day.
        waiting_on: bodies on which it waits on that day: ids of the plan's, or names of others.
        replaces: ids of the actions that it replaces, by a split or a join.
        replaced_by: ids of the actions in its place; none unless it was split or joined.
        state: the state last reported; None if none has been.
        state_before, progress_before: the state and the progress of the action that it replaces, or of several
            together, when that was split or joined, as long as no state of its own is reported; None otherwise.
        rating: the id of the rating last declared; None if none has been.
        rating_computed: the id of the rating by the plan's rules; None if no rule matches or the plan has none.
        progress: per cent done, as last reported; None if none has been.
        original_due: the due date as first agreed, for this action or for the one that it replaces; None if
            there was none.
        due: the due date on that day; None if there is none.
        due_stated: other due dates that sources give for the one first agreed, as they are written there.
        days_late: calendar days late against ``due``; for a finished action, the days by which it was finished late
            against the due date of that time. None if there is no due day or the action is cancelled or replaced.
        days_late_original: the same against ``original_due``.
        days_overdue: calendar days by which it is overdue, against the date that the plan's ``late_against`` names; 0
            if it is not overdue.
        times_redated: how often the due date was moved.
        days_slipped: calendar days from ``original_due`` to ``due``, below 0 if that is earlier; None if either has no
            day.
        finished: when it was completed; None if it is not complete or verified.
        updates: how many entries there are up to that day, with those of the actions that it replaces; none is
            a correction, a handover, a split, a join, a request refused or withdrawn, or a name for readers.
        last_update: the date of the last of them; None if there is none.
        days_since_update: calendar days since the last of them; None if there is none.
        stood_down: whether it would be open, and every area that it serves is stood down.
        open: whether work remains: the action is not complete, verified, cancelled, replaced or stood down.
        overdue: whether it is open and its due day has passed; the original day if ``late_against`` says so.
        overdue_original: whether it is open and its original due day has passed.
        due_soon: whether it is open and due within the plan's ``due_within_days`` from that day.
        stale: whether it is open and its last update is older than the plan's ``stale_after_days``.
        recently_finished: whether it was completed within the plan's ``finished_within_days`` before that day.
        milestones: its milestones, in the order of the file.
        requests: what was asked for it, in order, with what became of each request.
        handover: that its owner has ended, so that it must be handed over; None if the owner has not, if it has none,
            and if it is not open.
    """

    id: Id
    title: str
    area: Id | None
    areas: tuple[Id, ...]
    owner: Id | None
    partners: tuple[Id, ...]
    lead: str | None
    senior_responsible: str | None = None
    joint_leads: tuple[str, ...] = ()
    plain: str | None = None
    short: str | None = None
    ref: str | None = None
    start: PlanDate | None
    after: tuple[Id, ...] = ()
    waiting_on: tuple[str, ...] = ()
    replaces: tuple[Id, ...] = ()
    replaced_by: tuple[Id, ...] = ()
    state: ActionState | None
    state_before: ActionState | None = None
    progress_before: int | None = None
    rating: Id | None
    rating_computed: Id | None = None
    progress: int | None
    original_due: PlanDate | None
    due: PlanDate | None
    due_stated: tuple[str, ...] = ()
    days_late: int | None
    days_late_original: int | None
    days_overdue: int
    times_redated: int
    days_slipped: int | None
    finished: PlanDate | None
    updates: int
    last_update: PlanDate | None
    days_since_update: int | None
    stood_down: bool = False
    open: bool
    overdue: bool
    overdue_original: bool
    due_soon: bool
    stale: bool
    recently_finished: bool
    milestones: tuple[MilestoneSummary, ...] = ()
    requests: tuple[RequestSummary, ...] = ()
    handover: Handover | None = None


def lacks_new_date(action: ActionSummary) -> bool:
    """Return whether the due date first agreed of an open action has passed, and it has no due day any more."""
    return action.overdue_original and not action.overdue and last_day(action.due) is None


def summarise_action(
    action: Action, as_at: date, policy: Policy | None = None, agreed: date | None = None
) -> ActionSummary:
    """Return the status of an action.

    Args:
        action: the action, its head as first agreed.
        as_at: the day; later entries do not count.
        policy: the plan's policy on that day; None for the defaults.
        agreed: the day on which the action was agreed; earlier entries do not change the head. None if there are none.
    """
    return summarise_entries(action, up_to(action.status, as_at, agreed), as_at, policy or Policy())


def summarise_entries(
    action: Action,
    every: tuple[Placed, ...],
    as_at: date,
    policy: Policy,
    rules: Sequence[RatingRule] = (),
    bodies: Mapping[Id, Body] = EMPTY,
    origin: Origin | None = None,
    stood_down: Collection[Id] = (),
) -> ActionSummary:
    """Return the status of an action, from entries that are in order already.

    Args:
        action: the action, its head as first agreed.
        every: its entries in force on the day, from `up_to`.
        as_at: the day.
        policy: the plan's policy on that day.
        rules: the plan's rating rules on that day; without any there is no computed rating.
        bodies: the plan's bodies, by id, which say whether the owner has ended.
        origin: what it keeps of the actions that it replaces, from `origin_of`; None if there are none.
        stood_down: the areas that are stood down on the day, from `areas_stood_down`.
    """
    summary = _summarised(action, every, as_at, policy, origin, stood_down)
    if summary.open and (handover := handover_due(bodies, summary.owner, as_at)) is not None:
        summary = evolve(summary, handover=handover)
    is_rated = rules and not summary.replaced_by
    return evolve(summary, rating_computed=computed_rating(summary, rules)) if is_rated else summary


def _summarised(
    action: Action,
    every: tuple[Placed, ...],
    as_at: date,
    policy: Policy,
    origin: Origin | None,
    stood_down: Collection[Id],
) -> ActionSummary:
    beyond = saying_more(action, every)
    entries = of_whole(every) if beyond else every
    now = head_as_at(action, beyond)
    first, dated = (origin.first_dues[None], (*of_whole(origin.entries), *entries)) if origin else (action.due, entries)
    is_down = is_stood_down(now.areas, stood_down)
    shared = lateness(first, now.due, dated, as_at, policy, is_awaited=not is_down)
    is_open: bool = shared["open"]
    done = completion(entries)
    updates = updates_of(every, as_at, origin)
    age: int | None = updates["days_since_update"]
    before = origin if origin is not None and shared["state"] is None else None
    return ActionSummary(
        **as_stated(now, "id", "title", "areas", "owner", "partners", "lead", "start", "after", "waiting_on"),
        replaces=now.replaces,
        **as_stated(now, "senior_responsible", "joint_leads", "plain", "short", "ref"),
        **shared,
        replaced_by=replaced_by(entries) if beyond else (),
        **updates,
        area=now.areas[0] if now.areas else None,
        due_stated=_rival_dues(action),
        stood_down=is_down and shared["state"] not in CLOSED,
        rating=last_stated(entries, "rating"),
        progress=last_stated(entries, "progress"),
        state_before=before.state if before is not None else None,
        progress_before=before.progress if before is not None else None,
        overdue_original=is_open and bool(shared["days_late_original"]),
        stale=is_open and age is not None and age > policy.stale_after_days,
        recently_finished=done is not None and 0 <= (as_at - done.day).days < policy.finished_within_days,
        milestones=summarise_milestones(action, every, as_at, policy, is_awaited=is_open, origin=origin),
        requests=requests_of(every) if any(is_request(placed.entry) for placed in beyond) else (),
    )


def _rival_dues(action: Action) -> tuple[str, ...]:
    stated = dict.fromkeys(str(each.value) for each in action.stated if each.field == "due")
    return tuple(text for text in stated if action.due is None or text != action.due.text)


def summarise_actions(plan: Plan, as_at: date) -> tuple[ActionSummary, ...]:
    """Return the status of every action that was in the plan on a day, in natural order of ids."""
    return summarise_some(plan, (action for action in plan.actions if in_plan(plan, action, as_at)), as_at)


def standing_actions(plan: Plan, as_at: date) -> dict[Id, ActionSummary]:
    """Return the status of each action by its id, with ``after`` naming what is in the place of what it names."""
    actions = {action.id: action for action in summarise_actions(plan, as_at)}
    if replaced := replaced_among(actions):
        named = ((name, in_place_of(action.after, replaced)) for name, action in actions.items())
        return {name: evolve(actions[name], after=after) for name, after in named}
    return actions


def shown_state(action: ActionSummary) -> ShownState | None:
    """Return what reports show of an action: its state, or that its areas are stood down."""
    return "stood-down" if action.stood_down else action.state


def summarise_in_plan(plan: Plan, action: Action, as_at: date) -> ActionSummary:
    """Return the status of an action of a plan, by the plan's policy and rating rules of that day.

    Args:
        plan: the plan.
        action: the action.
        as_at: the day; later entries do not count.
    """
    return summarise_some(plan, (action,), as_at)[0]


def summarise_some(plan: Plan, actions: Iterable[Action], as_at: date) -> tuple[ActionSummary, ...]:
    """Return the status of some actions of a plan; see `summarise_in_plan`."""
    of_day = as_at, policy_as_at(plan, as_at), rules_as_at(plan, as_at), plan.bodies
    stood_down = areas_stood_down(plan, as_at)
    return tuple(
        summarise_entries(
            action, up_to(action.status, as_at, agreed_day(plan, action)), *of_day, origin_of(plan, action), stood_down
        )
        for action in actions
    )


def updates_of(entries: Sequence[Placed], as_at: date, origin: Origin | None = None) -> dict[str, Any]:
    """Return ``updates``, ``last_update`` and ``days_since_update`` of a record's entries in force on a day.

    None is a correction, a decision such as a handover, or what is there for readers only, such as a short name.

    Args:
        entries: the entries in force.
        as_at: the day.
        origin: what an action keeps of those that it replaces; None for other records.
    """
    # A correction is still an entry of its own if the one that it corrects was redacted, or is about another part.
    updates = [placed for placed in entries if is_update(placed.entry)]
    last = updates[-1] if updates else origin.last if origin is not None else None
    return {
        "updates": len(updates) + (origin.updates if origin is not None else 0),
        "last_update": last.entry.on if last is not None else None,
        "days_since_update": (as_at - last.day).days if last is not None else None,
    }


def computed_rating(action: ActionSummary, rules: Iterable[RatingRule]) -> Id | None:
    """Return the rating of the first rule that matches; None if none does.

    Args:
        action: the status of the action.
        rules: the rules in force, in order.
    """
    return next((rule.rating for rule in rules if _matches(rule, action)), None)


def _matches(rule: RatingRule, action: ActionSummary) -> bool:
    """Return whether every condition of a rule holds. A condition on an unknown value does not hold."""
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
