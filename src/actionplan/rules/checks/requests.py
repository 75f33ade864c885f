"""Rules about requests: what is asked of a body, and that it decides."""

from collections.abc import Iterator

from actionplan.model.records import Action
from actionplan.model.suggest import listed
from actionplan.model.text import at_text, body_name
from actionplan.rules.checks.advice import BECAUSE, corrected
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.requests import (
    RequestSummary,
    is_request,
    meeting_passed,
    pending,
    place_of,
    requests_of,
)
from actionplan.summary.timeline import Placed


@rule("E470")
def request_not_complete(view: CheckContext) -> Iterator[RuleFault]:
    """A request names in `requested_of` the body that decides, and gives a `reason`. It asks in `request_due` for
    another due date, or in `request_state` that the action is cancelled.
    """
    for history, placed in _beyond(view):
        entry, key = placed.entry, "request_due" if placed.entry.request_due is not None else "request_state"
        if is_request(entry):
            if entry.requested_of is None:
                fix = _fixed(history, placed, 'name it: requested_of = "..."', "--requested-of BODY")
                yield _fault(history, placed, key, "no body is asked to decide", fix)
            if entry.reason is None:
                fix = _fixed(history, placed, 'say why in the same entry: reason = "..."', "", key)
                yield _fault(history, placed, key, "this is asked for without a reason", fix)
        elif entry.requested_of is not None:
            edit = 'add what is asked for: request_due = ..., or: request_state = "cancelled"'
            fix = _fixed(history, placed, edit, "--request-due DATE")
            yield _fault(history, placed, "requested_of", "a body is asked, but not for what", fix)


@rule("E471")
def decision_not_complete(view: CheckContext) -> Iterator[RuleFault]:
    """A request that is not granted is ended by an entry with `decides`, which names its entry, and `decision`."""
    for history, placed in _beyond(view):
        entry = placed.entry
        if entry.decides is not None and entry.decision is None:
            fix = _fixed(history, placed, 'add a line: decision = "refused"', "--decision refused")
            yield _fault(history, placed, "decides", '"decides" goes with "decision"', fix)
        elif entry.decision is not None and entry.decides is None:
            edit = 'name the entry with the request: decides = "..."'
            fix = _fixed(history, placed, edit, "--decides REQUEST")
            yield _fault(history, placed, "decision", '"decision" goes with "decides"', fix)


@rule("E272")
def unknown_request(view: CheckContext) -> Iterator[RuleFault]:
    """`decides` names the `id` of an earlier entry in the same file that is a request."""
    for history in view.actions:
        known = [entry.id for entry in history.record.status if entry.id is not None and entry.redacted is not None]
        for placed in history.beyond:
            entry = placed.entry
            known += [entry.id] if entry.id is not None and is_request(entry) else []
            if entry.decides is not None and entry.decides not in known:
                expected = f"one of {listed(known)}" if known else ""
                edit = "name an earlier request" if known else 'give the entry with the request a name: id = "..."'
                fix = _fixed(history, placed, edit, "--decides REQUEST")
                message = f'there is no request "{entry.decides}" before this entry'
                yield _fault(history, placed, "decides", message, fix, expected)


def _beyond(view: CheckContext) -> Iterator[tuple[History, Placed]]:
    return ((history, placed) for history in view.actions for placed in history.beyond)


def _index(history: History, placed: Placed, key: str) -> int:
    """Return the place of the entry, or of its last correction, that states a key."""
    status = history.record.status
    return placed.index if getattr(status[placed.index], key) is not None else placed.root


def _fault(history: History, placed: Placed, key: str, message: str, fix: str, expected: str = "") -> RuleFault:
    keys = ("status", _index(history, placed, key), key)
    return fault(message, history.record, *keys, on_key=not expected, expected=expected, fix=fix)


def _fixed(history: History, placed: Placed, edit: str, options: str, *keys: str) -> str:
    return corrected(edit, history.record, placed.root, *keys, options=options)


@rule("W572")
def request_not_decided(view: CheckContext) -> Iterator[RuleFault]:
    """A request is decided at the next meeting of the body that is asked. `plan.toml` names its meetings. Until it
    decides, the action is as late as before.
    """
    for history in view.actions:
        for request in pending(requests_of(history.beyond)):
            meeting = meeting_passed(view.plan, request, view.today)
            if meeting is not None:
                index = place_of(history.record, request)
                body = body_name(view.plan.bodies, request.requested_of)
                message = f"{body} met {at_text(meeting)}, but no decision on this request is"
                fix = f"record what it decided: {_command(history.record, request)}"
                yield fault(f"{message} on record", history.record, "status", index, fix=fix)


def _command(action: Action, request: RequestSummary) -> str:
    """Return the command that records a refusal; a grant is a move or a cancellation with an approval."""
    command = "redate" if request.due is not None else "cancel"
    granted = f"{request.due} " if request.due is not None else ""
    about = f"--milestone {request.milestone} " if request.milestone is not None else ""
    grant = f"{command} {action.id} {granted}{about}--approved {request.requested_of}:DATE {BECAUSE}"
    return f"actionplan {grant}; or: actionplan {command} {action.id} --refuse {request.id or 'ID'} {BECAUSE}"
