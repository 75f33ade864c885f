"""Walking git's history of a folder: its commits, what each changed, and files as they stood."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from types import TracebackType

from actionplan.git.repository import SAFE, GitError, git_environment, run_git
from actionplan.model.frozen import frozen

TRUE = ("--no-replace-objects",)
"""Commits as they are: ``git replace`` could show this clone a history that nobody else has."""


@frozen(kw_only=True)
class Commit:
    """One commit.

    Attributes:
        name: its full name.
        short: its short name.
        parents: the full names of the commits before it: none for the first, several for a merge.
        author: who made the change.
        day: the day that the author's calendar showed; None where the commit gives none that can be read.
    """

    name: str
    short: str
    parents: tuple[str, ...]
    author: str
    day: date | None


@frozen(kw_only=True)
class Change:
    """One file that a commit changed, seen from one of its parents.

    Attributes:
        path: the file, from the folder, parted by ``/``.
        was: git's name of its content in the parent; None where it was not there.
        became: likewise in the commit; None where it is gone.
    """

    path: str
    was: str | None
    became: str | None


class History(AbstractContextManager["History"]):
    """The history of one folder. One git process hands out contents for as long as the history is open."""

    def __init__(self, folder: str) -> None:
        """Open the history of a folder.

        Args:
            folder: the folder.

        Raises:
            GitError: it is in no repository, or in a clone that has only the last part of its history.
        """
        self.folder = folder
        try:
            shallow = run_git(folder, "rev-parse", "--is-shallow-repository").strip()
        except GitError as error:
            if "not a git repository" not in str(error):
                raise
            raise GitError(f"{folder} is not in a git repository, so it has no history to look through") from error
        if shallow == b"true":
            raise GitError(
                f"{folder} is in a shallow clone: the older commits are not here, so nothing can be said of them; "
                "fetch them with: git fetch --unshallow"
            )
        self.prefix = run_git(folder, "rev-parse", "--show-prefix").decode().removesuffix("\n")
        self._process: subprocess.Popen[bytes] | None = None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the git process."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def commits(self, head: str) -> list[Commit]:
        """Give the commits, up to one, in which the folder differs from a commit before; older ones first.

        Merges that took one side and dropped the other are among them.

        Args:
            head: the full name of the last commit.
        """
        return self._log("--full-history", "--topo-order", "--reverse", head, "--", ".")

    def commit(self, name: str) -> Commit:
        """Give one commit."""
        return self._log("-1", name, "--")[0]

    def _log(self, *arguments: str) -> list[Commit]:
        shown = "--format=%H%x00%h%x00%P%x00%as%x00%an%x00"
        said = self._git("log", "--no-show-signature", "--encoding=UTF-8", shown, *arguments)
        fields = said.decode(errors="replace").split("\0")[:-1]
        rows = [fields[start : start + 5] for start in range(0, len(fields), 5)]
        return [
            Commit(name=name.lstrip("\n"), short=short, parents=tuple(parents.split()), author=author, day=day_of(day))
            for name, short, parents, day, author in rows
        ]

    def changes(self, commits: Sequence[Commit]) -> Iterator[tuple[Change, ...]]:
        """Give what each commit changed against each of its parents, in the order of commits and parents.

        The first commit of a history is compared with nothing, as if it had one parent.
        """
        pairs = [f"{commit.name} {parent}".rstrip() for commit in commits for parent in commit.parents or ("",)]
        options = ("--stdin", "--always", "--root", "-r", "--raw", "-z", "--no-abbrev", "--no-renames")
        safe = ("--no-ext-diff", "--no-textconv", "--ignore-submodules")
        said = self._git("diff-tree", *options, *safe, "--", ".", given="".join(f"{pair}\n" for pair in pairs).encode())
        found: list[list[Change]] = []
        tokens = iter(said.decode(errors="surrogateescape").split("\0")[:-1])
        for token in tokens:
            if not token.startswith(":"):
                found.append([])
                continue
            was_mode, mode, was, became, _ = token[1:].split(" ")
            path = next(tokens).removeprefix(self.prefix)
            if (was_mode, was) != (mode, became):
                change = Change(path=path, was=_content(was_mode, was), became=_content(mode, became))
                found[-1].append(change)
        if len(found) != len(pairs):
            raise GitError("git did not say of every commit what it changed")
        return iter([tuple(changes) for changes in found])

    def content(self, name: str) -> bytes | None:
        """Give the bytes of a file, by git's name of its content; None where there is no such file."""
        found = self._object(name)
        return found[1] if found is not None else None

    def content_name(self, commit: str, path: str) -> str | None:
        """Give git's name of a file's content in a commit; None where the commit has no such file.

        Args:
            commit: the commit's full name.
            path: the file, from the folder.
        """
        found = self._object(f"{commit}:{self.prefix}{path}") if "\n" not in path + self.prefix else None
        return found[0] if found is not None else None

    def paths(self, commit: str) -> list[tuple[str, str]]:
        """Give every file of the folder in a commit, from the folder, each with git's name of its content."""
        said = self._git("ls-tree", "-r", "-z", commit, "--", ".").decode(errors="surrogateescape")
        rows = [row.partition("\t") for row in said.split("\0")[:-1]]
        return [(path, facts.split(" ")[2]) for facts, _, path in rows if facts.split(" ")[1] == "blob"]

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Say whether a commit is another one, or is part of its history."""
        return older == newer or older in self.bases(older, newer)

    def bases(self, one: str, other: str) -> tuple[str, ...]:
        """Give the last commits that two commits have in common."""
        try:
            return tuple(self._git("merge-base", "--all", one, other).decode().split())
        except GitError:  # they have none in common
            return ()

    def _git(self, *arguments: str, given: bytes | None = None) -> bytes:
        return run_git(self.folder, *TRUE, *arguments, given=given)

    @cached_property
    def _pipe(self) -> "subprocess.Popen[bytes]":
        self._process = subprocess.Popen(
            ["git", *SAFE, *TRUE, "cat-file", "--batch"],
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=git_environment(),
        )
        return self._process

    def _object(self, name: str) -> tuple[str, bytes] | None:
        asked, answers = self._pipe.stdin, self._pipe.stdout
        if asked is None or answers is None:
            raise AssertionError("git cat-file was started without pipes")
        asked.write(name.encode(errors="surrogateescape") + b"\n")
        asked.flush()
        head = answers.readline()
        if not head:
            raise GitError("git stopped while its history was read")
        if head.endswith((b" missing\n", b" ambiguous\n")):
            return None
        found, kind, size = head.split()
        data = answers.read(int(size))
        answers.read(1)
        return (found.decode(), data) if kind == b"blob" else None


def _content(mode: str, name: str) -> str | None:
    """Give the name of a content; None for no file at all, and for what is not an ordinary file."""
    return name if mode.startswith("100") else None


def day_of(text: str) -> date | None:
    """Give the day of a commit as git prints it; None where it prints none that there is."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
