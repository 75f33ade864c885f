"""Who says so, and when it was written down."""

import os
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console

if TYPE_CHECKING:
    from actionplan.model.records import Plan


def configuration_path() -> str:
    """Return the path of the user's own configuration."""
    return os.path.join(click.get_app_dir("actionplan"), "config.toml")


def says_so(by: str | None, plan: "Plan") -> str | None:
    """Find out which body says so: the option, ``ACTIONPLAN_BY``, the user's own configuration, or by asking.

    It is never guessed from the action's owner: a council does not speak for its partners.

    Raises:
        click.UsageError: nothing says it, and there is nobody to ask.
    """
    from actionplan.edit.input import body_meant
    from actionplan.model.suggest import did_you_mean

    by = by or os.environ.get("ACTIONPLAN_BY") or configured("by")
    if by is not None:
        return body_meant(by, plan)
    if not console.is_terminal():
        raise click.UsageError(f'who says so? Add --by BODY, or keep it in {configuration_path()}: by = "BODY"')
    console.say(f'Who says so? (To be asked no more, put a line by = "ID" into\n{configuration_path()})')
    width = max((len(name) for name in plan.bodies), default=0)
    console.say("\n".join(f"  {name:<{width}}  {body.name}" for name, body in plan.bodies.items()))
    while (body := body_meant(click.prompt("The body's id"), plan)) not in plan.bodies and plan.bodies:
        console.say(f'There is no body "{body}"; {did_you_mean(body, plan.bodies) or "the ids stand above"}')
    return body


def configured(key: str) -> Any:
    """Return what the user's own configuration says; None where it does not say it.

    Args:
        key: ``by``, the id of a body, or ``commit``, whether what is written becomes a git commit at once.

    Raises:
        click.UsageError: it has another key, or a value of the wrong kind.
    """
    from actionplan.storage.toml import read_document

    path = configuration_path()
    if not os.path.exists(path):
        return None
    table = read_document(path).table
    if unknown := [name for name in table if name not in ("by", "commit")]:
        raise click.UsageError(
            f'{path}: the key "{unknown[0]}" is not known here; what can stand there is: by = "BODY", commit = true'
        )
    if not isinstance(table.get("by", ""), str):
        raise click.UsageError(f'{path}: by wants the id of a body in quotes: by = "BODY"')
    if not isinstance(table.get("commit", True), bool):
        raise click.UsageError(f"{path}: commit wants true or false: commit = true")
    return table.get(key)


def recorded(on: str, today: date) -> date | None:
    """Return the day of writing down, where it is not the day itself."""
    return None if on == today.isoformat() else today


def by_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that says which body says so."""
    help_text = "The body that says so. Default: your own configuration, or you are asked."
    return click.option("--by", metavar="BODY", help=help_text)(function)
