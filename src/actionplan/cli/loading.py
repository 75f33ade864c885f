"""The plans that a command is asked about: now or in a commit, as at which day, and by what was on record when."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import click

from actionplan.cli import console
from actionplan.cli.errors import USAGE

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.git.provenance import Anchor
    from actionplan.git.snapshot import Committed
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.model.view import Portfolio, View
    from actionplan.report.report_type import Context
    from actionplan.rules.checks import Coded
    from actionplan.storage.filesystem import Files
    from actionplan.storage.iter_plans import Loaded


class PlanQuery(NamedTuple):
    """Plans that a command is asked about, before they are read.

    Attributes:
        roots: their folders.
        committed: the plans of the commit of ``--rev``, which are read already; None where it was not given.
        as_at: the day as at which they are looked at.
        known_at: the day of ``--known-at``; None where it was not given.
        is_dated: whether any option names a day or a commit, so that a report must name it too.
        loaded: the plans, where they had to be read all at once; None for reading them one after another.
    """

    roots: Sequence[str]
    committed: "Committed | None"
    as_at: date
    known_at: date | None
    is_dated: bool
    loaded: "Sequence[Loaded] | None" = None

    @property
    def commit(self) -> "Anchor | None":
        """The commit of ``--rev``."""
        return self.committed.anchor if self.committed is not None else None

    @property
    def files(self) -> "Files | None":
        """Where the files are; None for the disk."""
        return self.committed.files if self.committed is not None else None


class LoadedPlans(NamedTuple):
    """Plans as a command looks at them.

    Attributes:
        query: what was asked.
        view: the plans as at the day asked for, by what was on record on the day of ``--known-at``.
    """

    query: PlanQuery
    view: "View"

    @property
    def portfolio(self) -> "Portfolio":
        """The plans as their files have them."""
        return self.view.portfolio

    @property
    def is_partial(self) -> bool:
        """Whether some file could not be read."""
        return bool(self.portfolio.unread) or any(plan.unread for plan in self.portfolio.plans)


def find(
    plans: Sequence[str],
    output: str,
    *,
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> PlanQuery:
    """Find the plans that the arguments and options of a command name.

    Args:
        plans: the folders that were typed; none for the plans in reach.
        output: the format, one of `FORMATS`.
        as_at: ``--as-at``; None where it was not given, as are the next two.
        known_at: ``--known-at``.
        rev: ``--rev``.

    Raises:
        click.UsageError: the options contradict each other.
        NoPlan: there is no plan.
        GitError: the commit cannot be read.
    """
    if rev is not None:
        from actionplan.git.snapshot import load_rev

        refuse_both(known_at)
        return of_commit(load_rev(rev, *plans), as_at)
    from actionplan.storage.discovery import find_plans

    _look_ahead(as_at, known_at, output)
    return PlanQuery(
        roots=find_plans(plans),
        committed=None,
        as_at=as_at or known_at or console.today(),
        known_at=known_at,
        is_dated=as_at is not None or known_at is not None,
    )


def of_commit(committed: "Committed", as_at: date | None) -> PlanQuery:
    """Ask about the plans of a commit, as at the day of its author unless another is given."""
    day = as_at or committed.anchor.day
    if day is None:
        raise click.UsageError(f"commit {committed.anchor.short} does not say its day: give one with --as-at")
    return PlanQuery(roots=committed.roots, committed=committed, as_at=day, known_at=None, is_dated=True)


def load(query: PlanQuery, output: str) -> LoadedPlans:
    """Read the plans that were found, all at once, and name files that could not be read on stderr.

    Args:
        query: the plans.
        output: the format; a text names such files itself, above its figures, so they are not named twice.
    """
    if query.committed is not None:
        portfolio = query.committed.portfolio
    else:
        from actionplan.storage.load import load_roots

        portfolio = load_roots(query.roots)
    if output != "text":
        name_unread(portfolio, portfolio.problems)
    return LoadedPlans(query, portfolio.at(query.as_at, query.known_at))


def load_record(
    typed: str,
    plan_path: str | None,
    output: str,
    *,
    kinds: tuple[str, ...] = (),
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> "tuple[Meant, LoadedPlans]":
    """Find the record that an id names, and read its plan; files that could not be read are not named yet.

    Args:
        typed: the id, or ``PLAN/ID``.
        plan_path: what ``--plan`` says; None where it was not given.
        output: the format, one of `FORMATS`.
        kinds: the kinds of record that would do; none for all.
        as_at: ``--as-at``; None where it was not given, as are the next two.
        known_at: ``--known-at``.
        rev: ``--rev``.

    Raises:
        click.UsageError: none, or more than one, answers to the id; or the options contradict each other.
        GitError: the commit cannot be read.
    """
    from actionplan.cli.resolve_id import committed_record, find_record
    from actionplan.model.kinds import FOLDERS

    kinds = kinds or tuple(FOLDERS)
    if rev is None:
        meant = find_record(typed, plan_path, kinds)
        return meant, load(find([meant.root], output, as_at=as_at, known_at=known_at), "text")
    refuse_both(known_at)
    meant, committed = committed_record(typed, plan_path, kinds, rev)
    return meant, load(of_commit(committed, as_at), "text")


def refuse_missing(loaded: LoadedPlans, reason: str, reason_if_partial: str) -> int:
    """Say on stderr why there is nothing to show of a record, and return the exit code.

    Args:
        loaded: its plan.
        reason: why, where all files could be read.
        reason_if_partial: why, where one could not, which is named too.
    """
    name_unread(loaded.portfolio, loaded.portfolio.problems)
    console.warn(reason_if_partial if loaded.is_partial else reason)
    return USAGE


def name_unread(portfolio: "Portfolio", problems: "Iterable[Problem]") -> None:
    """Name files that could not be read on stderr."""
    from actionplan.report.problems import problem_line, reading_problems

    for found in reading_problems(portfolio, problems):
        console.warn(problem_line(found))


def context_of(query: PlanQuery, output: str, selection: object = None) -> "Context":
    """Return what a report needs to know of a query; see `Context`."""
    from actionplan.report.report_type import Context

    return Context(
        as_at=query.as_at,
        known_at=query.known_at,
        commit=query.commit,
        is_dated=query.is_dated,
        selection=selection,
        is_page=output not in ("text", "json"),
        files=query.files,
    )


def plan_files(query: PlanQuery) -> "Iterator[Plan]":
    """Read each plan's ``plan.toml`` alone; those that cannot be read are named when the plans are."""
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.load import load_plan_file

    if query.committed is not None:
        yield from query.committed.portfolio.plans
        return
    for root in query.roots:
        try:
            yield load_plan_file(root)
        except ProblemsFound:
            continue


