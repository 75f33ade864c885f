"""The git history of a folder: its commits, the files that each changed, and their contents."""

import os
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date

from attrs import evolve, frozen

from actionplan.git.objects import PROOF, tree_and_parents
from actionplan.git.repository import FILE, day_of, repository_row
from actionplan.git.run_git import LACKING, NAME, Contents, GitError
from actionplan.git.tree import FOLDER, entries

_PLACE = re.compile(rb"(true|false)\n(.*)\n", re.DOTALL)
_COMMIT = re.compile(rf"commit {NAME}\n({NAME})\0([0-9a-f ]*)\0([^\0]*)\0([^\0]*)\0\n".encode())
_COMMON = re.compile(f"({NAME})\n".encode())
_CHANGE = re.compile(rf"{NAME}\0|:(\d{{6}}) (\d{{6}}) ({NAME}) ({NAME}) [A-Z]\d*\0([^\0]+)\0".encode())

_LINKS = (b"120000", b"160000")
"""The modes of links and submodules in a list of changes."""


@frozen(kw_only=True)
class Commit:
    """One commit.

    Attributes:
        name: its full name.
        short: its short name.
        parents: the full names of the commits before it: none for the first, several for a merge.
        author: its author.
        day: its day, by the author's calendar; None where the commit has none that can be read.
        latest: the latest day of it and all commits before it: the author of a commit chooses its day, but not those.
    """

    name: str
    short: str
    parents: tuple[str, ...]
    author: str
    day: date | None
    latest: date | None


@frozen(kw_only=True)
class FileChange:
    """One file that differs between a commit and one of its parents.

    Attributes:
        path: the file, from the folder, separated by ``/``.
        was: git's name of its content in the parent; None where the parent does not have it.
        became: git's name of its content in the commit; None where the commit does not have it.
        is_link: whether the commit has a link or a submodule of this name, which is no file.
    """

    path: str
    was: str | None
    became: str | None
    is_link: bool = False


