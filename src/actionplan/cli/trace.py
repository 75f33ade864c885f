"""``actionplan trace``."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import loading, options
from actionplan.cli.param_types import RecordId
from actionplan.report.plan_query import context_of

if TYPE_CHECKING:
    from actionplan.model.records import Plan


@click.command("trace")
@click.argument("identifier", metavar="ID", type=RecordId())
@options.when_options
@options.plan_option
@options.format_option
def command(identifier: str, plan_path: str | None, output: str, **when: Any) -> int:
    """Follow links in both directions: from findings and resolutions to actions, and from actions to measures.

    Use it to see what an action is for, or what was done about a finding. ID is a record, or one finding, clause or
    recommendation of a record: RECORD:PART.

    \b
    Examples:
      actionplan trace 1.1
      actionplan trace PA1:a
      actionplan trace 2023-12-12-a:b --as-at 2024-10-01
      actionplan trace hertfordshire-send/PA1
    """
    from actionplan.cli.output import print_record
    from actionplan.report.provenance import when_words
    from actionplan.report.trace import trace_document
    from actionplan.report.writers.json import as_json, envelope
    from actionplan.summary.trace import trace_in_plan

    record, colon, part = identifier.partition(":")
    ref, loaded = loading.load_record(record, plan_path, output, **when)
    if colon and loaded.portfolio.plans:
        part = _part_meant(loaded.portfolio.plans[0], ref.id, part, is_partial=loaded.is_partial)
    whole = f"{ref.id}{colon}{part}"
    context = context_of(loaded.query, output)
    traced = next((trace_in_plan(plan, whole, context.as_at) for plan in loaded.view.plans), None)
    if traced is None or not traced.trees:
        return loading.refuse_missing(loaded, f"{whole} was not on record on that day.", f"{whole} cannot be traced.")
    return print_record(
        loaded,
        output,
        title=f"Trace of {whole} as at {when_words(context)}",
        document=trace_document(traced, context),
        answer=lambda: {**envelope("trace", context.as_at), **as_json(traced)},
    )


def _part_meant(plan: "Plan", record: str, typed: str, *, is_partial: bool) -> str:
    """Return the id of the part of a record that the user named, by its id or its printed reference.

    Raises:
        click.UsageError: the record, all of whose files could be read, has no such part.
    """
    from actionplan.model.kinds import records_of
    from actionplan.model.lookup import id_meant
    from actionplan.model.suggest import did_you_mean, listed
    from actionplan.summary.links import part_tables

    parts = [part for each in records_of(plan) if each.id == record for part in part_tables(each)]
    part, known = id_meant(typed, parts), [each.id for each in parts]
    if part not in known and not is_partial:
        hint = did_you_mean(part, known) or (f"it has {listed(dict.fromkeys(known))}" if known else "it has none")
        raise click.UsageError(f'{record} has no finding, clause or recommendation "{part}": {hint}')
    return part
