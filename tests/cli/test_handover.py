"""Bodies that end: what reports say of what they own, and `actionplan handover`."""

import json
import re
import shlex
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

import actionplan as library
from conftest import ACTION, AREA, PLAN, REPOSITORY, dedented, write_plan
from repositories import Repository

ENDED = PLAN.replace(
    'kind = "icb"\n', 'kind = "icb"\n    aliases = ["Old ICB"]\n    until = 2026-03-31\n    successor = {}\n'
)
NEW = """
    [bodies.{0}]
    name = "{1}"
    kind = "icb"
    from = 2026-04-01
"""
CANCELLED = '\n[[status]]\non = 2026-03-01\nby = "icb"\nstate = "cancelled"\nreason = "R"\n'
OWNED = ACTION.replace("hcc", "icb")
REPORT = '\n[[status]]\non = 2026-03-01\nby = "icb"\nstate = "in-progress"\nprogress = 40\n'
MEASURE = 'title = "Waits"\nunit = "weeks"\ndirection = "down"\nowner = "icb"\n'
RISK = 'title = "Staff leave"\nowner = "icb"\n'
FILES = {
    "areas/PA1.toml": AREA + 'owner = "icb"\n',
    "actions/1.1.toml": OWNED + REPORT,
    "actions/1.2.toml": OWNED + CANCELLED,
    "actions/1.3.toml": ACTION,
    "measures/waits.toml": MEASURE,
    "risks/R1.toml": RISK,
}

EVERYTHING = "1 action (1.1 Build the dashboard), 1 area (PA1 Data), 1 measure (Waits) and 1 risk (R1 Staff leave)"


@pytest.fixture
def one(make_plan):
    """Return a plan of which one body has ended, with one successor."""
    return make_plan({**FILES, "plan.toml": ENDED.format('"east"') + NEW.format("east", "East ICB")})


@pytest.fixture
def two(make_plan):
    """Return a plan of which one body has ended, with two successors."""
    plan = ENDED.format('["east", "west"]') + NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    return make_plan({**FILES, "plan.toml": plan}, "two")


def in_json(ran):
    return json.loads(ran.out)


def test_the_only_successor_is_asked(one, actionplan):
    before = actionplan("due", one, "--as-at", "2026-03-31").out
    assert "Integrated Care Board: 1 action" in before
    after = actionplan("due", one, "--as-at", "2026-04-01").out
    assert "Integrated Care Board: 1 action" not in after
    assert "East ICB: 1 action" in after
    assert "owner ended 31 Mar 2026" in after
    assert "taken over from" in after


@pytest.mark.parametrize("body", ["icb", "Old ICB"])
@pytest.mark.parametrize("report", ["due --by", "status --owner", "challenge --owner"])
def test_a_report_on_a_body_that_has_ended_says_so(report, body, two, actionplan):
    command, option = report.split()
    said = " ".join(actionplan(command, two, option, body, "--as-at", "2026-04-01").out.split())
    assert "Integrated Care Board ended on 31 Mar 2026; East ICB and West ICB succeed it." in said
    assert EVERYTHING in said
    before = " ".join(actionplan(command, two, option, body, "--as-at", "2026-03-31").out.split())
    assert "Integrated Care Board ended" not in before


def test_what_a_body_may_have_to_take_over_is_due_of_it_and_asked_of_it(two, actionplan):
    left = f"{EVERYTHING} of Integrated Care Board"
    for report in ("due --by east", "challenge --owner west"):
        command, option, body = report.split()
        assert left in " ".join(actionplan(command, two, option, body, "--as-at", "2026-04-01").out.split())
        said = " ".join(actionplan(command, two, option, "hcc", "--as-at", "2026-04-01").out.split())
        assert "1 risk (R1)" not in said
    answer = in_json(actionplan("due", two, "--by", "east", "--as-at", "2026-04-01", "--format", "json"))
    [ended] = answer["to_hand_over"]
    assert (ended["plan"], ended["id"], ended["ended"]) == ("p", "icb", "2026-03-31")
    assert [each["id"] for each in ended["owned"]] == ["PA1", "1.1", "waits", "R1"]


