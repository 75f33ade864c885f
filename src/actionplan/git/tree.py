"""The files of a commit, from trees whose bytes are compared with their names."""

import os
from typing import NamedTuple

from actionplan.git.objects import TreeEntry, tree_and_parents, tree_entries
from actionplan.git.run_git import LACKING, Contents, Git, GitError

FOLDER = b"40000"
"""The mode of a folder in a tree."""

_MOST = 250_000
"""The most files that are listed: trees that contain each other many times have billions in a few kilobytes."""


class TreeFile(NamedTuple):
    """A file of a commit: its mode, and git's name of its content."""

    mode: bytes
    object: str


def tree_files(git: Git, commit: str, folder: str = "", *, levels: int | None = None) -> dict[str, TreeFile]:
    """Return the files in a folder of a commit and below it, by their paths from there.

    Args:
        git: git, in a folder of the repository.
        commit: the commit's full name.
        folder: the folder, from the top of the repository, separated by ``/``; empty for the top.
        levels: how many levels of folders to list, this one included; None for all.

    Raises:
        GitError: an object is missing or is not what its name says, or there are too many files.
    """
    found: dict[str, TreeFile] = {}
    known: dict[str, list[TreeEntry]] = {}
    with Contents(git) as contents:
        read = contents.get(commit, b"commit")
        if read is None:
            raise GitError(LACKING)
        tree: str | None = tree_and_parents(read[1])[0]
        for part in filter(None, folder.split("/")):
            if tree is not None:
                inner = (entry for entry in entries(contents, tree) if entry.name == os.fsencode(part))
                tree = next((entry.object for entry in inner if entry.mode == FOLDER), None)
        waiting = [(tree, "", 1)] if tree is not None else []
        while waiting:
            tree, above, level = waiting.pop()
            if tree not in known:
                known[tree] = entries(contents, tree)
            for mode, name, inside in known[tree]:
                path = above + os.fsdecode(name)
                if mode != FOLDER:
                    found[path] = TreeFile(mode, inside)
                elif level != levels:
                    waiting.append((inside, f"{path}/", level + 1))
            if len(found) + len(waiting) > _MOST:
                raise GitError(f"the commit {commit[:12]} has more than {_MOST:,} files, and so was not read")
    return found


def entries(contents: Contents, tree: str) -> list[TreeEntry]:
    """Return the entries of a tree, by git's name for it.

    Raises:
        GitError: it is missing, is not what its name says, or is no tree.
    """
    read = contents.get(tree, b"tree")
    if read is None:
        raise GitError(LACKING)
    try:
        return list(tree_entries(read[1], len(tree)))
    except ValueError as error:
        raise GitError(f"the tree {tree[:12]} in this clone is damaged; git fsck lists all such objects") from error
