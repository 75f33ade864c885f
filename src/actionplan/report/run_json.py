"""Any report of one plan or many as JSON, written while plans are read."""

from collections.abc import Generator, Iterable
from functools import partial
from typing import Any

from attrs import evolve

import actionplan.report.json_exceptions  # noqa: F401  # registers how JSON differs from the results
from actionplan.report.made_from import asked_json, made_from_json, records_json
from actionplan.report.report_type import PlanResult, Report, RunResult
from actionplan.report.runs import Job, Make, each_result, gather, without_problems
from actionplan.report.writers import json


def json_text(job: Job, make: Make) -> Generator[str, None, RunResult]:
    """Yield a report as JSON, and return its results; of each plan only what is needed at the end is kept.

    Args:
        job: the report and its plans.
        make: returns the result of a plan.
    """
    report = job.report
    yield json.opening(json_head(job, report.name), report.array)
    kept: list[PlanResult] = []
    written = 0

    def listed(chunks: Iterable[str]) -> Iterable[str]:
        nonlocal written
        for chunk in chunks:
            yield f"{',' if written else ''}\n{chunk}"
            written += 1

    for each in each_result(job, make, partial(_as_chunks, report=report), lists_problems=report.checks):
        chunks, keep = each.result if each.result is not None else ((), None)
        yield from listed(chunks)
        kept.append(evolve(each, result=keep))
    run = gather(kept, job)
    if report.array == "problems":
        yield from listed(map(json.chunk, run.between))
    # In a list of plans, each plan names its own unread files.
    unread = run.lost if report.array == "plans" and report.whole is None else run.unread
    closing = {
        **report.last_keys(run.results, run),
        "unread": unread,
        **records_json(run),
        **made_from_json(run, job.query.commit),
    }
    yield json.closing(closing, is_empty=not written) + "\n"
    return run


def json_head(job: Job, name: str) -> dict[str, Any]:
    """Return the members of a report as JSON before its plans: its name and what was selected."""
    return {**json.envelope(name, job.context.as_at), **asked_json(job.context), **job.report.first_keys(job.context)}


def _as_chunks(found: PlanResult, *, report: Report) -> PlanResult:
    """Replace the result of a plan by its JSON."""
    chunks = [json.chunk(member) for member in report.members(found)]
    found = without_problems(found) if report.array == "problems" else found
    return evolve(found, result=(chunks, report.kept(found) if report.kept is not None else None))
