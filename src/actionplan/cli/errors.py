"""How a command ends: every exception becomes a sentence and an exit code, in this one place."""

import os
import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from actionplan.model.problem import Problem

FINE, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
INTERRUPTED = 130


class AfterSaving(Exception):
    """Something went wrong when the files had been saved already; ``args[0]`` says so."""


def exit_code_of(error: BaseException) -> int:
    """Say on stderr what ended a command, and give its exit code.

    Args:
        error: what was raised.
    """
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case SystemExit():  # click's way, here its only one, to end when whoever read our output has gone
            return FINE
        case click.ClickException():
            # One that has no message but help is shown as it is: a group of commands was typed, and no command.
            if isinstance(error, click.UsageError) and not isinstance(error, click.exceptions.NoArgsIsHelpError):
                click.UsageError(_filled(error.format_message(), first=len("Error: ")), ctx=error.ctx).show()
            else:
                error.show()
            return error.exit_code if isinstance(error, click.UsageError) else USAGE
        case click.Abort() | KeyboardInterrupt():
            click.echo("\nStopped. No plan file was changed.", err=True)
            return INTERRUPTED
        case BrokenPipeError():
            # Whoever read our output has gone; Python would complain once more when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FINE
        case _:
            return _known_or_bug(error)


def _known_or_bug(error: BaseException) -> int:
    from actionplan.edit.input import WrongValue
    from actionplan.git.repository import GitError
    from actionplan.model.problem import ProblemsFound
    from actionplan.storage.discovery import NoPlan
    from actionplan.storage.save import SaveError
    from actionplan.storage.toml import Unreadable
    from actionplan.tables.errors import Refused

    match error:
        case ProblemsFound():
            return _problems(error.problems)
        case Unreadable():
            return _problems((error.problem,))
        case NoPlan() | Refused() | SaveError() | GitError() | WrongValue() | AfterSaving():
            _say(f"Error: {error}")
            return USAGE
        case OSError():
            where = f": {error.filename}" if error.filename else ""
            _say(f"Error: {error.strerror or error}{where}")
            return USAGE
        case _:
            return _bug(error)


def _say(text: str) -> None:
    from actionplan.cli.console import warn
    from actionplan.report.words import visible

    warn(_filled(visible(text)))


def _filled(text: str, first: int = 0) -> str:
    """Wrap each line of a text by itself; the first leaves room for what will stand before it."""
    import textwrap

    lines = (
        line
        if line.startswith("  ")  # a command to be copied, or lines of a file
        else textwrap.fill(" " * (0 if number else first) + line, 79, break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(text.split("\n"))
    )
    return "\n".join(lines)[first:]


def _problems(problems: "tuple[Problem, ...]") -> int:
    from actionplan.cli.console import warn
    from actionplan.report.problems import problems_text

    warn(problems_text(problems))
    return USAGE if any(found.code.startswith("E0") for found in problems) else PROBLEMS


def _bug(error: BaseException) -> int:
    """Keep the details of a fault of ours in a file for whoever mends it, and tell the officer only what to do."""
    import tempfile
    import traceback

    details = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="actionplan-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
        kept = f"The details are in {path}\n(they may name your files): please send them with a report."
    except OSError:
        kept = f"The details could not be kept: {type(error).__name__}: {error}"
    click.echo(
        "This is a fault in actionplan itself, not in your plan, and no file was half-written.\n"
        f'{kept}\nHow to report it: the section "Reporting a fault" of the README.',
        err=True,
    )
    return BUG
