"""Rules about an action's life: which state can follow which, and what a claim or a change must bring with it."""

from collections.abc import Iterator
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.kinds import HEADS, PARTS
from actionplan.model.records import Plan
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.rules.checks.context import CheckContext, History, StateChange
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import Placed, part_named

_SAY_WHY = 'say why in the same entry: reason = "..."'


@rule("E401")
def verified_before_complete(view: CheckContext) -> Iterator[RuleFault]:
    """`verified` says that a completion has been looked into, so the action was `complete` before."""
    for change in _changes_of_state(view):
        action, before, placed = change.action, change.before, change.placed
        if placed.entry.state == "verified" and before not in FINISHED:
            was = f"it was {before}" if before else "nothing was reported before"
            fix = f"put an entry before it: actionplan update {action.id} --state complete"
            yield fault(f"verified, but not complete before: {was}", action, "status", placed.index, "state", fix=fix)


@rule("E402")
def verified_by_those_who_did_it(view: CheckContext) -> Iterator[RuleFault]:
    """An action is verified by a body that neither owns nor leads it; `by` says which."""
    for history in view.actions:
        owner, lead = history.record.owner, history.record.lead
        for placed in history.whole if "verified" in history.states else ():
            entry = placed.entry
            if not placed.early:
                owner = owner if entry.owner is None else entry.owner
                lead = lead if entry.lead is None else entry.lead
            if entry.state != "verified":
                continue
            if entry.by is None:
                message = "verified, but it does not say by whom"
                yield fault(message, history.record, "status", placed.index, fix='add a line: by = "..."')
            elif entry.by == owner or _is_called(view.plan, entry.by, lead):
                message = f'verified by "{entry.by}", which {"owns" if entry.by == owner else "leads"} the action'
                expected = "a body that did not do the work"
                yield fault(message, history.record, "status", placed.index, "by", expected=expected)


@rule("E403")
def verified_without_evidence(view: CheckContext) -> Iterator[RuleFault]:
    """A verification names what was looked at, as `evidence`."""
    return without_evidence(view, "verified")


def without_evidence(view: CheckContext, state: State) -> Iterator[RuleFault]:
    """Yield each entry that puts an action as a whole into a state and names no evidence."""
    for history in view.actions:
        for index, entry in enumerate(history.record.status if state in history.states else ()):
            if entry.state == state and entry.milestone is None and not entry.evidence:
                fix = 'add a line: evidence = [{ link = "https://..." }]'
                yield fault(f"{state}, but without evidence", history.record, "status", index, "state", fix=fix)


@rule("E404")
def reopened_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An action that was complete, verified or cancelled can come back, or be cancelled after all, with a `reason`; so
    can a milestone.
    """
    for change in view.state_changes:
        before, state = change.before, change.placed.entry.state
        leaves = before in CLOSED and (state not in CLOSED or (state == "cancelled") != (before == "cancelled"))
        if leaves and not change.placed.entry.reason:
            message = f"{state} after it was {before}, without a reason"
            yield fault(message, change.action, "status", change.placed.index, "state", fix=_SAY_WHY)


@rule("E405")
def progress_after_cancelled(view: CheckContext) -> Iterator[RuleFault]:
    """A cancelled action makes no progress, unless an entry with a state and a reason reopens it."""
    for history in view.actions:
        cancelled = False
        for placed in history.whole if "cancelled" in history.states else ():
            entry = placed.entry
            cancelled = entry.state == "cancelled" if entry.state is not None else cancelled
            if cancelled and entry.progress is not None and entry.state is None:
                fix = 'reopen it in this entry: state = "in-progress" and reason = "..."'
                message = "progress on an action that was cancelled"
                yield fault(message, history.record, "status", placed.index, "progress", fix=fix)


@rule("E406")
def not_started_after_start(view: CheckContext) -> Iterator[RuleFault]:
    """Work that has begun stays begun: an action that stands still is `suspended`."""
    for change in _changes_of_state(view):
        if change.placed.entry.state == "not-started" and change.before in ("in-progress", "suspended"):
            fix = 'if it stands still, write: "suspended"'
            message = f"not-started after it was {change.before}"
            yield fault(message, change.action, "status", change.placed.index, "state", fix=fix)


@rule("E407")
def changed_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """What was agreed changes by an entry that says why: a new value for a field of the head goes with a `reason`.
    Entries from before the plan was agreed are history and need none; what a correction needs is said under E412.
    """
    for history in view.histories:
        if all(_says_why(placed) for placed in history.beyond):
            continue
        for placed, key in _changes_of_head(history):
            if not _says_why(placed):
                message = f'"{key}" changes without a reason'
                yield fault(message, history.record, "status", placed.index, key, fix=_SAY_WHY, on_key=True)


@rule("E408")
def state_and_progress_disagree(view: CheckContext) -> Iterator[RuleFault]:
    """One entry does not say two things: complete is 100 per cent where progress is given, not-started is 0."""
    for history in view.actions:
        at_an_end = history.states.intersection((*FINISHED, "not-started"))
        for index, entry in enumerate(history.record.status if at_an_end else ()):
            wanted = 100 if entry.state in FINISHED else 0 if entry.state == "not-started" else entry.progress
            if entry.progress is not None and entry.progress != wanted:
                message = f"{entry.state}, but progress is {entry.progress}"
                expected = f"{wanted}, or no progress line"
                yield fault(message, history.record, "status", index, "progress", expected=expected)


@rule("W411")
def stopped_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """When an action is suspended or cancelled, a board will ask why: such an entry has a `reason`."""
    for change in _changes_of_state(view):
        state, placed = change.placed.entry.state, change.placed
        stops = state in ("suspended", "cancelled") and change.before not in CLOSED
        if stops and not placed.early and not placed.entry.reason:
            yield fault(f"{state}, without a reason", change.action, "status", placed.index, "state", fix=_SAY_WHY)


@rule("E412")
def corrected_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """A correction says what was wrong: an entry with `corrects` has a `reason`."""
    for record, keys, entry in view.stating("corrects"):
        if not entry.reason and entry.redacted is None:
            fix = 'say what was wrong in the same entry: reason = "..."'
            yield fault("a correction without a reason", record, *keys, "corrects", fix=fix)


def _says_why(placed: Placed) -> bool:
    """Return whether an entry has a reason, or is a correction: what that needs is another rule's."""
    return bool(placed.entry.reason) or placed.entry.corrects is not None


def _is_called(plan: Plan, body_id: Id, text: str | None) -> bool:
    """Return whether a text is a body's id, name or alias."""
    body = plan.bodies.get(body_id)
    names = (body_id, body.name, *body.aliases) if body is not None else (body_id,)
    return text is not None and text.casefold() in {name.casefold() for name in names}


def _changes_of_state(view: CheckContext) -> Iterator[StateChange]:
    """Return each entry by which an action as a whole came into another state."""
    return (change for change in view.state_changes if change.part is None)


def _changes_of_head(history: History) -> Iterator[tuple[Placed, str]]:
    """Yield each entry and field of the head at which the value becomes another than it was."""
    record = history.record
    parts: dict[str, dict[str, Any]] = {
        part.id: {name: getattr(part, name) for name in HEADS[type(part)]}
        for parts_of in PARTS.values()
        for part in getattr(record, parts_of, ())
    }
    head = {name: getattr(record, name) for name in HEADS[type(record)]}
    for placed in history.beyond:
        if placed.early:
            continue
        part = part_named(placed.entry)
        current = head if part is None else parts.get(part, {})
        for name in current:
            stated = getattr(placed.entry, name)
            if stated is not None and stated != current[name]:
                current[name] = stated
                yield placed, name
