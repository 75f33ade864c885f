"""An action may wait on a body, in the plan or outside it."""

import pytest

ACTION = 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2024-01-31\nwaiting_on = ["icb", "Highways authority"]\n'


def words(text):
    return " ".join(text.split())


@pytest.mark.parametrize("command", ["status", "due", "dependencies"])
def test_reports_say_on_which_body_an_action_waits(make_plan, actionplan, command):
    plan = make_plan({"actions/1.1.toml": ACTION})
    out = words(actionplan(command, plan).out)
    assert "waits for" in out
    assert "Highways authority" in out


def test_it_is_amended_and_no_longer_shown_once_the_action_is_done(make_plan, actionplan):
    plan = make_plan({"actions/1.1.toml": ACTION})
    change = ("--waiting-on", "Department", "--reason", "It passed it on", "--by", "hcc", "--plan", plan)
    assert actionplan("amend", "1.1", *change).code == 0
    assert "waits for Department" in words(actionplan("status", plan).out)
    done = '[[status]]\non = 2024-05-01\nby = "hcc"\nstate = "complete"\n'
    assert "waits for" not in actionplan("status", make_plan({"actions/1.1.toml": ACTION + done}, "other")).out
