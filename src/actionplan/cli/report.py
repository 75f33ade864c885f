"""One runner for every report: of one plan or of many, as they are or in a commit, as text, page or JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click
from attrs import evolve

from actionplan.cli import console, loading
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.loading import PlanQuery
from actionplan.cli.options import MANY
from actionplan.model.records import Portfolio
from actionplan.report.document import Document, Gap, Paragraph
from actionplan.report.spec import Context, PlanResult, Report, RollUpSpec, RunResult

if TYPE_CHECKING:
    from actionplan.cli.loading import LoadedPlans
    from actionplan.git.provenance import Anchor
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.storage.iter_plans import Loaded

Wanted = Callable[["Problem"], bool]
"""Whether a problem is wanted; those of unreadable files are wanted always."""


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
        query: the plans, found and not yet read.
        output: the format, one of `FORMATS`.
        selection: what the report is limited to; see `Context`.
        by: what plans are grouped by; None for each plan by itself, or for regions if a screen has many plans.
        wanted: which problems are wanted; None for all.
    """
    for name in report.bodies:
        loading.refuse_unknown_body(getattr(selection, name), query)
    if output == "json":
        import actionplan.report.shapes  # noqa: F401  # it registers what JSON does otherwise than the results
    context = loading.context_of(query, selection, is_page=output in ("markdown", "html"))
    are_many = len(query.roots) > MANY and output == "text"
    if report.has_roll_up and (by is not None or (are_many and report.streamed is None)):
        return _run_roll_up(report, query, context, output, by, wanted)
    make = partial(_result, report=report, context=context)
    if output == "json":
        finish = partial(_as_chunks, report=report)
        found = _each(report, query, context, wanted, make, finish=finish, lists_problems=report.checks)
        return _print_json(report, found, query, context, wanted)
    found = _each(report, query, context, wanted, make, lists_problems=report.lists_problems)
    if are_many and report.streamed is not None:
        found = _streamed(found, report, context)
    run = gather(found, query, wanted)
    document, title = report.document(run, context), report.title(context)
    show(document, title, output, run, *report.commits(context), lists_problems=report.lists_problems)
    return run


def exit_code(run: RunResult) -> int:
    """Return the exit code of a report, which says whether a file could not be read."""
    return USAGE if run.unread else FINE


# Making results


def _each(
    report: Report,
    query: PlanQuery,
    context: Context,
    wanted: Wanted | None,
    make: "Callable[[Plan, PlanResult], Any]",
    *,
    finish: Callable[[PlanResult], PlanResult] | None = None,
    lists_problems: bool,
) -> Iterator[PlanResult]:
    """Yield what is made of each plan, read one after another; show how far it has come if that takes long.

    Args:
        report: the report.
        query: the plans.
        context: what the report is asked.
        wanted: which problems are wanted; None for all.
        make: makes the result of a plan. What it returns should be small, and such as another process can give back.
        finish: makes what was made smaller still, also where a plan could not be read; None for no change.
        lists_problems: whether all problems are needed, with their places.
    """
    from actionplan.storage.iter_plans import each_plan

    if report.whole is not None:
        return _of_whole(report, query, context, finish)
    check_on = loading.check_day(query) if report.checks else None
    work = partial(
        _plan_result,
        make=make,
        finish=finish,
        query=query,
        check_on=check_on,
        lists_problems=lists_problems,
        wanted=wanted,
    )
    if query.loaded is not None:
        return map(work, query.loaded)
    if query.committed is not None:
        return map(work, _of_commit(query))
    return console.with_progress(each_plan(query.roots, work), len(query.roots))


