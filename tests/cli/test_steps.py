"""Milestones, dependencies and resources for users: commands, files and output."""

import json
import re

import pytest

from conftest import ACTION, AREA, REPOSITORY

STEPS = """
[[milestones]]
id = "a"
title = "Data agreement signed"
due = 2024-05-31
"""
BY = ("--by", "hcc")
LATE = ("--accept", "P121", "--accept", "P122")
"""Confirms that the dates of this plan are long past."""


@pytest.fixture
def plan(make_plan, monkeypatch):
    """Make a plan whose action 1.1 has a milestone the current folder."""
    root = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": ACTION + STEPS})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


def written(plan):
    return (plan / "actions/1.1.toml").read_text(encoding="utf-8").removeprefix("\n").partition("[[status]]")[2]


def test_say_that_a_milestone_is_done(actionplan, plan):
    ran = actionplan("update", "1.1", "--milestone", "a", "--state", "complete", "--note", "All signed", *BY)
    assert (ran.code, ran.err) == (0, "")
    assert 'state = "complete"\nmilestone = "a"\n' in written(plan)
    shown = actionplan("show", "1.1").out
    assert "Milestones: 1 of 1 done\n" in shown
    assert 'milestone a "Data agreement signed", ◉ complete, reported by' in shown
    assert "? no state given" in shown.splitlines()[3], "the action itself is not complete"


def test_a_milestone_that_does_not_exist(actionplan, plan):
    ran = actionplan("update", "1.1", "--milestone", "b", "--state", "complete", *BY, "--note", "x")
    assert ran.code == 1
    assert 'E205 there is no milestone "b"' in ran.err
    assert written(plan) == ""


@pytest.mark.parametrize(
    ("options", "code"),
    [(("--progress", "40"), "E113"), (("--state", "verified"), "E120"), (("--rating", "red"), "E113")],
)
def test_what_is_not_said_of_a_milestone(actionplan, plan, options, code):
    ran = actionplan("update", "1.1", "--milestone", "a", *options, "--note", "x", *BY)
    assert (ran.code, code in ran.err, written(plan)) == (1, True, "")


def test_move_a_milestone(actionplan, plan):
    ran = actionplan("redate", "1.1", "31/08/2024", "--milestone", "a", "--reason", "Lawyers differ", *BY, *LATE)
    assert (ran.code, ran.err) == (0, "")
    shown = actionplan("show", "1.1", "--as-at", "2026-11-24").out
    assert "moved once from 31 May 2024, 92 days later" in shown
    assert "Changed since" not in shown, "the action's own date stands"


def test_moving_it_past_the_action_is_warned_of(actionplan, plan):
    ran = actionplan("redate", "1.1", "2024-12-31", "--milestone", "a", "--reason", "Lawyers differ", *BY, *LATE)
    assert ran.code == 0
    assert "W311 milestone a is due 2024-12-31, after the action itself (2024-09-30)" in ran.err


def test_a_correction_is_about_the_milestone_that_the_entry_was_about(actionplan, plan):
    actionplan("redate", "1.1", "2024-08-31", "--milestone", "a", "--reason", "Lawyers differ", *BY, *LATE)
    identifier = written(plan).partition('id = "')[2].partition('"')[0]
    ran = actionplan("correct", f"1.1:{identifier}", "--due", "2024-08-15", "--reason", "A slip", *BY, *LATE)
    assert (ran.code, ran.err) == (0, "")
    action = json.loads(actionplan("show", "1.1", "--format", "json").out)["action"]
    assert (action["due"], action["milestones"][0]["due"]) == ("2024-09-30", "2024-08-15")


def test_a_new_action_with_milestones(actionplan, plan):
    steps = ("2026-12: Rooms found", "31/01/2027: Staff hired", "In short: everything works")
    options = [part for step in steps for part in ("--milestone", step)]
    ran = actionplan("new", "action", "1.2", "--title", "T", "--area", "PA1", "--owner", "hcc", *options)
    assert (ran.code, ran.err) == (0, "")
    text = (plan / "actions/1.2.toml").read_text(encoding="utf-8")
    assert '[[milestones]]\nid = "a"\ntitle = "Rooms found"\ndue = "2026-12"\n' in text
    assert 'title = "Staff hired"\ndue = 2027-01-31\n' in text
    assert 'title = "In short: everything works"\n' in text


