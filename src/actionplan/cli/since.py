"""``actionplan since``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.types import Day, parse_day

if TYPE_CHECKING:
    from actionplan.model.records import Portfolio
    from actionplan.summary.since import Change


@click.command("since")
@click.argument("start", metavar="[DATE]", required=False)
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--last", metavar="BODY", help="Since the last meeting of this body, as plan.toml has its meetings.")
@click.option("--until", type=Day(), help="Until this day. Default: today.")
@click.option(
    "--format", "output", type=click.Choice(["text", "markdown", "json"]), default="text", help="How to say it."
)
def command(start: str | None, plans: tuple[str, ...], last: str | None, until: date | None, output: str) -> int:
    """Say what changed on record since a day, in sentences that minutes can take over.

    It holds what was known on the one day against what is known on the other, so that an entry written down late is
    told when it was written down.

    \b
    Examples:
      actionplan since 2024-09-01
      actionplan since 2024-09-01 --until 2024-10-01 --format markdown
      actionplan since --last board
    """
    from actionplan.summary.since import since

    if last is not None and start is not None:
        plans, start = (start, *plans), None
    day = parse_day(start) if start is not None else None
    if start is not None and day is None:
        raise click.UsageError(f'"{start}" is not a day: write 2024-10-01, or "1 Oct 2024"')
    portfolio, problems = common.load_plans(plans, output)
    until = until or common.today()
    if last is not None:
        from actionplan.summary.meetings import last_meeting

        day = last_meeting(portfolio, last, until)
        if day is None:
            raise click.UsageError(f'plan.toml has no meeting of "{last}" before {until}: give the day instead')
    if day is None:
        raise click.UsageError("since when? Give a day, or --last BODY")
    changes = since(portfolio, day, until)
    partial = common.is_partial(portfolio)
    if output != "json":
        common.say_partial(portfolio, problems)
    _show(changes, portfolio, day, until, output, partial=partial)
    return USAGE if partial else FINE


def _show(
    changes: "tuple[Change, ...]", portfolio: "Portfolio", start: date, until: date, output: str, *, partial: bool
) -> None:
    from actionplan.render import since as render
    from actionplan.render.words import day_text

    title = f"What changed from {day_text(start)} to {day_text(until)}"
    roots = [plan.root for plan in portfolio.plans]
    if output == "json":
        common.say_json(render.since_json(changes, start.isoformat(), until.isoformat(), until, partial=partial))
    elif output == "markdown":
        common.say_report(render.since_markdown(changes, portfolio.plans, title), roots)
    else:
        common.say_report(render.since_text(changes, portfolio.plans, title, common.screen()), roots)
