"""``actionplan presets``."""

import click

from actionplan.cli import options
from actionplan.cli.errors import FINE


@click.command("presets")
@options.format_option
def command(output: str) -> int:
    """List the sets of ratings that some councils have published: what each colour means, and where that is laid down.

    \b
    Example:
      actionplan presets
    Use one in plan.toml, at the top:
      rating_preset = "bromsgrove"
      measure_preset = "kent"
    """
    from actionplan.cli.output import print_document, print_json
    from actionplan.report.presets import presets_document, presets_json

    if output == "json":
        print_json(presets_json())
    else:
        print_document(presets_document(), "Ratings that councils have published", output)
    return FINE
