"""``actionplan measure``: readings, targets, benchmarks and the duty of a measure."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import author, confirm, write_entry
from actionplan.cli.options import Decorator, add_options
from actionplan.cli.param_types import Figure, RecordId, When

if TYPE_CHECKING:
    from actionplan.model.records import Plan

_measure = click.argument("measure", metavar="ID", type=RecordId("measure"))
_value = click.argument("value", metavar="VALUE")
_source = click.option("--source", multiple=True, metavar="URL", help="The web address of the source. Repeatable.")


@click.group("measure")
def command() -> None:
    """Record a reading of a measure, set a target, or say what it is compared with.

    \b
    Examples:
      actionplan measure record timely 54% --period 2024 \\
        --source https://example.org/figures --by council
      actionplan measure target timely 75 --due 2026-12-31 --by board
      actionplan measure benchmark timely 46.4 --of England --period 2024 \\
        --source https://example.org/national
      actionplan measure duty timely 100 --text "Every plan within 20 weeks" \\
        --reason "The regulations ask it"
    To add a measure: actionplan new measure
    """


def _published(what: str, *more: Decorator) -> Decorator:
    """Return the options of a command that records a published value.

    Args:
        what: what it records, for the help.
        more: the options that only this command has; they come before ``--corrects``.
    """
    return add_options(
        click.option("--on", "when", type=When(), help="When it was published. Default: today."),
        _source,
        write_entry.note_option,
        *more,
        click.option("--corrects", metavar="ENTRY", help=f"The id of the {what} that this one corrects."),
        click.option("--reason", metavar="TEXT", help=f"What was wrong with that {what}."),
        author.by_option,
        confirm.saving_options,
    )


_break = click.option(
    "--break-in-series",
    metavar="TEXT",
    help="What is counted in another way from this period on, so that comparisons end.",
)


@command.command("record")
@_measure
@_value
@click.option(
    "--period", required=True, type=When(), help="The period of the value: 2024, 2024-Q4, 2024-09 or 2024-04..2024-09."
)
@_published("reading", _break)
def record(measure: str, value: str, plan_path: str | None, **given: Any) -> int:
    """Record one published value. If another one was published for the same period, both are kept.

    \b
    Examples:
      actionplan measure record timely 54% --period 2024 --on 2025-03-04 \\
        --source https://example.org/figures
      actionplan measure record timely 53 --period 2024 --corrects k3f9ab \\
        --reason "54 was a typo"
    """
    ref, plan = write_entry.find(measure, plan_path, "measure")
    figure = _figure(plan, value)
    what = f"{figure} for {given['period']}"
    return write_entry.save_entry(ref, plan, what, table="readings", once=True, value=figure, **given)


@command.command("target")
@_measure
@_value
@click.option("--due", required=True, type=When(), help="The day by which it must be reached.")
@click.option("--replaces", type=When(), metavar="DUE", help="The day of an earlier target that this one replaces.")
@click.option("--reason", metavar="TEXT", help="Why it replaces another target. Reports show it.")
@write_entry.approved_option
@_source
@write_entry.note_option
@click.option("--on", "when", type=When(), help="When it was set. Default: today.")
@author.by_option
@confirm.saving_options
def target(measure: str, value: str, plan_path: str | None, **given: Any) -> int:
    """Set a target.

    It replaces an earlier target with the same due date. Use --replaces for one with another due date. The first
    target stays visible.

    \b
    Examples:
      actionplan measure target timely 75 --due 2026-12-31
      actionplan measure target timely 70 --due 2027-03-31 --replaces 2026-12-31 \\
        --reason "Two posts are vacant" --approved "board:2026-05-12:minute 7"
    """
    ref, plan = write_entry.find(measure, plan_path, "measure")
    figure = _figure(plan, value)
    what = f"target {figure} by {given['due']}"
    return write_entry.save_entry(ref, plan, what, table="targets", once=True, value=figure, **given)


@command.command("benchmark")
@_measure
@_value
@click.option("--of", required=True, metavar="WHOSE", help="Whose value it is: England, a region, or neighbours.")
@click.option("--period", required=True, type=When(), help="The period of the value: 2024, 2024-Q4 or 2024-09.")
@_published("benchmark")
def benchmark(measure: str, value: str, plan_path: str | None, **given: Any) -> int:
    """Record one published value of the same measure elsewhere: of England, of the region, of similar areas.

    Reports show it beside the reading for as long a period.

    \b
    Examples:
      actionplan measure benchmark timely 46.4% --of England --period 2024 \\
        --source https://example.org/national --on 2025-06-26
    """
    ref, plan = write_entry.find(measure, plan_path, "measure")
    figure = _figure(plan, value)
    what = f"{given['of']} {figure} for {given['period']}"
    return write_entry.save_entry(ref, plan, what, table="benchmarks", once=True, value=figure, **given)


@command.command("duty")
@_measure
@_value
@click.option("--text", required=True, metavar="TEXT", help="What the law asks, and which law.")
@click.option("--since", type=When(), help="From when the law asks it. Default: all the time of the plan.")
@_source
@write_entry.reason_option
@write_entry.decision_options
def duty(
    measure: str, value: str, plan_path: str | None, text: str, since: str | None, source: tuple[str, ...], **given: Any
) -> int:
    """State what the law asks of a measure, whatever its targets are. Reports show how far off it is.

    \b
    Examples:
      actionplan measure duty timely 100 --text "Every plan within 20 weeks" \\
        --source https://example.org/law --reason "It was missing"
    """
    ref, plan = write_entry.find(measure, plan_path, "measure")
    asked = {"value": _figure(plan, value), "text": text, "since": since, "source": list(source) or None}
    return write_entry.save_entry(ref, plan, f"duty {asked['value']}", duty=asked, **given)


def _figure(plan: "Plan", typed: str) -> Decimal:
    """Read a value in the unit of the plan's only measure."""
    from actionplan.summary.timeline import head_as_at, in_order

    units = [head_as_at(measure, in_order(measure.status)).unit for measure in plan.measures]
    return Figure(units[0] if units else None).convert(typed, None, None)
