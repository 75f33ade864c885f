"""``actionplan redate``."""

from typing import Any

import click

from actionplan.cli import write_entry
from actionplan.cli.param_types import RecordId, When


@click.command("redate")
@click.argument("action", type=RecordId("action"))
@click.argument("due", metavar="NEW-DATE", type=When())
@write_entry.reason_option
@click.option("--milestone", metavar="ID", help="Revise the date of this milestone, not of the action.")
@write_entry.approved_option
@write_entry.decision_options
def command(action: str, due: str, milestone: str | None, plan_path: str | None, **given: Any) -> int:
    """Revise the due date of an action, or of one of its milestones, with a reason.

    The original date stays visible in every report. The plan's policy may require an approval.

    \b
    Examples:
      actionplan redate 1.1 2024-12-31 --reason "The supplier is late"
      actionplan redate 1.1 2025-Q1 --reason "Two schools were missed" \\
          --approved "board:2024-07-01:minute 7"
      actionplan redate 1.1 2024-09-30 --milestone a --reason "Legal query"
    """
    ref, plan = write_entry.find(action, plan_path, "action")
    if write_entry.state_of(plan) == "cancelled" and milestone is None:
        raise click.UsageError(
            f'{ref.id} is cancelled, so it has no due date. First: actionplan reopen {ref.id} --reason "..."'
        )
    if not given["approved"]:
        write_entry.refuse_unchanged(ref, plan, {"due": due}, milestone)
    what = f"{f'milestone {milestone} ' if milestone else ''}due {due}"
    return write_entry.save_entry(ref, plan, what, milestone=milestone, due=due, **given)
