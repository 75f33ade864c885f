"""Requests in words: what was asked for, of which body, and what became of it."""

from collections.abc import Iterator, Mapping

from actionplan.model.bodies import Body
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.model.text import at_text, body_name, date_text
from actionplan.report.words import in_sentence, why_text
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.records import Change
from actionplan.summary.requests import RequestOutcome, RequestSummary, pending

OUTCOME_WORDS: Mapping[RequestOutcome, str] = {
    "pending": "no decision on record",
    "granted": "granted",
    "granted-otherwise": "granted with another date",
    "refused": "refused",
    "withdrawn": "withdrawn",
    "replaced": "replaced by a later request",
    "no-longer-needed": "no longer needed",
}
"""The words for what became of a request."""


def wanted_text(request: RequestSummary | ActionEntry, action: ActionSummary | None) -> str:
    """Return what is asked for: ``to make it due 31 Dec 2024``, ``to cancel the milestone "Staff trained"``.

    Args:
        request: the request.
        action: the action, for the title of a milestone; None if it is not known.
    """
    due = request.request_due if isinstance(request, ActionEntry) else request.due
    titles = {each.id: each.title for each in action.milestones} if action is not None else {}
    it = f'the milestone "{titles.get(request.milestone, request.milestone)}"' if request.milestone else "it"
    if due is None:
        return f"to cancel {it}"
    return f"to make {it} due {date_text(due)}" if due.last is not None else f"to leave {it} without a fixed due date"


def request_text(request: RequestSummary, action: ActionSummary, bodies: Mapping[Id, Body]) -> str:
    """Return a request and what became of it: ``Board was asked on 2 Sep 2024 to make it due 31 Dec 2024; refused``."""
    body = body_name(bodies, request.requested_of, "a body not named")
    text = f"{body} was asked {at_text(request.on)} {wanted_text(request, action)}; {OUTCOME_WORDS[request.outcome]}"
    return text + (f" {at_text(request.decided)}" if request.decided is not None else "")


def pending_texts(action: ActionSummary, bodies: Mapping[Id, Body]) -> list[str]:
    """Return each request about an action that no body has decided."""
    return [request_text(request, action, bodies) for request in pending(action.requests)]


def requests_of_body(action: ActionSummary, body: Id | None) -> Iterator[str]:
    """Yield what a body is asked to decide about an action, with the reason."""
    for request in pending(action.requests):
        if request.requested_of == body:
            why = f": {in_sentence(request.reason)}" if request.reason else ""
            yield f"decide whether {wanted_text(request, action)}, as asked {at_text(request.on)}{why}"


def requested_sentence(change: Change, plan: Plan) -> str:
    """Return a new request as a sentence for minutes."""
    entry = change.entry
    if not isinstance(entry, ActionEntry):
        return "a request"
    by = f"{body_name(plan.bodies, entry.by)} asked" if entry.by is not None else "asked"
    body = body_name(plan.bodies, entry.requested_of, "a body not named")
    why = why_text(entry, plan.bodies)
    return f"{by} {body} {at_text(entry.on)} {wanted_text(entry, change.now)}{why}"


def decided_sentence(change: Change, plan: Plan) -> str:
    """Return the end of a request that was not granted, as a sentence for minutes."""
    entry = change.entry
    if not isinstance(entry, ActionEntry):
        return "a request was decided"
    asked = (request for request in change.now.requests if request.id == entry.decides) if change.now else iter(())
    request = next(asked, None)
    what = f"the request {wanted_text(request, change.now)}" if request is not None else "a request"
    by = f" by {body_name(plan.bodies, entry.by)}" if entry.by is not None else ""
    return f"{what} was {entry.decision or 'decided'} {at_text(entry.on)}{by}{why_text(entry, plan.bodies)}"