class CommitLog(AbstractContextManager["CommitLog"]):
    """The git history of one folder. One git process returns contents for as long as it is open."""

    def __init__(self, folder: str) -> None:
        """Open the history of a folder.

        Args:
            folder: the folder.

        Raises:
            GitError: it is not in a repository, or in a shallow clone.
        """
        shown = ("--is-shallow-repository", "--show-prefix")
        self.git, place = repository_row(folder, _PLACE, *shown, otherwise=", so it has no history")
        if place[1] == b"true":
            raise GitError(
                f"{folder} is in a shallow clone: the older commits are missing and cannot be checked; "
                "fetch them with: git fetch --unshallow"
            )
        self.prefix = place[2].decode(errors="surrogateescape")
        self._contents: Contents | None = None
        self._trees: dict[str, dict[bytes, str]] = {}

    def __exit__(self, *_: object) -> None:
        """End the git process."""
        if self._contents is not None:
            self._contents.__exit__()
            self._contents = None

    def commits(self, head: str) -> list[Commit]:
        """Return the commits in which the folder differs from a commit before, older ones first.

        Merges that took one side and dropped the other are included. Each commit and tree is read and compared with its
        name, since git believes what a clone has under that name.

        Args:
            head: the full name of the last commit.

        Raises:
            GitError: a commit or a tree is missing, or is not what its name says.
        """
        latest: dict[str, date] = {}
        trees: dict[str, str | None] = {}
        listed = []
        for commit in self._log("--topo-order", "--reverse", head, "--"):
            before = [trees[parent] for parent in commit.parents] or [None]
            trees[commit.name] = tree = self._tree(commit)
            days = [day for day in (commit.day, *map(latest.get, commit.parents)) if day is not None]
            if days:
                latest[commit.name] = max(days)
            if any(tree != other for other in before):
                listed.append(evolve(commit, latest=latest.get(commit.name)))
        return listed

    def commit(self, name: str) -> Commit:
        """Return one commit; its bytes and its trees must be those of their names."""
        [commit] = self._log("-1", name, "--")
        self._tree(commit)
        return commit

    def _log(self, *arguments: str) -> list[Commit]:
        shown = ("--encoding=UTF-8", "--format=%H%x00%P%x00%as%x00%an%x00")
        return [
            Commit(
                name=row[1].decode(),
                short=row[1][:PROOF].decode(),
                parents=tuple(row[2].decode().split()),
                author=row[4].decode(errors="replace"),
                day=(day := day_of(row[3].decode(errors="replace"))),
                latest=day,
            )
            for row in self.git.rows(_COMMIT, "rev-list", *shown, *arguments)
        ]

    def _tree(self, commit: Commit) -> str | None:
        """Return git's name of the folder's tree in a commit; None where the commit does not have the folder."""
        tree, parents = tree_and_parents(self._object(commit.name, b"commit"))
        if parents != commit.parents:
            raise GitError(f"git lists other parents for the commit {commit.short} than the commit has")
        for part in os.fsencode(self.prefix).split(b"/")[:-1]:
            inside = self._trees.get(tree)
            if inside is None:
                inside = self._trees[tree] = self._subtrees(tree)
            if part not in inside:
                return None
            tree = inside[part]
        self._read_trees_below(tree)
        return tree

    def _subtrees(self, tree: str) -> dict[bytes, str]:
        return {entry.name: entry.object for entry in entries(self._open(), tree) if entry.mode == FOLDER}

    def _read_trees_below(self, tree: str) -> None:
        waiting = [tree]
        while waiting:
            tree = waiting.pop()
            if tree not in self._trees:
                self._trees[tree] = self._subtrees(tree)
                waiting += self._trees[tree].values()

    def _object(self, name: str, kind: bytes) -> bytes:
        found = self._read(name, kind)
        if found is None:
            raise GitError(LACKING)
        return found[1]

    def changes(self, commits: Sequence[Commit]) -> Iterator[tuple[FileChange, ...]]:
        """Return the files that differ between each commit and each of its parents, in their order.

        The first commit of a history is compared with nothing, as if it had one parent.
        """
        pairs = [f"{commit.name} {parent}".rstrip() for commit in commits for parent in commit.parents or ("",)]
        options = ("--stdin", "--always", "--root", "-r", "--raw", "-z", "--no-abbrev", "--no-renames")
        safe = ("--no-ext-diff", "--no-textconv", "--ignore-submodules", "-O" + os.devnull, "--no-relative")
        given = "".join(f"{pair}\n" for pair in pairs).encode()
        changes: list[list[FileChange]] = []
        for row in self.git.rows(_CHANGE, "diff-tree", *options, *safe, "--", ".", given=given):
            if row[1] is None:
                changes.append([])
            elif changes and (row[1], row[3]) != (row[2], row[4]):
                path = row[5].decode(errors="surrogateescape").removeprefix(self.prefix)
                was, became, is_link = _content(row[1], row[3]), _content(row[2], row[4]), row[2] in _LINKS
                changes[-1].append(FileChange(path=path, was=was, became=became, is_link=is_link))
        if len(changes) != len(pairs):
            raise GitError("git did not list the changes of every commit")
        return map(tuple, changes)

    def content(self, name: str) -> bytes | None:
        """Return the bytes of a file, by git's name of its content; None where there is no such file."""
        blob = self._read(name)
        return blob[1] if blob is not None else None

    def content_name(self, commit: str, path: str) -> str | None:
        """Return git's name of a file's content in a commit; None where the commit has no such file.

        Args:
            commit: the commit's full name.
            path: the file, from the folder.
        """
        blob = self._read(f"{commit}:{self.prefix}{path}") if "\n" not in path + self.prefix else None
        return blob[0] if blob is not None else None

    def paths(self, commit: str) -> list[tuple[str, str]]:
        """Return every file of the folder in a commit, from the folder, each with git's name of its content."""
        rows = self.git.rows(FILE, "ls-tree", "-r", "-z", commit, "--", ".")
        return [(row[4].decode(errors="surrogateescape"), row[3].decode()) for row in rows if row[2] == b"blob"]

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Return whether a commit is the same as another one, or is part of its history."""
        return older == newer or older in self.bases(older, newer)

    def bases(self, one: str, other: str) -> tuple[str, ...]:
        """Return the merge bases of two commits: the last ones that they have in common."""
        return tuple(row[1].decode() for row in self.git.rows(_COMMON, "merge-base", "--all", one, other))

    def _read(self, name: str, kind: bytes = b"blob") -> tuple[str, bytes] | None:
        return self._open().get(name, kind)

    def _open(self) -> Contents:
        if self._contents is None:
            self._contents = Contents(self.git)
        return self._contents


def _content(mode: bytes, name: bytes) -> str | None:
    """Return the name of a content; None for no file, and for anything but an ordinary file."""
    return name.decode() if mode.startswith(b"100") else None
