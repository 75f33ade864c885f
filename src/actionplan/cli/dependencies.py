"""``actionplan dependencies``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actionplan.model.ids import Id
    from actionplan.summary.dependencies import PlanDependencies


@click.command("dependencies")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--action", "action", metavar="ID", type=RecordId("action"), help="Only what this action has to do with.")
@looking.when_options
@options.format_option
def command(
    plans: tuple[str, ...], action: str | None, as_at: date | None, known_at: date | None, rev: str | None, output: str
) -> int:
    """Show what holds up what: late actions that others wait for, the longest chains, and what overlaps.

    Nothing is scheduled here: all dates are those of the files.

    \b
    Examples:
      actionplan dependencies
      actionplan dependencies --action 1.1
      actionplan dependencies plans/hertfordshire-send --as-at 2024-10-01
    """
    from actionplan.report.dependencies import dependencies_json
    from actionplan.summary.dependencies import dependencies

    only = None
    if action is not None:
        plans, only = _meant(action, plans)
    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    looked_at, day = looked.portfolio, looked.as_at
    found = dependencies(looked_at, day)
    partial = looked.partial
    if only is not None and not any(one.action.id == only for plan in found for one in plan.actions):
        if not partial:
            console.warn(f"{only} was not in the plan on that day.")
        return USAGE
    if output == "json":
        looking.say_json(dependencies_json(found, day, partial=partial, only=only), looked)
    else:
        looking.say_report(_text(found, day, only, looking.when_words(looked)), looked)
    return USAGE if partial else FINE


def _meant(action: str, plans: tuple[str, ...]) -> "tuple[tuple[str, ...], Id]":
    """Give the plan and the id of the action that was meant."""
    from actionplan.cli.resolve_id import find_record
    from actionplan.model.ids import Id

    if len(plans) > 1:
        raise click.UsageError("with --action, name one plan at most")
    meant = find_record(action, plans[0] if plans else None, ("action",))
    return (meant.root,), Id(meant.id)


def _text(found: "Sequence[PlanDependencies]", day: date, only: "Id | None", when: str) -> str:
    from actionplan.report.dependencies import action_text, dependencies_text

    if only is None:
        return dependencies_text(found, day, console.screen(), when)
    plan = found[0]
    return action_text(plan, next(one for one in plan.actions if one.action.id == only), day, console.screen(), when)
