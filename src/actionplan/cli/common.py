"""What every command needs: today, the screen, the plans that are meant, and the record that an id names."""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli.types import Day

if TYPE_CHECKING:
    from actionplan.checks import Coded
    from actionplan.model.problem import Problem
    from actionplan.model.records import Portfolio
    from actionplan.render.screen import Screen


def today() -> date:
    """Read the clock: the only place where that is done."""
    return date.today()


def is_terminal() -> bool:
    """Say whether a person can be asked something."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def screen() -> "Screen":
    """Find out what the reader's screen can show; a pipe or a file gets 80 plain columns."""
    from actionplan.render.screen import Screen

    out = sys.stdout
    colour = out.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    width = min(shutil.get_terminal_size().columns, 120) if out.isatty() else 80
    try:
        "●✔█".encode(out.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    return Screen(width=max(width, 60), colour=colour, unicode=unicode)


def say(text: str) -> None:
    """Print text for people on stdout; characters that the console cannot show are replaced, never a reason to stop."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), color=screen().colour)


def warn(text: str) -> None:
    """Print text for people on stderr."""
    encoding = sys.stderr.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), err=True)


def say_report(text: str, roots: Iterable[str]) -> None:
    """Print a report on stdout, and under it the commit that it was made from.

    Args:
        text: the report.
        roots: the folders of the plans that it is about.
    """
    made_from = anchor_text(roots)
    say(text.rstrip("\n") + (f"\n\n{made_from}" if made_from else ""))


def anchor_text(roots: Iterable[str]) -> str:
    """Say which commits plans are at, a sentence for each that differs; nothing outside git.

    Args:
        roots: the folders of the plans.
    """
    from actionplan.gitio.anchor import anchor
    from actionplan.render.anchor import anchor_line

    found = [made_from for made_from in map(anchor, roots) if made_from is not None]
    changed = {made_from.commit for made_from in found if made_from.is_changed}
    commits = {made_from.commit: made_from for made_from in found}
    return "\n".join(anchor_line(made_from, is_changed=name in changed) for name, made_from in commits.items())


def say_json(answer: Any) -> None:
    """Print a JSON answer on stdout, in ASCII so that no console can garble it."""
    import json

    click.echo(json.dumps(answer, indent=2, ensure_ascii=True))


def load_plans(paths: Sequence[str], output: str = "text") -> "tuple[Portfolio, tuple[Problem, ...]]":
    """Read the plans that are meant, and name files that could not be read on stderr first.

    On a terminal the text that follows on stdout names them as well, so there they are not said twice.
    """
    from actionplan.render.problems import problem_line, reading_problems
    from actionplan.store.load import load

    portfolio, problems = load(*paths)
    if output != "text" or not sys.stdout.isatty():
        for found in reading_problems(portfolio, problems):
            warn(problem_line(found))
    return portfolio, problems


def say_partial(portfolio: "Portfolio", problems: "tuple[Problem, ...]") -> None:
    """Say above a text which files its figures miss, where they miss any."""
    from actionplan.render.problems import partial_text

    if notice := partial_text(portfolio, problems):
        say(notice)


def all_problems(portfolio: "Portfolio", problems: "tuple[Problem, ...]", on: date) -> "tuple[Problem, ...]":
    """Give the problems met in reading and those that the rules find, with places."""
    from actionplan.checks import check
    from actionplan.store.locate import locate

    return (*problems, *locate(check(portfolio, on)))


def is_partial(portfolio: "Portfolio") -> bool:
    """Say whether some file could not be read."""
    return bool(portfolio.unread) or any(plan.unread for plan in portfolio.plans)


def refuse_unknown(kind: str, typed: str | None, known: set[str]) -> None:
    """Refuse an id that names nothing: a report on nothing must not look like one on which all is well.

    Args:
        kind: what it should name, such as ``body``.
        typed: the id; None where none was given.
        known: the ids that there are.
    """
    if typed is not None and typed not in known:
        from actionplan.model.suggest import did_you_mean, listed

        hint = did_you_mean(typed, known) or f"there are: {listed(sorted(known))}"
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


def when_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the two questions about the past: what was true then, and what was on record then."""
    for option in (
        click.option(
            "--known-at", type=Day(), help="By what was on record on this day. As at the same day, unless --as-at says."
        ),
        click.option("--as-at", type=Day(), help="What was true on this day, by all that is known. Default: today."),
    ):
        function = option(function)
    return function


def looked_at(portfolio: "Portfolio", as_at: date | None, known_at: date | None) -> "tuple[Portfolio, date]":
    """Give the plans as they were on record, and the day as at which they are looked at."""
    if known_at is None:
        return portfolio, as_at or today()
    from actionplan.summary import known

    return known.known_at(portfolio, known_at), as_at or known_at


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
