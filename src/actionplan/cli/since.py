"""``actionplan since``."""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click
from attrs import evolve

from actionplan.cli import console, loading, options
from actionplan.cli.names import body_named
from actionplan.input.unclear import Unclear, explained
from actionplan.report.plan_query import LoadedPlans, PlanQuery, plan_files

if TYPE_CHECKING:
    from actionplan.git.snapshot import Committed
    from actionplan.model.ids import Id
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan, Unread
    from actionplan.model.view import Portfolio, View
    from actionplan.report.since import Comparison, ViewSide
    from actionplan.storage.iter_plans import Loaded
    from actionplan.summary.changes.records import Change


@click.command("since")
@click.argument("start", metavar="[START]", required=False)
@options.plans_argument
@click.option("--last", metavar="BODY", help="Start at the last meeting of this body in plan.toml.")
@click.option("--until", "end", metavar="END", help="The later day or commit. Default: today.")
@options.by_option("region", "plan")
@options.format_option
def command(
    start: str | None, plans: tuple[str, ...], last: str | None, end: str | None, by: str | None, output: str
) -> int:
    """Show what changed between two days or commits, in sentences that you can copy into minutes.

    START and --until each take one of these:

    \b
      2024-09-01        what had been recorded by that day
      as-at:2024-09-01  what was true on that day, from everything known now
      minutes-2024-09   the files of that git commit or tag
      rev:2024-09-01    the files of a tag whose name looks like a date

    \b
    Examples:
      actionplan since 2024-09-01
      actionplan since 2024-09-01 --until 2024-10-01 --format markdown
      actionplan since --last board
      actionplan since minutes-2024-09 --until minutes-2024-10
      actionplan since 2024-10-01 --until as-at:2024-10-01
    """
    from actionplan.cli.output import exit_code
    from actionplan.cli.run_report import run
    from actionplan.report.since import SINCE, Comparison, ViewSide

    if last is not None and start is not None:
        plans, start = (start, *plans), None
    if last is None and start is None:
        raise click.UsageError("a start is missing: give a day or a commit, such as 2024-09-01, or --last BODY")
    if start is not None and plans and not os.path.exists(plans[0]):
        raise click.UsageError(
            f'there is no plan "{plans[0]}". For a second day or commit, use --until: '
            f"actionplan since {start} --until {plans[0]}"
        )
    until, until_files = _side(end, plans) if end is not None else (ViewSide(day=console.today()), None)
    if start is not None:
        since, since_files = _side(start, plans)
    else:
        since, since_files = ViewSide(day=_last_meeting(str(last), until.day, until_files, plans)), None
    _refuse_backwards(since, until, end)
    comparison = Comparison(since=since, until=until, typed=start or f"--last {last}")
    if since_files is None and until_files is None:
        query = loading.find(plans, output)._replace(as_at=until.day)
    else:
        query, comparison = _compared(comparison, since_files, until_files, plans)
    return exit_code(run(SINCE, query, output, selection=comparison, by=by))


def _side(typed: str, plans: Sequence[str]) -> "tuple[ViewSide, Committed | None]":
    """Read ``DAY``, ``as-at:DAY``, ``rev:REV`` or ``REV``; return it with the plans of its commit."""
    from actionplan.git.repository import GitError
    from actionplan.git.snapshot import load_rev
    from actionplan.input.dates import read_day
    from actionplan.report.since import ViewSide

    kind, colon, rest = typed.partition(":")
    is_true, is_rev = bool(colon) and kind == "as-at", bool(colon) and kind == "rev"
    day = Unclear("") if is_rev else read_day(rest if is_true else typed)
    if not isinstance(day, Unclear):
        return ViewSide(day=day, is_true=is_true), None
    if is_true:
        raise click.UsageError(explained(day, "as-at:2024-10-01"))
    try:
        committed = load_rev(rest if is_rev else typed, *plans)
    except GitError as error:
        if is_rev:
            raise
        if day.choices:
            raise click.UsageError(explained(day)) from error
        raise click.UsageError(f'"{typed}" is neither a day, such as 2024-10-01, nor a commit: {error}') from error
    return ViewSide(day=loading.of_commit(committed, None).as_at, commit=committed.anchor), committed


