"""``actionplan dependencies``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId


@click.command("dependencies")
@options.plans_argument
@click.option(
    "--action", metavar="ID", type=RecordId("action"), help="Only this action, what it waits for and what waits for it."
)
@options.when_options
@options.format_option
def command(plans: tuple[str, ...], action: str | None, output: str, **when: Any) -> int:
    """Show which actions hold up others: overdue actions that others wait for, the longest chains, and overlaps.

    Links come from the key "after" in the files of actions. It calculates no dates: it shows those in the files.

    \b
    Examples:
      actionplan dependencies
      actionplan dependencies --action 1.1
      actionplan dependencies plans/hertfordshire-send --as-at 2024-10-01
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import report_on, run
    from actionplan.model.as_known import in_plan
    from actionplan.model.ids import Id
    from actionplan.report.dependencies import DEPENDENCIES
    from actionplan.summary.dependencies import DependencySelection

    if action is None:
        return report_on(DEPENDENCIES, DependencySelection, plans, output, **when)
    if len(plans) > 1:
        raise click.UsageError("--action takes one plan at most, and several were given")
    ref, loaded = loading.load_record(action, plans[0] if plans else None, output, kinds=("action",), **when)
    known = {each.id for plan in loaded.view.plans for each in plan.actions if in_plan(plan, each, loaded.query.as_at)}
    if ref.id not in known:
        return loading.refuse_missing(
            loaded, f"{ref.id} was not in the plan on that day.", f"{ref.id} cannot be shown."
        )
    return exit_code(run(DEPENDENCIES, loaded.query, output, selection=DependencySelection(action=Id(ref.id))))
