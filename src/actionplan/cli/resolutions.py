"""``actionplan resolutions``."""

from datetime import date

import click

from actionplan.cli import common, console, looking
from actionplan.cli.errors import FINE, USAGE


@click.command("resolutions")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--body", metavar="BODY", help="Only motions that were put to this body.")
@click.option("--open", "is_open", is_flag=True, help="Only motions that were carried and are not carried out.")
@click.option("--overdue", is_flag=True, help="Only open motions of which an action or a report is overdue.")
@looking.when_options
@looking.by_option("region", "body", "plan")
@click.option(
    "--format", "output", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to say it."
)
def command(
    plans: tuple[str, ...],
    body: str | None,
    is_open: bool,
    overdue: bool,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    by: str | None,
    output: str,
) -> int:
    """Show what became of motions: each clause, what carries it out, and when it was reported back.

    Open motions come first, the oldest first. Motions that were not carried stand apart.

    \b
    Examples:
      actionplan resolutions
      actionplan resolutions --open --body county-council
      actionplan resolutions --overdue --as-at 2024-10-01
      actionplan resolutions --format markdown
    """
    from actionplan.summary.motions import MotionSelection, motions

    selection = MotionSelection(body=body, open=is_open, overdue=overdue)  # type: ignore[arg-type]  # checked below
    meant = looking.reach(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    if looking.are_many(meant, by, output):
        from actionplan.cli.many.resolutions import resolutions as resolutions_of_many

        return resolutions_of_many(meant, selection, by, output)
    looked = looking.read(meant, output)
    portfolio = looked.read
    common.refuse_unknown("body", body, {name for plan in portfolio.plans for name in plan.bodies})
    looked_at, day = looked.portfolio, looked.as_at
    summary = motions(looked_at, day, selection, known_at)
    if output == "json":
        from actionplan.report.resolutions import motions_json

        looking.say_json(motions_json(summary), looked)
    else:
        from actionplan.report.resolutions import motions_markdown, motions_text

        said = motions_markdown(summary) if output == "markdown" else motions_text(summary, console.screen())
        looking.say_report(said, looked)
    return USAGE if summary.partial else FINE
