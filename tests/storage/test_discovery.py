"""Plans are found at any depth, each once, and unreadable folders are named."""

import os
from pathlib import Path
from typing import Any

import pytest

import actionplan
from actionplan.storage import discovery
from actionplan.storage.discovery import NoPlan, find_plans, plans_at
from actionplan.storage.filesystem import Snapshot
from conftest import Runner, write_plan


def tree(top: Path, *places: str) -> Path:
    """Make the smallest plan in each place."""
    for place in places:
        write_plan(top / place, {"plan.toml": f'format = 1\nid = "{place.rpartition("/")[2]}"\ntitle = "T"\n'})
    return top


def found(top: Path) -> list[str]:
    return [os.path.relpath(root, top).replace(os.sep, "/") for root in find_plans([str(top)])]


def test_plans_are_found_at_any_depth_in_natural_order(tmp_path: Path) -> None:
    tree(tmp_path, "east/area-10", "east/area-2", "north/tees/area-1", "area-0")
    assert found(tmp_path) == ["area-0", "east/area-2", "east/area-10", "north/tees/area-1"]


def test_nothing_is_looked_for_inside_a_plan_or_a_hidden_folder(tmp_path: Path) -> None:
    tree(tmp_path, "a", "a/evidence/b", ".hidden/c", "east/.old/d")
    assert found(tmp_path) == ["a"]


def test_exported_tables_are_no_plan_though_their_folders_are_called_alike(tmp_path: Path) -> None:
    tree(tmp_path, "a")
    for name in ("areas", "actions"):
        (tmp_path / "export" / name / "plan=a").mkdir(parents=True)
    (tmp_path / "export/export.json").write_text("{}")
    assert found(tmp_path) == ["a"]


def test_the_folder_plans_stands_for_the_project_that_it_is_in(tmp_path: Path) -> None:
    tree(tmp_path, "plans/east/a", "examples/b")
    assert found(tmp_path) == ["plans/east/a"]
    tree(tmp_path, "beside")
    assert found(tmp_path) == ["beside", "examples/b", "plans/east/a"], "a plan beside it says that it is no project"


def test_a_plan_that_lost_its_plan_file_is_still_found(tmp_path: Path) -> None:
    tree(tmp_path, "east/a")
    for folder in ("areas", "actions"):
        (tmp_path / "east/b" / folder).mkdir(parents=True)
    assert found(tmp_path) == ["east/a", "east/b"]


def test_a_link_is_followed_but_nothing_is_counted_twice(tmp_path: Path) -> None:
    tree(tmp_path, "tree/east/a", "elsewhere/b")
    (tmp_path / "tree/0-again").symlink_to("east")
    (tmp_path / "tree/east/round").symlink_to("..")
    (tmp_path / "tree/itself").symlink_to("itself")
    (tmp_path / "tree/north").symlink_to("../elsewhere")
    assert found(tmp_path / "tree") == ["east/a", "north/b"]


def test_a_folder_that_may_not_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actionplan: Runner
) -> None:
    tree(tmp_path, "east/a", "north/b")
    real_scandir = os.scandir

    def refuse(path: Any = ".") -> Any:
        if str(path).endswith("north"):
            raise PermissionError(13, "Permission denied", path)
        return real_scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert found(tmp_path) == ["east/a", "north"]
    ran = actionplan("status", tmp_path)
    assert ran.code == 2
    assert "north:1:1: E004 you may not read this folder" in ran.out


def test_a_folder_that_is_too_deep_is_named_and_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discovery, "MAX_DEPTH", 2)
    tree(tmp_path, "1/2", "a/b/c/d", "x/y/z")
    (tmp_path / "x/y/z/plan.toml").rename(tmp_path / "x/y/plan.toml")
    assert found(tmp_path) == ["1/2", "a/b", "x/y"]
    portfolio = actionplan.load(tmp_path)
    problems = portfolio.problems
    assert [file.path for file in portfolio.unread] == [str(tmp_path / "a/b")]
    assert problems[0].code == "E004"
    assert "so nobody looked" in problems[0].message


def test_a_tree_without_plans_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    with pytest.raises(NoPlan, match="is not a plan and contains none"):
        find_plans([str(tmp_path)])


def test_the_plans_of_a_commit_are_found_in_the_same_way() -> None:
    files = Snapshot("38fb262:", dict.fromkeys(["plans/east/a/plan.toml", "plans/b/plan.toml", "README.md"], b""))
    assert plans_at(files.path(""), files) == ["38fb262:./plans/b", "38fb262:./plans/east/a"]


def test_two_plans_with_one_id_are_reported(tmp_path: Path, actionplan: Runner) -> None:
    tree(tmp_path, "east/a", "north/a")
    ran = actionplan("check", tmp_path)
    assert ran.code == 1
    assert f'there are two plans "a": this, and the one in {tmp_path}{os.sep}east{os.sep}a' in ran.out
