"""``actionplan export``: plans in other programs' formats."""

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, USAGE

_FOLDER = "The folder to write to. Default: export."


@click.group("export")
def command() -> None:
    """Write plans as files for other programs.

    \b
    Examples:
      actionplan export parquet
      actionplan export parquet -o tables plans/hertfordshire-send
    """


@command.command("parquet", short_help="Write plans as Parquet tables.")
@options.plans_argument
@click.option("-o", "--output", "folder", metavar="DIR", default="export", type=click.Path(), help=_FOLDER)
def parquet(plans: tuple[str, ...], folder: str) -> int:
    """Write plans as Parquet tables, for "actionplan query" and for any program that reads Parquet.

    The folder then holds these plans and no others. Only plans that have changed are written again. docs/tables.md
    describes the tables.

    \b
    Examples:
      actionplan export parquet
      actionplan export parquet -o tables plans/hertfordshire-send
    """
    from actionplan.cli.output import print_document
    from actionplan.report.export import export_document
    from actionplan.report.problems import partial_notice
    from actionplan.storage.discovery import find_plans
    from actionplan.tables.parquet import export_parquet

    done = export_parquet(folder, find_plans(plans), console.with_progress)
    print_document((*partial_notice(done.unread, done.problems), *export_document(done, folder)), "", "text")
    return USAGE if done.unread else FINE
