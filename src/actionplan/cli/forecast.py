"""``actionplan forecast``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import Day, RecordId

if TYPE_CHECKING:
    from actionplan.model.ids import Id
    from actionplan.model.records import Portfolio


@click.command("forecast")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--action", metavar="ACTION", type=RecordId("action"), help="Only this action.")
@click.option("--by", type=Day(), help="How likely it is by this day. Default: each action's own dates.")
@looking.when_options
@options.format_option
def command(
    plans: tuple[str, ...],
    action: str | None,
    by: date | None,
    as_at: date | None,
    known_at: date | None,
    rev: str | None,
    output: str,
) -> int:
    """Say how likely it is that open actions are done by their dates, if dates are kept to as they have been so far.

    Where a plan has too few finished actions, the plans given are taken together; where those have too few, nothing is
    said. docs/forecast.md says how it is worked out, and how well it does on invented plans.

    \b
    Examples:
      actionplan forecast
      actionplan forecast --by 2026-06-30
      actionplan forecast plans/our-plan --action 1.1
    """
    from actionplan.summary.forecast.forecast import forecast

    looked = looking.look(plans, output, as_at=as_at, known_at=known_at, rev=rev)
    portfolio = looked.read
    only = _action_named(action, portfolio) if action is not None else None
    looked_at, day = looked.portfolio, looked.as_at
    if by is not None and by <= day:
        raise click.UsageError(f"--by {by} is not after {day}, the day as at which is forecast")
    found = forecast(looked_at, day, by)
    if only is not None:
        having = {plan.id for plan in portfolio.plans if any(known.id == only for known in plan.actions)}
        from attrs import evolve

        found = evolve(found, plans=tuple(plan for plan in found.plans if plan.id in having))
    if output == "json":
        from actionplan.report.forecast import forecast_json

        looking.say_json(forecast_json(found, only), looked)
    else:
        from actionplan.report.forecast import forecast_text

        looking.say_report(forecast_text(found, console.screen(), only, looking.when_words(looked)), looked)
    return USAGE if found.partial else FINE


def _action_named(typed: str, portfolio: "Portfolio") -> "Id":
    """Give the id of the action that was meant; a former one still answers, and the case of letters does not matter."""
    from actionplan.model.suggest import did_you_mean, listed

    every = [action for plan in portfolio.plans for action in plan.actions]
    for action in every:
        if typed.casefold() in {name.casefold() for name in (action.id, *action.formerly)}:
            return action.id
    known = sorted({action.id for action in every})
    hint = did_you_mean(typed, known) or f"there are: {listed(known) or 'none yet'}"
    raise click.UsageError(f'there is no action "{typed}": {hint}')
