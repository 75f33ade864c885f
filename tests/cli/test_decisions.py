"""`actionplan redate`, `suspend`, `cancel`, `reopen`, `verify` and `correct`: one entry each, with what it needs."""

import functools
import os
import sys

import pytest

from conftest import ACTION, PLAN

WHY = ("--reason", "The board asked for it")
HISTORY = """
[[status]]
id = "k3f9"
on = 2024-03-05
by = "hcc"
state = "in-progress"
progress = 60

[[status]]
on = 2024-04-05
by = "hcc"
note = "Two left"
"""


@pytest.fixture
def plan(make_plan, monkeypatch):
    """A plan with one action, in progress since March 2024; its folder is the current one."""
    root = make_plan({"actions/1.1.toml": ACTION + HISTORY})
    monkeypatch.chdir(root)
    return root


def text_of(plan):
    return (plan / "actions" / "1.1.toml").read_text()


@pytest.fixture
def added(actionplan, plan):
    """Return a function that runs a command and gives what it added to the file."""

    def run(*arguments):
        before = text_of(plan)
        ran = actionplan(*arguments)
        assert (ran.code, ran.err) == (0, "")
        assert text_of(plan).startswith(before)
        return text_of(plan).removeprefix(before)

    return run


OPENED: list[str] = []
"""The base names of all files that this process opens, once `note_opens` has been called."""


@functools.cache
def note_opens():
    """Note every file that is opened from now on, by whatever means Python has."""
    sys.addaudithook(
        lambda event, details: OPENED.append(os.path.basename(str(details[0]))) if event == "open" else None
    )


@pytest.mark.parametrize(
    "command",
    [
        ("update", "1.1", "--note", "Begun"),
        ("redate", "1.1", "2027-12-31", *WHY),
        ("amend", "1.1", "--owner", "icb", *WHY),
        ("suspend", "1.1", *WHY),
        ("correct", "1.1:k3f9", "--progress", "40", *WHY),
    ],
)
def test_each_file_is_read_once_and_the_changed_one_again_under_the_lock(actionplan, plan, command):
    note_opens()
    OPENED.clear()

    ran = actionplan(*command, "--by", "hcc")

    assert ran.code == 0, ran.err
    locked = OPENED.index(".actionplan.lock")
    before, under_the_lock = (
        [name for name in part if name.endswith(".toml")] for part in (OPENED[:locked], OPENED[locked:])
    )
    assert {"plan.toml", "1.1.toml"} <= set(before)
    assert len(before) == len(set(before))
    assert under_the_lock == ["1.1.toml"]  # nobody else may have changed it since it was read


class TestRedate:
    """A new due date is a decision."""

    def test_a_new_date_with_who_agreed(self, added):
        block = added(
            *("redate", "1.1", "31 Dec 2024", "--reason", "The supplier is late", "--by", "hcc"),
            *("--approved", "board:1 Jul 2024:minute 7: agreed", "--approved", "icb:2024-07", "--on", "2024-07-02"),
            *("--accept", "P121"),
        )
        assert "on = 2024-07-02\nrecorded = 2026-11-24\n" in block
        assert 'due = 2024-12-31\nreason = "The supplier is late"\n' in block
        assert '{ by = "board", on = 2024-07-01, ref = "minute 7: agreed" }' in block
        assert '{ by = "icb", on = "2024-07" }' in block

    def test_a_date_known_less_exactly(self, added):
        assert 'due = "2027-Q1"' in added("redate", "1.1", "2027-Q1", *WHY, "--by", "hcc")

    def test_a_reason_is_needed(self, actionplan, plan):
        ran = actionplan("redate", "1.1", "2024-12-31", "--by", "hcc")
        assert (ran.code, "Missing option '--reason'" in ran.err) == (2, True)

    @pytest.mark.parametrize("approved", ["board", "board:", ":2024-07-01"])
    def test_an_approval_names_a_body_and_a_day(self, actionplan, plan, approved):
        ran = actionplan("redate", "1.1", "2024-12-31", *WHY, "--by", "hcc", "--approved", approved)
        assert ran.code == 2
        assert "write BODY:DATE or BODY:DATE:REF" in ran.err

    def test_what_the_policy_asks_for_is_asked_for(self, actionplan, plan):
        (plan / "plan.toml").write_text(PLAN + '[policy]\nredate_approvals = ["board"]\n')
        before = text_of(plan)
        ran = actionplan("redate", "1.1", "2024-12-31", *WHY, "--by", "hcc")
        assert ran.code == 1
        assert "E409 the due date moves without the approval of board" in ran.err
        assert text_of(plan) == before
        approved = ("--approved", "board:2024-07-01", "--yes")
        assert actionplan("redate", "1.1", "2024-12-31", *WHY, "--by", "hcc", *approved).code == 0

    def test_dry_run(self, actionplan, plan):
        before = text_of(plan)
        assert "Nothing was written" in actionplan("redate", "1.1", "2025", *WHY, "--by", "hcc", "--dry-run").out
        assert text_of(plan) == before


