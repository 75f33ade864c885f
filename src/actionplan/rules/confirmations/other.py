"""Confirmations about what a command removes or commits."""

from collections.abc import Iterator

from actionplan.model.as_known import agreed_day
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


@confirmation("P143")
def other_changes_in_the_commit(change: PlannedChange) -> Iterator[Doubt]:
    """A commit of an agreed record's file includes other changes than new entries, made before the command: the head or
    an earlier entry differs from the last commit. `audit` may report them for ever.
    """
    agreed = agreed_day(change.plan, change.record)
    if change.is_edited and agreed is not None and agreed <= change.today:
        message = "besides new entries its file has other changes since the last commit, which audit may report"
        yield doubt(f"{message} for ever once they are committed", fix="--no-commit only saves the entry")
