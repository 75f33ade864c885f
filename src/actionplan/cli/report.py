"""``actionplan report``."""

import os
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import options
from actionplan.cli.param_types import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actionplan.report.document import Block, Document
    from actionplan.report.paper_blocks import Logo
    from actionplan.report.plan_query import PlanQuery
    from actionplan.report.report_type import Context, RunResult


@click.command("report")
@click.argument("kind", metavar="KIND")
@options.plans_argument
@click.option("-o", "--output", "files", metavar="FILE", multiple=True, type=click.Path(), help="The file. Repeatable.")
@options.when_options
@click.option("--since", type=Day(), help="Include what changed since this day.")
@click.option("--last", metavar="BODY", help="Include what changed since the last meeting of this body.")
@click.option("--for", "to", metavar="BODY", help="The body for which the paper is. Default: the board.")
@click.option("--marking", metavar="TEXT", default="", help="A protective marking, on each page.")
@click.option("--logo", metavar="FILE", type=click.Path(), help="A logo, in SVG, PNG or JPEG.")
@click.option("--logo-alt", metavar="TEXT", help="What the logo shows, for people who do not see it.")
@click.option("--template", metavar="FILE", type=click.Path(), help="A Word file with the house style for .docx files.")
def command(kind: str, plans: tuple[str, ...], files: tuple[str, ...], **asked: Any) -> int:
    """Make a paper about a plan: for the web, for print, for Word, or for programs.

    The ending of each FILE decides its form: .html, .docx, .pdf, .md or .json. Without one, the paper is shown here.
    KIND is one of:

    \b
      highlight  one page for a board: exceptions, and what it is asked to decide
      board      the full pack, with all actions in an appendix
      scrutiny   what changed, what slipped, who owns it, what was recommended
      stocktake  evidence of impact first
      public     what was promised and done, in plain words
      action     one action with its whole history: add its ID
      paper      a committee paper, with gaps where only its author can write

    \b
    Examples:
      actionplan report highlight -o highlight.html
      actionplan report board plans/hertfordshire-send -o pack.html -o pack.pdf
      actionplan report highlight --last board --as-at 2026-01-15 -o january.html
      actionplan report action 1.3 -o sheet.html
      actionplan report highlight --marking OFFICIAL -o highlight.html
      actionplan report board --template house-style.dotx -o pack.docx
    """
    from actionplan.cli import loading
    from actionplan.cli.output import exit_code, print_document, write_file

    when = {name: asked.pop(name) for name in ("as_at", "known_at", "rev")}
    action = None
    if kind == "action":
        action, plans = _action(plans, when["rev"])
    _refuse_endings(files)
    logo = _logo(asked.pop("logo"), asked.pop("logo_alt"))
    template = _template(asked.pop("template"), files)
    run, context = _run(kind, loading.find(plans, "text", **when), action, logo=logo, **asked)
    papers = list(_papers(run, context))
    title = kind.capitalize()
    if not files:
        print_document(papers[0][2], title, "text")
    written = {
        f"{stem}{suffix}{ending}": _bytes(ending, blocks, title, of, context.as_at, template)
        for stem, ending in map(os.path.splitext, files)
        for suffix, of, blocks in papers
    }
    for path, data in written.items():
        write_file(path, data)
    return exit_code(run)


def _action(typed: tuple[str, ...], rev: str | None) -> tuple[str, tuple[str, ...]]:
    """Return the id of the action after ``KIND``, and the plan that has it."""
    from actionplan.cli.resolve_id import find_record

    if not typed:
        raise click.UsageError("a sheet about one action needs its id: actionplan report action ID")
    if rev is not None:
        return typed[0], typed[1:]
    found = find_record(typed[0], typed[1] if len(typed) > 1 else None, ("action",))
    return found.id, (found.root,)


