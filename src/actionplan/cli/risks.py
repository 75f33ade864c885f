"""``actionplan risks``."""

from datetime import date

import click

from actionplan.cli import common, console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId


@click.command("risks")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only risks that threaten this area.")
@click.option("--level", metavar="LABEL", help="Only risks of this level, by its label in the plan's risk scale.")
@click.option("--closed", is_flag=True, help="Closed risks too.")
@looking.when_options
@options.format_option
def command(
    plans: tuple[str, ...],
    area: str | None,
    level: str | None,
    closed: bool,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    output: str,
) -> int:
    """Show what may go wrong: the highest risks first, whether they move, and how the actions fare that lessen them.

    \b
    Examples:
      actionplan risks
      actionplan risks plans/hertfordshire-send --level High
      actionplan risks --area PA1 --closed --as-at 2024-10-01
    """
    from actionplan.summary.risks import RiskSelection, risks

    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    portfolio = looked.read
    common.refuse_unknown("area", area, {known.id for plan in portfolio.plans for known in plan.areas})
    scales = [plan.risk_scale for plan in portfolio.plans if plan.risk_scale is not None]
    labels = {known.label.casefold(): known.label for scale in scales for known in scale.levels}
    if level is not None:
        level = labels.get(level.casefold(), level)
        common.refuse_unknown("level", level, set(labels.values()))
    selection = RiskSelection(area=area, level=level, closed=closed)  # type: ignore[arg-type]  # checked just above
    looked_at, day = looked.portfolio, looked.as_at
    found = risks(looked_at, day, selection)
    partial = looked.partial
    if output == "json":
        from actionplan.report.risks import risks_json

        looking.say_json(risks_json(found, day, selection, known_at, partial=partial), looked)
    else:
        from actionplan.report.risks import risks_text

        text = risks_text(found, day, console.screen(), selection, looking.when_words(looked))
        looking.say_report(text, looked)
    return USAGE if partial else FINE
