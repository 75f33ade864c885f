"""``actionplan redate``."""

from typing import Any

import click

from actionplan.cli import write_entry
from actionplan.cli.param_types import RecordId, When


@click.command("redate")
@click.argument("action", type=RecordId("action"))
@click.argument("due", metavar="NEW-DATE", type=When())
@write_entry.reason_option
@click.option("--milestone", metavar="ID", help="Move this milestone of the action, not the action itself.")
@write_entry.approved_option
@write_entry.note_option
@write_entry.decision_options
def command(action: str, due: str, milestone: str | None, plan_path: str | None, **given: Any) -> int:
    """Move the due date of an action, or of one of its milestones.

    The date first agreed stays in the head; the move is an entry with its reason.

    The plan's policy may ask for approvals, and may say after how many moves the owner must come before the board.

    \b
    Examples:
      actionplan redate 1.1 2024-12-31 --reason "The supplier is late"
      actionplan redate 1.1 2025-Q1 --reason "Two schools had been forgotten" \\
          --approved "board:2024-07-01:minute 7"
      actionplan redate 1.1 2024-09-30 --milestone a --reason "Lawyers differ"
    """
    meant, plan = write_entry.find(action, plan_path, "action")
    if write_entry.state_of(plan) == "cancelled" and milestone is None:
        raise click.UsageError(
            f'{meant.id} is cancelled, so no date holds for it; first: actionplan reopen {meant.id} --reason "..."'
        )
    if not given["approved"]:
        write_entry.refuse_unchanged(meant, plan, {"due": due}, milestone)
    what = f"{f'milestone {milestone} ' if milestone else ''}due {due}"
    return write_entry.save_entry(meant, plan, what, milestone=milestone, due=due, **given)
