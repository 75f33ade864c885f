"""``actionplan import --update`` and ``--undo``: a newer version of a file, and an import that is taken back."""

import os
from typing import TYPE_CHECKING

import click

from actionplan.cli import answers, confirm, console, form_run
from actionplan.cli.errors import FINE, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from actionplan.edit.imports.mapping import Mapped
    from actionplan.edit.imports.newer import PreparedUpdate, Replies
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.records import Plan
    from actionplan.sheets import Book


def update(
    books: "Sequence[Book]",
    root: str,
    mapped: "Mapped",
    day: "date | None",
    by: str | None,
    notes: "Mapping[str, str]",
    saving: confirm.Saving,
) -> int:
    """Take in a newer version of the files of a plan, and return the exit code.

    Args:
        books: the files.
        root: the plan's folder.
        mapped: what a mapping file says.
        day: the day that the files describe; None for that in their titles, or today.
        by: the body that reports what they say.
        notes: answers to what is asked about cells.
        saving: what the options say.
    """
    from actionplan.edit.imports.newer import Replies, prepare_update
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.git.repository import commit_at

    replies = Replies(notes=notes)
    commit = commit_at(root)

    def prepared(edit: "PlanEdit") -> "PreparedUpdate":
        return prepare_update(
            edit, books, today=console.today(), mapped=mapped, sheet_day=day, by=by, replies=replies, commit=commit
        )

    edit = PlanEdit(root)
    plan, _ = edit.complete
    first = prepared(edit)
    answers.refuse_unknown(notes, (found.where.cell for found in first.asked), "is asked about")
    if not _shown(first, plan):
        return PROBLEMS
    if console.is_terminal() and not saving.yes:
        replies = _replies(first, plan, replies)
        first = prepared(edit)
    if not first.prepared.changes:
        console.say("Nothing has changed in the file since the last import.")
        return FINE
    if not (saving.dry_run or saving.yes or form_run.current()):
        if not console.is_terminal():
            console.explain("Nothing was written. If this is right, add: --yes", on_stderr=True)
            return PROBLEMS
        if not click.confirm("Record this?", default=False):
            console.warn("Nothing was written.")
            return PROBLEMS
    message = f"{plan.id}: newer version of the spreadsheet"
    code = confirm.apply(lambda edit: prepared(edit).prepared, edit, plan, saving, message=message)
    if code == PROBLEMS:
        answers.explain(found.where.cell for found in first.prepared.to_confirm)
    return code


def _shown(ready: "PreparedUpdate", plan: "Plan") -> bool:
    """Show what would change, and what has to be corrected first; return whether it can be written."""
    from actionplan.cli.output import print_document
    from actionplan.report.imports_again import update_document
    from actionplan.report.problems import problems_document

    print_document(update_document(ready, plan, console.today()), "What changes", "text")
    errors = [found for found in ready.prepared.problems if found.severity == "error"]
    if errors and (form := form_run.current()) is not None:
        form.refused = tuple(errors)
    elif errors:
        console.warn_of(problems_document(errors))
        console.warn("\nNothing was written.")
    return not errors


def _replies(ready: "PreparedUpdate", plan: "Plan", replies: "Replies") -> "Replies":
    """Ask why dates moved, and whether actions that are no longer in the file are still in the plan."""
    from attrs import evolve

    from actionplan.report.imports_again import to_ask

    reasons: dict[str, str] = {}
    for name in ready.moved:
        reason = click.prompt(f"The due date of {name} moved. Why", default="", show_default=False)
        reasons |= {name: reason} if reason.strip() else {}
    rows = to_ask(ready, plan)
    is_kept = len(rows) < 2 or click.confirm(f"Are all {len(rows)} of them still in the plan?", default=True)
    kept = {str(row.id) for row in rows} if len(rows) > 1 and is_kept else set()
    ended: dict[str, str] = {}
    for row in rows if not kept else ():
        if click.confirm(f"Is {row.id} {plan.action(row.id).title} still in the plan?", default=True):
            kept.add(row.id)
        else:
            ended[row.id] = click.prompt("Why is it not to be done")
    return evolve(replies, reasons=reasons, ended=ended, kept=frozenset(kept))


def take_back(path: str, saving: confirm.Saving) -> int:
    """Take back an import or a return, and return the exit code.

    Args:
        path: the file of its receipt.
        saving: what the options say.
    """
    from actionplan.edit.imports.take_back import prepare_take_back
    from actionplan.git.repository import committed_bytes
    from actionplan.model.receipts import ReturnSent
    from actionplan.model.text import count
    from actionplan.storage.receipts import read_receipt
    from actionplan.storage.save import save

    whole = os.path.abspath(path)
    receipt = read_receipt(whole)
    if isinstance(receipt, ReturnSent):
        raise click.UsageError("this receipt is of a workbook that was sent, which added nothing to the plan")
    root = os.path.dirname(os.path.dirname(whole))
    back = prepare_take_back(root, whole, receipt, committed_bytes)
    for where, why in back.kept:
        console.warn(f"Kept {os.path.relpath(where)}, since {why}.")
    removed = [change for change in back.changes if change.after is None]
    what = f"{count(len(removed), 'file')} and {count(back.entries, 'entry', 'entries')} in other files"
    if not back.changes:
        console.warn("There is nothing to take back.")
        return PROBLEMS
    if saving.dry_run:
        console.say(f"Would remove {what}.\nNothing was written (--dry-run).")
        return FINE
    if not saving.yes:
        if not console.is_terminal():
            console.explain(f"Nothing was written. To remove {what}, add: --yes", on_stderr=True)
            return PROBLEMS
        if not click.confirm(f"Remove {what}?", default=False):
            console.warn("Nothing was written.")
            return PROBLEMS
    save(root, back.changes)
    console.say(f"Removed {what}.")
    return FINE
