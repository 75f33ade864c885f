"""How a command looks at plans: now or in a commit, as at which day, and by what was on record when."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from actionplan.cli import common, console
from actionplan.cli.param_types import Day

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.git.provenance import Anchor
    from actionplan.git.snapshot import Committed
    from actionplan.model.problem import Problem
    from actionplan.model.records import Portfolio
    from actionplan.storage.filesystem import Files


MANY = 5
"""Of more plans than this, a command shows the whole and not each."""


class Looked(NamedTuple):
    """Plans as a command looks at them.

    Attributes:
        read: the plans as their files have them.
        portfolio: the plans with only what was on record on the day of ``--known-at``; else the same.
        problems: what was met in reading them.
        files: where they were read.
        as_at: the day as at which they are looked at.
        known_at: the day of ``--known-at``; None where it was not given.
        commit: the commit of ``--rev``; None where it was not given.
        day_typed: whether any option says when, so that a report must say it too.
    """

    read: "Portfolio"
    portfolio: "Portfolio"
    problems: "tuple[Problem, ...]"
    files: "Files"
    as_at: date
    known_at: date | None
    commit: "Anchor | None"
    day_typed: bool

    @property
    def partial(self) -> bool:
        """Say whether some file could not be read."""
        return common.is_partial(self.read)


class Reach(NamedTuple):
    """Plans that a command is to look at, before they are read.

    Attributes:
        roots: their folders.
        committed: the plans of the commit of ``--rev``, which are read already; None where it was not given.
        as_at, known_at, day_typed: as in `Looked`.
    """

    roots: Sequence[str]
    committed: "Committed | None"
    as_at: date
    known_at: date | None
    day_typed: bool


def rev_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that looks at the files of a commit."""
    return click.option("--rev", metavar="REV", help="The files of this commit or tag, as at its author's day.")(
        function
    )


def when_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three questions about the past: what was true then, what was on record then, what a commit has."""
    for option in (
        rev_option,
        click.option(
            "--known-at", type=Day(), help="By what was on record on this day. As at the same day, unless --as-at says."
        ),
        click.option("--as-at", type=Day(), help="What was true on this day, by all that is known. Default: today."),
    ):
        function = option(function)
    return function


def by_option(*choices: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Add the option that shows plans as one, grouped."""
    words = f"Show the plans as one, in a table by this. From {MANY + 1} plans on that is done anyway, by region."
    return click.option("--by", type=click.Choice(choices), help=words)


def are_many(meant: Reach, by: str | None, output: str = "text") -> bool:
    """Say whether plans are shown as one: there are many of them, or it was asked for. Markdown is of each.

    Raises:
        click.UsageError: it was asked for as Markdown.
    """
    if by is not None and output == "markdown":
        raise click.UsageError("--by is told as text or JSON; Markdown has each plan in full")
    return by is not None or (len(meant.roots) > MANY and output != "markdown")


