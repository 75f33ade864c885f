"""``actionplan report``."""

import os
from datetime import date
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console, options
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from actionplan.report.document import Block, Document
    from actionplan.report.papers.material import Material
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
@click.option("--outline", is_flag=True, help="Print the outline of this kind, to begin one of your own.")
@click.option("--yes", is_flag=True, help="Replace Word files that are there already.")
def command(
    kind: str, plans: tuple[str, ...], files: tuple[str, ...], *, outline: bool, yes: bool, **asked: Any
) -> int:
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
      actionplan report highlight --outline > reports/highlight.toml
    """
    from actionplan.cli import loading, paper_files
    from actionplan.cli.output import exit_code, print_document

    if outline:
        return _print_outline(kind)
    when = {name: asked.pop(name) for name in ("as_at", "known_at", "rev")}
    action = None
    if kind == "action":
        action, plans = _action(plans, when["rev"])
    paper_files.refuse_outputs(files)
    made_with = asked.pop("logo"), asked.pop("template")
    logo = paper_files.logo_of(made_with[0], asked.pop("logo_alt"))
    template = paper_files.template_of(made_with[1], files)
    query = loading.find(plans, "text", **when)
    _refuse_since(asked["since"], asked["last"], query.as_at)
    run, context = _run(kind, query, action, logo=logo, **asked)
    papers = list(_papers(run, context))
    title = kind.capitalize()
    if not files:
        print_document(papers[0][2], title, "text")
    written = {
        f"{stem}{suffix}{ending}": _bytes(ending, blocks, title, of, context.as_at, template)
        for stem, ending in map(os.path.splitext, files)
        for suffix, of, blocks in papers
    }
    if not paper_files.write_papers(written, *made_with, yes=yes):
        return PROBLEMS
    return exit_code(run)


def _print_outline(kind: str) -> int:
    """Print the outline of one of our kinds, as it is in a file."""
    from actionplan.model.outlines import KINDS
    from actionplan.model.suggest import did_you_mean
    from actionplan.report.papers.outlines import outline_text

    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS) or f"there are {', '.join(KINDS)}"
        raise click.UsageError(f'"{kind}" has no outline of ours: {hint}')
    click.echo(outline_text(kind).encode(), nl=False)
    return FINE


def _refuse_since(since: date | None, last: str | None, as_at: date) -> None:
    """Refuse two beginnings of what has changed, and one that is after the day of the paper."""
    from actionplan.model.text import day_text

    if since is not None and last is not None:
        raise click.UsageError("--since and --last both say since when changes are included: use one of them")
    if since is not None and since > as_at:
        raise click.UsageError(
            f"--since {day_text(since)} is after {day_text(as_at)}, the day of the paper: "
            "give an earlier day, or a later one with --as-at"
        )


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

    from actionplan.cli.output import name_unread
    from actionplan.model.ids import Id
    from actionplan.report.made_from import record_words
    from actionplan.report.papers.material import PaperSelection
    from actionplan.report.papers.report import REPORT
    from actionplan.report.plan_query import context_of
    from actionplan.report.runs import Job, each_result, gather

    _refuse_several(query.roots)
    for name in ("last", "to"):
        asked[name] = Id(_body(asked[name], query)) if asked[name] is not None else None
    selection = PaperSelection(kind=kind, action=Id(action) if action is not None else None, **asked)
    context = evolve(
        context_of(query, "text", selection), files=query.files or query.seen
    )  # notes which outlines are read
    job = Job(REPORT, query, context)
    run = gather(each_result(job, lambda plan, _: REPORT.result(plan, context), lists_problems=True), job)
    _refuse_unknown_kind(kind, run)
    run = evolve(run, seen={**(run.seen or {}), **(query.taken() or {})})
    if run.unread:
        name_unread(run)
    made_from = record_words(run, query.commit)
    errors = _errors(run, query)
    results = tuple(evolve(each, made_from=made_from, errors=errors) for each in run.results)
    return evolve(run, results=results), context


def _body(typed: str, query: "PlanQuery") -> str:
    """Return the id of the body that a text names; see `body_named`."""
    from actionplan.cli.names import body_named

    try:
        return body_named(typed, query)
    except click.UsageError as error:
        raise click.UsageError(
            f'{error.message}\nTo add a body: actionplan new body ID --name "..." --kind KIND'
        ) from error


def _errors(run: "RunResult", query: "PlanQuery") -> int:
    """Return how many errors the plan has, and name them on stderr with the mistakes in the paper's own outline."""
    from actionplan.model.text import count
    from actionplan.report.papers.report import outline_mistakes, plan_errors
    from actionplan.report.problems import problem_lines

    if own := outline_mistakes(run):
        console.warn_of([problem_lines(own)])
    if errors := plan_errors(run):
        root = (query.typed or query.roots)[0]
        where = f" {quote(root)}" if os.path.realpath(root) != os.getcwd() else ""
        rev = f" --rev {query.commit.short}" if query.commit is not None else ""
        console.explain(f"{count(errors, 'error')} in the plan: actionplan check{where}{rev}", on_stderr=True)
    for each in run.results:
        _name_never_met(each)
    return errors


