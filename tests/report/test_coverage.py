"""A record that is not all of a plan: every total says so, and how much of what was made is known."""

import json

import pytest

INCOMPLETE = """
    format = 1
    id = "press"
    title = "A plan from the press"
    agreed = 2024-01-31
    coverage = "incomplete"
    coverage_reason = "The partnership's plan is not public."

    [inspection]
    areas_named = 7

    [bodies.council]
    name = "County Council"
    kind = "council"
"""
ACTION = 'title = "T"\nareas = ["PA1"]\nowner = "council"\n'
DONE = ACTION + '[[status]]\non = 2024-05-01\nby = "council"\nstate = "complete"\n'
AREA = 'title = "Data"\nkind = "priority-action"\nfindings_made = 6\n[[findings]]\nid = "a"\ntext = "No data."\n'
FILES = {"plan.toml": INCOMPLETE, "areas/PA1.toml": AREA, "actions/1.1.toml": ACTION, "actions/1.2.toml": DONE}
REVIEW = """
    title = "A review"
    kind = "other"
    held = 2024-07-01
    recommendations_made = 17

    [[asks]]
    id = "a"
    text = "Say who answers."
"""
MOTION = """
    title = "Act faster"
    body = "council"
    on = 2024-03-01
    outcome = "carried"
    clauses_made = 3

    [[clauses]]
    id = "a"
    text = "A letter."

    [[status]]
    on = 2024-04-01
    by = "council"
    clause = "a"
    state = "complete"
"""


REPORTS = (
    *("status", "due", "measures", "risks", "reviews", "resolutions", "dependencies", "resources", "challenge"),
    *("forecast", "since 2024-02-01", "show 1.1", "show council", "trace 1.1"),
)


@pytest.fixture
def press(make_plan):
    return make_plan(FILES | {"reviews/r.toml": REVIEW, "resolutions/m.toml": MOTION})


def test_status_says_so_beside_the_total_and_above_it_and_gives_no_share(press, actionplan):
    out = " ".join(actionplan("status", press).out.split())
    assert "This record of the plan is incomplete: The partnership's plan is not public." in out
    assert "1 of the 2 on this record is finished." in out
    assert "50%" not in out
    assert "1 of 7 areas that the inspectors named is known." in out
    assert "PA1: 1 of 6 findings is known." in out


@pytest.mark.parametrize("command", REPORTS)
@pytest.mark.parametrize("output", ["text", "markdown", "html"])
def test_every_report_says_so(press, actionplan, command, output):
    named = ("--plan", press) if command.startswith(("show", "trace")) else (press,)
    out = actionplan(*command.split(), *named, "--format", output).out
    assert "record of the plan is incomplete" in " ".join(out.split())


def test_reports_say_nothing_of_it_where_nothing_is_stated(make_plan, actionplan):
    plan = INCOMPLETE.replace('coverage = "incomplete"', "").replace("coverage_reason", "description")
    out = actionplan("status", make_plan(FILES | {"plan.toml": plan})).out
    assert "incomplete" not in out
    assert "1 of 2 finished (50%)" in out


def test_recommendations_known_of_those_made(press, actionplan):
    out = actionplan("reviews", press).out
    assert "1 of 17 recommendations is known." in out
    line = " ".join(out.split())
    assert "1 recommendation on record, 1 open, none with a due date; where it is known how many were made, " in line
    assert "made, 1 of 17 are on record" in line


def test_a_resolution_with_unknown_clauses_stays_open(press, actionplan):
    out = actionplan("resolutions", press).out
    assert "1 of 3 clauses is known." in out
    assert "1 resolution is open" in out
    assert "carried; 1 of 3 clauses is known: 1 delivered" in actionplan("status", press).out
    [plan] = json.loads(actionplan("resolutions", press, "--format", "json").out)["plans"]
    assert (plan["coverage"], plan["open"][0]["clauses_made"], plan["open"][0]["delivered"]) == ("incomplete", 3, 1)


def test_a_roll_up_says_of_which_plans(press, actionplan):
    out = " ".join(actionplan("status", press, "--by", "plan").out.split())
    said = "The record of 1 of 1 plan is incomplete, so every total lacks what is not on it:"
    assert f"{said} - A plan from the press: The partnership's plan is not public" in out


@pytest.mark.parametrize("command", ["status", "measures", "resolutions"])
def test_a_roll_up_with_such_a_plan_gives_no_share_of_it_nor_of_all(press, actionplan, command):
    northshire = "examples/northshire-send"
    out = actionplan(command, press, northshire, "--by", "plan", "--as-at", "2026-01-10").out
    lines = {line.split(",")[0].split("  ")[0]: line for line in out.splitlines()}
    assert "press, incomplete" in out
    assert "%" in lines["northshire-send"]
    assert "%" not in lines["press"] + lines["All"]
    assert out.count("%") == 1


def test_a_roll_up_names_only_plans_that_it_counts(press, actionplan):
    out = actionplan(
        "status", press, "examples/northshire-send", "--by", "plan", "--owner", "Northshire County Council"
    ).out
    assert "Only actions owned by Northshire County Council, in 1 of 2 plans" in out
    assert "incomplete" not in out


def test_the_figures_of_a_roll_up_say_of_how_many_plans_records_are_incomplete(press, actionplan):
    out = actionplan("status", press, "examples/northshire-send", "--by", "plan", "--format", "json").out
    answer = json.loads(out)
    assert answer["totals"]["incomplete_plans"] == 1
    assert [plan["totals"]["incomplete_plans"] for plan in answer["plans"]] == [1, 0]
    assert [group["totals"]["incomplete_plans"] for group in answer["groups"]] == [0, 1]


def test_the_counts_are_made_and_amended_by_commands(press, actionplan):
    options = ("--plan", press, "--by", "council", "--reason", "The minutes say so")
    assert actionplan("amend", "m", "--clauses-made", "1", *options).code == 0
    assert "Fulfilled: 1" in actionplan("resolutions", press).out.replace("  ", " ")
    new = ("--title", "A visit", "--kind", "monitoring", "--recommendations-made", "4", "--plan", press)
    assert actionplan("new", "review", "v", *new).code == 0
    assert "recommendations_made = 4" in (press / "reviews/v.toml").read_text()
    assert actionplan("amend", "v", "--recommendations-made", "-1", *options).code == 2
