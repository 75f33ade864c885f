"""The pipelines in `examples/publishing`: an honest change is published, and one that changed history is refused."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY
from repositories import NEUTRAL, Repository, made_honest

PUBLISHING = REPOSITORY / "examples" / "publishing"
PIPELINES = sorted(PUBLISHING.glob("*.yml"))


def publish(repository: Repository, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run the script in a repository, as a pipeline does."""
    script = str(PUBLISHING / "publish.py")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        [sys.executable, script, *arguments],
        cwd=repository.root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """Return a repository on the branch "october", made from "main"."""
    made = made_honest(tmp_path)
    made.git("checkout", "--quiet", "-b", "october")
    return made


def test_an_honest_branch_is_checked_audited_and_published(repository: Repository) -> None:
    repository.update("2024-06-10", 'progress = 60\nnote = "Six schools"')
    ran = publish(repository, "--base", "main", "--to", "public")
    assert (ran.returncode, ran.stderr) == (0, "")
    pages = "".join(path.read_text(encoding="utf-8") for path in (repository.root / "public").rglob("*.html"))
    assert "Six schools" in pages
    assert "BEGIN:VCALENDAR" in (repository.root / "public" / "dates.ics").read_text(encoding="utf-8")


def test_a_branch_with_a_changed_entry_is_refused(repository: Repository) -> None:
    repository.replace("Two schools of ten are connected", "All schools are connected")
    repository.commit("2024-06-10")
    ran = publish(repository, "--base", "main", "--to", "public")
    assert ran.returncode == 1
    assert "Stopped: audit ended with exit code 1. Nothing is published." in ran.stderr
    assert "All schools are connected" in ran.stdout
    assert not (repository.root / "public").exists()


def test_a_rewritten_branch_is_refused(repository: Repository) -> None:
    before = repository.git("rev-parse", "HEAD")
    repository.replace("Two schools of ten are connected", "All schools are connected")
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--amend", "--no-edit")
    ran = publish(repository, "--base", before, "--to", "public")
    assert ran.returncode == 1
    assert not (repository.root / "public").exists()


def test_a_mistake_in_a_file_stops_it(repository: Repository) -> None:
    repository.replace('owner = "hcc"', 'owner = "hccc"')
    ran = publish(repository, "--base", "main", "--to", "public")
    assert ran.returncode == 1
    assert 'there is no body "hccc"' in ran.stdout
    assert "Stopped: check ended" in ran.stderr


@pytest.mark.parametrize("base", ["", "0" * 40])
def test_before_the_first_push_there_is_nothing_to_compare_with(repository: Repository, base: str) -> None:
    assert publish(repository, "--base", base).returncode == 0
    assert not (repository.root / "public").exists()


def test_a_base_that_is_not_there_stops_it(repository: Repository) -> None:
    ran = publish(repository, "--base", "nowhere")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "there is no commit or branch nowhere" in ran.stderr


def test_a_branch_of_the_server_is_fetched(repository: Repository, tmp_path: Path) -> None:
    repository.update("2024-06-10")
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", *NEUTRAL, "clone", "--quiet", "--single-branch", "--branch", "october", str(tmp_path), str(clone)],
        check=True,
    )
    assert publish(Repository(clone, clone / "plans" / "p"), "--base", "origin/main").returncode == 0


@pytest.mark.parametrize("path", PIPELINES, ids=lambda path: path.stem)
def test_a_pipeline_runs_only_the_script_and_reads_the_whole_history(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pipeline = yaml.safe_load(text)
    steps = [step for job in pipeline.get("jobs", {}).values() for step in job["steps"]]
    lines = [step["run"] for step in steps if "run" in step]
    lines += [line for job in pipeline.values() if isinstance(job, dict) for line in job.get("script", ())]
    assert set(lines) == {'python publish.py --base "$BASE" --to public'}
    assert re.search(r"(fetch-depth|GIT_DEPTH): 0", text)


def test_there_are_two_pipelines() -> None:
    assert [path.stem for path in PIPELINES] == ["github-pages", "gitlab-pages"]
