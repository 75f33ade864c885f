"""The clock, the terminal, and text on standard output and standard error."""

import os
import re
import sys
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

import click

from actionplan.cli import form_run
from actionplan.report.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from actionplan.report.document import Document
    from actionplan.report.writers.styled import Screen

Result = TypeVar("Result")

_PATIENCE = 1.0
"""Seconds after which a person who waits sees the progress of a command."""


def today() -> date:
    """Return today. The clock is read only here."""
    return date.today()


def is_terminal() -> bool:
    """Return whether questions can be asked on a terminal."""
    return form_run.current() is None and sys.stdin.isatty() and sys.stdout.isatty()


def screen(*, on_stderr: bool = False) -> "Screen":
    """Return the abilities of the user's screen; a pipe or a file has 80 columns and no colour.

    Args:
        on_stderr: whether it shows what is printed on stderr, which has no colours.
    """
    from shutil import get_terminal_size

    from actionplan.report.writers.styled import Screen

    out = sys.stderr if on_stderr else sys.stdout
    width = min(get_terminal_size().columns, 120) if out.isatty() else 80
    try:
        "●✔█".encode(out.encoding or "ascii")
        unicode = True
    except (UnicodeEncodeError, LookupError):
        unicode = False
    has_colour = not on_stderr and _has_colour()
    return Screen(width=max(width, 60), colour=has_colour, unicode=unicode, is_terminal=out.isatty())


def _has_colour() -> bool:
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(text: str) -> None:
    """Print text for people on stdout, without anything that would control their terminal."""
    show(visible(text))


def explain(text: str, *, on_stderr: bool = False) -> None:
    """Print sentences for people, wrapped to 80 columns: on stdout, or on stderr."""
    text = in_plan(text, click.get_current_context(silent=True))
    (warn if on_stderr else say)(filled(visible(text)))  # made visible before it is wrapped


def in_plan(text: str, context: click.Context | None) -> str:
    """Return a message whose commands name the plan, if ``--plan`` of the command that prints it did.

    Args:
        text: the message.
        context: the command; None where it is over.
    """
    plan = context.params.get("plan_path") if context is not None else None
    if not plan or "actionplan " not in text:
        return text
    from shlex import quote

    return _COMMAND.sub(lambda match: f"{match[0]} --plan {quote(plan)}", text)


_COMMAND = re.compile(
    r"\bactionplan (?:(?:new|set|measure|remove) [a-z-]+|git setup|returns [a-z]+|show|trace|update|verify|suspend"
    r"|cancel|reopen|reinstate|stand-down|undo|redate|amend|link|handover|correct|redact|split|join|renumber|resolve)"
    r"(?![a-z-])(?! --plan)"
)
"""A command of ours that takes ``--plan``."""


def show(text: str) -> None:
    """Print text on stdout, with the colours that a writer gave it; nothing else in it may control a terminal."""
    if _is_kept(text):
        return
    encoding = sys.stdout.encoding or "ascii"  # characters that the console cannot show are replaced
    click.echo(text.encode(encoding, "replace").decode(encoding), color=_has_colour())


def warn(text: str) -> None:
    """Print text for people on stderr, without anything that would control their terminal."""
    if _is_kept(text):
        return
    encoding = sys.stderr.encoding or "ascii"
    click.echo(visible(text).encode(encoding, "replace").decode(encoding), err=True)


def _is_kept(text: str) -> bool:
    """Keep what a command prints that runs for a form; return whether it does."""
    if (form := form_run.current()) is not None:
        form.said.append(text)
    return form is not None


def warn_of(document: "Document") -> None:
    """Print a document on stderr, such as problems."""
    from actionplan.report.writers import terminal

    warn(terminal.write(document, screen(on_stderr=True)).rstrip("\n"))


def filled(text: str, first: int = 0) -> str:
    """Wrap sentences to a screen of 80 columns. Lines that begin with two blanks, such as commands to copy, are kept.

    Args:
        text: the sentences.
        first: the length of what is printed before the text.
    """
    import textwrap

    lines = (
        line
        if line.startswith("  ")
        else textwrap.fill(" " * (0 if number else first) + line, 79, break_long_words=False, break_on_hyphens=False)
        for number, line in enumerate(text.split("\n"))
    )
    return "\n".join(lines)[first:]


def with_progress(results: "Iterable[Result]", number: int, what: str = "plans") -> "Iterator[Result]":
    """Yield results as they come; if that takes long on a terminal, show progress on stderr.

    Args:
        results: the results, one for each plan or page.
        number: the number of results.
        what: what there is a result for, in the plural.
    """
    if not sys.stderr.isatty():
        yield from results
        return
    began, waited = monotonic(), iter(results)
    for done in range(number + 1):
        shown = ""
        if monotonic() - began > _PATIENCE:
            filled = 30 * done // number
            shown = f"[{'#' * filled}{'.' * (30 - filled)}] {done} of {number} {what}"
            click.echo(f"\r{shown}", err=True, nl=False)
        try:
            result = next(waited, None)
        finally:
            if shown:  # clear the line before the result is printed
                click.echo(f"\r{' ' * len(shown)}\r", err=True, nl=False)
        if result is None:
            return
        yield result
