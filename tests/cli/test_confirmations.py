"""Every command that writes asks about what may be a mistake, and has the options that confirm it."""

import re
import shlex

import click
import pytest

import actionplan as library
from actionplan.cli import console
from actionplan.cli.main import COMMANDS, cli
from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.storage import save
from conftest import ACTION, TODAY

READ = {
    *("status", "due", "show", "since", "check", "measures", "risks", "reviews", "resolutions", "dependencies"),
    *(
        "resources",
        "challenge",
        "forecast",
        "trace",
        "audit",
        "query",
        "presets",
        "report",
        "export calendar",
        "export csv",
        "export ods",
        "serve",
        "site",
        "export parquet",
        "export xlsx",
        "git setup",
        "returns chase",
    ),
}
"""The commands that write to no plan."""

HISTORY = '\n[[status]]\non = 2026-10-01\nby = "hcc"\nprogress = 90\n'


def leaf_commands():
    """Yield the name of each command, those of a group with the group's name first, and the command."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if isinstance(command, click.Group):
            yield from ((f"{name} {part}", each) for part, each in command.commands.items())
        else:
            yield name, command


def test_every_command_that_writes_has_both_options():
    without = {
        name
        for name, command in leaf_commands()
        if not {"--accept", "--yes"} <= {flag for option in command.params for flag in option.opts}
    }
    assert without == READ


@pytest.fixture
def plan(make_plan, monkeypatch):
    """A plan with one action, 90 per cent done; its folder is the current one."""
    root = make_plan({"actions/1.1.toml": ACTION + HISTORY})
    monkeypatch.chdir(root)
    return root


def text_of(plan):
    return (plan / "actions/1.1.toml").read_text()


FALL = ("update", "1.1", "--progress", "10", "--by", "hcc")
ASKED = "Please confirm:\n\n  P101  1.1: progress falls from 90% (1 Oct 2026) to 10%\n\n"
HOW = "If this is right, add: --accept P101\n--yes confirms everything. See also: actionplan check --list\n"


def test_elsewhere_than_on_a_terminal_nothing_is_written_until_it_is_confirmed(actionplan, plan):
    before = text_of(plan)
    assert actionplan(*FALL) == (1, "", f"{ASKED}Nothing was written. {HOW}")
    assert actionplan(*FALL, "--accept", "P102").code == 1
    assert text_of(plan) == before
    ran = actionplan(*FALL, "--accept", "p101")
    assert (ran.code, ran.err, "progress = 10" in text_of(plan)) == (0, "", True)


def test_yes_confirms_and_shows_it(actionplan, plan):
    ran = actionplan(*FALL, "--yes")
    assert (ran.code, ran.err) == (0, ASKED.replace("Please confirm", "Confirmed by --yes"))
    assert "progress = 10" in text_of(plan)


@pytest.mark.parametrize(
    ("code", "note"), [("W601", "jo@x.example"), ("W602", "020 7946 0000"), ("W603", "943 476 5919")]
)
def test_yes_does_not_confirm_personal_data(actionplan, plan, code, note):
    before = text_of(plan)
    ran = actionplan(*FALL, "--note", note, "--yes")
    assert (ran.code, text_of(plan)) == (1, before)
    assert f"--yes does not confirm personal data. If this is none, add: --accept {code}" in " ".join(ran.err.split())
    assert actionplan(*FALL, "--note", note, "--yes", "--accept", code).code == 0


def test_dry_run_shows_what_would_be_asked(actionplan, plan):
    before = text_of(plan)
    ran = actionplan(*FALL, "--dry-run")
    assert (ran.code, ran.err, text_of(plan)) == (0, ASKED + HOW, before)
    assert ran.out.endswith("Nothing was written (--dry-run).\n")


@pytest.mark.parametrize("answer", [True, False])
def test_on_a_terminal_everything_is_asked_at_once_after_the_entry(actionplan, plan, monkeypatch, answer):
    asked = []

    def confirm(text, **_):
        asked.append(text)
        return answer

    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    ran = actionplan(*FALL, "--note", "Ask jo@x.example")
    assert asked == ["Write it anyway?"]
    assert "Would add to ./actions/1.1.toml:\n\n    [[status]]" in ran.out
    assert re.findall("[PW][0-9]{3}", ran.err) == ["P101", "W601"]
    assert (ran.code, "progress = 10" in text_of(plan)) == ((0, True) if answer else (1, False))


def test_a_code_that_does_not_exist(actionplan, plan):
    ran = actionplan(*FALL, "--accept", "P01")
    assert (ran.code, 'Did you mean "P101"?' in ran.err) == (2, True)


def test_a_round_asks_about_all_its_updates_by_code_and_line(actionplan, plan):
    (plan / "actions/1.2.toml").write_text(ACTION + HISTORY)
    path = "may.csv"
    (plan / path).write_text("action,progress,note\n1.1,10,Ask jo@x.example\n1.2,20,\n")
    ran = actionplan("update", "--from", path, "--by", "hcc")
    assert (ran.code, ran.out) == (1, "")
    lines = [line.split(": ")[0].split() for line in ran.err.splitlines() if line[:3] in ("  P", "  W")]
    assert lines == [["P101", f"{path}:2"], ["P101", f"{path}:3"], ["W601", f"{path}:2"]]
    assert actionplan("update", "--from", path, "--by", "hcc", "--accept", "P101", "--accept", "W601").code == 0


def test_of_many_only_the_first_are_shown(actionplan, make_plan):
    plan = make_plan({f"actions/1.{number}.toml": ACTION + HISTORY for number in range(1, 30)})
    path = plan.parent / "may.csv"
    path.write_text("action,progress\n" + "".join(f'"1.{number}",10\n' for number in range(1, 30)))
    ran = actionplan("update", "--from", path, "--by", "hcc", "--plan", plan)
    assert (ran.err.count("progress falls"), "  P101  and 19 more like these\n" in ran.err) == (10, True)


MEASURE = """
title = "T"
unit = "per cent"
direction = "up"

