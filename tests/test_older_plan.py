"""docs/older-plan.md: copying a plan of earlier years is a first use, and leaves no warning, finding or late entry."""

import subprocess
from pathlib import Path

import pytest

import test_first_plan
from actionplan import load
from conftest import PLAN, REPOSITORY, TODAY, PlanMaker, Runner, dedented

PAGE = (REPOSITORY / "docs" / "older-plan.md").read_text(encoding="utf-8")
COPIED = dedented(PLAN).replace("agreed = 2024-01-31", f"agreed = 2024-01-31\nkept_since = {TODAY}")


@pytest.fixture
def copied(actionplan: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, str]]:
    """Return the plan that the page makes, and what each of its last commands printed."""
    monkeypatch.chdir(tmp_path)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Officer")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "officer@council.example")
        monkeypatch.setenv(f"GIT_{who}_DATE", f"{TODAY}T12:00:00")
    blocks = test_first_plan.indented_blocks(PAGE)
    printed = {}
    for program, *words in (command for block in blocks for command in test_first_plan.commands(block)):
        if program == "git":
            subprocess.run([program, *words], check=True, capture_output=True)
            continue
        if program == "cd":
            monkeypatch.chdir(words[0])
            continue
        ran = actionplan(*words)
        assert ran.code == 0, f"{words}: {ran.err}"
        printed[words[0]] = ran.out
    return tmp_path / "send-plan", printed


def test_copying_an_older_plan_leaves_nothing_to_explain(copied: tuple[Path, dict[str, str]]) -> None:
    _, printed = copied
    assert printed["check"].startswith("No problems in 1 plan")
    assert "No findings" in printed["audit"]
    assert "Recorded late" not in printed["status"]
    assert "1 of 1 finished (100%)" in printed["status"]


def test_it_was_there_all_the_time(copied: tuple[Path, dict[str, str]], actionplan: Runner) -> None:
    plan, _ = copied
    texts = "\n".join(path.read_text(encoding="utf-8") for path in plan.rglob("*/*.toml"))
    assert str(TODAY) not in texts
    status = actionplan("status", "--as-at", "2024-06-01").out
    assert "1 action\n" in status
    assert "40%" in status


def test_an_action_whose_day_has_passed_did_not_join_the_plan_today(make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan()
    for number, due in ((2, "2025-12-31"), (3, "2027-12-31")):
        options = ("--title", "T", "--area", "PA1", "--owner", "hcc", "--due", due, "--plan", plan)
        assert actionplan("new", "action", f"1.{number}", *options).code == 0
    assert [str(action.agreed) for action in load(plan).plans[0].actions] == ["None", "None", str(TODAY)]


@pytest.mark.parametrize(
    ("given", "raised", "agreed"),
    [
        ((), TODAY, TODAY),
        (("--agreed", "2025-05-06"), "2025-05-06", "2025-05-06"),
        (("--raised", "2024-02-01"), "2024-02-01", None),
    ],
)
def test_a_risk_is_as_old_as_its_options_say(
    make_plan: PlanMaker, actionplan: Runner, given: tuple[str, ...], raised: object, agreed: object
) -> None:
    plan = make_plan()
    assert actionplan("new", "risk", "R1", "--title", "T", *given, "--accept", "P121", "--plan", plan).code == 0
    [risk] = load(plan).plans[0].risks
    assert (str(risk.raised), str(risk.agreed)) == (str(raised), str(agreed))


@pytest.mark.parametrize(("on", "recorded"), [("2026-11-23", None), ("2026-10", None), ("2026", str(TODAY))])
def test_an_entry_from_before_the_plan_was_kept_here_has_no_day_of_recording(
    make_plan: PlanMaker, actionplan: Runner, on: str, recorded: str | None
) -> None:
    plan = make_plan({"plan.toml": COPIED})
    assert actionplan("update", "1.1", "--note", "Begun", "--on", on, "--by", "hcc", "--plan", plan).code == 0
    [entry] = load(plan).plans[0].actions[0].status
    assert str(entry.recorded) == str(recorded)


def test_a_round_of_older_updates_has_none_either(make_plan: PlanMaker, actionplan: Runner, tmp_path: Path) -> None:
    plan = make_plan({"plan.toml": COPIED})
    (tmp_path / "old.csv").write_text("action,on,state\n1.1,2026-11-20,in-progress\n")
    assert actionplan("update", "--from", tmp_path / "old.csv", "--by", "hcc", "--plan", plan).code == 0
    assert load(plan).plans[0].actions[0].status[0].recorded is None


@pytest.mark.parametrize(
    ("on", "is_asked"), [("1825-03-05", True), ("1925-12-12", True), ("2018-12", True), ("2019-06-01", False)]
)
def test_a_mistyped_century_is_asked_about_while_older_papers_are_copied(
    make_plan: PlanMaker, actionplan: Runner, on: str, is_asked: bool
) -> None:
    plan = make_plan({"plan.toml": COPIED})
    ran = actionplan("update", "1.1", "--note", "Begun", "--on", on, "--by", "hcc", "--plan", plan)
    assert ("more than five years before the plan was" in ran.err) == is_asked
    assert bool(load(plan).plans[0].actions[0].status) != is_asked


@pytest.mark.parametrize(
    ("on", "is_asked"), [("45961", True), ("31/10/2025", True), ("2026-03", True), ("2026-04-01", False)]
)
def test_an_update_from_before_the_plan_was_agreed_is_asked_about_unless_it_is_being_copied(
    make_plan: PlanMaker, actionplan: Runner, tmp_path: Path, on: str, is_asked: bool
) -> None:
    agreed = dedented(PLAN).replace("agreed = 2024-01-31", "agreed = 2026-04-01")
    (tmp_path / "old.csv").write_text(f"action,on,state\n1.1,{on},in-progress\n")
    round_ = ("update", "--from", tmp_path / "old.csv", "--by", "hcc", "--plan")
    ran = actionplan(*round_, make_plan({"plan.toml": agreed}, name="kept"))
    assert ("before the plan was agreed" in ran.err, ran.code) == (is_asked, int(is_asked)), ran.err
    copied = agreed.replace("agreed = 2026-04-01", f"agreed = 2026-04-01\nkept_since = {TODAY}")
    assert actionplan(*round_, make_plan({"plan.toml": copied}, name="copied")).code == 0


def test_the_example_of_init_is_in_the_way_until_its_state_is_left_out(actionplan: Runner, tmp_path: Path) -> None:
    plan = tmp_path / "q"
    assert actionplan("init", plan).code == 0
    report = (
        "update",
        "1.1",
        "--on",
        "2025-03-05",
        "--state",
        "in-progress",
        "--by",
        "council",
        "--plan",
        plan,
        "--yes",
    )
    ran = actionplan(*report)
    assert (ran.code, "if it had begun by then, leave out the state" in " ".join(ran.err.split())) == (1, True)
    path = plan / "actions/1.1.toml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("state =")), encoding="utf-8")
    ran = actionplan(*report)
    assert ran.code == 0, ran.err
