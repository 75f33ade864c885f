"""``actionplan resolve``."""

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click
from attrs import frozen

from actionplan.cli import common
from actionplan.cli.exits import FINE, PROBLEMS
from actionplan.cli.records import plan_roots

if TYPE_CHECKING:
    from actionplan.gitio.merging import Unmerged
    from actionplan.store.save import Change
    from actionplan.store.settle import Settled

_ANSWERS = ("ours", "theirs", "keep", "both", "later")


@frozen(kw_only=True)
class _Open:
    """A file that waits for a decision: its plan, what git knows of it, and how it lies there now."""

    root: str
    git: "Unmerged"
    now: bytes | None
    in_git: bool


@click.command("resolve")
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path())
@click.option("--ours", "answer", flag_value="ours", help="What is open is as on our side.")
@click.option("--theirs", "answer", flag_value="theirs", help="What is open is as on the other side.")
@click.option("--keep", "answer", flag_value="keep", help="The file is right as it lies there now.")
@click.option("--both", "new", metavar="ID", help="Of two new files of one name, theirs gets this id.")
@common.plan_option
def command(files: tuple[str, ...], answer: str | None, new: str | None, plan_path: str | None) -> int:
    """Go through what a merge left open, until nothing is.

    What follows by itself is done first: updates of both sides go together. What somebody must decide is asked, on a
    terminal; elsewhere it is listed, and --ours, --theirs, --keep or --both says what becomes of the files named. A
    file counts as done when "check" finds no error in it. Then finish with git: commit, or rebase --continue.

    \b
    Examples:
      actionplan resolve
      actionplan resolve actions/1.4.toml --ours
      actionplan resolve actions/2.3.toml --both 2.4
    """
    if (answer or new) and not files:
        raise click.UsageError("say for which files")
    if answer and new:
        raise click.UsageError("give --both, or one of the others")
    waiting = [found for root in plan_roots(plan_path) for found in _open_files(root)]
    meant = [found for found in waiting if not files or _is_among(found.git.path, files)]
    if files and len(meant) < len(files):
        raise click.UsageError("not all of these files are open; those that are: " + (_paths(waiting) or "none"))
    left = [found for found in meant if not _resolve(found, "both" if new else answer, new)]
    left += [found for found in waiting if found not in meant]
    if left:
        common.warn(f"Still open: {_paths(left)}")
        return PROBLEMS
    common.say("Nothing is open. Finish with git: commit, or rebase --continue." if waiting else "Nothing is open.")
    return FINE


def _paths(found: Iterable[_Open]) -> str:
    return ", ".join(item.git.path for item in found)


def _is_among(path: str, files: Sequence[str]) -> bool:
    return any(os.path.abspath(path) == os.path.abspath(file) for file in files)


def _open_files(root: str) -> list[_Open]:
    """Give the plan files that git could not merge, and those with markers in them of which it knows nothing."""
    from actionplan.gitio.merging import Unmerged, unmerged
    from actionplan.gitio.repository import GitError
    from actionplan.model.layout import FOLDERS, plan_path
    from actionplan.store.listing import list_records
    from actionplan.store.markers import has_markers
    from actionplan.store.renumber import is_in_plan

    try:
        by_git = [found for found in unmerged(root) if is_in_plan(found.path, root)]
    except GitError:
        by_git = []
    waiting = [_Open(root=root, git=found, now=_bytes(found.path), in_git=True) for found in by_git]
    known = {os.path.abspath(found.path) for found in by_git}
    files = [plan_path(root), *(file.path for name in FOLDERS.values() for file in list_records(root, name).files)]
    for path in files:
        now = _bytes(path)
        if os.path.abspath(path) not in known and now is not None and has_markers(now):
            git = Unmerged(path=path, base=None, ours=None, theirs=None)
            waiting.append(_Open(root=root, git=git, now=now, in_git=False))
    return waiting


def _bytes(path: str) -> bytes | None:
    from actionplan.store.read import Unreadable, read_bytes

    try:
        return read_bytes(path)
    except Unreadable:
        return None


