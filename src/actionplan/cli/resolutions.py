"""``actionplan resolutions``."""

from typing import Any

import click

from actionplan.cli import loading, options


@click.command("resolutions")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--body", metavar="BODY", help="Only motions that were put to this body.")
@click.option("--open", "is_open", is_flag=True, help="Only motions that were carried and are not carried out.")
@click.option("--overdue", is_flag=True, help="Only open motions of which an action or a report is overdue.")
@options.when_options
@options.by_option("region", "body", "plan")
@options.format_option
def command(
    plans: tuple[str, ...], body: str | None, is_open: bool, overdue: bool, by: str | None, output: str, **when: Any
) -> int:
    """Show what became of motions: each clause, what carries it out, and when it was reported back.

    Open motions come first, the oldest first. Motions that were not carried stand apart.

    \b
    Examples:
      actionplan resolutions
      actionplan resolutions --open --body county-council
      actionplan resolutions --overdue --as-at 2024-10-01
      actionplan resolutions --format markdown
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.resolutions import MOTIONS
    from actionplan.summary.resolutions.resolutions import ResolutionSelection

    query = loading.find(plans, output, **when)
    selection = ResolutionSelection(body=body, open=is_open, overdue=overdue)
    return exit_code(run(MOTIONS, query, output, selection=selection, by=by))
