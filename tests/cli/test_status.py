"""`actionplan status`: whole screens as golden files, figures worked out by hand, and what goes wrong."""

import json

import pytest

from actionplan.cli import console
from conftest import ACTION, HERTFORDSHIRE_DAY, PLAN, REPOSITORY, dedented


@pytest.fixture(autouse=True)
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(
    ("plan", "day"),
    [("plans/hertfordshire-send", "2024-10-01"), ("examples/northshire-send", "2025-10-01")],
)
def test_whole_screen(actionplan, golden, plan, day, monkeypatch):
    monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
    ran = actionplan("status", plan, "--as-at", day)
    assert (ran.code, ran.err) == (0, "")
    golden(f"status-{plan.rpartition('/')[2]}.txt", ran.out)
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_hertfordshire_worked_out_by_hand(actionplan):
    """Counted from the files, entry by entry, for 1 October 2024."""
    plan = json.loads(actionplan("status", "plans/hertfordshire-send", "--as-at", "2024-10-01", "--format", "json").out)
    [plan] = plan["plans"]
    by_state = {action["id"]: action["state"] for action in plan["actions"]}
    assert by_state == {
        **dict.fromkeys(["AI1.1", "AI1.2", "AI4.1"]),
        **dict.fromkeys(["PA1.2", "OC.6", "OC.8"], "complete"),
        **dict.fromkeys(
            ["PA1.1", "PA1.3", "PA2.1", "PA2.2", "OC.1", "OC.2", "OC.3", "OC.4", "OC.5", "OC.7"], "in-progress"
        ),
    }
    dues = {action["id"]: action["due"] for action in plan["actions"] if action["due"]}
    assert dues == {"PA1.2": "2024-09", "AI4.1": "unknown", "OC.2": "2026", "OC.5": "2025-04", "OC.7": "ongoing"}
    assert plan["totals"]["overdue"] == 0
    assert plan["totals"]["never_updated"] == 2
    [attendance] = [action for action in plan["actions"] if action["id"] == "PA1.2"]
    assert (attendance["finished"], attendance["days_late"]) == ("2024-09", 0)
    clauses = {
        resolution["id"]: [resolution[key] for key in ("delivered", "under_way", "not_begun", "not_tracked")]
        for resolution in plan["resolutions"]
    }
    assert clauses == {
        "2023-12-12-a": [0, 6, 0, 0],
        "2023-12-12-b": [0, 1, 0, 2],
        "2023-12-12-c": [0, 0, 0, 1],
        "2023-12-12-d": [1, 0, 0, 0],
        "2024-07-16-a": [0, 0, 0, 2],
    }


def test_json_has_the_keys_of_the_contract(actionplan, make_plan):
    answer = json.loads(actionplan("status", make_plan(), "--format", "json").out)
    assert (answer["schema_version"], answer["kind"], answer["as_at"]) == (1, "status", "2026-11-24")
    assert answer["partial"] is False
    assert answer["problems"] == []
    [plan] = answer["plans"]
    assert {"id", "title", "areas", "owners", "actions", "resolutions"} <= plan.keys()
    [owner] = plan["owners"]
    assert (owner["id"], owner["name"], owner["kind"]) == ("hcc", "County Council", "council")
    [action] = plan["actions"]
    wanted = {
        "id": "1.1",
        "area": "PA1",
        "areas": ["PA1"],
        "owner": "hcc",
        "state": None,
        "rating": None,
        "original_due": "2024-09-30",
        "due": "2024-09-30",
        "due_day": "2024-09-30",
        "days_late": 785,
        "days_late_original": 785,
        "times_redated": 0,
        "last_update": None,
    }
    assert {key: action[key] for key in wanted} == wanted


def test_several_plans_at_once(actionplan):
    ran = actionplan("status", "plans/hertfordshire-send", "examples/northshire-send", "--as-at", "2025-10-01")
    assert ran.out.index("Hertfordshire SEND") < ran.out.index("Northshire SEND")


