"""``actionplan status``."""

from datetime import date

import click

from actionplan.cli import common, looking
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId


@click.command("status")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@looking.when_options
@click.option("--owner", metavar="BODY", help="Only actions that this body owns.")
@click.option("--area", metavar="AREA", type=RecordId("area"), help="Only actions that serve this area.")
@click.option("--overdue", is_flag=True, help="Only actions that are overdue.")
@looking.by_option("region", "owner", "plan")
@common.format_option
def command(
    plans: tuple[str, ...],
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    owner: str | None,
    area: str | None,
    overdue: bool,
    by: str | None,
    output: str,
) -> int:
    """Show where plans stand: how many actions, how many late and whose, what finished, what is due next.

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
    from actionplan.summary.status import Selection, status

    selection = Selection(owner=owner, area=area, overdue=overdue)  # type: ignore[arg-type]  # checked just below
    meant = looking.reach(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    if looking.are_many(meant, by):
        from actionplan.cli.many.status import status as status_of_many

        return status_of_many(meant, selection, by, output)
    looked = looking.read(meant, output)
    problems = looking.all_problems(looked)
    common.refuse_unknown("body", owner, {name for plan in looked.read.plans for name in plan.bodies})
    common.refuse_unknown("area", area, {known.id for plan in looked.read.plans for known in plan.areas})
    summary = status(looked.portfolio, looked.as_at, selection, known_at)
    if output == "json":
        from actionplan.report.status_json import status_json

        looking.say_json(status_json(summary, problems), looked)
    else:
        from actionplan.report.status_text import status_text

        looking.say_report(status_text(summary, problems, common.screen(), looked.commit), looked)
    return USAGE if summary.partial else FINE
