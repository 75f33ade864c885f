"""Plans as a commit has them, read from real repositories of every awkward kind."""

import os
import subprocess
from datetime import date

import pytest

import actionplan
from actionplan.git.repository import GitError
from actionplan.storage.discovery import NoPlan
from conftest import dedented
from repositories import ACTION, PLAN_FILE


def progress(committed, plan=0):
    """Return the progress that the last entry of the one action claims."""
    return [entry.progress for entry in committed.portfolio.plans[plan].actions[0].status]


def codes(committed):
    return [(found.code, found.where.path.partition(":")[2]) for found in committed.portfolio.problems]


def test_a_commit_by_any_of_its_names(repository):
    repository.git("tag", "minutes")
    repository.git("branch", "kept")
    short = repository.update("2024-06-03", "progress = 50")
    for name in ("minutes", "kept", "HEAD~1", f"{short}^"):
        assert progress(actionplan.load_rev(name, repository.plan)) == [10, 30, None]
    for name in (short, "HEAD", "main"):
        assert progress(actionplan.load_rev(name, repository.plan)) == [10, 30, None, 50]


def test_it_names_the_commit(repository):
    repository.git("tag", "minutes")
    committed = actionplan.load_rev("minutes", repository.plan)
    short = repository.git("rev-parse", "HEAD")[:20]
    assert committed.anchor.day == date(2024, 5, 7)
    assert [tag.name for tag in committed.anchor.tags] == ["minutes"]
    assert committed.portfolio.plans[0].root == f"{short}:plans/p"
    assert not committed.anchor.is_changed


def test_it_equals_what_was_on_the_disk(repository):
    on_disk = actionplan.load(repository.plan)
    committed = actionplan.load_rev("HEAD", repository.plan)
    assert (committed.portfolio, committed.portfolio.problems) == (on_disk, on_disk.problems)


def test_changes_that_are_not_committed_make_no_difference(repository):
    repository.append("on = 2024-06-03\nprogress = 90\n")
    (repository.plan / "actions" / "1.2.toml").write_text("broken")
    assert progress(actionplan.load_rev("HEAD", repository.plan)) == [10, 30, None]


@pytest.mark.parametrize("form", ["@{1}", "main@{2024-06-30}", "HEAD@{u}"])
def test_what_one_clone_remembers_is_refused(repository, form):
    with pytest.raises(GitError, match="means something else in other clones"):
        actionplan.load_rev(form, repository.plan)


def test_an_unknown_name(repository):
    with pytest.raises(GitError, match=r'git knows no commit "minutes" here$'):
        actionplan.load_rev("minutes", repository.plan)


def test_a_shallow_clone_says_how_to_get_the_rest(repository, tmp_path):
    old = repository.git("rev-parse", "HEAD~1")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", repository.root.as_uri(), str(clone))
    assert progress(actionplan.load_rev("HEAD", clone / "plans" / "p")) == [10, 30, None]
    for name in (old, "HEAD~1", "minutes"):
        with pytest.raises(GitError, match="git fetch --unshallow"):
            actionplan.load_rev(name, clone / "plans" / "p")


def test_a_clone_without_the_content_says_how_to_get_it(repository, tmp_path):
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--filter=blob:none", "--no-checkout", repository.root.as_uri(), str(clone))
    with pytest.raises(GitError, match="git fetch --refetch"):
        actionplan.load_rev("HEAD", clone / "plans" / "p")


def test_a_folder_that_was_moved(repository, monkeypatch):
    repository.git("mv", "plans/p", "plans/q")
    repository.commit("2024-06-03")
    with pytest.raises(NoPlan, match=r"no plan at plans/q: the folder did not exist.* its plans are: plans/p"):
        actionplan.load_rev("HEAD~1", repository.root / "plans" / "q")
    # The plan is named by where it was then, though that folder is not there now.
    assert progress(actionplan.load_rev("HEAD~1", repository.plan)) == [10, 30, None]
    monkeypatch.chdir(repository.root)
    assert actionplan.load_rev("HEAD~1").roots[0].endswith(":plans/p")
    assert actionplan.load_rev("HEAD").roots[0].endswith(":plans/q")
    monkeypatch.chdir("plans/q/actions")
    with pytest.raises(NoPlan, match="no plan here"):
        actionplan.load_rev("HEAD~1")


def test_before_there_was_any_plan(empty):
    (empty.root / "README").write_text("Nothing yet")
    empty.commit()
    with pytest.raises(NoPlan, match="it has none"):
        actionplan.load_rev("HEAD", empty.plan)


def test_outside_git(make_plan):
    with pytest.raises(GitError, match="is not in a git repository, so there is no commit to read"):
        actionplan.load_rev("HEAD", make_plan())


