"""``actionplan presets``."""

import click

from actionplan.cli import common
from actionplan.cli.errors import FINE


@click.command("presets")
@common.format_option
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
        common.say(presets_text(common.screen()).rstrip("\n"))
    return FINE
