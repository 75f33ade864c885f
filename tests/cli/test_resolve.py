"""What git gives no driver: one side removed a file, both made one of a name, or a hosting site left markers."""

import os

import click
import pytest
import tomli

from actionplan.cli import common
from two_branches import BASE, EDITS, entry, notes

PATH = "plans/p/actions/1.1.toml"
OTHER = BASE.replace("Build the dashboard", "Train the staff").replace("one", "uno")


def merge(shared_plan):
    return shared_plan.git("merge", "theirs", check=False)


def finish(shared_plan):
    assert shared_plan.git("ls-files", "--unmerged").stdout == ""
    shared_plan.git("commit", "--quiet", "-m", "merged")


@pytest.fixture
def two_of_a_name(set_up):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.commit(BASE, name="2.1")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(OTHER, name="2.1")
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    return set_up


@pytest.fixture
def removed_here_changed_there(set_up):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.git("rm", "--quiet", PATH)
    set_up.git("commit", "--quiet", "-m", "removed")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(EDITS["append"])
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 1
    return set_up


def test_nothing_is_open(set_up, actionplan):
    assert actionplan("resolve").out == "Nothing is open.\n"


@pytest.mark.parametrize(("answer", "stays"), [("--ours", False), ("--theirs", True), ("--keep", True)])
def test_removed_on_one_side_and_changed_on_the_other(removed_here_changed_there, actionplan, answer, stays):
    asked = actionplan("resolve")
    assert asked.code == 1
    assert f"{PATH}: ours removed it and theirs changed it: is it to be kept?" in asked.out
    assert f"Still open: {PATH}" in asked.err
    assert actionplan("resolve", PATH, answer).code == 0
    finish(removed_here_changed_there)
    assert removed_here_changed_there.action.exists() == stays


def test_two_new_files_of_one_name(two_of_a_name, actionplan):
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides made a new file of this name: which one is to be kept?" in asked.out
    assert "theirs: Train the staff" in asked.out
    path = PATH.replace("1.1", "2.1")
    assert "used once" in actionplan("resolve", path, "--both", "1.1").err
    assert actionplan("resolve", path, "--both", "2.2").code == 0
    finish(two_of_a_name)
    titles = [tomli.loads(two_of_a_name.action.with_name(f"{name}.toml").read_text())["title"] for name in (2.1, 2.2)]
    assert titles == ["Build the dashboard", "Train the staff"]


@pytest.mark.parametrize(("answer", "title"), [("--ours", "Build the dashboard"), ("--theirs", "Train the staff")])
def test_one_of_two_new_files(two_of_a_name, actionplan, answer, title):
    assert actionplan("resolve", PATH.replace("1.1", "2.1"), answer).code == 0
    finish(two_of_a_name)
    assert tomli.loads(two_of_a_name.action.with_name("2.1.toml").read_text())["title"] == title


def test_on_a_terminal_it_asks(two_of_a_name, actionplan, monkeypatch):
    answers = iter(["later", "both", "2.2"])
    monkeypatch.setattr(common, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda *_arguments, **_options: next(answers))
    assert actionplan("resolve").code == 1
    assert actionplan("resolve").code == 0
    finish(two_of_a_name)


def test_a_renamed_file_takes_the_updates_of_its_old_name(set_up, actionplan):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    set_up.git("mv", PATH, PATH.replace("1.1", "3.1"))
    set_up.git("commit", "--quiet", "-m", "renamed")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(EDITS["append"])
    set_up.git("checkout", "--quiet", "main")
    assert merge(set_up).returncode == 0
    assert notes(tomli.loads(set_up.action.with_name("3.1.toml").read_text())) == ["May", "one", "three", "two"]


@pytest.mark.parametrize("detected", [True, False], ids=["git sees it", "git does not see it"])
@pytest.mark.parametrize("into", ["main", "theirs"])
def test_a_renumbered_file_takes_the_updates_of_its_old_id(set_up, actionplan, detected, into):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    assert actionplan("renumber", "1.1", "3.1").code == 0
    set_up.git("add", "-A")
    set_up.git("commit", "--quiet", "-m", "renumbered")
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(EDITS["append"])
    set_up.git("checkout", "--quiet", into)
    other = "theirs" if into == "main" else "main"
    option = [] if detected else ["-X", "find-renames=100%"]
    assert set_up.git("merge", *option, "--no-edit", other, check=False).returncode == (not detected)
    if not detected:
        assert f"{PATH} is {PATH.replace('1.1', '3.1')} by now" in actionplan("resolve").out
        finish(set_up)
    table = tomli.loads(set_up.action.with_name("3.1.toml").read_text())
    assert (notes(table), table["formerly"]) == (["May", "one", "three", "two"], ["1.1"])
    assert not set_up.action.exists()


