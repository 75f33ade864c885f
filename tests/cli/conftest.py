"""Repositories for tests of merging, away from the user's configuration of git."""

import os
import shlex
import shutil
import subprocess
import sys

import pytest

from conftest import ACTION, AREA, REPOSITORY, write_plan
from two_branches import BASE, EDITS, Repository, program

IDENTITY = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "PYTHONPATH": str(REPOSITORY / "src"),
    **{f"GIT_{who}_NAME": "Officer" for who in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{who}_EMAIL": "officer@council.example" for who in ("AUTHOR", "COMMITTER")},
}


@pytest.fixture
def shared_plan(tmp_path, monkeypatch):
    """Return a repository with one plan in it, in which git merges by lines."""
    for key, value in IDENTITY.items():
        monkeypatch.setenv(key, value)
    folder = tmp_path / "our plans"
    write_plan(folder / "plans" / "p", {"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION})
    return entered(folder, monkeypatch)


@pytest.fixture
def set_up(shared_plan, actionplan):
    """Return a repository with one plan in it, in which git merges by meaning."""
    ran = actionplan("git", "setup")
    assert (ran.code, ran.err) == (0, "")
    return shared_plan


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """Return the folder of a repository with a branch for each of `EDITS`, and one more that did the same."""
    folder = tmp_path_factory.mktemp("prepared")
    with pytest.MonkeyPatch.context() as patch:
        for key, value in IDENTITY.items():
            patch.setenv(key, value)
        write_plan(folder / "our plans" / "plans" / "p", {"areas/PA1.toml": AREA})
        (folder / "our plans" / "plans" / "p" / "actions").mkdir()
        made = entered(folder / "our plans", patch)
        subprocess.run(["actionplan", "git", "setup"], check=True, capture_output=True)
        made.commit(BASE)
        for name, text in EDITS.items():
            for who in ("ours", "theirs"):
                made.git("checkout", "--quiet", "-b", f"{who}/{name.replace(' ', '-')}", "main")
                made.action.write_bytes(text.encode())
                made.save(f"{who}: {name}")
    return folder


@pytest.fixture
def branched(prepared, tmp_path, monkeypatch):
    """Return a copy of `prepared` of this test's own."""
    for key, value in IDENTITY.items():
        monkeypatch.setenv(key, value)
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    return entered(tmp_path / "our plans", monkeypatch, is_new=False)


def entered(folder, patch, *, is_new=True):
    """Go into a folder, which becomes a repository, with the command line on the path."""
    made = Repository(folder)
    programs = folder.parent / "bin"
    program(programs, f'exec {shlex.quote(sys.executable)} -m actionplan "$@"')
    made.path = f"{programs}{os.pathsep}{made.path}"
    patch.setenv("PATH", made.path)
    patch.chdir(folder)
    if is_new:
        made.git("init", "--quiet", "--initial-branch=main", "--template=")
    return made