def _plan_result(
    loaded: "Loaded",
    *,
    make: "Callable[[Plan, PlanResult], Any]",
    finish: Callable[[PlanResult], PlanResult] | None,
    query: PlanQuery,
    check_on: date | None,
    lists_problems: bool,
    wanted: Wanted | None,
) -> PlanResult:
    from actionplan.report.problems import reading_problems

    plan = loaded.plan
    read = Portfolio(plans=(plan,) if plan is not None else (), unread=loaded.unread)
    broken = _broken_rules(read, check_on, query, places=lists_problems) if check_on else ()
    every = dict.fromkeys((*loaded.problems, *broken))  # a rule may find the same fault twice
    problems = tuple(each for each in every if wanted is None or each.code.startswith("E0") or wanted(each))
    errors = sum(each.severity == "error" for each in problems)
    found = PlanResult(
        root=loaded.root,
        id=plan.id if plan is not None else None,
        result=None,
        errors=errors,
        warnings=len(problems) - errors,
        problems=problems if lists_problems else tuple(reading_problems(read, problems)),
        unread=plan.unread if plan is not None else loaded.unread,
    )
    if plan is not None:
        found = evolve(found, result=make(_as_known(read, plan, query.known_at), found))
    return found if finish is None else finish(found)


def _broken_rules(read: Portfolio, on: date, query: PlanQuery, *, places: bool) -> "tuple[Problem, ...]":
    """Return what the rules find; places are looked up only where they are shown."""
    from actionplan.rules.checks import check

    problems = check(read, on)
    if not places:
        return problems
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.positions import locate

    return locate(problems, files=query.files or DISK)


def _as_known(read: Portfolio, plan: "Plan", day: date | None) -> "Plan":
    if day is None:
        return plan
    from actionplan.summary.as_known import known_at

    return known_at(read, day).plans[0]


def _result(plan: "Plan", _: PlanResult, *, report: Report, context: Context) -> Any:
    return report.result(plan, evolve(context, selection=_selection_in(plan, report, context)[0]))


def _figures(plan: "Plan", found: PlanResult, *, report: Report, context: Context) -> Any:
    selection, is_known = _selection_in(plan, report, context)
    return _roll_up_of(report).figures(plan, evolve(context, selection=selection), found) if is_known else None


def _selection_in(plan: "Plan", report: Report, context: Context) -> tuple[Any, bool]:
    """Return the selection with bodies by their ids in a plan, and whether the plan has all that is asked for."""
    from actionplan.edit.input import body_meant

    typed = {name: text for name in report.bodies if (text := getattr(context.selection, name)) is not None}
    bodies = {name: body_meant(text, plan) for name, text in typed.items()}
    area = getattr(context.selection, "area", None)
    is_known = all(body in plan.bodies for body in bodies.values())
    is_known = is_known and (area is None or any(known.id == area for known in plan.areas))
    return (evolve(context.selection, **bodies) if bodies else context.selection), is_known


def _as_chunks(found: PlanResult, *, report: Report) -> PlanResult:
    """Put what JSON says of a plan in place of its result."""
    from actionplan.report.writers import json

    chunks = [json.chunk(member) for member in report.members(found)]
    problems = _of_unread(found) if report.array == "problems" else found.problems
    return evolve(found, result=(chunks, report.kept(found) if report.kept is not None else None), problems=problems)


def _of_unread(found: PlanResult) -> "tuple[Problem, ...]":
    from actionplan.report.problems import reading_problems

    return tuple(reading_problems(Portfolio(unread=found.unread), found.problems))


def _without_problems(found: PlanResult) -> PlanResult:
    return evolve(found, problems=_of_unread(found))


def _streamed(found: Iterable[PlanResult], report: Report, context: Context) -> Iterator[PlanResult]:
    """Print what a screen says of each plan as it comes, so that it need not be kept."""
    assert report.streamed is not None
    for each in found:
        if blocks := list(report.streamed(each, context)):
            print_document(blocks, "", "text")
            console.say("")
        yield evolve(each, problems=()) if report.lists_problems else _without_problems(each)


def _of_commit(query: PlanQuery) -> "Iterator[Loaded]":
    """Yield the plans of a commit, which are read already, one after another."""
    from actionplan.storage.iter_plans import Loaded

    assert query.committed is not None
    plans = {plan.root: plan for plan in query.committed.portfolio.plans}
    for root in query.roots:
        inside = tuple(found for found in query.committed.problems if _is_below(found.where.path, root))
        unread = tuple(file for file in query.committed.portfolio.unread if _is_below(file.path, root))
        yield Loaded(root=root, plan=plans.get(root), problems=inside, unread=unread)


def _is_below(path: str, root: str) -> bool:
    return path == root or path.replace("\\", "/").startswith(root.replace("\\", "/").rstrip("/") + "/")


