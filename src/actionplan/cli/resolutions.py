"""``actionplan resolutions``."""

from typing import Any

import click

from actionplan.cli import options


@click.command("resolutions")
@options.plans_argument
@click.option("--body", metavar="BODY", help="Only resolutions of this body: its id or name.")
@click.option("--open", is_flag=True, help="Only carried resolutions with a clause that is not delivered.")
@click.option("--overdue", is_flag=True, help="Only open resolutions with an overdue action or report.")
@options.when_options
@options.by_option("region", "body", "plan")
@options.format_option
def command(plans: tuple[str, ...], output: str, **asked: Any) -> int:
    """Show council resolutions: for each clause the actions that deliver it, and when progress was reported back.

    Open resolutions come first, the oldest at the top. Those that were not carried are listed separately.

    \b
    Examples:
      actionplan resolutions
      actionplan resolutions --open --body county-council
      actionplan resolutions --overdue --as-at 2024-10-01
      actionplan resolutions --format markdown
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.resolutions import RESOLUTIONS
    from actionplan.summary.resolutions.resolutions import ResolutionSelection

    return report_on(RESOLUTIONS, ResolutionSelection, plans, output, **asked)
