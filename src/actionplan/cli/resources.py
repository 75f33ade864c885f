"""``actionplan resources``."""

from typing import Any

import click

from actionplan.cli import options


@click.command("resources")
@options.plans_argument
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], output: str, **when: Any) -> int:
    """Add up money, posts and places: what actions have, and what carried resolutions grant.

    Only like amounts are added: never different units, and never single with yearly amounts. Each sum lists what it is
    made of. Check whether an action and a resolution name the same money: they are listed separately.

    \b
    Examples:
      actionplan resources
      actionplan resources --as-at 2024-10-01 --format json
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.resources import RESOURCES

    return report_on(RESOURCES, None, plans, output, **when)
