"""``actionplan presets``."""

import click

from actionplan.cli import options
from actionplan.cli.errors import FINE


@click.command("presets")
@options.format_option
def command(output: str) -> int:
    """List the rating schemes that some councils have published: what each colour means, with the source.

    \b
    Example:
      actionplan presets
    To use one:
      actionplan set plan --rating-preset bromsgrove --measure-preset kent
    """
    from actionplan.cli.output import print_document, print_json
    from actionplan.report.presets import presets_document, presets_json

    if output == "json":
        print_json(presets_json())
    else:
        print_document(presets_document(), "Ratings that councils have published", output)
    return FINE
