"""``actionplan undo``."""

import os
import shlex
from typing import TYPE_CHECKING, NamedTuple

import click

from actionplan.cli import confirm, console, form_run, options
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from collections.abc import Callable

    from actionplan.cli.resolve_id import RecordRef
    from actionplan.edit.undo_together import Together
    from actionplan.model.problem import Problem
    from actionplan.model.records import Plan
    from actionplan.storage.save import FileEdit, Prepared


@click.command("undo")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId("action", "area", "resolution"))
@click.option("--all", "every", is_flag=True, help="Remove the last new entry of every file.")
@click.option("--dry-run", is_flag=True, help="Show what would be removed, but change nothing.")
@options.plan_option
@confirm.confirming_options
def command(record: str | None, every: bool, plan_path: str | None, saving: confirm.Saving) -> int:
    """Remove the last entry of a file, if it is not committed in git yet.

    Without ACTION it removes the only entry that is not committed; if there are several, it lists them. A committed
    entry cannot be removed: add a correction. If git does not track the file, name it: you are asked to confirm. The
    entries of one handover go together, and those of a split or a join with the new actions.

    \b
    Examples:
      actionplan undo 1.1
      actionplan undo --all
      actionplan undo --dry-run
    """
    from actionplan.cli.resolve_id import plan_roots
    from actionplan.git.repository import under_way

    for root in plan_roots(plan_path):
        if what := under_way(root):
            raise click.UsageError(f"{what} is in progress in git: finish it first")
    units = _of_one(record, plan_path, saving) if record is not None else _new_units(plan_roots(plan_path), every=every)
    if units is None:
        return PROBLEMS
    if not units:
        _refuse_redactions(_changed_records(plan_roots(plan_path)))
        raise click.UsageError("there is nothing to undo: every entry is committed in git")
    form = form_run.current()
    if form is None:
        _take_back(units, dry_run=saving.dry_run)
    elif form.accepts(_prepared(units), form.asked, ()):
        _take_back(units, dry_run=False)
        form.is_saved = True
    return FINE


class _Unit(NamedTuple):
    """What is taken back in one go.

    Attributes:
        refs: the records whose last entry goes.
        removed: the files of new records, which go as a whole.
        what: what it was, as a sentence; empty for a single entry.
        name: what it is called in a list.
    """

    refs: "list[RecordRef]"
    removed: "tuple[FileEdit, ...]"
    what: str
    name: str


def _of_one(record: str, plan_path: str | None, saving: confirm.Saving) -> list[_Unit] | None:
    """Return what goes with a record that the user names; None if the user did not confirm it."""
    from actionplan.cli.resolve_id import RecordRef, find_record
    from actionplan.edit.undo_together import original_of

    ref = find_record(record, plan_path)
    original = original_of(ref.edit, ref.kind, ref.id, _committed(ref.root))
    unit = _unit(ref if original == ref.id else RecordRef(root=ref.root, kind=ref.kind, id=original))
    asked = [found for each in unit.refs for found in _to_confirm(each)]
    if console.is_terminal() and confirm.unconfirmed(asked, saving) and not saving.dry_run:
        _take_back([unit], dry_run=True)
    is_confirmed = confirm.is_confirmed(asked, saving, [each.path for each in unit.refs])
    return [unit] if is_confirmed else None


def _new_units(roots: list[str], *, every: bool) -> list[_Unit]:
    """Return what is not committed.

    Raises:
        click.UsageError: that is more than one command wrote, and not all of it was asked for.
    """
    units: list[_Unit] = []
    for ref in _unrecorded(roots):
        if not any(each.path == ref.path for unit in units for each in unit.refs):
            units.append(_unit(ref))
    if len(units) > 1 and not every:
        names = ("; " if any(unit.what for unit in units) else ", ").join(unit.name for unit in units)
        raise click.UsageError(
            f"several files have entries that are not committed: name one, or add --all. They are {names}"
        )
    return units


def _unit(ref: "RecordRef") -> _Unit:
    """Return what goes with the last entry of a record."""
    from actionplan.cli.resolve_id import RecordRef
    from actionplan.edit.undo_together import undone_together

    together = undone_together(ref.edit, ref.kind, ref.id, _committed(ref.root))
    if together is None:
        return _Unit([ref], (), "", ref.id)
    refs = [ref, *(RecordRef(root=ref.root, kind=kind, id=name) for kind, name in together.others)]
    what, name = _words_of(together, [each.id for each in refs], ref.edit.plan)
    return _Unit(refs, together.removed, what, name)


def _words_of(together: "Together", ids: list[str], plan: "Plan") -> tuple[str, str]:
    """Return what is taken back, as a sentence and as a name."""
    from actionplan.model.text import body_name, count, date_text, in_words

    entry = together.entry
    if entry.handover_from is not None:
        to, text = body_name(plan.bodies, together.to), count(len(ids), "entry", "entries")
        of = f"from {body_name(plan.bodies, entry.handover_from)} to {to} on {date_text(entry.on)}"
        return f"These {text} are one handover, {of}.", f"the handover to {to} ({', '.join(ids)})"
    if len(ids) > 1:
        return f"{in_words(ids)} were joined into {in_words(entry.replaced_by)}.", f"the join of {in_words(ids)}"
    return f"{ids[0]} was split into {in_words(entry.replaced_by)}.", f"the split of {ids[0]}"


def _take_back(units: list[_Unit], *, dry_run: bool) -> None:
    from actionplan.storage.save import save

    removals = [(unit, [_removal(ref) for ref in unit.refs]) for unit in units]
    changes: dict[str, list[FileEdit]] = {}
    for unit, removal in removals:
        changes.setdefault(unit.refs[0].root, []).extend([*(change for change, _ in removal), *unit.removed])
    for root, each in changes.items():
        if not dry_run:
            save(root, each)
    verb = "Would remove" if dry_run else "Removed"
    for unit, removal in removals:
        if unit.what:
            console.explain(unit.what)
        for change, text in removal:
            console.say(f"{verb} from {change.path}:\n")
            console.say("".join(f"    {line}\n" for line in text.splitlines()))
        for change in unit.removed:
            console.say(f"{verb} {change.path}")


def _prepared(units: list[_Unit]) -> "Prepared":
    """Return what is taken back, with the text that goes."""
    from actionplan.storage.save import Prepared

    removals = [_removal(ref) for unit in units for ref in unit.refs]
    removed = [change for unit in units for change in unit.removed]
    return Prepared(
        root=units[0].refs[0].root,
        changes=(*(change for change, _ in removals), *removed),
        blocks=(*(text for _, text in removals), *("" for _ in removed)),
        problems=(),
    )


def _removal(ref: "RecordRef") -> "tuple[FileEdit, str]":
    from actionplan.edit.undo import prepare_undo

    removal = prepare_undo(ref.edit, ref.kind, ref.id, _recorded(ref))
    if removal is None:
        _refuse_redactions([ref])
        raise click.UsageError(
            f"there is nothing to undo: {ref.id} has no entry, or all its entries are committed in git"
        )
    return removal


def _committed(root: str) -> "Callable[[str, str], bytes | None]":
    """Return the function that gives the bytes of a record's file in the last commit."""
    from actionplan.cli.resolve_id import RecordRef

    return lambda kind, name: _recorded(RecordRef(root=root, kind=kind, id=name))


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
