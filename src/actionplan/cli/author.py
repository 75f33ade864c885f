"""The body that reports something."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from actionplan.cli import console

if TYPE_CHECKING:
    from actionplan.model.records import Plan


def configuration_path() -> str:
    """Return the path of the user's own configuration."""
    return os.path.join(click.get_app_dir("actionplan"), "config.toml")


def says_so(by: str | None, plan: "Plan") -> str | None:
    """Return the body that reports: from the option, ``ACTIONPLAN_BY``, the user's configuration, or by asking.

    It is never guessed from the action's owner, since a council does not report for its partners.

    Raises:
        click.UsageError: none of these names a body, and there is no terminal to ask on.
    """
    from actionplan.input.names import body_or_text
    from actionplan.model.suggest import did_you_mean

    by = by or os.environ.get("ACTIONPLAN_BY") or configured("by")
    if by is not None:
        return body_or_text(by, plan.bodies)
    if not console.is_terminal():
        raise click.UsageError(
            f'no body is named that reports this: add --by BODY, or put by = "BODY" into {configuration_path()}'
        )
    console.say(f'Which body reports this? (To answer once and for all, put by = "ID" into\n{configuration_path()})')
    width = max((len(name) for name in plan.bodies), default=0)
    console.say("\n".join(f"  {name:<{width}}  {body.name}" for name, body in plan.bodies.items()))
    while (body := body_or_text(click.prompt("The body's id"), plan.bodies)) not in plan.bodies and plan.bodies:
        console.say(
            f'There is no body "{body}"; {did_you_mean(body, plan.bodies) or "its id must be one of those above"}'
        )
    return body


def configured(key: str) -> Any:
    """Return a value of the user's own configuration; None if it has none.

    Args:
        key: ``by``, the id of a body, or ``commit``, whether to make a git commit of each change.

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
            f'{path}: there is no key "{unknown[0]}" in a configuration; the keys are: by = "BODY", commit = true'
        )
    if not isinstance(table.get("by", ""), str):
        raise click.UsageError(f'{path}: by must be the id of a body in quotes: by = "BODY"')
    if not isinstance(table.get("commit", True), bool):
        raise click.UsageError(f"{path}: commit must be true or false: commit = true")
    return table.get(key)


def by_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option that names the body that reports something."""
    help_text = "The body that reports this: its id or name. Default: the body that you configured, or you are asked."
    return click.option("--by", metavar="BODY", help=help_text)(function)
