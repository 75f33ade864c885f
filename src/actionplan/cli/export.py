"""``actionplan export``: plans in other programs' formats."""

import click

from actionplan.cli import common, console
from actionplan.cli.errors import FINE, USAGE


@click.group("export")
def command() -> None:
    """Write plans in a format that other programs read.

    \b
    Examples:
      actionplan export parquet
      actionplan export parquet -o tables plans/hertfordshire-send
    """


@command.command("parquet")
@click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path())
@click.option(
    "-o", "--output", "folder", metavar="DIR", default="export", type=click.Path(), help="Where to. Default: export."
)
def parquet(plans: tuple[str, ...], folder: str) -> int:
    """Write plans as Parquet tables: for "actionplan query", and for any program that reads Parquet.

    Afterwards the folder holds these plans and no others. Only plans that have changed are written. What is in the
    tables is told in docs/tables.md.

    \b
    Examples:
      actionplan export parquet
      actionplan export parquet -o tables plans/hertfordshire-send
    """
    from actionplan.model.records import Portfolio
    from actionplan.report.export import export_text
    from actionplan.storage.discovery import find_plans
    from actionplan.tables.parquet import export_parquet

    done = export_parquet(folder, find_plans(plans), console.with_progress)
    common.say_partial(Portfolio(unread=done.unread), done.problems)
    console.say(export_text(done, folder))
    return USAGE if done.unread else FINE
