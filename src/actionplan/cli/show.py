"""``actionplan show``."""

from datetime import date

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.types import Day, RecordId


@click.command("show")
@click.argument("action", type=RecordId("action"))
@click.option("--as-at", type=Day(), help="As it stood on this day. Default: today.")
@common.plan_option
@common.format_option
def command(action: str, as_at: date | None, plan_path: str | None, output: str) -> int:
    """Show one action: where it stands, as agreed, what changed since, and its whole history.

    \b
    Examples:
      actionplan show 1.1
      actionplan show hertfordshire-send/PA1.1 --as-at 2024-10-01
    """
    from actionplan.cli.records import find_record
    from actionplan.model.layout import path_of
    from actionplan.summary.story import action_story

    meant = find_record(action, plan_path, ("action",))
    portfolio, _ = common.load_plans([meant.root])
    partial = common.is_partial(portfolio)
    found = [record for plan in portfolio.plans for record in plan.actions if record.id == meant.id]
    if not found:
        return USAGE
    day = as_at or common.today()
    story = action_story(portfolio.plans[0], found[0], day)
    path = path_of(portfolio.plans[0], found[0])
    if output == "json":
        from actionplan.render.show import show_json

        common.say_json({**show_json(story, path, day), "partial": partial})
    else:
        from actionplan.render.show import show_text

        common.say_report(show_text(story, path, common.screen()), [meant.root])
    return USAGE if partial else FINE
