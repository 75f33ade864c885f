"""Declared and computed ratings, and what rating rules may say."""

import pytest

from conftest import ACTION, PLAN


@pytest.fixture
def codes(codes_of):
    """Return the codes of a plan with these rating rules, whose action is 785 days late and has this history."""

    def given(rules, history=""):
        return codes_of({"plan.toml": f"{rules}\n{PLAN}", "actions/1.1.toml": ACTION + history})

    return given


def rated(rating, on="2024-03-05"):
    return f'[[status]]\non = {on}\nby = "hcc"\nrating = "{rating}"\n'


def rule(text):
    return f"rating_rules = [{{ {text} }}]"


@pytest.mark.parametrize(("days", "found"), [(784, ["W413"]), (785, [])])
def test_a_declared_rating_is_what_the_rule_gives(codes, days, found):
    assert codes(rule(f'rating = "red", days_late_over = {days}'), rated("green")) == found
    assert codes(rule(f'rating = "red", days_late_over = {days}'), rated("red")) == []


def test_without_a_declared_rating_there_is_nothing_to_compare(codes):
    assert codes(rule('rating = "red"')) == []


def test_the_rating_declared_last_counts(codes):
    history = rated("green") + rated("red", on="2024-03-06")
    assert codes(rule('rating = "red"'), history) == []


def test_a_rule_gives_a_rating_that_is_there(codes):
    assert codes(rule('rating = "amber"')) == ["E204"]
    assert codes('rating_preset = "reading"\n' + rule('rating = "amber", progress_below = 10')) == []


def test_a_rating_of_the_preset_may_be_declared(codes):
    assert codes("", rated("amber")) == ["E204"]
    assert codes('rating_preset = "rbkc"', rated("amber")) == []


@pytest.mark.parametrize(
    ("condition", "found"),
    [
        ("progress_below = 0", ["E107"]),
        ("progress_below = 1", []),
        ("progress_below = 101", ["E107"]),
        ("progress_at_least = -1", ["E107"]),
        ("progress_at_least = 100", []),
        ("progress_at_least = 101", ["E107"]),
        ("days_late_over = -1", ["E107"]),
        ("days_late_over = 0", []),
    ],
)
def test_numbers_of_a_rule_are_in_range(codes, condition, found):
    assert codes(rule(f'rating = "red", {condition}')) == found
