"""What every command needs: today, the screen, the plans that are meant, and the record that an id names."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from actionplan.git.provenance import Anchor
    from actionplan.model.problem import Problem
    from actionplan.model.records import Portfolio
    from actionplan.report.writers.legacy import Screen
    from actionplan.rules.checks import Coded
    from actionplan.storage.filesystem import Files


Result = TypeVar("Result")

_PATIENCE = 1.0
"""So many seconds may a person wait without being told how far it has come."""


def today() -> date:
    """Read the clock."""
    from actionplan.cli import console

    return console.today()


def is_terminal() -> bool:
    """Say whether a person can be asked something."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def screen() -> "Screen":
    """Find out what the reader's screen can show; a pipe or a file gets 80 plain columns."""
    from actionplan.report.writers.legacy import Screen

    out = sys.stdout
    colour = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(_terminal_width(), 120) if out.isatty() else 80
    try:
        "●✔█".encode(out.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    return Screen(width=max(width, 60), colour=colour, unicode=unicode)


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def say(text: str) -> None:
    """Print text for people on stdout; characters that the console cannot show are replaced, never a reason to stop."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), color=screen().colour)


def warn(text: str) -> None:
    """Print text for people on stderr."""
    encoding = sys.stderr.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), err=True)


def say_report(text: str, roots: Iterable[str], *commits: "Anchor | None") -> None:
    """Print a report on stdout, and under it the commits that it was made from.

    Args:
        text: the report.
        roots: the folders of the plans that it is about.
        commits: the commits that were asked for, None for the files as they are now; none at all means those.
    """
    say_with(text, made_from(roots, *commits))


def made_from(roots: Iterable[str], *commits: "Anchor | None") -> str:
    """Say from which commits a report was made, a sentence on each line; see `say_report`."""
    from actionplan.report.provenance import anchor_line

    roots = list(dict.fromkeys(roots))
    lines = [
        anchor_text(roots) if commit is None else anchor_line(commit, is_changed=False) for commit in commits or (None,)
    ]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def say_with(text: str, made_from: str) -> None:
    """Print a report on stdout, and under it from which commits it was made."""
    say(text.rstrip("\n") + (f"\n\n{made_from}" if made_from else ""))


def anchor_text(roots: Iterable[str]) -> str:
    """Say which commits plans are at, a sentence for each that differs; nothing outside git.

    Args:
        roots: the folders of the plans.
    """
    from actionplan.cli import report

    return "\n".join(report.anchor_lines(roots))


def with_progress(results: "Iterable[Result]", number: int) -> "Iterator[Result]":
    """Give results as they come; if that takes long and a person waits, say on stderr how many have come.

    Args:
        results: the results, one for each plan.
        number: how many there will be.
    """
    if not sys.stderr.isatty():
        yield from results
        return
    began, waited = monotonic(), iter(results)
    for done in range(number + 1):
        shown = ""
        if monotonic() - began > _PATIENCE:
            filled = 30 * done // number
            shown = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {number} plans"
            click.echo(f"\r{shown}", err=True, nl=False)
        try:
            result = next(waited, None)
        finally:
            if shown:  # what is printed with the result stands on a line of its own
                click.echo(f"\r{' ' * len(shown)}\r", err=True, nl=False)
        if result is None:
            return
        yield result


def say_json(answer: Any) -> None:
    """Print a JSON answer on stdout, in ASCII so that no console can garble it."""
    import json

    click.echo(json.dumps(answer, indent=2, ensure_ascii=True))


def load_plans(
    paths: Sequence[str], output: str = "text", roots: Sequence[str] | None = None
) -> "tuple[Portfolio, tuple[Problem, ...]]":
    """Read the plans that are meant, and name files that could not be read on stderr first.

    A text names them itself, above its figures, so there they are not said twice.

    Args:
        paths: what was typed.
        output: ``text`` or another format.
        roots: the plans' folders, where they were found already.
    """
    from actionplan.storage.discovery import find_plans
    from actionplan.storage.load import load_roots

    portfolio, problems = load_roots(find_plans(paths) if roots is None else roots)
    name_unread(portfolio, problems, output)
    return portfolio, problems


def name_unread(portfolio: "Portfolio", problems: "tuple[Problem, ...]", output: str) -> None:
    """Name files that could not be read on stderr; see `load_plans`."""
    from actionplan.report.problems import problem_line, reading_problems

    if output != "text":
        for found in reading_problems(portfolio, problems):
            warn(problem_line(found))


def say_partial(portfolio: "Portfolio", problems: "tuple[Problem, ...]") -> None:
    """Say above a text which files its figures miss, where they miss any."""
    from actionplan.report.problems import partial_text

    if notice := partial_text(portfolio, problems):
        say(notice)


def all_problems(
    portfolio: "Portfolio", problems: "tuple[Problem, ...]", on: date, files: "Files | None" = None
) -> "tuple[Problem, ...]":
    """Give the problems met in reading and those that the rules find, with places.

    Args:
        portfolio: the plans.
        problems: what was met in reading them.
        on: the day on which the rules are asked.
        files: where the plans were read; None for the disk.
    """
    from actionplan.rules.checks import check
    from actionplan.storage.filesystem import DISK
    from actionplan.storage.positions import locate

    return (*problems, *locate(check(portfolio, on), files=files or DISK))


def is_partial(portfolio: "Portfolio") -> bool:
    """Say whether some file could not be read."""
    return bool(portfolio.unread) or any(plan.unread for plan in portfolio.plans)


def refuse_unknown(kind: str, typed: str | None, known: set[str]) -> None:
    """Refuse a name that none of the plans has, and say which was probably meant.

    Args:
        kind: what it names, in a word.
        typed: what was typed; None where nothing was.
        known: the names that there are.

    Raises:
        click.UsageError: it is none of them.
    """
    if typed is not None and typed not in known:
        from actionplan.model.suggest import did_you_mean, listed

        hint = did_you_mean(typed, known) or f"there are: {listed(sorted(known)) or 'none yet'}"
        raise click.UsageError(f'there is no {kind} "{typed}": {hint}')


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


def plan_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says which plan is meant."""
    return click.option(
        "--plan", "plan_path", metavar="PLAN", help="The plan that is meant, where several are in reach: folder or id."
    )(function)


def format_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that chooses between text and JSON."""
    return click.option(
        "--format", "output", type=click.Choice(["text", "json"]), default="text", help="Text for people, or JSON."
    )(function)
