"""What a policy and a rating mean on a day, where that has changed."""

from datetime import date

import pytest

import actionplan
from actionplan.model import Policy
from actionplan.summary.effective import policy_as_at, ratings_as_at
from conftest import PLAN

CHANGING = (
    PLAN.replace(
        '[ratings.red]\n    label = "Red"\n    meaning = "late"\n    colour = "red"',
        """[[ratings.red]]
    label = "Red"
    meaning = "late"

    [[ratings.red]]
    from = 2025-04-01
    label = "Off track"
    meaning = "more than a month late"

    [[ratings.blue]]
    from = 2025-04-01
    label = "Blue"
    meaning = "complete"
    """,
    )
    + """
    [[policy]]
    stale_after_days = 60

    [[policy]]
    from = 2025-04-01
    late_against = "original"
"""
)


@pytest.fixture
def plan(make_plan):
    return actionplan.load_strict(make_plan({"plan.toml": CHANGING})).plans[0]


@pytest.mark.parametrize(("day", "stale", "against"), [("2025-03-31", 60, "current"), ("2025-04-01", 45, "original")])
def test_the_policy_of_the_day(plan, day, stale, against):
    policy = policy_as_at(plan, date.fromisoformat(day))
    assert (policy.stale_after_days, policy.late_against) == (stale, against)
    [summary] = actionplan.status(actionplan.Portfolio(plans=(plan,)).at(date.fromisoformat(day))).plans
    assert summary.policy == policy


@pytest.mark.parametrize(
    ("day", "labels"),
    [("2025-03-31", ["Green", "Red"]), ("2025-04-01", ["Green", "Off track", "Blue"])],
)
def test_the_ratings_of_the_day(plan, day, labels):
    meanings = ratings_as_at(plan, date.fromisoformat(day))
    assert [rating.label for rating in meanings.values()] == labels


def test_without_a_policy_the_defaults_hold(make_plan):
    plan = actionplan.load_strict(make_plan()).plans[0]
    assert plan.policy == ()
    assert policy_as_at(plan, date(2025, 1, 1)) == Policy()


def test_what_is_written_is_read_again(plan, tmp_path):
    text = actionplan.storage.plan_text(plan)
    assert "[ratings.green]" in text
    assert text.count("[[ratings.red]]") == text.count("[[policy]]") == 2
    assert "\n[ratings.blue]\nlabel" in text
    (tmp_path / "plan.toml").write_text(text)
    again = actionplan.load_strict(tmp_path).plans[0]
    assert (again.policy, again.ratings) == (plan.policy, plan.ratings)


def test_a_single_policy_has_a_single_header(make_plan):
    plan = actionplan.load_strict(make_plan({"plan.toml": PLAN + "[policy]\ncommit = true\n"})).plans[0]
    assert "\n[policy]\ncommit = true\n" in actionplan.storage.plan_text(plan)


def test_a_rule_about_an_entry_goes_by_the_policy_of_its_day(make_plan):
    entry = '[[status]]\non = %s\ndue = 2026-12-31\nreason = "x"\n'
    head = 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-09-30\n'
    approvals = '[[policy]]\n[[policy]]\nfrom = 2025-04-01\nredate_approvals = ["board"]\n'
    for day, codes in (("2025-03-31", []), ("2025-04-01", ["E409"])):
        root = make_plan({"plan.toml": PLAN + approvals, "actions/1.1.toml": head + entry % day}, name=f"p{day}")
        found = actionplan.check(actionplan.load_strict(root).at(date(2026, 1, 1)), select="E4")
        assert [each.code for each in found] == codes
