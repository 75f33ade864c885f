"""``actionplan suspend``, ``cancel``, ``reopen`` and ``verify``: turns of an action's life that need more than a state.

The rules of ``rules/checks/history.py`` say what each needs; here it is only asked for.
"""

from typing import Any

import click

from actionplan.cli import write_entry
from actionplan.cli.param_types import RecordId
from actionplan.model.vocabulary import CLOSED, FINISHED

_action = click.argument("action", type=RecordId("action"))


@click.command("suspend")
@_action
@write_entry.reason_option
@write_entry.approved_option
@write_entry.note_option
@write_entry.decision_options
def suspend(action: str, plan_path: str | None, **given: Any) -> int:
    """Record that work on an action has stopped for now. It can still be late.

    \b
    Example:
      actionplan suspend 1.1 --reason "Guidance is awaited"
    """
    return _stopped(action, plan_path, "suspended", given)


@click.command("cancel")
@_action
@write_entry.reason_option
@write_entry.approved_option
@write_entry.note_option
@write_entry.decision_options
def cancel(action: str, plan_path: str | None, **given: Any) -> int:
    """Record that an action will not be done. Its file and its history stay.

    \b
    Example:
      actionplan cancel 1.1 --reason "3.2 does it" --approved board:2024-07-01
    """
    return _stopped(action, plan_path, "cancelled", given)


@click.command("reopen")
@_action
@write_entry.reason_option
@click.option(
    "--state",
    type=click.Choice(["in-progress", "suspended", "not-started"]),
    default="in-progress",
    help="The state in which it comes back. Default: in-progress.",
)
@write_entry.approved_option
@write_entry.note_option
@write_entry.decision_options
def reopen(action: str, plan_path: str | None, state: str, **given: Any) -> int:
    """Bring back an action that was complete, verified or cancelled.

    \b
    Example:
      actionplan reopen 1.1 --reason "Two schools had been forgotten"
    """
    meant, plan = write_entry.find(action, plan_path, "action")
    now = write_entry.state_of(plan)
    if now not in CLOSED:
        hint = f"to say how it goes on: actionplan update {meant.id} --state ..."
        raise click.UsageError(f"{meant.id} is {now or 'not reported'}, so there is nothing to reopen; {hint}")
    return write_entry.save_entry(meant, plan, state, state=state, **given)


@click.command("verify")
@_action
@click.option(
    "--evidence", multiple=True, required=True, metavar="LINK", help="What was looked at: an address, or a path."
)
@write_entry.note_option
@write_entry.decision_options
def verify(action: str, plan_path: str | None, **given: Any) -> int:
    """Record that someone has looked, and that a complete action is done: a body that neither owns nor leads it.

    \b
    Example:
      actionplan verify 1.1 --by board --evidence https://example.org/spot-check
    """
    meant, plan = write_entry.find(action, plan_path, "action")
    now = write_entry.state_of(plan)
    if now not in FINISHED and given["when"] is None:
        raise click.UsageError(
            f"{meant.id} is {now or 'not reported'}, so there is nothing to verify yet; first: "
            f"actionplan update {meant.id} --state complete"
        )
    return write_entry.save_entry(meant, plan, "verified", state="verified", **given)


def _stopped(action: str, plan_path: str | None, state: str, given: dict[str, Any]) -> int:
    meant, plan = write_entry.find(action, plan_path, "action")
    if write_entry.state_of(plan) == state and given["when"] is None:
        raise click.UsageError(
            f"{meant.id} is {state} already, so nothing would change; to say more of it: "
            f'actionplan update {meant.id} --note "..."'
        )
    return write_entry.save_entry(meant, plan, state, state=state, **given)
