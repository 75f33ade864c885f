"""Rules about due dates that move: each move is a decision of the bodies that the plan's policy names."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.suggest import listed
from actionplan.model.vocabulary import CLOSED
from actionplan.rules.checks.advice import BECAUSE, corrected
from actionplan.rules.checks.context import CheckContext, History, states_due
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import DueStep, due_steps, times_redated
from actionplan.summary.replaced import origin_of
from actionplan.summary.timeline import Placed, by_part, last_stated, of_whole, part_named


@rule("E409")
def moved_without_approval(view: CheckContext) -> Iterator[RuleFault]:
    """If the plan's policy names bodies under `redate_approvals`, an entry that moves a due date has an approval by
    each of them. A first due date needs none; a date after `"unknown"` does. The policy on the day of the entry counts.
    """
    for history, steps in view.due_steps if any(policy.redate_approvals for policy in view.plan.policy) else ():
        for step in steps:
            wanted = policy_as_at(view.plan, step.placed.day).redate_approvals if step.had_day else ()
            if missing := [body for body in wanted if body not in _approvers(step)]:
                message = f"the due date moves without the approval of {listed(missing)}"
                edit = f'add to the entry: approvals = [{{ by = "{missing[0]}", on = ... }}]'
                options = " ".join(f"--approved {body}:DATE" for body in missing)
                fix = corrected(edit, history.record, step.placed.index, "due", options=options)
                expected = f"approved by {listed(wanted)}"
                yield fault(message, history.record, "status", step.placed.index, "due", expected=expected, fix=fix)


@rule("W410")
def moved_too_often(view: CheckContext) -> Iterator[RuleFault]:
    """A due date does not move more often than the policy's `redate_limit` allows, unless the owner comes before the
    `redate_board`: that board approves the move, or has an entry of its own on that day or later. The moves of
    an action that was split or joined count for those in its place.
    """
    for history, steps in view.due_steps if any(policy.redate_limit is not None for policy in view.plan.policy) else ():
        origin = origin_of(view.plan, history.record)
        before = times_redated(origin.first_dues[None], of_whole(origin.entries)) if origin is not None else 0
        for number, step in enumerate([step for step in steps if step.move], start=before + 1):
            policy = policy_as_at(view.plan, step.placed.day)
            limit, board = policy.redate_limit, policy.redate_board
            if limit is None or number <= limit or (board is not None and _came_before(history, board, step)):
                continue
            allowed = "the policy allows none" if limit == 0 else f"the policy allows {limit}"
            if board is not None:
                cause = f'the owner has not come before "{board}"'
                fix = f'record what "{board}" decided: actionplan update {history.record.id} --by {board} --note "..."'
            else:
                cause = "no board is named before which to come"
                fix = "name the board: actionplan set policy --redate-board BODY; then record what it decided: "
                fix += f'actionplan update {history.record.id} --by BODY --note "..."'
            message = f"move {number} of the due date: {allowed}, and {cause}"
            yield fault(message, history.record, "status", step.placed.index, "due", fix=fix)


@rule("E414")
def moved_after_it_closed(view: CheckContext) -> Iterator[RuleFault]:
    """The due date of an action or milestone that is finished or cancelled does not move, since late work would then
    look on time. If the work is reopened, an earlier entry or the same one states its new state.
    """
    for history in view.actions:
        if history.states.isdisjoint(CLOSED) or not states_due(history):
            continue
        action = history.record
        own = [(action, "it", f"reopen {action.id} --on DAY {BECAUSE}", history.whole)]
        entries_of = by_part(history.entries)
        for part in action.milestones:
            command = f"update {action.id} --milestone {part.id} --state in-progress --on DAY {BECAUSE}"
            own.append((part, f"milestone {part.id}", command, entries_of.get(part.id, ())))
        for part, name, command, entries in own:
            for step in due_steps(part.due, entries):
                state = last_stated(entries[: entries.index(step.placed) + 1], "state") if step.move else None
                if state in CLOSED and state != "replaced":  # another rule names those in its place
                    message = f"the due date moves, but {name} is {state}"
                    fix = f"reopen it before: actionplan {command}"
                    yield fault(message, action, "status", step.placed.index, "due", fix=fix)


@rule("W516")
def two_decisions_of_one_day(view: CheckContext) -> Iterator[RuleFault]:
    """Two entries of one day do not give an action different due dates or owners. Two people who did not know of each
    other may have recorded rival decisions, and git merges them without a word. The one further down is in force, so
    one of them is corrected, unless a later entry decides.
    """
    for history in view.actions:
        for key in ("due", "owner"):
            stating = [placed for placed in history.beyond if _decides(placed, key)][-2:]
            values = [getattr(placed.entry, key) for placed in stating]
            if len(stating) == 2 and stating[0].day == stating[1].day and values[0] != values[1]:
                earlier, later = stating
                message = f"two entries of {later.entry.on} give {values[0]} and {values[1]} as {key}: the last counts"
                edit = f"leave one out, or give both the same {key}"
                fix = corrected(edit, history.record, earlier.index, options=f"--{key} {values[1]}")
                yield fault(message, history.record, "status", later.index, key, fix=fix)


def _decides(placed: Placed, key: str) -> bool:
    """Return whether an entry changes a key of an action as a whole, and names the day on which it does."""
    entry = placed.entry
    is_day = entry.on.first == entry.on.last
    return not placed.early and part_named(entry) is None and is_day and getattr(entry, key) is not None


def _approvers(step: DueStep) -> set[Id]:
    return {approval.by for approval in step.placed.entry.approvals}


def _came_before(history: History, board: Id, step: DueStep) -> bool:
    """Return whether a board approved a move, or has an entry about the action on that day or later."""
    later = (placed.entry for placed in history.whole if placed.day >= step.placed.day)
    return board in _approvers(step) or any(entry.by == board for entry in later)
