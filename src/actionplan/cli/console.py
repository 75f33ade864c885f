"""The clock, the terminal, and text on standard output and standard error."""

import os
import sys
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actionplan.report.writers.terminal import Screen

Result = TypeVar("Result")

_PATIENCE = 1.0
"""Seconds that a person may wait without seeing how far a command has come."""


def today() -> date:
    """Read the clock: the only place where that is done."""
    return date.today()


def is_terminal() -> bool:
    """Return whether a person can be asked something."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def screen() -> "Screen":
    """Return what the user's screen can show; a pipe or a file gets 80 plain columns."""
    from actionplan.report.writers.terminal import Screen

    out = sys.stdout
    width = min(_terminal_width(), 120) if out.isatty() else 80
    try:
        "●✔█".encode(out.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    return Screen(width=max(width, 60), colour=_has_colour(), unicode=unicode)


def _has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _terminal_width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns


def say(text: str) -> None:
    """Print text for people on stdout; characters that the console cannot show are replaced, never a reason to stop."""
    encoding = sys.stdout.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), color=_has_colour())


def warn(text: str) -> None:
    """Print text for people on stderr."""
    encoding = sys.stderr.encoding or "ascii"
    click.echo(text.encode(encoding, "replace").decode(encoding), err=True)


def with_progress(results: "Iterable[Result]", number: int) -> "Iterator[Result]":
    """Yield results as they come; if that takes long and a person waits, show on stderr how many have come.

    Args:
        results: the results, one for each plan.
        number: how many there will be.
    """
    if not sys.stderr.isatty():
        yield from results
        return
    began, waited = monotonic(), iter(results)
    for done in range(number + 1):
        shown = ""
        if monotonic() - began > _PATIENCE:
            filled = 30 * done // number
            shown = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {number} plans"
            click.echo(f"\r{shown}", err=True, nl=False)
        try:
            result = next(waited, None)
        finally:
            if shown:  # what is printed with the result has a line of its own
                click.echo(f"\r{' ' * len(shown)}\r", err=True, nl=False)
        if result is None:
            return
        yield result
