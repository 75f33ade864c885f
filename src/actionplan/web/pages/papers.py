"""The papers: each kind that the program has, and each outline of the plan's own, to read here or as Word or PDF."""

from typing import Final

from attrs import evolve
from flask import abort

from actionplan.model.outlines import KINDS
from actionplan.report.document import Heading, Item, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.made_from import record_words
from actionplan.report.papers.material import PaperSelection
from actionplan.report.papers.outlines import own_kinds
from actionplan.report.papers.report import REPORT, paper_json, report_document
from actionplan.report.plan_query import context_of
from actionplan.report.report_type import RunResult
from actionplan.report.writers import json
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page

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


def paper(asked: Asked, _: Gathered, name: str) -> Page:
    """Return a paper.

    Args:
        asked: the request.
        name: the kind of paper, or the name of an outline.
    """
    if name not in (*KINDS, *own_kinds(asked.plan)):
        abort(404)
    assert asked.kept is not None
    context = context_of(asked.query(), "html", PaperSelection(kind=name))
    material = REPORT.result(REPORT.plan(asked.plan, context), context)
    made_from = record_words(RunResult(results=(), roots=(asked.root,), seen=asked.kept.seen), None)
    material = evolve(material, made_from=made_from)
    blocks = list(report_document(RunResult(results=(material,)), context))
    answer = {**json.envelope("report", asked.as_at), "report": name, "blocks": paper_json(blocks)}
    return Page(
        document=blocks,
        kind="papers",
        trail=(TRAIL,),
        json=lambda: json.document(json.as_json(answer)) + "\n",
    )
