"""``actionplan export``: plans in other programs' formats."""

from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, USAGE

if TYPE_CHECKING:
    from actionplan.model.view import View
    from actionplan.report.plan_query import PlanQuery

_FOLDER = "The folder to write to. Default: export."
_internal_option = click.option("--internal", is_flag=True, help="With what the plan keeps from the public.")


@click.group("export")
def command() -> None:
    """Write plans as files for other programs.

    \b
    Examples:
      actionplan export calendar -o dates.ics
      actionplan export parquet
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
