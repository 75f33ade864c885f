"""``actionplan due``."""

from datetime import date

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.types import Day


@click.command("due")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--by", metavar="BODY", help="Only what is awaited from this body.")
@click.option("--as-at", type=Day(), help="As on this day. Default: today.")
@common.format_option
def command(plans: tuple[str, ...], by: str | None, as_at: date | None, output: str) -> int:
    """Show what is awaited from whom: what is overdue, what is due soon, and whose update is missing.

    \b
    Examples:
      actionplan due
      actionplan due --by hwe-icb
    """
    from actionplan.model.suggest import did_you_mean, listed
    from actionplan.summary.due import due

    portfolio, _ = common.load_plans(plans)
    known = sorted({name for plan in portfolio.plans for name in plan.bodies})
    if by is not None and by not in known:
        raise click.UsageError(f'there is no body "{by}": {did_you_mean(by, known) or "there are: " + listed(known)}')
    day = as_at or common.today()
    groups = due(portfolio, day, by)  # type: ignore[arg-type]  # checked just above
    partial = common.is_partial(portfolio)
    if output == "json":
        from actionplan.render.due import due_json

        common.say_json(due_json(groups, day, partial=partial))
    else:
        from actionplan.render.due import due_text

        common.say_report(due_text(groups, day, common.screen()), [plan.root for plan in portfolio.plans])
    return USAGE if partial else FINE