class TestLife:
    """Turns of an action's life that need more than a state."""

    @pytest.mark.parametrize(("command", "state"), [("suspend", "suspended"), ("cancel", "cancelled")])
    def test_work_stops_with_a_reason(self, added, command, state):
        block = added(command, "1.1", *WHY, "--by", "hcc", "--approved", "board:2026-11-01", "--note", "See minutes")
        assert f'state = "{state}"\nreason = "The board asked for it"\n' in block
        assert 'approvals = [{ by = "board", on = 2026-11-01 }]\nnote = "See minutes"\n' in block

    @pytest.mark.parametrize("command", ["suspend", "cancel", "reopen"])
    def test_a_reason_is_needed(self, actionplan, plan, command):
        ran = actionplan(command, "1.1", "--by", "hcc")
        assert (ran.code, "--reason" in ran.err) == (2, True)

    def test_what_is_finished_is_reopened(self, added):
        added("update", "1.1", "--state", "complete", "--evidence", "https://example.org/a", "--by", "hcc")
        assert 'state = "in-progress"\nreason = ' in added("reopen", "1.1", *WHY, "--by", "hcc")

    def test_it_comes_back_in_another_state(self, added):
        added("cancel", "1.1", *WHY, "--by", "hcc")
        assert 'state = "suspended"' in added("reopen", "1.1", *WHY, "--by", "hcc", "--state", "suspended")

    def test_what_is_open_is_not_reopened(self, actionplan, plan):
        ran = actionplan("reopen", "1.1", *WHY, "--by", "hcc")
        assert ran.code == 2
        assert "1.1 is in-progress, so it cannot be reopened" in ran.err

    def test_someone_else_verifies(self, added):
        shown = ("--evidence", "https://example.org/a")
        added("update", "1.1", "--state", "complete", *shown, "--by", "hcc")
        block = added("verify", "1.1", *shown, "--evidence", "evidence/check.pdf", "--by", "board", "--accept", "P134")
        assert 'state = "verified"' in block
        assert '{ link = "https://example.org/a" }, { path = "evidence/check.pdf" }' in block

    def test_the_owner_does_not(self, actionplan, plan):
        shown = ("--evidence", "https://example.org/a")
        actionplan("update", "1.1", "--state", "complete", *shown, "--by", "hcc")
        ran = actionplan("verify", "1.1", *shown, "--by", "hcc")
        assert ran.code == 1
        assert 'E402 verified by "hcc", which owns the action' in ran.err

    def test_evidence_is_needed(self, actionplan, plan):
        assert "--evidence" in actionplan("verify", "1.1", "--by", "board").err


