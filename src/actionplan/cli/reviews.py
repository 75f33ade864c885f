"""``actionplan reviews``."""

from datetime import date

import click

from actionplan.cli import console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.model.vocabulary import ReviewKind, words


@click.command("reviews")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--kind", type=click.Choice(words(ReviewKind)), metavar="KIND", help="Only reviews of this kind.")
@looking.when_options
@options.format_option
def command(
    plans: tuple[str, ...],
    kind: ReviewKind | None,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    output: str,
) -> int:
    """Show what inspectors and others found, what they ask for next and how far that has come, in order of time.

    \b
    Examples:
      actionplan reviews
      actionplan reviews plans/hertfordshire-send --kind stocktake
      actionplan reviews --as-at 2024-10-01
    """
    from actionplan.summary.reviews import reviews

    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    looked_at, day = looked.portfolio, looked.as_at
    found = reviews(looked_at, day, kind)
    partial = looked.partial
    if output == "json":
        from actionplan.report.reviews import reviews_json

        looking.say_json(reviews_json(found, day, kind, known_at, partial=partial), looked)
    else:
        from actionplan.report.reviews import reviews_text

        text = reviews_text(found, day, console.screen(), kind, looking.when_words(looked))
        looking.say_report(text, looked)
    return USAGE if partial else FINE
