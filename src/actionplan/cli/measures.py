"""``actionplan measures``."""

from typing import Any

import click

from actionplan.cli import options
from actionplan.cli.param_types import RecordId


@click.command("measures")
@options.plans_argument
@options.when_options
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only measures of this area and its actions.")
@click.option("--missed", is_flag=True, help="Only measures that missed their latest target.")
@click.option("--overdue", is_flag=True, help="Only measures with an overdue reading.")
@options.by_option("region", "measure", "plan")
@options.format_option
def command(plans: tuple[str, ...], output: str, **asked: Any) -> int:
    """Show each measure: its latest reading, whether it improves, and whether its targets were met.

    \b
    Examples:
      actionplan measures
      actionplan measures --area PA1 --missed
      actionplan measures --as-at 2024-10-01
      actionplan measures --format json > measures.json
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.measures import MEASURES
    from actionplan.summary.measures.measures import MeasureSelection

    return report_on(MEASURES, MeasureSelection, plans, output, **asked)
