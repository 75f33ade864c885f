"""`actionplan handover`: what is written, what is refused and what is asked about."""

import re

import pytest

from conftest import write_plan
from ended_bodies import (
    AHEAD,
    ENDED,
    EVERYTHING,
    FILES,
    HANDOVER,
    NEW,
    in_json,
    with_one_successor,
    with_two_successors,
)
from repositories import Repository


@pytest.fixture
def one(make_plan):
    return with_one_successor(make_plan)


@pytest.fixture
def two(make_plan):
    return with_two_successors(make_plan)


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
    command = re.search(r"actionplan correct --plan \S+ (1\.1:\w+) --owner BODY --reason \"...\" --by BODY", said)
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


def test_a_mistyped_id_leads_to_the_right_one(one, actionplan):
    said = " ".join(actionplan(*HANDOVER, "11", "--plan", one).err.split())
    assert "11 is not open and owned by Integrated Care Board on 1 Apr 2026; it has 1 action, 1 area, " in said
    assert said.endswith('Did you mean "1.1"?')
