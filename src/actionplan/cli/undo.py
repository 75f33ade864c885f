"""``actionplan undo``."""

import os
import shlex
from typing import TYPE_CHECKING

import click

from actionplan.cli import confirm, console, options
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from actionplan.cli.resolve_id import RecordRef
    from actionplan.model.problem import Problem
    from actionplan.storage.save import FileEdit


@click.command("undo")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId("action", "area", "resolution"))
@click.option("--all", "every", is_flag=True, help="Remove the last new entry of every file.")
@click.option("--dry-run", is_flag=True, help="Show what would be removed, but change nothing.")
@options.plan_option
@confirm.confirming_options
def command(record: str | None, every: bool, plan_path: str | None, saving: confirm.Saving) -> int:
    """Remove the last entry of a file, if it is not committed in git yet.

    Without ACTION it removes the only entry that is not committed; if there are several, it lists them. A committed
    entry cannot be removed: add a correction. If git does not track the file, name it: you are asked to confirm. With
    the entry of a split or a join, the new actions go too.

    \b
    Examples:
      actionplan undo 1.1
      actionplan undo --all
      actionplan undo --dry-run
    """
    from actionplan.cli.resolve_id import find_record, plan_roots
    from actionplan.git.repository import under_way

    for root in plan_roots(plan_path):
        if what := under_way(root):
            raise click.UsageError(f"{what} is in progress in git: finish it first")
    if record is not None:
        chosen = [find_record(record, plan_path)]
        asked = _to_confirm(chosen[0])
        if console.is_terminal() and confirm.unconfirmed(asked, saving) and not saving.dry_run:
            _take_back(chosen, dry_run=True)
        if not confirm.is_confirmed(asked, saving, [chosen[0].path]):
            return PROBLEMS
    else:
        chosen = _unrecorded(plan_roots(plan_path))
        if len(chosen) > 1 and not every:
            ids = ", ".join(ref.id for ref in chosen)
            raise click.UsageError(
                f"several files have entries that are not committed: name one, or add --all. They are {ids}"
            )
    if not chosen:
        _refuse_redactions(_changed_records(plan_roots(plan_path)))
        raise click.UsageError("there is nothing to undo: every entry is committed in git")
    _take_back(chosen, dry_run=saving.dry_run)
    return FINE


def _take_back(chosen: "list[RecordRef]", *, dry_run: bool) -> None:
    from actionplan.edit.undo import prepare_undo
    from actionplan.storage.save import save

    removals: dict[str, list[tuple[FileEdit, str]]] = {}
    files: dict[str, dict[str, FileEdit]] = {}
    for ref in _with_the_others(chosen, files):
        removal = prepare_undo(ref.edit, ref.kind, ref.id, _recorded(ref))
        if removal is None:
            _refuse_redactions([ref])
            raise click.UsageError(
                f"there is nothing to undo: {ref.id} has no entry, or all its entries are committed in git"
            )
        removals.setdefault(ref.root, []).append(removal)
    for root, each in removals.items():
        if not dry_run:
            save(root, [*(change for change, _ in each), *files[root].values()])
    for change, text in (removal for each in removals.values() for removal in each):
        console.say(f"{'Would remove' if dry_run else 'Removed'} from {change.path}:\n")
        console.say("".join(f"    {line}\n" for line in text.splitlines()))
    for path in (path for each in files.values() for path in each):
        console.say(f"{'Would remove' if dry_run else 'Removed'} {path}")


def _with_the_others(chosen: "list[RecordRef]", files: "dict[str, dict[str, FileEdit]]") -> "Iterator[RecordRef]":
    """Yield records, and after each that was joined with others these; add the files of the actions in their place."""
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.edit.undo_split import split_undone
    from actionplan.git.repository import committed_bytes

    seen: set[tuple[str, str]] = set()
    for ref in chosen:
        own = files.setdefault(ref.root, {})
        undone = split_undone(ref.edit, ref.id, committed_bytes) if ref.kind == "action" else None
        own |= {change.path: change for change in (undone.removed if undone is not None else ())}
        others = [RecordRef(root=ref.root, kind="action", id=name) for name in (undone.originals if undone else ())]
        for each in (ref, *others):
            if (each.root, each.id) not in seen:
                seen.add((each.root, each.id))
                yield each


