"""Nothing is written to a repository to which a plan's folder leads git, if it does not know of that folder."""

import os
import shutil

import pytest

from actionplan.git.home import git_to_write
from actionplan.git.run_git import GitError
from repositories import made_empty, repository_at


@pytest.fixture
def other(tmp_path_factory):
    """Return a repository with other work in it."""
    other = made_empty(tmp_path_factory.mktemp("other"))
    (other.root / "thesis.txt").write_text("Chapter 1")
    other.commit()
    return other


@pytest.fixture
def officer(monkeypatch, repository):
    monkeypatch.chdir(repository.root)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")


def by_file(repository, other):
    shutil.rmtree(repository.root / ".git")
    (repository.root / ".git").write_text(f"gitdir: {other.root}/.git\n")


def by_link(repository, other):
    shutil.rmtree(repository.root / ".git")
    (repository.root / ".git").symlink_to(other.root / ".git")


def by_common_folder(repository, other):
    (repository.root / ".git/commondir").write_text(f"{other.root}/.git\n")


def by_a_second_folder(repository, other):
    """Take the place of a second work tree of the other repository."""
    other.git("worktree", "add", "--quiet", str(other.root / "second"))
    shutil.rmtree(repository.root / ".git")
    shutil.copy(other.root / "second/.git", repository.root / ".git")


def by_a_submodule(repository, other):
    store = repository.root / ".git/modules/inner"
    shutil.copytree(other.root / ".git", store)
    (store / "commondir").write_text(f"{other.root}/.git\n")
    (repository.plan / ".git").write_text(f"gitdir: {store}\n")


LEADS = [by_file, by_link, by_common_folder, by_a_second_folder, by_a_submodule]


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("lead", LEADS, ids=lambda lead: lead.__name__)
@pytest.mark.parametrize("line", ["update 1.1 --progress 60 --by hcc --commit", "git setup", "git setup --remove"])
def test_another_repository_is_left_alone(repository, other, actionplan, lead, line):
    before, was = other.git("for-each-ref"), repository.path().read_bytes()
    config = (other.root / ".git/config").read_bytes()
    lead(repository, other)
    before = other.git("for-each-ref")
    ran = actionplan(*line.split())
    assert (ran.code, "does not know of this folder" in " ".join(ran.err.split())) == (2, True), ran.err
    assert (other.git("for-each-ref"), other.git("status", "--short", "--untracked-files=no")) == (before, "")
    assert (other.root / ".git/config").read_bytes() == config
    assert repository.path().read_bytes() == was
    assert not (repository.root / ".gitattributes").exists()


@pytest.mark.usefixtures("officer")
def test_a_plans_own_policy_leads_no_commit_to_another_repository(repository, other, actionplan):
    text = repository.path("plan.toml").read_text(encoding="utf-8")
    repository.path("plan.toml").write_text(f"{text}\n[policy]\ncommit = true\n", encoding="utf-8")
    by_file(repository, other)
    before = other.git("log", "--format=%H")
    assert actionplan("update", "1.1", "--progress", "60", "--by", "hcc").code == 2
    assert other.git("log", "--format=%H") == before


@pytest.mark.usefixtures("officer")
def test_a_second_work_tree_and_a_submodule_are_known(repository, actionplan, tmp_path_factory):
    second = tmp_path_factory.mktemp("second") / "tree"
    repository.git("worktree", "add", "--quiet", str(second))
    outer = made_empty(tmp_path_factory.mktemp("outer"))
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository.root), "inner")
    for root in (second, outer.root / "inner"):
        plan = repository_at(root).plan
        ran = actionplan("update", "1.1", "--plan", plan, "--progress", "60", "--by", "hcc", "--commit")
        assert (ran.code, "Committed as" in ran.out) == (0, True), ran.err


@pytest.mark.usefixtures("officer")
def test_a_store_elsewhere_counts_once_it_names_the_folder(repository, tmp_path_factory):
    """`git init --separate-git-dir` leaves no trace of the folder in the repository."""
    store = tmp_path_factory.mktemp("store") / "store"
    repository.git("init", "--quiet", "--separate-git-dir", str(store))
    with pytest.raises(GitError, match="does not know of this folder"):
        git_to_write(str(repository.plan))
    repository.git("config", "core.worktree", str(repository.root))
    git_to_write(str(repository.plan))
