"""Many plans at once: seven tiny plans in two regions and one that names none, shown as one and streamed."""

import json
import pickle
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import actionplan as library
from actionplan import load
from actionplan.cli import console
from conftest import Runner, bare

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

[ratings.well]
label = "Going well"
meaning = "on time"
colour = "green"

[ratings.badly]
label = "Going badly"
meaning = "late"
colour = "red"

[[meetings]]
body = "board"
on = 2025-0{min(int(number), 5)}-01
"""


def rated(number: int) -> str:
    """Rate areas 2, 3 and 5: the first and the last as going badly."""
    rating = {2: "badly", 3: "well", 5: "badly"}.get(number)
    return f'\n[[status]]\non = 2025-05-20\nby = "board"\nrating = "{rating}"\n' if rating else ""


def files_of(name: str) -> dict[str, str]:
    number = int(name.removeprefix("area-"))
    files = {
        "plan.toml": plan_file(name),
        "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\nmeasures = ["timely"]\n' + rated(number),
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
    """Return a copy of the plans, in the folder ``tree`` of the current folder."""
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
    portfolio = load(tree)
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
        assert 'there is no body "icbb": did you mean "icb" (NHS ' in ran.err


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


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("measures", ("measures", *DAY)),
        ("measures-missed", ("measures", *DAY, "--missed", "--by", "measure")),
        ("resolutions", ("resolutions", *DAY)),
        ("resolutions-overdue", ("resolutions", *DAY, "--overdue", "--by", "body")),
        ("challenge", ("challenge", *DAY)),
        ("since", ("since", "2025-05-01", "--until", "2025-06-01")),
        ("check-by-rule", ("check", "--by", "rule")),
    ],
)
def test_each_command_has_a_screen_for_many_plans(
    name: str, arguments: tuple[str, ...], tree: Path, actionplan: Runner, golden: Golden
) -> None:
    command, *rest = arguments
    start = rest[:1] if command == "since" else []
    ran = actionplan(command, *start, tree.name, *rest[len(start) :])
    assert (ran.code, ran.err) == (0, "")
    golden(f"portfolio-{name}.txt", ran.out)
    assert max(map(len, ran.out.splitlines())) <= 80


def alone_and_together(run: Runner, tree: Path, command: str, *arguments: str, start: str = "") -> tuple[Any, Any]:
    """Return the JSON of many plans, and that of each plan separately."""

    def answer(place: str | Path) -> Any:
        return json.loads(run(command, *([start] if start else []), place, *arguments, "--format", "json").out)

    return answer(tree), [answer(place) for place in roots(tree)]


def test_json_of_each_command_is_that_of_the_plans_one_by_one(tree: Path, actionplan: Runner) -> None:
    for command, array, start, days in (
        ("measures", "plans", "", DAY),
        ("resolutions", "plans", "", DAY),
        ("challenge", "challenges", "", DAY),
        ("since", "changes", "2025-05-01", ("--until", "2025-06-01")),
        ("check", "problems", "", ()),
        ("check", "plans", "", ()),
    ):
        together, alone = alone_and_together(actionplan, tree, command, *days, start=start)
        assert together[array] == [member for answer in alone for member in answer[array]], command
        assert together.keys() == alone[0].keys(), command
        assert all(together[key] == alone[0][key] for key in ("schema_version", "kind", "partial"))


def test_totals_of_resolutions_include_all_plans(tree: Path, actionplan: Runner) -> None:
    together, alone = alone_and_together(actionplan, tree, "resolutions", *DAY)
    assert together["totals"]["open"] == sum(answer["totals"]["open"] for answer in alone) == 6
    assert together["totals"]["oldest_days"] == alone[0]["totals"]["oldest_days"]


def test_figures_of_each_command_add_up(tree: Path, actionplan: Runner) -> None:
    def totals(command: str, *arguments: str) -> Any:
        return json.loads(actionplan(command, *arguments, tree, "--by", "region", "--format", "json").out)["totals"]

    _, asked = alone_and_together(actionplan, tree, "challenge", *DAY)
    assert totals("challenge", *DAY)["questions"] == sum(len(answer["challenges"]) for answer in asked)
    _, changed = alone_and_together(actionplan, tree, "since", "--until", "2025-06-01", start="2025-05-01")
    counted = totals("since", "2025-05-01", "--until", "2025-06-01")
    assert counted["changes"] == sum(len(answer["changes"]) for answer in changed)
    assert counted["finished"] == 8
    _, checked = alone_and_together(actionplan, tree, "check")
    assert totals("check")["problems"] == sum(len(answer["problems"]) for answer in checked)
    _, measured = alone_and_together(actionplan, tree, "measures", *DAY)
    plans = [plan["totals"] for answer in measured for plan in answer["plans"]]
    assert totals("measures", *DAY)["missed"] == sum(plan["missed"] for plan in plans)


def test_the_last_meeting_is_found_in_plan_files_alone(tree: Path, actionplan: Runner) -> None:
    ran = actionplan("since", "--last", "board", tree, "--until", "2025-06-01")
    assert ran.out.startswith("What changed from 1 May 2025 to 1 Jun 2025\n")
    assert "\n7 plans in 2 regions" in ran.out
    assert "actionplan since --last board PATH" in ran.out


@pytest.mark.parametrize(("output", "title", "item"), [("markdown", "## ", "- "), ("html", "<h2>", "<li>")])
def test_a_page_has_each_plan_in_full(tree: Path, actionplan: Runner, output: str, title: str, item: str) -> None:
    page = actionplan("challenge", tree, *DAY, "--format", output).out
    assert page.count(f"{title}Questions on Plan of area") == 7
    page = actionplan("since", "2025-05-01", tree, "--until", "2025-06-01", "--format", output).out
    assert page.count(f"\n{item}") == 15


@pytest.mark.parametrize(
    ("output", "row"),
    [
        ("markdown", "| South | 3 | {} |"),
        ("html", '<tr><th scope="row">South</th><td>3</td><td>{}</td>'),
    ],
)
def test_a_page_has_plans_as_one_where_they_are_grouped(tree: Path, actionplan: Runner, output: str, row: str) -> None:
    options = ("--by", "region", "--format", output)
    asked = actionplan("challenge", tree, *DAY, *options)
    assert (
        asked.code,
        row.format("**1**" if output == "markdown" else '<span class="alert">1</span>') in bare(asked.out),
    ) == (0, True)
    changed = actionplan("since", "2025-05-01", tree, "--until", "2025-06-01", *options)
    assert (changed.code, row.format("3") in bare(changed.out)) == (0, True)


def test_check_lists_every_problem_plan_by_plan(tree: Path, actionplan: Runner) -> None:
    (tree / "one/area-2/actions/1.9.toml").write_text('title = "T"\nareas = ["PA9"]\n', encoding="utf-8")
    ran = actionplan("check", tree, "--ignore", "W")
    assert ran.code == 1
    assert 'one/area-2/actions/1.9.toml:2:10: E202 there is no area "PA9"' in ran.out
    found, only = ran.out.splitlines()[-2:]
    assert found.startswith("1 error, 0 warnings in 7 plans, ")
    assert only == "Only rules without the codes W; others are not shown."
    assert actionplan("check", tree, "--select", "E4").out.startswith("No problems in 7 plans")


def test_check_names_plans_of_one_id_after_the_problems_of_each(tree: Path, actionplan: Runner) -> None:
    shutil.copytree(tree / "area-7", tree / "copy")
    (tree / "copy/actions/1.1.toml").write_text("title =", encoding="utf-8")
    ran = actionplan("check", tree, "--ignore", "W")
    assert ran.code == 2
    assert re.findall(r": (E\d+) ", ran.out) == ["E001", "E126"]
    assert "\n\n2 errors, 0 warnings in 8 plans, " in ran.out


def test_check_of_many_plans_by_rule_as_a_page(tree: Path, actionplan: Runner) -> None:
    page = actionplan("check", tree, "--by", "rule", "--format", "markdown").out
    assert "| Rule | Plans | Errors | Warnings |\n| --- | ---: | ---: | ---: |\n" in page
    assert "| W501 complete without evidence | 5 | none | 8 |\n" in page


def test_a_selection_that_some_plans_do_not_know(tree: Path, actionplan: Runner) -> None:
    questions = json.loads(
        actionplan("challenge", tree, *DAY, "--owner", "nhs 3", "--by", "plan", "--format", "json").out
    )
    assert [plan["id"] for plan in questions["plans"]] == ["area-3"]
    motions = json.loads(actionplan("resolutions", tree, *DAY, "--body", "council 4", "--format", "json").out)
    assert [len(plan["open"]) for plan in motions["plans"] if plan["id"] == "area-4"] == [1]
    assert sum(len(plan["open"]) for plan in motions["plans"]) == 1
    ran = actionplan("measures", tree, "--area", "PA7")
    assert (ran.code, 'there is no area "PA7". Did you mean "PA1"?' in ran.err) == (2, True)


def test_progress_is_shown_only_on_a_terminal(tree: Path, actionplan: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    assert actionplan("status", tree).err == ""
    seconds = iter(range(100))
    monkeypatch.setattr(console, "monotonic", lambda: next(seconds) * 0.9)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    told = actionplan("status", tree).err
    assert "0 of 7 plans" not in told, "within a second nothing is told"
    assert "[####..........................] 1 of 7 plans" in told
    assert told.endswith(" \r"), "and it is wiped away"


def test_plans_of_one_id_are_named_above_the_figures_that_count_them_twice(tree: Path, actionplan: Runner) -> None:
    shutil.copytree(tree / "area-7", tree / "copy")
    told = actionplan("status", tree).out
    assert told.startswith("DUPLICATE ID: 1 plan has the same id as another; each is included in all\nfigures.\n")
    assert told.count("E126") == 1
    assert actionplan("check", tree, "--ignore", "W", "--by", "plan").out.count("1 error, 0 warnings") == 1


def test_a_plan_that_is_missing_altogether_is_counted_as_one(tree: Path, actionplan: Runner) -> None:
    (tree / "one/area-2/plan.toml").write_text("title = ", encoding="utf-8")
    told = actionplan("status", tree)
    assert told.code == 2
    assert "1 plan is missing completely, with all actions." in told.out


@pytest.mark.parametrize("command", ["status", "measures", "resolutions", "challenge", "check"])
def test_figures_of_many_plans_in_a_commit_are_those_of_its_files(tree: Path, actionplan: Runner, command: str) -> None:
    def answered(*options: str) -> dict[str, Any]:
        out = actionplan(command, "tree", *options, "--format", "json").out
        out = re.sub("[0-9a-f]+:tree", "tree", out)  # a path in a commit begins with the commit
        return {key: value for key, value in json.loads(out).items() if key not in ("rev", "as_at")}

    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        git(tree.parent, *arguments)
    day = () if command == "check" else DAY
    ran = actionplan(command, "tree", "--rev", "HEAD", *day)
    assert (ran.code, "7 plans" in ran.out) == (0, True)
    committed = answered(*day)
    for file in ("actions/1.1.toml", "measures/timely.toml", "resolutions/2024-02-01-a.toml"):
        (tree / "area-7" / file).unlink()
    assert answered("--rev", "HEAD", *day) == committed
    assert answered(*day) != committed


def test_what_changed_in_many_plans_since_a_commit(tree: Path, actionplan: Runner) -> None:
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        git(tree.parent, *arguments)
    (tree / "area-7/actions/1.1.toml").unlink()
    since = actionplan("since", "HEAD", "tree").out
    assert "Removed" in since
    assert "7 plans" in since
    rolled = json.loads(actionplan("since", "HEAD", "tree", "--by", "plan", "--format", "json").out)
    assert {plan["id"]: plan["totals"].get("removed", 0) for plan in rolled["plans"]}["area-7"] == 1
    assert rolled["since_rev"]["commit"]


def test_a_plan_that_is_gone_since_a_commit_is_counted_with_those_that_changed(tree: Path, actionplan: Runner) -> None:
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        git(tree.parent, *arguments)
    shutil.rmtree(tree / "area-7")
    changes = json.loads(actionplan("since", "HEAD", "tree", "--format", "json").out)["changes"]
    assert [(change["heading"], change["kind"], change["id"]) for change in changes] == [("removed", "plan", "area-7")]
    assert "Plan of area 7: no longer there." in actionplan("since", "HEAD", "tree", "--format", "markdown").out
    rolled = json.loads(actionplan("since", "HEAD", "tree", "--by", "plan", "--format", "json").out)
    assert rolled["totals"]["removed"] == 1


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True)


def test_the_library_gives_the_same_figures(tree: Path) -> None:
    def standing(loaded: library.storage.Loaded) -> library.report.PlanFigures | None:
        return library.report.status_figures(loaded.plan, date(2025, 6, 1)) if loaded.plan is not None else None

    every = [found for found in library.each_plan(library.find_plans(["tree"]), standing) if found is not None]
    roll_up = library.report.rolled_up(every)
    assert (roll_up.by, roll_up.total.figures.plans, roll_up.total.figures["overdue"]) == ("region", 7, 18)
    assert [group.name for group in roll_up.groups] == ["North", "South", None]


def test_a_record_of_where_the_plan_stands_can_be_sent_to_another_process(tree: Path) -> None:
    for plan in load(tree).plans:
        figures = library.report.status_figures(plan, date(2025, 6, 1), library.Selection(overdue=True))
        assert pickle.loads(pickle.dumps(figures)) == figures  # our own


def test_a_long_table_of_plans_is_shown_if_it_is_asked_for(tmp_path: Path, actionplan: Runner) -> None:
    for number in range(1, 22):
        (tmp_path / f"a-{number}").mkdir()
        text = f'format = 1\nid = "a-{number}"\ntitle = "T"\nagreed = 2024-01-31\n'
        (tmp_path / f"a-{number}/plan.toml").write_text(text, encoding="utf-8")
    (tmp_path / "a-7/actions").mkdir()
    (tmp_path / "a-7/actions/1.toml").write_text('title = "T"\nareas = []\ndue = 2024-05-31\n', encoding="utf-8")
    shown = actionplan("status", tmp_path).out
    assert "No plan names a region, so there is no table of regions. To name one:" in shown
    assert "Need attention first: most actions overdue" in shown
    assert "a-8 " not in shown
    assert "a-8 " in actionplan("status", tmp_path, "--by", "plan").out