def test_late_milestones_are_counted_and_named(actionplan, plan):
    assert "Milestones: 0 of 1 done, 1 overdue by up to 907 days (1.1 Data agreement signed)" in " ".join(
        actionplan("status").out.split()
    )
    assert 'milestone "Data agreement signed" 907 days overdue' in " ".join(actionplan("due").out.split())


def test_what_became_of_milestones_for_minutes(actionplan, plan):
    with (plan / "actions/1.1.toml").open("a", encoding="utf-8") as file:
        file.write('[[status]]\non = 2024-06-10\nby = "hcc"\nmilestone = "a"\nstate = "complete"\n')
    said = " ".join(actionplan("since", "2024-06-01", "--until", "2024-07-01").out.split())
    assert (
        'Milestones done: 1 1.1 Build the dashboard: milestone "Data agreement signed": done on 10 Jun 2024, 10' in said
    )
    said = " ".join(actionplan("since", "2024-05-01", "--until", "2024-06-02").out.split())
    assert "was due 31 May 2024 and is overdue by 2 days; County Council" in said


def test_a_moved_milestone_for_minutes(actionplan, plan):
    with (plan / "actions/1.1.toml").open("a", encoding="utf-8") as file:
        file.write('[[status]]\non = 2024-05-10\nmilestone = "a"\ndue = 2024-06-30\ntitle = "Signed"\nreason = "x"\n')
    said = " ".join(actionplan("since", "2024-05-01", "--until", "2024-05-20").out.split())
    assert (
        'Milestone dates moved: 1 1.1 Build the dashboard: milestone "Signed": moved on 10 May 2024 from 31 May' in said
    )
    assert 'title was "Data agreement signed", now "Signed"' in said


@pytest.mark.parametrize("command", ["dependencies", "resources"])
def test_northshire(actionplan, golden, in_repository, command):
    ran = actionplan(command, "examples/northshire-send", "--as-at", "2025-10-01")
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= 80
    golden(f"{command}-northshire.txt", ran.out)


def test_resources_of_northshire_as_json(actionplan, golden, in_repository):
    ran = actionplan("resources", "examples/northshire-send", "--as-at", "2025-10-01", "--format", "json")
    golden("resources-northshire.json", ran.out)


@pytest.mark.parametrize("action", ["1.13", "2.4"])
def test_what_one_action_waits_for_and_holds_up(actionplan, golden, in_repository, action):
    ran = actionplan("dependencies", "examples/northshire-send", "--as-at", "2025-10-01", "--action", action)
    assert ran.code == 0
    golden(f"dependencies-northshire-{action}.txt", ran.out)


def test_show_milestones_and_resources(actionplan, golden, in_repository):
    ran = actionplan("show", "5.1", "--plan", "examples/northshire-send", "--as-at", "2025-10-01")
    golden("show-northshire-5.1.txt", ran.out)


def test_one_action_as_json(actionplan, in_repository):
    ran = actionplan(
        "dependencies", "examples/northshire-send", "--as-at", "2025-10-01", "--action", "2.4", "--format", "json"
    )
    [plan] = json.loads(ran.out)["plans"]
    assert [one["action"]["id"] for one in plan["actions"]] == ["2.4"]
    assert plan["held_up_by"] == ["2.4"]
    assert {link["before"] for link in plan["links"]} == {"2.3", "2.4"}


def test_dependencies_as_markdown(actionplan, plan):
    (plan / "actions/1.2.toml").write_text(f"{ACTION}after = ['1.1']\n", encoding="utf-8")
    assert (
        actionplan("dependencies", "--format", "markdown").out
        == """\
# Dependencies as at 24 Nov 2026

## A plan

Dependencies as at 24 Nov 2026.

### Overdue and delaying others: 1 of 2 overdue actions

- **1.1** Build the dashboard
    - County Council, 785 days overdue
    - delays 1.2 Build the dashboard (owner: County Council)

### Most actions one after another, and the longest time: 2 actions, 0 days from the first start to the last due date

- **1.1** Build the dashboard
    - County Council, no state given, due 30 Sep 2024, 785 days overdue
- **1.2** Build the dashboard
    - County Council, no state given, due 30 Sep 2024, 785 days overdue
"""
    )


