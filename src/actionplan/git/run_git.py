"""Run git. Only this module starts programs, so that a plan's repository cannot make us start one.

A plan's folder may come from anywhere, with its repository. Three lists limit what can happen: the few commands of git
that we use; the settings of the repository that are allowed (`actionplan.git.settings`), none of which names a program;
and the variables that git gets (`actionplan.git.environment`), none of which leads it to another repository.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import ContextVar
from functools import cache
from time import monotonic
from typing import Literal

from attrs import frozen

from actionplan.git.environment import as_variables, environment_for, settings_of_the_command_line, whole_path
from actionplan.git.objects import object_name
from actionplan.git.settings import Setting, settings_for
from actionplan.model.errors import ActionPlanError

Command = Literal[
    "add",
    "cat-file",
    "check-attr",
    "commit",
    "config",
    "diff-tree",
    "fetch",
    "for-each-ref",
    "ls-files",
    "ls-tree",
    "merge",
    "merge-base",
    "push",
    "rev-list",
    "rev-parse",
    "update-index",
    "update-ref",
    "var",
]
"""The commands of git that we use. The output of those that read does not depend on the user's settings."""

_MAY_BE_EMPTY = ("config", "merge-base", "rev-parse")
"""The commands that exit with 1 and print nothing if there is no result."""

LIMIT = 60.0
"""The time limit in seconds for one answer of git, which usually takes a few hundredths."""

_shorter: ContextVar[float] = ContextVar("shorter limit", default=LIMIT)
"""A shorter limit, for somebody who waits for more than git's answer."""

NAME = r"(?:[0-9a-f]{40}|[0-9a-f]{64})"
"""A regular expression for git's full name of a commit or a content."""

LACKING = (
    "this clone has been made without the content of some files. To fetch it (git 2.36 or later):\n"
    "  git fetch --refetch --no-filter"
)

_FORGED = (
    "{} in this clone does not have the bytes that git's name for it stands for: it was damaged, or somebody changed "
    "it. Use another clone; git fsck lists all such objects"
)

_OWNED = re.compile(r"dubious ownership in repository at '(.*)'")
_LISTED = re.compile(rb"([^\0]*)\0([^\0\n]+)(?:\n([^\0]*))?\0")
_HEAD = re.compile(rf"({NAME}) ([a-z]+) (\d+)\n".encode())


class GitError(ActionPlanError):
    """Git failed; ``args[0]`` has the reason, in git's words if it gave any."""


class TooLate(GitError):
    """Git did not answer in time, and was stopped."""


@contextmanager
def answers_within(seconds: float) -> Iterator[None]:
    """Wait for each answer of git no longer than some seconds; what the user requested may still take any time."""
    before = _shorter.set(seconds)
    try:
        yield
    finally:
        _shorter.reset(before)


def _limit() -> float:
    return min(LIMIT, _shorter.get())


