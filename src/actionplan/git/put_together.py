"""Put together what others have shared and what is recorded here. What is in conflict waits for a person's decision."""

import os
from collections.abc import Sequence
from datetime import date
from tempfile import TemporaryDirectory
from typing import Final, Literal

from attrs import evolve

from actionplan.git.conflicts_decided import outcome
from actionplan.git.conflicts_found import Unsettled, open_files
from actionplan.git.environment import as_variables
from actionplan.git.home import git_to_write
from actionplan.git.merge_driver import mark_resolved, settings_to_merge, unmerged
from actionplan.git.repository import under_way
from actionplan.git.run_git import Git, GitError
from actionplan.git.unshared import sharing_of
from actionplan.model.problem import Problem
from actionplan.rules.checks import check
from actionplan.storage.load import load
from actionplan.storage.positions import locate
from actionplan.storage.save import FileEdit, locked_plan, save
from actionplan.storage.toml import Unreadable, fault_in

LIMIT: Final = 60.0
"""The seconds that the user's own hooks may take."""

MESSAGE: Final = "Take in what others have shared"

Taken = Literal["nothing", "all", "undecided"]
"""What was taken in: nothing, since it is here already; all of it; or conflicts wait for a decision."""


class SomethingElse(GitError):
    """Another operation of git is in progress; ``args[0]`` names it."""


def take_in(top: str, root: str, today: date) -> Taken:
    """Take in what others have shared, as far as it was fetched.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        today: today, for the rules.

    Raises:
        SomethingElse: git is in the middle of something else.
        GitError: git refused, for example because a file has changes that it would overwrite. Nothing has changed.
    """
    sharing = sharing_of(root)
    if sharing is None or sharing.theirs is None:
        return "nothing"
    if sharing.under_way == "a merge":
        return "all" if finish(top, root, today) else "undecided"
    if sharing.under_way is not None:
        raise SomethingElse(sharing.under_way)
    if not sharing.behind:
        return "nothing"
    is_ours = bool(sharing.ahead)
    with locked_plan(root), TemporaryDirectory() as folder:
        settings = settings_to_merge(top, root, os.path.join(folder, "attributes"))
        try:
            _with(_git(top), settings).run("merge", "--quiet", *_HOW[is_ours], sharing.theirs)
        except GitError:
            if under_way(root) is None:
                raise
    return "all" if not is_ours or finish(top, root, today) else "undecided"


_HOW: Final = {False: ("--ff-only",), True: ("--no-commit", "--no-ff", "--strategy=ort")}
"""How git merges: where nothing new is recorded here, it only goes on to theirs."""


_ROUNDS: Final = 3
"""How often conflicts are settled that another one was in the way of, as the ids of records are of their mentions."""


def finish(top: str, root: str, today: date) -> bool:
    """Settle what needs no decision, and record the result if no conflict is left; return whether that is so.

    Args:
        top: the repository's folder.
        root: the plan's folder.
        today: today, for the rules.

    Raises:
        GitError: git refused.
    """
    for _ in range(_ROUNDS):
        if not sum(_is_settled(each, today) for each in open_files(root)):
            break
    if open_files(root) or unmerged(top):
        return False
    if under_way(root) == "a merge":
        _git(top).run("commit", "--quiet", "--message", MESSAGE)
    return True


def _is_settled(conflict: Unsettled, today: date) -> bool:
    """Settle a conflict if it needs no decision, and return whether it did not."""
    made = outcome(conflict, None)
    try:
        return not made.question and not save_settled(conflict, made.changes, today)
    except Unreadable:
        return False


def save_settled(conflict: Unsettled, changes: Sequence[FileEdit], today: date) -> list[Problem]:
    """Save the files of a conflict that is decided, and have git take it for resolved unless there is an error in them.

    Errors in other files, such as those that name a record with a new id, are no reason against it.

    Args:
        conflict: the conflict.
        changes: the files to save.
        today: today, for the rules.

    Returns:
        The errors in its files.

    Raises:
        Unreadable: a file could not be read afterwards; nothing was saved.
        GitError: git refused.
        SaveError: a file could not be saved.
    """
    for change in changes:
        if change.after is not None and (unreadable := fault_in(change.path, change.after)) is not None:
            raise Unreadable(unreadable)
    save(conflict.root, changes)
    if wrong := [problem for problem in errors([conflict.root], today) if problem.where.path in conflict.paths]:
        return wrong
    if conflict.in_git:
        mark_resolved(conflict.root, dict.fromkeys([*(change.path for change in changes), *conflict.paths]))
    return []


def errors(roots: Sequence[str], today: date) -> list[Problem]:
    """Return the errors in plans.

    Args:
        roots: the plans' folders.
        today: today.
    """
    problems = check(load(*roots).at(today))
    return [problem for problem in locate(problems) if problem.severity == "error"]


def leave(top: str) -> None:
    """Go back to what was recorded here before others' changes were taken in. Decisions made since are dropped.

    Args:
        top: the repository's folder.

    Raises:
        GitError: git refused, for example because something was saved since.
    """
    _git(top).run("merge", "--abort")


def _git(top: str) -> Git:
    return evolve(git_to_write(top, is_asked=True), limit=LIMIT)


def _with(git: Git, settings: Sequence[tuple[str, str]]) -> Git:
    first = int(git.environment["GIT_CONFIG_COUNT"])
    return evolve(git, environment={**git.environment, **as_variables(settings, first)})