def _resolve(found: _Open, answer: str | None, new: str | None) -> bool:
    """Settle one file, and say whether it is done."""
    from actionplan.render.words import visible

    path = found.git.path
    changes = _renumbered(found) if answer is None else None
    while changes is None:
        settled = _settled(found, answer)
        for sentence in settled.details:
            common.say(visible(sentence))
        if not settled.question:
            changes = _changes(found, settled.data, answer, new)
            break
        common.say(visible(f"{path}: {settled.question}"))
        if not common.is_terminal():
            common.say(f"  actionplan resolve {path} --ours | --theirs | --keep | --both NEW-ID")
            return False
        answer = click.prompt("Which?", type=click.Choice(_ANSWERS), default="later")
        if answer == "later":
            return False
        if answer == "both":
            new = click.prompt("Which id is theirs to have?")
    return _done(found, changes)


def _settled(found: _Open, answer: str | None) -> "Settled":
    from actionplan.store.settle import Settled, settle, settle_markers

    prefer = answer if answer in ("ours", "theirs") else None
    if answer in ("keep", "both"):
        return Settled(data=found.now)
    git = found.git
    if not found.in_git:
        return settle_markers(found.now or b"", git.path, prefer)  # type: ignore[arg-type]  # one of the two sides
    return settle(git.base, git.ours, git.theirs, found.now, git.path, prefer)  # type: ignore[arg-type]  # likewise


def _changes(found: _Open, data: bytes | None, answer: str | None, new: str | None) -> "list[Change]":
    from actionplan.store.save import Change

    path = found.git.path
    if answer != "both":
        return [Change(path=path, before=found.now, after=data)] if data != found.now else []
    from actionplan.model.layout import record_path
    from actionplan.store.renumber import is_in_plan, refuse_taken

    kind, _ = is_in_plan(path, found.root) or ("plan", "")
    if found.git.ours is None or found.git.theirs is None or kind == "plan" or not new:
        raise click.UsageError("--both is for two files of one name")
    refuse_taken(found.root, new)
    changes = [Change(path=record_path(found.root, kind, new), before=None, after=found.git.theirs)]
    if found.now != found.git.ours:
        changes.append(Change(path=path, before=found.now, after=found.git.ours))
    return changes


def _renumbered(found: _Open) -> "list[Change] | None":
    """Where one side gave a record another id while the other added to it, put that into the file of the new id."""
    from actionplan.store.merge import CannotMerge, merge
    from actionplan.store.renumber import is_in_plan, renumbered_path
    from actionplan.store.save import Change

    git = found.git
    changed = git.theirs if git.ours is None else git.ours if git.theirs is None else None
    where = is_in_plan(git.path, found.root)
    if git.base is None or changed is None or where is None:
        return None
    path = renumbered_path(found.root, *where)
    if path is None:
        return None
    before = _bytes(path)
    assert before is not None
    try:
        merged = merge(git.base, before, changed, path)
    except CannotMerge:
        return None
    if merged.clashes:
        return None
    common.say(f"{git.path} is {path} by now, and what was added to it goes there")
    gone = [Change(path=git.path, before=found.now, after=None)] if found.now is not None else []
    return [Change(path=path, before=before, after=merged.data), *gone]


def _done(found: _Open, changes: "list[Change]") -> bool:
    """Save, hold the files to the rules, and tell git where nothing is wrong."""
    from actionplan.gitio.merging import mark_resolved
    from actionplan.render.problems import problems_text
    from actionplan.store.save import save

    save(found.root, changes)
    paths = dict.fromkeys([*(change.path for change in changes), found.git.path])
    portfolio, problems = common.load_plans([found.root])
    every = common.all_problems(portfolio, problems, common.today())
    wrong = [problem for problem in every if problem.severity == "error" and problem.where.path in paths]
    if wrong:
        common.warn(problems_text(wrong))
        return False
    if found.in_git:
        mark_resolved(paths)
    common.say(f"Done: {found.git.path}")
    return True
