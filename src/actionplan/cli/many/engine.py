"""Plans one after another: what is made of each, what was wrong with it, and what all that comes to."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from actionplan.cli import common, console
from actionplan.cli.errors import FINE, USAGE
from actionplan.cli.looking import Reach
from actionplan.model.frozen import frozen

if TYPE_CHECKING:
    from actionplan.model.ids import Id
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan, Portfolio, Unread
    from actionplan.storage.filesystem import Files
    from actionplan.storage.iter_plans import Loaded


@frozen(kw_only=True)
class Seen:
    """What is left of a plan when it has been looked at.

    Attributes:
        root: its folder.
        id: its id; None where there is no plan to read.
        made: what was made of it; None where nothing was, as there is no plan, or not what was asked for.
        errors, warnings: how many there are.
        problems: the problems, with places; only those of unreadable files unless all were wanted.
        unread: files that could not be read.
    """

    root: str
    id: "Id | None"
    made: Any
    errors: int
    warnings: int
    problems: "tuple[Problem, ...]"
    unread: "tuple[Unread, ...]"


@frozen(kw_only=True)
class Gathered:
    """What is left of all plans.

    Attributes:
        made: what was made of each, without those of which nothing was.
        roots: the folders of the plans of which something was made.
        errors, warnings: how many there are.
        problems: the problems, as in `Seen`.
        unread: files that could not be read.
        same: the problems that a plan bears the id of another, which are among the problems too.
        lost: those of the files that belong to no plan, such as a broken ``plan.toml``.
    """

    made: tuple[Any, ...]
    roots: tuple[str, ...]
    errors: int
    warnings: int
    problems: "tuple[Problem, ...]"
    unread: "tuple[Unread, ...]"
    lost: "tuple[Unread, ...]"
    same: "tuple[Problem, ...]"

    @property
    def exit_code(self) -> int:
        """Give the exit code of a report: it says so if a file could not be read."""
        return USAGE if self.unread else FINE


def look_through(
    meant: Reach,
    make: "Callable[[Plan], Any]",
    *,
    check_on: date | None = None,
    tell: bool = False,
    wanted: "Callable[[Problem], bool] | None" = None,
    then: Callable[[Seen], Seen] | None = None,
) -> Iterator[Seen]:
    """Look at plans one after another, and say how far it has come if that takes long and a person waits.

    Args:
        meant: the plans.
        make: what is made of each; small, and such as another process can give back.
        check_on: the day on which the rules are asked; None for not at all.
        tell: whether all problems are wanted, and not only their number.
        wanted: which of them, beside those of unreadable files; None for all.
        then: what is made of what was made and the problems, where the plan was read, so that it can be small; None for
            no more.
    """
    from actionplan.storage.iter_plans import each_plan

    work = partial(see, make=make, known_at=meant.known_at, check_on=check_on, tell=tell, wanted=wanted, then=then)
    if meant.committed is not None:
        of_commit = partial(work, files=meant.committed.files)
        return map(of_commit, _of_commit(meant))
    return console.with_progress(each_plan(meant.roots, work), len(meant.roots))


def see(
    loaded: "Loaded",
    *,
    make: "Callable[[Plan], Any]",
    known_at: date | None,
    check_on: date | None,
    tell: bool,
    wanted: "Callable[[Problem], bool] | None",
    then: Callable[[Seen], Seen] | None = None,
    files: "Files | None" = None,
) -> Seen:
    """Make of one plan what is wanted of it; see `look_through`."""
    from actionplan.model.records import Portfolio
    from actionplan.report.problems import reading_problems

    plan = loaded.plan
    read = Portfolio(plans=(plan,) if plan is not None else (), unread=loaded.unread)
    problems = loaded.problems
    if check_on is not None:
        problems = _checked(read, problems, check_on, files, tell=tell)
    problems = tuple(found for found in problems if wanted is None or found.code.startswith("E0") or wanted(found))
    errors = sum(found.severity == "error" for found in problems)
    made = None
    if plan is not None:
        made = make(plan if known_at is None else _cut(read, known_at))
    seen = Seen(
        root=loaded.root,
        id=plan.id if plan is not None else None,
        made=made,
        errors=errors,
        warnings=len(problems) - errors,
        problems=problems if tell else tuple(reading_problems(read, problems)),
        unread=plan.unread if plan is not None else loaded.unread,
    )
    return then(seen) if then is not None else seen


def _cut(read: "Portfolio", day: date) -> "Plan":
    """Give the plan with only what was on record on a day."""
    from actionplan.summary.as_known import known_at

    return known_at(read, day).plans[0]


def gathered(seen: Iterable[Seen], meant: Reach, wanted: "Callable[[Problem], bool] | None" = None) -> Gathered:
    """Put together what is left of plans, and name those that bear the id of another, if that is wanted."""
    from actionplan.storage.discovery import same_ids
    from actionplan.storage.filesystem import DISK

    every = list(seen)
    files = meant.committed.files if meant.committed is not None else DISK
    same = same_ids(((each.id, each.root) for each in every if each.id is not None), files)
    same = tuple(found for found in same if wanted is None or wanted(found))
    return Gathered(
        same=same,
        made=tuple(each.made for each in every if each.made is not None),
        roots=tuple(each.root for each in every if each.id is not None),
        errors=sum(each.errors for each in every) + len(same),
        warnings=sum(each.warnings for each in every),
        problems=(*(found for each in every for found in each.problems), *same),
        unread=tuple(unread for each in every for unread in each.unread),
        lost=tuple(unread for each in every if each.id is None for unread in each.unread),
    )


def refuse_unknown(kind: str, typed: str | None, meant: Reach) -> None:
    """Refuse a body or area that none of the plans has, before any is read whole.

    Args:
        kind: ``body``, of which names are known too, or ``area``.
        typed: what was typed; None where nothing was.
        meant: the plans.

    Raises:
        click.UsageError: none has it.
    """
    if typed is None:
        return
    from actionplan.edit.input import body_meant
    from actionplan.storage.plan_folder import record_ids

    if kind == "area":
        if meant.committed is not None:
            known = {str(area.id) for plan in meant.committed.portfolio.plans for area in plan.areas}
        else:
            known = {name for root in meant.roots for name in record_ids(root, "area")}
    else:
        plans = list(plan_files(meant))
        if any(body_meant(typed, plan) in plan.bodies for plan in plans):
            return
        known = {name for plan in plans for name in plan.bodies}
    common.refuse_unknown(kind, typed, known)


def plan_files(meant: Reach) -> "Iterator[Plan]":
    """Read each plan's ``plan.toml`` alone; those that cannot be read are named when the plans are."""
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.load import load_plan_file

    if meant.committed is not None:
        yield from meant.committed.portfolio.plans
        return
    for root in meant.roots:
        try:
            yield load_plan_file(root)
        except ProblemsFound:
            continue


