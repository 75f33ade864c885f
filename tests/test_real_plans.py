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
    "york-motions": {"W523": 1},
}
"""The problems of each plan, by code. The notes in its plan.toml, or in the file concerned, say why they remain."""

SCREENS = [
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
        assert any(f"# {code}" in text for text in texts), f"{name} does not say why {code} remains"


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
