"""``actionplan due``."""

from datetime import date

import click

from actionplan.cli import loading, options


@click.command("due")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--by", metavar="BODY", help="Only what is awaited from this body.")
@options.when_options
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
    from actionplan.cli.output import exit_code
    from actionplan.cli.report import run
    from actionplan.report.due import DUE, DueSelection

    query = loading.find(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    return exit_code(run(DUE, query, output, selection=DueSelection(by=by)))
