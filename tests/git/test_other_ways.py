"""Other ways by which a plan's folder or the environment could have programs started, or bring a command to a stop."""

import os
import shlex
import subprocess
import sys

import pytest

from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.git import run_git
from actionplan.git.merge_driver import driver_command
from conftest import REPOSITORY, TODAY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and programs of the tests need POSIX")


@pytest.fixture
def said(repository, monkeypatch, capsys, tmp_path):
    """Return a function that runs a command line in a repository, and gives how it ended and what it said."""
    monkeypatch.setattr(console, "today", lambda: TODAY)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.chdir(repository.root)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-24T12:00:00+0000")

    def run_here(line):
        capsys.readouterr()
        code = run(shlex.split(line))
        ran = capsys.readouterr()
        return code, ran.out, ran.err

    return run_here


COMMIT = "update 1.1 --progress 60 --by hcc --commit"

VARIABLES = """
    EDITOR GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_ASKPASS GIT_EDITOR GIT_EXTERNAL_DIFF GIT_PAGER GIT_PROXY_COMMAND
    GIT_SEQUENCE_EDITOR GIT_SSH GIT_SSH_COMMAND GIT_TEMPLATE_DIR GIT_TRACE2_EVENT PAGER SSH_ASKPASS VISUAL
""".split()  # noqa: SIM905  # easier to read


@pytest.mark.parametrize("line", ["status", "audit", "since HEAD~1", COMMIT])
def test_programs_that_the_environment_names_are_not_started(repository, said, monkeypatch, tmp_path, line):
    """Git starts them for its users, and hooks pass them on; nothing here needs one."""
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho started >> {tmp_path}/mark\n")
    program.chmod(0o755)
    before = said(line)
    repository.git("reset", "--quiet", "--hard", "main@{0}" if line != COMMIT else "HEAD~1")
    for name in VARIABLES:
        monkeypatch.setenv(name, str(program))
    assert said(line) == before
    assert not (tmp_path / "mark").exists()


PIPES = ["config", "HEAD", "index", "packed-refs", "objects/info/alternates", "shallow", "info/grafts", "commondir"]


@pytest.mark.parametrize("place", PIPES)
def test_a_pipe_among_gits_files_ends_in_a_message(repository, said, monkeypatch, place):
    """Git would wait for it for ever."""
    monkeypatch.setattr(run_git, "LIMIT", 0.2)
    path = repository.root / ".git" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    os.mkfifo(path)
    for line in ("status", "audit", f"{COMMIT} --dry-run"):
        code, out, wrong = said(line)
        assert code in (0, 1, 2)
        assert "fault in actionplan" not in wrong + out
        assert line == "status" or code == 0 or wrong.startswith(("Error: ", "Usage: "))


def test_a_pipe_that_git_reads_for_a_commit_ends_in_a_message(repository, said, monkeypatch):
    """A commit with the user's own hooks has no time limit, but what comes before it has."""
    monkeypatch.setattr(run_git, "LIMIT", 0.5)
    os.mkfifo(repository.path("actions/.gitattributes"))
    code, out, wrong = said(COMMIT)
    assert (code, "Committed" in out, "did not answer" in " ".join(wrong.split())) == (2, False, True)
    assert "git commit -m" in wrong


def test_the_merge_driver_takes_no_modules_from_the_repository(repository, monkeypatch, tmp_path):
    """Git starts it at the top of the repository, whoever put files there."""
    monkeypatch.setenv("PATH", "")
    command = driver_command()
    assert "actionplan merge-driver" in command
    for name in ("tomli.py", "attrs.py", "click.py", "actionplan/__init__.py", "actionplan/__main__.py"):
        path = repository.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"open({str(tmp_path / 'mark')!r}, 'w').close()\n")
    for name in ("base", "ours", "theirs"):
        (repository.root / name).write_bytes(repository.path().read_bytes())
    values = {"%O": "base", "%A": "ours", "%B": "theirs", "%L": "7", "%P": "plans/p/actions/1.1.toml"}
    for mark, value in values.items():
        command = command.replace(mark, value)
    environment = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(REPOSITORY / "src")}
    ran = subprocess.run(["sh", "-c", command], cwd=repository.root, env=environment, capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert not (tmp_path / "mark").exists()
    assert sys.executable in command


@pytest.mark.parametrize(
    "attributes", ["working-tree-encoding=UTF-16", "ident", "text eol=crlf", "binary", "export-subst", "merge=binary"]
)
def test_attributes_of_the_repository_change_no_report(repository, said, attributes):
    before = said("status"), said("audit"), said("check --rev HEAD")
    (repository.root / ".git/info").mkdir(exist_ok=True)
    (repository.root / ".git/info/attributes").write_text(f"* {attributes}\n")
    assert (said("status"), said("audit"), said("check --rev HEAD")) == before
    assert said(COMMIT)[0] in (0, 2)
