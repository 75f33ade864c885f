"""``actionplan show``."""

from datetime import date

import click

from actionplan.cli import common, looking
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.types import RecordId


@click.command("show")
@click.argument("action", type=RecordId("action"))
@looking.when_options
@common.plan_option
@common.format_option
def command(
    action: str,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    plan_path: str | None,
    output: str,
) -> int:
    """Show one action: where it stands, as agreed, what changed since, and its whole history.

    \b
    Examples:
      actionplan show 1.1
      actionplan show hertfordshire-send/PA1.1 --as-at 2024-10-01
      actionplan show 1.1 --rev minutes-2024-10-01
    """
    from actionplan.cli.records import committed_record, find_record
    from actionplan.model.layout import path_of
    from actionplan.summary.story import action_story

    if rev is not None:
        looking.refuse_both(known_at)
        meant, committed = committed_record(action, plan_path, ("action",), rev)
        looked = looking.look_at(committed, output, as_at)
    else:
        meant = find_record(action, plan_path, ("action",))
        looked = looking.look([meant.root], output, as_at=as_at, known_at=known_at)
    plans = [plan for plan in looked.portfolio.plans if plan.root == meant.root]
    found = [record for plan in plans for record in plan.actions if record.id == meant.id]
    if not found:
        if not looked.partial:
            common.warn(f"{meant.id} was not on record on that day.")
        return USAGE
    story = action_story(plans[0], found[0], looked.as_at)
    path = path_of(plans[0], found[0])
    if output == "json":
        from actionplan.render.show import show_json

        looking.say_json({**show_json(story, path, looked.as_at), "partial": looked.partial}, looked)
    else:
        from actionplan.render.anchor import as_at_words
        from actionplan.render.show import show_text

        common.say_partial(looked.read, looked.problems)
        when = as_at_words(looked.as_at, looked.known_at, looked.commit) if looked.day_typed else ""
        looking.say_report(show_text(story, path, common.screen(), when), looked)
    return USAGE if looked.partial else FINE
