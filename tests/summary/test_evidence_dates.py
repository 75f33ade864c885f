"""Evidence that expires, and dates that were there but are not known."""

import pytest

DONE = """
    title = "T"
    areas = ["PA1"]
    owner = "hcc"
    due = 2024-03-31

    [[status]]
    on = 2024-03-01
    by = "hcc"
    state = "complete"
    evidence = [{ link = "https://example.org/a", effective = 2024-02-01, expires = 2025-01-31 }]
"""
RENEWED = """
    [[status]]
    on = 2025-01-20
    by = "hcc"
    note = "Renewed"
    evidence = [{ link = "https://example.org/b" }]
"""


def words(text):
    return " ".join(text.split())


def test_check_and_challenge_ask_once_all_evidence_has_expired(make_plan, actionplan):
    plan = make_plan({"actions/1.1.toml": DONE})
    assert "W573 the evidence for this ran out (31 Jan 2025)" in words(actionplan("check", plan).out)
    question = "still holds, since its evidence ran out on 31 Jan 2025?"
    assert question in words(actionplan("challenge", plan, "--as-at", "2025-02-01").out)
    assert question not in words(actionplan("challenge", plan, "--as-at", "2025-01-31").out)
    assert "(from 1 Feb 2024, until 31 Jan 2025)" in words(actionplan("show", "1.1", "--plan", plan).out)


def test_evidence_that_still_holds_answers_it(make_plan, actionplan):
    assert "W573" not in actionplan("check", make_plan({"actions/1.1.toml": DONE + RENEWED})).out


def test_the_command_states_how_long_evidence_holds(make_plan, actionplan):
    plan = make_plan({"actions/1.1.toml": DONE})
    options = ("--by", "hcc", "--note", "Renewed", "--evidence", "https://example.org/b", "--plan", plan)
    assert actionplan("update", "1.1", *options, "--evidence-until", "2030-01-31").code == 0
    assert "expires = 2030-01-31" in (plan / "actions/1.1.toml").read_text()
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "N", "--evidence-until", "2030-01-31", "--plan", plan)
    assert (ran.code, "add --evidence LINK" in words(ran.err)) == (2, True)


@pytest.mark.parametrize(("due", "moved"), [('due = "unknown"\n', True), ("", False), ('due = "ongoing"\n', False)])
def test_a_first_date_after_an_unknown_one_is_a_move(make_plan, actionplan, due, moved):
    entry = '[[status]]\non = 2024-06-01\nby = "hcc"\ndue = 2027-03-31\nreason = "Asked for more time"\n'
    plan = make_plan({"actions/1.1.toml": f'title = "T"\nareas = ["PA1"]\nowner = "hcc"\n{due}{entry}'})
    assert ("moved once from an unknown date" in words(actionplan("status", plan).out)) is moved
    since = words(actionplan("since", "2024-05-01", plan, "--until", "2024-07-01").out)
    assert ("moved on 1 Jun 2024 from an unknown date to 31 Mar 2027" in since) is moved


def test_status_names_the_plans_around_a_plan(make_plan, actionplan):
    text = """
        format = 1
        id = "pap"
        title = "Priority action plan"
        successor_plan = "reform"
        plans_beside = ["https://example.org/beside"]
    """
    out = words(
        actionplan("status", make_plan({"plan.toml": text, "actions/1.1.toml": 'title = "T"\nareas = []\n'})).out
    )
    assert "Followed by: reform" in out
    assert "Beside this plan: https://example.org/beside" in out