def test_of_two_successors_a_decision_is_asked(two, actionplan):
    said = " ".join(actionplan("due", two, "--as-at", "2026-04-01").out.split())
    asked = "Integrated Care Board ended on 31 Mar 2026 with two successors: which of East ICB and West ICB takes over?"
    assert asked in said
    assert "East ICB: 1 action" not in said
    [group] = in_json(actionplan("due", two, "--by", "west", "--as-at", "2026-04-01", "--format", "json"))["bodies"]
    assert group["id"] is None
    assert group["ended"] == "icb"


def test_a_body_with_no_successor_leaves_a_question(make_plan, actionplan):
    plan = make_plan({**FILES, "plan.toml": ENDED.format("[]")})
    said = " ".join(actionplan("due", plan, "--as-at", "2026-04-01").out.split())
    assert "ended on 31 Mar 2026, and no successor is on record: who takes over?" in said
    asked = " ".join(actionplan("challenge", plan, "--as-at", "2026-04-01").out.split())
    assert f"Who takes over {EVERYTHING} of" in asked


def test_status_shows_what_must_be_handed_over_and_who_takes_over(one, actionplan):
    said = " ".join(actionplan("status", one, "--as-at", "2026-04-01").out.split())
    assert f"To be handed over {EVERYTHING} of" in said
    assert "of Integrated Care Board, which ended 31 Mar 2026, to East ICB" in said
    assert said.count("1 risk (R1 Staff leave)") == 1
    assert "Integrated Care Board; ended 31 Mar 2026: to be handed over" in said
    assert "handed over" not in actionplan("status", one, "--as-at", "2026-03-31").out


def test_status_of_a_successor_lists_what_it_has_to_take_over(two, actionplan):
    for owner in ("east", "West ICB"):
        [plan] = in_json(actionplan("status", two, "--owner", owner, "--as-at", "2026-04-01", "--format", "json"))[
            "plans"
        ]
        [action] = plan["actions"]
        assert action["id"] == "1.1"
        assert action["owner"] == "icb"
        assert action["to_hand_over"]
        assert action["successors"] == ["east", "west"]
    assert not in_json(actionplan("status", two, "--owner", "east", "--as-at", "2026-03-31", "--format", "json"))[
        "plans"
    ][0]["actions"]


def test_former_names_are_understood(one, actionplan):
    assert "1.1" in actionplan("due", one, "--by", "Old ICB", "--as-at", "2026-04-01").out
    assert actionplan("show", "Old ICB", "--plan", one).out.startswith("icb  Integrated Care Board")


def test_challenge_asks_the_successor_and_not_the_body_that_has_ended(one, two, actionplan):
    asked = " ".join(actionplan("challenge", one, "--as-at", "2026-06-30").out.split())
    assert "When does East ICB take over 1 action (1.1 Build the dashboard), 1 area" in asked
    assert "What does East ICB do under this plan" not in asked
    owners = {each["owner"] for each in in_json(actionplan("challenge", one, "--format", "json"))["challenges"]}
    assert "icb" not in owners
    asked = " ".join(actionplan("challenge", two, "--as-at", "2026-06-30").out.split())
    assert "Which of East ICB and West ICB takes over 1 action (1.1 Build the dashboard)" in asked


HANDOVER = ("handover", "Old ICB", "--to", "east", "--on", "2026-04-01", "--by", "board")


