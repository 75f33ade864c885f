"""``actionplan risks``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId


@click.command("risks")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only risks that threaten this area.")
@click.option("--level", metavar="LABEL", help="Only risks of this level, by its label in the plan's risk scale.")
@click.option("--closed", is_flag=True, help="Closed risks too.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], area: str | None, level: str | None, closed: bool, output: str, **when: Any) -> int:
    """Show what may go wrong: the highest risks first, whether they move, and how the actions fare that lessen them.

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
    loading.refuse_unknown_area(area, query)
    if level is not None:
        scales = [plan.risk_scale for plan in loading.plan_files(query) if plan.risk_scale is not None]
        labels = {known.label.casefold(): known.label for scale in scales for known in scale.levels}
        level = labels.get(level.casefold(), level)
        loading.refuse_unknown("level", level, labels.values())
    selection = RiskSelection(area=area, level=level, closed=closed)  # type: ignore[arg-type]  # an id once checked
    return exit_code(run(RISKS, query, output, selection=selection))
