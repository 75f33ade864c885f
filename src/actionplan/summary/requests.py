"""Requests to a body: that a due date moves, or that an action is cancelled. Until it decides, nothing changes."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from attrs import evolve, frozen

from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.vocabulary import CLOSED, RequestedState
from actionplan.summary.meetings import meetings_held
from actionplan.summary.timeline import Placed

RequestOutcome = Literal[
    "pending", "granted", "granted-otherwise", "refused", "withdrawn", "replaced", "no-longer-needed"
]
"""What became of a request: ``granted-otherwise`` with another date, ``replaced`` by a later request to the same body,
``no-longer-needed`` since the work was finished or cancelled first."""


@frozen(kw_only=True)
class RequestSummary:
    """A request to a body, on one day.

    Attributes:
        id: the id of its entry; None if it has none.
        milestone: the id of the milestone that it is about; None for the action as a whole.
        on: when it was made.
        by: the id of the body that made it; None if not recorded.
        requested_of: the id of the body that is asked; None if no body is named.
        due: the due date asked for; None if none is.
        state: the state asked for; None if none is.
        reason: why; None if not recorded.
        outcome: what became of it.
        decided: when; None while it is pending.
    """

    id: Id | None
    milestone: Id | None
    on: PlanDate
    by: Id | None
    requested_of: Id | None
    due: PlanDate | None
    state: RequestedState | None
    reason: str | None
    outcome: RequestOutcome
    decided: PlanDate | None


def is_request(entry: ActionEntry) -> bool:
    """Return whether an entry of an action is a request."""
    return entry.request_due is not None or entry.request_state is not None


def requests_of(entries: Iterable[Placed]) -> tuple[RequestSummary, ...]:
    """Return the requests about an action and its milestones, in order, with what became of each.

    A body grants a request when the due date moves, or the action is cancelled, by the body or with its approval.

    Args:
        entries: the entries in force that are more than a report, as corrected.
    """
    requests: list[RequestSummary] = []
    for entry in (placed.entry for placed in entries):
        requests = [_decided(request, entry) for request in requests]
        if is_request(entry):
            requests.append(_made(entry))
    return tuple(requests)


def pending(requests: Iterable[RequestSummary]) -> tuple[RequestSummary, ...]:
    """Return the requests that no body has decided."""
    return tuple(request for request in requests if request.outcome == "pending")


def meeting_passed(plan: Plan, request: RequestSummary, as_at: date) -> PlanDate | None:
    """Return the first meeting of the body that is asked, held after a request and before a day; None if none is known.

    Args:
        plan: the plan, which names the meetings.
        request: the request.
        as_at: the day; a meeting on the day itself may still decide.
    """
    asked = last_day(request.on)
    if asked is None or request.requested_of is None:
        return None
    met = [(day, each.on) for day, each in meetings_held(plan, request.requested_of) if asked < day < as_at]
    return min(met, key=lambda pair: pair[0])[1] if met else None


def place_of(action: Action, request: RequestSummary) -> int:
    """Return the place of the entry that makes a request, among the entries of its action."""
    named = (request.id, request.on, request.milestone)
    alike = [place for place, each in enumerate(action.status) if (each.id, each.on, each.milestone) == named]
    return min(alike, key=lambda place: not is_request(action.status[place]))  # only a correction may make it one


def _made(entry: ActionEntry) -> RequestSummary:
    return RequestSummary(
        id=entry.id,
        milestone=entry.milestone,
        on=entry.on,
        by=entry.by,
        requested_of=entry.requested_of,
        due=entry.request_due,
        state=entry.request_state,
        reason=entry.reason,
        outcome="pending",
        decided=None,
    )


def _decided(request: RequestSummary, entry: ActionEntry) -> RequestSummary:
    """Return a request as it is after a later entry."""
    if request.outcome != "pending" or (outcome := _outcome(request, entry)) is None:
        return request
    return evolve(request, outcome=outcome, decided=entry.on)


def _outcome(request: RequestSummary, entry: ActionEntry) -> RequestOutcome | None:
    """Return what an entry makes of a pending request; None if nothing."""
    if entry.decides is not None and entry.decides == request.id:
        return entry.decision
    if entry.milestone not in (None, request.milestone):
        return None
    is_about_it = entry.milestone == request.milestone
    deciding = {entry.by, *(approval.by for approval in entry.approvals)}
    if is_about_it and request.requested_of in deciding:
        if request.state is not None and entry.state == request.state:
            return "granted"
        if request.due is not None and entry.due is not None:
            is_same = last_day(entry.due) == last_day(request.due)
            return "granted" if is_same else "granted-otherwise"
    if entry.state in CLOSED:
        return "no-longer-needed"
    is_again = is_about_it and is_request(entry) and entry.requested_of == request.requested_of
    return "replaced" if is_again and (entry.request_due is None) == (request.due is None) else None
