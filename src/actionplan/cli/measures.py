"""``actionplan measures``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId


@click.command("measures")
@options.plans_argument
@options.when_options
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only measures of this area and its actions.")
@click.option("--missed", is_flag=True, help="Only measures that missed their latest target.")
@click.option("--overdue", is_flag=True, help="Only measures with an overdue reading.")
@options.by_option("region", "measure", "plan")
@options.format_option
def command(
    plans: tuple[str, ...], area: str | None, missed: bool, overdue: bool, by: str | None, output: str, **when: Any
) -> int:
    """Show each measure: its latest reading, whether it improves, and whether its targets were met.

    \b
    Examples:
      actionplan measures
      actionplan measures --area PA1 --missed
      actionplan measures --as-at 2024-10-01
      actionplan measures --format json > measures.json
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.measures import MEASURES
    from actionplan.summary.measures.measures import MeasureSelection

    query = loading.find(plans, output, **when)
    loading.refuse_unknown_area(area, query)
    selection = MeasureSelection(area=area, missed=missed, overdue=overdue)
    return exit_code(run(MEASURES, query, output, selection=selection, by=by))
