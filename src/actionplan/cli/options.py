"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from actionplan.cli.param_types import Day

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

MANY = 5
"""Of more plans than this, a command shows the whole and not each."""

FORMATS = ("text", "markdown", "html", "json")
"""What every report can be shown as."""

plan_option: Decorator = click.option(
    "--plan", "plan_path", metavar="PLAN", help="The plan that is meant, where several are in reach: folder or id."
)

format_option: Decorator = click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    default="text",
    help="Text for the screen, Markdown for papers, a web page, or JSON for programs.",
)

rev_option: Decorator = click.option(
    "--rev", metavar="REV", help="The files of this commit or tag, as at its author's day."
)

_KNOWN_AT: Decorator = click.option(
    "--known-at", type=Day(), help="Use only what had been recorded by this date. Also sets --as-at unless given."
)

_AS_AT: Decorator = click.option(
    "--as-at", type=Day(), help="What was true on this day, by all that is known. Default: today."
)


def when_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three questions about the past, which `loading.find` takes as they are.

    They are what was true on a day, what was on record then, and what a commit has.
    """
    return _AS_AT(_KNOWN_AT(rev_option(function)))


def by_option(*choices: str) -> Decorator:
    """Return the option that combines plans into one table, grouped."""
    words = f"Combine plans into one table, grouped by this. Default for {MANY + 1} or more plans: region."
    return click.option("--by", type=click.Choice(choices), help=words)
