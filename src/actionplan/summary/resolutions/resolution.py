"""The status of a resolution: how far each clause has been carried out, and when it was reported back."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve, frozen

from actionplan.model.as_known import in_plan
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.resolutions import Amendment, Clause, Resolution, Votes
from actionplan.model.vocabulary import BINDING, DONE, Every, Outcome, Stance, State, words
from actionplan.summary.actions import ActionSummary, summarise_some
from actionplan.summary.delivery import Closed, Delivery, Through, closed_by, delivery_of, through
from actionplan.summary.lateness import days_past
from actionplan.summary.meetings import next_meeting
from actionplan.summary.replaced import in_place_of, replaced_among, with_those_in_place
from actionplan.summary.resolutions.report_back import Reported, reported
from actionplan.summary.timeline import Placed, as_stated, by_part, head_as_at, last_stated, of_whole, part_as_at, up_to


@frozen(kw_only=True)
class Carrier:
    """A resolution that carries out a clause of another one.

    Attributes:
        id: its id.
        title: its title.
        body: the id of the body that voted on it.
        on: when that body voted on it.
    """

    id: Id
    title: str
    body: Id
    on: PlanDate


@frozen(kw_only=True)
class ClauseSummary:
    """One clause on one day.

    Attributes:
        id: its id within the resolution.
        text: its text; ``unknown`` if it could not be read.
        ref: its printed reference; None if it has none.
        addressee: who must do it: the id of a body, or others in words; None if not stated.
        due: when it is due; None if not stated.
        due_first: when it was first due; None if that was not stated.
        actions: ids of the actions that carry it out; of one that was split or joined, those in its place.
        areas: ids of the areas whose actions carry it out together.
        whole_plan: whether the plan as a whole carries it out.
        resolutions: other resolutions that carry it out.
        no_action_because: why no action does; None if one does or should.
        delivery: its progress.
        state: the state last reported of the clause itself; None if none has been.
        closed: the decision that closed it; None if none did.
        note: the note of the last entry about the clause that has one; None if there is none.
        note_on: the date of that entry; None without it.
        notes: the date and the note of each entry about the clause that has one, in order.
        through: how far the actions of its areas, or of the whole plan, have come; None if it names neither.
        carried_by: the status of those of its actions that were in the plan on that day.
        owners: ids of the bodies that own them, each once.
        days_late: the most days by which an open one of them is late against its due date; 0 if none is late, None if
            no open one has a due day.
        days_late_original: the same against the due date first agreed.
        days_overdue: calendar days by which it is overdue against its own due date; 0 if it is not, or has none.
        overdue: whether it is open, and its own due day has passed or one of its actions is overdue.
        reported: when the clause, or the whole resolution, was last reported back, and when the next report is due.
        open: whether it is still to be carried out: it binds the plan, is not delivered, and no entry of its own
            cancels or closes it.
    """

    id: Id
    text: str
    ref: str | None
    addressee: str | None
    due: PlanDate | None
    due_first: PlanDate | None
    actions: tuple[Id, ...]
    areas: tuple[Id, ...]
    whole_plan: bool
    resolutions: tuple[Carrier, ...]
    no_action_because: str | None
    delivery: Delivery
    state: State | None
    closed: Closed | None
    note: str | None
    note_on: PlanDate | None
    notes: tuple[tuple[PlanDate, str], ...]
    through: Through | None
    carried_by: tuple[ActionSummary, ...]
    owners: tuple[Id, ...]
    days_late: int | None
    days_late_original: int | None
    days_overdue: int
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
        seconder: who seconded it; None if not known.
        group: the id of the group that moved it; None if not known.
        portfolio_holder: who answers for it in the cabinet or executive; None if not known.
        ref: its printed reference; None if it has none.
        votes: the count; None if not published.
        stances: how each group voted, by the group's id.
        notes: what the body notes in it.
        believes: what the body says in it that it believes.
        amendments: the amendments that were moved to it.
        report_every: how often it must be reported back; None if not agreed.
        report_to: the id of the body that hears these reports; None means the body that voted on it.
        days_since: calendar days since the vote; None if its day is not known.
        clauses: its clauses, in order.
        clauses_made: how many it has in all, by its source; None if not known.
        delivered, under_way, suspended, not_begun, not_reported, not_tracked: how many of its clauses have each
            progress.
        reported: when it or any of its clauses was last reported back, and when the first report is due.
        reported_whole: when it was last reported back as a whole, without the next report; each clause has its own.
        next_meeting: when the body that hears the reports next meets; None if no such meeting is on record.
        due_at_next_meeting: whether a report is due by then.
        open: whether it binds the plan and a clause is open, or not all of its clauses are on record.
        fulfilled: whether it binds the plan, and each of its clauses is delivered.
        overdue: whether it is open, and a clause, an action or a report is overdue.
    """

    id: Id
    title: str
    portfolio_holder: str | None = None
    ref: str | None = None
    body: Id
    on: PlanDate
    outcome: Outcome
    binding: bool
    mover: str | None
    seconder: str | None
    group: Id | None
    votes: Votes | None
    stances: Mapping[Id, Stance]
    notes: tuple[str, ...]
    believes: tuple[str, ...]
    amendments: tuple[Amendment, ...]
    report_every: Every | None
    report_to: Id | None
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
    fulfilled: bool
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
    clauses = [clause for resolution in plan.resolutions for clause in resolution.clauses]
    entries = [entry for resolution in plan.resolutions for entry in resolution.status]
    parts: Iterable[Any] = (*clauses, *entries)
    if any(part.areas or part.whole_plan for part in parts):
        return summarise_some(plan, (action for action in plan.actions if in_plan(plan, action, as_at)), as_at)
    heads = (clause.actions for clause in clauses)
    later = (entry.actions or () for entry in entries)
    named = with_those_in_place(plan, (name for names in (*heads, *later) for name in names), as_at)
    carrying = (action for action in plan.actions if action.id in named and in_plan(plan, action, as_at))
    return summarise_some(plan, carrying, as_at)