class TestCorrect:
    """A mistake stays where it is; the correction names it."""

    @pytest.mark.parametrize("named", [("1.1:k3f9",), ("k3f9", "--action", "1.1"), ("1.1:2024-03-05",)])
    def test_an_entry_is_corrected(self, added, actionplan, named):
        block = added("correct", *named, "--progress", "40", "--reason", "60 was a slip", "--by", "hcc")
        assert 'on = 2026-11-24\nby = "hcc"\ncorrects = "k3f9"\nprogress = 40\nreason = "60 was a slip"\n' in block
        assert "40% done" in actionplan("show", "1.1", "--as-at", "2024-03-06").out

    def test_what_is_right_has_to_be_said(self, actionplan, plan):
        assert "nothing is corrected" in actionplan("correct", "1.1:k3f9", "--reason", "x", "--by", "hcc").err

    def test_a_reason_is_needed(self, actionplan, plan):
        ran = actionplan("correct", "1.1:k3f9", "--progress", "40", "--by", "hcc")
        assert (ran.code, "Missing option '--reason'" in ran.err) == (2, True)

    def test_an_entry_that_is_not_there(self, actionplan, plan):
        ran = actionplan("correct", "1.1:k3f8", "--progress", "40", "--reason", "x", "--by", "hcc")
        assert ran.code == 2
        assert '1.1 has no entry "k3f8"; its entries are: k3f9, 2024-04-05' in ran.err

    def test_the_action_is_named_once(self, actionplan, plan):
        for named in (("k3f9",), ("1.1:k3f9", "--action", "1.1")):
            ran = actionplan("correct", *named, "--progress", "40", "--reason", "x", "--by", "hcc")
            assert (ran.code, "name the entry and its record" in ran.err) == (2, True)

    def test_an_entry_without_an_id_cannot_be_referred_to(self, actionplan, plan):
        ran = actionplan("correct", "1.1:2024-04-05", "--note", "Three left", "--reason", "x", "--by", "hcc")
        assert ran.code == 2
        assert "this entry has no id" in ran.err

    def test_two_entries_of_one_day_are_named_by_id_or_by_number(self, actionplan, plan):
        with (plan / "actions" / "1.1.toml").open("a") as file:
            file.write('\n[[status]]\nid = "more"\non = 2024-04-05\nby = "hcc"\nnote = "More"\n')
        right = ("--note", "x", "--reason", "x", "--by", "hcc")
        ran = actionplan("correct", "1.1:2024-04-05", *right)
        assert ran.code == 2
        which = "Choose one: 2024-04-05#1 states note; 2024-04-05#2 states note"
        assert f'1.1 has more than one entry "2024-04-05". {which}' in " ".join(ran.err.split())
        assert actionplan("correct", "1.1:2024-04-05#2", *right).code == 0
        assert 'corrects = "more"' in text_of(plan)

    def test_a_file_that_cannot_be_read(self, actionplan, plan):
        (plan / "actions" / "1.1.toml").write_text("title =")
        ran = actionplan("correct", "1.1:k3f9", "--note", "x", "--reason", "x", "--by", "hcc")
        assert (ran.code, "actions/1.1.toml:1:8: E001" in ran.err) == (2, True)

    def test_the_correction_of_an_entry_is_about_the_same_clause(self, actionplan, plan):
        (plan / "resolutions").mkdir()
        path = plan / "resolutions" / "r.toml"
        clauses = 'clauses = [{ id = "a", text = "x" }]\n'
        entry = '[[status]]\nid = "e"\non = 2024-06-01\nby = "hcc"\nclause = "a"\nstate = "complete"\n'
        path.write_text(f'title = "T"\nbody = "board"\non = 2024-05-01\noutcome = "carried"\n{clauses}\n{entry}')
        assert actionplan("correct", "r:e", "--state", "in-progress", "--reason", "x", "--by", "hcc").code == 0
        assert 'corrects = "e"\nclause = "a"\nstate = "in-progress"' in path.read_text()


def test_what_was_agreed_is_changed_with_an_approval(actionplan, plan):
    agreed = ("--approved", "board:2024-07-01", "--by", "hcc", "--yes")
    assert actionplan("amend", "1.1", "--owner", "icb", *WHY, *agreed).code == 0
    assert 'approvals = [{ by = "board", on = 2024-07-01 }]' in (plan / "actions/1.1.toml").read_text()
