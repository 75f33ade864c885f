"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from actionplan.cli.param_types import Day

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def add_options(*options: Decorator) -> Decorator:
    """Return a decorator that adds options to a command, in this order."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


MANY = 5
"""With more plans than this, a command shows totals instead of each plan."""

FORMATS = ("text", "markdown", "html", "json")
"""The output formats of every report."""

plans_argument: Decorator = click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path(readable=False))
"""The plans of a report. Whether they can be read is found when they are read, with a better message."""

plan_option: Decorator = click.option(
    "--plan", "plan_path", metavar="PLAN", help="The plan, by its folder or id. Needed if there are several."
)

_FORMAT = "text (the default), markdown, html for a web page, or json for programs."
format_option = click.option(
    "--format", "output", type=click.Choice(FORMATS), metavar="FORMAT", default="text", help=_FORMAT
)

rev_option: Decorator = click.option(
    "--rev", metavar="REV", help="Use the plan files of this git commit or tag, as at its day."
)


_AS_AT = "Show what was true on this day, from everything known now. Default: today."
as_at_option: Decorator = click.option("--as-at", type=Day(), help=_AS_AT)


def when_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three options about the past, ``--as-at``, ``--known-at`` and ``--rev``: `loading.find` takes them."""
    known_at = "Use only what had been recorded by this day. Without --as-at, sets that day too."
    return as_at_option(click.option("--known-at", type=Day(), help=known_at)(rev_option(function)))


def code_option(name: str, words: str) -> Decorator:
    """Return an option that takes codes of rules, or their first letters."""
    return click.option(name, multiple=True, metavar="CODE", help=f"{words} Repeatable.")


def by_option(*choices: str) -> Decorator:
    """Return the option that combines plans into one table, with a row for each group."""
    words = f"Show totals in one table, with a row for each of these. Default for {MANY + 1} or more plans: region."
    return click.option("--by", type=click.Choice(choices), help=words)