def test_a_handover_gives_everything_open_to_another_body(one, actionplan):
    ran = actionplan(*HANDOVER, "--plan", one)
    assert ran.code == 0, ran.err
    assert EVERYTHING in " ".join(ran.out.split())
    text = (one / "actions/1.1.toml").read_text("utf-8")
    assert 'owner = "east"\nhandover_from = "icb"\nreason = "Integrated Care Board ended on 31 Mar 2026"' in text
    assert "handover_from" not in (one / "actions/1.2.toml").read_text("utf-8")  # it was cancelled
    after = actionplan("status", one, "--as-at", "2026-04-01").out
    assert "handed over" not in after
    assert "W532" not in actionplan("check", one).out
    again = actionplan(*HANDOVER, "--plan", one)
    assert again.code == 2
    said = " ".join(again.err.split())
    assert "owns nothing that is open on 1 Apr 2026, so there is nothing to hand over. Handed over already: " in said
    assert f"{EVERYTHING} to East ICB from 1 Apr 2026 on" in said


def test_a_handover_can_be_of_one_area_or_of_named_records(two, actionplan):
    (two / "areas/PA2.toml").write_text('title = "Waits"\nkind = "improvement"\n')
    (two / "actions/2.1.toml").write_text('title = "See children"\nareas = ["PA2"]\nowner = "icb"\n')
    assert actionplan(*HANDOVER, "--area", "pa2", "--plan", two).code == 0
    owned = in_json(actionplan("show", "icb", "--plan", two, "--format", "json"))["owned"]
    assert [each["id"] for each in owned] == ["PA1", "1.1", "waits", "R1"]
    assert actionplan(*HANDOVER, "waits", "R1", "--plan", two).code == 0
    refused = actionplan(*HANDOVER, "1.1", "1.3", "--plan", two)
    assert refused.code == 2
    assert "1.3 is not open and owned by Integrated Care Board on 1 Apr 2026" in " ".join(refused.err.split())
    assert "handover_from" not in (two / "actions/1.1.toml").read_text("utf-8")


def test_nothing_is_written_if_anything_is_wrong(one, actionplan):
    before = {path: path.read_bytes() for path in one.rglob("*.toml")}
    assert actionplan(*HANDOVER, "--dry-run", "--plan", one).code == 0
    assert actionplan(*HANDOVER[:2], "--to", "nobody", *HANDOVER[4:], "--plan", one).code == 2
    broken = one / "actions/1.4.toml"
    broken.write_text('title = "T\n')
    assert actionplan(*HANDOVER, "--plan", one).code == 2
    broken.unlink()
    assert {path: path.read_bytes() for path in one.rglob("*.toml")} == before


def test_a_handover_is_no_update(one, actionplan):
    views = [in_json(actionplan("show", "1.1", "--plan", one, "--as-at", "2026-06-30", "--format", "json"))]
    actionplan(*HANDOVER, "--plan", one)
    views.append(in_json(actionplan("show", "1.1", "--plan", one, "--as-at", "2026-06-30", "--format", "json")))
    before, after = (view["action"] for view in views)
    assert after["owner"] == "east"
    assert {key: value for key, value in before.items() if before[key] != after[key]} == {
        "owner": "icb",
        "to_hand_over": True,
        "successors": ["east"],
    }


HELPS = {
    "actions/1.3.toml": ACTION + 'partners = ["board", "icb"]\n',
    "actions/1.4.toml": ACTION.replace("hcc", "east") + 'partners = ["icb"]\n',
    "actions/1.5.toml": ACTION + 'partners = ["icb"]\n' + CANCELLED,
}
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


