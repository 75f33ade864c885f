"""Run a report for the plan of a page: its document, and the JSON of its command."""

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from attrs import evolve

from actionplan.report.document import Block, Document, Heading, titled
from actionplan.report.inline import PageLink, Span
from actionplan.report.made_from import whole_document
from actionplan.report.plan_query import context_of
from actionplan.report.record_notes import with_notes
from actionplan.report.report_type import Report, RunResult
from actionplan.report.run_json import json_text
from actionplan.report.runs import Job, each_result, gather, plan_result
from actionplan.report.titles import title_block
from actionplan.web.asked import Asked, Gathered
from actionplan.web.linked import linked, links_of
from actionplan.web.page import Filter, Page

_TRAIL: Final = Span("Reports", link=PageLink("reports"))


def page_of(
    asked: Asked, gathered: Gathered, report: Report, selection: Any = None, form: Filter | None = None
) -> Page:
    """Return the page of a report.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        report: the report.
        selection: its limits; None for a report without any.
        form: the form that asks for them; None for none.
    """
    job = job_of(asked, report, selection)
    found = gathered.result(asked, (report.name, selection), lambda: run_of(job, lists_problems=report.lists_problems))
    run = evolve(found, commits=asked.record.commits)
    document = with_notes(report.document(run, job.context), run.notes)
    blocks = whole_document(document, run, *report.commits(job.context), is_page=True, lists_problems=True)
    return Page(
        document=list(_under(linked(blocks, links_of(asked.plan)), report.title(job.context))),
        kind="reports",
        trail=(_TRAIL,),
        form=form,
        json=lambda: json_of(asked, report, selection),
    )


def json_of(asked: Asked, report: Report, selection: Any = None) -> str:
    """Return a report as its command prints it as JSON."""
    job = job_of(asked, report, selection)
    return "".join(json_text(job, partial(plan_result, job=job)))


def run_of(job: Job, *, lists_problems: bool) -> RunResult:
    """Return the result of a report of the plan of a page.

    Args:
        job: the report.
        lists_problems: whether to include all problems, with their lines.
    """
    return gather(each_result(job, partial(plan_result, job=job), lists_problems=lists_problems), job)


def job_of(asked: Asked, report: Report, selection: Any) -> Job:
    """Return a report of the plan of a page.

    Args:
        asked: the request.
        report: the report.
        selection: its limits; None for a report without any.
    """
    query = asked.query()
    return Job(report, query, context_of(query, "html", selection))


def _under(blocks: Iterable[Block], title: str) -> Document:
    """Yield blocks under their first title, or under another if they have none; further titles are headings."""
    whole = titled(blocks, title)
    first = title_block(whole)
    for each in whole:
        if isinstance(each, Heading) and each is not first:
            yield Heading(each.text, max(each.level, 2), each.label, each.count)
        else:
            yield each
