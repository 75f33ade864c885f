"""Rules about milestones and resources: the nearest case that is fine beside the one that is not."""

import pytest

from conftest import ACTION

STEP = '\n[[milestones]]\nid = "a"\ntitle = "Signed"\ndue = 2024-09-30\n'
START = ACTION.replace("due =", "start = 2024-03-01\ndue =")


def said(*lines, on="2024-06-01"):
    return "\n".join(["[[status]]", f"on = {on}", *lines, ""])


@pytest.mark.parametrize("state", ["not-started", "in-progress", "complete", "cancelled"])
def test_states_of_a_milestone(codes_of_action, state):
    assert codes_of_action(STEP + said('milestone = "a"', f'state = "{state}"')) == []


def test_a_milestone_due_with_its_action_is_fine(codes_of_action):
    assert codes_of_action(STEP) == []
    assert codes_of_action(STEP.replace("2024-09-30", "2024-10-01")) == ["W311"]


def test_a_milestone_after_an_action_that_came_forward(codes_of_action):
    history = said("due = 2024-08-31", 'reason = "Sooner"')
    assert codes_of_action(STEP + history) == ["W311"]
    assert codes_of_action(STEP + history + said('milestone = "a"', 'state = "complete"')) == []


def test_a_milestone_before_its_action_starts(codes_of_action):
    assert codes_of_action(STEP.replace("2024-09-30", "2024-03-01"), head=START) == []
    assert codes_of_action(STEP.replace("2024-09-30", "2024-02-29"), head=START) == ["E310"]


def test_a_complete_action_with_milestones(codes_of_action):
    done = said('state = "complete"', 'evidence = [{ link = "https://example.org" }]')
    assert codes_of_action(STEP + done) == ["W507"]
    for state in ("complete", "cancelled"):
        assert codes_of_action(STEP + done + said('milestone = "a"', f'state = "{state}"')) == []


def test_moving_a_milestone_needs_no_approval(codes_of_action):
    history = said('milestone = "a"', "due = 2024-08-31", 'reason = "x"')
    assert codes_of_action(STEP + history, plan='[policy]\nredate_approvals = ["board"]\n') == []


@pytest.mark.parametrize("unit", ["GBP", "EUR", "USD", "posts", "places", "hours a week"])
def test_units(codes_of_action, unit):
    assert codes_of_action(f'\n[[resources]]\namount = 0.5\nunit = "{unit}"\n') == []


@pytest.mark.parametrize("unit", ["£", "€", "$", "pounds", "gbp", " GBP", "£k", "£ million", "GBP bn"])
def test_units_that_nothing_is_added_up_in(codes_of_action, unit):
    assert codes_of_action(f'\n[[resources]]\namount = 5\nunit = "{unit}"\n') == ["E121"]
