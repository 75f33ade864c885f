"""``actionplan resources``."""

from typing import Any

import click

from actionplan.cli import loading, options


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
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.resources import RESOURCES

    return exit_code(run(RESOURCES, loading.find(plans, output, **when), output))
