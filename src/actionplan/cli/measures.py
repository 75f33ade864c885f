"""``actionplan measures``."""

from datetime import date

import click

from actionplan.cli import common, console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId


@click.command("measures")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@looking.when_options
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only measures of this area and its actions.")
@click.option("--missed", is_flag=True, help="Only measures that missed the last target whose day has passed.")
@click.option("--overdue", is_flag=True, help="Only measures of which a reading is overdue.")
@looking.by_option("region", "measure", "plan")
@options.format_option
def command(
    plans: tuple[str, ...],
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    area: str | None,
    missed: bool,
    overdue: bool,
    by: str | None,
    output: str,
) -> int:
    """Show what has become better, and what has not: the latest reading, its target, and the way there.

    \b
    Examples:
      actionplan measures
      actionplan measures --area PA1 --missed
      actionplan measures --as-at 2024-10-01
      actionplan measures --format json > measures.json
    """
    from actionplan.summary.measures.measures import MeasureSelection, measures

    selection = MeasureSelection(area=area, missed=missed, overdue=overdue)  # type: ignore[arg-type]  # checked below
    meant = looking.reach(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    if looking.are_many(meant, by):
        from actionplan.cli.many.measures import measures as measures_of_many

        return measures_of_many(meant, selection, by, output)
    looked = looking.read(meant, output)
    portfolio = looked.read
    common.refuse_unknown("area", area, {known.id for plan in portfolio.plans for known in plan.areas})
    looked_at, day = looked.portfolio, looked.as_at
    summary = measures(looked_at, day, selection, known_at)
    if output == "json":
        from actionplan.report.measures_json import measures_json

        looking.say_json(measures_json(summary), looked)
    else:
        from actionplan.report.measures import measures_text

        looking.say_report(measures_text(summary, console.screen()), looked)
    return USAGE if summary.partial else FINE
