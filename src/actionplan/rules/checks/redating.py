"""Rules about due dates that move: each move is a decision, taken by those whom the plan's policy names."""

from collections.abc import Iterable, Iterator
from typing import Any

from actionplan.model.ids import Id
from actionplan.model.suggest import listed
from actionplan.model.vocabulary import CLOSED, State
from actionplan.rules.checks.context import CheckContext, History, states_due
from actionplan.rules.checks.registry import RuleFault, fault, rule
from actionplan.summary.effective import policy_as_at
from actionplan.summary.lateness import DueStep, due_steps
from actionplan.summary.timeline import Placed, of_part


@rule("E409")
def moved_without_approval(view: CheckContext) -> Iterator[RuleFault]:
    """Where the plan's policy names bodies under `redate_approvals`, each of them agrees to every new due date: the
    entry that moves it has an approval of each. A first due date needs none; a new one after `"unknown"` does. The
    policy is that of the day of the entry.
    """
    if not any(policy.redate_approvals for policy in view.plan.policy):
        return
    for history, steps in view.due_steps:
        for step in steps:
            wanted = policy_as_at(view.plan, step.placed.day).redate_approvals if step.had_day else ()
            missing = [body for body in wanted if body not in _approvers(step)]
            if missing:
                message = f"the due date moves without the approval of {listed(missing)}"
                fix = f'add to the entry: approvals = [{{ by = "{missing[0]}", on = ... }}]'
                expected = f"approved by {listed(wanted)}"
                yield fault(message, history.record, "status", step.placed.index, "due", expected=expected, fix=fix)


@rule("W410")
def moved_too_often(view: CheckContext) -> Iterator[RuleFault]:
    """A due date that has moved as often as the policy's `redate_limit` allows moves again only when the owner has come
    before the `redate_board`: that board approves the move, or has an entry of its own on that day or later.
    """
    if all(policy.redate_limit is None for policy in view.plan.policy):
        return
    for history, steps in view.due_steps:
        moves = [step for step in steps if step.move]
        for number, step in enumerate(moves, start=1):
            policy = policy_as_at(view.plan, step.placed.day)
            limit, board = policy.redate_limit, policy.redate_board
            if limit is None or number <= limit or _came_before(history, board, step):
                continue
            allowed = "the policy allows none" if limit == 0 else f"the policy allows {limit}"
            who = f'the owner has not come before "{board}"' if board else "no board is named before which to come"
            fix = f'record what "{board}" decided, as its approval or an entry by it' if board else ""
            fix = fix or 'name the board in plan.toml: redate_board = "..."'
            message = f"move {number} of the due date: {allowed}, and {who}"
            yield fault(message, history.record, "status", step.placed.index, "due", fix=fix)


@rule("E414")
def moved_after_it_closed(view: CheckContext) -> Iterator[RuleFault]:
    """The due date of an action or milestone that is finished or cancelled does not move, since that would make late
    work look on time. What is taken up again has a new state first, or in the same entry.
    """
    for history in view.actions:
        if history.states.isdisjoint(CLOSED) or not states_due(history):
            continue
        action, entries = history.record, history.entries
        parts: list[tuple[Any, str, tuple[Placed, ...]]] = [(action, "it", history.whole)]
        parts += [(part, f"milestone {part.id}", of_part(entries, part.id)) for part in action.milestones]
        for part, name, own in parts:
            moves = [step for step in due_steps(part.due, own) if step.move]
            states = _states_after(own) if moves else {}
            for step in moves:
                state = states[step.placed.index]
                if state in CLOSED:
                    message = f"the due date moves, but {name} is {state}"
                    again = f"update {action.id} --milestone {part.id} --state in-progress"
                    command = f"reopen {action.id}" if part is action else again
                    fix = f'reopen it first: actionplan {command} --reason "..."'
                    yield fault(message, action, "status", step.placed.index, "due", fix=fix)


def _states_after(entries: Iterable[Placed]) -> dict[int, State | None]:
    """Return the state that held after each entry, by its place in the file."""
    state: State | None = None
    states = {}
    for placed in entries:
        state = placed.entry.state or state
        states[placed.index] = state
    return states


def _approvers(step: DueStep) -> set[Id]:
    return {approval.by for placed in step.every for approval in placed.entry.approvals}


def _came_before(history: History, board: Id | None, step: DueStep) -> bool:
    """Return whether the board agreed to a move, or has said something of the action on that day or since."""
    if board is None:
        return False
    later = (placed.entry for placed in history.whole if placed.day >= step.placed.day)
    return board in _approvers(step) or any(entry.by == board for entry in later)
