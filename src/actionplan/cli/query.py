"""``actionplan query``."""

import sys
from collections.abc import Iterable
from shlex import quote

import click

from actionplan.cli import console
from actionplan.cli.errors import FINE, USAGE

_FOLDER = "The folder that export wrote. Default: export."
_FORMATS = ("text", "markdown", "html", "csv", "json")
_FORMAT = "text (the default), markdown, html, csv for spreadsheets, or json."


@click.command("query")
@click.argument("sql", metavar="SQL")
@click.option("--data", "folder", metavar="DIR", default="export", type=click.Path(), help=_FOLDER)
@click.option("--format", "output", type=click.Choice(_FORMATS), metavar="FORMAT", default="text", help=_FORMAT)
def command(sql: str, folder: str, output: str) -> int:
    """Run an SQL query on the tables that "actionplan export parquet" writes.

    docs/tables.md describes the tables. actions_as_at(DAY) has each action as at a day. If SQL is -, the query is
    read from standard input.

    \b
    Examples:
      actionplan query "SHOW TABLES"
      actionplan query "DESCRIBE redatings"
      actionplan query "SELECT id, due, days_late
          FROM actions_as_at('2024-10-01') WHERE overdue"
      actionplan query "FROM readings" --format csv > readings.csv
      actionplan query - < question.sql
    """
    from actionplan.cli.output import print_document
    from actionplan.report import query
    from actionplan.report.writers import terminal
    from actionplan.tables.query import ask, connect, opened, outdated

    sql = sys.stdin.read() if sql == "-" else sql
    export = opened(folder)
    unread = [*export.unread, *(path for plan in export.plans.values() for path in plan.unread)]
    with connect(folder, export, sql) as connection:
        answer = ask(connection, sql)
        again = f"actionplan export parquet{'' if folder == 'export' else f' -o {quote(folder)}'}"
        notice = tuple(query.tables_notice(unread, outdated(folder, export), again))
        if notice:
            console.warn(terminal.write(notice).rstrip("\n"))
        if output == "csv":
            _write(query.answer_csv(answer))
        elif output == "json":
            _write(query.answer_json(answer, partial=bool(unread)))
        else:
            is_page = output != "text"
            above = query.question_document(sql, notice) if is_page else ()
            below = query.answer_document(answer, query.ON_A_PAGE if is_page else query.SHOWN)
            print_document((*above, *below), "Answer", output)
    return USAGE if unread else FINE


def _write(stretches: Iterable[str]) -> None:
    """Write data as UTF-8, whatever the console's encoding; on a terminal without what would steer it."""
    from actionplan.report.visible import visible

    is_terminal = sys.stdout.isatty()
    for stretch in stretches:
        click.echo((visible(stretch) if is_terminal else stretch).encode(), nl=False)
