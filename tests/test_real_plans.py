"""The other real plans in plans/: what their sources print is in them, and each warning that remains is explained."""

from collections import Counter
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

import actionplan
from actionplan.cli import console
from actionplan.model.records import Plan
from conftest import HERTFORDSHIRE_DAY, REPOSITORY

WARNINGS: dict[str, dict[str, int]] = {
    "devon-send": {"W502": 1, "W503": 3, "W520": 3, "W522": 1, "W523": 1, "W524": 3},
    "north-devon-audit": {"W523": 2, "W572": 10},
    "wirral-send": {"W502": 2},
    "wirral-statement": {"W502": 6, "W503": 3, "W523": 4, "W524": 3},
    "york-motions": {"W523": 1, "W561": 2},
}
"""The problems of each plan, by code. The notes in its plan.toml, or in the file concerned, say why they remain."""

SCREENS = [
    ("devon-send", "measures"),
    ("north-devon-audit", "status"),
    ("wirral-send", "status"),
    ("wirral-statement", "resolutions"),
    ("york-motions", "resolutions"),
]
"""A whole screen of each plan: the report that its readers need most."""


@cache
def plan_of(name: str) -> Plan:
    portfolio = actionplan.load(REPOSITORY / "plans" / name)
    assert portfolio.problems == ()
    (plan,) = portfolio.plans
    return plan


def summary_of(name: str, **options: Any) -> Any:
    return actionplan.status(actionplan.load(REPOSITORY / "plans" / name).at(HERTFORDSHIRE_DAY)).plans[0]


@pytest.mark.parametrize("name", WARNINGS)
def test_no_error_and_only_warnings_that_the_plan_explains(name):
    problems = actionplan.check(actionplan.load(REPOSITORY / "plans" / name).at(HERTFORDSHIRE_DAY))
    assert Counter(problem.code for problem in problems) == WARNINGS[name]
    texts = [path.read_text(encoding="utf-8") for path in (REPOSITORY / "plans" / name).rglob("*.toml")]
    for code in WARNINGS[name]:
        said = [line for text in texts for line in text.splitlines() if line.startswith("#") and code in line]
        assert said, f"{name} does not say why {code} remains"