def _to_confirm(ref: "RecordRef") -> "tuple[Problem, ...]":
    from actionplan.rules.confirmations import to_confirm
    from actionplan.rules.confirmations.registry import PlannedChange

    file = ref.edit.record(ref.kind, ref.id)
    is_in_git = _recorded(ref) is not None
    return to_confirm(PlannedChange(file.plan, file.readable()[0], (), console.today(), is_in_git=is_in_git))


def _recorded(ref: "RecordRef") -> bytes | None:
    """Return the bytes of a record's file in the last commit, which may have it under a former id; None if neither."""
    from actionplan.git.repository import committed_bytes
    from actionplan.merge.former_ids import former_ids
    from actionplan.model.kinds import record_path
    from actionplan.storage.toml import Unreadable

    if (recorded := committed_bytes(ref.path)) is not None:
        return recorded
    try:
        former = former_ids(ref.edit.document(ref.path).table)
    except Unreadable:
        return None
    versions = (committed_bytes(record_path(ref.root, ref.kind, name)) for name in reversed(former))
    return next((found for found in versions if found is not None), None)


def _refuse_redactions(chosen: "list[RecordRef]") -> None:
    """Explain how to undo a redaction, which is no entry of its own.

    Raises:
        click.UsageError: one of the records has a redaction that is not committed.
    """
    from actionplan.edit.undo import is_redacted_since

    for ref in chosen:
        recorded = _recorded(ref)
        if recorded is not None and is_redacted_since(ref.path, recorded):
            raise click.UsageError(
                f"{ref.id} has no entry to undo, but a redaction that is not committed. To restore the whole file "
                f"as it was in the last commit:\n\n  git restore -- {shlex.quote(ref.path)}"
            )


def _unrecorded(roots: list[str]) -> "list[RecordRef]":
    """Return the records with entries that are not committed; name on stderr those that git does not track.

    Raises:
        click.UsageError: git tracks none of them.
    """
    from actionplan.edit.undo import prepare_undo
    from actionplan.model.problem import ProblemsFound

    found: list[RecordRef] = []
    unknown: list[str] = []
    for ref in _changed_records(roots):
        try:
            recorded = _recorded(ref)
            if prepare_undo(ref.edit, ref.kind, ref.id, recorded) is None:
                continue
        except ProblemsFound:
            continue
        if recorded is None:
            unknown.append(ref.id)
        else:
            found.append(ref)
    if unknown:
        are_last = "its last entry may be an old one" if len(unknown) == 1 else "their last entries may be old ones"
        reason = f"git has no version of {', '.join(unknown)}, so {are_last}"
        if not found:
            raise click.UsageError(f"{reason}. Name the one to undo")
        console.warn(f"Not changed: {reason}.")
    return found


def _changed_records(roots: list[str]) -> "list[RecordRef]":
    """Return the records whose files differ from the last commit."""
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.git.repository import GitError, changed_paths
    from actionplan.model.kinds import FOLDERS
    from actionplan.storage.plan_folder import record_ids

    found: list[RecordRef] = []
    for root in roots:
        try:
            changed = {os.path.realpath(path) for path in changed_paths(root)}
        except GitError:
            raise click.UsageError(
                "this plan is not in git, so name the action whose last entry is to go. Once the plan is in git "
                "(git init, git add, git commit), undo finds new entries"
            ) from None
        refs = [RecordRef(root=root, kind=kind, id=name) for kind in FOLDERS for name in record_ids(root, kind)]
        found += [ref for ref in refs if os.path.realpath(ref.path) in changed]
    return found
