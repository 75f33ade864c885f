"""``actionplan resolve``."""

import os
import shlex
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, cast

import click
from attrs import evolve, frozen

from actionplan.cli import common
from actionplan.cli.exits import FINE, PROBLEMS
from actionplan.cli.records import plan_roots

if TYPE_CHECKING:
    from actionplan.gitio.merging import Unmerged
    from actionplan.model.problem import Problem
    from actionplan.store.markers import Side
    from actionplan.store.save import Change
    from actionplan.store.settle import Settled


@frozen(kw_only=True)
class _Open:
    """A file that waits for a decision: its plan, what git knows of it, and how it lies there now."""

    root: str
    git: "Unmerged"
    now: bytes | None
    in_git: bool

    @property
    def is_two_sided(self) -> bool:
        """Whether both sides have it."""
        return self.git.ours is not None and self.git.theirs is not None

    @property
    def is_two_of_a_name(self) -> bool:
        """Whether each side made it anew, so that it may mean two records."""
        return self.in_git and self.is_two_sided and self.git.base is None


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
    from actionplan.render.problems import problems_text

    waiting = [found for root in plan_roots(plan_path) for found in _open_files(root)]
    meant = [found for found in waiting if not files or _is_among(found.git.path, files)]
    if files and len(meant) < len(files):
        raise click.UsageError("not all of these files are open; those that are: " + (_paths(waiting) or "none"))
    left = [found for found in meant if not _resolve(found, "both" if new else answer, new)]
    left += [found for found in waiting if found not in meant]
    if left:
        common.warn(f"Still open: {_paths(left)}")
        return PROBLEMS
    if not waiting:
        common.say("Nothing is open.")
        return FINE
    if wrong := _errors(dict.fromkeys(found.root for found in waiting)):
        common.warn(problems_text(wrong))
        common.warn("Nothing is open, but mend this before you finish with git: commit, or rebase --continue.")
        return PROBLEMS
    common.say("Nothing is open. Finish with git: commit, or rebase --continue.")
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
    # What a file is held to stands in the plan's own; and where one goes into another, that one must be whole.
    return sorted(waiting, key=lambda found: (found.git.path != plan_path(root), not found.is_two_sided))


def _bytes(path: str) -> bytes | None:
    from actionplan.store.read import Unreadable, read_bytes

    try:
        return read_bytes(path)
    except Unreadable:
        return None


def _resolve(found: _Open, answer: str | None, new: str | None) -> bool:
    """Settle one file, and say whether it is done."""
    from actionplan.render.words import visible
    from actionplan.store.save import Change

    path = found.git.path
    while True:
        target, before, settled = _settled(found, answer)
        for sentence in settled.details:
            common.say(visible(sentence))
        if not settled.question:
            break
        common.say(visible(f"{path}: {settled.question}"))
        if not common.is_terminal():
            both = " | --both NEW-ID" if found.is_two_of_a_name else ""
            common.say(f"  actionplan resolve {shlex.quote(path)} --ours | --theirs | --keep{both}")
            return False
        answer = click.prompt("Which?", type=click.Choice(_answers(found)), default="later")
        if answer == "later":
            return False
        if answer == "both":
            new = click.prompt("Which id is theirs to have?")
    if answer == "both":
        return _done(found, _both(found, new))
    if settled.data is None and _is_last(found):
        common.warn(visible(f"{path} is the only file that has these entries: keep it, or remove it with git rm"))
        return False
    changes = [Change(path=target, before=before, after=settled.data)] if settled.data != before else []
    if target != path and found.now is not None:
        changes.append(Change(path=path, before=found.now, after=None))
    return _done(found, changes)


def _answers(found: _Open) -> tuple[str, ...]:
    return ("ours", "theirs", "keep", *(("both",) if found.is_two_of_a_name else ()), "later")


def _settled(found: _Open, answer: str | None) -> "tuple[str, bytes | None, Settled]":
    """Say what becomes of a file: where it goes, what lies there now, and what is to lie there."""
    from actionplan.store.settle import Settled, settle, settle_markers, settle_versions

    git, prefer = found.git, cast("Side | None", answer if answer in ("ours", "theirs") else None)
    if answer in ("keep", "both"):
        return git.path, found.now, Settled(data=found.now)
    if not found.in_git:
        return git.path, found.now, settle_markers(found.now or b"", git.path, prefer)
    moved = _moved_to(found)
    before = _bytes(moved) if moved is not None else None
    if moved is None or before is None or git.base is None:
        return git.path, found.now, settle(git.base, git.ours, git.theirs, found.now, git.path, prefer)
    ours, theirs = before if git.ours is None else git.ours, before if git.theirs is None else git.theirs
    settled = settle_versions(git.base, ours, theirs, moved, prefer)
    told = f"{git.path} is {moved} by now, and what was added to it goes there"
    return moved, before, evolve(settled, details=(told, *settled.details))


def _moved_to(found: _Open) -> str | None:
    """Give the file of the new id, where one side renumbered what the other changed; None where neither did."""
    from actionplan.store.renumber import is_in_plan, renumbered_path

    is_changed = (found.git.ours is None) != (found.git.theirs is None)
    where = is_in_plan(found.git.path, found.root)
    return renumbered_path(found.root, *where) if found.git.base is not None and is_changed and where else None


def _is_last(found: _Open) -> bool:
    """Say whether a file to which each side gave another name is the only one left of them."""
    from actionplan.store.renumber import is_held_elsewhere

    return found.git.base is None and found.now is not None and not is_held_elsewhere(found.git.path, found.root)


def _both(found: _Open, new: str | None) -> "list[Change]":
    """Keep two new files of one name: theirs under another id."""
    from actionplan.model.layout import record_path
    from actionplan.store.renumber import is_in_plan, refuse_used
    from actionplan.store.save import Change

    path = found.git.path
    kind, _ = is_in_plan(path, found.root) or ("plan", "")
    if not found.is_two_of_a_name or kind == "plan" or not new:
        raise click.UsageError("--both is for two new files of one name")
    refuse_used(found.root, new)
    changes = [Change(path=record_path(found.root, kind, new), before=None, after=found.git.theirs)]
    if found.now != found.git.ours:
        changes.append(Change(path=path, before=found.now, after=found.git.ours))
    return changes


def _done(found: _Open, changes: "list[Change]") -> bool:
    """Save, hold the files to the rules, and tell git where nothing is wrong."""
    from actionplan.gitio.merging import mark_resolved
    from actionplan.render.problems import problems_text
    from actionplan.store.save import save

    save(found.root, changes)
    paths = dict.fromkeys([*(change.path for change in changes), found.git.path])
    wrong = [problem for problem in _errors([found.root]) if problem.where.path in paths]
    if wrong:
        common.warn(problems_text(wrong))
        return False
    if found.in_git:
        mark_resolved(paths)
    common.say(f"Done: {found.git.path}")
    return True


def _errors(roots: Iterable[str]) -> "list[Problem]":
    from actionplan.store.load import load

    portfolio, problems = load(*roots)
    return [found for found in common.all_problems(portfolio, problems, common.today()) if found.severity == "error"]