def _run(kind: str, query: "PlanQuery", action: str | None, **asked: Any) -> "tuple[RunResult, Context]":
    """Return all that the paper is made from, and the question that it answers."""
    from attrs import evolve

    from actionplan.cli.names import body_named
    from actionplan.cli.output import name_unread
    from actionplan.model.ids import Id
    from actionplan.report.made_from import made_from_lines
    from actionplan.report.papers.material import PaperSelection
    from actionplan.report.papers.report import REPORT
    from actionplan.report.plan_query import context_of
    from actionplan.report.runs import Job, each_result, gather

    _refuse_several(query.roots)
    for name in ("last", "to"):
        asked[name] = Id(body_named(asked[name], query)) if asked[name] is not None else None
    selection = PaperSelection(kind=kind, action=Id(action) if action is not None else None, **asked)
    context = context_of(query, "text", selection)
    job = Job(REPORT, query, context)
    run = gather(each_result(job, lambda plan, _: REPORT.result(plan, context), lists_problems=False), job)
    _refuse_unknown_kind(kind, run)
    if run.unread:
        name_unread(run)
    lines = made_from_lines(run, query.commit)
    if any(each.plan.left_out is not None for each in run.results):  # files are named below the first line
        lines = [line.partition("\n")[0] for line in lines]
    made_from = " ".join(lines).removeprefix("Made from ").rstrip(".")
    return evolve(run, results=tuple(evolve(each, made_from=made_from) for each in run.results)), context


def _papers(run: "RunResult", context: "Context") -> "Iterator[tuple[str, str, list[Block]]]":
    """Yield the paper and its appendices: the end of the name of each file, the kind, and the document."""
    from actionplan.report.papers.report import appendices, report_document
    from actionplan.storage.filesystem import DISK

    kind, action = context.selection.kind, context.selection.action
    blocks = list(report_document(run, context))
    if not blocks:
        raise click.UsageError(f'there is no action "{action}" in {context.typed[0] if context.typed else "the plan"}')
    yield "", kind, blocks
    for material in run.results:
        for letter, of, document in appendices(material, context.files or DISK):
            yield f"-appendix-{letter.lower()}", of, list(document)


_ENDINGS = (".html", ".docx", ".pdf", ".md", ".json")


def _ending(path: str) -> str:
    return os.path.splitext(path)[1].lower()


def _refuse_unknown_kind(kind: str, run: "RunResult") -> None:
    """Refuse a kind that is neither ours nor that of an outline in each of the plans."""
    from actionplan.model.suggest import did_you_mean
    from actionplan.report.papers.outlines import KINDS, own_kinds

    missing = [each.plan for each in run.results if each.outline is None]
    if kind != "action" and missing:
        kinds = list(dict.fromkeys((*KINDS, "action", *own_kinds(missing[0]))))
        hint = did_you_mean(kind, kinds) or f"the kinds are {', '.join(kinds)}"
        raise click.UsageError(f'there is no kind of report "{kind}": {hint}')


def _refuse_several(roots: "Sequence[str]") -> None:
    if len(roots) > 1:
        raise click.UsageError(f"a paper is about one plan, and here are several: name one of {', '.join(roots)}")


def _refuse_endings(files: tuple[str, ...]) -> None:
    for path in files:
        if _ending(path) not in _ENDINGS:
            raise click.UsageError(f'"{path}" does not say which form it is to have: end it in {", ".join(_ENDINGS)}')


def _bytes(ending: str, document: "Document", title: str, kind: str, as_at: date, template: bytes | None) -> bytes:
    ending = ending.lower()
    if ending == ".html":
        from actionplan.report.writers import html

        return html.write(document, title).encode()
    if ending == ".pdf":
        from actionplan.report.writers import pdf

        return pdf.write(document, title)
    if ending == ".md":
        from actionplan.report.writers import markdown

        return markdown.write(document, title).encode()
    if ending == ".docx":
        from actionplan.report.writers import docx

        return docx.write(document, title, template)
    from actionplan.report.papers.report import paper_json
    from actionplan.report.writers import json

    answer = {**json.envelope("report", as_at), "report": kind, "blocks": paper_json(document)}
    return (json.document(json.as_json(answer)) + "\n").encode()


def _template(path: str | None, files: tuple[str, ...]) -> bytes | None:
    """Read a template, which is for Word files only."""
    if path is None:
        return None
    if not any(_ending(file) == ".docx" for file in files):
        raise click.UsageError("--template is for Word files: add -o FILE.docx")
    return _read(path)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise click.FileError(path, error.strerror or str(error)) from error


def _logo(path: str | None, alt: str | None) -> "Logo | None":
    """Read a logo. It needs words for people who do not see it."""
    from actionplan.report.paper_blocks import Logo

    types = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
    if path is None:
        return None
    media_type = types.get(_ending(path))
    if media_type is None:
        raise click.UsageError(f'"{path}" is no logo: it must end in {", ".join(types)}')
    if not alt:
        raise click.UsageError("a logo needs words for people who do not see it: add --logo-alt TEXT")
    return Logo(_read(path), media_type, alt)
