"""Two branches of a plan in a real shared_plan: git merges them by meaning, and where we fail it merges by lines."""

import shlex
import sys
from itertools import product

import pytest
import tomli

from actionplan.gitio.merging import driver_command
from actionplan.model.layout import FOLDERS
from two_branches import EDITS, notes, program

# What git does with it


@pytest.mark.parametrize(("one", "other"), list(product(EDITS, repeat=2)))
def test_every_pair_of_changes_is_merged(set_up, one, other):
    ends = "\r\n" if one < other else "\n"
    set_up.branches(EDITS[one], EDITS[other], ends)
    merged = set_up.git("merge", "--quiet", "-m", "x", "theirs", check=False)
    assert merged.returncode == 0, merged.stdout + merged.stderr
    table = set_up.table()
    first = "redacted" if "redact" in (one, other) else "one"
    added = {name for side in (one, other) for name in notes(tomli.loads(EDITS[side]))} - {"one", "redacted"}
    assert notes(table) == sorted([first, *added])
    assert (table["title"] == "Build it") == ("edit the head" in (one, other))
    data = set_up.action.read_bytes()
    assert data.count(b"\n") == data.count(ends.encode())
    set_up.git("checkout", "--quiet", "theirs")
    set_up.git("reset", "--quiet", "--hard", "theirs")
    set_up.git("merge", "--quiet", "-m", "x", "main~1" if one != other else "main", check=False)
    assert set_up.table()["status"] == table["status"]


@pytest.mark.parametrize("command", [["merge", "--quiet", "-m", "x"], ["rebase", "--quiet"], ["cherry-pick"]])
def test_merge_rebase_and_cherry_pick(set_up, command):
    set_up.branches(EDITS["append"], EDITS["move the date"])
    set_up.git(*command, "theirs")
    assert notes(set_up.table()) == ["May", "moved", "one"]


@pytest.mark.parametrize("command", [["merge", "--quiet", "-m", "x"], ["rebase", "--quiet"], ["cherry-pick"]])
def test_a_clash_is_shown_between_markers_and_told_in_a_sentence(set_up, command):
    theirs = EDITS["append"].replace("due = 2024-09-30", "due = 2025-01-31")
    set_up.branches(EDITS["move the date"].replace("due = 2024-09-30", "due = 2024-10-31"), theirs)
    ran = set_up.git(*command, "theirs", check=False)
    assert ran.returncode == 1
    assert "plans/p/actions/1.1.toml: both sides changed due: ours says 20" in ran.stderr
    text = set_up.action.read_text()
    assert "<<<<<<< ours\ndue = 202" in text
    assert text.count("[[status]]") == 3
    assert text.count("<<<<<<<") == text.count(">>>>>>>") == 1


# Never silence


@pytest.mark.parametrize(
    "script",
    [None, "kill -9 $$", "exit 3", "exit 1", f"{shlex.quote(sys.executable)} -c 'import no_such_module'", "exit 2"],
    ids=["not installed", "killed", "a fault", "raising", "cannot be imported", "an older version"],
)
def test_where_we_fail_git_merges_by_lines_with_markers(set_up, tmp_path, script):
    set_up.branches(EDITS["append"], EDITS["append same day"])
    if script is None:
        (tmp_path / "bin" / "actionplan").unlink()
    else:
        program(tmp_path / "bin", script)
    ran = set_up.git("merge", "theirs", check=False)
    assert ran.returncode == 1
    text = set_up.action.read_text()
    assert "<<<<<<< ours" in text
    assert '"May"' in text
    assert '"June"' in text
    assert set_up.git("ls-files", "--unmerged").stdout


def test_where_we_fail_git_still_merges_what_it_can(set_up, tmp_path):
    set_up.branches(EDITS["append"], EDITS["edit the head"])
    program(tmp_path / "bin", "exit 3")
    set_up.git("merge", "--quiet", "-m", "x", "theirs")
    assert set_up.table()["title"] == "Build it"
    assert notes(set_up.table()) == ["May", "one"]


def test_killed_while_it_writes(set_up, tmp_path):
    set_up.branches(EDITS["append"], EDITS["append same day"])
    kill = (
        "import os, sys; import actionplan.store.save as save; save.os.replace = lambda *_: os.kill(os.getpid(), 9)\n"
        "from actionplan.cli.main import run; sys.exit(run(sys.argv[1:]))"
    )
    program(tmp_path / "bin", f'exec {shlex.quote(sys.executable)} -c {shlex.quote(kill)} "$@"')
    assert set_up.git("merge", "theirs", check=False).returncode == 1
    assert "<<<<<<< ours" in set_up.action.read_text()


def test_a_reader_of_our_words_who_has_gone_changes_nothing(set_up, tmp_path):
    set_up.branches(EDITS["append"].replace("2024-09-30", "2024-10-31"), EDITS["append"].replace("2024-09-30", "2025"))
    program(tmp_path / "bin", f'exec {shlex.quote(sys.executable)} -m actionplan "$@" 2>&-')
    assert set_up.git("merge", "theirs", check=False).returncode == 1
    assert "<<<<<<< ours" in set_up.action.read_text()


# Setting it up


def test_setup_names_the_files_and_the_command(set_up, actionplan):
    lines = (set_up.folder / ".gitattributes").read_text().splitlines()
    assert lines[1:] == [
        f"/plans/*/{name} merge=actionplan"
        for name in ("plan.toml", *(f"{folder}/*.toml" for folder in FOLDERS.values()))
    ]
    assert set_up.git("config", "merge.actionplan.driver").stdout.strip() == driver_command("actionplan")
    assert actionplan("git", "setup").code == 0
    assert (set_up.folder / ".gitattributes").read_text().splitlines() == lines


def test_setup_is_taken_back_and_other_lines_stay(shared_plan, actionplan):
    attributes = shared_plan.folder / ".gitattributes"
    attributes.write_text("*.png binary")
    actionplan("git", "setup")
    assert attributes.read_text().startswith("*.png binary\n# Plan files")
    assert actionplan("git", "setup", "--remove").code == 0
    assert attributes.read_text() == "*.png binary\n"
    assert shared_plan.git("config", "merge.actionplan.driver", check=False).returncode == 1
    attributes.write_text("")
    assert actionplan("git", "setup", "--remove").code == 0


def test_a_plan_whose_folder_has_an_odd_name(shared_plan, actionplan, make_plan):
    make_plan(name="our plans/odd [a] b/c")
    assert actionplan("git", "setup", "--plan", "odd [a] b/c").code == 0
    shown = shared_plan.git("check-attr", "merge", "odd [a] b/c/actions/1.1.toml").stdout
    assert shown.strip().endswith("merge: actionplan")
    assert shared_plan.git("check-attr", "merge", "odd a b/c/actions/1.1.toml").stdout.strip().endswith("unspecified")


def test_without_a_name_on_the_path_we_are_called_by_python(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert driver_command().startswith(f"{sys.executable} -m actionplan merge-driver %O")


def test_the_driver_leaves_a_file_alone_that_it_cannot_merge(actionplan, tmp_path):
    for name, text in (("base", "a = 1"), ("ours", "a = "), ("theirs", "a = 2")):
        (tmp_path / name).write_text(text)
    ran = actionplan("merge-driver", *(tmp_path / name for name in ("base", "ours", "theirs")), "7", "x.toml")
    assert ran.code == 2
    assert ran.err.startswith("x.toml is merged by lines: not TOML")
    assert (tmp_path / "ours").read_text() == "a = "
    assert actionplan("merge-driver", tmp_path / "no", tmp_path / "ours", tmp_path / "theirs").code == 2
