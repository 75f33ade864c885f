"""Ratings that a plan computes: the first rule of which every condition holds."""

from datetime import date

import pytest

import actionplan
from actionplan.model import PRESETS
from actionplan.summary.actions import summarise_actions
from actionplan.summary.effective import ratings_as_at
from conftest import ACTION, PLAN

DUE = date(2024, 9, 30)
"""When `ACTION` is due."""


@pytest.fixture
def computed(make_plan):
    """Return a function that gives the rating computed by the given plan text for an action with this history."""
    numbers = iter(range(100))

    def rating(rules, history, on, head=ACTION):
        name = f"p{next(numbers)}"
        root = make_plan({"plan.toml": rules + "\n" + PLAN, "actions/1.1.toml": head + history}, name=name)
        [action] = summarise_actions(actionplan.load_strict(root).plans[0], date.fromisoformat(on))
        return action.rating_computed

    return rating


def one(condition):
    """Return a plan whose only rule gives red where a condition holds."""
    return f'rating_rules = [{{ rating = "red", {condition} }}]'


def entry(*lines, on="2024-09-01"):
    return "\n".join(["[[status]]", f"on = {on}", *lines, ""])


MOVED = entry("due = 2024-10-31", 'reason = "x"')


@pytest.mark.parametrize(
    ("condition", "history", "on", "holds"),
    [
        ("days_late_over = 10", "", "2024-10-10", False),
        ("days_late_over = 10", "", "2024-10-11", True),
        ("days_late_up_to = 10", "", "2024-10-10", True),
        ("days_late_up_to = 10", "", "2024-10-11", False),
        ("days_late_over = 0", MOVED, "2024-10-31", False),
        ("days_late_original_over = 30", MOVED, "2024-10-30", False),
        ("days_late_original_over = 30", MOVED, "2024-10-31", True),
        ("progress_below = 50", entry("progress = 49"), "2024-09-02", True),
        ("progress_below = 50", entry("progress = 50"), "2024-09-02", False),
        ("progress_below = 50", "", "2024-09-02", False),
        ("progress_at_least = 50", entry("progress = 50"), "2024-09-02", True),
        ("progress_at_least = 50", entry("progress = 49"), "2024-09-02", False),
        ("progress_at_least = 100", entry('state = "complete"'), "2024-09-02", True),
        ("days_since_update_over = 7", entry('note = "x"'), "2024-09-08", False),
        ("days_since_update_over = 7", entry('note = "x"'), "2024-09-09", True),
        ("days_since_update_over = 7", "", "2024-09-09", False),
        ("past_due = true", "", "2024-09-30", False),
        ("past_due = true", "", "2024-10-01", True),
        ("past_due = false", "", "2024-09-30", True),
        ('states = ["suspended"]', entry('state = "suspended"'), "2024-09-02", True),
        ('states = ["suspended"]', "", "2024-09-02", False),
        ('states = ["not-reported"]', "", "2024-09-02", True),
        ("past_due = true, progress_below = 50", entry("progress = 49"), "2024-09-30", False),
        ("past_due = true, progress_below = 50", entry("progress = 49"), "2024-10-01", True),
    ],
)
def test_a_condition_holds_from_just_over_its_limit(computed, condition, history, on, holds):
    assert computed(one(condition), history, on) == ("red" if holds else None)


def test_the_first_rule_that_matches_wins(computed):
    rules = 'rating_rules = [{ rating = "red", days_late_over = 31 }, { rating = "green" }]'
    assert computed(rules, "", "2024-10-31") == "green"
    assert computed(rules, "", "2024-11-01") == "red"


def test_a_later_set_of_rules_takes_the_place_of_an_earlier_one(computed):
    rules = 'rating_rules = [{ rating = "red", past_due = true }, { rating = "green", from = 2024-11-01 }]'
    assert computed(rules, "", "2024-10-31") == "red"
    assert computed(rules, "", "2024-11-01") == "green"


def test_own_rules_come_before_those_of_the_preset(computed):
    rules = 'rating_preset = "bromsgrove"\nrating_rules = [{ rating = "green", progress_at_least = 90 }]'
    assert computed(rules, entry("progress = 90"), "2024-12-31") == "green"
    assert computed(rules, entry("progress = 89"), "2024-12-31") == "red"


@pytest.mark.parametrize(
    ("history", "on", "rating"),
    [
        ("", "2024-09-30", "green"),
        ("", "2024-10-01", "amber"),
        ("", "2024-10-31", "amber"),
        ("", "2024-11-01", "red"),
        (entry('state = "suspended"'), "2024-11-01", "blue"),
        (entry('state = "complete"'), "2024-11-01", None),
        (entry('state = "cancelled"'), "2024-11-01", None),
    ],
)
def test_bromsgrove_counts_months_behind(computed, history, on, rating):
    assert computed('rating_preset = "bromsgrove"', history, on) == rating


@pytest.mark.parametrize(
    ("progress", "on", "rating"),
    [
        (25, "2024-09-30", "red"),
        (26, "2024-09-30", "amber"),
        (49, "2024-09-30", "amber"),
        (49, "2024-10-01", "red"),
        (50, "2024-10-01", "amber"),
        (75, "2024-10-01", "amber"),
        (76, "2024-10-01", "green"),
    ],
)
def test_reading_goes_by_per_cent(computed, progress, on, rating):
    assert computed('rating_preset = "reading"', entry(f"progress = {progress}"), on) == rating


def test_what_has_reported_no_progress_has_no_colour_in_reading(computed):
    assert computed('rating_preset = "reading"', "", "2025-01-01") is None


@pytest.mark.parametrize("name", [name for name, preset in PRESETS.items() if not preset.rules])
def test_the_other_presets_are_for_declaring(computed, name):
    assert computed(f'rating_preset = "{name}"', entry("progress = 10"), "2025-01-01") is None


def test_a_preset_gives_its_ratings_and_the_plan_may_say_otherwise(make_plan):
    plan = actionplan.load_strict(make_plan({"plan.toml": 'rating_preset = "bromsgrove"\n' + PLAN})).plans[0]
    meanings = ratings_as_at(plan, DUE)
    assert {name: rating.meaning for name, rating in meanings.items()} == {
        "green": "on time",
        "amber": "One month behind",
        "red": "late",
        "blue": "Suspended, which needs approval",
    }


def test_every_preset_cites_its_council():
    for preset in PRESETS.values():
        assert preset.council
        assert preset.source.startswith("http")
        assert {source for rating in preset.ratings.values() for source in rating.source} == {preset.source}
        assert {rule.rating for rule in preset.rules} <= preset.ratings.keys()