def add(plan: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        (plan / name).parent.mkdir(exist_ok=True)
        (plan / name).write_text(dedented(text), "utf-8")


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


def test_a_mistyped_id_leads_to_the_right_one(one, actionplan):
    said = " ".join(actionplan(*HANDOVER, "11", "--plan", one).err.split())
    assert "11 is not open and owned by Integrated Care Board on 1 Apr 2026; it has 1 action, 1 area, " in said
    assert said.endswith('Did you mean "1.1"?')


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


def test_undo_takes_back_both_what_it_owned_and_what_it_helped_with(in_git, actionplan):
    """Another handover of the same day, to another body, stays."""
    add(in_git.root / "p", HELPS)
    in_git.commit("2026-11-21")
    actionplan("handover", "icb", "R1", "1.4", "--to", "west", *HANDOVER[4:])
    between = contents(in_git)
    assert actionplan(*HANDOVER).code == 0
    assert actionplan("undo", "1.3").out.count("Removed from") == 4
    assert contents(in_git) == between


AHEAD = ("handover", "hcc", "--to", "board", "--on", "2028-04-01", "--by", "hcc")


def test_a_handover_ahead_is_coming_until_its_day(one, actionplan):
    """The tests run on 24 Nov 2026."""
    assert actionplan(*AHEAD, "--plan", one).code == 0
    assert "recorded = 2026-11-24\n" in (one / "actions/1.3.toml").read_text("utf-8")
    assert actionplan("check", one).code == 0
    becomes = "On 1 Apr 2028 the owner becomes Improvement Board (recorded 24 Nov 2026)"
    now = " ".join(actionplan("show", "1.3", "--plan", one).out.split())
    assert f"Coming {becomes}" in now
    assert "History: nothing yet but what is coming." in now
    assert becomes.replace("On", "on") in " ".join(actionplan("due", one).out.split())
    changes = " ".join(actionplan("since", "2026-11-23", one).out.split())
    assert f"Coming: 1 1.3 Build the dashboard: {becomes.replace('On', 'on')}" in changes
    assert "Coming" not in actionplan("show", "1.3", "--plan", one, "--as-at", "2026-11-23").out
    last, first = (
        in_json(actionplan("show", "1.3", "--plan", one, "--as-at", day, "--format", "json"))
        for day in ("2028-03-31", "2028-04-01")
    )
    assert last["action"]["owner"] == "hcc"
    assert [each["after"] for each in last["coming"]] == ["board"]
    assert first["action"]["owner"] == "board"
    assert first["coming"] == []


def test_what_is_handed_over_ahead_is_not_handed_over_again(two, actionplan):
    """The message names the receiver and the day; the rest can still go to another body."""
    ahead = ("--on", "2028-04-01", "--by", "board", "--plan", two)
    assert actionplan("handover", "icb", "R1", "--to", "east", *ahead).code == 0
    before = (two / "risks/R1.toml").read_bytes()
    sooner = ("--on", "2027-04-01", "--by", "board", "--plan", two)
    for when in (ahead, sooner):
        said = actionplan("handover", "icb", "1.1", "R1", "--to", "west", *when)
        assert said.code == 2
        assert "handed over already: 1 risk (R1 Staff leave) to East ICB from 1 Apr 2028 on" in " ".join(
            said.err.split()
        )
    rest = actionplan("handover", "icb", "--to", "west", *ahead)
    assert rest.code == 0, rest.err
    assert "Handed over already, so not again: 1 risk (R1 Staff leave) to East ICB from 1 Apr 2028 on." in " ".join(
        rest.out.split()
    )
    assert (two / "risks/R1.toml").read_bytes() == before
    assert "risks/R1" not in rest.out


def test_a_handover_ahead_is_changed_by_a_correction_as_the_message_says(two, actionplan):
    ahead = ("--on", "2028-04-01", "--by", "board", "--plan", two)
    actionplan("handover", "icb", "1.1", "--to", "east", *ahead)
    said = " ".join(actionplan("handover", "icb", "1.1", "--to", "west", *ahead).err.split())
    command = re.search(r"actionplan correct (1\.1:\w+) --owner BODY --reason \"...\" --by BODY", said)
    assert command is not None
    corrected = ("--owner", "west", "--reason", "R", "--by", "board", "--plan", two)
    assert actionplan("correct", command[1], *corrected).code == 0
    assert "1 Apr 2028 the owner becomes West ICB" in " ".join(actionplan("show", "1.1", "--plan", two).out.split())
    assert actionplan("check", two).code == 0


def test_a_handover_to_another_body_than_a_successor_is_asked_about_once(one, actionplan):
    given = ("handover", "icb", "--to", "hcc", "--on", "2026-04-01", "--by", "board", "--plan", one)
    asked = actionplan(*given)
    assert asked.code == 1
    assert asked.err.count("P152") == 2  # and once more in the option that confirms it
    said = "County Council is no successor of Integrated Care Board by plan.toml: that is East ICB"
    assert said in " ".join(asked.err.split())
    assert actionplan(*given, "--accept", "P152").code == 0


@pytest.mark.parametrize("successors", ["[]", '"east"'])
def test_a_handover_to_a_successor_or_without_any_on_record_is_not_asked_about(successors, make_plan, actionplan):
    plan = make_plan({**FILES, "plan.toml": ENDED.format(successors) + NEW.format("east", "East ICB")})
    assert actionplan(*HANDOVER, "--plan", plan).code == 0


def test_the_successor_of_a_successor_is_one_too(make_plan, actionplan):
    gone = NEW.format("middle", "Middle ICB") + '    until = 2026-06-30\n    successor = "east"\n'
    plan = make_plan({**FILES, "plan.toml": ENDED.format('"middle"') + gone + NEW.format("east", "East ICB")})
    given = ("handover", "icb", "--to", "east", "--by", "board", "--plan", plan)
    assert "P152" in actionplan(*given, "--on", "2026-06-30").err
    assert actionplan(*given, "--on", "2026-07-01").code == 0


def test_a_handover_fits_a_screen(one, actionplan):
    said = actionplan(*HANDOVER, "--dry-run", "--plan", one).out
    before = said.split("Would add")[0]
    assert "Handing over 1 action" in before
    assert max(map(len, before.splitlines())) < 80


def test_what_was_not_known_is_not_coming(one, actionplan):
    actionplan(*AHEAD, "--plan", one)
    told = actionplan("show", "1.3", "--plan", one, "--as-at", "2028-04-01", "--known-at", "2026-11-23")
    assert "Improvement Board" not in told.out


def test_when_its_day_comes_the_change_is_reported_as_one(one, actionplan):
    actionplan(*AHEAD, "--plan", one)
    said = " ".join(actionplan("since", "2028-03-31", "--until", "2028-04-02", one).out.split())
    assert "Changed: 1 1.3 Build the dashboard: owner was County Council, now Improvement Board on 1 Apr 2028" in said
    assert "Coming" not in said


def test_only_who_answers_may_lie_ahead(one, actionplan):
    later = ("--on", "2028-04-01", "--by", "hcc", "--reason", "R", "--plan", one)
    assert actionplan("amend", "1.3", "--lead", "Head of data", *later).code == 0
    assert "dated 2028-04-01, after today" in actionplan("amend", "1.3", "--title", "T", *later).err
    assert "dated 2028-04-01, after today" in actionplan("update", "1.3", "--progress", "9", *later[:4], *later[6:]).err


def test_a_statement_after_the_end_is_asked_about(one, actionplan):
    asked = actionplan("update", "1.3", "--progress", "60", "--by", "icb", "--on", "2026-05-01", "--plan", one)
    assert asked.code == 1
    assert "P150" in asked.err
    assert "said by Integrated Care Board, which ended on 31 Mar 2026" in " ".join(asked.err.split())
    given = actionplan("amend", "1.3", "--owner", "icb", "--by", "hcc", "--reason", "R", "--plan", one)
    assert "P151" in given.err
    early = actionplan("update", "1.3", "--progress", "60", "--by", "east", "--on", "2026-03-01", "--plan", one)
    assert "said by East ICB, which did not exist until 1 Apr 2026" in " ".join(early.err.split())


ENDS_SOON = PLAN.replace('kind = "icb"\n', 'kind = "icb"\n    until = 2027-03-31\n    successor = {}\n')


@pytest.mark.parametrize(
    ("successors", "said"),
    [
        ('["east", "west"]', "East ICB or West ICB is to succeed it"),
        ('"east"', "East ICB is to succeed it"),
        ("[]", "no successor is on record"),
    ],
)
def test_before_a_body_ends_it_is_asked_what_it_has_not_handed_over(successors, said, make_plan, actionplan):
    new = NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    plan = make_plan({**FILES, "plan.toml": ENDS_SOON.format(successors) + new})
    asked = " ".join(actionplan("challenge", plan).out.split())
    assert f"What is decided about {EVERYTHING} of Integrated" in asked
    assert f"- It ends in 127 days; {said}; no handover is on record. C323" in asked
    ahead = ("handover", "icb", "--to", "east", "--on", "2027-04-01", "--by", "icb", "--plan", plan)
    assert actionplan(*ahead, "R1", "waits").code == 0
    asked = " ".join(actionplan("challenge", plan).out.split())
    assert (
        "What is decided about 1 action (1.1 Build the dashboard) and 1 area (PA1 Data) of Integrated Care Board"
        in asked
    )
    assert f"{said}; 2 other records are handed over ahead. C323" in asked
    said = " ".join(actionplan("check", plan).out.split())
    assert "and no other handover is on record of 1 action and 1 area" in said
    assert actionplan(*ahead).code == 0
    assert "C323" not in actionplan("challenge", plan).out
    assert "W533" not in actionplan("check", plan).out


def test_long_before_a_body_ends_only_what_is_due_after_it_is_asked_about(make_plan, actionplan):
    later = FILES["actions/1.1.toml"].replace("2024-09-30", "2028-06-30")
    plan = {"plan.toml": ENDS_SOON.replace("2027", "2028").format("[]"), "actions/1.1.toml": later}
    made = make_plan({**FILES, **plan})
    asked = " ".join(actionplan("challenge", made).out.split())
    said = "Who is to finish 1 action (1.1 Build the dashboard) of Integrated Care Board, due after it ends on 31 Mar"
    assert said in asked
    assert "C323" not in asked
    assert "W533" not in actionplan("check", made).out


def test_a_body_may_decide_while_it_exists_who_takes_over_after_it(make_plan, actionplan):
    plan = make_plan({**FILES, "plan.toml": ENDS_SOON.format("[]")})
    ran = actionplan("handover", "icb", "--to", "hcc", "--on", "2027-04-01", "--by", "icb", "--plan", plan)
    assert ran.code == 0, ran.err
    assert "W530" not in actionplan("check", plan).out


def test_an_audit_accepts_a_handover_and_what_is_coming(empty: Repository, actionplan):
    text = ENDED.format('"east"') + NEW.format("east", "East ICB")
    kept = text.replace("agreed = 2024-01-31\n", "agreed = 2024-01-31\n    kept_since = 2026-11-20\n")
    plan = write_plan(empty.root / "p", {**FILES, "plan.toml": kept})
    empty.commit("2026-11-20")
    assert actionplan(*HANDOVER, "--plan", plan).code == 0
    assert actionplan(*AHEAD, "--plan", plan).code == 0
    empty.commit("2026-11-24")
    ran = actionplan("audit", plan)
    assert ran.code == 0, ran.out


@pytest.fixture
def in_git(empty: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a plan in git, with a body that has ended and two successors; it is the current folder."""
    text = ENDED.format('["east", "west"]') + NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    monkeypatch.chdir(write_plan(empty.root / "p", {**FILES, "plan.toml": text}))
    empty.commit("2026-11-20")
    return empty


def contents(repository: Repository) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (repository.root / "p").rglob("*.toml")}


@pytest.mark.parametrize("named", [[], ["R1"]])
def test_undo_takes_back_a_whole_handover(named, in_git, actionplan):
    before = contents(in_git)
    actionplan(*HANDOVER)
    said = actionplan("undo", *named)
    assert said.code == 0, said.err
    assert "These 4 entries are one handover, from Integrated Care Board to East ICB on 1 Apr 2026." in " ".join(
        said.out.split()
    )
    assert said.out.count("Removed from") == 4
    assert contents(in_git) == before


def test_undo_without_a_name_takes_back_no_more_than_one_handover(in_git, actionplan):
    before = contents(in_git)
    actionplan(*HANDOVER, "R1", "1.1")
    between = contents(in_git)
    actionplan("handover", "icb", "waits", "PA1", "--to", "west", *HANDOVER[4:])
    said = actionplan("undo")
    assert said.code == 2
    assert (
        "name one, or add --all. They are the handover to West ICB (PA1, waits); the handover to East ICB (1.1, R1)"
        in " ".join(said.err.split())
    )
    assert actionplan("undo", "waits").code == 0
    assert contents(in_git) == between
    assert actionplan("undo").code == 0
    assert contents(in_git) == before


def test_undo_of_a_handover_names_the_later_entry_that_must_go_first(in_git, actionplan):
    actionplan(*HANDOVER)
    actionplan("update", "1.1", "--progress", "50", "--by", "east")
    handed = contents(in_git)
    assert "1.1 has a later entry: undo that first (actionplan undo 1.1)" in " ".join(
        actionplan("undo", "R1").err.split()
    )
    assert contents(in_git) == handed
    assert actionplan("undo", "1.1").out.count("Removed from") == 1
    assert actionplan("undo").out.count("Removed from") == 4


def test_undo_leaves_what_is_committed_of_a_handover(in_git, actionplan):
    actionplan(*HANDOVER, "R1")
    in_git.commit("2026-11-24")
    actionplan(*HANDOVER)
    assert actionplan("undo").out.count("Removed from") == 3


def test_a_body_shows_what_it_owns_and_what_it_is_to_take_over(one, actionplan, golden):
    actionplan(*AHEAD, "--plan", one)
    shown = [actionplan("show", body, "--plan", one).out for body in ("icb", "east", "hcc")]
    golden("show-body.txt", "\n".join(shown).replace(str(one), "p"))


def headings(text: str) -> str:
    """Return the lines of a list of what is due that name bodies, and the ids under each."""
    lines = [line for line in text.partition("\nOpen recommendations")[0].split("\n") if line]
    lines = [line for line in lines if line[0] != " " or line[4:5].strip()]
    return "\n".join(line if line[0] != " " else line[:14].rstrip() for line in lines) + "\n"


@pytest.fixture
def hertfordshire(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "plans/hertfordshire-send", tmp_path / "hertfordshire-send"))


@pytest.mark.parametrize("day", ["2026-03-30", "2026-04-02"])
def test_hertfordshire_before_and_after_the_end_of_its_integrated_care_board(day, hertfordshire, actionplan, golden):
    """The board ended on 31 March 2026, as planned: until then it is asked, and then a decision of two successors."""
    golden(f"handover-hertfordshire-{day}.txt", headings(actionplan("due", hertfordshire, "--as-at", day).out))


def test_hertfordshire_after_invented_councils_have_taken_over(hertfordshire, actionplan, golden):
    """In this copy alone, the county council ends on 31 March 2028. One invented council has taken over the actions on
    places by then, and of the rest it is asked which of the two takes it over.
    """
    path = hertfordshire / "plan.toml"
    text = path.read_text("utf-8")
    header = "[bodies.hcc]\n"
    assert text.count(header) == 1
    invented = "".join(
        f'\n[bodies.{name}]\nname = "{title} (invented)"\nkind = "council"\nfrom = 2028-04-01\n'
        for name, title in (("west-council", "West Council"), ("east-council", "East Council"))
    )
    ends = 'until = 2028-03-31\nsuccessor = ["west-council", "east-council"]\n'
    path.write_text(text.replace(header, header + ends) + invented, "utf-8")
    before = figures(hertfordshire)
    given = ("--on", "2028-04-01", "--by", "partnership", "--plan", hertfordshire)
    ran = actionplan("handover", "hcc", "OC.2", "OC.3", "--to", "west-council", *given)
    assert ran.code == 0, ran.err
    assert figures(hertfordshire) == before
    golden("handover-hertfordshire-2028.txt", headings(actionplan("due", hertfordshire, "--as-at", "2028-05-02").out))


def figures(plan: Path) -> object:
    [summary] = library.status(library.load(plan).at(date(2028, 5, 2))).plans
    return summary.tally, summary.record