def _of_whole(
    report: Report, query: PlanQuery, context: Context, finish: Callable[[PlanResult], PlanResult] | None
) -> Iterator[PlanResult]:
    """Yield plans that were read all at once, each without a result, and then the result of all."""
    assert report.whole is not None
    loaded = loading.load(query, "text")
    of_all = PlanResult(
        root="",
        id=None,
        result=report.whole(loaded.portfolio, context),
        problems=loaded.problems,
        unread=loaded.read.unread,
    )
    for plan in loaded.read.plans:
        yield PlanResult(root=plan.root, id=plan.id, result=None, unread=plan.unread)
    yield of_all if finish is None else finish(of_all)


def gather(found: Iterable[PlanResult], query: PlanQuery, wanted: Wanted | None = None) -> RunResult:
    """Put together what was made of plans, and name those that have the id of another.

    Args:
        found: what was made of each.
        query: the plans.
        wanted: which problems are wanted; None for all.
    """
    from actionplan.storage.discovery import same_ids
    from actionplan.storage.filesystem import DISK

    every = list(found)
    same = same_ids(((each.id, each.root) for each in every if each.id is not None), query.files or DISK)
    duplicates = tuple(each for each in same if wanted is None or wanted(each))
    return RunResult(
        results=tuple(each.result for each in every if each.result is not None),
        roots=tuple(each.root for each in every if each.id is not None),
        errors=sum(each.errors for each in every) + len(duplicates),
        warnings=sum(each.warnings for each in every),
        problems=(*(problem for each in every for problem in each.problems), *duplicates),
        unread=tuple(unread for each in every for unread in each.unread),
        lost=tuple(unread for each in every if each.id is None for unread in each.unread),
        duplicates=duplicates,
    )


# Many plans as one


def _roll_up_of(report: Report) -> RollUpSpec:
    spec: RollUpSpec = import_module(f"actionplan.report.rollup.{report.name}").ROLL_UP
    return spec


def _run_roll_up(
    report: Report, query: PlanQuery, context: Context, output: str, by: str | None, wanted: Wanted | None
) -> RunResult:
    from actionplan.report.figures import rolled_up

    make = partial(_figures, report=report, context=context)
    found = _each(report, query, context, wanted, make, finish=_without_problems, lists_problems=report.lists_problems)
    run = gather(found, query, wanted)
    roll_up = rolled_up(run.results, by)
    if output == "json":
        from actionplan.report.rollup.document import roll_up_json
        from actionplan.report.writers import json

        _name_unread(run)
        answer = {**json.envelope(f"{report.name}-roll-up", context.as_at), **_asked(context), **report.head(context)}
        answer |= roll_up_json(roll_up)
        answer |= {"errors": run.errors, "warnings": run.warnings, "unread": run.unread}
        print_json({**answer, "partial": bool(run.unread), "rev": _rev(query.commit)})
    else:
        document = _roll_up_of(report).document(roll_up, run, context)
        show(document, report.title(context), output, run, *report.commits(context))
    return run


# Printing


def show(
    document: Document,
    title: str,
    output: str,
    run: RunResult,
    *commits: "Anchor | None",
    roots: Iterable[str] = (),
    lists_problems: bool = False,
) -> None:
    """Print a document; above it what its figures miss, and under it the commits that it was made from.

    Args:
        document: the document.
        title: the title of its page.
        output: ``text``, ``markdown`` or ``html``.
        run: what it was made from.
        commits: the commits that were asked for, None for the files as they are now; none at all means those.
        roots: the folders of further plans that it was made from.
        lists_problems: whether it lists all problems itself, so that none needs to be named above it.
    """
    from actionplan.report.problems import duplicates_notice, partial_notice

    if output != "text":
        _name_unread(run)
    missing = () if lists_problems else (*partial_notice(run.unread, run.problems), *duplicates_notice(run.duplicates))
    blocks = [*missing, *document]
    if made_from := made_from_lines((*run.roots, *roots), *commits):
        while blocks and isinstance(blocks[-1], Gap):
            blocks.pop()
        blocks += [Gap(), *map(Paragraph, made_from)]
    print_document(blocks, title, output)


