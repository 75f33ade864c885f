"""Changes of state that need a reason or evidence: ``suspend``, ``cancel``, ``reopen``, ``verify`` and others.

The rules of ``rules/checks/history.py`` decide what each needs; these commands only ask for it.
"""

from typing import Any

import click

from actionplan.cli import console, write_entry
from actionplan.cli.param_types import PerCent, RecordId, Word
from actionplan.cli.requests import end_request, request_options
from actionplan.model.vocabulary import CLOSED, FINISHED, State

_action = click.argument("action", type=RecordId("action"))
_area = click.argument("area", type=RecordId("area"))
_OPEN_STATES = Word(State, "in-progress", "suspended", "not-started")
_CHECKED = "What was checked: a web address, or a path in the plan. Repeatable."


@click.command("suspend")
@_action
@write_entry.reason_option
@write_entry.approved_option
@write_entry.decision_options
def suspend(action: str, plan_path: str | None, **given: Any) -> int:
    """Record that work on an action has stopped for now. Its due date still applies.

    If work starts again: actionplan update ACTION --state in-progress

    \b
    Example:
      actionplan suspend 1.1 --reason "Waiting for guidance"
    """
    return _stopped(action, plan_path, "suspended", given)


@click.command("cancel")
@_action
@write_entry.reason_option
@write_entry.approved_option
@request_options
@write_entry.decision_options
def cancel(
    action: str,
    plan_path: str | None,
    requested_of: str | None,
    refuse: str | None,
    withdraw: str | None,
    **given: Any,
) -> int:
    """Record that an action will not be done. Its file and its history are kept.

    With --request nothing changes: a body is asked to decide. It grants the request by a cancellation with its
    approval.

    \b
    Examples:
      actionplan cancel 1.1 --reason "Covered by 3.2" --approved board:2024-07-01
      actionplan cancel 1.1 --request board --reason "Covered by 3.2"
    """
    if refuse or withdraw:
        return end_request(*write_entry.find(action, plan_path, "action"), refuse, withdraw, **given)
    if requested_of:
        ref, plan = write_entry.find(action, plan_path, "action")
        asked: dict[str, Any] = {"request_state": "cancelled", "requested_of": requested_of}
        return write_entry.save_entry(ref, plan, "cancellation requested", **asked, **given)
    return _stopped(action, plan_path, "cancelled", given)


@click.command("reopen")
@_action
@write_entry.reason_option
@click.option("--state", type=_OPEN_STATES, default="in-progress", help="The new state. Default: in-progress.")
@click.option("--progress", type=PerCent(), metavar="N", help="How much is done, in per cent: 0 to 100.")
@write_entry.approved_option
@write_entry.decision_options
def reopen(action: str, plan_path: str | None, state: str, **given: Any) -> int:
    """Reopen an action that was complete, verified or cancelled.

    \b
    Example:
      actionplan reopen 1.1 --reason "Two schools were missed" --progress 90
    """
    ref, plan = write_entry.find(action, plan_path, "action")
    if (now := write_entry.state_of(plan)) not in CLOSED:
        hint = f"to report on it: actionplan update {ref.id} --state ..."
        raise click.UsageError(f"{ref.id} is {now or 'without a state'}, so it cannot be reopened; {hint}")
    saving = given.pop("saving")
    saving = saving._replace(accept=saving.accept | {"P103"})  # the command says so
    return write_entry.save_entry(ref, plan, state, state=state, saving=saving, **given)


@click.command("verify")
@_action
@click.option("--evidence", multiple=True, required=True, metavar="LINK", help=_CHECKED)
@write_entry.evidence_options
@write_entry.decision_options
def verify(action: str, plan_path: str | None, **given: Any) -> int:
    """Record that a complete action has been checked by a body that does not own it, with evidence.

    \b
    Example:
      actionplan verify 1.1 --by board --evidence https://example.org/spot-check
    """
    ref, plan = write_entry.find(action, plan_path, "action")
    if (now := write_entry.state_of(plan)) not in FINISHED and given["when"] is None:
        hint = f"First: actionplan update {ref.id} --state complete"
        raise click.UsageError(f"{ref.id} is {now or 'without a state'}, so it cannot be verified yet. {hint}")
    return write_entry.save_entry(ref, plan, "verified", state="verified", **given)


@click.command("stand-down")
@_area
@write_entry.reason_option
@write_entry.approved_option
@write_entry.decision_options
def stand_down(area: str, plan_path: str | None, **given: Any) -> int:
    """Record that an area is stood down: nothing more is awaited of what serves it alone.

    Its actions are then neither late nor asked about, and reports show them as stood down; those that are finished or
    cancelled stay so. If work begins again: actionplan reinstate AREA

    \b
    Example:
      actionplan stand-down PA2 --reason "Improved enough" --by dfe \\
        --approved dfe:2024-07-23
    """
    return _of_area(area, plan_path, "stood-down", given)


@click.command("reinstate")
@_area
@write_entry.reason_option
@write_entry.approved_option
@write_entry.decision_options
def reinstate(area: str, plan_path: str | None, **given: Any) -> int:
    """Record that an area which was stood down is in force again. Its actions are due as before.

    \b
    Example:
      actionplan reinstate PA2 --reason "Waits have grown again" --by board
    """
    return _of_area(area, plan_path, "in-force", given)


def _of_area(area: str, plan_path: str | None, state: str, given: dict[str, Any]) -> int:
    from actionplan.summary.standing import areas_stood_down

    ref, plan = write_entry.find(area, plan_path, "area")
    is_down = bool(areas_stood_down(plan, console.today()))
    if given["when"] is None and plan.areas and is_down == (state == "stood-down"):
        now = "stood down already" if is_down else "in force"
        raise click.UsageError(f"{ref.id} is {now}, so nothing would change")
    return write_entry.save_entry(ref, plan, state.replace("-", " "), state=state, **given)


def _stopped(action: str, plan_path: str | None, state: str, given: dict[str, Any]) -> int:
    ref, plan = write_entry.find(action, plan_path, "action")
    if write_entry.state_of(plan) == state and given["when"] is None:
        hint = f'To add a note: actionplan update {ref.id} --note "..."'
        raise click.UsageError(f"{ref.id} is already {state}, so nothing would change. {hint}")
    return write_entry.save_entry(ref, plan, state, state=state, **given)
