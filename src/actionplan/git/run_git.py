"""The git program. It is started here and nowhere else, so that no plan's repository can have a program started.

A plan's folder may come from anywhere, and its repository with it. Three lists decide what can happen: the commands of
git that we use, which are few; the settings of the repository that hold (`actionplan.git.settings`), none of which
names a program; and the variables that git gets (`actionplan.git.environment`), none of which leads it elsewhere.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from functools import cache
from time import monotonic
from types import TracebackType
from typing import Literal

from attrs import frozen

from actionplan.git.environment import as_variables, environment_for, settings_of_the_command_line, whole_path
from actionplan.git.settings import Setting, settings_for
from actionplan.model.errors import ActionPlanError

Command = Literal[
    "add",
    "cat-file",
    "check-attr",
    "commit",
    "config",
    "diff-tree",
    "for-each-ref",
    "ls-files",
    "ls-tree",
    "merge-base",
    "rev-list",
    "rev-parse",
    "update-index",
]
"""The commands of git that we use. Those that read print the same in whatever way the user likes to see things."""

_SAYS_NO = ("config", "merge-base", "rev-parse")
"""The commands that end with 1, without a word, where there is nothing of what they are asked for."""

LIMIT = 60.0
"""How many seconds git has for one answer. It needs a few hundredths."""

NAME = r"(?:[0-9a-f]{40}|[0-9a-f]{64})"
"""A full name that git gives to a commit or a content, as a regular expression."""

LACKING = "this clone lacks the content of some files; fetch it with: git fetch --refetch"

_LISTED = re.compile(rb"([^\0]*)\0([^\0\n]+)(?:\n([^\0]*))?\0")
_HEAD = re.compile(rf"({NAME}) ([a-z]+) (\d+)\n".encode())


class GitError(ActionPlanError):
    """Git could not do what was asked; ``args[0]`` says why, in git's words where it has any."""


