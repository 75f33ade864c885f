"""Print documents and JSON on standard output, with their provenance and a note of unreadable files."""

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, form_run, loading
from actionplan.cli.errors import FINE, USAGE
from actionplan.model.view import Portfolio
from actionplan.report.document import Document
from actionplan.report.made_from import asked_json, made_from_json, records_json, whole_document
from actionplan.report.plan_query import LoadedPlans, context_of
from actionplan.report.report_type import RunResult

if TYPE_CHECKING:
    from actionplan.git.provenance import Anchor


def exit_code(run: RunResult) -> int:
    """Return the exit code of a report: 2 if a file could not be read."""
    return USAGE if run.unread else FINE


def show(
    document: Document, title: str, output: str, run: RunResult, *commits: "Anchor | None", lists_problems: bool = False
) -> None:
    """Print a document, with a note of unreadable files above it and its provenance below.

    Args:
        document: the document.
        title: the title of its page.
        output: ``text``, ``markdown`` or ``html``.
        run: the results that it shows.
        commits: the commits that the user named, with None for the files as they are now; empty for these files.
        lists_problems: whether the document lists all problems itself, so that the note is not needed.
    """
    if output != "text":
        name_unread(run)
    blocks = whole_document(document, run, *commits, is_page=output != "text", lists_problems=lists_problems)
    print_document(blocks, title, output)


def print_record(
    loaded: LoadedPlans, output: str, *, title: str, document: Document, answer: Callable[[], Mapping[str, Any]]
) -> int:
    """Print the report of one record, and return the exit code.

    Args:
        loaded: its plan.
        output: the format, one of `FORMATS`.
        title: the title of its page.
        document: the report as text or a page.
        answer: returns the report as JSON.
    """
    from actionplan.report.record_notes import record_notes, with_notes

    plans, commit = loaded.portfolio.plans, loaded.query.commit
    context = context_of(loaded.query, output)
    run = RunResult(
        results=(),
        roots=tuple(plan.root for plan in plans),
        seen=loaded.query.taken(),
        notes=tuple(record_notes(plan, context.as_at, context.known_at) for plan in loaded.view.plans),
        problems=loaded.portfolio.problems,
        unread=(*loaded.portfolio.unread, *(unread for plan in plans for unread in plan.unread)),
    )
    if output == "json":
        name_unread(run)
        print_json({**answer(), **asked_json(context), **records_json(run), **made_from_json(run, commit)})
    else:
        show(with_notes(document, run.notes), title, output, run, commit)
    return exit_code(run)


def print_document(document: Document, title: str, output: str) -> None:
    """Print a document in a format; see `show`. A form shows it as it is."""
    if (form := form_run.current()) is not None:
        form.documents += document
    elif output == "markdown":
        from actionplan.report.writers import markdown

        console.say(markdown.write(document, title).rstrip("\n"))
    elif output == "html":
        from actionplan.report.writers import html

        click.echo(html.write(document, title).encode(), nl=False)
    else:
        from actionplan.report.writers import terminal

        console.show(terminal.write(document, console.screen()).rstrip("\n"))


def print_json(answer: dict[str, Any]) -> None:
    """Print a JSON answer."""
    import actionplan.report.json_exceptions  # noqa: F401  # registers how JSON differs from the results
    from actionplan.report.writers import json

    click.echo(json.document(json.as_json(answer)))


def name_unread(run: RunResult) -> None:
    """Name unreadable files on stderr."""
    loading.name_unread(Portfolio(unread=run.unread), run.problems)


def _why_not(path: str, error: OSError) -> str:
    folder = os.path.dirname(path) or "."
    if os.path.isdir(folder):
        return error.strerror or str(error)
    return f"there is no folder {folder}. Make it first, or name another one"


def write_file(path: str, data: bytes) -> None:
    """Write a whole file that the user named, and say so.

    Raises:
        SaveError: it cannot be written; what was there is unchanged.
    """
    from actionplan.storage.save import SaveError
    from actionplan.storage.whole_file import write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        raise SaveError(f"{path} was not written: {_why_not(path, error)}") from error
    console.say(f"Written: {path}")
