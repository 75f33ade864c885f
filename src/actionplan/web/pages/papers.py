"""The papers: each kind that the program has, and each outline of the plan's own, to read here or as Word or PDF."""

from collections.abc import Iterator
from typing import Final

from attrs import evolve
from flask import abort

from actionplan.model.outlines import KINDS
from actionplan.report.document import Block, Heading, Item, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.made_from import record_words
from actionplan.report.paper_blocks import Notice
from actionplan.report.papers.material import PaperSelection
from actionplan.report.papers.outlines import own_kinds
from actionplan.report.papers.report import REPORT, outline_mistakes, paper_json, plan_errors, report_document
from actionplan.report.problems import problem_line
from actionplan.report.report_type import RunResult
from actionplan.report.runs import Job
from actionplan.report.writers import json
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page
from actionplan.web.run import job_of, run_of

_WORDS: Final = {
    "highlight": "Highlight report: one page, exceptions only",
    "board": "Board pack: everything, with appendices",
    "scrutiny": "Scrutiny report: what changed, what slipped and who owns it",
    "stocktake": "Stocktake: evidence of impact first",
    "public": "For families, in plain English",
    "paper": "Committee paper, with recommendations and gaps for its author",
}
TRAIL: Final = Span("Papers", link=PageLink("papers"))


def papers(asked: Asked, _: Gathered) -> Page:
    """Return the list of papers."""
    own = list(own_kinds(asked.plan))
    items = [*((kind, _WORDS[kind]) for kind in KINDS), *((name, f"{name}, an outline of this plan") for name in own)]
    links = tuple(Item(Span(words, link=PageLink("paper", kind))) for kind, words in items)
    about = Paragraph("Open one to read it here. At its foot it is there as Word and PDF, to put on an agenda.")
    return Page(document=(Heading("Papers", 1), about, Items(links)), kind="papers", is_printed=False)


def paper(asked: Asked, gathered: Gathered, name: str) -> Page:
    """Return a paper, with the mistakes in its own outline above it.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        name: the kind of paper, or the name of an outline.
    """
    if name not in (*KINDS, *own_kinds(asked.plan)):
        abort(404)
    selection = PaperSelection(kind=name)
    job = job_of(asked, REPORT, selection)
    made_from = record_words(asked.record, None)
    run = gathered.result(asked, (REPORT.name, selection, made_from), lambda: _made(job, made_from))
    blocks = list(report_document(run, job.context))
    answer = {**json.envelope("report", asked.as_at), "report": name, "blocks": paper_json(blocks)}
    return Page(
        document=blocks if asked.one("form") else [*blocks[:1], *_mistakes(run), *blocks[1:]],
        kind="papers",
        trail=(TRAIL,),
        json=lambda: json.document(json.as_json(answer)) + "\n",
    )


def _made(job: Job, made_from: str) -> RunResult:
    """Return what a paper is made from, with the errors of the plan, as the command has them."""
    run = run_of(job, lists_problems=True)
    errors = plan_errors(run)
    return evolve(run, results=tuple(evolve(each, made_from=made_from, errors=errors) for each in run.results))


def _mistakes(run: RunResult) -> Iterator[Block]:
    """Yield the mistakes in the outlines that a paper is made by, which the command prints beside it."""
    if found := outline_mistakes(run):
        yield Notice("The outline of this paper has mistakes.", " ".join(map(problem_line, found)))