@frozen(kw_only=True)
class Git:
    """Git, as it is run for one folder.

    Attributes:
        folder: the folder.
        environment: the environment that it gets, with the settings.
        is_asked: whether the user asks for what it is to do. Their hooks may then take their time, and ask things.
    """

    folder: str
    environment: Mapping[str, str]
    is_asked: bool = False

    def run(self, command: Command, *arguments: str, given: bytes = b"") -> bytes:
        """Run a command, and return what it prints: nothing, too, where there is nothing of what it is asked for.

        Args:
            command: the command.
            arguments: its arguments.
            given: what it reads.

        Raises:
            GitError: git is missing, takes too long, or ends with a fault.
        """
        with self.start(command, *arguments) as process:
            try:
                said, wrong = process.communicate(given, timeout=None if self.is_asked else LIMIT)
            except subprocess.TimeoutExpired as error:
                _kill(process)
                raise _too_late(command) from error
            except BaseException:
                _kill(process)
                raise
        if process.returncode == 0 or (process.returncode == 1 and command in _SAYS_NO and not (said or wrong)):
            return said
        why = wrong.decode(errors="replace").strip() or said.decode(errors="replace").strip()
        raise GitError(why or f"git {command} ended with {process.returncode}")

    def rows(
        self, row: re.Pattern[bytes], command: Command, *arguments: str, given: bytes = b""
    ) -> list[re.Match[bytes]]:
        """Run a command whose answer is rows, and return them.

        Args:
            row: what a row looks like.
            command: the command.
            arguments: its arguments.
            given: what it reads.

        Raises:
            GitError: as for `run`, or the answer is none of rows.
        """
        said = self.run(command, *arguments, given=given)
        found = list(row.finditer(said))
        if sum(match.end() - match.start() for match in found) != len(said):
            raise _nonsense(command)
        return found

    def row(self, row: re.Pattern[bytes], command: Command, *arguments: str) -> re.Match[bytes]:
        """Run a command whose answer is one row, and return it.

        Raises:
            GitError: as for `rows`, or there are none or several.
        """
        found = self.rows(row, command, *arguments)
        if len(found) != 1:
            raise _nonsense(command)
        return found[0]

    def contents(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield the content of each file whose name in git is given, in that order.

        Raises:
            GitError: as for `run`, or one of them is not here.
        """
        said = self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else b""
        start = 0
        for name in names:
            if said.startswith(f"{name} missing\n".encode(), start):
                raise GitError(LACKING)
            if (head := _HEAD.match(said, start)) is None:
                raise _nonsense("cat-file")
            start = head.end() + int(head[3]) + 1
            yield said[head.end() : start - 1]

    def start(self, command: Command, *arguments: str, complaints: int = subprocess.PIPE) -> "subprocess.Popen[bytes]":
        """Start a command.

        Args:
            command: the command.
            arguments: its arguments.
            complaints: where what it says on stderr goes, as `subprocess` wants it.

        Raises:
            GitError: git is missing, or cannot be started.
        """
        program = _program(os.environ.get("PATH", os.defpath))
        if program is None:
            raise GitError("git is not installed, or not on the PATH")
        try:
            return subprocess.Popen(
                [program, "--no-pager", command, *arguments],
                cwd=self.folder,
                env=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints,
                process_group=None if self.is_asked or sys.platform == "win32" else 0,
            )
        except OSError as error:
            raise GitError(f"git could not be run: {error.strerror or error}") from error


class Contents(AbstractContextManager["Contents"]):
    """Contents of files, asked for one after another of one run of git."""

    def __init__(self, git: Git) -> None:
        """Start git.

        Raises:
            GitError: git is missing, or cannot be started.
        """
        self._process = git.start("cat-file", "--batch", complaints=subprocess.DEVNULL)
        self._asked_at: float | None = None
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._end_when_late, daemon=True)
        self._watch.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End git."""
        self._is_over.set()
        self._watch.join()
        _kill(self._process)
        self._process.communicate()

    def _end_when_late(self) -> None:
        while not self._is_over.wait(min(1.0, LIMIT)):
            if self._asked_at is not None and monotonic() - self._asked_at > LIMIT:
                _kill(self._process)
                return

    def get(self, name: str) -> tuple[str, bytes] | None:
        """Return git's name of a file's content, and the content; None where there is no such file.

        Args:
            name: that name, or a commit and a path.

        Raises:
            GitError: git stopped, takes too long, or its answer is none.
        """
        asked, answers = self._process.stdin, self._process.stdout
        assert asked is not None
        assert answers is not None
        self._asked_at = monotonic()
        try:
            asked.write(name.encode(errors="surrogateescape") + b"\n")
            asked.flush()
            head = answers.readline()
            if head.endswith((b" missing\n", b" ambiguous\n")):
                return None
            found = _HEAD.fullmatch(head)
            data = answers.read(int(found[3]) + 1)[:-1] if found is not None else b""
        except OSError as error:
            raise GitError(f"git stopped while its history was read: {error.strerror}") from error
        finally:
            late, self._asked_at = monotonic() - self._asked_at > LIMIT, None
        if late:
            raise _too_late("cat-file")
        if not head:
            raise GitError("git stopped while its history was read")
        if found is None:
            raise _nonsense("cat-file")
        return (found[1].decode(), data) if found[2] == b"blob" else None


def git_in(folder: str, *, is_asked: bool = False) -> Git:
    """Return git for a folder, after asking it which settings it would find there.

    Args:
        folder: the folder.
        is_asked: whether the user asks for what it is to do, so that the user's own hooks and signature belong to it.

    Raises:
        GitError: git is missing, or the settings cannot be read.
    """
    environment = environment_for(folder, is_asked=is_asked)
    lister = Git(folder=folder, environment=environment | settings_of_the_command_line())
    listed = [
        Setting(
            scope=os.fsdecode(found[1]),
            key=os.fsdecode(found[2]),
            value="true" if found[3] is None else os.fsdecode(found[3]),
        )
        for found in lister.rows(_LISTED, "config", "--list", "--show-scope", "-z")
    ]
    settings = as_variables(settings_for(listed, is_asked=is_asked))
    return Git(folder=folder, environment=environment | settings, is_asked=is_asked)


@cache
def _program(path: str) -> str | None:
    """Return where git is. It is not looked for in the folder in which we are, as Windows would."""
    found = (shutil.which(os.path.join(folder, "git")) for folder in whole_path(path).split(os.pathsep) if folder)
    return next((program for program in found if program), None)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """End a run of git, and what it may have started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        if process.returncode is None and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


def _too_late(command: Command) -> GitError:
    return GitError(
        f"git {command} did not answer within {LIMIT:.0f} seconds, and was stopped. Is the disk with the repository "
        "slow, or not there?"
    )


def _nonsense(command: Command) -> GitError:
    return GitError(
        f"git {command} gave an answer that makes no sense. Is the git on the PATH the real one, and the repository "
        "whole (git fsck)?"
    )
