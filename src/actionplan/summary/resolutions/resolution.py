"""The status of a resolution: how far each clause has been carried out, and when it was reported back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from attrs import frozen

from actionplan.model.as_known import in_plan
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.resolutions import Clause, Resolution
from actionplan.model.reviews import Ask
from actionplan.model.vocabulary import BINDING, FINISHED, Every, Outcome, State, words
from actionplan.summary.actions import ActionSummary, summarise_some
from actionplan.summary.resolutions.report_back import Reported, next_meeting, reported
from actionplan.summary.timeline import Placed, as_stated, by_part, head_as_at, last_stated, of_whole, part_as_at, up_to

Delivery = Literal["delivered", "under-way", "suspended", "not-begun", "not-reported", "not-tracked"]
"""The progress of a clause, by the states that are on record.

``suspended``: everything that is not finished is suspended. ``not-begun``: everything is reported as not started.
``not-reported``: nothing is reported as begun, and of something no state was ever reported. ``not-tracked``: no action
carries it out, and nothing was ever reported about it.
"""


@frozen(kw_only=True)
class ClauseSummary:
    """One clause on one day.

    Attributes:
        id: its id within the resolution.
        text: its text.
        actions: ids of the actions that carry it out.
        no_action_because: why no action does; None if one does or should.
        delivery: its progress.
        state: the state last reported of the clause itself; None if none has been.
        note: the note of the last entry about the clause that has one; None if there is none.
        note_on: the date of that entry; None without it.
        carried_by: the status of those of its actions that were in the plan on that day.
        owners: ids of the bodies that own them, each once.
        days_late: the most days by which an open one of them is late against its due date; 0 if none is late, None if
            no open one has a due day.
        days_late_original: the same against the due date first agreed.
        overdue: whether one of them is overdue.
        reported: when the clause, or the whole resolution, was last reported back, and when the next report is due.
        open: whether it is still to be carried out: it binds the plan, is not delivered, and no entry of its own
            cancels it.
    """

    id: Id
    text: str
    actions: tuple[Id, ...]
    no_action_because: str | None
    delivery: Delivery
    state: State | None
    note: str | None
    note_on: PlanDate | None
    carried_by: tuple[ActionSummary, ...]
    owners: tuple[Id, ...]
    days_late: int | None
    days_late_original: int | None
    overdue: bool
    reported: Reported
    open: bool


@frozen(kw_only=True)
class ResolutionSummary:
    """One resolution on one day.

    Attributes:
        id: its id.
        title: its title.
        body: the id of the body that voted on it.
        on: when that body voted on it.
        outcome: the outcome of the vote.
        binding: whether it was carried, and so binds the plan.
        mover: who moved it; None if not known.
        group: the id of the group that moved it; None if not known.
        report_every: how often it must be reported back; None if not agreed.
        days_since: calendar days since the vote; None if its day is not known.
        clauses: its clauses, in order.
        clauses_made: how many it has in all, by its source; None if not known.
        delivered, under_way, suspended, not_begun, not_reported, not_tracked: how many of its clauses have each
            progress.
        reported: when it or any of its clauses was last reported back, and when the first report is due.
        reported_whole: when it was last reported back as a whole, without the next report; each clause has its own.
        next_meeting: when that body next meets; None if no such meeting is on record.
        due_at_next_meeting: whether a report is due by then.
        open: whether it binds the plan and a clause is open, or not all of its clauses are on record.
        overdue: whether it is open, and an action or a report is overdue.
    """

    id: Id
    title: str
    body: Id
    on: PlanDate
    outcome: Outcome
    binding: bool
    mover: str | None
    group: Id | None
    report_every: Every | None
    days_since: int | None
    clauses: tuple[ClauseSummary, ...]
    clauses_made: int | None
    delivered: int
    under_way: int
    suspended: int
    not_begun: int
    not_reported: int
    not_tracked: int
    reported: Reported
    reported_whole: Reported
    next_meeting: PlanDate | None
    due_at_next_meeting: bool
    open: bool
    overdue: bool


def summarise_resolutions(plan: Plan, actions: Iterable[ActionSummary], as_at: date) -> tuple[ResolutionSummary, ...]:
    """Return the status of each resolution that was voted on by a day, or on an unknown day.

    Args:
        plan: the plan.
        actions: every action of the plan on that day, from `summarise_actions`, or at least those from
            `summarise_carrying`.
        as_at: the day.
    """
    by_id = {action.id: action for action in actions}
    return tuple(
        _summarised(plan, resolution, by_id, as_at)
        for resolution in plan.resolutions
        if resolution.on.last is None or resolution.on.last <= as_at
    )


def summarise_carrying(plan: Plan, as_at: date) -> tuple[ActionSummary, ...]:
    """Return the status of the actions that carry out a clause or have ever done so."""
    heads = (clause.actions for resolution in plan.resolutions for clause in resolution.clauses)
    later = (entry.actions or () for resolution in plan.resolutions for entry in resolution.status)
    named = {name for names in (*heads, *later) for name in names}
    carrying = (action for action in plan.actions if action.id in named and in_plan(plan, action, as_at))
    return summarise_some(plan, carrying, as_at)


def _summarised(
    plan: Plan, resolution: Resolution, actions: Mapping[Id, ActionSummary], as_at: date
) -> ResolutionSummary:
    entries = up_to(resolution.status, as_at)
    now = head_as_at(resolution, entries)
    about_whole, own = of_whole(entries), by_part(entries)
    clauses = tuple(
        _clause(now, part, own.get(part.id, ()), about_whole, actions, as_at) for part in resolution.clauses
    )
    counts = Counter[str](clause.delivery for clause in clauses)
    progress: dict[str, Any] = {word.replace("-", "_"): counts[word] for word in words(Delivery)}
    is_whole = bool(clauses) and len(clauses) >= (now.clauses_made or 0)
    is_open = now.outcome in BINDING and (not is_whole or any(clause.open for clause in clauses))
    whole = _reported(now, clauses, entries, as_at, is_open=is_open)
    meeting = next_meeting(plan, resolution.body, as_at)
    by_then = last_day(meeting)
    return ResolutionSummary(
        **as_stated(now, "id", "title", "body", "on", "outcome", "mover", "group", "report_every", "clauses_made"),
        binding=now.outcome in BINDING,
        days_since=(as_at - resolution.on.last).days if resolution.on.last is not None else None,
        clauses=clauses,
        **progress,
        reported=whole,
        reported_whole=reported(now, about_whole, None, as_at, is_awaited=False),
        next_meeting=meeting,
        due_at_next_meeting=whole.due is not None and by_then is not None and whole.due <= by_then,
        open=is_open,
        overdue=is_open and (whole.days_overdue > 0 or any(clause.overdue for clause in clauses)),
    )


def _reported(
    now: Resolution, clauses: tuple[ClauseSummary, ...], entries: tuple[Placed, ...], as_at: date, *, is_open: bool
) -> Reported:
    """Return the last report about a resolution or a clause, and the first that is due about an open clause."""
    last = reported(now, entries, now.report_every, as_at, is_awaited=is_open)
    due = min((clause.reported.due for clause in clauses if clause.reported.due is not None), default=last.due)
    overdue = max(0, (as_at - due).days) if due is not None else 0
    return Reported(last=last.last, last_to=last.last_to, due=due, days_overdue=overdue)


def _clause(
    now: Resolution,
    clause: Clause,
    about: tuple[Placed, ...],
    about_whole: tuple[Placed, ...],
    actions: Mapping[Id, ActionSummary],
    as_at: date,
) -> ClauseSummary:
    clause = part_as_at(clause, about)
    own: State | None = last_stated(about, "state")
    noted = next((placed.entry for placed in reversed(about) if placed.entry.note), None)
    carried_by = tuple(actions[name] for name in clause.actions if name in actions)
    delivery = delivery_of(clause, carried_by, own)
    will_not_be = not clause.actions and own == "cancelled"
    is_open = now.outcome in BINDING and delivery != "delivered" and not will_not_be
    reports = sorted((*about_whole, *about), key=lambda placed: (placed.day, placed.root, placed.index))
    still = [action for action in carried_by if action.open]
    return ClauseSummary(
        **as_stated(clause, "id", "text", "actions", "no_action_because"),
        delivery=delivery,
        state=own,
        note=noted.note if noted is not None else None,
        note_on=noted.on if noted is not None else None,
        carried_by=carried_by,
        owners=tuple(dict.fromkeys(action.owner for action in carried_by if action.owner is not None)),
        days_late=_most(action.days_late for action in still),
        days_late_original=_most(action.days_late_original for action in still),
        overdue=is_open and any(action.overdue for action in still),
        reported=reported(now, reports, now.report_every, as_at, is_awaited=is_open),
        open=is_open,
    )


def _most(days: Iterable[int | None]) -> int | None:
    return max((number for number in days if number is not None), default=None)


def delivery_of(part: Clause | Ask, actions: Iterable[ActionSummary], own: State | None) -> Delivery:
    """Return the progress of a clause or an ask; cancelled actions do not count.

    Args:
        part: the clause or the ask, as on the day.
        actions: the status of those of its actions that are in the plan.
        own: the state last reported of the part itself, which counts if it names no action; None if none has been.
    """
    states = [action.state for action in actions] if part.actions else [own] if own is not None else []
    standing = [state for state in states if state != "cancelled"]
    if not standing:
        return "not-tracked"
    if all(state in FINISHED for state in standing):
        return "delivered"
    if all(state in (None, "not-started") for state in standing):
        return "not-reported" if None in standing else "not-begun"
    if all(state == "suspended" or state in FINISHED for state in standing):
        return "suspended"
    return "under-way"
