"""Who says so, and when it was written down."""

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import common

if TYPE_CHECKING:
    from actionplan.model.records import Plan


def configuration_path() -> str:
    """Give the path of the user's own configuration."""
    return os.path.join(click.get_app_dir("actionplan"), "config.toml")


def says_so(by: str | None, plan: "Plan") -> str | None:
    """Find out which body says so: the option, ``ACTIONPLAN_BY``, the user's own configuration, or by asking.

    It is never guessed from the action's owner: a council does not speak for its partners.

    Raises:
        click.UsageError: nothing says it, and there is nobody to ask.
    """
    by = by or os.environ.get("ACTIONPLAN_BY") or _configured()
    if by is not None:
        return by
    if not common.is_terminal():
        raise click.UsageError(f'who says so? Add --by BODY, or keep it in {configuration_path()}: by = "BODY"')
    if plan.bodies:
        common.say("Who says so?")
        common.say("\n".join(f"  {name}  {body.name}" for name, body in plan.bodies.items()))
    answer: str = click.prompt(
        "The body's id", type=click.Choice(list(plan.bodies)) if plan.bodies else str, show_choices=False
    )
    common.say(f'(To be asked no more: put the line by = "{answer}" into {configuration_path()})')
    return answer


def _configured() -> str | None:
    from actionplan.store.read import read_document

    path = configuration_path()
    if not os.path.exists(path):
        return None
    by = read_document(path).table.get("by")
    return by if isinstance(by, str) else None


def recorded(on: str, today: date) -> date | None:
    """Give the day of writing down, where it is not the day itself."""
    return None if on == today.isoformat() else today


def by_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says which body says so."""
    help_text = "The body that says so. Default: your own configuration, or you are asked."
    return click.option("--by", metavar="BODY", help=help_text)(function)
