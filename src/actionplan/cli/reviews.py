"""``actionplan reviews``."""

from typing import Any

import click

from actionplan.cli import options
from actionplan.cli.param_types import Word
from actionplan.model.vocabulary import ReviewKind, words

_KINDS = words(ReviewKind)


@click.command("reviews")
@options.plans_argument
@click.option("--kind", type=Word(ReviewKind), metavar="KIND", help=f"Only reviews of this kind: {', '.join(_KINDS)}.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], output: str, **asked: Any) -> int:
    """Show inspections and other reviews in date order: what they found and asked for, and what was done about it.

    \b
    Examples:
      actionplan reviews
      actionplan reviews plans/hertfordshire-send --kind stocktake
      actionplan reviews --as-at 2024-10-01
    """
    from actionplan.cli.run_report import report_on
    from actionplan.report.reviews import REVIEWS, ReviewSelection

    return report_on(REVIEWS, ReviewSelection, plans, output, **asked)
