"""``actionplan query``."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from actionplan.cli import console
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from actionplan.tables.export_folder import Export


@click.command("query")
@click.argument("sql", metavar="SQL")
@click.option(
    "--data",
    "folder",
    metavar="DIR",
    default="export",
    type=click.Path(),
    help="The folder of tables. Default: export.",
)
@click.option(
    "--format",
    "output",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    help="Text for people, CSV for spreadsheets, or JSON.",
)
def command(sql: str, folder: str, output: str) -> int:
    """Answer a question in SQL from the tables that "actionplan export parquet" has made.

    What is in them is told in docs/tables.md; actions_as_at(DAY) gives each action as it stood on a day. With - in
    place of SQL, the question is read from standard input.

    \b
    Examples:
      actionplan query "SHOW TABLES"
      actionplan query "DESCRIBE redatings"
      actionplan query "SELECT id, due, days_late
          FROM actions_as_at('2024-10-01') WHERE is_overdue"
      actionplan query "FROM readings" --format csv > readings.csv
      actionplan query - < question.sql
    """
    from actionplan.report.query import answer_csv, answer_json, answer_text
    from actionplan.tables.query import ask, connect, opened

    sql = sys.stdin.read() if sql == "-" else sql
    export = opened(folder)
    unread = [*export.unread, *(path for plan in export.plans.values() for path in plan.unread)]
    with connect(folder, export, sql) as connection:
        answer = ask(connection, sql)
        _say_what_is_missing(folder, export, unread)
        if output == "text":
            console.say(answer_text(answer, console.screen()).rstrip("\n"))
        elif output == "csv":
            _write(answer_csv(answer))
        else:
            _write(answer_json(answer, partial=bool(unread)))
    return USAGE if unread else FINE


def _say_what_is_missing(folder: str, export: "Export", unread: list[str]) -> None:
    """Say on stderr which files the tables miss, and whether plans have changed since."""
    from actionplan.report.words import count, visible
    from actionplan.tables.query import outdated

    if unread:
        console.warn(visible(f"PARTIAL: {count(len(unread), 'file')} could not be read when these tables were made:"))
        for path in unread:
            console.warn(visible(f"  {path}"))
    if (changed := outdated(folder, export)) is not None:
        console.warn(
            f"These tables are older than the plans: {changed} has changed since. To make them\nanew: "
            f"actionplan export parquet{'' if folder == 'export' else visible(f' -o {folder}')}"
        )


def _write(pieces: Iterable[str]) -> None:
    """Write data as UTF-8, whatever the console's encoding; on a terminal without what would steer it."""
    from actionplan.report.words import visible

    is_terminal = sys.stdout.isatty()
    for piece in pieces:
        click.echo((visible(piece) if is_terminal else piece).encode(), nl=False)
