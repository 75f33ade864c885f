"""How git is run: its answers are the same under all settings, and its errors are plain messages."""

import os
import shutil
import time

import pytest

from actionplan.cli import console
from actionplan.cli.main import run
from actionplan.git import run_git
from actionplan.git.environment import repository_of
from actionplan.git.repository import changed_paths, committed_bytes
from actionplan.git.run_git import Contents, GitError, git_in
from actionplan.git.settings import FIXED, Setting, settings_for
from conftest import TODAY
from repositories import made_empty

ODD = """
    [blame]
        date = relative
    [color]
        ui = always
    [column]
        ui = always
    [core]
        abbrev = 40
        quotePath = true
    [diff]
        colorMoved = zebra
        context = 0
        mnemonicPrefix = true
        noprefix = true
        orderFile = nowhere
        relative = true
        renames = copies
        statGraphWidth = 1
    [format]
        pretty = raw
    [grep]
        column = true
        fullName = true
        lineNumber = true
        patternType = fixed
    [i18n]
        commitEncoding = utf-16
        logOutputEncoding = utf-16
    [log]
        abbrevCommit = true
        date = relative
        decorate = full
        diffMerges = off
        follow = true
        showRoot = false
    [status]
        branch = true
        relativePaths = false
        short = true
        showUntrackedFiles = no
    [tag]
        sort = -taggerdate
"""
"""Settings that change what git prints."""


@pytest.fixture
def said(repository, monkeypatch, capsys):
    """Return a function that runs a command line in a repository with a tag, and gives how it ended and what it
    said.
    """
    monkeypatch.setattr(console, "today", lambda: TODAY)
    monkeypatch.chdir(repository.root)
    repository.git("tag", "minutes", "HEAD~1")

    def run_here(*line):
        capsys.readouterr()
        code = run(list(line))
        ran = capsys.readouterr()
        return code, ran.out, ran.err

    return run_here


COMMANDS = [("status",), ("audit", "--base", "minutes"), ("check", "--rev", "minutes"), ("since", "minutes")]


@pytest.mark.parametrize("place", ["the user's", "the repository's"])
@pytest.mark.parametrize("line", COMMANDS)
def test_settings_do_not_change_what_is_read(repository, said, tmp_path, monkeypatch, place, line):
    before = said(*line)
    if place == "the user's":
        (tmp_path / "odd").write_text(ODD)
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "odd"))
    else:
        with (repository.root / ".git/config").open("a") as file:
            file.write(ODD)
    monkeypatch.setenv("LANGUAGE", "de")
    assert said(*line) == before
    assert before[0] == 0


