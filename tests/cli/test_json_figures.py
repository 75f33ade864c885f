"""The JSON of `status`, `measures`, `dependencies` and `since`: figures of the example plans."""

import json
from collections import Counter
from typing import Any

import pytest

from actionplan.cli import console
from conftest import HERTFORDSHIRE_DAY, REPOSITORY, Runner

NORTHSHIRE = "examples/northshire-send"
COMMANDS = {
    "status": ("status", NORTHSHIRE, "--as-at", "2025-10-01"),
    "hertfordshire": ("status", "plans/hertfordshire-send", "--as-at", "2024-10-01"),
    "measures": ("measures", NORTHSHIRE, "--as-at", "2025-10-01"),
    "dependencies": ("dependencies", NORTHSHIRE, "--as-at", "2025-10-01"),
    "since": ("since", "2024-12-01", NORTHSHIRE, "--until", "2025-02-01"),
}


@pytest.fixture
def answer(actionplan: Runner, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Any:
    """Return what one of `COMMANDS` answers: the one that the test is parametrized with."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
    ran = actionplan(*COMMANDS[request.param], "--format", "json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def answers(command: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("answer", [command], indirect=True)


def by_id(things: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {thing["id"]: thing for thing in things}


# fmt: off


@answers("status")
def test_status_of_northshire(answer: dict[str, Any]) -> None:
    [plan] = answer["plans"]
    assert plan["totals"] == {
        "actions": 64,
        "states": {
            "cancelled": 2, "complete": 26, "in-progress": 23, "not-started": 2, "suspended": 1, "verified": 8,
            "not-reported": 2,
        },
        "finished": 34, "open": 28, "has_due_day": 27,
        "overdue": 10, "overdue_original": 18, "longest_overdue": 184, "redated": 20, "due_soon": 3,
        "stale": 5, "never_updated": 2, "milestones": 29, "milestones_done": 19, "milestones_redated": 3,
        "milestones_overdue": 6, "requests": 0, "replaced": 0,
    }
    assert plan["record"] == {
        "last_update": "2025-09-11", "last_update_day": "2025-09-11", "days": 20, "meetings": {},
        "kept_since": "2025-10-01", "kept_since_day": "2025-10-01",
    }
    assert [len(plan[name]) for name in ("areas", "owners", "actions")] == [5, 6, 64]
    assert {key: plan[key] for key in ("id", "title", "path", "agreed", "agreed_day", "late_against")} == {
        "id": "northshire-send", "title": "Northshire SEND priority action plan (an invented example)",
        "path": "examples/northshire-send", "agreed": "2024-03-28", "agreed_day": "2024-03-28",
        "late_against": "current",
    }
    internships = by_id(plan["actions"])["5.9"]
    assert [internships[key] for key in ("finished", "finished_day", "progress")] == ["2025-09-05", "2025-09-05", 100]
    flags = ("open", "overdue", "overdue_original", "due_soon", "stale", "recently_finished")
    assert [sum(action[flag] for action in plan["actions"]) for flag in flags] == [28, 10, 18, 3, 5, 1]
    area = by_id(plan["areas"])["PA1"]
    assert (area["kind"], area["owner"], area["rating"]) == ("priority-action", "ncc", "amber")
    assert area["totals"]["states"] == {"cancelled": 1, "complete": 5, "in-progress": 5, "verified": 2}
    assert area["title"].startswith("Know what children need")
    assert sum(area["totals"]["overdue"] for area in plan["areas"]) == plan["totals"]["overdue"]
    owner = by_id(plan["owners"])["nicb"]
    assert (owner["name"], owner["kind"]) == ("NHS Northshire Integrated Care Board", "icb")
    assert owner["totals"]["states"] == {"complete": 5, "in-progress": 3, "verified": 1}
    assert sum(owner["totals"]["overdue"] for owner in plan["owners"]) == plan["totals"]["overdue"]
    assert plan["risks"] == {
        "open": 6, "happened": 1, "closed": 1,
        "levels": [{"label": "High", "risks": 3}, {"label": "Medium", "risks": 2}, {"label": "Low", "risks": 0}],
        "not_scored": 1,
    }
    assert plan["reviews"] == {
        "reviews": 4, "recommendations": 9, "recommendations_known": 0, "recommendations_made": 0,
        "recommendations_open": 5, "recommendations_with_due_day": 5, "recommendations_overdue": 2,
            "responses_overdue": 0, "next_review": None,
        "next_recommendation": {"review": "2025-stocktake", "id": "b", "due": "2025-10-31", "due_day": "2025-10-31"},
    }
    assert plan["measures"] == {
        "measures": 11, "judged": 7, "missed": 4, "reached_since": 1, "not_judged": 1,
        "with_duty": 2, "short_of_duty": 2, "with_trajectory": 9,
        "behind": 5, "read_regularly": 6, "overdue": 1, "eased": 2, "clashing": 1,
    }
    codes = Counter(problem["code"] for problem in answer["problems"])
    assert codes == {"W521": 2, "W501": 1, "W502": 1, "W520": 1, "W522": 1}


@answers("status")
def test_an_action_with_milestones(answer: dict[str, Any]) -> None:
    """Due 26 September 2025, moved once from the end of March: 5 and 184 days late on 1 October."""
    action = by_id(answer["plans"][0]["actions"])["2.4"]
    milestones = by_id(action.pop("milestones"))
    assert action == {
        "id": "2.4", "title": "Align speech, language and occupational therapy contracts behind one specification",
        "area": "PA2", "areas": ["PA2", "AI1"], "owner": "nicb", "partners": ["nch", "ncc"],
        "lead": "Head of children's commissioning", "state": "in-progress", "rating": "red", "rating_computed": None,
        "progress": 50, "start": "2024-09-02", "start_day": "2024-09-02", "after": ["2.3"], "original_due": "FY2024-25",
        "original_due_day": "2025-03-31", "due": "2025-09-26", "due_day": "2025-09-26", "days_late": 5,
        "days_late_original": 184, "days_overdue": 5, "times_redated": 1, "days_slipped": 179, "finished": None,
        "finished_day": None, "updates": 15, "last_update": "2025-09-05", "last_update_day": "2025-09-05",
        "days_since_update": 26, "open": True, "overdue": True, "overdue_original": True, "due_soon": False,
        "stale": False, "recently_finished": False, "due_stated": [], "joint_leads": [], "plain": None,
        "ref": None, "senior_responsible": None, "short": "One contract specification", "requests": [],
        "state_before": None, "progress_before": None, "stood_down": False,
        "waiting_on": [], "replaced_by": [], "replaces": [], "successors": [], "to_hand_over": False,
    }
    assert [milestone["finished"] for milestone in milestones.values()] == ["2025-02-06", None, None]
    assert milestones["c"] == {
        "id": "c", "title": "New contracts signed", "state": None, "original_due": "2025-03-31",
        "original_due_day": "2025-03-31", "due": "2025-09-12", "due_day": "2025-09-12", "days_late": 19,
        "days_late_original": 184, "days_overdue": 19, "times_redated": 1, "days_slipped": 165, "finished": None,
        "finished_day": None, "done": False, "open": True, "overdue": True, "due_soon": False,
    }


@answers("status")
def test_a_resolution_with_clauses(answer: dict[str, Any]) -> None:
    """Passed 503 days before; of its three clauses one is late, since its action was due on 29 August."""
    resolutions = by_id(answer["plans"][0]["resolutions"])
    counts = ("delivered", "under_way", "suspended", "not_reported", "not_tracked")
    assert {name: [each[count] for count in counts] for name, each in resolutions.items()} == {
        "2024-05-16-a": [3, 1, 0, 0, 0], "2024-05-16-b": [2, 0, 0, 1, 0], "2024-11-21-a": [0, 0, 0, 0, 1],
        "2024-11-21-b": [0, 0, 1, 0, 0],
    }
    reported = ("last_reported", "last_reported_day", "last_reported_to", "report_due", "report_every")
    assert [resolutions["2024-05-16-a"][key] for key in reported] == [
        "2024-11-21", "2024-11-21", "full-council", "2025-05-21", "half-year",
    ]
    resolution = resolutions["2024-05-16-b"]
    clauses = by_id(resolution.pop("clauses"))
    assert resolution == {
        "id": "2024-05-16-b", "title": "A voice for parents and young people in the plan", "body": "full-council",
        "on": "2024-05-16", "on_day": "2024-05-16", "outcome": "carried-as-amended", "binding": True, "delivered": 2,
        "under_way": 0, "suspended": 0, "not_begun": 0, "not_reported": 1, "not_tracked": 0,
        "mover": "Opposition spokesperson for children",
        "group": "opposition", "clauses_made": None, "report_every": None, "days_since": 503, "last_reported": None,
        "last_reported_day": None, "last_reported_to": None, "report_due": None, "report_days_overdue": 0,
        "next_meeting": None, "next_meeting_day": None, "due_at_next_meeting": False, "open": True, "overdue": True,
        "fulfilled": False, "notes": [], "believes": [], "amendments": [], "report_to": None, "seconder": None,
        "portfolio_holder": None, "ref": None,
        "votes": {"for": 58, "against": 3, "abstained": 2},
        "stances": {"administration": "for", "opposition": "for", "independents": "split"},
    }
    assert [clause["delivery"] for clause in clauses.values()] == ["delivered", "not-reported", "delivered"]
    assert clauses["b"] == {
        "id": "b", "text": "Give young people a vote at the improvement board.", "actions": ["5.12"],
        "no_action_because": None, "note": None, "note_on": None, "note_on_day": None,
        "delivery": "not-reported", "state": None, "owners": ["npcf"], "days_late": 33,
        "days_late_original": 33, "last_reported": None, "last_reported_day": None, "last_reported_to": None,
        "report_due": None, "report_days_overdue": 0, "open": True, "overdue": True, "addressee": None, "due": None,
        "due_day": None, "due_first": None, "due_first_day": None, "areas": [], "whole_plan": False,
        "resolutions": [], "closed": None, "notes": [], "through": None, "days_overdue": 0, "ref": None,
    }


@answers("hertfordshire")
def test_status_of_hertfordshire(answer: dict[str, Any]) -> None:
    [plan] = answer["plans"]
    assert plan["totals"] == {
        "actions": 16, "states": {"complete": 3, "in-progress": 10, "not-reported": 3}, "finished": 3,
        "open": 13, "has_due_day": 2, "overdue": 0,
        "overdue_original": 0, "longest_overdue": 0, "redated": 0, "due_soon": 0, "stale": 5, "never_updated": 2,
        "milestones": 0, "milestones_done": 0, "milestones_redated": 0, "milestones_overdue": 0,
        "requests": 0, "replaced": 0,
    }
    names = ("reviews", "recommendations_open", "recommendations_overdue")
    assert [plan["reviews"][name] for name in names] == [3, 3, 0]
    assert (plan["risks"]["open"], plan["risks"]["levels"], plan["measures"]["measures"]) == (0, [], 6)
    codes = Counter(problem["code"] for problem in answer["problems"])
    assert codes == {
        "W523": 7, "W526": 3, "W521": 1, "W502": 1, "W510": 1, "W522": 1, "W524": 1, "W528": 1,
        "W532": 1,
    }


def of_keys(expected: Any, value: Any) -> Any:
    """Return a value with no other keys than those expected, since keys may be added."""
    if isinstance(expected, dict) and isinstance(value, dict):
        return {key: of_keys(expected[key], value.get(key)) for key in expected}
    if isinstance(expected, list) and isinstance(value, list) and len(expected) == len(value):
        return [of_keys(one, other) for one, other in zip(expected, value, strict=True)]
    return value


@answers("measures")
def test_measures_of_northshire(answer: dict[str, Any]) -> None:
    [plan] = answer["plans"]
    assert (plan["id"], plan["path"]) == ("northshire-send", "examples/northshire-send")
    assert plan["totals"] == {
        "measures": 11, "judged": 7, "missed": 4, "reached_since": 1, "not_judged": 1,
        "with_duty": 2, "short_of_duty": 2, "with_trajectory": 9,
        "behind": 5, "read_regularly": 6, "overdue": 1, "eased": 2, "clashing": 1,
    }
    measures = by_id(plan["measures"])
    shown = ("gap", "course", "rating", "missed", "behind", "days_overdue")
    assert {name: [measure[key] for key in shown] for name, measure in measures.items()} == {
        "advice-in-six-weeks": [21, "behind", "amber", False, True, 63],
        "autism-over-a-year": [731, "behind", None, False, True, 0],
        "cases-incomplete": [None, "ahead", "green", False, False, 0],
        "parents-confident": [None, "behind", None, True, True, 0],
        "placed-out-of-county": [41, "behind", None, True, True, 0],
        "plans-audited-good": [12, "on", "amber", True, False, 0],
        "plans-in-20-weeks": [7.7, "on", "amber", False, False, 0],
        "reviews-on-time": [29, "behind", "amber", True, True, 0], "suspensions": [0.4, None, None, False, False, 0],
        "therapy-longest-wait": [7, "on", None, False, False, 0],
        "transition-reviews": [None, None, None, False, False, 0],
    }


@answers("measures")
def test_a_measure_with_its_targets_and_readings(answer: dict[str, Any]) -> None:
    """Of the 75 per cent first aimed at for 2025 65 are left; 57.3 were read last, 7.7 below that."""
    plan_read, dashboard = "https://send.northshire.example/plan", "https://send.northshire.example/dashboard"
    measure = by_id(answer["plans"][0]["measures"])["plans-in-20-weeks"]
    readings, [past, target] = measure.pop("readings"), measure.pop("targets")
    assert [reading["value"] for reading in readings] == [33.1, 38.2, 46.5, 52, 57.3]
    assert (measure["latest"], measure["before"]) == (readings[-1], readings[-2])
    assert (past["met"], past["met_by"]["value"], past["met_by"]["period"]) == (True, 46.5, "2024-Q4")
    expected = {
        "id": "plans-in-20-weeks", "title": "New EHC plans issued within twenty weeks", "unit": "per cent",
        "direction": "up",
        "definition": "All new plans issued in the period, exceptions left out, as in the national figures.",
        "owner": "ncc", "areas": ["PA3"], "actions": ["3.1", "3.2"],
        "baseline": {"value": 36.4, "period": "2023", "period_day": "2023-12-31", "source": [plan_read]},
        "tolerance": 3, "floor": 50, "readings_every": "quarter",
        "latest": {
            "value": 57.3, "period": "2025-Q2", "period_day": "2025-06-30", "on": "2025-07-17",
            "on_day": "2025-07-17", "by": "ncc", "source": [dashboard],
            "preferred": False, "rivals": [],
        },
        "change": 5.3, "travel": "better", "since_baseline": None, "change_since_baseline": None,
        "travel_since_baseline": "unknown",
        "next_target": {"due": "2025-12-31", "due_day": "2025-12-31", "value": 65}, "gap": 7.7,
        "last_passed": {"due": "2024-12-31", "due_day": "2024-12-31", "value": 45},
        "last_judged": {"due": "2024-12-31", "due_day": "2024-12-31", "value": 45}, "missed_targets": [],
        "expected": 54.917808219, "course": "on", "rating": "amber",
        "rated_against": {"due": "2025-12-31", "due_day": "2025-12-31", "value": 65}, "missed": False,
        "behind": False, "reading_due": "2025-09-30", "days_overdue": 0, "overdue": False, "clashes": [],
    }
    assert of_keys(expected, measure) == expected
    expected = {
        "due": "2025-12-31", "due_day": "2025-12-31", "value": 65,
        "original": {
            "due": "2025-12-31", "due_day": "2025-12-31", "value": 75, "on": None, "on_day": None, "by": None,
            "reason": None, "approvals": [], "source": [plan_read],
        },
        "current": {
            "due": "2025-12-31", "due_day": "2025-12-31", "value": 65, "on": "2025-06-12", "on_day": "2025-06-12",
            "by": "ncc",
            "reason": "Requests rose by a fifth over the year before, and four psychologist posts stayed empty.",
            "approvals": [{"by": "board", "on": "2025-06-12", "on_day": "2025-06-12", "ref": "minute 8"}],
            "source": [],
        },
        "steps": 2, "turn": "easier", "days_moved": 0, "changed_after": [], "passed": False, "set_in_time": True,
        "met": None, "met_by": None, "last_before": None, "reached_since": None,
    }
    assert of_keys(expected, target) == expected


@answers("dependencies")
def test_dependencies_of_northshire(answer: dict[str, Any]) -> None:
    [plan] = answer["plans"]
    assert (answer["action"], plan["id"], plan["path"]) == (None, "northshire-send", "examples/northshire-send")
    assert (plan["overdue"], plan["held_up_by"], plan["circles"]) == (10, ["2.4", "2.11"], [])
    assert plan["longest"] == {"actions": ["1.3", "1.13", "3.12"], "days": 515, "ties": 0}
    assert plan["longest_in_days"] == {"actions": ["1.3", "1.13"], "days": 543, "ties": 0}
    keys = ("waits_for", "holds_up", "onward", "owners")
    found = {action["action"]["id"]: [action[key] for key in keys] for action in plan["actions"]}
    assert len(found) == 27
    assert {name: lists for name, lists in found.items() if any(lists)} == {
        "1.3": [[], ["1.13"], ["3.12"], ["ncc"]], "1.13": [["1.3"], ["3.12"], [], ["ncc"]],
        "2.4": [[], ["4.1", "4.7", "4.11"], [], ["nch"]], "2.11": [[], ["3.14"], [], ["ncc"]],
        "3.12": [["1.13"], [], [], []], "3.14": [["2.11"], [], [], []],
        "4.1": [["2.4"], [], [], []], "4.7": [["2.4"], [], [], []], "4.11": [["2.4"], [], [], []],
    }
    links = [[link[key] for key in ("before", "action", "gap_days", "overlap_days")] for link in plan["links"]]
    assert links == [
        ["1.1", "1.4", -233, 217], ["1.1", "1.9", -109, 90], ["1.1", "1.10", -80, 66], ["1.2", "1.3", -25, 23],
        ["1.2", "1.10", 95, None], ["1.3", "1.13", -291, 210], ["1.5", "3.13", -122, 125],
        ["1.13", "3.12", -423, 324], ["2.3", "2.4", -301, 306], ["2.4", "4.1", -543, 544], ["2.4", "4.7", -389, 392],
        ["2.4", "4.11", -329, None], ["2.5", "2.6", -28, 1], ["2.11", "3.14", -235, None], ["3.3", "3.6", -28, 68],
        ["4.4", "4.5", -179, 188], ["5.2", "5.3", -109, 89], ["5.10", "5.12", 95, None],
    ]
    assert [(link["before"], link["action"]) for link in plan["links"] if link["waits"]] == [
        ("1.3", "1.13"), ("1.13", "3.12"), ("2.4", "4.1"), ("2.4", "4.7"), ("2.4", "4.11"), ("2.11", "3.14"),
    ]


@answers("since")
def test_what_changed_in_two_months_of_northshire(answer: dict[str, Any]) -> None:
    assert (answer["since"], answer["until"], answer["as_at"]) == ("2024-12-01", "2025-02-01", "2025-02-01")
    assert Counter(change["heading"] for change in answer["changes"]) == {
        "other": 48, "rating-moved": 23, "measured": 7, "re-dated": 6, "finished": 5, "milestone-late": 5,
        "milestone-done": 3, "newly-late": 3, "verified": 2, "gone-stale": 2, "cancelled": 1, "changed": 1,
        "risk-moved": 1, "corrected": 1,
    }
    moved = [change for change in answer["changes"] if change["heading"] == "re-dated"]
    assert [(change["id"], change["milestone"], change["before"], change["after"]) for change in moved] == [
        ("2.11", None, "2025-01-31", "2025-04-30"), ("3.4", None, "2024-12", "2025-03-31"),
        ("4.1", None, "2025-03", "2025-07-31"), ("4.2", None, "2025-03-31", "2025-06-30"),
        ("5.5", None, "2025-02-28", "2025-05-30"), ("5.11", None, "2025-01-31", "2025-04-30"),
    ]
    [cancelled] = [change for change in answer["changes"] if change["heading"] == "cancelled"]
    assert cancelled == {
        "heading": "cancelled", "plan": "northshire-send", "kind": "action", "id": "1.8",
        "title": "Build a flag for children who move into the county with a plan made elsewhere", "milestone": None,
        "field": None, "before": "in-progress", "after": "cancelled",
        "entry": {
            "id": "q9s5", "on": "2025-01-09", "by": "ncc", "state": "cancelled",
            "reason": "The new casework system of action 3.13 will do this, so a separate flag would be built twice.",
            "approvals": [{"by": "board", "on": "2025-01-09", "ref": "minute 5"}],
            "note": "Cancelled; what was learnt has been handed on, and families were told.",
        },
    }
    [risk] = [change for change in answer["changes"] if change["heading"] == "risk-moved"]
    assert (risk["id"], risk["field"], risk["before"], risk["after"]) == ("R2", "residual", 12, 16)
    assert risk["entry"]["residual"] == {"likelihood": 4, "impact": 4}
    read = next(change for change in answer["changes"] if change["heading"] == "measured")
    assert (read["id"], read["before"]["value"], read["after"]["value"]) == ("advice-in-six-weeks", 62, 68)
    assert read["entry"] == read["after"]
    late = next(change for change in answer["changes"] if change["heading"] == "newly-late")
    assert (late["id"], late["after"], late["entry"]) == ("3.2", "2025-01-31", None)
