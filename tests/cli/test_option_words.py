"""Advice about an entry that a command would add is about the command's options, not about lines of a file."""

import re
import shlex

import pytest

from actionplan.cli.option_words import option_words

FILES = {
    "plan.toml": """
        format = 1
        id = "p"
        title = "A plan"
        agreed = 2026-01-31

        [bodies.hcc]
        name = "County Council"
        kind = "council"

        [bodies.board]
        name = "Board"
        kind = "board"

        [policy]
        redate_approvals = ["board"]
    """,
    "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\n',
    "actions/1.1.toml": 'title = "T"\nareas = ["PA1"]\nowner = "hcc"\ndue = 2027-09-30\n',
    "actions/1.2.toml": """
        title = "T"
        areas = ["PA1"]
        owner = "hcc"

        [[status]]
        on = 2026-11-01
        by = "hcc"
        state = "cancelled"
        reason = "x"
    """,
    "resolutions/r.toml": """
        title = "T"
        body = "hcc"
        on = 2026-05-01
        outcome = "carried"

        [[clauses]]
        id = "a"
        text = "A"
    """,
    "reviews/v.toml": """
        title = "T"
        kind = "monitoring"

        [[recommendations]]
        id = "a"
        text = "A"
    """,
}


@pytest.fixture
def plan(make_plan, monkeypatch):
    """A plan with two actions, a resolution and a review; its folder is the current one."""
    root = make_plan(FILES)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("command", "code", "advice", "follows"),
    [
        ("update r --state complete", "E113", "fix: add --clause a", "--clause a"),
        ("update v --state complete", "E113", "fix: add --recommendation a", "--recommendation a"),
        ("redate 1.1 2027-12-31 --reason x", "E409", "fix: add --approved board:DATE", "--approved board:2026-11-01"),
        ("update 1.2 --state in-progress", "E404", 'fix: add --reason "..."', "--reason Resumed"),
        ("update 1.2 --progress 30", "E405", 'fix: add --state in-progress and --reason "..."', None),
        ("update 1.1 --state complete --progress 30", "E408", "expected: 100, or no --progress", None),
        ("update 1.1 --evidence ftp://x", "E111", "fix: a file is named by its path in the plan", None),
        ("update 1.1 --evidence 'see attached report'", "E111", "fix: put words into the note", None),
        ("amend r --clause a --title x --reason x", "E113", "fix: leave out --clause", None),
        ("verify 1.1 --evidence https://example.org/a --on 2026-11-01", "E401", "actionplan update 1.1 --state", None),
    ],
)
def test_advice_is_about_options_and_works(actionplan, plan, command, code, advice, follows):
    words = [*shlex.split(command), "--by", "hcc"]
    ran = actionplan(*words)
    assert (ran.code, f" {code} " in ran.err, advice in ran.err) == (1, True, True), ran.err
    assert not re.search("(fix|expected): .* = ", ran.err)
    if follows:
        ran = actionplan(*words, *shlex.split(follows))
        assert ran.code == 0, ran.err


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("update PA1 --progress 10", "an area has no --progress; it has"),
        ("update v --reported-to hcc", "a review has no --reported-to; it has --state, --note, --evidence"),
        (
            "update 1.1 --recommendation a --note x",
            "an action has no --recommendation; it has --state, --rating, --progress",
        ),
    ],
)
def test_an_option_that_a_kind_of_record_does_not_have(actionplan, plan, command, message):
    ran = actionplan(*shlex.split(command), "--by", "hcc")
    assert (ran.code, message in " ".join(ran.err.split())) == (2, True), ran.err


def test_other_advice_is_kept():
    for advice in ('say so in an entry: milestone = "a", with state = "complete"', "check the year", ""):
        assert option_words(advice) == advice


def test_correct_takes_an_entry_of_any_record(actionplan, plan):
    assert "correct [OPTIONS] RECORD:ENTRY" in actionplan("correct", "--help").out
    actionplan("update", "PA1", "--note", "x", "--by", "hcc")
    assert actionplan("correct", "PA1:2026-11-24", "--note", "y", "--reason", "z", "--by", "hcc").code == 0


NEW = "new action 5.7 --title T --area PA1 --owner hcc --success S"


@pytest.mark.parametrize(
    ("command", "code", "advice", "follows"),
    [
        (f"{NEW} --start 2028-01-01 --due 2027-12-31", "E301", "check --due and --start", "--due 2028-06-30"),
        (
            f"{NEW} --start 2027-02-01 --due 2027-12-31 --milestone '2027-01-05: M' --after none",
            "E310",
            "check --due, --start and the day in --milestone",
            None,
        ),
        (
            f"{NEW} --due 2027-12-31 --milestone '2028-01-05: M' --after none",
            "W311",
            "check --due, --start and the day in --milestone",
            None,
        ),
        ("new action 5.7 --title T --area PA1 --due 2027-12-31 --after none", "W502", "add --owner BODY", None),
    ],
)
def test_advice_on_a_record_that_was_refused_names_options(actionplan, plan, command, code, advice, follows):
    words = shlex.split(command)
    ran = actionplan(*words)
    assert (ran.code, f" {code} " in ran.err, f"fix: {advice}\n" in ran.err) == (1, True, True), ran.err
    assert "Nothing was written" in ran.err
    assert not (plan / "actions/5.7.toml").exists()
    if follows:
        option, value = follows.split()
        words[words.index(option) + 1] = value
        assert actionplan(*words, "--yes").code == 0


def test_a_command_about_a_record_that_is_not_written_comes_once_it_is_there(actionplan, plan):
    ran = actionplan(*shlex.split("new measure m --title T --unit days --direction up --dry-run"))
    assert re.search("fix: once it is there: .* actionplan measure record m", " ".join(ran.err.split()))


@pytest.mark.parametrize(
    ("command", "code", "follows"),
    [
        ("update 1.1 --state complete", "W501", "actionplan update 1.1 --evidence LINK"),
        ("update 1.1 --state suspended", "W411", 'actionplan correct 1.1:ID --state suspended --reason "..."'),
    ],
)
def test_advice_on_an_entry_that_was_written_is_that_of_check(actionplan, plan, command, code, follows):
    words = [*shlex.split(command), "--by", "hcc"]
    ran = actionplan(*words, "--dry-run")
    assert "fix: add --" in ran.err  # nothing is written, so the options can still be changed
    ran = actionplan(*words)
    assert (ran.code, f" {code} " in ran.err, "Added to" in ran.out) == (0, True, True)
    entry = re.search('id = "(.*)"', ran.out)
    assert entry is not None
    assert "fix: add --" not in ran.err
    for said in (ran.err, actionplan("check").out):
        assert follows.replace("ID", entry[1]) in " ".join(said.split())
