"""Confirmations about what a command removes."""

from collections.abc import Iterator

from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt

_AGAIN = "--dry-run shows the commands that record it again"


@confirmation("P141")
def figures_redacted(change: PlannedChange) -> Iterator[Doubt]:
    """The entry to be redacted states more than a text, such as a state or a due date. Reports will no longer include
    that, and neither will reports as at earlier days. `--dry-run` shows the commands that record it again.
    """
    if change.lost:
        yield doubt(f"reports will no longer include what the entry states: {', '.join(change.lost)}", fix=_AGAIN)


@confirmation("P142")
def entry_not_in_git(change: PlannedChange) -> Iterator[Doubt]:
    """`undo` removes the last entry of a file of which git has no version, so that the entry may be an old one."""
    if not change.is_in_git:
        yield doubt("git has no version of this file, so its last entry may be an old one")
