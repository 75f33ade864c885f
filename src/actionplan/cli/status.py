"""``actionplan status``."""

from typing import Any

import click

from actionplan.cli import options
from actionplan.cli.param_types import RecordId


@click.command("status")
@options.plans_argument
@options.when_options
@click.option("--owner", metavar="BODY", help="Only actions that this body owns: its id or name.")
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only actions that serve this area.")
@click.option("--overdue", is_flag=True, help="Only actions that are overdue.")
@options.by_option("region", "owner", "plan")
@options.format_option
def command(plans: tuple[str, ...], output: str, **asked: Any) -> int:
    """Show progress: how many actions are done, which are overdue and whose, and what is due next.

    Without PLAN, it shows every plan found here. With six or more plans, it shows totals by region.

    \b
    Examples:
      actionplan status
      actionplan status plans/hertfordshire-send --as-at 2024-10-01
      actionplan status --known-at 2024-10-01
      actionplan status --rev minutes-2024-10-01
      actionplan status --owner hcc --overdue
      actionplan status plans-of-england --by owner
      actionplan status --format json > status.json
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.status import STATUS
    from actionplan.summary.status import Selection

    return report_on(STATUS, Selection, plans, output, **asked)
