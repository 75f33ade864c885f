"""``actionplan show``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from actionplan.model.records import Plan, Record


@click.command("show")
@click.argument("record", metavar="ID", type=RecordId("action", "area", "resolution", "measure", "risk", "review"))
@looking.when_options
@options.plan_option
@options.format_option
def command(
    record: str,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    plan_path: str | None,
    output: str,
) -> int:
    """Show one action, measure or anything else that has a file: as agreed, what changed since, its whole history.

    \b
    Examples:
      actionplan show 1.1
      actionplan show timely-plans
      actionplan show hertfordshire-send/PA1.1 --as-at 2024-10-01
      actionplan show 1.1 --rev minutes-2024-10-01
    """
    from actionplan.model.kinds import FOLDERS
    from actionplan.report.problems import problem_line, reading_problems

    whole, colon, _ = record.partition(":")
    if colon:
        raise click.UsageError(f"entries are shown with their record: actionplan show {whole}")
    meant, looked = looking.look_for(record, plan_path, output, as_at=as_at, known_at=known_at, rev=rev)
    plans = [plan for plan in looked.portfolio.plans if plan.root == meant.root]
    found = [each for plan in plans for each in getattr(plan, FOLDERS[meant.kind]) if each.id == meant.id]
    if not found:
        if looked.partial:
            for problem in reading_problems(looked.read, looked.problems) if output == "text" else ():
                console.warn(problem_line(problem))
        else:
            console.warn(f"{meant.id} was not on record on that day.")
        return USAGE
    if output == "json":
        looking.say_json({**_json(plans[0], found[0], looked.as_at), "partial": looked.partial}, looked)
    else:
        when = looking.when_words(looked) if looked.day_typed else ""
        looking.say_report(_text(plans[0], found[0], looked.as_at, when), looked)
    return USAGE if looked.partial else FINE


def _text(plan: "Plan", record: "Record", day: date, when: str) -> str:
    from actionplan.model.kinds import path_of
    from actionplan.model.measures import Measure
    from actionplan.model.records import Action
    from actionplan.report.show import show_text
    from actionplan.report.show_record import record_text
    from actionplan.summary.history import action_story, record_story
    from actionplan.summary.measures.measures import measure_in_plan, measure_ratings

    path, screen = path_of(plan, record), console.screen()
    if isinstance(record, Action):
        return show_text(action_story(plan, record, day), path, screen, when)
    measure = (measure_in_plan(plan, record, day), measure_ratings(plan)) if isinstance(record, Measure) else None
    return record_text(record_story(plan, record, day), path, screen, measure, when)


def _json(plan: "Plan", record: "Record", day: date) -> dict[str, Any]:
    from actionplan.model.kinds import path_of
    from actionplan.model.measures import Measure
    from actionplan.model.records import Action
    from actionplan.report.show import show_json
    from actionplan.report.show_record import record_json
    from actionplan.summary.history import action_story, record_story
    from actionplan.summary.measures.measures import measure_in_plan

    path = path_of(plan, record)
    if isinstance(record, Action):
        return show_json(action_story(plan, record, day), path, day)
    measure = measure_in_plan(plan, record, day) if isinstance(record, Measure) else None
    return record_json(record_story(plan, record, day), path, day, measure)
