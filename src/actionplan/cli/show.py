"""``actionplan show``."""

from typing import Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId
from actionplan.report.plan_query import context_of, plan_files
from actionplan.storage.discovery import NoPlan


@click.command("show")
@click.argument("record", metavar="ID", type=RecordId("action", "area", "resolution", "measure", "risk", "review"))
@options.when_options
@options.plan_option
@options.format_option
def command(record: str, plan_path: str | None, output: str, **when: Any) -> int:
    """Show one action, measure or other record: what was agreed, what has changed since, and its history.

    ID is the name of the record's file: 1.1 for actions/1.1.toml. If several plans have it, write PLAN/ID. The history
    gives the id of each entry, which `correct` and `redact` ask for. A body is shown by its id or name: what it owns,
    and what it has to hand over or to take over.

    \b
    Examples:
      actionplan show 1.1
      actionplan show timely-plans
      actionplan show hwe-icb
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
    try:
        ref, loaded = loading.load_record(record, plan_path, output, **when)
    except click.UsageError:
        if (code := _body(record, plan_path, output, **when)) is not None:
            return code
        raise
    every = ((plan, each) for plan in loaded.view.plans for each in getattr(plan, FOLDERS[ref.kind]))
    plan, found = next(((plan, each) for plan, each in every if each.id == ref.id), (None, None))
    if plan is None or found is None:
        return loading.refuse_missing(loaded, f"{ref.id} was not on record on that day.", f"{ref.id} cannot be shown.")
    context = context_of(loaded.query, output)
    return print_record(
        loaded,
        output,
        title=f"{ref.id} {found.title}",
        document=show_document(plan, found, context),
        answer=lambda: show_json(plan, found, context.as_at),
    )


def _body(typed: str, plan_path: str | None, output: str, **when: Any) -> int | None:
    """Show the only body that an id or a name means, and return the exit code; None if it means none or several."""
    from actionplan.cli.output import print_record
    from actionplan.input.names import read_body
    from actionplan.input.unclear import Unclear
    from actionplan.report.show_body import body_document, body_json

    name, _, wanted = typed.rpartition("/")
    chosen = plan_path or name
    try:
        query = loading.find([chosen] if chosen else [], output, **when)
        readings = [(plan, read_body(wanted, plan.bodies)) for plan in plan_files(query)]
    except (click.UsageError, NoPlan):
        return None
    found = [(plan.root, body) for plan, body in readings if not isinstance(body, Unclear)]
    if len(found) != 1:
        return None
    root, body = found[0]
    loaded = loading.load(loading.find([root], output, **when), "text")
    context = context_of(loaded.query, output)
    [plan] = loaded.view.plans
    return print_record(
        loaded,
        output,
        title=plan.bodies[body].name,
        document=body_document(plan, body, context),
        answer=lambda: body_json(plan, body, context.as_at),
    )
