"""Process plans one at a time, so that memory is that of one plan, and combine their results."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from attrs import evolve

from actionplan.model.view import Portfolio
from actionplan.report.plan_query import PlanQuery, load_plans
from actionplan.report.report_type import Context, PlanResult, Report, RunResult

if TYPE_CHECKING:
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.report.record_notes import RecordNotes
    from actionplan.rules.checks.plan_links import PlanLink
    from actionplan.storage.iter_plans import Loaded

Make = Callable[["Plan", PlanResult], Any]
"""Returns the result of a plan."""
Finish = Callable[[PlanResult], PlanResult]
"""Reduces a plan's result to what is needed later."""
Wanted = Callable[["Problem"], bool]
"""Whether to include a problem; those of unreadable files are always included."""


Progress = Callable[[Iterable[Any], int], Iterator[Any]]
"""Passes on the results of so many plans."""


class Job(NamedTuple):
    """A report of some plans.

    Attributes:
        report: the report.
        query: the plans, not yet read.
        context: the day and the limits of the report.
        wanted: whether to include a problem; None for all.
        progress: passes results on as they come, and may show how many there are of how many.
        is_long: whether the work on a plan takes much longer than reading it, so that several processes are worth it.
    """

    report: Report
    query: PlanQuery
    context: Context
    wanted: Wanted | None = None
    progress: Progress = lambda results, _: iter(results)
    is_long: bool = False


def each_result(job: Job, make: Make, finish: Finish | None = None, *, lists_problems: bool) -> Iterator[PlanResult]:
    """Yield the result of each plan, read one after another; show progress if that takes long.

    Args:
        job: the report and its plans.
        make: returns the result of a plan, which should be small, and picklable for another process to return it.
        finish: reduces the result, also that of an unreadable plan; None for no change.
        lists_problems: whether to include all problems, with their lines.
    """
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.iter_plans import each_plan

    if job.report.whole is not None:
        return _of_whole(job, finish)
    query = job.query
    check_on = query.check_on if job.report.checks else None
    work = partial(_plan_result, job=job, make=make, finish=finish, check_on=check_on, lists_problems=lists_problems)
    if query.loaded is not None:
        return map(work, query.loaded)
    if query.committed is not None:
        return map(work, _of_commit(query))
    few = 1 if job.is_long else None
    return job.progress(each_plan(query.roots, work, query.seen or DISK, few_files=few), len(query.roots))


def _plan_result(
    loaded: "Loaded", *, job: Job, make: Make, finish: Finish | None, check_on: date | None, lists_problems: bool
) -> PlanResult:
    from actionplan.report.problems import reading_problems

    plan = loaded.plan
    read = Portfolio(plans=(plan,) if plan is not None else (), unread=loaded.unread)
    broken = _broken_rules(plan, check_on, job.query, places=lists_problems) if check_on and plan else ()
    every = dict.fromkeys((*loaded.problems, *broken))  # a rule may find the same problem twice
    problems = tuple(each for each in every if each.code.startswith("E0") or _is_wanted(each, job))
    errors = sum(each.severity == "error" for each in problems)
    found = PlanResult(
        root=loaded.root,
        id=plan.id if plan is not None else None,
        result=None,
        errors=errors,
        warnings=len(problems) - errors,
        problems=problems if lists_problems else tuple(reading_problems(read, problems)),
        unread=plan.unread if plan is not None else loaded.unread,
        seen=job.query.taken(),
        link=_link(plan, check_on) if check_on and plan else None,
    )
    if plan is not None:
        plan = job.report.plan(plan, job.context)
        if job.query.known_at is not None:
            from actionplan.model.as_known import plan_known_at

            plan = plan_known_at(plan, job.query.known_at)
        found = evolve(found, result=make(plan, found), notes=_notes(plan, job))
    return found if finish is None else finish(found)


def _broken_rules(plan: "Plan", on: date, query: PlanQuery, *, places: bool) -> "tuple[Problem, ...]":
    """Return the problems that the rules find, and those in outlines and receipts.

    Lines are looked up only if they are shown.
    """
    from actionplan.rules.checks import check_plan
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.outline import outline_problems
    from actionplan.storage.receipts import receipt_problems

    files = query.files or DISK
    beside = (*outline_problems(plan, files), *receipt_problems(plan.root, files, plan.calendar))
    problems = check_plan(plan, on)
    if not places:
        return (*beside, *problems)
    from actionplan.storage.positions import locate

    return (*beside, *locate(problems, files=files))


def _link(plan: "Plan", on: date) -> "PlanLink":
    from actionplan.rules.checks.plan_links import plan_link

    return plan_link(plan, on)