def check_day(meant: Reach) -> date:
    """Give the day on which the rules are asked: the commit's, or else today."""
    return (meant.committed.anchor.day if meant.committed is not None else None) or console.today()


def body_in(typed: str | None, plan: "Plan") -> "Id | None":
    """Give the id under which a plan knows a body that was named by id or name; None where it does not know it."""
    from actionplan.edit.input import body_meant
    from actionplan.model.ids import Id

    meant = Id(body_meant(typed, plan)) if typed is not None else None
    return meant if meant in plan.bodies else None


def has_area(area: str | None, plan: "Plan") -> bool:
    """Say whether a plan has the area that was asked for; None where none was."""
    return area is None or any(known.id == area for known in plan.areas)


def _of_commit(meant: Reach) -> "Iterator[Loaded]":
    """Give the plans of a commit, which are read already, one after another."""
    from actionplan.storage.iter_plans import Loaded

    assert meant.committed is not None
    plans = {plan.root: plan for plan in meant.committed.portfolio.plans}
    for root in meant.roots:
        inside = tuple(found for found in meant.committed.problems if _is_below(found.where.path, root))
        unread = tuple(file for file in meant.committed.portfolio.unread if _is_below(file.path, root))
        yield Loaded(root=root, plan=plans.get(root), problems=inside, unread=unread)


def _is_below(path: str, root: str) -> bool:
    return path == root or path.replace("\\", "/").startswith(root.replace("\\", "/").rstrip("/") + "/")


def _checked(read: Any, problems: Any, on: date, files: Any, *, tell: bool) -> "tuple[Problem, ...]":
    """Add what the rules find; places are looked up only where they are told."""
    from actionplan.rules.checks import check

    if tell:
        return common.all_problems(read, problems, on, files)
    return (*problems, *check(read, on))