def _name_never_met(material: "Material") -> None:
    """Print on stderr that the body of ``--last`` has no meeting on record, if so."""
    from actionplan.model.text import day_text
    from actionplan.report.papers.material import name_of, since_words

    last = material.selection.last
    if last is not None and material.met is None:
        since = f"changes are listed {since_words(material)}" if material.start is not None else "no change is listed"
        before = f"No meeting of {name_of(material, last)} before {day_text(material.as_at)} is on record"
        console.explain(f"{before}, so {since}. To add one: actionplan new meeting", on_stderr=True)


def _papers(run: "RunResult", context: "Context") -> "Iterator[tuple[str, str, list[Block]]]":
    """Yield the paper and its appendices: the end of the name of each file, the kind, and the document."""
    from actionplan.report.papers.report import appendices, report_document

    kind, action = context.selection.kind, context.selection.action
    blocks = list(report_document(run, context))
    if not blocks:
        raise click.UsageError(f'there is no action "{action}" in {context.typed[0] if context.typed else "the plan"}')
    yield "", kind, blocks
    for material in run.results:
        for letter, of, document in appendices(material):
            yield f"-appendix-{letter.lower()}", of, list(document)


def _refuse_unknown_kind(kind: str, run: "RunResult") -> None:
    """Refuse a kind that is neither ours nor that of an outline in each of the plans."""
    from actionplan.model.outlines import KINDS
    from actionplan.model.suggest import did_you_mean
    from actionplan.report.papers.outlines import own_kinds

    missing = [each.plan for each in run.results if each.outline is None]
    if kind != "action" and missing:
        kinds = list(dict.fromkeys((*KINDS, "action", *own_kinds(missing[0]))))
        hint = did_you_mean(kind, kinds) or f"the kinds are {', '.join(kinds)}"
        raise click.UsageError(f'there is no kind of report "{kind}": {hint}')


def _refuse_several(roots: "Sequence[str]") -> None:
    if len(roots) > 1:
        raise click.UsageError(f"a paper is about one plan, and here are several: name one of {', '.join(roots)}")


def _bytes(ending: str, document: "Document", title: str, kind: str, as_at: date, template: bytes | None) -> bytes:
    form = ending.lower().removeprefix(".")
    if form != "json":
        from actionplan.report.writers.files import file_bytes

        return file_bytes(form, document, title, template)
    from actionplan.report.papers.report import paper_json
    from actionplan.report.writers import json

    answer = {**json.envelope("report", as_at), "report": kind, "blocks": paper_json(document)}
    return (json.document(json.as_json(answer)) + "\n").encode()
