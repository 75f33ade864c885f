"""What may still change before the day of a handover that is to come: the owner, the day, and the action itself."""

import re
import shlex

import pytest

from conftest import PLAN, write_plan
from ended_bodies import FILES, in_json
from repositories import Repository

AHEAD = ("--by", "board")
SPLIT = ("split", "1.3", "1.6=Plan it", "1.7=Do it", "--reason", "Two steps", "--yes", *AHEAD)
ENDING = PLAN.replace('name = "County Council"\n', 'name = "County Council"\n    until = 2027-03-31\n')


@pytest.fixture
def plan(empty: Repository, monkeypatch, actionplan):
    """A plan in git, the current folder; the council is to hand 1.3 over to the board on 1 Apr 2027."""
    root = write_plan(empty.root / "p", {**FILES, "plan.toml": ENDING})
    monkeypatch.chdir(root)
    empty.commit("2026-11-20")
    assert actionplan("handover", "hcc", "--to", "board", "--on", "2027-04-01", *AHEAD).code == 0
    return root


def owner(actionplan, day, name="1.3"):
    return in_json(actionplan("show", name, "--as-at", day, "--format", "json"))["action"]["owner"]


def commands(text):
    return re.findall(r"actionplan correct .*? --reason", " ".join(text.split()))


@pytest.mark.parametrize(("choice", "then"), [(0, "icb"), (1, "board")])
def test_the_owner_may_change_before_and_a_correction_says_what_is_coming(choice, then, plan, actionplan):
    assert actionplan("amend", "1.3", "--owner", "icb", "--reason", "R", *AHEAD).code == 0
    said = actionplan("check")
    assert "W535" in said.out
    text = " ".join(said.out.split())
    assert "handed over ahead from County Council to Improvement Board on 1 Apr 2027, but Integrated" in text
    command = shlex.split(commands(said.out)[choice])[1:]
    assert actionplan(*command, "R", *AHEAD).code == 0
    assert "W535" not in actionplan("check").out
    assert (owner(actionplan, "2027-03-31"), owner(actionplan, "2027-04-01")) == ("icb", then)


def test_a_split_gives_each_part_the_coming_handover(plan, actionplan):
    ran = actionplan(*SPLIT)
    assert ran.code == 0, ran.err
    assert "E230" not in actionplan("check").out
    for part in ("1.6", "1.7"):
        assert (owner(actionplan, "2027-03-31", part), owner(actionplan, "2027-04-01", part)) == ("hcc", "board")
    coming = in_json(actionplan("show", "1.3", "--format", "json"))["coming"]
    assert coming == []
    assert actionplan("undo", "1.7").code == 0
    assert not (plan / "actions/1.6.toml").exists()
    assert owner(actionplan, "2027-04-01") == "board"


def test_a_part_with_another_owner_does_not_get_it(plan, actionplan):
    assert actionplan(*SPLIT, "--owner", "1.6=icb").code == 0
    assert owner(actionplan, "2027-04-01", "1.6") == "icb"
    assert owner(actionplan, "2027-04-01", "1.7") == "board"


def test_a_join_takes_the_coming_handover_over_once(plan, actionplan):
    actionplan("undo")
    (plan / "actions/1.4.toml").write_text((plan / "actions/1.3.toml").read_text())
    actionplan("handover", "hcc", "--to", "board", "--on", "2027-04-01", *AHEAD)
    ran = actionplan("join", "1.3", "1.4", "--into", "1.8", "--title", "T", "--reason", "R", "--yes", *AHEAD)
    assert ran.code == 0, ran.err
    assert (plan / "actions/1.8.toml").read_text().count("handover_from") == 1
    assert owner(actionplan, "2027-04-01", "1.8") == "board"


def test_what_was_decided_after_the_split_is_refused_of_the_original(plan, actionplan):
    actionplan(*SPLIT)
    ran = actionplan("redate", "1.3", "2027-12-31", "--reason", "R", *AHEAD)
    assert "E442" in ran.err
    assert "E414" not in ran.err
    assert "replaced by 1.6 and 1.7" in " ".join(ran.err.split())
    again = actionplan("split", "1.3", "1.8", "1.9", "--reason", "R", *AHEAD)
    assert "1.3 is replaced, so there is nothing to split or join; 1.6 and 1.7 are in its place" in " ".join(
        again.err.split()
    )


def test_an_earlier_day_brings_a_handover_forward_as_the_advice_says(plan, actionplan):
    assert actionplan("set", "body", "hcc", "--until", "2027-02-28").code == 0
    found = " ".join(actionplan("check").out.split())
    assert "W533 County Council is to end on 28 Feb 2027" in found
    said = actionplan("handover", "hcc", "--to", "board", "--on", "2027-03-01", *AHEAD)
    assert said.code == 0, said.err
    assert "Brought forward: until now 1 action (1.3 Build the dashboard) to Improvement Board from 1 Apr 2027 on." in (
        " ".join(said.out.split())
    )
    after = actionplan("check").out
    assert not [code for code in ("W533", "W535", "E230") if code in after]
    assert (owner(actionplan, "2027-02-28"), owner(actionplan, "2027-03-01")) == ("hcc", "board")
    [coming] = in_json(actionplan("show", "1.3", "--format", "json"))["coming"]
    assert coming["on"] == "2027-03-01"
    again = actionplan("handover", "hcc", "--to", "board", "--on", "2027-03-01", *AHEAD)
    assert "Handed over already: 1 action (1.3 Build the dashboard) to Improvement Board from 1 Mar 2027" in " ".join(
        again.err.split()
    )


def test_a_handover_some_time_after_the_end_is_asked_about_once(plan, actionplan):
    actionplan("undo")
    given = ("handover", "hcc", "--to", "board", "--on", "2027-05-01", *AHEAD)
    asked = actionplan(*given)
    assert asked.code == 1
    assert (
        "County Council ends on 31 Mar 2027, and Improvement Board takes over on 1 May 2027: nobody answers in between"
        in " ".join(asked.err.split())
    )
    assert actionplan(*given, "--accept", "P153").code == 0


def test_a_part_that_only_ends_is_brought_forward_too(plan, actionplan):
    """The body that takes over owns the action already, so the other one just stops to be a partner."""
    actionplan("undo")
    action = plan / "actions/1.3.toml"
    action.write_text(action.read_text().replace('owner = "hcc"', 'owner = "board"\npartners = ["hcc", "icb"]'))
    given = ("handover", "hcc", "--to", "board", *AHEAD, "--on")
    assert actionplan(*given, "2027-04-01").code == 0
    ran = actionplan(*given, "2027-03-01")
    assert ran.code == 0, ran.err
    assert "Brought forward: until now a part in 1 action" in " ".join(ran.out.split())
    then = in_json(actionplan("show", "1.3", "--as-at", "2027-03-01", "--format", "json"))["action"]
    assert then["partners"] == ["icb"]
    assert not [code for code in ("W535", "E230") if code in actionplan("check").out]
