"""Git for commands that write: only in a repository that knows of the folder that it is used from."""

import os
import re

from actionplan.git.environment import repository_of
from actionplan.git.run_git import Git, GitError, git_in
from actionplan.storage.toml import Unreadable, read_bytes

_PLACES = re.compile(rb"([^\n]+)\n([^\n]+)\n")


def git_to_write(folder: str, *, is_asked: bool = False) -> Git:
    """Return git for a folder, to change its repository.

    A file, a link or a setting in a folder of plans may lead git to the repository of something else.

    Args:
        folder: the folder.
        is_asked: as for `git_in`.

    Raises:
        GitError: git is missing, or the repository does not know of this folder.
    """
    git, top = git_in(folder, is_asked=is_asked), repository_of(folder)
    if top is None or git.environment.get("GIT_DIR"):  # the user's environment names the repository
        return git
    shown = ("--absolute-git-dir", "--git-common-dir")
    store, common = (os.path.join(folder, os.fsdecode(part)) for part in git.row(_PLACES, "rev-parse", *shown).groups())
    own = os.path.join(top, ".git")
    store, common = os.path.realpath(store), os.path.realpath(common)
    if store == common:
        is_known = own == store or bool(git.run("config", "--get", "core.worktree").strip())
    else:  # one of several folders of a repository
        is_known = os.path.dirname(store) == os.path.join(common, "worktrees") and _named_in(store) == own
    if not is_known:
        raise GitError(
            f"{own} leads to the repository {common}, which does not know of this folder, so nothing is changed there. "
            "If it is the right one, commit with git itself"
        )
    return git


def _named_in(store: str) -> str | None:
    """Return the ``.git`` that a repository names for one of its folders; None where it names none."""
    try:
        return os.path.realpath(os.fsdecode(read_bytes(os.path.join(store, "gitdir"))).strip())
    except Unreadable:
        return None
