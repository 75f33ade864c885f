"""``actionplan forecast``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import Day, RecordId

if TYPE_CHECKING:
    from actionplan.model.ids import Id


@click.command("forecast")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option("--action", metavar="ACTION", type=RecordId("action"), help="Only this action.")
@click.option("--by", type=Day(), help="How likely it is by this day. Default: each action's own dates.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], action: str | None, by: date | None, output: str, **when: Any) -> int:
    """Return how likely it is that open actions are done by their dates, if dates are kept to as they have been so far.

    Where a plan has too few finished actions, the plans given are taken together; where those have too few, nothing is
    said. docs/forecast.md says how it is worked out, and how well it does on invented plans.

    \b
    Examples:
      actionplan forecast
      actionplan forecast --by 2026-06-30
      actionplan forecast plans/our-plan --action 1.1
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.forecast import FORECAST
    from actionplan.summary.forecast.forecast import ForecastSelection

    query = loading.find(plans, output, **when)
    if by is not None and by <= query.as_at:
        raise click.UsageError(f"--by {by} is not after {query.as_at}, the day as at which is forecast")
    only = _action_named(action, query) if action is not None else None
    return exit_code(run(FORECAST, query, output, selection=ForecastSelection(action=only, by=by)))


def _action_named(typed: str, query: loading.PlanQuery) -> "Id":
    """Return the id of the action that was meant; a former one still answers, and the case of letters does not matter.

    Files are read only if none has that name.
    """
    from actionplan.model.ids import Id
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.plan_folder import record_ids

    names = [Id(name) for root in query.roots for name in record_ids(root, "action", query.files or DISK)]
    known = {name.casefold(): name for name in names}
    if typed.casefold() not in known:
        plans = loading.load(query, "text").portfolio.plans
        known = {name.casefold(): action.id for plan in plans for action in plan.actions for name in action.formerly}
    if typed.casefold() not in known:
        loading.refuse_unknown("action", typed, names)
    return known[typed.casefold()]
