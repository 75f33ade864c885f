"""``actionplan export``: plans in other programs' formats."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from collections.abc import Callable

    from actionplan.model.view import View
    from actionplan.report.plan_query import PlanQuery
    from actionplan.sheets.workbook import Workbook

_FOLDER = "The folder to write to. Default: export."
_PATH = "The folder to write to; with --table, the file."
_internal_option = click.option("--internal", is_flag=True, help="With what the plan keeps from the public.")

_workbook_options = options.add_options(
    options.plans_argument,
    options.when_options,
    _internal_option,
    click.option("-o", "--output", "path", metavar="FILE", required=True, type=click.Path(), help="The file to write."),
)


@click.group("export")
def command() -> None:
    """Write plans as files for other programs.

    \b
    Examples:
      actionplan export calendar -o dates.ics
      actionplan export xlsx -o plan.xlsx
      actionplan export parquet -o tables plans/hertfordshire-send
    """


@command.command("calendar", short_help="Write what is due as a calendar.")
@options.plans_argument
@options.when_options
@_internal_option
@click.option("--owner", metavar="BODY", help="Only what this body must do, and its own meetings: its id or name.")
@click.option(
    "-o", "--output", "path", metavar="FILE", required=True, type=click.Path(), help="The file, such as dates.ics."
)
def calendar(plans: tuple[str, ...], owner: str | None, path: str, *, internal: bool, **when: Any) -> int:
    """Write due dates, milestones, reports back, figures due and meetings as a calendar, to import into any other.

    Import the file again after the plan has changed: dates that were moved move in the calendar, and nothing is there
    twice. What is done says so, and what is not awaited any more is cancelled.

    \b
    Examples:
      actionplan export calendar -o dates.ics
      actionplan export calendar --owner icb -o icb.ics
    """
    from actionplan.cli import loading
    from actionplan.cli.names import body_named
    from actionplan.cli.output import write_file
    from actionplan.report.calendar import calendar_file

    query = loading.find(plans, "json", **when)
    body = body_named(owner, query) if owner is not None else None
    view, code = _read(query, internal=internal)
    data, number = calendar_file(view, body)
    write_file(path, data)
    console.say(f"It has {number} dates." if number != 1 else "It has 1 date.")
    return code


@command.command("csv", short_help="Write plans as CSV files, for spreadsheets.")
@options.plans_argument
@options.when_options
@_internal_option
@click.option("--table", metavar="TABLE", help="Only this table, such as actions; -o then names a file.")
@click.option("-o", "--output", "path", metavar="PATH", required=True, type=click.Path(), help=_PATH)
def csv(plans: tuple[str, ...], table: str | None, path: str, *, internal: bool, **when: Any) -> int:
    """Write the tables of plans as CSV files, one for each table that has rows.

    The columns are those of "actionplan export xlsx". A cell without a value is empty.

    \b
    Examples:
      actionplan export csv -o tables
      actionplan export csv --table actions -o actions.csv
    """
    import os

    from actionplan.cli import loading
    from actionplan.cli.output import write_file
    from actionplan.report.workbook.book import TABLES, tables_of
    from actionplan.sheets.csv_writer import write_csv

    loading.refuse_unknown("table", table, (about.name for about in TABLES))
    if table is None and path.lower().endswith(".csv"):
        raise click.UsageError("a CSV file holds one table: add --table actions, or name a folder with -o")
    view, code = _read(loading.find(plans, "json", **when), internal=internal)
    tables = tables_of(view, [table] if table is not None else None)
    if table is None:
        _make_folder(path)
    for name, made in tables.items():
        write_file(path if table is not None else os.path.join(path, f"{name}.csv"), write_csv(made))
    return code


@command.command("xlsx", short_help="Write plans as a workbook for Excel.")
@_workbook_options
def xlsx(plans: tuple[str, ...], path: str, *, internal: bool, **when: Any) -> int:
    """Write plans as a workbook for Excel, to the government's guidance for spreadsheets.

    It has a cover, contents and notes, and a worksheet for each table that has rows: areas, actions, milestones,
    measures with their readings and targets, risks, resolutions with their clauses, reviews with their
    recommendations, the history, and meetings.

    \b
    Examples:
      actionplan export xlsx -o plan.xlsx
      actionplan export xlsx --as-at 2025-10-01 -o plan.xlsx
    """
    from actionplan.sheets.xlsx_writer import write_xlsx

    return _write_workbook(write_xlsx, plans, path, internal=internal, **when)


@command.command("ods", short_help="Write plans as a workbook for LibreOffice.")
@_workbook_options
def ods(plans: tuple[str, ...], path: str, *, internal: bool, **when: Any) -> int:
    """Write plans as a workbook for LibreOffice, in the open format that public bodies prefer.

    It has the same worksheets as that of "actionplan export xlsx".

    \b
    Examples:
      actionplan export ods -o plan.ods
    """
    from actionplan.sheets.ods_writer import write_ods

    return _write_workbook(write_ods, plans, path, internal=internal, **when)


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


def _read(query: "PlanQuery", *, internal: bool) -> "tuple[View, int]":
    """Read plans as an export has them, name on stderr what cannot be read, and return the exit code with them."""
    from attrs import evolve

    from actionplan.cli import loading
    from actionplan.summary.public import published

    loaded = loading.load(query, "json")
    code = USAGE if loaded.is_partial else FINE
    if internal:
        return loaded.view, code
    public = evolve(loaded.portfolio, plans=tuple(map(published, loaded.portfolio.plans)))
    return public.at(query.as_at, query.known_at), code


def _write_workbook(
    write: "Callable[[Workbook], bytes]", plans: tuple[str, ...], path: str, *, internal: bool, **when: Any
) -> int:
    from actionplan.cli import loading
    from actionplan.cli.output import write_file
    from actionplan.report.workbook.book import workbook_of

    query = loading.find(plans, "json", **when)
    view, code = _read(query, internal=internal)
    write_file(path, write(workbook_of(view, _made_from(query, view))))
    return code


def _made_from(query: "PlanQuery", view: "View") -> list[str]:
    """Return a sentence for each commit that plans were made from; files that are not in it are not named."""
    from actionplan.report.made_from import made_from_lines
    from actionplan.report.report_type import RunResult

    run = RunResult(results=(), roots=tuple(plan.root for plan in view.plans), seen=query.taken())
    return [line.partition("\n")[0] for line in made_from_lines(run, query.commit)]


def _make_folder(path: str) -> None:
    import os

    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise click.FileError(path, error.strerror or str(error)) from error
