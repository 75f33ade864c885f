"""``actionplan due``."""

from datetime import date

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE


@click.command("due")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--by", metavar="BODY", help="Only what is awaited from this body.")
@common.when_options
@common.format_option
def command(plans: tuple[str, ...], by: str | None, as_at: date | None, known_at: date | None, output: str) -> int:
    """Show what is awaited from whom: what is overdue, what is due soon, and whose update is missing.

    \b
    Examples:
      actionplan due
      actionplan due --by hwe-icb
    """
    from actionplan.summary.due import due

    portfolio, problems = common.load_plans(plans, output)
    common.refuse_unknown_body(portfolio, by)
    looked_at, day = common.looked_at(portfolio, as_at, known_at)
    groups = due(looked_at, day, by)  # type: ignore[arg-type]  # checked just above
    partial = common.is_partial(portfolio)
    if output == "json":
        from actionplan.render.due import due_json

        common.say_json(due_json(groups, day, partial=partial))
    else:
        from actionplan.render.due import due_text

        common.say_partial(portfolio, problems)
        common.say_report(due_text(groups, day, common.screen()), [plan.root for plan in portfolio.plans])
    return USAGE if partial else FINE