def test_renumbered_on_both_sides(set_up, actionplan):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    for branch, new in (("main", "3.1"), ("theirs", "4.1")):
        set_up.git("checkout", "--quiet", branch)
        assert actionplan("renumber", "1.1", new).code == 0
        set_up.git("add", "-A")
        set_up.git("commit", "--quiet", "-m", "renumbered")
    assert merge_into(set_up, "main").returncode == 1
    assert "each side gave it another one" in actionplan("resolve").out
    ran = actionplan("resolve", PATH.replace("1.1", "4.1"), "--ours")
    assert ran.out.startswith("Done")
    assert actionplan("resolve", PATH.replace("1.1", "3.1"), "--ours").code == 0
    finish(set_up)


def merge_into(shared_plan, branch):
    shared_plan.git("checkout", "--quiet", branch)
    return merge(shared_plan)


# Markers


def clash(shared_plan):
    theirs = EDITS["append"].replace("2024-09-30", "2025-01-31")
    shared_plan.branches(EDITS["append same day"].replace("2024-09-30", "2024-10-31"), theirs)
    assert merge(shared_plan).returncode == 1


def test_what_was_merged_by_lines_is_merged_by_meaning(shared_plan, actionplan):
    shared_plan.branches(EDITS["append"], EDITS["redate"])
    assert merge(shared_plan).returncode == 1
    assert "<<<<<<<" in shared_plan.action.read_text()
    ran = actionplan("resolve")
    assert (ran.code, ran.err) == (0, "")
    finish(shared_plan)
    assert notes(shared_plan.table()) == ["May", "moved", "one", "three", "two"]


def test_a_clash_is_a_question(set_up, actionplan):
    clash(set_up)
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "both sides changed due: ours says 2024-10-31, theirs says 2025-01-31" in asked.out
    assert actionplan("resolve", PATH, "--theirs").code == 0
    finish(set_up)
    assert set_up.table()["due"].isoformat() == "2025-01-31"
    assert notes(set_up.table()) == ["June", "May", "one", "three", "two"]


def test_what_was_mended_by_hand_is_taken_as_it_is(set_up, actionplan):
    clash(set_up)
    mended = EDITS["append"].replace("2024-09-30", "2024-11-30") + entry("2024-06-01", "June")
    set_up.action.write_text(mended)
    assert "has no markers any more" in actionplan("resolve").out
    finish(set_up)
    assert set_up.action.read_text() == mended


def test_a_file_counts_as_done_when_check_finds_nothing_wrong(set_up, actionplan):
    clash(set_up)
    kept = actionplan("resolve", PATH, "--keep")
    assert kept.code == 1
    assert "E001" in kept.err
    assert set_up.git("ls-files", "--unmerged").stdout


def test_markers_that_a_site_committed(shared_plan, actionplan):
    shared_plan.branches(EDITS["append"], EDITS["append same day"])
    merge(shared_plan)
    shared_plan.git("add", "-A")
    shared_plan.git("commit", "--quiet", "-m", "with markers")
    assert actionplan("resolve").code == 0
    assert notes(shared_plan.table()) == ["June", "May", "one", "three", "two"]


def test_markers_in_a_head_that_a_site_committed(shared_plan, actionplan):
    text = BASE.replace("due = 2024-09-30", "<<<<<<< HEAD\ndue = 2024-10-31\n=======\ndue = 2024-12-31\n>>>>>>> x")
    shared_plan.action.write_text(text)
    asked = actionplan("resolve")
    assert asked.code == 1
    assert "the two sides have different heads, and which one holds?" in asked.out
    assert actionplan("resolve", PATH, "--ours").code == 0
    assert shared_plan.action.read_text() == BASE.replace("2024-09-30", "2024-10-31")


def test_markers_round_what_cannot_be_read(shared_plan, actionplan):
    shared_plan.action.write_text(BASE + "<<<<<<< HEAD\nx = \n=======\n>>>>>>> x\n")
    assert "not TOML" in actionplan("resolve").out
    assert actionplan("resolve", PATH, "--theirs").code == 0
    assert shared_plan.action.read_text() == BASE


def test_wrong_usage(set_up, actionplan):
    clash(set_up)
    assert "say for which files" in actionplan("resolve", "--ours").err
    assert "one of the others" in actionplan("resolve", PATH, "--ours", "--both", "9").err
    assert "not all of these files are open" in actionplan("resolve", "plans/p/plan.toml", "--ours").err
    set_up.git("merge", "--abort")
    assert os.path.exists(PATH)