def test_a_plan_at_the_top_of_the_repository(repository, tmp_path_factory, monkeypatch):
    top = tmp_path_factory.mktemp("top") / "p"
    os.rename(repository.plan, top)
    for words in (["init", "--quiet", "--template="], ["add", "."], ["commit", "--quiet", "--message", "All"]):
        repository.git("-C", str(top), *words)
    committed = actionplan.load_rev("HEAD", top)
    assert committed.roots[0].endswith(":.")
    assert progress(committed) == [10, 30, None]
    monkeypatch.chdir(top / "actions")
    assert actionplan.load_rev("HEAD").roots == committed.roots
    monkeypatch.chdir(repository.root)
    repository.write({"plan.toml": PLAN_FILE})
    repository.commit("2024-06-04")
    with pytest.raises(GitError, match="several repositories"):
        actionplan.load_rev("HEAD", top, repository.plan)


def test_several_plans(repository, monkeypatch):
    other = PLAN_FILE.replace('id = "p"', 'id = "q"')
    repository.write({"../q/plan.toml": other, "../q/actions/1.1.toml": ACTION, "../q/areas/PA1.toml": "x"})
    repository.commit()
    monkeypatch.chdir(repository.root)
    committed = actionplan.load_rev("HEAD")
    assert [plan.id for plan in committed.portfolio.plans] == ["p", "q"]
    assert [plan.id for plan in actionplan.load_rev("HEAD", "plans/q/plan.toml").portfolio.plans] == ["q"]


def test_a_path_with_spaces_letters_and_other_line_ends(repository):
    text = dedented(ACTION).replace("\n", "\r\n").encode()
    name = "../Žluťoučký plán 😀"
    repository.write(
        {f"{name}/plan.toml": PLAN_FILE, f"{name}/areas/PA1.toml": 'title = "D"\nkind = "priority-action"\n'}
    )
    repository.write({f"{name}/actions/1.1.toml": text + b'typo = "x"\r\n'})
    repository.commit()
    committed = actionplan.load_rev("HEAD", repository.plan / name)
    assert progress(committed) == [10, 30, None]
    typo = next(found for found in committed.portfolio.problems if "typo" in found.message)
    assert (typo.where.line, typo.where.path.partition(":")[2]) == (24, "plans/Žluťoučký plán 😀/actions/1.1.toml")


def test_links_and_submodules_are_not_followed(repository, tmp_path):
    (tmp_path / "secret.toml").write_text("secret")
    (repository.plan / "actions" / "1.2.toml").symlink_to("1.1.toml")
    (repository.plan / "resolutions").symlink_to(tmp_path)
    head = repository.git("rev-parse", "HEAD")
    repository.git("add", "--all")
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{head},plans/p/actions/1.3.toml")
    repository.git("commit", "--quiet", "--message", "Links")
    committed = actionplan.load_rev("HEAD", repository.plan)
    assert codes(committed) == [
        ("E005", "plans/p/actions/1.2.toml"),
        ("E004", "plans/p/actions/1.3.toml"),
        ("E005", "plans/p/resolutions"),
    ]
    assert len(committed.portfolio.plans[0].unread) == 3


def test_wrong_names_and_files_are_reported_as_on_the_disk(repository, monkeypatch):
    good = dedented(ACTION)
    repository.write(
        {
            "actions/1.2.toml": "not toml",
            "actions/1.3.TOML": good,
            "actions/notes.txt": "x",
            "actions/more/1.5.toml": good,
            "action/1.4.toml": good,
            "stray.toml": good,
            "evidence/a.pdf": b"\0\1",
            "resolutions": "a file",
            "actions/1.6.toml": b"\xff",
        }
    )
    repository.commit()
    monkeypatch.chdir(repository.root)
    problems = actionplan.load("plans/p").problems
    committed = actionplan.load_rev("HEAD", "plans/p")
    assert codes(committed) == [(found.code, found.where.path) for found in problems]
    assert len(problems) > 7
    assert [found.message for found in committed.portfolio.problems] == [found.message for found in problems]
    assert len(committed.portfolio.plans[0].unread) == len(actionplan.load("plans/p").plans[0].unread)


def test_a_file_that_is_too_large_is_not_read(repository, monkeypatch):
    monkeypatch.setattr("actionplan.git.snapshot.MAX_BYTES", 300)
    committed = actionplan.load_rev("HEAD", repository.plan)
    assert ("E003", "plans/p/actions/1.1.toml") in codes(committed)


def test_a_plan_that_lost_its_plan_file(repository):
    repository.path("plan.toml").unlink()
    repository.commit()
    committed = actionplan.load_rev("HEAD", repository.plan)
    assert codes(committed)[0][0] == "E007"
    assert committed.portfolio.plans == ()


def test_nothing_that_a_repository_configures_is_run(repository, tmp_path):
    trap = tmp_path / "trap"
    (repository.root / ".gitattributes").write_text("*.toml filter=trap diff=trap\n")
    repository.commit()
    for key in ("filter.trap.smudge", "filter.trap.clean", "diff.trap.textconv", "core.fsmonitor", "core.pager"):
        repository.git("config", key, f"touch {trap}; cat")
    assert progress(actionplan.load_rev("HEAD", repository.plan)) == [10, 30, None]
    assert not trap.exists()


def test_replaced_commits_are_not_believed(repository):
    old = repository.git("rev-parse", "HEAD~2")
    subprocess.run(["git", "replace", "HEAD", old], cwd=repository.root, check=True)
    assert progress(actionplan.load_rev("HEAD", repository.plan)) == [10, 30, None]
