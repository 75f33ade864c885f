"""A handover of what a body helps with, and of what names it."""

import re
import shlex

import pytest

from conftest import ACTION
from ended_bodies import HANDOVER, HELPS, add, in_json, with_one_successor


@pytest.fixture
def one(make_plan):
    return with_one_successor(make_plan)


CLAUSE = """
    title = "Cut the waits"
    body = "board"
    on = 2026-02-01
    outcome = "carried"

    [[clauses]]
    id = "a"
    text = "No child waits longer than 18 weeks"
    addressee = "icb"
"""


@pytest.fixture
def helping(one, actionplan):
    """Return a plan of which one body has ended that owns nothing any more, and is a partner in two open actions."""
    add(one, HELPS)
    actionplan(*HANDOVER, "1.1", "PA1", "waits", "R1", "--plan", one)
    return one


def test_what_a_body_that_has_ended_helps_with_must_be_handed_over_too(helping, actionplan):
    part = "a part in 2 actions (1.3 Build the dashboard; 1.4 Build the dashboard)"
    assert f"To be handed over {part} of Integrated Care Board, which ended" in " ".join(
        actionplan("status", helping).out.split()
    )
    assert f"When does East ICB take over {part} of Integrated Care Board" in " ".join(
        actionplan("challenge", helping).out.split()
    )
    assert "ended on 31 Mar 2026 and still has a part in 2 actions" in " ".join(
        actionplan("check", helping).out.split()
    )
    shown = " ".join(actionplan("show", "east", "--plan", helping).out.split())
    assert "To be taken over from Integrated Care Board: a part in 2 actions" in shown


def test_a_handover_puts_the_other_body_in_the_place_of_a_partner(helping, actionplan):
    """Of what it owns already it does not become a partner too."""
    ran = actionplan(*HANDOVER, "--plan", helping)
    assert ran.code == 0, ran.err
    assert "Handing over a part in 2 actions (1.3 Build the dashboard; 1.4 Build the dashboard) from" in " ".join(
        ran.out.split()
    )
    partners = [
        in_json(actionplan("show", name, "--plan", helping, "--format", "json"))["action"]["partners"]
        for name in ("1.3", "1.4", "1.5")
    ]
    assert partners == [["board", "east"], [], ["icb"]]
    assert "handed" not in actionplan("status", helping).out
    assert "W532" not in actionplan("check", helping).out
    again = actionplan(*HANDOVER, "1.3", "--plan", helping)
    assert (
        "handed over already: a part in 1 action (1.3 Build the dashboard) to East ICB from 1 Apr 2026 on"
        in " ".join(again.err.split())
    )


def test_a_partner_that_has_ended_and_stays_is_not_given_anything(helping, actionplan):
    """It is asked about once, as a partner that must be replaced, and not for each entry that keeps it in the list."""
    given = ("handover", "board", "1.3", "--to", "hcc", "--on", "2026-04-01", "--by", "board", "--plan", helping)
    ran = actionplan(*given)
    assert ran.code == 0, ran.err
    assert 'partners = ["icb"]' in (helping / "actions/1.3.toml").read_text("utf-8")
    assert "W531" not in actionplan("check", helping).out


def test_a_part_that_goes_to_no_successor_is_asked_about(helping, actionplan):
    given = ("handover", "icb", "1.3", "--to", "hcc", "--on", "2026-04-01", "--by", "board", "--plan", helping)
    assert "P152" not in actionplan(*given, "--dry-run").err  # it owns the action, and so does not become a partner
    given = ("handover", "icb", "1.3", "--to", "rose", *given[5:])
    rose = '\n[bodies.rose]\nname = "Rose Trust"\nkind = "provider"\n'
    (helping / "plan.toml").write_text((helping / "plan.toml").read_text("utf-8") + rose, "utf-8")
    assert "P152" in actionplan(*given).err


def test_another_partner_from_a_day_ahead_is_coming(one, actionplan):
    add(one, {"actions/1.3.toml": ACTION + 'partners = ["board"]\n'})
    ahead = ("--on", "2028-04-01", "--by", "hcc", "--plan", one)
    assert actionplan("handover", "board", "--to", "icb", *ahead, "--accept", "P151").code == 0
    becomes = "1 Apr 2028 the partners become Integrated Care Board"
    for shown in ("1.3", "board", "icb"):
        assert becomes in " ".join(actionplan("show", shown, "--plan", one).out.split())
    assert becomes not in " ".join(actionplan("show", "hcc", "--plan", one).out.split())


def test_a_clause_stays_addressed_as_it_was_passed_and_the_command_that_amends_it_is_named(one, actionplan):
    add(one, {"resolutions/2026-02-01-a.toml": CLAUSE, "actions/1.3.toml": ACTION + 'waiting_on = ["icb"]\n'})
    clause = '1 clause addressed to it (a of "Cut the waits")'
    shown = " ".join(actionplan("show", "icb", "--plan", one).out.split())
    assert f"{clause} a No child waits longer than 18 weeks" in shown
    said = actionplan(*HANDOVER, "--plan", one).out
    assert "What is addressed to it, or waits on it, stays so until somebody amends it:" in " ".join(said.split())
    assert f"and still has {clause}" in " ".join(actionplan("check", one).out.split())
    commands = re.findall(r"^  actionplan (amend .*)$", said, re.MULTILINE)
    assert len(commands) == 2
    for command in commands:
        words = shlex.split(command.replace("...", "It ended"))
        assert actionplan(*words, "--by", "board", "--plan", one).code == 0
    assert "addressed to it" not in actionplan("check", one).out
    shown = in_json(actionplan("show", "1.3", "--plan", one, "--format", "json"))
    assert shown["action"]["waiting_on"] == ["east"]