def look(
    plans: Sequence[str],
    output: str,
    *,
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> Looked:
    """Read the plans that are meant, as the options say, and name files that could not be read on stderr first.

    Raises:
        click.UsageError: the options contradict each other.
        NoPlan: there is no plan.
        GitError: the commit cannot be read.
    """
    return read(reach(plans, output, as_at=as_at, known_at=known_at, rev=rev), output)


def reach(
    plans: Sequence[str],
    output: str,
    *,
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> Reach:
    """Find the plans that are meant, as the options say; see `look`."""
    if rev is not None:
        from actionplan.git.snapshot import load_rev

        refuse_both(known_at)
        committed = load_rev(rev, *plans)
        return Reach(committed.roots, committed, _day_of(committed, as_at), None, True)
    from actionplan.storage.discovery import find_plans

    _look_ahead(as_at, known_at, output)
    typed = as_at is not None or known_at is not None
    return Reach(find_plans(plans), None, as_at or known_at or console.today(), known_at, typed)


def read(meant: Reach, output: str) -> Looked:
    """Read the plans that were found; see `look`."""
    if meant.committed is not None:
        return look_at(meant.committed, output, meant.as_at)
    from actionplan.storage.filesystem import DISK

    portfolio, problems = common.load_plans((), output, meant.roots)
    looked_at = portfolio
    if meant.known_at is not None:
        from actionplan.summary import as_known

        looked_at = as_known.known_at(portfolio, meant.known_at)
    return Looked(
        read=portfolio,
        portfolio=looked_at,
        problems=problems,
        files=DISK,
        as_at=meant.as_at,
        known_at=meant.known_at,
        commit=None,
        day_typed=meant.day_typed,
    )


def _look_ahead(as_at: date | None, known_at: date | None, output: str) -> None:
    """Refuse to tell what will be on record, and say plainly that a day is still to come."""
    from actionplan.report.words import day_text

    today = console.today()
    if known_at is not None and known_at > today:
        raise click.UsageError(
            f"nobody knows yet what will be on record on {day_text(known_at)}: --known-at takes a day up to today; "
            "to look ahead, use --as-at"
        )
    if as_at is not None and as_at > today and output == "text":
        console.warn(f"Note: {day_text(as_at)} is in the future. Figures assume no further updates.")


def refuse_both(known_at: date | None) -> None:
    """Refuse ``--known-at`` beside ``--rev``: both say what was on record."""
    if known_at is not None:
        raise click.UsageError(
            "--rev and --known-at each say what was on record: give one of them; --as-at goes with either"
        )


def look_at(committed: "Committed", output: str, as_at: date | None) -> Looked:
    """Look at the plans of a commit, as at the day of its author unless another is given."""
    day = _day_of(committed, as_at)
    common.name_unread(committed.portfolio, committed.problems, output)
    return Looked(
        read=committed.portfolio,
        portfolio=committed.portfolio,
        problems=committed.problems,
        files=committed.files,
        as_at=day,
        known_at=None,
        commit=committed.anchor,
        day_typed=True,
    )


def _day_of(committed: "Committed", as_at: date | None) -> date:
    day = as_at or committed.anchor.day
    if day is None:
        raise click.UsageError(f"commit {committed.anchor.short} does not say its day: give one with --as-at")
    return day


def all_problems(looked: Looked) -> "tuple[Problem, ...]":
    """Give the problems met in reading and those that the rules find, by the day of the commit or else today."""
    on = looked.commit.day if looked.commit is not None else None
    return common.all_problems(looked.read, looked.problems, on or console.today(), looked.files)


def when_words(looked: Looked) -> str:
    """Give the day of a report in words, and by what it was made where that is not all that is known now."""
    from actionplan.report.provenance import as_at_words

    return as_at_words(looked.as_at, looked.known_at, looked.commit)


def say_report(text: str, looked: Looked) -> None:
    """Print a report on stdout, above it which files it misses, and under it the commit that it was made from."""
    common.say_partial(looked.read, looked.problems)
    common.say_report(text, [plan.root for plan in looked.read.plans], looked.commit)


def say_json(answer: dict[str, Any], looked: Looked) -> None:
    """Print a JSON answer on stdout, with the commit that was asked for."""
    from actionplan.report.provenance import anchor_json

    common.say_json({**answer, "rev": anchor_json(looked.commit)})


def look_for(
    typed: str,
    plan_path: str | None,
    output: str,
    *,
    as_at: date | None = None,
    known_at: date | None = None,
    rev: str | None = None,
) -> "tuple[Meant, Looked]":
    """Find the record that an id names, and read its plan, as the options say.

    Raises:
        click.UsageError: none, or more than one, answers to the id; or the options contradict each other.
        GitError: the commit cannot be read.
    """
    from actionplan.cli.resolve_id import committed_record, find_record
    from actionplan.model.kinds import FOLDERS

    if rev is None:
        meant = find_record(typed, plan_path)
        return meant, look([meant.root], output, as_at=as_at, known_at=known_at)
    refuse_both(known_at)
    meant, committed = committed_record(typed, plan_path, tuple(FOLDERS), rev)
    return meant, look_at(committed, output, as_at)