def test_dependencies_of_one_action_as_a_page(actionplan, plan):
    page = actionplan("dependencies", "--action", "1.1", "--format", "html").out
    assert re.findall(r"<h(\d)>(.*?)</h", page) == [
        ("1", "Dependencies as at 24 Nov 2026"),
        ("2", "1.1 Build the dashboard"),
        ("3", "Comes after: none"),
        ("3", "Followed directly by: none"),
    ]


def test_an_action_that_is_not_read_is_named(actionplan, plan):
    (plan / "actions/1.2.toml").write_text("title =", encoding="utf-8")
    ran = actionplan("dependencies", "--action", "1.2")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("1.2.toml:1:8: E001") == 1
    assert ran.err.endswith("1.2 cannot be shown.\n")


def test_several_plans_add_up(actionplan, make_plan):
    money = '[[resources]]\namount = 1_000\nunit = "GBP"\nperiod = "FY2024-25"\nnote = "A note."\n'
    plans = [make_plan({"plan.toml": PLAN_OF[name], "actions/1.1.toml": ACTION + money}, name=name) for name in "pq"]
    said = actionplan("resources", *plans).out
    assert "All plans\n  £2,000\n" in said
    assert "    1.1 Build the dashboard: 2024/25. A note\n" in said


PLAN_OF = {name: f'format = 1\nid = "{name}"\ntitle = "Plan {name}"\n' for name in "pq"}


def test_no_dependencies_to_report(actionplan, plan):
    assert "No action waits for another." in actionplan("dependencies").out
    assert "No money, posts or places are on record." in actionplan("resources").out


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2024-09-30", "1.2 starts on the day on which 1.1 is due"),
        ("2024-10-01", "1.2 starts 1 day after 1.1 is due"),
        ("2024-09-01", "1.2 starts 29 days before 1.1 is due"),
    ],
)
def test_the_gap_is_shown(actionplan, plan, start, said):
    head = f'title = "Train"\nareas = ["PA1"]\nowner = "icb"\nstart = {start}\nafter = ["1.1"]\n'
    (plan / "actions/1.2.toml").write_text(head, encoding="utf-8")
    ran = actionplan("dependencies", "--action", "1.2")
    assert said in ran.out
    assert "no due date" in " ".join(ran.out.split())
    ran = actionplan("dependencies", "--action", "1.1")
    assert "It is overdue and delays 1 action (owner: Integrated Care Board)." in ran.out


def test_a_circle_is_named_and_nothing_fails(actionplan, make_plan, monkeypatch):
    files = {f"actions/{name}.toml": f"{ACTION}after = ['{other}']\n" for name, other in (("1", "2"), ("2", "1"))}
    monkeypatch.chdir(make_plan(files))
    ran = actionplan("dependencies")
    assert (ran.code, "Depend on each other in a circle, and are left out of chains: 1 Build" in ran.out) == (0, True)
    assert actionplan("dependencies", "--action", "1").code == 0


@pytest.mark.parametrize("command", [("dependencies",), ("resources",), ("dependencies", "--action", "1.1")])
def test_a_file_that_cannot_be_read_is_named_first(actionplan, plan, command):
    (plan / "actions/1.2.toml").write_text("title =", encoding="utf-8")
    ran = actionplan(*command)
    assert (ran.code, (ran.out + ran.err).count("1.2.toml:1:8: E001")) == (2, 1)


def test_an_action_that_is_not_there(actionplan, plan):
    assert 'there is no action "1.2"' in actionplan("dependencies", "--action", "1.2").err
    ran = actionplan("dependencies", "--action", "1.1", "--as-at", "2024-01-01")
    assert (ran.code, ran.err) == (2, "1.1 was not in the plan on that day.\n")
    assert "--action takes one plan at most" in actionplan("dependencies", "--action", "1.1", plan, plan).err
