"""Rules about an action's life: which state can follow which, and what a claim or a change must bring with it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from actionplan.checks.rules import place, rule
from actionplan.model.ids import Id
from actionplan.model.layout import HEADS, PARTS, entries_of, records_of
from actionplan.model.problem import Problem, problem
from actionplan.model.records import Action, Plan, Record
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.summary.fold import Placed, agreed_day, head_as_at, in_order, of_whole, part_named


@rule("E401")
def verified_before_complete(plan: Plan, today: date) -> Iterator[Problem]:
    """`verified` says that a completion has been looked into, so the action was `complete` before."""
    for action, before, placed in _steps(plan):
        if placed.entry.state == "verified" and before not in FINISHED:
            was = f"it was {before}" if before else "nothing was reported before"
            where = place(plan, action, "status", placed.index, "state")
            fix = f"put an entry before it: actionplan update {action.id} --state complete"
            yield problem("E401", f"verified, but not complete before: {was}", where, fix=fix)


@rule("E402")
def verified_by_those_who_did_it(plan: Plan, today: date) -> Iterator[Problem]:
    """An action is verified by a body that neither owns nor leads it; `by` says which."""
    for action in plan.actions:
        entries = of_whole(in_order(action.status, agreed_day(plan, action)))
        for number, placed in enumerate(entries):
            if placed.entry.state != "verified":
                continue
            now = head_as_at(action, entries[: number + 1])
            by = placed.entry.by
            if by is None:
                where = place(plan, action, "status", placed.index)
                yield problem("E402", "verified, but it does not say by whom", where, fix='add a line: by = "..."')
            elif by == now.owner or _is_called(plan, by, now.lead):
                where = place(plan, action, "status", placed.index, "by")
                message = f'verified by "{by}", which {"owns" if by == now.owner else "leads"} the action'
                yield problem("E402", message, where, expected="a body that did not do the work")


@rule("E403")
def verified_without_evidence(plan: Plan, today: date) -> Iterator[Problem]:
    """A verification names what was looked at, as `evidence`."""
    for action in plan.actions:
        for index, entry in enumerate(action.status):
            if entry.state == "verified" and entry.milestone is None and not entry.evidence:
                where = place(plan, action, "status", index, "state")
                fix = 'add a line: evidence = [{ link = "https://..." }]'
                yield problem("E403", "verified, but without evidence", where, fix=fix)


@rule("E404")
def reopened_without_reason(plan: Plan, today: date) -> Iterator[Problem]:
    """An action that was complete, verified or cancelled can come back, or be cancelled after all, with a `reason`; so
    can a milestone.
    """
    for action, before, placed in _steps(plan, milestones=True):
        state = placed.entry.state
        leaves = before in CLOSED and (state not in CLOSED or (state == "cancelled") != (before == "cancelled"))
        if leaves and not placed.entry.reason:
            where = place(plan, action, "status", placed.index, "state")
            fix = 'say why in the same entry: reason = "..."'
            yield problem("E404", f"{state} after it was {before}, without a reason", where, fix=fix)


@rule("E405")
def progress_after_cancelled(plan: Plan, today: date) -> Iterator[Problem]:
    """A cancelled action makes no progress, unless an entry with a state and a reason reopens it."""
    for action in plan.actions:
        cancelled = False
        for placed in of_whole(in_order(action.status)):
            entry = placed.entry
            cancelled = entry.state == "cancelled" if entry.state is not None else cancelled
            if cancelled and entry.progress is not None and entry.state is None:
                where = place(plan, action, "status", placed.index, "progress")
                fix = 'reopen it in this entry: state = "in-progress" and reason = "..."'
                yield problem("E405", "progress on an action that was cancelled", where, fix=fix)


@rule("E406")
def not_started_after_start(plan: Plan, today: date) -> Iterator[Problem]:
    """Work that has begun stays begun: an action that stands still is `suspended`."""
    for action, before, placed in _steps(plan):
        if placed.entry.state == "not-started" and before in ("in-progress", "suspended"):
            where = place(plan, action, "status", placed.index, "state")
            fix = 'if it stands still, write: "suspended"'
            yield problem("E406", f"not-started after it was {before}", where, fix=fix)


@rule("E407")
def changed_without_reason(plan: Plan, today: date) -> Iterator[Problem]:
    """What was agreed changes by an entry that says why: a new value for a field of the head goes with a `reason`.
    Entries from before the plan was agreed are history and need none; what a correction needs is said under E412.
    """
    for record in records_of(plan):
        for placed, key in _changes(plan, record):
            if not placed.entry.reason and placed.entry.corrects is None:  # that is E412
                where = place(plan, record, "status", placed.index, key, on_key=True)
                fix = 'say why in the same entry: reason = "..."'
                yield problem("E407", f'"{key}" changes without a reason', where, fix=fix)


@rule("E408")
def state_and_progress_disagree(plan: Plan, today: date) -> Iterator[Problem]:
    """One entry does not say two things: complete is 100 per cent where progress is given, not-started is 0."""
    for action in plan.actions:
        for index, entry in enumerate(action.status):
            wanted = 100 if entry.state in FINISHED else 0 if entry.state == "not-started" else entry.progress
            if entry.progress is not None and entry.progress != wanted:
                where = place(plan, action, "status", index, "progress")
                message = f"{entry.state}, but progress is {entry.progress}"
                yield problem("E408", message, where, expected=f"{wanted}, or no progress line")


@rule("W411")
def stopped_without_reason(plan: Plan, today: date) -> Iterator[Problem]:
    """When an action is suspended or cancelled, a board will ask why: such an entry has a `reason`."""
    for action, before, placed in _steps(plan):
        state, entry = placed.entry.state, placed.entry
        agreed = agreed_day(plan, action)
        is_early = agreed is not None and placed.day < agreed
        stops = state in ("suspended", "cancelled") and state != before and before not in CLOSED
        if stops and not is_early and not entry.reason:
            where = place(plan, action, "status", placed.index, "state")
            fix = 'say why in the same entry: reason = "..."'
            yield problem("W411", f"{state}, without a reason", where, fix=fix)


@rule("E412")
def corrected_without_reason(plan: Plan, today: date) -> Iterator[Problem]:
    """A correction says what was wrong: an entry with `corrects` has a `reason`."""
    for record in records_of(plan):
        for keys, entry in entries_of(record):
            if entry.corrects is not None and not entry.reason and entry.redacted is None:
                where = place(plan, record, *keys, "corrects")
                fix = 'say what was wrong in the same entry: reason = "..."'
                yield problem("E412", "a correction without a reason", where, fix=fix)


def _is_called(plan: Plan, body_id: Id, text: str | None) -> bool:
    """Say whether a text is a body's id, name or alias."""
    body = plan.bodies.get(body_id)
    names = (body_id, body.name, *body.aliases) if body is not None else (body_id,)
    return text is not None and text.casefold() in {name.casefold() for name in names}


