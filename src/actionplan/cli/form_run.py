"""A command that is run for a form in a browser: it asks nothing and prints nothing, and keeps what came of it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from actionplan.model.problem import Problem
    from actionplan.report.document import Block
    from actionplan.storage.save import Prepared
    from actionplan.web.writing.outcome import Request


class FormRun:
    """What a form asks of a command, and what came of it so far.

    Attributes:
        request: what the form asks.
        said: what the command would have printed.
        documents: the reports that it would have printed, as they were made.
        prepared: the change; None until the command has made it.
        asked: what must be confirmed before it is saved.
        refused: the problems for which it cannot be saved.
        is_stale: whether a file is no longer as the form showed it.
        is_saved: whether the change is saved.
    """

    def __init__(self, request: "Request") -> None:
        """Begin with nothing done. A class of attrs would make every command slower to start."""
        self.request = request
        self.said: list[str] = []
        self.documents: list[Block] = []
        self.prepared: Prepared | None = None
        self.asked: tuple[Problem, ...] = ()
        self.refused: tuple[Problem, ...] = ()
        self.is_stale = False
        self.is_saved = False

    def accepts(self, prepared: "Prepared", asked: "tuple[Problem, ...]", allowed: tuple[str, ...]) -> bool:
        """Take note of a change, and return whether to save it now.

        Args:
            prepared: the change.
            asked: what must be confirmed.
            allowed: codes of errors in spite of which it is saved.
        """
        from attrs import evolve

        from actionplan.cli.page_words import on_check_page
        from actionplan.web.writing.outcome import confirmation_key, digest

        self.asked = tuple(map(on_check_page, asked))
        self.prepared = evolve(prepared, problems=tuple(map(on_check_page, prepared.problems)))
        errors = [found for found in prepared.problems if found.severity == "error"]
        self.refused = tuple(found for found in errors if found.code not in allowed and found not in asked)
        seen = self.request.seen
        self.is_stale = any(
            change.path in seen and digest(change.before) != seen[change.path] for change in prepared.changes
        )
        is_confirmed = all(confirmation_key(each) in self.request.confirmed for each in self.asked)
        return self.request.is_saving and is_confirmed and not self.refused and not self.is_stale

    def confirms(self, asked: "Sequence[Problem]") -> bool:
        """Take note of what must be confirmed, and return whether a command may go on."""
        from actionplan.web.writing.outcome import confirmation_key

        self.asked = tuple(asked)
        return not self.request.is_saving or all(confirmation_key(each) in self.request.confirmed for each in asked)


def current() -> FormRun | None:
    """Return the form for which the running command runs; None where it was entered at a command line."""
    context = click.get_current_context(silent=True)
    return context.find_object(FormRun) if context is not None else None