def test_a_plan_is_found_from_inside_its_folder(actionplan, monkeypatch):
    monkeypatch.chdir(REPOSITORY / "plans" / "hertfordshire-send" / "actions")
    assert actionplan("status").out.startswith("Hertfordshire SEND")


def test_the_plans_beside_us_are_found(actionplan):
    assert "actionplan status plans/devon-send\n" in actionplan("status").out


def test_only_one_owner_area_or_what_is_overdue(actionplan):
    def shown(*options):
        plan = "examples/northshire-send"
        ran = actionplan("status", plan, "--as-at", "2025-10-01", "--format", "json", *options)
        answer = json.loads(ran.out)
        return answer["selection"], {action["id"] for action in answer["plans"][0]["actions"]}

    assert shown("--overdue", "--owner", "nch") == (
        {"owner": "nch", "area": None, "overdue": True},
        {"3.4", "4.11"},
    )
    selection, actions = shown("--area", "AI1")
    assert selection == {"owner": None, "area": "AI1", "overdue": False}
    assert "3.4" in actions  # 3.4 serves it, though PA3 is its primary area
    due = {  # of every action that is open on the day, those whose due day has passed
        "1.10": "2025-04-30", "2.4": "2025-09-26", "2.8": "FY2024-25", "2.11": "2025-08-29", "3.4": "2025-03-31",
        "3.6": "summer-2025", "3.7": "2025-07-31", "4.2": "2025-06-30", "4.11": "2025-07-31", "5.12": "2025-08-29",
    }  # fmt: skip
    assert shown("--overdue")[1] == set(due)


def test_a_selection_says_that_it_is_one(actionplan):
    shown = actionplan("status", "examples/northshire-send", "--as-at", "2025-10-01", "--owner", "nch", "--overdue").out
    assert "Only actions owned by Northshire Community Health NHS Trust, overdue; others" in shown
    assert "Resolutions" not in shown


def test_an_owner_that_nobody_knows_is_a_usage_error(actionplan):
    ran = actionplan("status", "plans/hertfordshire-send", "--owner", "hccc")
    assert (ran.code, ran.out) == (2, "")
    assert 'there is no body "hccc": did you mean "hcc"' in ran.err


def test_no_plan_anywhere(actionplan, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    ran = actionplan("status")
    assert (ran.code, ran.out) == (2, "")
    assert "no plan here" in ran.err


def test_an_unreadable_file_is_named_first_and_figures_are_marked_partial(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION, "actions/1.2.toml": 'title = "Train'})
    ran = actionplan("status", plan)
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file could not be read and is missing from all figures below.")
    assert (ran.out.count("E001"), ran.err) == (1, ""), "it is told once"
    assert json.loads(actionplan("status", plan, "--format", "json").out)["partial"] is True


def test_errors_are_counted_but_do_not_fail(actionplan, make_plan):
    ran = actionplan("status", make_plan({"actions/1.1.toml": ACTION.replace("hcc", "hc")}))
    assert ran.code == 0
    assert "Check: 1 error, 0 warnings." in ran.out


def test_before_it_was_agreed_nothing_was_in_the_plan(actionplan, make_plan):
    ran = actionplan("status", make_plan(), "--as-at", "2024-01-30")
    assert "The plan was not agreed until 31 Jan 2024: it was empty on that day." in ran.out


def test_control_and_direction_characters_are_shown_not_obeyed(actionplan, make_plan):
    title = r'title = "Plan \u001b[2J\u202etxt"'
    ran = actionplan("status", make_plan({"actions/1.1.toml": ACTION.replace('title = "Build the dashboard"', title)}))
    assert "Plan <U+001B>[2J<U+202E>txt" in ran.out


def test_days_may_be_written_as_people_write_them(actionplan, make_plan):
    plan = make_plan()
    for day in ("2024-10-01", "1 Oct 2024", "01/10/2024", "1 October 2024"):
        assert "As at 1 Oct 2024." in actionplan("status", plan, "--as-at", day).out
    ran = actionplan("status", plan, "--as-at", "soon")
    assert (ran.code, '"soon" is not a day' in ran.err) == (2, True)


