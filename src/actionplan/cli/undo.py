"""``actionplan undo``."""

import os
import shlex
from typing import TYPE_CHECKING

import click

from actionplan.cli import console, options
from actionplan.cli.confirm import agreed
from actionplan.cli.errors import FINE, PROBLEMS
from actionplan.cli.param_types import RecordId

if TYPE_CHECKING:
    from actionplan.cli.resolve_id import Meant
    from actionplan.storage.save import Change


@click.command("undo")
@click.argument("record", metavar="[ACTION]", required=False, type=RecordId("action", "area", "resolution"))
@click.option("--all", "every", is_flag=True, help="The last such entry of every file, as after a round.")
@click.option("--dry-run", is_flag=True, help="Show what would be taken back, and write nothing.")
@click.option("--yes", is_flag=True, help="Take back even from a file of which git has no version.")
@options.plan_option
def command(record: str | None, every: bool, dry_run: bool, yes: bool, plan_path: str | None) -> int:
    """Take back the last entry of a file, as long as git has not recorded it.

    Without ACTION it takes back the only entry that git does not have; where there are several, it lists them. What is
    committed stays: history is only ever added to. Of a file that git does not know nobody can tell which entries were
    there before, so it has to be named, and you are asked first; --yes is the answer for programs.

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
            raise click.UsageError(
                f"{what} is under way in git, whose entries are not yours to take back: finish it first"
            )
    if record is not None:
        chosen = [find_record(record, plan_path)]
        if not dry_run and not _is_sure(chosen[0], yes=yes):
            return PROBLEMS
    else:
        chosen = _unrecorded(plan_roots(plan_path))
        if len(chosen) > 1 and not every:
            ids = ", ".join(meant.id for meant in chosen)
            raise click.UsageError(f"several files have entries that git does not have, so say which, or --all: {ids}")
    if not chosen:
        _tell_of_redactions(_changed_records(plan_roots(plan_path)))
        raise click.UsageError("every entry is in git: there is nothing to take back")
    _take_back(chosen, dry_run=dry_run)
    return FINE


def _take_back(chosen: "list[Meant]", *, dry_run: bool) -> None:
    from actionplan.edit.undo import prepare_undo
    from actionplan.git.repository import committed_bytes
    from actionplan.model.kinds import record_path
    from actionplan.report.words import visible
    from actionplan.storage.save import save

    by_root: dict[str, list[Change]] = {}
    texts: list[tuple[str, str]] = []
    for meant in chosen:
        path = record_path(meant.root, meant.kind, meant.id)
        prepared = prepare_undo(meant.root, meant.kind, meant.id, committed_bytes(path))
        if prepared is None:
            _tell_of_redactions([meant])
            raise click.UsageError(
                f"every entry of {meant.id} is in git, or it has none: there is nothing to take back"
            )
        by_root.setdefault(meant.root, []).append(prepared[0])
        texts.append((path, prepared[1]))
    for root, changes in by_root.items():
        if not dry_run:
            save(root, changes)
    for path, text in texts:
        console.say(f"{'Would take back' if dry_run else 'Taken back'} from {path}:\n")
        console.say("".join(f"    {visible(line)}\n" for line in text.splitlines()))


def _is_sure(meant: "Meant", *, yes: bool) -> bool:
    """Ask, where git has no version of a file that would say what was there before."""
    from actionplan.git.repository import committed_bytes
    from actionplan.model.kinds import record_path

    path = record_path(meant.root, meant.kind, meant.id)
    if yes or committed_bytes(path) is not None:
        return True
    console.warn(f"Git has no version of {path}, so there is no telling whether its last\nentry is new.")
    return agreed(
        "Take it out all the same?",
        "Nothing was taken out. Look at --dry-run; to take the entry out all the same, add\n"
        "--yes. `git add` and `git commit` make undo safe from then on.",
        "Nothing was taken out.",
    )


def _tell_of_redactions(chosen: "list[Meant]") -> None:
    """Say how a redaction is taken back that git does not have yet: it is no entry of its own, so not by us.

    Raises:
        click.UsageError: there is one.
    """
    from actionplan.edit.undo import is_redacted_since
    from actionplan.git.repository import committed_bytes
    from actionplan.model.kinds import record_path

    for meant in chosen:
        path = record_path(meant.root, meant.kind, meant.id)
        recorded = committed_bytes(path)
        if recorded is not None and is_redacted_since(path, recorded):
            raise click.UsageError(
                f"there is no entry of {meant.id} to take back, but a redaction that git does not have. Git "
                f"puts the whole file back as it was in the last commit:\n\n  git restore -- {shlex.quote(path)}"
            )


def _unrecorded(roots: list[str]) -> "list[Meant]":
    """Return the records whose files have entries that git does not have; those of which it has no version are named.

    Raises:
        click.UsageError: git has no version of any of them.
    """
    from actionplan.edit.undo import prepare_undo
    from actionplan.git.repository import committed_bytes
    from actionplan.model.kinds import record_path
    from actionplan.model.problem import ProblemsFound

    found: list[Meant] = []
    unknown: list[str] = []
    for meant in _changed_records(roots):
        try:
            recorded = committed_bytes(record_path(meant.root, meant.kind, meant.id))
            if prepare_undo(meant.root, meant.kind, meant.id, recorded) is None:
                continue
        except ProblemsFound:
            continue
        if recorded is None:
            unknown.append(meant.id)
        else:
            found.append(meant)
    if unknown:
        left = f"git has no version of these, so there is no telling which entry is new: {', '.join(unknown)}"
        if not found:
            raise click.UsageError(f"{left}. Name the one that is meant")
        console.warn(f"Left alone, since {left}.")
    return found


def _changed_records(roots: list[str]) -> "list[Meant]":
    """Return the records whose files are not as git has them."""
    from actionplan.cli.resolve_id import Meant
    from actionplan.git.repository import GitError, changed_paths
    from actionplan.model.kinds import FOLDERS, record_path
    from actionplan.storage.plan_folder import record_ids

    found: list[Meant] = []
    for root in roots:
        try:
            changed = {os.path.realpath(path) for path in changed_paths(root)}
        except GitError:
            raise click.UsageError(
                "without git there is no telling which entry is new: say which action. Once the plan is in git (git "
                "init, git add, git commit), undo knows what was there before"
            ) from None
        found.extend(
            Meant(root=root, kind=kind, id=name)
            for kind in FOLDERS
            for name in record_ids(root, kind)
            if os.path.realpath(record_path(root, kind, name)) in changed
        )
    return found
