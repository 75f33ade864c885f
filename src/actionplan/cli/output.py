"""Print documents and JSON on standard output, with their provenance and a note of unreadable files."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, loading
from actionplan.cli.errors import FINE, USAGE
from actionplan.model.view import Portfolio
from actionplan.report.document import Document, Gap, Heading, Paragraph, Source
from actionplan.report.report_type import Context, RunResult

if TYPE_CHECKING:
    from actionplan.cli.loading import LoadedPlans
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
    from actionplan.report.problems import duplicates_notice, partial_notice

    if output != "text":
        name_unread(run)
    missing = () if lists_problems else (*partial_notice(run.unread, run.problems), *duplicates_notice(run.duplicates))
    blocks = list(document)
    has_title = output != "text" and bool(blocks) and isinstance(blocks[0], Heading) and blocks[0].level == 1
    blocks[has_title:has_title] = missing
    if made_from := made_from_lines(run, *commits):
        while blocks and isinstance(blocks[-1], Gap):
            blocks.pop()
        lines = [line for text in made_from for line in text.split("\n")]
        blocks += [Gap(), *(Source((line,)) if line.startswith("  ") else Paragraph(line) for line in lines)]
    print_document(blocks, title, output)


def print_record(
    loaded: "LoadedPlans", output: str, *, title: str, document: Document, answer: Callable[[], Mapping[str, Any]]
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
    context = loading.context_of(loaded.query, output)
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
    """Print a document in a format; see `show`."""
    if output == "markdown":
        from actionplan.report.writers import markdown

        console.say(markdown.write(document, title).rstrip("\n"))
    elif output == "html":
        from actionplan.report.writers import html

        click.echo(html.write(document, title).encode(), nl=False)
    else:
        from actionplan.report.writers import terminal

        console.show(terminal.write(document, console.screen()).rstrip("\n"))


def made_from_lines(run: RunResult, *commits: "Anchor | None") -> list[str]:
    """Return a sentence for each commit that a report was made from; see `show`."""
    from actionplan.report.provenance import anchor_line

    lines: list[str] = []
    for commit in commits or (None,):
        lines += anchor_lines(run) if commit is None else [anchor_line(commit)]
    return list(dict.fromkeys(lines))


def anchor_lines(run: RunResult) -> list[str]:
    """Return a sentence for each commit that plans are at, with what was read that is not in it; empty outside git."""
    from attrs import evolve

    from actionplan.git.provenance import UnknownCommit, anchors
    from actionplan.report.provenance import anchor_line, unknown_line

    commits: dict[str, Anchor] = {}
    unknown: list[str] = []
    for found in anchors(dict.fromkeys(run.roots), run.seen):
        if isinstance(found, UnknownCommit):
            unknown.append(unknown_line(found.reason))
            continue
        same = commits.get(found.commit, evolve(found, changed=(), new=(), missing=()))  # of another work tree
        commits[found.commit] = evolve(
            found, changed=same.changed + found.changed, new=same.new + found.new, missing=same.missing + found.missing
        )
    return [*map(anchor_line, commits.values()), *unknown]


def print_json(answer: dict[str, Any]) -> None:
    """Print a JSON answer."""
    import actionplan.report.json_exceptions  # noqa: F401  # registers how JSON differs from the results
    from actionplan.report.writers import json

    click.echo(json.document(json.as_json(answer)))


def asked_json(context: Context) -> dict[str, Any]:
    """Return what the user selected, for JSON."""
    return {"known_at": context.known_at, **({"selection": context.selection} if context.selection else {})}


def made_from_json(run: RunResult, commit: "Anchor | None") -> dict[str, Any]:
    """Return for JSON whether a file could not be read, and the commit of ``--rev``."""
    from actionplan.report.provenance import anchor_json

    return {"partial": bool(run.unread), "rev": anchor_json(commit)}


def records_json(run: RunResult) -> dict[str, Any]:
    """Return for JSON how old and how complete plans' records are; nothing for a report that is not about them."""
    return {"records": run.notes} if run.notes else {}


def name_unread(run: RunResult) -> None:
    """Name unreadable files on stderr."""
    loading.name_unread(Portfolio(unread=run.unread), run.problems)
