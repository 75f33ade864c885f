"""``actionplan resources``."""

from typing import Any

import click

from actionplan.cli import loading, options


@click.command("resources")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], output: str, **when: Any) -> int:
    """Add up money, posts and places: what actions have, and what carried resolutions grant.

    Amounts of different units are never added, nor is what is given once with what is given every year. Below each sum
    is what it rests on. An action and a resolution may name the same money: only you can see whether they do.

    \b
    Examples:
      actionplan resources
      actionplan resources --as-at 2024-10-01 --format json
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.resources import RESOURCES

    return exit_code(run(RESOURCES, loading.find(plans, output, **when), output))
