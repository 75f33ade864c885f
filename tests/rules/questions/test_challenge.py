"""What is true of all questions."""

from datetime import date
from random import Random

import hypothesis.strategies as st
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

import actionplan
from actionplan.rules.questions import CHALLENGE_RULES
from actionplan.rules.questions.registry import SERIOUSNESS
from conftest import REPOSITORY, TODAY
from strategies import plans

NORTHSHIRE = actionplan.load(REPOSITORY / "examples" / "northshire-send")
LISTS = ("areas", "actions", "resolutions", "measures")


def shuffled(plan, seed):
    return evolve(plan, **{name: tuple(seed.sample(getattr(plan, name), len(getattr(plan, name)))) for name in LISTS})


@pytest.mark.parametrize("day", [date(2024, 10, 1), date(2025, 6, 30), date(2026, 1, 1)])
def test_the_order_of_files_never_matters(day):
    (plan,) = NORTHSHIRE.plans
    other = actionplan.Portfolio(plans=(shuffled(plan, Random(1)),))
    assert actionplan.challenge(other.at(day)) == actionplan.challenge(NORTHSHIRE.at(day))


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(plans(), st.randoms(use_true_random=False))
def test_any_plan_can_be_asked_in_any_order(plan, seed):
    asked = actionplan.challenge(actionplan.Portfolio(plans=(plan,)).at(TODAY))
    assert asked == actionplan.challenge(actionplan.Portfolio(plans=(shuffled(plan, seed),)).at(TODAY))
    assert all(found.question.endswith("?") and found.why and found.rests_on for found in asked)
    levels = [list(SERIOUSNESS).index(found.seriousness) for found in asked]
    assert levels == sorted(levels)


def test_every_rule_can_be_asked_for_by_its_code():
    codes = [rule.code for rule in CHALLENGE_RULES]
    assert len(set(codes)) == len(codes)
    assert {found.code for found in actionplan.challenge(NORTHSHIRE.at(TODAY), select="C2")} <= {
        code for code in codes if code.startswith("C2")
    }


def test_questions_that_are_asked_of_several_are_grouped_by_owner():
    found = actionplan.challenge(NORTHSHIRE.at(TODAY), select="C101")
    assert len({each.owner for each in found}) == len(found)
    assert all(len(each.why) == len(each.records) for each in found)
