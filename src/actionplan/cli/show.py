"""``actionplan show``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId


@click.command("show")
@click.argument("record", metavar="ID", type=RecordId("action", "area", "resolution", "measure", "risk", "review"))
@options.when_options
@options.plan_option
@options.format_option
def command(record: str, plan_path: str | None, output: str, **when: Any) -> int:
    """Show one action, measure or anything else that has a file: as agreed, what changed since, its whole history.

    \b
    Examples:
      actionplan show 1.1
      actionplan show timely-plans
      actionplan show hertfordshire-send/PA1.1 --as-at 2024-10-01
      actionplan show 1.1 --rev minutes-2024-10-01
      actionplan show 1.1 --format html > action-1.1.html
    """
    from actionplan.cli.output import print_record
    from actionplan.model.kinds import FOLDERS
    from actionplan.report.show import show_document, show_json

    whole, colon, _ = record.partition(":")
    if colon:
        raise click.UsageError(f"entries are shown with their record: actionplan show {whole}")
    meant, loaded = loading.load_record(record, plan_path, output, **when)
    every = ((plan, each) for plan in loaded.view.plans for each in getattr(plan, FOLDERS[meant.kind]))
    plan, found = next(((plan, each) for plan, each in every if each.id == meant.id), (None, None))
    if plan is None or found is None:
        return loading.refuse_missing(
            loaded, f"{meant.id} was not on record on that day.", f"{meant.id} cannot be shown."
        )
    context = loading.context_of(loaded.query, output)
    return print_record(
        loaded,
        output,
        title=f"{meant.id} {found.title}",
        document=show_document(plan, found, context),
        answer=lambda: show_json(plan, found, context.as_at),
    )