def check_day(query: PlanQuery) -> date:
    """Return the day on which the rules are asked: the commit's, or else today."""
    return (query.commit.day if query.commit is not None else None) or console.today()


def refuse_both(known_at: date | None) -> None:
    """Refuse ``--known-at`` beside ``--rev``: both say what was on record."""
    if known_at is not None:
        raise click.UsageError(
            "--rev and --known-at each say what was on record: give one of them; --as-at goes with either"
        )


def _look_ahead(as_at: date | None, known_at: date | None, output: str) -> None:
    """Refuse to say what will be on record, and say plainly that a day is in the future."""
    from actionplan.model.text import day_text

    today = console.today()
    if known_at is not None and known_at > today:
        raise click.UsageError(
            f"nobody knows yet what will be on record on {day_text(known_at)}: --known-at takes a day up to today; "
            "to look ahead, use --as-at"
        )
    if as_at is not None and as_at > today and output == "text":
        console.warn(f"Note: {day_text(as_at)} is in the future. Figures assume no further updates.")


def refuse_unknown(kind: str, typed: str | None, known: Iterable[str]) -> None:
    """Refuse a name that none of the plans has, and say which was probably meant.

    Args:
        kind: what it names, in a word.
        typed: what was typed; None where nothing was.
        known: the names that there are.

    Raises:
        click.UsageError: it is none of them.
    """
    known = set(known)
    if typed is not None and typed not in known:
        from actionplan.model.suggest import did_you_mean, listed

        hint = did_you_mean(typed, known) or f"there are: {listed(sorted(known)) or 'none yet'}"
        raise click.UsageError(f'there is no {kind} "{typed}": {hint}')


def refuse_unknown_body(typed: str | None, query: PlanQuery) -> None:
    """Refuse a body that none of the plans knows by that id, name or alias, before any is read whole.

    Raises:
        click.UsageError: none knows it.
    """
    if typed is None:
        return
    from actionplan.edit.input import body_meant

    plans = list(plan_files(query))
    if not any(body_meant(typed, plan) in plan.bodies for plan in plans):
        refuse_unknown("body", typed, {name for plan in plans for name in plan.bodies})


def refuse_unknown_area(typed: str | None, query: PlanQuery) -> None:
    """Refuse an area that none of the plans has, before any is read whole.

    Raises:
        click.UsageError: none has it.
    """
    if typed is None:
        return
    from actionplan.storage.plan_folder import record_ids

    if query.committed is not None:
        known = {str(area.id) for plan in query.committed.portfolio.plans for area in plan.areas}
    else:
        known = {name for root in query.roots for name in record_ids(root, "area")}
    refuse_unknown("area", typed, known)


def refuse_unknown_codes(typed: Iterable[str], rules: "Iterable[Coded]", command: str) -> None:
    """Refuse a code that no rule has: a check that checks nothing must not say that nothing is wrong.

    Args:
        typed: codes, or beginnings of codes.
        rules: the rules that there are.
        command: the command that lists them.
    """
    from actionplan.model.suggest import did_you_mean

    known = [rule.code for rule in rules]
    for code in typed:
        if not code or not any(name.startswith(code) for name in known):
            hint = did_you_mean(code, known) or f"actionplan {command} --list shows them all"
            raise click.UsageError(f'there is no rule "{code}": {hint}')
