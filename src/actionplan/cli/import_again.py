"""``actionplan import --update`` and ``--undo``: a newer version of a file, and an import that is taken back."""

import os
from typing import TYPE_CHECKING

import click

from actionplan.cli import confirm, console
from actionplan.cli.errors import FINE, PROBLEMS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from actionplan.edit.imports.mapping import Mapped
    from actionplan.edit.imports.newer import PreparedUpdate
    from actionplan.edit.plan_edit import PlanEdit
    from actionplan.model.records import Plan
    from actionplan.sheets import Book


def update(
    books: "Sequence[Book]",
    root: str,
    mapped: "Mapped",
    day: "date | None",
    by: str | None,
    saving: confirm.Saving,
) -> int:
    """Take in a newer version of the files of a plan, and return the exit code.

    Args:
        books: the files.
        root: the plan's folder.
        mapped: what a mapping file says.
        day: the day that the files describe; None for that in their titles, or today.
        by: the body that reports what they say.
        saving: what the options say.
    """
    from actionplan.edit.imports.newer import prepare_update
    from actionplan.edit.plan_edit import PlanEdit

    reasons: dict[str, str] = {}

    def prepared(edit: "PlanEdit") -> "PreparedUpdate":
        return prepare_update(edit, books, today=console.today(), mapped=mapped, sheet_day=day, by=by, reasons=reasons)

    edit = PlanEdit(root)
    plan, _ = edit.complete
    first = prepared(edit)
    _name_vanished(first, plan)
    if not first.prepared.changes:
        console.say("Nothing has changed in the file since the last import.")
        return FINE
    if console.is_terminal() and not saving.yes:
        for name in first.moved:
            reason = click.prompt(f"The due date of {name} moved. Why", default="", show_default=False)
            reasons |= {name: reason} if reason.strip() else {}
    return confirm.apply(
        lambda edit: prepared(edit).prepared, edit, plan, saving, message=f"{plan.id}: newer version of the spreadsheet"
    )


def _name_vanished(ready: "PreparedUpdate", plan: "Plan") -> None:
    """Name the actions that are no longer in the file, and what can be done about them."""
    for name in ready.vanished:
        title = plan.action(name).title
        advice = f'If it is not to be done: actionplan cancel {name} --reason "..."'
        console.explain(f"{name} {title} is no longer in the file, and stays as it is. {advice}", on_stderr=True)


def take_back(path: str, saving: confirm.Saving) -> int:
    """Take back an import, and return the exit code.

    Args:
        path: the file of its receipt.
        saving: what the options say.
    """
    from actionplan.edit.imports.take_back import prepare_take_back
    from actionplan.git.repository import committed_bytes
    from actionplan.model.problem import ProblemsFound
    from actionplan.model.receipts import Imported
    from actionplan.storage.positions import locate
    from actionplan.storage.save import save
    from actionplan.storage.structuring import structure
    from actionplan.storage.toml import document_of, read_bytes

    document = document_of(path, read_bytes(path))
    receipt, problems = structure(document.table, Imported, path)
    if receipt is None:
        raise ProblemsFound(locate(problems, {path: document.text}))
    root = os.path.dirname(os.path.dirname(os.path.abspath(path)))
    back = prepare_take_back(root, os.path.abspath(path), receipt, committed_bytes)
    for where, why in back.kept:
        console.warn(f"Kept {os.path.relpath(where)}, since {why}.")
    removed = [change for change in back.changes if change.after is None]
    what = f"{len(removed)} files and {back.entries} entries in other files"
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
