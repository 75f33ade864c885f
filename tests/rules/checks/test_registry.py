"""Rules as a whole: what they are called, and which of them are applied."""

import pytest

import actionplan
from actionplan.model.errors import UnknownName
from actionplan.model.problem import problem
from actionplan.rules.checks import RULES, check_one_file
from actionplan.rules.checks.load_errors import READING
from actionplan.rules.checks.registry import rule
from actionplan.rules.checks.round_errors import ROUNDS
from conftest import ACTION, PLAN, TODAY

BAD = ACTION + '[[status]]\non = 2024-03-05\nby = "x"\nstate = "complete"\nrating = "blue"\n'
"""An action with an unknown body (E201), an unknown rating (E204) and no evidence (W501)."""


def test_a_code_belongs_to_one_rule():
    codes = [one.code for one in (*READING, *ROUNDS)] + [one.code for one in RULES]
    assert len(set(codes)) == len(codes)


def test_rules_are_in_order_of_their_number():
    numbers = [one.code[1:] for one in RULES]
    assert numbers == sorted(numbers)


@pytest.mark.parametrize("one", [*READING, *ROUNDS, *RULES], ids=lambda one: one.code)
def test_a_rule_explains_itself(one):
    assert one.code[0] in "EW"
    assert one.name == one.name.lower()
    assert one.text.endswith((".", ")."))


def test_a_rule_is_made_of_a_function():
    @rule("W999", one_file=False)
    def no_mondays(view):
        """Nothing happens on a Monday."""
        yield from ()

    assert (no_mondays.code, no_mondays.name, no_mondays.text) == (
        "W999",
        "no-mondays",
        "Nothing happens on a Monday.",
    )
    assert not no_mondays.one_file


def test_the_letter_of_a_code_says_how_bad_it_is(make_plan):
    portfolio = actionplan.load(make_plan({"actions/1.1.toml": BAD}))
    for found in actionplan.check(portfolio.at(TODAY)):
        assert found == problem(found.code, found.message, found.where, expected=found.expected, fix=found.fix)
        assert found.severity == {"E": "error", "W": "warning"}[found.code[0]]


@pytest.mark.parametrize(
    ("select", "codes"),
    [
        ([], ["E201", "E204", "W501"]),
        (["E201"], ["E201"]),
        (["E2"], ["E201", "E204"]),
        (["W", "E204"], ["E204", "W501"]),
        ("E2", ["E201", "E204"]),
    ],
)
def test_rules_are_selected_by_how_their_codes_begin(codes_of_action, select, codes):
    assert codes_of_action(head=BAD, select=select) == codes


@pytest.mark.parametrize("option", ["select", "ignore"])
def test_a_code_that_no_rule_has_is_refused(make_plan, option):
    view = actionplan.load(make_plan()).at(TODAY)
    with pytest.raises(UnknownName, match='there is no rule "E9999"'):
        actionplan.check(view, **{option: "E9999"})


def test_what_was_met_in_reading_is_a_problem_too(make_plan):
    view = actionplan.load(make_plan({"actions/1.2.toml": "title ="})).at(TODAY)
    assert [problem.code for problem in actionplan.check(view)] == ["E001"]
    assert actionplan.check(view, ignore="E0") == ()


@pytest.mark.parametrize(
    ("ignore", "codes"), [(["W5"], ["E201", "E204"]), (["E"], ["W501"]), (["E201", "W"], ["E204"]), ("E", ["W501"])]
)
def test_rules_are_ignored_by_how_their_codes_begin(codes_of_action, ignore, codes):
    assert codes_of_action(head=BAD, ignore=ignore) == codes


def test_what_is_both_selected_and_ignored_is_ignored(codes_of_action):
    assert codes_of_action(head=BAD, select=["E2"], ignore=["E204"]) == ["E201"]


@pytest.mark.parametrize(
    ("ignore", "codes"),
    [('["W501"]', ["E201", "E204"]), ('["E2"]', ["W501"]), ("[]", ["E201", "E204", "W501"])],
)
def test_a_plan_may_decide_not_to_hear_about_a_rule(codes_of_action, ignore, codes):
    assert codes_of_action(head=BAD, plan=f"[policy]\nignore = {ignore}\n") == codes


def test_selecting_does_not_bring_back_what_the_plan_ignores(codes_of_action):
    assert codes_of_action(head=BAD, plan='[policy]\nignore = ["E2"]\n', select=["E2"]) == []


def test_one_plans_policy_is_not_anothers(make_plan):
    first = make_plan({"plan.toml": PLAN + '[policy]\nignore = ["E", "W"]\n', "actions/1.1.toml": BAD}, name="a")
    second = make_plan({"plan.toml": PLAN.replace('"p"', '"q"'), "actions/1.1.toml": BAD}, name="b")
    portfolio = actionplan.load(first, second)
    assert {found.where.path for found in actionplan.check(portfolio.at(TODAY))} == {str(second / "actions/1.1.toml")}


def test_before_an_update_only_rules_that_need_no_other_file_are_applied(make_plan):
    portfolio = actionplan.load(make_plan({"actions/1.1.toml": BAD + 'areas = ["PA9"]\n'}))
    [plan] = portfolio.plans
    codes = [found.code for found in check_one_file(plan, TODAY)]
    assert codes == ["E201", "E204", "E407", "W501"]
    assert {"E202", "W503"} < {found.code for found in actionplan.check(portfolio.at(TODAY))}


@pytest.mark.parametrize(
    ("added", "is_left_out"),
    [
        ("[[Status]]\non = 2024-03-05\n", True),
        ("[[history]]\non = 2024-03-05\n", True),
        ("[[status]]\non = 2024-03-05\nState = 'complete'\n", True),
        ("[budget]\n", True),
        ("Lead = 'Head of data'\n", True),
        ("onwer = 'icb'\n", False),
        ("budget = [1, 2]\n", False),
    ],
)
def test_a_file_is_left_out_if_an_unknown_key_may_hide_what_figures_need(make_plan, added, is_left_out):
    portfolio = actionplan.load(make_plan({"actions/1.1.toml": ACTION + added}))
    problems = portfolio.problems
    assert [found.code for found in problems] == ["E101"]
    assert bool(portfolio.plans[0].unread) == is_left_out
