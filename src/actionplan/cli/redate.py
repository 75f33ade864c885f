"""``actionplan redate``."""

from typing import Any

import click

from actionplan.cli import write_entry
from actionplan.cli.param_types import RecordId, When
from actionplan.cli.requests import end_request, request_options


@click.command("redate")
@click.argument("action", type=RecordId("action"))
@click.argument("due", metavar="NEW-DATE", type=When(), required=False)
@write_entry.reason_option
@click.option("--milestone", metavar="ID", help="Revise the date of this milestone, not of the action.")
@write_entry.approved_option
@request_options
@write_entry.decision_options
def command(
    action: str,
    due: str | None,
    milestone: str | None,
    requested_of: str | None,
    refuse: str | None,
    withdraw: str | None,
    plan_path: str | None,
    **given: Any,
) -> int:
    """Revise the due date of an action, or of one of its milestones, with a reason.

    The original date stays visible in every report. The plan's policy may require an approval. With --request nothing
    moves: a body is asked to decide. It grants the request by a new date with its approval.

    \b
    Examples:
      actionplan redate 1.1 2024-12-31 --reason "The supplier is late"
      actionplan redate 1.1 2025-Q1 --reason "Two schools were missed" \\
          --approved "board:2024-07-01:minute 7"
      actionplan redate 1.1 2024-09-30 --milestone a --reason "Legal query"
      actionplan redate 1.1 2025-03-31 --request board --reason "Staff are ill"
      actionplan redate 1.1 --refuse q7m2ka --by board --reason "Too often moved"
    """
    ref, plan = write_entry.find(action, plan_path, "action")
    if refuse or withdraw:
        if due or requested_of:
            raise click.UsageError("a request that is refused or withdrawn moves no date: leave out NEW-DATE")
        return end_request(ref, plan, refuse, withdraw, **given)
    if not due:
        raise click.UsageError(f'name the new date: actionplan redate {ref.id} NEW-DATE --reason "..."')
    if write_entry.state_of(plan) == "cancelled" and milestone is None:
        raise click.UsageError(
            f'{ref.id} is cancelled, so it has no due date. First: actionplan reopen {ref.id} --reason "..."'
        )
    if not given["approved"]:
        write_entry.refuse_unchanged(ref, plan, {"due": due}, milestone)
    about = f"milestone {milestone} " if milestone else ""
    if requested_of:
        asked: dict[str, Any] = {"milestone": milestone, "request_due": due, "requested_of": requested_of}
        return write_entry.save_entry(ref, plan, f"{about}due {due} requested", **asked, **given)
    return write_entry.save_entry(ref, plan, f"{about}due {due}", milestone=milestone, due=due, **given)
