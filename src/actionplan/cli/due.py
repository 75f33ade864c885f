"""``actionplan due``."""

from typing import Any

import click

from actionplan.cli import options


@click.command("due")
@options.plans_argument
@click.option("--by", metavar="BODY", help="Only what this body must do: its id or name.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], by: str | None, output: str, **when: Any) -> int:
    """List what is overdue or due soon: actions and updates of each body, answers, clauses, reports back and reviews.

    Use it to chase updates before a meeting. Each kind of thing has its own heading and its own count.

    \b
    Examples:
      actionplan due
      actionplan due --by hwe-icb
      actionplan due --rev minutes-2024-10-01
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.due import DUE, DueSelection

    return report_on(DUE, lambda: DueSelection(by=by), plans, output, **when)
