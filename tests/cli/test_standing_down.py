"""An area is stood down and reinstated: what serves it alone is not awaited meanwhile, and nothing is lost."""

import json
from datetime import date

import pytest

import actionplan as library
from conftest import ACTION, AREA, PLAN, Runner

ENDED = '\n[[status]]\non = 2024-06-30\nby = "hcc"\nstate = "{}"\nreason = "R"\n'
FILES = {
    "plan.toml": PLAN,
    "areas/PA1.toml": AREA + 'owner = "hcc"\n\n[[findings]]\nid = "a"\ntext = "Nobody shares data"\n',
    "areas/PA2.toml": AREA.replace("Data", "Waits"),
    "actions/1.1.toml": ACTION + ENDED.format("in-progress").replace('reason = "R"\n', "progress = 40\n"),
    "actions/1.2.toml": ACTION.replace('["PA1"]', '["PA1", "PA2"]'),
    "actions/1.3.toml": ACTION + ENDED.format("cancelled"),
    "actions/1.4.toml": ACTION + ENDED.format("complete"),
    "actions/2.1.toml": ACTION.replace("PA1", "PA2"),
    "resolutions/2024-02-01-a.toml": """
        title = "Share data"
        body = "board"
        on = 2024-02-01
        outcome = "carried"

        [[clauses]]
        id = "a"
        text = "Share all data"
        actions = ["1.1"]
    """,
}
DOWN = ("stand-down", "PA1", "--reason", "Improved enough", "--by", "board", "--on", "2026-03-10")
UP = ("reinstate", "PA1", "--reason", "Data are late again", "--by", "board", "--on", "2026-06-01")


@pytest.fixture
def plan(make_plan, monkeypatch):
    """Return a plan with two areas; one action serves both. It is the current folder."""
    monkeypatch.chdir(root := make_plan(FILES))
    return root


@pytest.fixture
def down(plan, actionplan):
    """Return the plan with the first area stood down on 10 March 2026."""
    ran = actionplan(*DOWN, "--approved", "board:2026-03-10:minute 4")
    assert ran.code == 0, ran.err
    return plan


def status(actionplan: Runner, *options: str):
    (plan,) = json.loads(actionplan("status", "--format", "json", *options).out)["plans"]
    return plan, {action["id"]: action for action in plan["actions"]}


def test_the_entry_says_why_and_who_decided(down):
    assert (
        (down / "areas/PA1.toml")
        .read_text()
        .endswith(
            'on = 2026-03-10\nrecorded = 2026-11-24\nby = "board"\nstate = "stood-down"\nreason = "Improved enough"\n'
            'approvals = [{ by = "board", on = 2026-03-10, ref = "minute 4" }]\n'
        )
    )


def test_what_serves_it_alone_is_stood_down_and_all_else_is_as_before(plan, actionplan):
    _, before = status(actionplan)
    actionplan(*DOWN)
    whole, after = status(actionplan)
    assert [name for name, action in after.items() if action["stood_down"]] == ["1.1"]
    assert {name: before[name] for name in before if name != "1.1"} == {
        name: after[name] for name in after if name != "1.1"
    }
    assert whole["totals"]["states"] == {"stood-down": 1, "cancelled": 1, "complete": 1, "not-reported": 2}
    action = after["1.1"]
    assert (action["state"], action["progress"]) == ("in-progress", 40)
    assert not any(action[key] for key in ("open", "overdue", "overdue_original", "stale", "due_soon", "days_overdue"))
    assert action["days_late"] is None


def test_reports_show_it_and_nobody_is_asked(down, actionplan):
    said = " ".join(actionplan("status").out.split())
    why = (
        "Stood down on 10 Mar 2026, reported by Improvement Board; reason: Improved enough; agreed by Improvement Board"
    )
    assert why in said
    assert "stood down (in progress)" in said
    assert why in " ".join(actionplan("show", "PA1").out.split())
    assert "stood down (in progress)" in actionplan("show", "1.1").out
    assert "1.1" not in actionplan("due").out
    assert "actions/1.1" not in actionplan("challenge").out
    assert "PA1:a" not in actionplan("challenge").out
    assert "PA1:a" not in actionplan("check").out
    forecast = json.loads(actionplan("forecast", "--format", "json").out)["plans"][0]
    assert [each["action"]["id"] for each in forecast["actions"]] == ["1.2", "2.1"]
    resolution = json.loads(actionplan("resolutions", "--format", "json").out)["plans"][0]["open"][0]
    assert resolution["clauses"][0]["delivery"] == "suspended"


def test_an_earlier_day_is_untouched_and_a_reinstated_area_is_as_before(plan, actionplan):
    before = status(actionplan, "--as-at", "2026-03-09"), status(actionplan)
    actionplan(*DOWN)
    assert status(actionplan, "--as-at", "2026-03-09") == before[0]
    assert actionplan(*UP).code == 0
    assert status(actionplan, "--as-at", "2026-05-31")[1]["1.1"]["stood_down"]
    assert status(actionplan) == before[1]


def test_since_says_both(plan, actionplan):
    with (plan / "areas/PA1.toml").open("a") as file:
        for on, state in (("2026-03-10", "stood-down"), ("2026-06-01", "in-force")):
            file.write(f'\n[[status]]\non = {on}\nby = "board"\nstate = "{state}"\nreason = "Because of {state}"\n')
    said = " ".join(actionplan("since", "2026-03-09", "--until", "2026-03-10").out.split())
    assert "Areas stood down or reinstated: 1 PA1 Data: was in force, now stood down on 10 Mar 2026" in said
    said = " ".join(actionplan("since", "2026-05-31", "--until", "2026-06-01").out.split())
    assert "PA1 Data: was stood down, now in force on 1 Jun 2026" in said
    assert "reason: Because of in-force" in said


def test_nothing_is_written_that_changes_nothing(down, actionplan):
    again = actionplan("stand-down", "PA1", "--reason", "R", "--by", "board")
    assert (again.code, "PA1 is stood down already, so nothing would change" in again.err) == (2, True)
    never = actionplan("reinstate", "PA2", "--reason", "R", "--by", "board")
    assert (never.code, "PA2 is in force, so nothing would change" in never.err) == (2, True)
    assert actionplan("stand-down", "1.1", "--reason", "R", "--by", "board").code == 2


def test_an_ended_owner_is_not_asked_to_hand_over_what_is_stood_down(down, actionplan):
    path = down / "plan.toml"
    path.write_text(path.read_text().replace('kind = "council"\n', 'kind = "council"\nuntil = 2026-03-31\n'))
    said = " ".join(actionplan("check").out.split())
    assert "still owns 2 actions" in said
    [ended] = status(actionplan)[0]["to_hand_over"]
    assert [each["id"] for each in ended["owned"]] == ["1.2", "2.1"]


def test_the_library_has_the_decision(down):
    [plan] = library.status(library.load(str(down)).at(date(2026, 11, 24))).plans
    decision = plan.areas[0].stood_down
    assert decision is not None
    assert (decision.by, decision.reason, decision.approvals[0].ref) == ("board", "Improved enough", "minute 4")
    assert plan.areas[1].stood_down is None