def print_record(
    loaded: "LoadedPlans",
    output: str,
    *,
    title: str,
    document: Document,
    answer: Callable[[], Mapping[str, Any]],
) -> int:
    """Print what is said of one record, and return the exit code.

    Args:
        loaded: its plan, read already.
        output: the format, one of `FORMATS`.
        title: the title of its page.
        document: what a screen or a page says.
        answer: gives what JSON says.
    """
    plans, commit = loaded.read.plans, loaded.query.commit
    run = RunResult(
        results=(),
        roots=tuple(plan.root for plan in plans),
        problems=loaded.problems,
        unread=(*loaded.read.unread, *(unread for plan in plans for unread in plan.unread)),
    )
    if output == "json":
        _name_unread(run)
        asked = _asked(loading.context_of(loaded.query))
        print_json({**answer(), **asked, "partial": bool(run.unread), "rev": _rev(commit)})
    else:
        show(document, title, output, run, commit)
    return exit_code(run)


def print_document(document: Document, title: str, output: str) -> None:
    """Print a document in a format; see `show`."""
    if output == "markdown":
        from actionplan.report.writers import markdown

        console.say(markdown.write(document).rstrip("\n"))
    elif output == "html":
        from actionplan.report.writers import html

        click.echo(html.write(document, title).encode(), nl=False)
    else:
        from actionplan.report.writers import terminal

        console.say(terminal.write(document, console.screen()).rstrip("\n"))


def made_from_lines(roots: Iterable[str], *commits: "Anchor | None") -> list[str]:
    """Return a sentence for each commit that a report was made from; see `show`."""
    from actionplan.report.provenance import anchor_line

    roots = list(dict.fromkeys(roots))
    lines: list[str] = []
    for commit in commits or (None,):
        lines += anchor_lines(roots) if commit is None else [anchor_line(commit, is_changed=False)]
    return list(dict.fromkeys(lines))


def anchor_lines(roots: Iterable[str]) -> list[str]:
    """Return a sentence for each commit that plans are at; none outside git.

    Args:
        roots: the folders of the plans.
    """
    from actionplan.git.provenance import anchors
    from actionplan.report.provenance import anchor_line

    found = anchors(roots)
    changed = {anchor.commit for anchor in found if anchor.is_changed}
    commits = {anchor.commit: anchor for anchor in found}
    return [anchor_line(anchor, is_changed=name in changed) for name, anchor in commits.items()]


def print_json(answer: dict[str, Any]) -> None:
    """Print a JSON answer."""
    import actionplan.report.shapes  # noqa: F401  # as in `run`
    from actionplan.report.writers import json

    click.echo(json.document(json.as_json(answer)))


def _print_json(
    report: Report, found: Iterable[PlanResult], query: PlanQuery, context: Context, wanted: Wanted | None
) -> RunResult:
    """Print one JSON document as plans are read: of each, only what is needed at the end is kept."""
    from actionplan.report.writers import json

    head = {**json.envelope(report.name, context.as_at), **_asked(context), **report.head(context)}
    click.echo(json.opening(head, report.array), nl=False)
    kept: list[PlanResult] = []
    written = 0

    def write(chunks: Iterable[str]) -> None:
        nonlocal written
        for chunk in chunks:
            click.echo(f"{',' if written else ''}\n{chunk}", nl=False)
            written += 1

    for each in found:
        chunks, keep = each.result if each.result is not None else ((), None)
        write(chunks)
        kept.append(evolve(each, result=keep))
    run = gather(kept, query, wanted)
    if report.array == "problems":
        write(map(json.chunk, run.duplicates))
    _name_unread(run)
    tail = {**report.tail(run.results, run), "unread": run.lost, "partial": bool(run.unread), "rev": _rev(query.commit)}
    click.echo(json.closing(tail, is_empty=not written))
    return run


def _asked(context: Context) -> dict[str, Any]:
    return {"known_at": context.known_at, **({"selection": context.selection} if context.selection else {})}


def _rev(commit: "Anchor | None") -> Any:
    from actionplan.report.provenance import anchor_json

    return anchor_json(commit)


def _name_unread(run: RunResult) -> None:
    loading.name_unread(Portfolio(unread=run.unread), run.problems)
