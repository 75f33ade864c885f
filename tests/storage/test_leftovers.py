"""Copies and leftovers: files beside a record that editors, git, people and programs that synchronise folders make."""

from pathlib import Path

import pytest

from actionplan import load
from conftest import ACTION, PlanMaker, Runner, dedented
from repositories import Repository

MORE = '\n[[status]]\non = 2024-06-01\nstate = "in-progress"\n'
COPIES = (
    "1.1-DESKTOP-AB12",  # OneDrive
    "1.1 (1)",  # a browser, Windows
    "1.1 - Copy",  # Windows
    "1.1 (conflicted copy 2026-11-01)",  # Dropbox, Nextcloud
    "1.1.sync-conflict-20261101-120000-ABCDEFG",  # Syncthing
    "1.1 2",  # macOS, iCloud
    "1.1_Anna_conflict",  # ownCloud
    "Copy of 1.1",  # Google Drive
)
LEFTOVERS = (
    "1.1.toml.orig",
    "1.1.toml.bak",
    "#1.1.toml#",
    "1.1.toml~",
    ".1.1.toml.swp",
    "1.1 (copy).toml",
    "1.1_LOCAL_4711.toml",  # git mergetool
    "1.1.toml.txt",  # Notepad
    "1.1.toml.rej",  # patch
)


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_by_a_program_is_an_error_and_is_not_counted(
    name: str, make_plan: PlanMaker, actionplan: Runner
) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, f"actions/{name}.toml": ACTION})
    assert [action.id for action in load(plan).plans[0].actions] == ["1.1"]
    ran = actionplan("check", plan)
    assert ran.code == 1
    assert f"actions/{name}.toml:1:1: E010 this is a copy of 1.1.toml, which has all of it" in ran.out
    assert "PARTIAL" not in actionplan("status", plan).out


@pytest.mark.parametrize("name", COPIES)
def test_a_copy_with_an_entry_of_its_own_makes_figures_partial(
    name: str, make_plan: PlanMaker, actionplan: Runner
) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, f"actions/{name}.toml": dedented(ACTION) + MORE})
    expected = f"actions/{name}.toml:1:1: E010 this is a copy of 1.1.toml, and differs from it"
    assert expected in actionplan("check", plan).out
    assert "PARTIAL: 1 file" in actionplan("status", plan).out


def test_records_with_like_names_or_like_titles_are_no_copies(make_plan: PlanMaker) -> None:
    files = {"actions/1.1.toml": ACTION, "actions/1.1-a.toml": ACTION.replace("dashboard", "training")}
    assert len(load(make_plan({**files, "actions/1.10.toml": ACTION})).plans[0].actions) == 3


@pytest.mark.parametrize("name", LEFTOVERS)
def test_a_leftover_of_an_editor_is_a_warning_at_most(name: str, make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, f"actions/{name}": ACTION})
    ran = actionplan("check", plan)
    assert ran.code == 0
    assert "rename" not in ran.out
    assert ("W002 this was left beside 1.1.toml" in ran.out) == (name[0] != "." and name[-1] != "~")
    assert "PARTIAL" not in actionplan("status", plan).out


def test_a_misnamed_file_without_a_record_beside_it_must_be_renamed(make_plan: PlanMaker, actionplan: Runner) -> None:
    out = actionplan("check", make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml.bak": ACTION})).out
    assert 'rename it to "1.2.toml"' in out


@pytest.mark.parametrize("name", ["plan (1).toml", "plan-LAPTOP.toml", "plan_BASE_12.toml"])
def test_a_copy_of_the_plan_file_is_left_alone(name: str, make_plan: PlanMaker, actionplan: Runner) -> None:
    ran = actionplan("check", make_plan({name: 'format = 1\nid = "p"\n'}))
    assert (ran.code, "W002 this was left beside plan.toml" in ran.out) == (0, True)


@pytest.mark.parametrize("name", ["actions (1)", "actions - Copy", "actions.bak"])
def test_a_copy_of_a_folder_is_not_to_be_renamed_onto_the_folder(
    name: str, make_plan: PlanMaker, actionplan: Runner
) -> None:
    out = actionplan("check", make_plan({f"{name}/1.1.toml": ACTION, "actions/1.1.toml": ACTION})).out
    assert "fix: move what you need of it into the folder actions, then delete it" in out


def test_no_bytes_of_a_binary_file_are_printed(make_plan: PlanMaker, actionplan: Runner) -> None:
    binary = b"PK\x03\x04\x00\x1b[31m\x80"
    out = actionplan("check", make_plan({"actions/report.docx": binary, "old.toml": binary})).out
    assert "report.docx:1:1: W001" in out
    assert "old.toml:1:1: W001" in out
    assert "PK" not in out


def test_copies_and_leftovers_do_not_stop_undo(tmp_path: Path, make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION})
    repository = Repository(root=tmp_path, plan=plan)
    repository.git("init", "-q")
    repository.commit()
    before = (plan / "actions/1.1.toml").read_bytes()
    for name in (*(f"{name}.toml" for name in COPIES), *LEFTOVERS):
        (plan / "actions" / name).write_bytes(before)
    assert actionplan("update", "1.1", "--note", "Begun", "--by", "hcc", "--plan", plan).code == 0
    assert actionplan("undo", "--all", "--plan", plan).code == 0
    assert (plan / "actions/1.1.toml").read_bytes() == before


def test_a_record_whose_file_is_hidden_is_named_and_not_passed_over(make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/.1.2.toml": ACTION, "actions/._1.1.toml": "of macOS"})
    assert "actions/.1.2.toml:1:1: E106 the file's name gives no id" in actionplan("check", plan).out
    assert "._1.1" not in actionplan("check", plan).out
