"""``actionplan suspend``, ``cancel``, ``reopen`` and ``verify``: turns of an action's life that need more than a state.

The rules of ``rules/checks/history.py`` say what each needs; here it is only asked for.
"""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import write_entry
from actionplan.cli.param_types import RecordId
from actionplan.model.vocabulary import CLOSED, FINISHED

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.model.records import Plan

_action = click.argument("action", type=RecordId("action"))
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why. Readers see it beside the change.")
_note = click.option("--note", metavar="TEXT", help="Anything else there is to say.")


@click.command("suspend")
@_action
@_reason
@write_entry.approved_option
@_note
@write_entry.decision_options
def suspend(action: str, plan_path: str | None, **options: Any) -> int:
    """Record that work on an action has stopped for now. It can still be late.

    \b
    Example:
      actionplan suspend 1.1 --reason "Guidance is awaited"
    """
    return _stopped(action, plan_path, "suspended", **options)


@click.command("cancel")
@_action
@_reason
@write_entry.approved_option
@_note
@write_entry.decision_options
def cancel(action: str, plan_path: str | None, **options: Any) -> int:
    """Record that an action will not be done. Its file and its history stay.

    \b
    Example:
      actionplan cancel 1.1 --reason "3.2 does it" --approved board:2024-07-01
    """
    return _stopped(action, plan_path, "cancelled", **options)


@click.command("reopen")
@_action
@_reason
@click.option(
    "--state",
    type=click.Choice(["in-progress", "suspended", "not-started"]),
    default="in-progress",
    help="The state in which it comes back. Default: in-progress.",
)
@write_entry.approved_option
@_note
@write_entry.decision_options
def reopen(action: str, plan_path: str | None, state: str, **options: Any) -> int:
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
    return _turned(meant, plan, state, **options)


@click.command("verify")
@_action
@click.option(
    "--evidence", multiple=True, required=True, metavar="LINK", help="What was looked at: an address, or a path."
)
@_note
@write_entry.decision_options
def verify(action: str, plan_path: str | None, evidence: tuple[str, ...], note: str | None, **options: Any) -> int:
    """Record that someone has looked, and that a complete action is done: a body that neither owns nor leads it.

    \b
    Example:
      actionplan verify 1.1 --by board --evidence https://example.org/spot-check
    """
    meant, plan = write_entry.find(action, plan_path, "action")
    now = write_entry.state_of(plan)
    if now not in FINISHED and options["when"] is None:
        raise click.UsageError(
            f"{meant.id} is {now or 'not reported'}, so there is nothing to verify yet; first: "
            f"actionplan update {meant.id} --state complete"
        )
    stated = {"state": "verified", "note": note, "evidence": write_entry.evidence(evidence)}
    return write_entry.save_entry(meant, plan, stated, "verified", **options)


def _stopped(action: str, plan_path: str | None, state: str, **options: Any) -> int:
    meant, plan = write_entry.find(action, plan_path, "action")
    if write_entry.state_of(plan) == state and options["when"] is None:
        raise click.UsageError(
            f"{meant.id} is {state} already, so nothing would change; to say more of it: "
            f'actionplan update {meant.id} --note "..."'
        )
    return _turned(meant, plan, state, **options)


def _turned(
    meant: "Meant",
    plan: "Plan",
    state: str,
    *,
    reason: str,
    approved: tuple[str, ...],
    note: str | None,
    **options: Any,
) -> int:
    stated = {"state": state, "reason": reason, "approvals": write_entry.approvals(approved), "note": note}
    return write_entry.save_entry(meant, plan, stated, state, **options)
