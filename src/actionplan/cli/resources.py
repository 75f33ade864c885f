"""``actionplan resources``."""

from datetime import date

import click

from actionplan.cli import console, looking, options
from actionplan.cli.errors import FINE, USAGE


@click.command("resources")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@looking.when_options
@options.format_option
def command(plans: tuple[str, ...], as_at: date | None, known_at: date | None, rev: str | None, output: str) -> int:
    """Add up money, posts and places: what actions have, and what carried resolutions grant.

    Amounts of different units are never added, nor is what is given once with what is given every year. Under each sum
    stands what it rests on; whether an action and a resolution name the same money is for you to see.

    \b
    Examples:
      actionplan resources
      actionplan resources --as-at 2024-10-01 --format json
    """
    from actionplan.report.resources import resources_json, resources_text
    from actionplan.summary.resources import resources

    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    looked_at, day = looked.portfolio, looked.as_at
    found = resources(looked_at, day)
    partial = looked.partial
    if output == "json":
        looking.say_json(resources_json(found, day, partial=partial), looked)
    else:
        looking.say_report(resources_text(found, day, console.screen(), looking.when_words(looked)), looked)
    return USAGE if partial else FINE
