"""``actionplan trace``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import common, console, looking, options
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from actionplan.model.records import Plan


@click.command("trace")
@click.argument("identifier", metavar="ID", type=RecordId())
@looking.when_options
@options.plan_option
@options.format_option
def command(
    identifier: str, as_at: date | None, known_at: date | None, rev: str | None, plan_path: str | None, output: str
) -> int:
    """Show what something is for and what it leads to, from what was found or resolved to what was measured.

    ID is any record, or a finding, clause or ask of one: RECORD:PART.

    \b
    Examples:
      actionplan trace 1.1
      actionplan trace PA1:a
      actionplan trace 2023-12-12-a:b --as-at 2024-10-01
      actionplan trace hertfordshire-send/PA1
    """
    from actionplan.summary.trace import trace

    record, colon, part = identifier.partition(":")
    meant, looked = looking.look_for(record, plan_path, output, as_at=as_at, known_at=known_at, rev=rev)
    partial = looked.partial
    whole = f"{meant.id}{colon}{part}"
    read, plans = (
        [plan for plan in portfolio.plans if plan.root == meant.root] for portfolio in (looked.read, looked.portfolio)
    )
    if colon and read and not partial:
        _refuse_unknown_part(read[0], meant.id, part)
    traced = trace(plans[0], whole, looked.as_at) if plans else None
    if traced is None or not traced.trees:
        if output != "json":
            common.say_partial(looked.read, looked.problems)
        console.warn(f"{whole} {'cannot be traced' if partial else 'was not on record on that day'}.")
        return USAGE
    if output == "json":
        from actionplan.report.trace import trace_json

        looking.say_json(trace_json(traced, partial=partial), looked)
    else:
        from actionplan.report.trace import trace_text

        looking.say_report(trace_text(traced, console.screen(), looking.when_words(looked)), looked)
    return USAGE if partial else FINE


def _refuse_unknown_part(plan: "Plan", record: str, part: str) -> None:
    from actionplan.model.suggest import did_you_mean, listed
    from actionplan.summary.links import nodes

    known = [node.id.partition(":")[2] for node in nodes(plan) if node.id.startswith(f"{record}:")]
    if part not in known:
        hint = did_you_mean(part, known) or (f"there are: {listed(dict.fromkeys(known))}" if known else "it has none")
        raise click.UsageError(f'{record} has no finding, clause or ask "{part}": {hint}')
