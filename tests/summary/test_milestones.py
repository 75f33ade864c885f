"""Milestones: each is late, moved and done by the rules of an action, and by entries of its own."""

from datetime import date

import pytest

import actionplan
from actionplan.summary.actions import summarise_actions
from actionplan.summary.milestones import milestones_done, next_milestone
from conftest import ACTION, PLAN

STEPS = """
[[milestones]]
id = "a"
title = "Data agreement signed"
due = 2024-05-31

[[milestones]]
id = "b"
title = "First figures shown"
due = 2024-07-31

[[milestones]]
id = "c"
title = "Everyone trained"
"""

DONE = '[[status]]\non = 2024-06-10\nmilestone = "a"\nstate = "complete"\n'
MOVED = '[[status]]\non = 2024-07-01\nmilestone = "b"\ndue = 2024-08-31\nreason = "Late figures"\n'


@pytest.fixture
def action_on(make_plan):
    """Return a function that returns the status of an action with `STEPS` and a history on a day."""

    def summary(history, on, policy=""):
        root = make_plan({"plan.toml": PLAN + policy, "actions/1.1.toml": ACTION + STEPS + history})
        [action] = summarise_actions(actionplan.load_strict(root).plans[0], date.fromisoformat(on))
        return action

    return summary


def test_a_milestone_without_entries(action_on):
    a, b, c = action_on("", "2024-06-10").milestones
    assert (a.state, a.days_late, a.overdue, a.open) == (None, 10, True, True)
    assert (b.days_late, b.overdue) == (0, False)
    assert (c.due, c.days_late, c.overdue) == (None, None, False)


def test_the_due_day_itself_is_not_late(action_on):
    assert not action_on("", "2024-05-31").milestones[0].overdue


def test_done_late(action_on):
    a = action_on(DONE, "2024-12-01").milestones[0]
    assert (a.done, a.finished.text, a.days_late, a.overdue) == (True, "2024-06-10", 10, False)


def test_an_entry_about_a_milestone_says_nothing_of_the_action(action_on):
    action = action_on(DONE + MOVED, "2024-12-01")
    assert (action.state, action.due.text, action.times_redated) == (None, "2024-09-30", 0)
    assert action.updates == 2


def test_moved(action_on):
    b = action_on(MOVED, "2024-09-10").milestones[1]
    assert (b.original_due.text, b.due.text) == ("2024-07-31", "2024-08-31")
    assert (b.times_redated, b.days_slipped, b.days_late, b.days_late_original) == (1, 31, 10, 41)
    assert action_on(MOVED, "2024-06-30").milestones[1].due.text == "2024-07-31"


def test_late_against_the_first_date_where_the_plan_says_so(action_on):
    b = action_on(MOVED, "2024-08-10", '[policy]\nlate_against = "original"\n').milestones[1]
    assert (b.days_late, b.days_overdue, b.overdue) == (0, 10, True)


@pytest.mark.parametrize("state", ["complete", "cancelled"])
def test_of_a_closed_action_nothing_is_awaited(action_on, state):
    a = action_on(f'[[status]]\non = 2024-06-20\nstate = "{state}"\nreason = "x"\n', "2024-07-01").milestones[0]
    assert (a.open, a.overdue, a.days_late) == (False, False, None)


def test_the_next_one_is_due_first_and_those_without_a_day_come_last(action_on):
    milestones = action_on(DONE, "2024-07-01").milestones
    assert next_milestone(milestones) == milestones[1]
    assert next_milestone(milestones[2:]) == milestones[2]
    assert next_milestone(milestones[:1]) is None


def test_cancelled_ones_are_not_counted(action_on):
    cancelled = '[[status]]\non = 2024-06-11\nmilestone = "c"\nstate = "cancelled"\n'
    milestones = action_on(DONE + cancelled, "2024-07-01").milestones
    assert milestones_done(milestones) == (1, 2)
    assert milestones[2].days_late is None


def test_reopened_is_open_again(action_on):
    again = '[[status]]\non = 2024-06-20\nmilestone = "a"\nstate = "in-progress"\nreason = "One has not signed"\n'
    a = action_on(DONE + again, "2024-07-01").milestones[0]
    assert (a.done, a.finished, a.days_late) == (False, None, 31)


def test_a_correction_holds_from_the_day_of_what_it_corrects(action_on):
    wrong = MOVED.replace("on = 2024", 'id = "x"\non = 2024')
    mend = '[[status]]\non = 2024-07-20\nmilestone = "b"\ncorrects = "x"\ndue = 2024-08-15\nreason = "A slip"\n'
    b = action_on(wrong + mend, "2024-08-20").milestones[1]
    assert (b.due.text, b.times_redated, b.days_late) == ("2024-08-15", 1, 5)


def test_counted_in_the_roll_up(make_plan):
    root = make_plan({"actions/1.1.toml": ACTION + STEPS + DONE})
    [plan] = actionplan.status(actionplan.load_strict(root).at(date(2024, 8, 10))).plans
    assert (plan.tally.milestones, plan.tally.milestones_done, plan.tally.milestones_overdue) == (3, 1, 1)


def test_awaited(make_plan):
    root = make_plan({"actions/1.1.toml": ACTION + STEPS})
    [body] = actionplan.due(actionplan.load_strict(root).at(date(2024, 7, 15))).bodies
    assert body.items[0].awaiting == ("milestone", "milestone-soon", "first-update")
