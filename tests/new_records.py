"""The forms of the view, and the options of the commands that they run."""

from typing import Any

import click

from actionplan.cli.main import cli
from actionplan.web.writing.registry import form_named

SHARED = {"plan_path", "dry_run", "commit", "accept", "yes", "help"}
"""Options that every command has which writes."""


def form_of(name, kind=""):
    """Return the form of a name for a kind of record, or for the plan."""
    form = form_named(name, kind)
    assert form is not None
    return form


def options_of(*words):
    """Return the names of the options of a command that are its own."""
    command: Any = cli
    for word in words:
        command = command.get_command(click.Context(cli), word)
    return {each.name for each in command.params if isinstance(each, click.Option)} - SHARED
