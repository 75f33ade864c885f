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

    Amounts are added only if they have the same unit. One-off and yearly amounts are added separately. Each total lists
    its parts. An action and a resolution may name the same money: they are listed separately.

    \b
    Examples:
      actionplan resources
      actionplan resources --as-at 2024-10-01 --format json
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.resources import RESOURCES

    return report_on(RESOURCES, None, plans, output, **when)
