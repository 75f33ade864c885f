"""``actionplan risks``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId
from actionplan.report.plan_query import plan_files


@click.command("risks")
@options.plans_argument
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only risks to this area.")
@click.option("--level", metavar="LABEL", help="Only risks of this level, as the plan names it, such as High.")
@click.option("--closed", is_flag=True, help="Include closed risks.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], area: str | None, level: str | None, closed: bool, output: str, **when: Any) -> int:
    """Show the risks, highest first: their scores, whether they have changed, and progress on mitigation.

    \b
    Examples:
      actionplan risks
      actionplan risks plans/hertfordshire-send --level High
      actionplan risks --area PA1 --closed --as-at 2024-10-01
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.risks import RISKS
    from actionplan.summary.risks import RiskSelection

    query = loading.find(plans, output, **when)
    if level is not None:
        scales = [plan.risk_scale for plan in plan_files(query) if plan.risk_scale is not None]
        labels = {known.label.casefold(): known.label for scale in scales for known in scale.levels}
        level = labels.get(level.casefold(), level)
        loading.refuse_unknown("level", level, labels.values())
    selection = RiskSelection(area=area, level=level, closed=closed)  # type: ignore[arg-type]  # an id once checked
    return exit_code(run(RISKS, query, output, selection=selection))
