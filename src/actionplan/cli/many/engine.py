"""Plans one after another: what is made of each, what was wrong with it, and what all that comes to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import common
from actionplan.cli.exits import FINE, USAGE
from actionplan.cli.looking import Reach
from actionplan.model.frozen import frozen

if TYPE_CHECKING:
    from actionplan.model.ids import Id
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan, Portfolio, Unread
    from actionplan.store.each import Loaded
    from actionplan.store.files import Files


@frozen(kw_only=True)
class Pieces:
    """What is made of a plan where a JSON document is written plan after plan.

    Attributes:
        members: members of the document's long list, as texts.
        kept: what must be told at the end; None for nothing.
    """

    members: Sequence[str]
    kept: Any = None


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
    from actionplan.store.each import each_plan

    work = partial(see, make=make, known_at=meant.known_at, check_on=check_on, tell=tell, wanted=wanted, then=then)
    if meant.committed is not None:
        of_commit = partial(work, files=meant.committed.files)
        return map(of_commit, _of_commit(meant))
    return common.with_progress(each_plan(meant.roots, work), len(meant.roots))


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
    from actionplan.render.problems import reading_problems

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
    from actionplan.summary.known import known_at

    return known_at(read, day).plans[0]


def gathered(seen: Iterable[Seen], meant: Reach, wanted: "Callable[[Problem], bool] | None" = None) -> Gathered:
    """Put together what is left of plans, and name those that bear the id of another, if that is wanted."""
    from actionplan.store.files import DISK
    from actionplan.store.find import same_ids

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
    from actionplan.store.listing import record_ids
    from actionplan.store.typed import body_meant

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
    from actionplan.store.load import load_plan_file

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
    return (meant.committed.anchor.day if meant.committed is not None else None) or common.today()


def counts_words(left: Gathered) -> str:
    """Give how many errors and warnings there are, in words; empty where there are none."""
    from actionplan.render.words import count

    if not (left.errors or left.warnings):
        return ""
    return f"{count(left.errors, 'error')}, {count(left.warnings, 'warning')}"


def body_in(typed: str | None, plan: "Plan") -> "Id | None":
    """Give the id under which a plan knows a body that was named by id or name; None where it does not know it."""
    from actionplan.model.ids import Id
    from actionplan.store.typed import body_meant

    meant = Id(body_meant(typed, plan)) if typed is not None else None
    return meant if meant in plan.bodies else None


def has_area(area: str | None, plan: "Plan") -> bool:
    """Say whether a plan has the area that was asked for; None where none was."""
    return area is None or any(known.id == area for known in plan.areas)


def when_words(meant: Reach) -> str:
    """Give the day of a report in words; see `looking.when_words`."""
    from actionplan.render.anchor import as_at_words

    commit = meant.committed.anchor if meant.committed is not None else None
    return as_at_words(meant.as_at, meant.known_at, commit)


def say_report(text: str, left: Gathered, meant: Reach) -> None:
    """Print a report, above it which files it misses, and under it the commit that it was made from."""
    from actionplan.model.records import Portfolio

    common.say_partial(Portfolio(unread=left.unread), left.problems)
    common.say_report(text, left.roots, meant.committed.anchor if meant.committed is not None else None)


def rev_json(meant: Reach) -> dict[str, Any] | None:
    """Give the commit that was asked for as JSON; None where none was."""
    from actionplan.render.anchor import anchor_json

    return anchor_json(meant.committed.anchor) if meant.committed is not None else None


def name_unread(problems: "Sequence[Problem]", unread: "Sequence[Unread]") -> None:
    """Name files that could not be read on stderr."""
    from actionplan.model.records import Portfolio

    common.name_unread(Portfolio(unread=tuple(unread)), tuple(problems), "json")


def head_json(kind: str, meant: Reach, selection: dict[str, Any]) -> dict[str, Any]:
    """Give the keys with which JSON begins that is written plan after plan."""
    from actionplan.render.status_json import SCHEMA_VERSION

    return {
        "schema_version": SCHEMA_VERSION,
        "kind": kind,
        "as_at": meant.as_at.isoformat(),
        **asked_json(meant, selection),
    }


def asked_json(meant: Reach, selection: dict[str, Any]) -> dict[str, Any]:
    """Give by the record of which day plans were looked at, and what was selected."""
    known_at = meant.known_at.isoformat() if meant.known_at is not None else None
    return {"known_at": known_at, "selection": selection}


def unread_json(unread: "Iterable[Unread]") -> list[dict[str, str]]:
    """Give files that could not be read."""
    from actionplan.render.status_json import unread_json as one

    return [one(each) for each in unread]


def say_roll_up(kind: str, meant: Reach, selection: dict[str, Any], left: Gathered, by: str | None) -> None:
    """Print many plans as one as JSON."""
    from actionplan.render.portfolio import roll_up_json
    from actionplan.summary.portfolio import rolled_up

    name_unread(left.problems, left.unread)
    answer = roll_up_json(
        rolled_up(left.made, by), kind, meant.as_at, asked_json(meant, selection), partial=bool(left.unread)
    )
    more = {"errors": left.errors, "warnings": left.warnings, "unread": unread_json(left.unread)}
    common.say_json({**answer, **more, "rev": rev_json(meant)})


def stream_json(
    meant: Reach,
    seen: Iterable[Seen],
    head: dict[str, Any],
    array: str,
    tail: Callable[[Gathered], dict[str, Any]],
    *,
    late: Callable[[Gathered], Iterable[str]] | None = None,
    rev: bool = True,
) -> Gathered:
    """Print one JSON document as plans are read: of each, only what must be told at the end is kept.

    Args:
        meant: the plans.
        seen: each plan; what was made of it is `Pieces`.
        head: what stands before the array.
        array: its name.
        tail: gives what stands after it: what is known only when all have been read.
        late: gives members of the array that are known only then; None for none.
        rev: whether the commit that was asked for stands at the end.
    """
    from attrs import evolve

    from actionplan.render.json_pieces import closing, member, opening

    click.echo(opening(head, array), nl=False)
    kept: list[Seen] = []
    written = 0
    for each in seen:
        for text in each.made.members if each.made is not None else ():
            click.echo(member(text, is_first=not written), nl=False)
            written += 1
        kept.append(evolve(each, made=each.made.kept if each.made is not None else None))
    left = gathered(kept, meant)
    for text in late(left) if late is not None else ():
        click.echo(member(text, is_first=not written), nl=False)
        written += 1
    name_unread(left.problems, left.unread)
    after = {**tail(left), "partial": bool(left.unread), **({"rev": rev_json(meant)} if rev else {})}
    click.echo(closing(after, is_empty=not written))
    return left


def _of_commit(meant: Reach) -> "Iterator[Loaded]":
    """Give the plans of a commit, which are read already, one after another."""
    from actionplan.store.each import Loaded

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
    from actionplan.checks import check

    if tell:
        return common.all_problems(read, problems, on, files)
    return (*problems, *check(read, on))
