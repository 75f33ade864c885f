"""``actionplan show``."""

from datetime import date

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.types import RecordId


@click.command("show")
@click.argument("action", type=RecordId("action"))
@common.when_options
@common.plan_option
@common.format_option
def command(action: str, as_at: date | None, known_at: date | None, plan_path: str | None, output: str) -> int:
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
    portfolio, problems = common.load_plans([meant.root])
    partial = common.is_partial(portfolio)
    portfolio, day = common.looked_at(portfolio, as_at, known_at)
    found = [record for plan in portfolio.plans for record in plan.actions if record.id == meant.id]
    if not found:
        if not partial:
            common.warn(f"{meant.id} was not on record on that day.")
        return USAGE
    story = action_story(portfolio.plans[0], found[0], day)
    path = path_of(portfolio.plans[0], found[0])
    if output == "json":
        from actionplan.render.show import show_json

        common.say_json({**show_json(story, path, day), "partial": partial})
    else:
        from actionplan.render.show import show_text

        common.say_partial(portfolio, problems)
        common.say_report(show_text(story, path, common.screen()), [meant.root])
    return USAGE if partial else FINE