@frozen(kw_only=True)
class Git:
    """Git for one folder.

    Attributes:
        folder: the folder.
        environment: the environment of the program, with the settings.
        is_asked: whether the user requested the operation. Then the user's hooks may take any time, and ask questions.
        limit: the seconds for it even so, where nobody is there to answer a question; None for no such limit.
    """

    folder: str
    environment: Mapping[str, str]
    is_asked: bool = False
    limit: float | None = None

    def run(self, command: Command, *arguments: str, given: bytes = b"") -> bytes:
        """Run a command, and return its output, which is empty if there is no result.

        Args:
            command: the command.
            arguments: its arguments.
            given: its input.

        Raises:
            GitError: git is missing, takes too long, or fails.
        """
        with self.start(command, *arguments) as process:
            try:
                output, errors = process.communicate(given, timeout=self._timeout)
            except subprocess.TimeoutExpired as error:
                _kill(process)
                raise _too_late(command, self._timeout) from error
            except BaseException:
                _kill(process)
                raise
        if process.returncode == 0 or (process.returncode == 1 and command in _MAY_BE_EMPTY and not (output or errors)):
            return output
        raise GitError(_reason(errors or output) or f"git {command} ended with {process.returncode}")

    @property
    def _timeout(self) -> float | None:
        return self.limit or (None if self.is_asked else _limit())

    def rows(
        self, row: re.Pattern[bytes], command: Command, *arguments: str, given: bytes = b""
    ) -> list[re.Match[bytes]]:
        """Run a command whose output consists of rows, and return them.

        Args:
            row: the pattern of a row.
            command: the command.
            arguments: its arguments.
            given: its input.

        Raises:
            GitError: as for `run`, or the output does not consist of such rows.
        """
        output = self.run(command, *arguments, given=given)
        matches = list(row.finditer(output))
        if sum(match.end() - match.start() for match in matches) != len(output):
            raise _invalid(command)
        return matches

    def row(self, row: re.Pattern[bytes], command: Command, *arguments: str) -> re.Match[bytes]:
        """Run a command whose output is one row, and return it.

        Raises:
            GitError: as for `rows`, or there is not exactly one row.
        """
        matches = self.rows(row, command, *arguments)
        if len(matches) != 1:
            raise _invalid(command)
        return matches[0]

    def contents(self, names: Sequence[str]) -> Iterator[bytes]:
        """Yield some contents by git's names for them, in that order.

        Raises:
            GitError: as for `run`, or one of them is missing.
        """
        output = (
            self.run("cat-file", "--batch", given="".join(f"{name}\n" for name in names).encode()) if names else b""
        )
        start = 0
        for name in names:
            if output.startswith(f"{name} missing\n".encode(), start):
                raise GitError(LACKING)
            if (head := _HEAD.match(output, start)) is None:
                raise _invalid("cat-file")
            start = head.end() + int(head[3]) + 1
            yield _genuine(head, output[head.end() : start - 1])

    def start(self, command: Command, *arguments: str) -> "subprocess.Popen[bytes]":
        """Start a command.

        Args:
            command: the command.
            arguments: its arguments.

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
                stderr=subprocess.PIPE,
                process_group=None if self.is_asked or sys.platform == "win32" else 0,
                start_new_session=self.limit is not None,  # without a terminal nothing can be asked there
            )
        except OSError as error:
            raise GitError(f"git could not be run: {error.strerror or error}") from error


class Contents(AbstractContextManager["Contents"]):
    """The contents of files, read one after another from one git process."""

    def __init__(self, git: Git) -> None:
        """Start git.

        Raises:
            GitError: git is missing, or cannot be started.
        """
        self._process = git.start("cat-file", "--batch")
        self._asked_at: float | None = None
        self._limit = _limit()
        self._is_over = threading.Event()
        self._watch = threading.Thread(target=self._end_when_late, daemon=True)
        self._watch.start()

    def __exit__(self, *_: object) -> None:
        """End git."""
        self._is_over.set()
        self._watch.join()
        _kill(self._process)
        self._process.communicate()

    def _end_when_late(self) -> None:
        while not self._is_over.wait(min(1.0, self._limit)):
            if self._asked_at is not None and monotonic() - self._asked_at > self._limit:
                _kill(self._process)
                return

    def get(self, name: str, kind: bytes = b"blob") -> tuple[str, bytes] | None:
        """Return git's name of a file's content, and the content; None where there is no such file.

        Args:
            name: that name, or a commit and a path.
            kind: the kind of object: a ``blob`` is the content of a file.

        Raises:
            GitError: git stopped, takes too long, or gives an invalid answer, or the content is not what its name says.
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
            match = _HEAD.fullmatch(head)
            data = answers.read(int(match[3]) + 1)[:-1] if match is not None else b""
        except OSError as error:
            raise self._stopped() from error
        finally:
            late, self._asked_at = monotonic() - self._asked_at > self._limit, None
        if late:
            raise _too_late("cat-file", self._limit)
        if not head:
            raise self._stopped()
        if match is None:
            raise _invalid("cat-file")
        return (match[1].decode(), _genuine(match, data)) if match[2] == kind else None

    def _stopped(self) -> GitError:
        assert self._process.stderr is not None
        self._process.wait()
        return GitError(_reason(self._process.stderr.read()) or "git stopped while its history was read")


def git_in(folder: str, *, is_asked: bool = False) -> Git:
    """Return git for a folder, with only harmless settings of the repository.

    Args:
        folder: the folder.
        is_asked: whether the user requested the operation, so that the user's own hooks and signing are used.

    Raises:
        GitError: git is missing, or the settings cannot be read.
    """
    environment = environment_for(folder, is_asked=is_asked)
    lister = Git(folder=folder, environment=environment | settings_of_the_command_line())
    settings = as_variables(settings_for(listed_settings(lister), is_asked=is_asked))
    return Git(folder=folder, environment=environment | settings, is_asked=is_asked)


def listed_settings(git: Git) -> list[Setting]:
    """Return every setting that git finds, in git's order.

    Raises:
        GitError: git is missing, or they cannot be read.
    """
    return [
        Setting(
            scope=os.fsdecode(found[1]),
            key=os.fsdecode(found[2]),
            value="true" if found[3] is None else os.fsdecode(found[3]),
        )
        for found in git.rows(_LISTED, "config", "--list", "--show-scope", "-z")
    ]


@cache
def _program(path: str) -> str | None:
    """Return the path of git. The current folder is not searched, though Windows would."""
    found = (shutil.which(os.path.join(folder, "git")) for folder in whole_path(path).split(os.pathsep) if folder)
    return next((program for program in found if program), None)


def _genuine(head: re.Match[bytes], data: bytes) -> bytes:
    """Return the bytes of an object if they are what its name says, which git itself does not check."""
    name = head[1].decode()
    if object_name(head[2], data, len(name)) != name:
        raise GitError(_FORGED.format(f"the {head[2].decode()} {name[:12]}"))
    return data


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill a git process, and the processes that it started."""
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError):
        if process.returncode is None and os.getpgid(process.pid) == process.pid:
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()


def _reason(said: bytes) -> str:
    """Return why git failed, in our words where its own leave out what to do."""
    reason = said.decode(errors="replace").strip().expandtabs(2)
    if "promisor" in reason or "lazy fetching disabled" in reason:
        return LACKING
    if owned := _OWNED.search(reason):
        folder = owned[1] or "this folder"
        return (
            f"the repository in {folder} belongs to another user of this computer, so git does not read it. "
            f"If you trust that user:\n  git config --global --add safe.directory {shlex.quote(folder)}"
        )
    return reason


def _too_late(command: Command, limit: float | None) -> GitError:
    return TooLate(
        f"git {command} did not answer within {limit:g} seconds, and was stopped. Is the disk with the repository "
        "slow or disconnected?"
    )


def _invalid(command: Command) -> GitError:
    return GitError(
        f"git {command} gave an invalid answer. Is the git on the PATH the real one, and the repository undamaged "
        "(git fsck)?"
    )
