"""Run any report: for one plan or many, from files or a commit, as text, a page or JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from actionplan.cli import console, loading
from actionplan.cli.names import area_named, body_named
from actionplan.cli.options import MANY
from actionplan.cli.output import exit_code, name_unread, print_document, print_json, show
from actionplan.report.made_from import made_from_json, records_json
from actionplan.report.plan_query import PlanQuery, context_of
from actionplan.report.record_notes import with_notes, with_notes_on_many
from actionplan.report.report_type import PlanResult, Report, RollUpSpec, RunResult
from actionplan.report.runs import Job, Make, Wanted, context_in, each_result, gather, plan_result, without_problems

if TYPE_CHECKING:
    from actionplan.model.records import Plan


def report_on(
    report: Report,
    selection: Callable[..., Any] | None,
    plans: Sequence[str],
    output: str,
    by: str | None = None,
    **asked: Any,
) -> int:
    """Find the plans of a command, print a report of them, and return the exit code.

    Args:
        report: the report.
        selection: makes the report's selection from its limits; None for a report without one.
        plans: the folders that the user named; empty for all plans found here.
        output: the format, one of `FORMATS`.
        by: as for `run`.
        asked: ``as_at``, ``known_at`` and ``rev``, as for `loading.find`, and the limits.
    """
    query = loading.find(plans, output, **{name: asked.pop(name) for name in ("as_at", "known_at", "rev")})
    return exit_code(run(report, query, output, selection=selection(**asked) if selection else None, by=by))


def run(
    report: Report,
    query: PlanQuery,
    output: str,
    *,
    selection: Any = None,
    by: str | None = None,
    wanted: Wanted | None = None,
) -> RunResult:
    """Make a report and print it.

    Args:
        report: the report.
        query: the plans, not yet read.
        output: the format, one of `FORMATS`.
        selection: the limits of the report; see `Context`.
        by: the grouping of a roll-up; None for each plan separately, or for regions if there are many plans.
        wanted: whether to include a problem; None for all.
    """
    readers = {**dict.fromkeys(report.bodies, body_named), "area": area_named}
    typed = {name: text for name in readers if (text := getattr(selection, name, None)) is not None}
    if typed:
        selection = evolve(selection, **{name: readers[name](text, query) for name, text in typed.items()})
    context = context_of(query, output, selection)
    job = Job(report, query, context, wanted, console.with_progress)
    are_many = len(query.roots) > MANY and output == "text"
    if report.has_roll_up and (by is not None or (are_many and report.streamed is None)):
        return _run_roll_up(job, output, by)
    make = partial(plan_result, job=job)
    if output == "json":
        return _print_json(job, make)
    found = each_result(job, make, lists_problems=report.lists_problems)
    if are_many and report.streamed is not None:
        found = _streamed(found, job)
    run = gather(found, job)
    nothing_was_read = bool(run.unread) and not run.roots and not report.lists_problems
    document = () if nothing_was_read else with_notes(report.document(run, context), run.notes)
    title = report.title(context)
    show(document, title, output, run, *report.commits(context), lists_problems=report.lists_problems)
    return run


def _figures(plan: "Plan", found: PlanResult, *, job: Job) -> Any:
    context, is_known = context_in(plan, job)
    return _roll_up_of(job.report).figures(plan, context, found) if is_known else None


def _streamed(found: Iterable[PlanResult], job: Job) -> Iterator[PlanResult]:
    """Print the report of each plan as soon as it is made, so that it need not be kept."""
    assert job.report.streamed is not None
    for each in found:
        if blocks := list(job.report.streamed(each, job.context)):
            print_document(blocks, "", "text")
            console.say("")
        yield evolve(each, problems=()) if job.report.lists_problems else without_problems(each)


def _roll_up_of(report: Report) -> RollUpSpec:
    spec: RollUpSpec = import_module(f"actionplan.report.rollup.{report.name}").ROLL_UP
    return spec


def _run_roll_up(job: Job, output: str, by: str | None) -> RunResult:
    from actionplan.report.figures import rolled_up
    from actionplan.report.run_json import json_head

    report, context = job.report, job.context
    make = partial(_figures, job=job)
    run = gather(each_result(job, make, without_problems, lists_problems=report.lists_problems), job)
    roll_up = rolled_up(run.results, by)
    if output == "json":
        from actionplan.report.rollup.document import roll_up_json

        name_unread(run)
        answer = {**json_head(job, f"{report.name}-roll-up"), **roll_up_json(roll_up)}
        answer |= {"errors": run.errors, "warnings": run.warnings, "unread": run.unread, **records_json(run)}
        print_json({**answer, **made_from_json(run, job.query.commit)})
    else:
        shown = {plan.root for plan in roll_up.plans}
        notes = [each for each in run.notes if each.root in shown]
        document = with_notes_on_many(_roll_up_of(report).document(roll_up, run, context), notes)
        show(document, report.title(context), output, run, *report.commits(context))
    return run


def _print_json(job: Job, make: Make) -> RunResult:
    """Print a JSON report while plans are read."""
    from actionplan.report.run_json import json_text

    text = json_text(job, make)
    while True:
        try:
            click.echo(next(text), nl=False)
        except StopIteration as ended:
            run: RunResult = ended.value
            name_unread(run)
            return run