[[readings]]
period = "2025"
value = 75
on = 2026-01-01
"""


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("new action 1.9 --title T --area PA1 --lead 'Jane Smith'", "P131"),
        ("amend 1.1 --lead 'Jane Smith' --reason x --by hcc", "P131"),
        ("redate 1.1 2042-01-01 --reason x --by hcc", "P121"),
        ("suspend 1.1 --reason x --by hcc --approved board:2026-12-01", "P123"),
        ("measure record m 817 --period 2026 --by hcc", "P111"),
        ("measure target m 7.5 --due 2027-12-31 --by hcc", "P112"),
        ("update 1.1 --evidence no-such-file.pdf --by hcc", "P134"),
        ("undo 1.1", "P142"),
        ("redact 1.1:2026-10-01 --reason x --authority y", "P141"),
        ("init ../new --title 'Plan of jo@x.example'", "W601"),
    ],
)
def test_each_command_asks_and_writes_when_it_is_confirmed(actionplan, plan, command, code):
    (plan / "measures").mkdir()
    (plan / "measures/m.toml").write_text(MEASURE)
    before = library.load(plan)
    ran = actionplan(*shlex.split(command))
    assert (ran.code, f"  {code}  " in ran.err) == (1, True), ran.err
    assert (library.load(plan), (plan.parent / "new").exists()) == (before, False)
    ran = actionplan(*shlex.split(command), "--yes", "--accept", code)
    assert ran.code == 0, ran.err
    assert library.load(plan) != before or (plan.parent / "new").exists()


def test_reopening_a_cancelled_action_is_no_mistake(actionplan, plan):
    actionplan("cancel", "1.1", "--reason", "x", "--by", "hcc")
    ran = actionplan("suspend", "1.1", "--reason", "x", "--by", "hcc")
    assert (ran.code, "P103  1.1: it is cancelled, and would become suspended" in ran.err) == (1, True)
    ran = actionplan("reopen", "1.1", "--reason", "x", "--by", "hcc", "--state", "suspended")
    assert (ran.code, ran.err) == (0, "")


def test_a_program_is_not_asked_but_can_look(plan):
    entry = ActionEntry(on=on_day(TODAY), by=Id("hcc"), progress=10, note="Ask jo@x.example")
    saved = library.append_status(str(plan), "1.1", entry, today=TODAY)
    assert [found.code for found in saved.to_confirm] == ["P101", "W601"]
    assert str(saved.to_confirm[0]).endswith("1.1.toml:15:12: P101 1.1: progress falls from 90% (1 Oct 2026) to 10%")
    assert "progress = 10" in text_of(plan)


def test_on_a_terminal_undo_shows_first_what_it_would_remove(actionplan, plan, monkeypatch):
    before = text_of(plan)
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: False)
    ran = actionplan("undo", "1.1")
    assert (ran.code, text_of(plan)) == (1, before)
    assert ran.out.startswith("Would remove from ./actions/1.1.toml:\n\n    [[status]]")


def test_it_is_not_asked_again_if_someone_else_saved_in_between(actionplan, plan, monkeypatch):
    asked = []
    real = save.save

    def confirm(text, **_):
        asked.append(text)
        return True

    def meanwhile(root, changes):
        if not text_of(plan).startswith("#"):
            (plan / "actions/1.1.toml").write_text("# checked\n" + text_of(plan))
        real(root, changes)

    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    monkeypatch.setattr(save, "save", meanwhile)
    ran = actionplan(*FALL, "--note", "x")
    assert (ran.code, len(asked)) == (0, 1), ran.err
    assert text_of(plan).startswith("# checked\n")
    assert "progress = 10" in text_of(plan)


def test_a_resolution_that_was_carried_on_a_future_day_is_not_written(actionplan, plan):
    options = ("--title", "T", "--body", "board", "--on", "2028-11-01")
    ran = actionplan("new", "resolution", "2028-11-01-t", *options, "--outcome", "carried")
    assert (ran.code, "E302 carried on 2028-11-01, after today (2026-11-24)" in ran.err) == (1, True), ran.err
    assert not (plan / "resolutions").exists()


@pytest.mark.parametrize("options", [(), ("--yes",), ("--dry-run",)])
def test_no_sentence_of_a_question_is_wider_than_80_columns(actionplan, plan, options):
    note = "Ask jo@x.example, 020 7946 0000, 943 476 5919. " + "More. " * 400
    given = ("--note", note, "--lead", "Jane Smith", "--evidence", "a.pdf", "--on", "2019-03-05")
    ran = actionplan("update", "1.1", "--progress", "10", "--by", "hcc", *given[:2], *given[4:], *options)
    asked = ran.err.partition("Please confirm:")[2]
    assert asked.count("--accept ") >= 3, ran.err
    assert [line for line in asked.splitlines() if len(line) >= 80] == []


RESOLUTION = """
    title = "Say sorry"
    body = "hcc"
    on = 2024-02-01
    outcome = "carried"

    [[clauses]]
    id = "a"
    text = "Apologise."
    actions = ["1.1"]
"""


def test_a_clause_is_not_complete_before_its_action_unasked(actionplan, make_plan):
    plan = make_plan({"resolutions/R1.toml": RESOLUTION, "actions/1.1.toml": ACTION})
    words = ("update", "R1", "--clause", "a", "--state", "complete", "--by", "hcc", "--plan", str(plan))
    ran = actionplan(*words)
    assert ran.code == 1
    assert "P106 R1: its action is still under way: 1.1 Build the dashboard" in " ".join(ran.err.split())
    done = "\n[[status]]\non = 2024-05-01\nby = 'hcc'\nstate = 'complete'\n"
    other = make_plan({"resolutions/R1.toml": RESOLUTION, "actions/1.1.toml": ACTION + done}, name="q")
    assert actionplan(*words[:-1], str(other)).code == 0
