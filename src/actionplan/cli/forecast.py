"""``actionplan forecast``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import Day, RecordId
from actionplan.report.plan_query import PlanQuery

if TYPE_CHECKING:
    from actionplan.model.ids import Id


@click.command("forecast")
@options.plans_argument
@click.option("--action", metavar="ACTION", type=RecordId("action"), help="Only this action.")
@click.option("--by", type=Day(), help="Estimate completion by this day. Default: each action's due date.")
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], action: str | None, by: date | None, output: str, **when: Any) -> int:
    """Estimate how likely it is that open actions finish on time, from how late finished actions were.

    If a plan has too few finished actions, those of all named plans are used; if these are also too few, there is
    no forecast. docs/forecast.md explains the method and how far to trust it.

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
        raise click.UsageError(f"--by {by} must be after {query.as_at}, the day of the forecast")
    only = _action_named(action, query) if action is not None else None
    return exit_code(run(FORECAST, query, output, selection=ForecastSelection(action=only, by=by)))


def _action_named(typed: str, query: PlanQuery) -> "Id":
    """Return the id of the action that the user named; a former id or a printed reference works too, as do capitals.

    Files are read only if no file has that name.
    """
    from actionplan.model.ids import Id
    from actionplan.model.lookup import id_meant
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.plan_folder import record_ids

    names = [Id(name) for root in query.roots for name in record_ids(root, "action", query.files or DISK)]
    known = {name.casefold(): name for name in names}
    if typed.casefold() in known:
        return known[typed.casefold()]
    actions = [action for plan in loading.load(query, "text").portfolio.plans for action in plan.actions]
    former = {name.casefold(): action.id for action in actions for name in action.formerly}
    found = former.get(typed.casefold()) or id_meant(typed, actions)
    if found not in names:
        loading.refuse_unknown("action", typed, names)
    return Id(found)
