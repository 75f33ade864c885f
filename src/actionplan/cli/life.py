"""``actionplan suspend``, ``cancel``, ``reopen`` and ``verify``: turns of an action's life that need more than a state.

The rules of ``checks/history.py`` say what each needs; here it is only asked for.
"""

from datetime import date
from typing import Any

import click

from actionplan.cli import common, decisions
from actionplan.cli.records import Meant, find_record
from actionplan.cli.types import RecordId
from actionplan.model.vocabulary import CLOSED

_action = click.argument("action", type=RecordId("action"))
_reason = click.option("--reason", required=True, metavar="TEXT", help="Why. Readers see it beside the change.")
_note = click.option("--note", metavar="TEXT", help="Anything else there is to say.")


@click.command("suspend")
@_action
@_reason
@decisions.approved_option
@_note
@decisions.decision_options
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
@decisions.approved_option
@_note
@decisions.decision_options
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
@decisions.approved_option
@_note
@decisions.decision_options
def reopen(action: str, plan_path: str | None, state: str, **options: Any) -> int:
    """Bring back an action that was complete, verified or cancelled.

    \b
    Example:
      actionplan reopen 1.1 --reason "Two schools had been forgotten"
    """
    meant = find_record(action, plan_path, ("action",))
    now = _state(meant, common.today())
    if now not in CLOSED:
        hint = f"to say how it goes on: actionplan update {meant.id} --state ..."
        raise click.UsageError(f"{meant.id} is {now or 'not reported'}, so there is nothing to reopen; {hint}")
    return _turned(meant, state, **options)


@click.command("verify")
@_action
@click.option(
    "--evidence", multiple=True, required=True, metavar="LINK", help="What was looked at: an address, or a path."
)
@_note
@decisions.decision_options
def verify(action: str, plan_path: str | None, evidence: tuple[str, ...], note: str | None, **options: Any) -> int:
    """Record that someone has looked, and that a complete action is done: a body that neither owns nor leads it.

    \b
    Example:
      actionplan verify 1.1 --by board --evidence https://example.org/spot-check
    """
    meant = find_record(action, plan_path, ("action",))
    stated = {"state": "verified", "note": note, "evidence": decisions.evidence(evidence)}
    return decisions.save_entry(meant, stated, "verified", **options)


def _stopped(action: str, plan_path: str | None, state: str, **options: Any) -> int:
    return _turned(find_record(action, plan_path, ("action",)), state, **options)


def _turned(
    meant: Meant, state: str, *, reason: str, approved: tuple[str, ...], note: str | None, **options: Any
) -> int:
    stated = {"state": state, "reason": reason, "approvals": decisions.approvals(approved), "note": note}
    return decisions.save_entry(meant, stated, state, **options)


def _state(meant: Meant, today: date) -> str | None:
    from actionplan.store.load import load_one
    from actionplan.summary.actions import summarise_action

    plan, _, _ = load_one(meant.root, meant.kind, meant.id)
    return summarise_action(plan.actions[0], today).state if plan.actions else None
