"""``actionplan resolutions``."""

from typing import Any

import click

from actionplan.cli import loading, options


@click.command("resolutions")
@options.plans_argument
@click.option("--body", metavar="BODY", help="Only resolutions of this body: its id or name.")
@click.option("--open", "is_open", is_flag=True, help="Only carried resolutions with a clause that is not delivered.")
@click.option("--overdue", is_flag=True, help="Only open resolutions with an overdue action or report.")
@options.when_options
@options.by_option("region", "body", "plan")
@options.format_option
def command(
    plans: tuple[str, ...], body: str | None, is_open: bool, overdue: bool, by: str | None, output: str, **when: Any
) -> int:
    """Show council resolutions: for each clause the actions that deliver it, and when progress was reported back.

    Open resolutions come first, the oldest at the top. Those that were not carried are listed separately.

    \b
    Examples:
      actionplan resolutions
      actionplan resolutions --open --body county-council
      actionplan resolutions --overdue --as-at 2024-10-01
      actionplan resolutions --format markdown
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.resolutions import RESOLUTIONS
    from actionplan.summary.resolutions.resolutions import ResolutionSelection

    query = loading.find(plans, output, **when)
    selection = ResolutionSelection(body=body, open=is_open, overdue=overdue)
    return exit_code(run(RESOLUTIONS, query, output, selection=selection, by=by))
