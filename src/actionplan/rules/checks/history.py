"""Rules about the history of an action: which state can follow which, and what an entry must state with a change."""

from collections.abc import Iterator
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.kinds import FOR_READERS, HEADS, PARTS
from actionplan.model.records import Area, Plan
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.rules.checks.advice import BECAUSE, COMMITTED, corrected
from actionplan.rules.checks.context import CheckContext, History
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.timeline import Placed, part_named

_NO_STATE = "if it is still verified, report no state: verified is complete already"
_GIVE_REASON = 'say why in the same entry: reason = "..."'


@rule("E401")
def verified_before_complete(view: CheckContext) -> Iterator[RuleFault]:
    """Only what was completed can be verified: the state before `verified` is `complete`."""
    for action, part, before, placed in view.state_changes:
        if part is None and placed.entry.state == "verified" and before not in FINISHED:
            was = f"it was {before}" if before else "nothing was reported before"
            fix = f"put an entry before it: actionplan update {action.id} --state complete --on DAY"
            yield fault(f"verified, but not complete before: {was}", action, "status", placed.index, "state", fix=fix)


@rule("E402")
def verified_by_those_who_did_it(view: CheckContext) -> Iterator[RuleFault]:
    """An action is verified by a body that neither owns nor leads it, and `by` names this body."""
    for history in view.actions:
        owner, lead, joint = history.record.owner, history.record.lead, history.record.joint_leads
        for placed in history.whole if "verified" in history.states else ():
            entry = placed.entry
            if not placed.early:
                owner = owner if entry.owner is None else entry.owner
                lead = lead if entry.lead is None else entry.lead
                joint = joint if entry.joint_leads is None else entry.joint_leads
            if entry.state != "verified":
                continue
            if entry.by is None:
                message, edit = "verified, but the verifying body is missing", 'add a line: by = "..."'
                fix = corrected(edit, history.record, placed.index, "state", options="--by BODY")
                yield fault(message, history.record, "status", placed.index, fix=fix)
            elif entry.by == owner or any(_is_called(view.plan, entry.by, each) for each in (lead, *joint)):
                message = f'verified by "{entry.by}", which {"owns" if entry.by == owner else "leads"} the action'
                expected = "a body that did not do the work"
                edit = "name another body, if another verified it"
                fix = corrected(edit, history.record, placed.index, "state", options="--by BODY")
                yield fault(message, history.record, "status", placed.index, "by", expected=expected, fix=fix)


@rule("E403")
def verified_without_evidence(view: CheckContext) -> Iterator[RuleFault]:
    """An entry with `state = "verified"` names under `evidence` what was examined."""
    return without_evidence(view, "verified")


def without_evidence(view: CheckContext, state: State) -> Iterator[RuleFault]:
    """Yield each entry that gives an action as a whole a state, if neither it nor a later one names evidence.

    A later entry counts as long as the action is not open again.
    """
    for history in view.actions:
        entries = history.whole if state in history.states else ()
        is_named_later = False
        for placed in reversed(entries):
            entry = placed.entry
            is_named_later = entry.state in {*FINISHED, None} and (is_named_later or bool(entry.evidence))
            if entry.state == state and not entry.evidence and not is_named_later:
                fix = f"actionplan update {history.record.id} --evidence LINK"
                yield fault(f"{state}, but without evidence", history.record, "status", placed.index, "state", fix=fix)


@rule("E404")
def reopened_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An action or a milestone that was complete, verified or cancelled is reopened only with a `reason`. The same
    holds if it is cancelled after it was complete, or complete after it was cancelled or verified: a verified action is
    complete already, so to report it as complete would only withdraw the verification.
    """
    for action, _, before, placed in view.state_changes:
        state = placed.entry.state
        stays = before not in CLOSED or state == before or (before, state) == ("complete", "verified")
        if not stays and not placed.entry.reason:
            edit = (
                f"{_NO_STATE}; otherwise {_GIVE_REASON}"
                if (before, state) == ("verified", "complete")
                else _GIVE_REASON
            )
            fix = corrected(edit, action, placed.index, "state")
            message = f"{state} after it was {before}, without a reason"
            yield fault(message, action, "status", placed.index, "state", fix=fix)


@rule("E405")
def progress_after_cancelled(view: CheckContext) -> Iterator[RuleFault]:
    """A cancelled action has no further progress, unless an entry with a state and a reason reopens it."""
    for history in view.actions:
        cancelled = False
        for placed in history.whole if "cancelled" in history.states else ():
            entry = placed.entry
            cancelled = entry.state == "cancelled" if entry.state is not None else cancelled
            if cancelled and entry.progress is not None and entry.state is None:
                edit = 'reopen it in this entry: state = "in-progress" and reason = "..."'
                fix = f"{edit}{COMMITTED}actionplan reopen {history.record.id} --on DAY {BECAUSE}"
                message = "progress on an action that was cancelled"
                yield fault(message, history.record, "status", placed.index, "progress", fix=fix)


@rule("E406")
def not_started_after_start(view: CheckContext) -> Iterator[RuleFault]:
    """An action that has started is not `not-started` later. If work has stopped for a time, it is `suspended`."""
    for action, part, before, placed in view.state_changes:
        if part is None and placed.entry.state == "not-started" and before in ("in-progress", "suspended"):
            edit = 'if work has stopped, write: "suspended"; if it had begun by then, leave out the state'
            fix = corrected(edit, action, placed.index, options="--state suspended")
            yield fault(f"not-started after it was {before}", action, "status", placed.index, "state", fix=fix)


@rule("E407")
def changed_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An entry that changes a field of the head has a `reason`. Entries dated before the plan was agreed need none, nor
    do `plain`, `short` and `ref`, which promise nothing. For corrections see E412.
    """
    for history in view.histories:
        for placed, key in () if all(map(_explains, history.beyond)) else _changes_of_head(history):
            if key not in FOR_READERS and not _explains(placed):
                message = f'"{key}" changes without a reason'
                fix = corrected(_GIVE_REASON, history.record, placed.index, key)
                yield fault(message, history.record, "status", placed.index, key, on_key=True, fix=fix)


