"""``actionplan due``."""

from typing import Any

import click

from actionplan.cli import loading, options


@click.command("due")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--by", metavar="BODY", help="Only what is awaited from this body.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], by: str | None, output: str, **when: Any) -> int:
    """Show what is awaited from whom: what is overdue, what is due soon, and whose update is missing.

    \b
    Examples:
      actionplan due
      actionplan due --by hwe-icb
      actionplan due --rev minutes-2024-10-01
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.due import DUE, DueSelection

    query = loading.find(plans, output, **when)
    return exit_code(run(DUE, query, output, selection=DueSelection(by=by)))
