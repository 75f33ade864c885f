"""Each report says first how old the record is where no owner has reported since the last meeting that was held."""

import json

import pytest

from conftest import ACTION, PLAN

MET = '\n[[meetings]]\nbody = "board"\non = {}\n'
BOARD = MET.format("2025-07-08")
REPORTED = '\n[[status]]\non = 2025-06-03\nby = "hcc"\nnote = "The supplier is chosen."\n'
SILENT = "No owner has reported since the board met on 8 Jul 2025; the latest report is of 3 Jun 2025."


@pytest.fixture
def plan(make_plan):
    """Return a function that makes a plan from lines added to the action and to ``plan.toml``."""

    def made(action=REPORTED, meetings=BOARD):
        return make_plan({"actions/1.1.toml": ACTION + action, "plan.toml": PLAN + meetings})

    return made


def first_lines(ran):
    """Return the title with the lines under it, and the next block, which may be the title of the plan."""
    return " ".join(" ".join(ran.out.split("\n\n")[:2]).split())


@pytest.mark.parametrize(
    "report",
    [
        *("status", "since 2025-07-01", "due", "measures", "resolutions", "reviews", "risks", "challenge"),
        *("dependencies", "forecast", "resources", "trace 1.1 --plan", "show 1.1 --plan"),
    ],
)
def test_every_report_says_it_before_any_figure(actionplan, plan, report):
    assert SILENT in first_lines(actionplan(*report.split(), plan()))


@pytest.mark.parametrize("report", ["status", "measures", "resolutions", "challenge", "since 2025-07-01"])
def test_a_roll_up_says_of_which_plans(actionplan, plan, report):
    ran = actionplan(*report.split(), plan(), "--by", "plan")
    assert "In 1 of 1 plan no owner has reported since the last meeting: A plan." in first_lines(ran)


@pytest.mark.parametrize("report", ["status", "due", "status --by plan", "trace 1.1 --plan", "since 2025-07-01"])
def test_json_has_it_as_a_field(actionplan, plan, report):
    [told] = json.loads(actionplan(*report.replace("--by plan", "").split(), plan(), "--format", "json").out)["records"]
    assert told["id"] == "p"
    assert told["no_report_since"] == {
        "body": "board",
        "met": "2025-07-08",
        "met_day": "2025-07-08",
        "last_report": "2025-06-03",
        "last_report_day": "2025-06-03",
    }


def test_a_report_since_then_ends_it(actionplan, plan):
    later = '\n[[status]]\non = 2025-07-09\nby = "hcc"\nnote = "Testing began."\n'
    assert "No owner has reported" not in actionplan("status", plan(REPORTED + later)).out


def test_what_was_recorded_after_the_meeting_is_a_report_since_then(actionplan, plan):
    late = REPORTED.replace("by =", "recorded = 2025-07-10\nby =")
    assert "No owner has reported" not in actionplan("status", plan(late)).out
    assert SILENT in first_lines(actionplan("status", "--as-at", "2025-07-09", plan(late)))


def test_a_report_of_a_month_is_of_that_month(actionplan, plan):
    of_june = REPORTED.replace("on = 2025-06-03", 'on = "2025-06"')
    assert "the latest report is of Jun 2025." in first_lines(actionplan("status", plan(of_june)))


@pytest.mark.parametrize(
    "entry",
    [
        '\n[[status]]\non = 2025-07-09\nby = "board"\nnote = "The board is worried."\n',
        '\n[[status]]\non = 2025-07-09\nby = "hcc"\nshort = "One dashboard"\n',
    ],
    ids=["by a body that owns nothing", "a name for readers"],
)
def test_what_is_no_report_of_an_owner_does_not_count(actionplan, plan, entry):
    assert SILENT in first_lines(actionplan("status", plan(REPORTED + entry)))


def test_a_meeting_that_was_not_held_does_not_count(actionplan, plan):
    cancelled = MET.format("2025-09-09") + 'held = false\nnote = "Cancelled for the election."\n'
    path = plan(meetings=BOARD + cancelled)
    assert SILENT in first_lines(actionplan("status", path))
    assert "What changed from 8 Jul 2025" in actionplan("since", "--last", "board", path).out
    assert "Meetings since then: Improvement Board (1)." in " ".join(actionplan("status", path).out.split())


def test_a_record_without_any_report_says_so(actionplan, plan):
    said = first_lines(actionplan("status", plan(action="")))
    assert "No report by an owner is on record; the board met on 8 Jul 2025." in said


def test_of_two_boards_the_one_that_met_is_named(actionplan, plan):
    panel = '\n[bodies.panel]\nname = "Education Panel"\nkind = "board"\n'
    path = plan(meetings=panel + BOARD + MET.format("2025-07-01").replace("board", "panel"))
    assert "since the Improvement Board met on 8 Jul 2025" in first_lines(actionplan("status", path))


def test_a_plan_without_meetings_says_nothing(actionplan, plan):
    assert "reported" not in first_lines(actionplan("status", plan(meetings="")))


def test_with_several_plans_each_is_named(actionplan, plan, make_plan):
    other = make_plan({"plan.toml": PLAN.replace('"p"', '"q"').replace("A plan", "Another")}, name="q")
    assert f"A plan {SILENT}" in " ".join(actionplan("status", plan(), other).out.split())
    assert f"A plan: {SILENT}" in " ".join(actionplan("due", plan(), other).out.split())
