"""`actionplan since` and `--known-at`: what a reader knew then, and what has changed since, as minutes have it."""

import json

import pytest

from conftest import ACTION, PLAN, REPOSITORY, bare


@pytest.fixture
def in_repository(monkeypatch):
    monkeypatch.chdir(REPOSITORY)


@pytest.mark.parametrize(("output", "ending"), [("text", "txt"), ("markdown", "md")])
def test_two_months_of_northshire(actionplan, golden, in_repository, output, ending):
    ran = actionplan("since", "2024-12-01", "examples/northshire-send", "--until", "2025-02-01", "--format", output)
    assert (ran.code, ran.err) == (0, "")
    golden(f"since-northshire.{ending}", ran.out)


def test_what_changed_on_a_web_page(actionplan, make_plan, golden):
    begun = '[[status]]\non = 2024-06-10\nby = "hcc"\nstate = "in-progress"\nnote = "A <b>bold</b> start"\n'
    plan = make_plan({"actions/1.1.toml": ACTION + begun})
    page = actionplan("since", "2024-06-01", plan, "--until", "2024-10-01", "--format", "html").out
    golden("since.html", bare(page))


def test_the_last_meeting_of_a_body_that_each_plan_calls_by_an_id_of_its_own(actionplan, make_plan):
    meeting = '[[meetings]]\nbody = "{}"\non = 2026-{}-01\n'
    ours = PLAN + meeting.format("board", "09")
    theirs = PLAN.replace("[bodies.board]", "[bodies.panel]").replace('"p"', '"q"') + meeting.format("panel", "10")
    plans = make_plan({"plan.toml": ours}), make_plan({"plan.toml": theirs}, name="q")
    assert actionplan("since", "--last", "Improvement Board", *plans).out.startswith("What changed from 1 Oct 2026 to")


def test_nothing_has_changed(actionplan, make_plan):
    plan = make_plan({"actions/1.1.toml": ACTION.replace("2024", "2030")})
    assert "Nothing has changed." in actionplan("since", "2026-11-01", plan).out
    assert "Nothing has changed." in actionplan("since", "2026-11-01", plan, "--format", "markdown").out


def test_since_the_last_meeting_of_a_body(actionplan, make_plan):
    days = ("2024-10-01", "2026-11-24")
    meetings = "".join(f'    [[meetings]]\n    body = "board"\n    on = {day}\n' for day in days)
    plan = make_plan({"plan.toml": PLAN + meetings})
    ran = actionplan("since", "--last", "board", plan)
    assert ran.out.startswith("What changed from 1 Oct 2024 to 24 Nov 2026")  # today's meeting is still to come
    assert 'no meeting of "icb"' in actionplan("since", "--last", "icb", plan).err


def test_since_when(actionplan, make_plan):
    assert "a start is missing" in actionplan("since").err
    assert '"soon" is neither a day' in actionplan("since", "soon", make_plan()).err


def test_known_at_leaves_out_what_was_written_down_later(actionplan, make_plan):
    history = '[[status]]\non = 2024-05-01\nrecorded = 2024-06-01\nby = "hcc"\nstate = "in-progress"\n'
    plan = make_plan({"actions/1.1.toml": ACTION + history})

    def state(*options):
        answer = json.loads(actionplan("status", plan, "--format", "json", *options).out)
        return answer["known_at"], answer["as_at"], answer["plans"][0]["actions"][0]["state"]

    assert state("--as-at", "2024-05-15") == (None, "2024-05-15", "in-progress")
    assert state("--known-at", "2024-05-15") == ("2024-05-15", "2024-05-15", None)
    assert state("--known-at", "2024-06-01", "--as-at", "2024-05-15") == ("2024-06-01", "2024-05-15", "in-progress")
    assert "As at 15 May 2024, as known on 15 May 2024." in actionplan("status", plan, "--known-at", "2024-05-15").out


def test_an_action_that_was_not_on_record_yet(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan())
    ran = actionplan("show", "1.1", "--known-at", "2023-01-01")
    assert ran.code == 2
    assert "1.1 was not on record on that day." in ran.err
