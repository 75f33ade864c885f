"""``actionplan reviews``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.model.vocabulary import ReviewKind, words


@click.command("reviews")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--kind", type=click.Choice(words(ReviewKind)), metavar="KIND", help="Only reviews of this kind.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], kind: ReviewKind | None, output: str, **when: Any) -> int:
    """Show what inspectors and others found, what they ask for next and how far that has come, in order of time.

    \b
    Examples:
      actionplan reviews
      actionplan reviews plans/hertfordshire-send --kind stocktake
      actionplan reviews --as-at 2024-10-01
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.reviews import REVIEWS, ReviewSelection

    query = loading.find(plans, output, **when)
    return exit_code(run(REVIEWS, query, output, selection=ReviewSelection(kind=kind)))
