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
    from actionplan.storage.fault_file import HOW_TO_REPORT, OURS, keep_details

    click.echo(f"{OURS}\n{keep_details(error)}\n{HOW_TO_REPORT}", err=True)
    return BUG
