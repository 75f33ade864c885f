"""``actionplan due``."""

from datetime import date

import click

from actionplan.cli import common, console, looking, options
from actionplan.cli.errors import FINE, USAGE


@click.command("due")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--by", metavar="BODY", help="Only what is awaited from this body.")
@looking.when_options
@options.format_option
def command(
    plans: tuple[str, ...],
    by: str | None,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    output: str,
) -> int:
    """Show what is awaited from whom: what is overdue, what is due soon, and whose update is missing.

    \b
    Examples:
      actionplan due
      actionplan due --by hwe-icb
      actionplan due --rev minutes-2024-10-01
    """
    from actionplan.summary.due import due

    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    common.refuse_unknown("body", by, {name for plan in looked.read.plans for name in plan.bodies})
    groups = due(looked.portfolio, looked.as_at, by)  # type: ignore[arg-type]  # checked just above
    if output == "json":
        from actionplan.report.due import due_json

        looking.say_json(due_json(groups, looked.as_at, partial=looked.partial), looked)
    else:
        from actionplan.report.due import due_text

        when = looking.when_words(looked)
        looking.say_report(due_text(groups, when, console.screen()), looked)
    return USAGE if looked.partial else FINE