MOVED = """[[status]]
on = 2024-07-02
by = "board"
due = %s
reason = "The supplier is late"
"""


@pytest.mark.parametrize(
    ("due", "told"),
    [
        ("2024-12-31", "moved once from 30 Sep 2024, 92 days later"),
        ("2024-09-01", "moved once from 30 Sep 2024, 29 days earlier"),
        ('"unknown"', "moved once from 30 Sep 2024, now without a fixed date"),
    ],
)
def test_a_moved_date_is_shown_with_all_it_has_slipped(actionplan, make_plan, due, told):
    plan = make_plan({"actions/1.1.toml": ACTION + MOVED % due})
    assert told in actionplan("status", plan, "--as-at", "2024-09-01").out
    assert told in " ".join(actionplan("show", "1.1", "--plan", plan, "--as-at", "2024-09-01").out.split())


def test_a_date_that_came_back_is_shown_so(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION + MOVED % "2024-12-31" + MOVED % "2024-09-30"})
    assert "moved twice from 30 Sep 2024 and back" in actionplan("status", plan, "--as-at", "2024-09-01").out


def test_a_date_that_moved_before_it_had_a_first_one(actionplan, make_plan):
    head = ACTION.replace("due = 2024-09-30", "")
    plan = make_plan({"actions/1.1.toml": head + MOVED % "2024-10-31" + MOVED % "2024-12-31"})
    assert actionplan("status", plan, "--as-at", "2024-09-01").out.count("moved once\n") == 1


def test_late_against_the_date_first_agreed(actionplan, make_plan):
    policy = '[policy]\nlate_against = "original"\n'
    plan = make_plan({"plan.toml": PLAN + policy, "actions/1.1.toml": ACTION + MOVED % "2024-12-31"})
    ran = actionplan("status", plan, "--as-at", "2025-01-10")
    text = "Overdue against the original due date: 1 of 1 open with a due date, by 102 days."
    assert text in " ".join(ran.out.split())
    assert "102 days overdue against the original due date, 10 days against the current one" in " ".join(
        ran.out.split()
    )
    assert "102 days overdue" in actionplan("due", plan, "--as-at", "2025-01-10").out
    shown = actionplan("show", "1.1", "--plan", plan, "--as-at", "2025-01-10").out
    assert "102 days overdue against the original due date, 10 days against the current one" in " ".join(shown.split())
    [answered] = json.loads(actionplan("status", plan, "--as-at", "2025-01-10", "--format", "json").out)["plans"]
    assert answered["late_against"] == "original"
    assert answered["totals"]["longest_overdue"] == 102
    [action] = answered["actions"]
    numbers = ("days_late", "days_late_original", "days_overdue", "days_slipped")
    assert [action[name] for name in numbers] == [10, 102, 102, 92]


def test_a_plan_agreed_on_an_unknown_day_is_no_draft(actionplan, make_plan):
    plan = make_plan({"plan.toml": PLAN.replace("agreed = 2024-01-31", 'agreed = "unknown"')})
    assert "As at 24 Nov 2026. When it was agreed is not known." in actionplan("status", plan).out


@pytest.mark.parametrize(
    "command", [("status",), ("show", "1.1"), ("trace", "1.1"), ("status", "--format", "markdown")]
)
def test_progress_without_a_state_says_so(actionplan, make_plan, command, monkeypatch):
    entry = '\n[[status]]\non = 2024-03-05\nby = "hcc"\nprogress = 10\n'
    plan = make_plan({"actions/1.1.toml": dedented(ACTION) + entry})
    monkeypatch.chdir(plan)
    out = actionplan(*command).out
    assert "10% done, no state given" in out or "no state given, 10% done" in out
    assert "no state given 10%" not in out
