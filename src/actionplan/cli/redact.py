"""``actionplan redact``."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import confirm, console
from actionplan.cli.errors import FINE
from actionplan.cli.param_types import Day, RecordId

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.entries import Entry, Redaction
    from actionplan.model.records import Plan
    from actionplan.storage.save import FileEdit, Prepared


@click.command("redact")
@click.argument("entry", metavar="RECORD:ENTRY", type=RecordId())
@click.option("--reason", required=True, metavar="TEXT", help="Why it is removed. Do not repeat the text.")
@click.option("--authority", required=True, metavar="TEXT", help="Who decided it, such as a court or a role.")
@click.option("--on", "when", type=Day(), help="The day of the redaction. Default: today.")
@click.option("--by", metavar="BODY", help="The body that redacts it, for the git commit.")
@confirm.saving_options
def command(
    entry: str, by: str | None, when: date | None, plan_path: str | None, saving: confirm.Saving, **why: str
) -> int:
    """Remove the text of an entry that may not be shown, such as a child's details.

    For an ordinary mistake use `correct`. A marker replaces the entry. It keeps the entry's day and body, and states
    when, why and on whose authority the rest was removed. If figures depend on the entry, you are asked to confirm.
    Git history still contains the text: see docs/history.md.

    ENTRY is the id of the entry, its day, or 2024-03-05#2 for the second entry of that day: see `actionplan show`.

    \b
    Examples:
      actionplan redact 1.1:q7m2ka --reason "It named a child" \\
          --authority "Data protection officer"
      actionplan redact 1.1:2024-03-05 --reason "Court order" \\
          --authority "County Court" --dry-run
    """
    from actionplan.cli.pasted import cleaned_options
    from actionplan.cli.reentry import stated_after
    from actionplan.edit.redact import lines_to_review
    from actionplan.model.entries import Redaction
    from actionplan.model.kinds import records_of

    ref, found, plan = _found(entry, plan_path)
    redaction = Redaction(on=when or console.today(), **cleaned_options(why))
    overruled = frozenset(key for record in records_of(plan) for key in stated_after(record, found))
    is_committed = _is_committed(ref, found)
    _announce(ref, found, is_committed=is_committed)
    code, changed = _save(ref, found, plan, redaction, saving, by)
    if code == FINE:
        _show_reentry(ref, found, plan, overruled)
        _conclude(ref, found, lines_to_review(ref.edit, found, changed))
        if not saving.dry_run:
            _show_other_copies(is_committed=is_committed)
    return code


def _found(typed: str, plan_path: str | None) -> "tuple[RecordRef, Entry, Plan]":
    """Return the entry that the user named, as `find_entry` does.

    Raises:
        click.UsageError: there is no such entry, it was redacted already, or git is in the middle of a merge.
    """
    from actionplan.cli.resolve_id import find_entry
    from actionplan.git.repository import under_way
    from actionplan.model.kinds import PUBLISHED
    from actionplan.model.text import day_text

    how = "RECORD:ENTRY, such as 1.1:q7m2ka or 1.1:2024-03-05"
    ref, found, plan = find_entry(typed, None, plan_path, how, ("status", *PUBLISHED))
    if what := under_way(ref.root):  # a merge could bring the text back unnoticed
        raise click.UsageError(f"{what} is in progress in git: finish it before redacting")
    if found.redacted is not None:
        when = day_text(found.redacted.on)
        raise click.UsageError(f"{_name(found)} of {ref.id} was redacted already, on {when}")
    return ref, found, plan


def _save(
    ref: "RecordRef", entry: "Entry", plan: "Plan", redaction: "Redaction", saving: confirm.Saving, by: str | None
) -> "tuple[int, FileEdit]":
    """Put the marker in the place of the entry; return the exit code and how the file changes."""
    from actionplan.edit.redact import OF_THE_MARKER, prepare_redaction
    from actionplan.input.names import body_or_text

    def prepare(edit: "PlanEdit") -> "Prepared":
        return prepare_redaction(edit, ref.kind, ref.id, entry, redaction, console.today())

    prepared = prepare(ref.edit)
    who = f" ({body_or_text(by, plan.bodies)})" if by else ""
    code = confirm.apply(
        prepare,
        ref.edit,
        plan,
        saving,
        message=f"{plan.id} {ref.id}: {_name(entry)} redacted{who}",
        allowed=tuple({problem.code for problem in prepared.problems} - OF_THE_MARKER),
        verbs=("Would replace the entry in", "Replaced the entry in"),
    )
    return code, prepared.changes[0]


def _name(entry: "Entry") -> str:
    return f"entry {entry.id or entry.on.text}"


def _is_committed(ref: "RecordRef", entry: "Entry") -> bool:
    """Return whether the last commit has the entry; True as well if that cannot be found out."""
    from actionplan.git.audit.compare import PlacedTable, entries_of, has_entry
    from actionplan.git.repository import GitError, committed_bytes
    from actionplan.model.kinds import tail_of
    from actionplan.storage.toml import Unreadable, decode, parse
    from actionplan.storage.writer import to_table

    try:
        data = committed_bytes(ref.path)
        there = entries_of(parse(ref.path, decode(ref.path, data))) if data is not None else ()
    except (GitError, Unreadable):
        return True
    return has_entry(there, PlacedTable(0, to_table(entry), tail_of(entry)))


def _announce(ref: "RecordRef", entry: "Entry", *, is_committed: bool) -> None:
    """Show what will be removed, and how an entry can be removed that is not committed."""
    from actionplan.edit.redact import keys_that_go

    console.say(f"Will be removed from {_name(entry)} of {ref.id}: {', '.join(keys_that_go(entry)) or 'nothing'}.")
    if not is_committed:
        console.warn(
            f"This entry is not committed in git. If it is the last one in the file,\n"
            f"`actionplan undo {ref.id}` removes it without a trace."
        )


def _show_reentry(ref: "RecordRef", entry: "Entry", plan: "Plan", overruled: frozenset[str]) -> None:
    """Show the commands that record the facts of the entry again, without its text."""
    from actionplan.cli.reentry import commands_for
    from actionplan.edit.redact import counted_keys

    if commands := commands_for(ref.id, entry, plan, overruled):
        console.say("\nTo record the other facts again without the text, if they still apply:\n")
        console.say("\n".join(f"    {line}" for line in commands))
    if left_out := [key for key in counted_keys(entry) if key in overruled]:
        console.say(
            f"\nDo not record these again, since a later entry of that day replaces them: {', '.join(left_out)}."
        )


def _conclude(ref: "RecordRef", entry: "Entry", left: tuple[str, ...]) -> None:
    """Show other places that may hold the same text."""
    from actionplan.model.text import count

    if left:
        console.warn("\nThese lines are unchanged, and may contain the same text. Check each:\n")
        console.warn("\n".join(f"    {place}" for place in left))
    paths = [os.path.join(ref.root, shown.path) for shown in entry.evidence if shown.path]
    if number := sum(map(os.path.exists, paths)):
        named = count(number, "file")
        console.warn(f"\nThe entry named {named} in the plan's folder as evidence. Check whether to delete this too.")


def _show_other_copies(*, is_committed: bool) -> None:
    where = "The last commit here does not contain the text. Copies made elsewhere may."
    if is_committed:
        where = "Git history still contains the text, and so do all clones and backups."
    console.say(f'\n{where}\nTo remove it there, see docs/history.md, "How to purge a text from git".')
