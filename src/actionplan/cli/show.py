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
    """Show one action, measure or other record: what was agreed, what has changed since, and its history.

    ID is the name of the record's file: 1.1 for actions/1.1.toml. If several plans have it, write PLAN/ID. The history
    gives the id of each entry, which `correct` and `redact` ask for.

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
    ref, loaded = loading.load_record(record, plan_path, output, **when)
    every = ((plan, each) for plan in loaded.view.plans for each in getattr(plan, FOLDERS[ref.kind]))
    plan, found = next(((plan, each) for plan, each in every if each.id == ref.id), (None, None))
    if plan is None or found is None:
        return loading.refuse_missing(loaded, f"{ref.id} was not on record on that day.", f"{ref.id} cannot be shown.")
    context = loading.context_of(loaded.query, output)
    return print_record(
        loaded,
        output,
        title=f"{ref.id} {found.title}",
        document=show_document(plan, found, context),
        answer=lambda: show_json(plan, found, context.as_at),
    )
