"""Options that several commands share."""

from collections.abc import Callable
from typing import Any

import click

from actionplan.cli.param_types import Day

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

MANY = 5
"""With more plans than this, a command shows totals instead of each plan."""

FORMATS = ("text", "markdown", "html", "json")
"""The output formats of every report."""

plans_argument: Decorator = click.argument("plans", nargs=-1, metavar="[PLAN]...", type=click.Path(readable=False))
"""The plans of a report. Whether they can be read is found when they are read, with a better message."""

plan_option: Decorator = click.option(
    "--plan", "plan_path", metavar="PLAN", help="The plan, by its folder or id. Needed if there are several."
)

format_option: Decorator = click.option(
    "--format",
    "output",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    default="text",
    help="text (the default), markdown, html for a web page, or json for programs.",
)

rev_option: Decorator = click.option(
    "--rev", metavar="REV", help="Use the plan files of this git commit or tag, as at its day."
)

_KNOWN_AT: Decorator = click.option(
    "--known-at", type=Day(), help="Use only what had been recorded by this day. Also sets --as-at unless given."
)

_AS_AT: Decorator = click.option(
    "--as-at", type=Day(), help="Show what was true on this day, by all that is known now. Default: today."
)


def when_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the three options about the past, ``--as-at``, ``--known-at`` and ``--rev``: `loading.find` takes them."""
    return _AS_AT(_KNOWN_AT(rev_option(function)))


def by_option(*choices: str) -> Decorator:
    """Return the option that combines plans into one table, with a row for each group."""
    words = f"Add plans up in one table, with a row for each of these. With {MANY + 1} or more plans: region."
    return click.option("--by", type=click.Choice(choices), help=words)
