"""Many plans at once: seven tiny plans in two regions and one that names none, shown as one and streamed."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from actionplan import load
from conftest import Runner

Golden = Callable[[str, str], None]

DAY = ("--as-at", "2025-06-01")
REGIONS = {
    "area-1": "North",
    "area-2": "north",
    "area-3": "South",
    "area-4": "South",
    "area-5": "South",
    "area-10": "North",
}


def plan_file(name: str) -> str:
    region = f'region = "{REGIONS[name]}"\n' if name in REGIONS else ""
    number = name.removeprefix("area-")
    return f"""\
format = 1
id = "{name}"
title = "Plan of area {number}"
{region}agreed = 2024-01-31

[bodies.council]
name = "Council {number}"
kind = "council"

[bodies.icb]
name = "NHS {"Tees" if name in ("area-1", "area-10") else number}"
kind = "icb"
aliases = ["The NHS"]

[bodies.board]
name = "Board {number}"
kind = "board"

[[meetings]]
body = "board"
on = 2025-0{min(int(number), 5)}-01
"""


def files_of(name: str) -> dict[str, str]:
    number = int(name.removeprefix("area-"))
    files = {
        "plan.toml": plan_file(name),
        "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\nmeasures = ["timely"]\n',
        "measures/timely.toml": f"""\
title = "Plans within 20 weeks"
unit = "per cent"
direction = "up"
baseline = {{ value = 40, period = "2023" }}

[[targets]]
due = 2025-03-31
value = 60

[[readings]]
period = "2025-Q1"
value = {40 + number * 5}
on = 2025-04-20
by = "council"
source = ["https://example.org/{number}"]
""",
        "resolutions/2024-02-01-a.toml": f"""\
title = "Act on waits"
body = "council"
on = 2024-02-01
outcome = "carried"
report_every = "quarter"

[[clauses]]
id = "a"
text = "Waits are halved"
actions = ["1.{number}"]
""",
    }
    for action in range(1, number + 1):
        owner = "icb" if action % 2 else "council"
        done = (
            f'\n[[status]]\non = 2025-05-1{action % 10}\nby = "{owner}"\nstate = "complete"\n'
            if action % 3 == 0
            else ""
        )
        files[f"actions/1.{action}.toml"] = (
            f'title = "Do thing {action}"\nareas = ["PA1"]\nowner = "{owner}"\ndue = 2025-0{action % 9 + 1}-28\n{done}'
        )
    return files


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the plans once: area-1 to area-5, area-7 and area-10, in folders that are not their regions."""
    top = tmp_path_factory.mktemp("tree")
    for place in (
        "one/area-1",
        "one/area-2",
        "one/area-10",
        "two/deep/area-3",
        "two/deep/area-4",
        "two/area-5",
        "area-7",
    ):
        name = place.rpartition("/")[2]
        for path, text in files_of(name).items():
            file = top / place / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return top


@pytest.fixture
def tree(written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the plans, in the folder ``tree`` of the folder in which we stand."""
    shutil.copytree(written, tmp_path / "tree")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "tree"


def test_many_plans_are_shown_as_one(tree: Path, actionplan: Runner, golden: Golden) -> None:
    ran = actionplan("status", tree.name, *DAY)
    assert ran.code == 0
    golden("portfolio-status.txt", ran.out)


def test_figures_are_those_of_the_plans_one_by_one(tree: Path, actionplan: Runner) -> None:
    together = json.loads(actionplan("status", tree, *DAY, "--by", "region", "--format", "json").out)
    alone = [json.loads(actionplan("status", place, *DAY, "--format", "json").out) for place in roots(tree)]
    totals = [plan["totals"] for answer in alone for plan in answer["plans"]]
    for name in ("actions", "finished", "overdue", "overdue_original", "due_soon", "stale"):
        assert together["totals"][name] == sum(total[name] for total in totals)
    assert together["totals"]["longest_overdue"] == max(total["longest_overdue"] for total in totals)
    assert [(group["name"], group["totals"]["plans"]) for group in together["groups"]] == [
        ("North", 3),  # "north" is the same region
        ("South", 3),
        (None, 1),
    ]


def roots(tree: Path) -> list[str]:
    portfolio, _ = load(tree)
    return [plan.root for plan in portfolio.plans]


def test_few_plans_are_shown_one_by_one_unless_asked_for(tree: Path, actionplan: Runner) -> None:
    assert "Plan of area 3" in actionplan("status", tree / "two", *DAY).out
    assert "3 plans in 1 region" in actionplan("status", tree / "two", *DAY, "--by", "plan").out


def test_json_of_many_plans_is_that_of_few(tree: Path, actionplan: Runner) -> None:
    streamed = json.loads(actionplan("status", tree, *DAY, "--format", "json").out)
    alone = [json.loads(actionplan("status", place, *DAY, "--format", "json").out) for place in roots(tree)]
    assert streamed["plans"] == [plan for answer in alone for plan in answer["plans"]]
    assert streamed["problems"] == [found for answer in alone for found in answer["problems"]]
    assert streamed.keys() == alone[0].keys()


def test_one_body_of_one_name_is_one_owner(tree: Path, actionplan: Runner) -> None:
    answer = json.loads(actionplan("status", tree, *DAY, "--by", "owner", "--format", "json").out)
    owners = {group["name"]: group for group in answer["groups"]}
    assert (owners["NHS Tees"]["ids"], owners["NHS Tees"]["totals"]["plans"]) == (["icb"], 2)
    assert "NHS 3" in owners


def test_the_actions_of_one_body_in_every_plan(tree: Path, actionplan: Runner, golden: Golden) -> None:
    golden("portfolio-owner.txt", actionplan("status", tree.name, *DAY, "--owner", "nhs tees").out)
    by_id = " ".join(actionplan("status", tree, *DAY, "--owner", "icb").out.split())
    assert 'These are 6 bodies: "NHS 7", "NHS Tees", "NHS 2"' in by_id


def test_a_body_that_no_plan_knows_is_refused_before_anything_is_printed(tree: Path, actionplan: Runner) -> None:
    for output in ("text", "json"):
        ran = actionplan("status", tree, "--owner", "icbb", "--format", output)
        assert (ran.code, ran.out) == (2, "")
        assert 'there is no body "icbb": did you mean "icb"?' in ran.err


def test_what_cannot_be_read_is_named_and_marked(tree: Path, actionplan: Runner) -> None:
    (tree / "one/area-1/plan.toml").write_text('title = "', encoding="utf-8")
    (tree / "two/area-5/actions/1.2.toml").write_text('title = "', encoding="utf-8")
    ran = actionplan("status", tree, *DAY)
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 2 files could not be read")
    assert "South, 1 partial" in ran.out
    ran = actionplan("status", tree, *DAY, "--format", "json")
    answer = json.loads(ran.out)
    assert (ran.code, answer["partial"], ran.err.count("E001")) == (2, True, 2)
    assert [unread["path"] for unread in answer["unread"]] == [str(tree / "one/area-1/plan.toml")]


def test_two_plans_of_one_id_are_counted_as_an_error(tree: Path, actionplan: Runner) -> None:
    shutil.copytree(tree / "area-7", tree / "copy")
    assert "Check: 1 error" in actionplan("status", tree, *DAY).out
    answer: Any = json.loads(actionplan("status", tree, *DAY, "--format", "json").out)
    assert "E126" in {found["code"] for found in answer["problems"]}


def test_what_was_on_record_of_many_plans(tree: Path, actionplan: Runner) -> None:
    assert "as at 1 May 2025, as known on 1 May 2025" in actionplan("status", tree, "--known-at", "2025-05-01").out
