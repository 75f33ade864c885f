"""Turn every exception into a message and an exit code."""

import os
import sys
from typing import TYPE_CHECKING

import click

from actionplan.report.visible import visible

if TYPE_CHECKING:
    from actionplan.model.problem import Problem

FINE, PROBLEMS, USAGE, BUG = 0, 1, 2, 3
INTERRUPTED = 130


class AfterSaving(Exception):
    """An error after the files were saved; its message explains that they are."""


def exit_code_of(error: BaseException) -> int:
    """Print the reason on stderr if a command failed, and return its exit code.

    Args:
        error: the exception.
    """
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case SystemExit():  # click raises it if the reader of our output has gone
            return FINE
        case click.ClickException():
            from actionplan.cli.console import filled, in_plan

            # NoArgsIsHelpError has the help of a group as its message, which must not be wrapped.
            if isinstance(error, click.UsageError) and not isinstance(error, click.exceptions.NoArgsIsHelpError):
                message = filled(visible(in_plan(error.format_message(), error.ctx)), first=len("Error: "))
                click.UsageError(message, ctx=error.ctx).show()
            else:
                error.show()
            return error.exit_code if isinstance(error, click.UsageError) else USAGE
        case click.Abort() | KeyboardInterrupt():
            click.echo("\nStopped. No plan file was changed.", err=True)
            return INTERRUPTED
        case BrokenPipeError():
            # The reader of our output has gone; without this, Python would report it again when it closes stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return FINE
        case _:
            return _known_or_bug(error)


def _known_or_bug(error: BaseException) -> int:
    from actionplan.edit.input import WrongValue
    from actionplan.git.repository import GitError
    from actionplan.model.problem import ProblemsFound
    from actionplan.model.refused import Refused
    from actionplan.storage.discovery import NoPlan
    from actionplan.storage.save import SaveError
    from actionplan.storage.toml import Unreadable

    match error:
        case ProblemsFound():
            return _problems(error.problems)
        case Unreadable():
            _problems((error.problem,))
            return USAGE
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
    from actionplan.cli.console import explain

    explain(text, on_stderr=True)


def _problems(problems: "tuple[Problem, ...]") -> int:
    from actionplan.cli.console import warn_of
    from actionplan.report.problems import problems_document

    warn_of(problems_document(problems))
    return USAGE if any(found.code.startswith("E0") for found in problems) else PROBLEMS


def _bug(error: BaseException) -> int:
    """Write the details of an error of ours to a file for its developers, and show the user only what to do."""
    import tempfile
    import traceback

    details = "".join(traceback.format_exception(error))
    try:
        handle, path = tempfile.mkstemp(prefix="actionplan-fault-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(details)
        kept = f"The details are in {path}\nPlease send that file with your report. It may contain names of your files."
    except OSError:
        kept = f"The details could not be saved: {type(error).__name__}: {error}"
    click.echo(
        "This is an error in actionplan itself, not in your plan. No plan file is damaged.\n"
        f'{kept}\nHow to report it: the section "Reporting a fault" of the README.',
        err=True,
    )
    return BUG
