"""The machine that lives a list of events: the real command line on the day in question, and real git."""

import io
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from attrs import define, field

from actionplan.cli import console
from actionplan.cli.main import run as run_command_line
from conftest import REPOSITORY
from northshire_life import AUTHORS, FIRST, Event, events, first_files
from two_branches import program

GIT = ("-c", "core.abbrev=7", "-c", "core.fsync=none", "-c", "maintenance.auto=false", "-c", "core.autocrlf=false")
"""What makes git's answers the same everywhere, and quick."""


@define
class Life:
    """A plan that is lived in a repository.

    Attributes:
        root: the repository's folder.
        branch: the branch that is checked out.
        said: the output of every merge that git did not end alone, and of the commands that ended it.
    """

    root: Path
    branch: str = "secretary"
    said: list[str] = field(factory=list)
    _second: int = 0

    @property
    def plan(self) -> Path:
        return self.root / "plans" / "northshire-send"

    def git(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(["git", *GIT, *words], cwd=self.root, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, (words, done.stdout + done.stderr)
        return done

    def command(self, *words: str, codes: tuple[int, ...] = (0,)) -> str:
        """Run the command line in this process; give what it prints."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = run_command_line([*words])
        assert code in codes, (words, out.getvalue() + err.getvalue())
        return out.getvalue() + err.getvalue()

    def commit(self, message: str) -> None:
        if self.git("ls-files", "--others", "--exclude-standard").stdout:
            self.git("add", "--all")
        self.git("commit", "--quiet", "--all", "--message", message)

    def live(self, event: Event, monkeypatch: pytest.MonkeyPatch) -> None:
        """Let an event happen."""
        monkeypatch.setattr(console, "today", lambda: event.day)
        self._second += 1
        when = (
            f"{event.day}T{9 + self._second // 3600 % 12:02}:{self._second // 60 % 60:02}:{self._second % 60:02}+0000"
        )
        for who in ("AUTHOR", "COMMITTER"):
            monkeypatch.setenv(f"GIT_{who}_NAME", AUTHORS[event.branch])
            monkeypatch.setenv(f"GIT_{who}_EMAIL", f"{event.branch}@northshire.example")
            monkeypatch.setenv(f"GIT_{who}_DATE", when)
        if event.branch != self.branch:
            self.git("checkout", "--quiet", event.branch)
            self.branch = event.branch
        getattr(self, f"_{event.verb}")(event)

    def _run(self, event: Event) -> None:
        self.command(*event.words)
        self.commit(" ".join(word for word in event.words[:3] if not word.startswith("-")))

    def _edit(self, event: Event) -> None:
        name, old, new = event.words
        text = (self.plan / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (self.plan / name).write_text(text.replace(old, new, 1), encoding="utf-8", newline="")
        self.commit(f"Edit {name}")

    def _tag(self, event: Event) -> None:
        self.git("tag", *event.words)

    def _merge(self, event: Event) -> None:
        other, *ends = event.words
        merged = self.git(
            "merge", "--quiet", "--message", f"Merge the branch of the {other}", other, check=bool(not ends)
        )
        if ends:
            assert merged.returncode != 0, f"nothing clashed on {event.day}"
            self.said.append(merged.stdout + merged.stderr)
            for words in ends:
                self.said.append(self.command(*words.split()))
            self.git("commit", "--quiet", "--no-edit")


@contextmanager
def alone(folder: Path) -> Iterator[pytest.MonkeyPatch]:
    """Keep the user's configuration and the machine's programs out, for as long as a life is lived."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        programs = folder / "bin"
        program(programs, f'exec {shlex.quote(sys.executable)} -m actionplan "$@"')
        monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        monkeypatch.setenv("PYTHONPATH", str(REPOSITORY / "src"))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
        monkeypatch.setenv("GIT_EDITOR", "true")
        monkeypatch.setenv("XDG_CONFIG_HOME", str(folder / "config"))
        monkeypatch.delenv("ACTIONPLAN_BY", raising=False)
        yield monkeypatch


def lived(folder: Path) -> Life:
    """Live the three years of Northshire in a new repository."""
    life = Life(folder / "northshire")
    life.plan.mkdir(parents=True)
    with alone(folder) as monkeypatch:
        monkeypatch.chdir(life.root)
        life.git("init", "--quiet", "--template=", "--initial-branch=secretary")
        for name, text in first_files().items():
            (life.plan / name).parent.mkdir(exist_ok=True)
            (life.plan / name).write_text(text, encoding="utf-8", newline="\n")
        life.command("git", "setup")
        life.live(Event(FIRST, "secretary", "run", ("check",)), monkeypatch)
        for branch in ("council", "icb", "forum"):
            life.git("branch", branch)
        for event in events():
            life.live(event, monkeypatch)
        life.git("checkout", "--quiet", "secretary")
        life.git("repack", "-a", "-d", "--quiet")
    return life


def copied(life: Life, folder: Path) -> Life:
    """Return a copy of a life, with all its branches and tags, for a test that changes it."""
    shutil.copytree(life.root, folder / "northshire")
    return Life(folder / "northshire")