def test_clauses_that_were_closed_are_counted_apart(actionplan, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
    shown = " ".join(actionplan("status", "plans/york-motions").out.split())
    assert "1 delivered (1 closed as done in another way), 1 without an action on record, 1 closed as for" in shown


@pytest.mark.parametrize(("name", "command"), SCREENS)
def test_whole_screen(actionplan, golden, monkeypatch, name, command):
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
    ran = actionplan(command, f"plans/{name}")
    assert ran.code == 0
    assert max(len(line) for line in ran.out.splitlines()) <= 80
    golden(f"{command}-{name}.txt", ran.out)


class TestYork:
    """City of York's resolutions: four with their clauses, seven by their title alone."""

    def test_12_clauses_of_4_resolutions(self):
        resolutions = plan_of("york-motions").resolutions
        clauses = {each.id: len(each.clauses) for each in resolutions if each.clauses}
        assert clauses == {"2022-04-27-a": 3, "2022-10-20-a": 2, "2022-12-15-a": 6, "2022-12-15-b": 1}
        assert sum(clauses.values()) == 12
        assert {each.outcome for each in resolutions if each.clauses} == {"carried"}

    def test_of_7_resolutions_known_by_title_the_outcome_stays_unknown(self):
        others = [each for each in plan_of("york-motions").resolutions if not each.clauses]
        assert [each.outcome for each in others] == ["unknown"] * 7
        assert sum(each.on.text == "unknown" for each in others) == 4

    def test_the_strategy_that_was_delayed_has_no_date_any_more(self):
        (strategy,) = [action for action in summary_of("york-motions").actions if action.id == "CS.2"]
        assert (strategy.original_due.text, strategy.due.text, strategy.overdue) == ("2024", "unknown", False)

    def test_20_were_open_in_november_2025(self):
        (measure,) = plan_of("york-motions").measures
        assert [(reading.period.text, reading.value) for reading in measure.readings] == [("2025-11-10", Decimal(20))]

    def test_the_committee_that_hears_reports_had_three_names_one_after_the_other(self):
        followed = {str(body.successor[0]): body.name for body in plan_of("york-motions").bodies.values() if body.until}
        assert list(followed) == ["climate-scrutiny", "corporate-scrutiny"]
        assert followed["corporate-scrutiny"] == "Corporate Services, Climate Change and Scrutiny Management Committee"


class TestNorthDevon:
    """Recommendations of auditors, as minutes of the Governance Committee report its tables."""

    def test_16_recommendations(self):
        actions = plan_of("north-devon-audit").actions
        assert len(actions) == 16
        states = Counter(action.state for action in summary_of("north-devon-audit").actions)
        assert (states["complete"], states["not-started"]) == (2, 1)

    def test_counts_of_the_tables_by_meeting(self):
        counts = {
            measure.id: [int(reading.value or 0) for reading in measure.readings]
            for measure in plan_of("north-devon-audit").measures
        }
        assert counts == {"table-c": [7, 6, 7, 2], "table-d": [0, 0, 0]}
        notes = [entry.note for each in plan_of("north-devon-audit").resolutions for entry in each.status if entry.note]
        for table in ("21 live", "5 that were done", "13 audits", "one recommendation", "27 live", "23 that were done"):
            assert sum(table in note for note in notes) == 1
        assert sum("20 live audits, table B 16 recommendations" in note for note in notes) == 1

    def test_more_time_is_asked_for_13_of_which_none_is_known_to_be_granted(self):
        """Six of 2020, five of the seven of winter 2022/23, and two of 2024."""
        asked = [
            (entry.on.text, action.id)
            for action in plan_of("north-devon-audit").actions
            for entry in action.status
            if entry.request_due or (entry.note and "More time is asked for" in entry.note)
        ]
        assert Counter(when for when, _ in asked) == {"2020-06": 6, "Sep-2022-Feb-2023": 5, "2024-09-23": 2}
        requests = [each for action in summary_of("north-devon-audit").actions for each in action.requests]
        assert [request.outcome for request in requests] == ["pending"] * 10

    def test_two_recommendations_wait_for_the_county_council(self):
        waiting = {each.id: each.waiting_on for each in plan_of("north-devon-audit").actions if each.waiting_on}
        assert waiting == {"22-P-02": ("devon-county",), "emergency-planning": ("devon-county",)}

    def test_decisions_that_are_printed_are_carried_out(self):
        carried = [each for each in plan_of("north-devon-audit").resolutions if each.clauses]
        assert [(each.on.text, len(each.clauses)) for each in carried] == [
            ("2019-07-22", 3),
            ("Sep-2022-Feb-2023", 1),
        ]
        assert not any(each.open for each in summary_of("north-devon-audit").resolutions)


class TestDevon:
    """Nine indicators of the accelerated progress plan, and the two actions that could be read."""

    def test_nine_measures_each_with_its_baseline(self):
        baselines = {each.id: each.baseline.value for each in plan_of("devon-send").measures if each.baseline}
        assert {name: str(value) for name, value in baselines.items()} == {
            "absence-plan": "12.7",
            "absence-support": "10.9",
            "exclusions-plan": "0.28",
            "exclusions-support": "0.45",
            "parents-experience": "8",
            "plans-share": "3.99",
            "requests-share": "0.97",
            "suspensions-plan": "25.06",
            "suspensions-support": "28.92",
        }

    def test_each_milestone_is_beside_the_figure_of_its_column(self):
        """July and November 2023, March, July and November 2024."""
        (measure,) = [each for each in plan_of("devon-send").measures if each.id == "suspensions-support"]
        figures = {reading.period.text: str(reading.value) for reading in measure.readings}
        assert [(str(target.value), figures[target.due.text]) for target in measure.targets] == [
            ("28.92", "47.7"),
            ("28.8", "14.48"),
            ("28", "37.16"),
            ("30", "54.05"),
            ("25", "3.7"),
        ]

    def test_40_milestones_and_40_figures(self):
        measures = plan_of("devon-send").measures
        assert sum(len(each.targets) for each in measures) == 40
        assert sum(len(each.readings) for each in measures) == 40

    def test_the_review_of_governance_was_19_days_late(self):
        actions = {action.id: action for action in summary_of("devon-send").actions}
        assert (actions["1.1"].state, actions["1.1"].days_late) == ("complete", 19)
        assert actions["1.2"].state is None


class TestWirral:
    """A statement of action on ten areas, and the priority action plan on three that follows it."""

    def test_ten_areas_and_then_three(self):
        for name, kind, areas in (("wirral-statement", "weakness", 10), ("wirral-send", "priority-action", 3)):
            plan = plan_of(name)
            assert sum(area.kind == kind for area in plan.areas) == areas
            assert plan.inspection is not None
            assert plan.inspection.areas_named == areas

    def test_the_second_plan_follows_the_first(self, actionplan, monkeypatch):
        monkeypatch.chdir(REPOSITORY)
        monkeypatch.setattr(console, "today", lambda: HERTFORDSHIRE_DAY)
        both = ("plans/wirral-statement", "plans/wirral-send")
        shown = " ".join(actionplan("status", *both).out.split())
        title = "so far as the public record shows"
        assert f"Followed by: Wirral SEND priority action plan, {title} it, agreed May 2025." in shown
        assert f"Follows: Wirral SEND statement of action and improvement plan, {title} them." in shown
        assert "Followed by" not in actionplan("status", *both, "--as-at", "2025-02-28").out

    def test_of_102_actions_two_are_on_record_and_82_were_complete(self):
        statement = plan_of("wirral-statement")
        assert [action.id for action in statement.actions if action.agreed is None] == ["2.1", "10.1"]
        (measure,) = [each for each in statement.measures if each.id == "statement-actions"]
        assert [(reading.period.text, reading.value) for reading in measure.readings] == [("2022-10-13", Decimal(82))]
        assert "102" in (measure.definition or "")

    def test_twelve_actions_of_the_plan_in_four_each_and_three_recovery_plans_from_before_it(self):
        of_plan = [action for action in plan_of("wirral-send").actions if action.areas[0] != "OC"]
        listed = [action for action in of_plan if any("priorityactionplan" in url for url in action.source)]
        assert Counter(str(action.areas[0]) for action in listed) == {"PA1": 4, "PA2": 4, "PA3": 4}
        earlier = [each.id for each in of_plan if each.status and str(each.status[0].on.last) < "2025-05"]
        assert earlier == ["PA1.5", "PA3.5", "PA3.6"]

    def test_the_board_approved_four_options_of_which_two_are_known(self):
        (approved,) = [each for each in plan_of("wirral-statement").resolutions if each.id == "2024-12-a"]
        assert (len(approved.clauses), approved.clauses_made) == (2, 4)

    def test_counts_of_the_board_s_own_list(self):
        (measure,) = [each for each in plan_of("wirral-statement").measures if each.id == "board-tasks"]
        assert [(reading.period.text, int(reading.value or 0)) for reading in measure.readings] == [
            ("2024-07", 22 - 13),
            ("2024-12", 11),
            ("2025-01", 4),
            ("2025-02", 2),
        ]

    def test_three_areas_became_business_as_usual_by_the_word_of_the_department(self):
        said = [
            (area.id, entry.on.text)
            for area in plan_of("wirral-statement").areas
            for entry in area.status
            if entry.by == "dfe"
        ]
        assert said == [("A4", "2024-07-23"), ("A8", "2024-07-23"), ("A9", "2024-10-22")]

    def test_nothing_is_called_late_where_nobody_knows_what_became_of_it(self):
        for name in ("wirral-statement", "wirral-send"):
            tally = summary_of(name).tally
            assert (tally.overdue, tally.overdue_original, tally.has_due_day) == (0, 0, 0)

    def test_the_notice_on_ten_areas_was_overtaken_by_one_on_three(self):
        (notice,) = [each for each in plan_of("wirral-statement").reviews if each.id == "2024-05-notice"]
        assert [(entry.on.text, entry.closed_as) for entry in notice.status] == [("2025-06-06", "overtaken")]
        (updated,) = [each for each in plan_of("wirral-send").reviews if each.id == "2025-06-notice"]
        assert (updated.kind, updated.replaces) == ("notice", ("2024-05-notice",))
