"""What git knows, asked of the real run_git."""

import subprocess

import pytest

from actionplan.git import run_git
from actionplan.git.repository import GitError, changed_paths, commit, committed_bytes, resolve_revision
from actionplan.git.run_git import git_in


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for key in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{key}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{key}_EMAIL", "officer@council.example")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "a.toml").write_bytes(b"one\r\n")
    commit([str(tmp_path / "a.toml")], "First", is_asked=True)
    return tmp_path


def test_bytes_of_the_last_commit(folder):
    (folder / "a.toml").write_bytes(b"two")
    assert committed_bytes(str(folder / "a.toml")) == b"one\r\n"


def test_what_no_commit_has(folder, tmp_path_factory):
    (folder / "b.toml").write_bytes(b"new")
    assert committed_bytes(str(folder / "b.toml")) is None
    assert committed_bytes(str(tmp_path_factory.mktemp("outside") / "c.toml")) is None


def test_changed_and_new_files(folder):
    (folder / "a.toml").write_bytes(b"two")
    (folder / "sub").mkdir()
    (folder / "sub" / "ümlaut b.toml").write_bytes(b"new")
    assert changed_paths(str(folder)) == [str(folder / "a.toml"), str(folder / "sub" / "ümlaut b.toml")]


def test_a_commit_takes_the_named_file_only(folder):
    (folder / "a.toml").write_bytes(b"two")
    (folder / "b.toml").write_bytes(b"new")
    commit([str(folder / "a.toml")], "Second", is_asked=True)
    assert changed_paths(str(folder)) == [str(folder / "b.toml")]


def test_no_repository(tmp_path):
    with pytest.raises(GitError, match="not a git repository"):
        changed_paths(str(tmp_path))


def test_no_git(folder, monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="git is not installed"):
        changed_paths(str(folder))


def test_git_cannot_be_run(folder, monkeypatch):
    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(run_git.subprocess, "Popen", refuse)
    with pytest.raises(GitError, match="git could not be run: Permission denied"):
        changed_paths(str(folder))


def test_nothing_that_the_repository_configures_is_run(folder):
    """A plan may come from anywhere: its file-system monitor is not started just to read it."""
    subprocess.run(["git", "config", "core.fsmonitor", "touch hacked; false"], cwd=folder, check=True)
    changed_paths(str(folder))
    assert not (folder / "hacked").exists()


def test_a_revision_is_named_in_full(folder):
    name = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True, check=True).stdout
    subprocess.run(["git", "tag", "minutes"], cwd=folder, check=True)
    assert {resolve_revision(git_in(str(folder)), given) for given in ("HEAD", "minutes", name[:8])} == {name.strip()}


@pytest.mark.parametrize("revision", ["nowhere", "HEAD~9", "--help", "", "HEAD:a.toml", "x\0y"])
def test_a_revision_that_git_does_not_know(folder, revision):
    with pytest.raises(GitError, match="git knows no commit"):
        resolve_revision(git_in(str(folder)), revision)


@pytest.mark.parametrize("revision", ["HEAD@{1}", "main@{2024-06-30}", "@{u}"])
def test_what_only_this_clone_remembers_is_refused(folder, revision):
    with pytest.raises(GitError, match="depends on the log of this clone"):
        resolve_revision(git_in(str(folder)), revision)


def test_a_revision_outside_git(tmp_path):
    with pytest.raises(GitError, match="not a git repository"):
        resolve_revision(git_in(str(tmp_path)), "HEAD")
