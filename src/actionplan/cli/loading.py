"""Find and read the plans of a command: as they are now or in a commit, as at a day, and as known at a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import console
from actionplan.cli.errors import USAGE
from actionplan.report.plan_query import LoadedPlans, PlanQuery, load_plans

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.git.snapshot import Committed
    from actionplan.model.problem import Problem
    from actionplan.model.view import Portfolio
    from actionplan.rules.checks import Coded


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
        plans: the folders that the user named; empty for all plans found here.
        output: the format, one of `FORMATS`.
        as_at: ``--as-at``; None if it was not given, as for the next two.
        known_at: ``--known-at``.
        rev: ``--rev``.

    Raises:
        click.UsageError: the options contradict each other.
        NoPlan: there is no plan.
        GitError: the commit cannot be read.
    """
    if rev is not None:
        from actionplan.cli.resolve_id import load_commit

        refuse_both(known_at)
        return of_commit(load_commit(rev, *plans), as_at)._replace(typed=plans)
    from actionplan.git.seen import SeenDisk
    from actionplan.storage.discovery import find_plans

    _look_ahead(as_at, known_at, output)
    day, today = as_at or known_at, console.today()
    return PlanQuery(
        find_plans(plans),
        day or today,
        is_dated=day is not None,
        today=today,
        known_at=known_at,
        seen=SeenDisk(),
    )


def of_commit(committed: "Committed", as_at: date | None) -> PlanQuery:
    """Return the query for the plans of a commit, as at the day of its author unless another day is given."""
    day = as_at or committed.anchor.day
    if day is None:
        raise click.UsageError(f"commit {committed.anchor.short} has no date: give one with --as-at")
    return PlanQuery(committed.roots, day, is_dated=True, today=console.today(), committed=committed)


def load(query: PlanQuery, output: str) -> LoadedPlans:
    """Read the plans of a query, all at once, and name unreadable files on stderr.

    Args:
        query: the plans.
        output: the format; a report as text names such files itself, so they are not named on stderr too.
    """
    loaded = load_plans(query)
    if output != "text":
        name_unread(loaded.portfolio, loaded.portfolio.problems)
    return loaded


def load_record(
    typed: str,
    plan_path: str | None,
    output: str,
    *,
    kinds: tuple[str, ...] = (),
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> "tuple[RecordRef, LoadedPlans]":
    """Find the record that an id names, and read its plan. Unreadable files are not named yet.

    Args:
        typed: the id, or ``PLAN/ID``.
        plan_path: the value of ``--plan``; None if it was not given.
        output: the format, one of `FORMATS`.
        kinds: the kinds of record that the command accepts; empty for all.
        as_at: ``--as-at``; None if it was not given, as for the next two.
        known_at: ``--known-at``.
        rev: ``--rev``.

    Raises:
        click.UsageError: no record has the id, or several have; or the options contradict each other.
        GitError: the commit cannot be read.
    """
    from actionplan.cli.resolve_id import committed_record, find_record
    from actionplan.model.kinds import FOLDERS

    kinds = kinds or tuple(FOLDERS)
    if rev is None:
        ref = find_record(typed, plan_path, kinds)
        return ref, load(find([ref.root], output, as_at=as_at, known_at=known_at), "text")
    refuse_both(known_at)
    ref, committed = committed_record(typed, plan_path, kinds, rev)
    return ref, load(of_commit(committed, as_at), "text")


def refuse_missing(loaded: LoadedPlans, reason: str, reason_if_partial: str) -> int:
    """Explain on stderr why a record cannot be shown, and return the exit code.

    Args:
        loaded: its plan.
        reason: the reason if all files could be read.
        reason_if_partial: the reason if one could not, which is named too.
    """
    name_unread(loaded.portfolio, loaded.portfolio.problems)
    console.warn(reason_if_partial if loaded.is_partial else reason)
    return USAGE


def name_unread(portfolio: "Portfolio", problems: "Iterable[Problem]") -> None:
    """Name unreadable files on stderr."""
    from actionplan.report.problems import problem_lines, reading_problems

    if found := reading_problems(portfolio, problems):
        console.warn_of([problem_lines(found)])


def refuse_both(known_at: date | None) -> None:
    """Refuse ``--known-at`` together with ``--rev``: both select what had been recorded."""
    if known_at is not None:
        raise click.UsageError(
            "--rev and --known-at both select what had been recorded: use one of them. --as-at works with either"
        )


def _look_ahead(as_at: date | None, known_at: date | None, output: str) -> None:
    """Refuse a future ``--known-at``, and add a note if ``--as-at`` is in the future."""
    from actionplan.model.text import day_text

    today = console.today()
    if known_at is not None and known_at > today:
        raise click.UsageError(
            f"--known-at {day_text(known_at)} is in the future, and it takes a day up to today. Try --as-at"
        )
    if as_at is not None and as_at > today and output == "text":
        console.warn(f"Note: {day_text(as_at)} is in the future. Figures assume no further updates.")


def refuse_unknown(kind: str, typed: str | None, known: Iterable[str]) -> None:
    """Refuse a name that none of the plans has, and suggest a similar one.

    Args:
        kind: the kind of thing that it names, such as "body".
        typed: the name; None for no name.
        known: the names that the plans have.

    Raises:
        click.UsageError: none of the plans has the name.
    """
    known = set(known)
    if typed is not None and typed not in known:
        from actionplan.model.suggest import hint

        raise click.UsageError(f'there is no {kind} "{typed}". {hint(typed, sorted(known))}')


def refuse_unknown_codes(typed: Iterable[str], rules: "Iterable[Coded]", command: str) -> None:
    """Refuse a code that no rule has: a check without rules must not report that nothing is wrong.

    Args:
        typed: codes, or first letters of codes.
        rules: all rules of the command.
        command: the command that lists them.
    """
    from actionplan.model.suggest import did_you_mean

    known = [rule.code for rule in rules]
    for code in typed:
        if not code or not any(name.startswith(code) for name in known):
            hint = did_you_mean(code, known) or f"to list all codes: actionplan {command} --list"
            raise click.UsageError(f'there is no rule "{code}": {hint}')