@pytest.mark.parametrize("variable", ["GIT_DIR", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"])
def test_the_environment_of_a_hook_leads_to_no_other_repository(repository, said, tmp_path, monkeypatch, variable):
    (tmp_path / "other").mkdir()
    other = made_empty(tmp_path / "other")
    other.commit()
    monkeypatch.setenv(variable, str(other.root / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(repository.root))
    assert said("update", "1.1", "--progress", "60", "--by", "hcc", "--commit")[0] == 0
    monkeypatch.delenv(variable)
    assert repository.git("log", "-1", "--format=%s") == "p 1.1: 60% (hcc)"
    assert other.git("log", "--format=%s") == "As of 2024-06-03"


def test_a_repository_that_only_the_environment_names(repository, tmp_path, monkeypatch):
    """Where no folder above the plan has one, the environment's is the plan's, as it is for git."""
    store = tmp_path / "store"
    shutil.move(repository.root / ".git", store)
    assert repository_of(str(repository.plan)) is None
    monkeypatch.setenv("GIT_DIR", str(store))
    assert repository_of(str(repository.plan)) is None, "we are not where its files are"
    monkeypatch.chdir(repository.root)
    assert repository_of(str(repository.plan)) == str(repository.root.resolve())
    assert committed_bytes(str(repository.path())) == repository.path().read_bytes()


def fake_git(folder, script, monkeypatch):
    """Put a program called git before the real one; ``$real`` is that."""
    folder.mkdir()
    path = folder / "git"
    path.write_text(f"#!/bin/sh\nreal={shutil.which('git')}\n{script}\n")
    path.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


ANSWERS = [":", "echo nonsense", "printf '\\377\\0\\n\\0'", "echo no >&2; exit 128", "exit 1", "kill -9 $$"]


@pytest.mark.parametrize("step", ["config", "rev-parse", "rev-list", "ls-tree", "cat-file", "diff-tree", "merge-base"])
@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("line", COMMANDS)
def test_an_invalid_answer_from_git_is_a_plain_message(said, tmp_path, monkeypatch, line, step, answer):
    fake_git(tmp_path / "bin", f'case "$*" in *{step}*) {answer};; *) exec $real "$@";; esac', monkeypatch)
    code, _, wrong = said(*line)
    assert code in (0, 1, 2)
    assert "fault in actionplan" not in wrong
    assert code != 2 or wrong.startswith(("Error: ", "Usage: "))


def test_git_that_does_not_answer_is_stopped(said, tmp_path, monkeypatch):
    """It, and what it started, since that would keep the line to us open."""
    monkeypatch.setattr(run_git, "LIMIT", 0.2)
    fake_git(tmp_path / "bin", "sleep 100", monkeypatch)
    before = time.monotonic()
    code, _, wrong = said("audit")
    assert (code, "git config did not answer within 0.2 seconds, and was stopped" in wrong) == (2, True)
    assert time.monotonic() - before < 50


def test_git_that_stops_answering_half_way(repository, tmp_path, monkeypatch):
    fake_git(tmp_path / "bin", 'case "$*" in *batch*) sleep 100;; *) exec $real "$@";; esac', monkeypatch)
    git = git_in(str(repository.root))
    monkeypatch.setattr(run_git, "LIMIT", 0.2)
    before = time.monotonic()
    with Contents(git) as contents, pytest.raises(GitError, match="git cat-file did not answer"):
        contents.get("HEAD:plans/p/plan.toml")
    assert time.monotonic() - before < 50


def test_changes_that_git_does_not_look_for(repository):
    """A file can be marked so that git believes it to be as it was."""
    name = str(repository.path().relative_to(repository.root))
    for mark in ("skip-worktree", "assume-unchanged"):
        repository.git("update-index", f"--{mark}", name)
    (repository.root / ".git/info").mkdir(exist_ok=True)
    (repository.root / ".git/info/exclude").write_text("*.toml\n")
    assert changed_paths(str(repository.plan)) == []
    repository.replace("progress = 10", "progress = 11")
    repository.write({"actions/1.9.toml": 'title = "New"\n'})
    paths = [os.path.relpath(path, repository.plan) for path in changed_paths(str(repository.plan))]
    assert paths == ["actions/1.1.toml", "actions/1.9.toml"]


def test_line_ends_alone_are_no_change(repository):
    data = repository.path().read_bytes()
    repository.path().write_bytes(data.replace(b"\n", b"\r\n"))
    assert changed_paths(str(repository.plan)) == []
    repository.path().unlink()
    assert changed_paths(str(repository.plan)) == [str(repository.path().resolve())]


def settings(*listed, is_asked=False):
    """Return the settings that git gets where it lists these, without those that are always the same."""
    found = settings_for(
        [Setting(scope=scope, key=key, value=value) for scope, key, value in listed], is_asked=is_asked
    )
    return [setting for setting in found if setting not in FIXED.items()]


def test_a_setting_of_the_repository_holds_only_if_it_is_harmless():
    assert settings(("local", "core.autocrlf", "true"), ("worktree", "branch.a.b.merge", "x")) == []
    assert settings(("local", "core.sshcommand", "x"), ("unheard-of", "some.thing", "y")) == [
        ("core.sshcommand", ""),
        ("some.thing", ""),
    ]


def test_what_the_repository_replaces_is_the_users_again():
    listed = [("global", "filter.lfs.clean", "git-lfs"), ("local", "filter.lfs.clean", "x"), ("command", "a.b", "c")]
    assert settings(*listed) == [("a.b", "c"), ("filter.lfs.clean", ""), ("filter.lfs.clean", "git-lfs")]


def test_the_users_hooks_are_for_commits_that_the_user_asks_for():
    own = [("global", "core.hookspath", "h"), ("global", "commit.gpgsign", "true"), ("system", "hook.a.command", "x")]
    assert settings(*own) == [("hook.a.command", "")]
    assert settings(*own, is_asked=True) == [("commit.gpgSign", "true"), ("core.hooksPath", "h")]
    assert ("core.hooksPath", os.devnull) in settings_for([], is_asked=True)