@rule("E408")
def state_and_progress_disagree(view: CheckContext) -> Iterator[RuleFault]:
    """The state and the progress in one entry agree: `complete` and `verified` mean 100 per cent, `not-started` means
    0. The progress may be left out.
    """
    implied = {**dict.fromkeys(FINISHED, 100), "not-started": 0}
    for history in view.actions:
        for placed in () if history.states.isdisjoint(implied) else history.entries:
            state, progress = placed.entry.state, placed.entry.progress
            number = implied.get(state, progress)
            if progress not in (None, number):
                message, expected = f"{state}, but progress is {progress}", f"{number}, or no progress line"
                edit, options = f"write: {number}", f"--progress {number}"
                fix = corrected(edit, history.record, placed.index, options=options)
                yield fault(message, history.record, "status", placed.index, "progress", expected=expected, fix=fix)


@rule("W411")
def stopped_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """An entry that suspends or cancels an action, or stands down or reinstates an area, has a `reason`, since a board
    will ask for it.
    """
    for action, part, before, placed in view.state_changes:
        state = placed.entry.state
        stops = part is None and state in ("suspended", "cancelled") and before not in CLOSED
        if stops and not placed.early and not placed.entry.reason:
            fix = corrected(_GIVE_REASON, action, placed.index, "state")
            yield fault(f"{state}, without a reason", action, "status", placed.index, "state", fix=fix)
    for history in view.of_kind(Area):
        for placed in history.entries:
            if placed.entry.state is not None and not placed.early and not placed.entry.reason:
                fix = corrected(_GIVE_REASON, history.record, placed.index, "state")
                words = placed.entry.state.replace("-", " ")
                yield fault(f"{words}, without a reason", history.record, "status", placed.index, "state", fix=fix)


@rule("E412")
def corrected_without_reason(view: CheckContext) -> Iterator[RuleFault]:
    """A correction states what was wrong: an entry with `corrects` has a `reason`."""
    edit = 'say what was wrong in the same entry: reason = "..."'
    for record, keys, entry in view.stating("corrects"):
        tail, index = str(keys[0]), int(keys[1])
        is_fixed = entry.id is not None and any(
            each.corrects == entry.id and each.reason for each in getattr(record, tail)
        )
        if not entry.reason and entry.redacted is None and not is_fixed:
            fix = corrected(edit, record, index, options='--note "..."') if tail == "status" else edit
            yield fault("a correction without a reason", record, *keys, "corrects", fix=fix)


def _explains(placed: Placed) -> bool:
    """Return whether an entry has a reason or is a correction, which E412 checks."""
    return bool(placed.entry.reason) or placed.entry.corrects is not None


def _is_called(plan: Plan, body_id: Id, text: str | None) -> bool:
    """Return whether a text is a body's id, name or alias."""
    body = plan.bodies.get(body_id)
    names = (body_id, body.name, *body.aliases) if body is not None else (body_id,)
    return text is not None and text.casefold() in {name.casefold() for name in names}


def _changes_of_head(history: History) -> Iterator[tuple[Placed, str]]:
    """Yield each entry that changes a field of the head of the record or of a part of it, with the field."""
    record = history.record
    heads: dict[Id | None, dict[str, Any]] = {
        part.id: {name: getattr(part, name) for name in HEADS[type(part)]}
        for parts in PARTS.values()
        for part in getattr(record, parts, ())
    }
    heads[None] = {name: getattr(record, name) for name in HEADS[type(record)]}
    for placed in history.beyond:
        current = {} if placed.early else heads.get(part_named(placed.entry), {})
        for name in current:
            stated = getattr(placed.entry, name)
            if stated is not None and stated != current[name]:
                is_first_answer = name == "response" and current[name] is None
                current[name] = stated
                if not is_first_answer:
                    yield placed, name
