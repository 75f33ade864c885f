"""``actionplan redact``."""

import os
from datetime import date
from typing import TYPE_CHECKING

import click

from actionplan.cli import confirm, console
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import Day, RecordId

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.model.entries import Entry
    from actionplan.model.records import Plan
    from actionplan.storage.save import Prepared

_PURGE = 'docs/history.md, "How to purge a text from git"'


@click.command("redact")
@click.argument("entry", metavar="RECORD:ENTRY", type=RecordId())
@click.option("--reason", required=True, metavar="TEXT", help="Why it must go. Do not repeat what must go.")
@click.option("--authority", required=True, metavar="TEXT", help="Who decided it, such as a court or an officer.")
@click.option("--on", "when", type=Day(), help="The day of the redaction. Default: today.")
@click.option("--by", metavar="BODY", help="The body that redacts, for the git commit.")
@confirm.saving_options
def command(
    entry: str,
    reason: str,
    authority: str,
    when: date | None,
    by: str | None,
    plan_path: str | None,
    saving: confirm.Saving,
) -> int:
    """Take the text of an entry out, where it must not be read any more: a stub says when, why and who decided it.

    This is for a child's details, a court's order and the like; a mistake is put right with `correct`. Nothing of the
    entry is left but when it was said and by whom, so it counts in no figure any more; where figures rest on it, you
    are asked first, and --yes is the answer for programs. Instead of its id, ENTRY may be its day, or 2024-03-05#2 for
    the second of one day. Git history still holds the text.

    \b
    Examples:
      actionplan redact 1.1:q7m2ka --reason "It named a child" \\
          --authority "Data protection officer"
      actionplan redact 1.1:2024-03-05 --reason "Court order" \\
          --authority "County Court" --dry-run
    """
    from actionplan.cli.reentry import stated_after
    from actionplan.cli.resolve_id import find_entry
    from actionplan.edit.input import body_meant
    from actionplan.edit.redact import OF_THE_STUB, places_left, prepare_redaction
    from actionplan.model.entries import Redaction
    from actionplan.model.kinds import records_of
    from actionplan.model.text import day_text

    how = "RECORD:ENTRY, such as 1.1:q7m2ka or 1.1:2024-03-05"
    meant, found, plan = find_entry(entry, None, plan_path, how, ("status", "readings"))
    _refuse_in_the_middle(meant.root)
    name = _name(found)
    if found.redacted is not None:
        raise click.UsageError(f"{name} of {meant.id} was redacted already, on {day_text(found.redacted.on)}")
    today = console.today()
    redaction = Redaction(on=when or today, reason=reason, authority=authority)

    def prepare() -> "Prepared":
        return prepare_redaction(meant.root, meant.kind, meant.id, found, redaction, today)

    prepared = prepare()
    overruled = frozenset(key for record in records_of(plan) for key in stated_after(record, found))
    is_committed = _is_committed(meant, found)
    if not _agreed(meant, found, is_committed=is_committed, sure=saving.yes or saving.dry_run):
        return PROBLEMS
    who = f" ({body_meant(by, plan)})" if by else ""
    code = confirm.apply(
        prepare,
        plan,
        saving,
        message=f"{plan.id} {meant.id}: {name} redacted{who}",
        allowed=tuple({problem.code for problem in prepared.problems} - OF_THE_STUB),
        verbs=("Would put in the place of the entry in", "Put in the place of the entry in"),
    )
    if code == FINE:
        _say_again(meant, found, plan, overruled)
        _conclude(meant, found, places_left(meant.root, found, prepared.changes[0]))
        if not saving.dry_run:
            _say_where_it_still_is(is_committed=is_committed)
    return code


def _refuse_in_the_middle(root: str) -> None:
    """Refuse while git puts the work of several together: the merge could bring the text back, unseen."""
    from actionplan.git.repository import under_way

    if what := under_way(root):
        raise click.UsageError(
            f"{what} is under way in git, and what it ends with is not known yet: finish it first, then redact"
        )


def _name(entry: "Entry") -> str:
    return f"entry {entry.id or entry.on.text}"


def _is_committed(meant: "Meant", entry: "Entry") -> bool:
    """Return whether the last commit has the entry. Where nobody can tell it is not called safe."""
    from actionplan.git.audit.compare import PlacedTable, entries_of, has_entry
    from actionplan.git.repository import GitError, committed_bytes
    from actionplan.model.kinds import record_path, tail_of
    from actionplan.storage.toml import Unreadable, decode, parse
    from actionplan.storage.writer import to_table

    path = record_path(meant.root, meant.kind, meant.id)
    try:
        data = committed_bytes(path)
        there = entries_of(parse(path, decode(path, data))) if data is not None else ()
    except (GitError, Unreadable):
        return True
    return has_entry(there, PlacedTable(0, to_table(entry), tail_of(entry)))


def _agreed(meant: "Meant", entry: "Entry", *, is_committed: bool, sure: bool) -> bool:
    """Return what goes, and ask where figures will change; elsewhere than on a terminal only ``--yes`` will do."""
    from actionplan.cli.reentry import counted_keys
    from actionplan.edit.redact import keys_that_go

    console.say(f"What goes from {_name(entry)} of {meant.id}: {', '.join(keys_that_go(entry)) or 'nothing'}.")
    if not is_committed:
        console.warn(
            f"Git does not have this entry. As long as it is the file's last one,\n"
            f"`actionplan undo {meant.id}` takes it out altogether, without a stub."
        )
    counted = counted_keys(entry)
    if not counted:
        return True
    console.warn(
        f"This entry also carries: {', '.join(counted)}.\n"
        "Figures will be as if it had never been said, those of earlier days too."
    )
    if sure:
        return True
    return confirm.agreed(
        "Redact it all the same?",
        "Nothing was written. Look at --dry-run: it gives the commands that say the\n"
        "harmless part again. To redact the entry all the same, add --yes.",
    )


def _say_again(meant: "Meant", entry: "Entry", plan: "Plan", overruled: frozenset[str]) -> None:
    """Say how the harmless part is said again."""
    from actionplan.cli.reentry import commands_for, counted_keys

    if commands := commands_for(meant.id, entry, plan, overruled):
        console.say("\nWhat can be said again without the text, if it still holds:\n")
        console.say("\n".join(f"    {line}" for line in commands))
    if left_out := [key for key in counted_keys(entry) if key in overruled]:
        console.say(f"\nNot to be said again, since a later entry of that day holds: {', '.join(left_out)}.")


def _conclude(meant: "Meant", entry: "Entry", left: tuple[str, ...]) -> None:
    """Say what else somebody should look at."""
    from actionplan.model.text import count
    from actionplan.report.words import visible

    if left:
        console.warn("\nThese lines stay, and may hold the same text. Look at each:\n")
        console.warn("\n".join(f"    {visible(place)}" for place in left))
    files = [
        shown.path for shown in entry.evidence if shown.path and os.path.exists(os.path.join(meant.root, shown.path))
    ]
    if files:
        what = f"The entry named {count(len(files), 'file')} in the plan's folder as evidence"
        console.warn(f"\n{what}. Nothing was done to that.")


def _say_where_it_still_is(*, is_committed: bool) -> None:
    if is_committed:
        console.say(
            "\nGit history still holds the text, and so does every clone and backup of it.\n"
            f"How to purge it there: {_PURGE}."
        )
    else:
        console.say(
            "\nGit's last commit here does not hold the text. Copies made elsewhere still may.\n"
            f"How to purge those: {_PURGE}."
        )