def _steps(plan: Plan, *, milestones: bool = False) -> Iterator[tuple[Action, State | None, Placed]]:
    """Give each entry that states a state, with the state that stood before it.

    Args:
        plan: the plan.
        milestones: whether to give those about milestones too, each with the state of that milestone.
    """
    for action in plan.actions:
        before: dict[Id | None, State] = {}
        for placed in in_order(action.status):
            part = part_named(placed.entry)
            if placed.entry.state is not None and (part is None or milestones):
                yield action, before.get(part), placed
                before[part] = placed.entry.state


def _changes(plan: Plan, record: Record) -> Iterator[tuple[Placed, str]]:
    """Give each entry and field of the head at which the value becomes another than it was."""
    parts: dict[str, dict[str, Any]] = {
        part.id: {name: getattr(part, name) for name in HEADS[type(part)]}
        for parts_of in PARTS.values()
        for part in getattr(record, parts_of, ())
    }
    head = {name: getattr(record, name) for name in HEADS[type(record)]}
    for placed in in_order(record.status, agreed_day(plan, record)):
        if placed.is_early:
            continue
        part = part_named(placed.entry)
        current = head if part is None else parts.get(part, {})
        for name in current:
            stated = getattr(placed.entry, name)
            if stated is not None and stated != current[name]:
                current[name] = stated
                yield placed, name


RULES = (
    verified_before_complete,
    verified_by_those_who_did_it,
    verified_without_evidence,
    reopened_without_reason,
    progress_after_cancelled,
    not_started_after_start,
    changed_without_reason,
    state_and_progress_disagree,
    stopped_without_reason,
    corrected_without_reason,
)