def _of_commit(query: PlanQuery) -> "Iterator[Loaded]":
    """Yield the plans of a commit, which are read already."""
    from actionplan.storage.iter_plans import Loaded

    assert query.committed is not None
    plans = {plan.root: plan for plan in query.committed.portfolio.plans}
    for root in query.roots:
        inside = tuple(found for found in query.committed.portfolio.problems if _is_below(found.where.path, root))
        unread = tuple(file for file in query.committed.portfolio.unread if _is_below(file.path, root))
        yield Loaded(root=root, plan=plans.get(root), problems=inside, unread=unread)


def _is_below(path: str, root: str) -> bool:
    return path == root or path.replace("\\", "/").startswith(root.replace("\\", "/").rstrip("/") + "/")


def _of_whole(job: Job, finish: Finish | None) -> Iterator[PlanResult]:
    """Yield each plan without a result, and then one result for all plans together."""
    assert job.report.whole is not None
    loaded = load_plans(job.query)
    of_all = PlanResult(
        root="",
        id=None,
        result=job.report.whole(loaded.view, job.context),
        problems=loaded.portfolio.problems,
        unread=loaded.portfolio.unread,
        seen=job.query.taken(),
    )
    for plan in loaded.view.plans:
        yield PlanResult(root=plan.root, id=plan.id, result=None, unread=plan.unread, notes=_notes(plan, job))
    yield of_all if finish is None else finish(of_all)


def _notes(plan: "Plan", job: Job) -> "RecordNotes | None":
    """Return how old and how complete a plan's record is; None for a report that does not say it."""
    if not job.report.is_of_records:
        return None
    from actionplan.input.names import body_or_text
    from actionplan.report.record_notes import record_notes

    selected = (getattr(job.context.selection, name) for name in job.report.bodies)
    bodies = [body_or_text(name, plan.bodies) for name in selected if name is not None]
    return record_notes(plan, *job.report.record_days(job.context), bodies)


def gather(found: Iterable[PlanResult], job: Job) -> RunResult:
    """Combine the results of plans, and add the problems between plans, such as two with one id.

    Args:
        found: the result of each plan.
        job: the report and its plans.
    """
    every = list(found)
    duplicates, links = _between(every, job)
    return RunResult(
        results=tuple(each.result for each in every if each.result is not None),
        roots=tuple(each.root for each in every if each.id is not None),
        errors=sum(each.errors for each in every) + sum(each.severity == "error" for each in (*duplicates, *links)),
        warnings=sum(each.warnings for each in every) + sum(each.severity == "warning" for each in links),
        problems=(*(problem for each in every for problem in each.problems), *duplicates, *links),
        unread=tuple(unread for each in every for unread in each.unread),
        lost=tuple(unread for each in every if each.id is None for unread in each.unread),
        duplicates=duplicates,
        between=(*duplicates, *links),
        notes=tuple(each.notes for each in every if each.notes is not None),
        seen={path: names for each in every for path, names in (each.seen or {}).items()},
    )


def _between(every: Sequence[PlanResult], job: Job) -> "tuple[tuple[Problem, ...], tuple[Problem, ...]]":
    """Return the problems that plans share an id, and those of plans that name each other, with their lines."""
    from actionplan.storage.discovery import same_ids
    from actionplan.storage.filesystem import DISK

    files = job.query.files or DISK
    same = same_ids(((each.id, each.root) for each in every if each.id is not None), files)
    links = [each.link for each in every if each.link is not None]
    if len(links) > 1:
        from actionplan.rules.checks.plan_links import between_plans
        from actionplan.storage.positions import locate

        named = locate(between_plans(links, all_read=all(each.id is not None for each in every)), files=files)
    else:
        named = ()
    return tuple(filter(partial(_is_wanted, job=job), same)), tuple(filter(partial(_is_wanted, job=job), named))


def without_problems(found: PlanResult) -> PlanResult:
    """Leave out all problems except those of unreadable files."""
    from actionplan.report.problems import reading_problems

    return evolve(found, problems=tuple(reading_problems(Portfolio(unread=found.unread), found.problems)))


def _is_wanted(found: "Problem", job: Job) -> bool:
    return job.wanted is None or job.wanted(found)


def plan_result(plan: "Plan", _: PlanResult, *, job: Job) -> Any:
    """Return the result of one plan."""
    return job.report.result(plan, context_in(plan, job)[0])


def context_in(plan: "Plan", job: Job) -> tuple[Context, bool]:
    """Return the context with bodies by their ids in a plan, and whether the plan has what the user selected."""
    from actionplan.input.names import body_or_text

    selection = job.context.selection
    typed = {name: text for name in job.report.bodies if (text := getattr(selection, name)) is not None}
    bodies = {name: body_or_text(text, plan.bodies) for name, text in typed.items()}
    area = getattr(selection, "area", None)
    is_known = all(body in plan.bodies for body in bodies.values())
    is_known = is_known and (area is None or any(known.id == area for known in plan.areas))
    return (evolve(job.context, selection=evolve(selection, **bodies)) if bodies else job.context), is_known
