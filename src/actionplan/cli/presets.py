"""``actionplan presets``."""

import click

from actionplan.cli import common, console, options
from actionplan.cli.errors import FINE


@click.command("presets")
@options.format_option
def command(output: str) -> int:
    """List the sets of ratings that some councils have published: what each colour means there, and where it is said.

    \b
    Example:
      actionplan presets
    Use one in plan.toml, at the top:
      rating_preset = "bromsgrove"
      measure_preset = "kent"
    """
    from actionplan.report.presets import presets_json, presets_text

    if output == "json":
        common.say_json(presets_json())
    else:
        console.say(presets_text(console.screen()).rstrip("\n"))
    return FINE
