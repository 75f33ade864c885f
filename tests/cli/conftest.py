"""Repositories for tests of merging, away from the user's configuration of git."""

import os
import shlex
import sys

import pytest

from conftest import REPOSITORY
from two_branches import Repository, program


@pytest.fixture
def shared_plan(make_plan, tmp_path, monkeypatch):
    for key in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{key}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{key}_EMAIL", "officer@council.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY / "src"))
    folder = tmp_path / "our plans"
    make_plan(name="our plans/plans/p")
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch=main")
    programs = tmp_path / "bin"
    program(programs, f'exec {shlex.quote(sys.executable)} -m actionplan "$@"')
    made.path = f"{programs}{os.pathsep}{made.path}"
    monkeypatch.setenv("PATH", made.path)
    monkeypatch.chdir(folder)
    return made


@pytest.fixture
def set_up(shared_plan, actionplan):
    ran = actionplan("git", "setup")
    assert (ran.code, ran.err) == (0, "")
    return shared_plan