def _compared(
    comparison: "Comparison", since: "Committed | None", until: "Committed | None", plans: Sequence[str]
) -> "tuple[PlanQuery, Comparison]":
    """Compare plans if at least one side is a commit; return the query with the plans, and what changed in each."""
    from actionplan.summary.changes.since import difference

    now = loading.load(loading.find(plans, "text"), "text") if since is None or until is None else None
    files = [each for each in (since or now, until or now) if each is not None]
    before, after = (
        _view(side, each.portfolio, beside_day=now is not None)
        for side, each in zip((comparison.since, comparison.until), files, strict=True)
    )
    changes: dict[Id, list[Change]] = {}
    for change in difference(before, after):
        changes.setdefault(change.plan, []).append(change)
    later = {plan.id: plan for plan in after.plans}
    gone = [plan for plan in before.plans if plan.id not in later and plan.id in changes]
    roots = {plan.id: plan.root for plan in now.portfolio.plans} if now is not None else {}
    loaded = list(_loaded([*later.values(), *gone], roots, files))
    seen = now.query.seen if now is not None else None
    roots_read = [each.root for each in loaded if each.plan is not None]
    query = PlanQuery(roots_read, comparison.until.day, is_dated=True, today=console.today(), loaded=loaded, seen=seen)
    return query, evolve(comparison, changes=changes)


def _view(side: "ViewSide", portfolio: "Portfolio", *, beside_day: bool) -> "View":
    """Return plans as one side has them; beside a day, on which drafts are not on record, a commit's do not count."""
    from actionplan.model.as_known import plan_joined_by
    from actionplan.report.since import view_of

    if side.commit is None:
        return view_of(portfolio, side)
    plans = tuple(plan_joined_by(plan, side.day) for plan in portfolio.plans) if beside_day else portfolio.plans
    return evolve(portfolio, plans=plans).at(side.day)


def _loaded(
    plans: "Sequence[Plan]", roots: "Mapping[Id, str]", files: "Sequence[Committed | LoadedPlans]"
) -> "Iterator[Loaded]":
    """Yield plans, in their folders now where they have one, and then the files of either side that are missing."""
    from actionplan.storage.iter_plans import Loaded

    def about(unread: "Iterable[Unread]") -> "tuple[Problem, ...]":
        paths = {file.path for file in unread}
        return tuple(problem for each in files for problem in each.portfolio.problems if problem.where.path in paths)

    for plan in plans:
        yield Loaded(root=roots.get(plan.id, plan.root), plan=plan, problems=about(plan.unread), unread=())
    every = [unread for each in files for unread in each.portfolio.unread]
    every += [unread for each in files for plan in each.portfolio.plans for unread in plan.unread]
    known = {unread for plan in plans for unread in plan.unread}
    others = tuple(unread for unread in every if unread not in known)
    yield Loaded(root="", plan=None, problems=about(others), unread=others)


def _last_meeting(body: str, before: date, until: "Committed | None", plans: Sequence[str]) -> date:
    """Return the day of a body's last meeting before a day, by the plan files alone."""
    from actionplan.input.names import body_or_text
    from actionplan.model.text import day_text
    from actionplan.model.view import Portfolio
    from actionplan.summary.meetings import last_meeting

    query = loading.find(plans, "text") if until is None else loading.of_commit(until, None)
    body = body_named(body, query)
    known = [(plan, name) for plan in plan_files(query) if (name := body_or_text(body, plan.bodies)) in plan.bodies]
    days = [last_meeting(Portfolio(plans=(plan,)), name, before) for plan, name in known]
    day = max((day for day in days if day is not None), default=None)
    if day is None:
        name = known[0][1]
        raise click.UsageError(
            f'plan.toml has no meeting of "{name}" before {day_text(before)}. Give the day instead, or add each '
            f"meeting: actionplan new meeting {name} 2026-01-20"
        )
    return day


def _refuse_backwards(since: "ViewSide", until: "ViewSide", end: str | None) -> None:
    """Refuse an end before the start; the days of commits need not be in order."""
    from actionplan.model.text import day_text

    if since.commit is not None or since.day <= until.day:
        return
    if end is None:
        raise click.UsageError(f"{day_text(since.day)} is in the future, so nothing has changed since then")
    if until.commit is None:
        raise click.UsageError(f"the end, {day_text(until.day)}, is before the start, {day_text(since.day)}: swap them")