def _summarised(
    plan: Plan, resolution: Resolution, actions: Mapping[Id, ActionSummary], as_at: date
) -> ResolutionSummary:
    entries = up_to(resolution.status, as_at)
    now = head_as_at(resolution, entries)
    about_whole, own = of_whole(entries), by_part(entries)
    clauses = tuple(
        _clause(plan, now, part, own.get(part.id, ()), about_whole, actions, as_at) for part in resolution.clauses
    )
    counts = Counter[str](clause.delivery for clause in clauses)
    progress: dict[str, Any] = {word.replace("-", "_"): counts[word] for word in words(Delivery)}
    is_whole = bool(clauses) and len(clauses) >= (now.clauses_made or 0)
    is_open = now.outcome in BINDING and (not is_whole or any(clause.open for clause in clauses))
    whole = _reported(now, clauses, entries, as_at, is_open=is_open)
    meeting = next_meeting(plan, now.report_to or now.body, as_at)
    by_then = last_day(meeting)
    return ResolutionSummary(
        **as_stated(now, *_OF_HEAD.split()),
        binding=now.outcome in BINDING,
        days_since=(as_at - resolution.on.last).days if resolution.on.last is not None else None,
        clauses=clauses,
        **progress,
        reported=whole,
        reported_whole=reported(now, about_whole, None, as_at, is_awaited=False),
        next_meeting=meeting,
        due_at_next_meeting=whole.due is not None and by_then is not None and whole.due <= by_then,
        open=is_open,
        fulfilled=now.outcome in BINDING and not is_open and counts["delivered"] == len(clauses),
        overdue=is_open and (whole.days_overdue > 0 or any(clause.overdue for clause in clauses)),
    )


_OF_HEAD = (
    "id title body on outcome mover seconder group votes stances notes believes amendments report_every report_to "
    "clauses_made portfolio_holder ref"
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
    plan: Plan,
    now: Resolution,
    clause: Clause,
    about: tuple[Placed, ...],
    about_whole: tuple[Placed, ...],
    actions: Mapping[Id, ActionSummary],
    as_at: date,
) -> ClauseSummary:
    head, clause = clause, part_as_at(clause, about)
    clause = evolve(clause, actions=in_place_of(clause.actions, replaced_among(actions)))
    own: State | None = last_stated(about, "state")
    notes = tuple((placed.entry.on, placed.entry.note) for placed in about if placed.entry.note)
    carried_by = tuple(actions[name] for name in clause.actions if name in actions)
    together = _together(clause, actions.values())
    closed, has_actions = closed_by(about), bool(clause.actions or clause.areas or clause.whole_plan)
    every = tuple({action.id: action for action in (*carried_by, *together)}.values())
    is_done = closed is not None and closed.closed_as in DONE
    delivery = "delivered" if is_done else delivery_of(every, own, has_actions=has_actions)
    will_not_be = closed is not None or (not has_actions and own == "cancelled")
    is_open = now.outcome in BINDING and delivery != "delivered" and not will_not_be
    reports = sorted((*about_whole, *about), key=lambda placed: (placed.day, placed.root, placed.index))
    still = [action for action in every if action.open]
    days_overdue = days_past(clause.due, as_at) if is_open else 0
    names = "id text ref addressee due actions areas whole_plan no_action_because"
    return ClauseSummary(
        **as_stated(clause, *names.split()),
        due_first=head.due,
        resolutions=tuple(
            Carrier(**as_stated(other, "id", "title", "body", "on"))
            for other in plan.resolutions
            if other.id in clause.resolutions
        ),
        delivery=delivery,
        state=own,
        closed=closed,
        note=notes[-1][1] if notes else None,
        note_on=notes[-1][0] if notes else None,
        notes=notes,
        through=through(together) if clause.areas or clause.whole_plan else None,
        carried_by=carried_by,
        owners=tuple(dict.fromkeys(action.owner for action in carried_by if action.owner is not None)),
        days_late=_most(action.days_late for action in still),
        days_late_original=_most(action.days_late_original for action in still),
        days_overdue=days_overdue,
        overdue=is_open and (days_overdue > 0 or any(action.overdue for action in still)),
        reported=reported(now, reports, now.report_every, as_at, is_awaited=is_open),
        open=is_open,
    )


def _together(clause: Clause, actions: Iterable[ActionSummary]) -> tuple[ActionSummary, ...]:
    """Return the actions of the areas that a clause names, or of the whole plan."""
    areas = frozenset(clause.areas)
    return tuple(action for action in actions if clause.whole_plan or not areas.isdisjoint(action.areas))


def _most(days: Iterable[int | None]) -> int | None:
    return max((number for number in days if number is not None), default=None)
