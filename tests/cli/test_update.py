"""`actionplan update`, `amend` and `undo`: what is added is shown, and nothing else changes."""

import shlex
import subprocess
from pathlib import Path

import click
import pytest

from actionplan.cli import amend, console, update
from actionplan.model.kinds import HEADS
from conftest import ACTION, dedented

BLOCK = """
    [[status]]
    id = "x6rvwn"
    on = 2026-11-24
    by = "icb"
    state = "in-progress"
    rating = "green"
    progress = 40
    note = "Two schools left"
"""


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan()
    monkeypatch.chdir(folder)
    return folder


def git(folder, *arguments):
    identity = ["-c", "user.name=Officer", "-c", "user.email=officer@council.example"]
    return subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def in_git(plan, monkeypatch):
    for key, value in {"AUTHOR": "Officer", "COMMITTER": "Officer"}.items():
        monkeypatch.setenv(f"GIT_{key}_NAME", value)
        monkeypatch.setenv(f"GIT_{key}_EMAIL", "officer@council.example")
    git(plan, "init", "--quiet")
    git(plan, "add", ".")
    git(plan, "commit", "--quiet", "--message", "The plan as agreed")
    return plan


def action_text(plan):
    return (plan / "actions" / "1.1.toml").read_text()


def test_the_block_is_added_and_shown(actionplan, plan):
    before = action_text(plan)
    ran = actionplan(
        "update", "1.1", "--by", "icb", "--state", "in-progress", "--rating", "green", "--progress", "40",
        "--note", "Two schools left",
    )  # fmt: skip
    assert (ran.code, ran.err) == (0, "")
    block = action_text(plan).removeprefix(before)
    assert block.startswith("\n[[status]]\nid = ")
    assert block.endswith(dedented(BLOCK).partition("\n")[2].partition("\n")[2])
    assert ran.out.startswith("Added to ./actions/1.1.toml:\n\n    [[status]]\n")


def test_dry_run_writes_nothing(actionplan, plan):
    before = action_text(plan)
    ran = actionplan("update", "1.1", "--by", "icb", "--note", "Looked at", "--dry-run")
    assert ran.code == 0
    assert 'note = "Looked at"' in ran.out
    assert "Nothing was written" in ran.out
    assert action_text(plan) == before


def test_an_entry_about_the_past_says_when_it_was_written_down(actionplan, plan):
    actionplan("update", "1.1", "--by", "hcc", "--note", "Done in September", "--on", "2024-09", "--yes")
    assert 'on = "2024-09"\nrecorded = 2026-11-24\n' in action_text(plan)


def test_problems_are_reported_and_nothing_is_written(actionplan, plan):
    before = action_text(plan)
    ran = actionplan("update", "1.1", "--by", "hcc", "--state", "verified", "--note", "Seen")
    assert ran.code == 1
    assert "E401 verified, but not complete before" in ran.err
    assert "E402 verified by" in ran.err
    assert "E403 verified, but without evidence" in ran.err
    assert ran.err.endswith("Nothing was written.\n")
    assert action_text(plan) == before


def test_a_mistyped_state_is_a_usage_error(actionplan, plan):
    ran = actionplan("update", "1.1", "--by", "hcc", "--state", "in-progres")
    assert (ran.code, ran.out) == (2, "")
    assert 'did you mean "in-progress"?' in " ".join(ran.err.split())


def test_words_may_be_typed_as_people_say_them(actionplan, plan):
    ran = actionplan(
        "update", "1.1", "--by", "Integrated Care Board", "--state", "In progress", "--rating", "GREEN",
        "--progress", "30%", "--evidence", "www.example.org/a",
    )  # fmt: skip
    assert ran.code == 0
    block = 'by = "icb"\nstate = "in-progress"\nrating = "green"\nprogress = 30\nevidence = '
    assert block + '[{ link = "https://www.example.org/a" }]' in action_text(plan)


def test_the_same_update_twice_is_written_once(actionplan, plan):
    actionplan("update", "1.1", "--by", "hcc", "--note", "x")
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "x")
    assert (ran.code, ran.out) == (0, "Already there, so not added again: 1.1\n")


def test_what_was_agreed_is_for_redate_and_amend(actionplan, plan):
    assert (
        'needs a reason: actionplan redate 1.1\n2027 --reason "..."' in actionplan("update", "1.1", "--due", "2027").err
    )
    assert "actionplan amend 1.1" in " ".join(actionplan("update", "1.1", "--owner", "icb").err.split())


def test_a_warning_does_not_stop_an_update(actionplan, plan):
    ran = actionplan("update", "1.1", "--by", "hcc", "--state", "complete")
    assert ran.code == 0
    assert "W501 complete, but without evidence" in ran.err
    assert 'state = "complete"' in action_text(plan)


def test_older_problems_of_the_file_do_not_stop_an_update(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan({"actions/1.1.toml": ACTION.replace("hcc", "hc")}))
    assert actionplan("update", "1.1", "--by", "icb", "--note", "Still going").code == 0


def test_what_looks_like_personal_data_is_not_written_unasked(actionplan, plan):
    before = action_text(plan)
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "Ask jo@school.example")
    assert ran.code == 1
    assert "W601" in ran.err
    assert action_text(plan) == before
    assert actionplan("update", "1.1", "--by", "hcc", "--note", "Ask jo@school.example", "--accept", "W601").code == 0


def test_on_a_terminal_it_asks_about_personal_data(actionplan, plan, monkeypatch):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: True)
    assert actionplan("update", "1.1", "--by", "hcc", "--note", "Ask jo@school.example").code == 0


class TestWhoSaysSo:
    """`by` comes from the option, the environment or the user's configuration; it is never guessed from the owner."""

    def test_nobody_to_ask(self, actionplan, plan):
        ran = actionplan("update", "1.1", "--note", "x")
        assert ran.code == 2
        assert "no body is named that reports this: add --by BODY" in ran.err

    def test_environment(self, actionplan, plan, monkeypatch):
        monkeypatch.setenv("ACTIONPLAN_BY", "icb")
        actionplan("update", "1.1", "--note", "x")
        assert 'by = "icb"' in action_text(plan)

    def test_configuration(self, actionplan, plan, tmp_path, monkeypatch):
        configuration = tmp_path / "config.toml"
        configuration.write_text('by = "board"\n')
        monkeypatch.setattr("actionplan.cli.author.configuration_path", lambda: str(configuration))
        actionplan("update", "1.1", "--note", "x")
        assert 'by = "board"' in action_text(plan)

    def test_a_broken_configuration_is_shown_like_any_file(self, actionplan, plan, tmp_path, monkeypatch):
        configuration = tmp_path / "config.toml"
        configuration.write_text("by = board\n")
        monkeypatch.setattr("actionplan.cli.author.configuration_path", lambda: str(configuration))
        ran = actionplan("update", "1.1", "--note", "x")
        assert ran.code == 2
        assert f"{configuration}:1:6: E001" in ran.err

    @pytest.mark.parametrize(
        ("line", "complaint"),
        [('By = "hcc"', 'there is no key "By"'), ("by = 1", "by must be the id of a body in quotes")],
    )
    def test_a_mistyped_configuration(self, actionplan, plan, tmp_path, monkeypatch, line, complaint):
        configuration = tmp_path / "config.toml"
        configuration.write_text(line)
        monkeypatch.setattr("actionplan.cli.author.configuration_path", lambda: str(configuration))
        assert complaint in " ".join(actionplan("update", "1.1", "--note", "x").err.split())

    def test_asked_again_after_a_typing_mistake(self, actionplan, plan, monkeypatch):
        answers = iter(["hcx", "hcc"])
        monkeypatch.setattr(console, "is_terminal", lambda: True)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
        ran = actionplan("update", "1.1", "--note", "x")
        assert 'There is no body "hcx"; did you mean "hcc"?' in ran.out
        assert 'by = "hcc"' in ran.out

    def test_asked_on_a_terminal(self, actionplan, plan, monkeypatch):
        monkeypatch.setattr(console, "is_terminal", lambda: True)
        monkeypatch.setattr(click, "prompt", lambda *_, **__: "improvement board")
        ran = actionplan("update", "1.1", "--note", "x")
        assert "  hcc    County Council\n" in ran.out
        assert 'by = "board"' in action_text(plan)


class TestEditor:
    """Without `--note` a terminal opens the user's editor, as git does for a message."""

    @pytest.fixture(autouse=True)
    def on_a_terminal(self, plan, monkeypatch):
        monkeypatch.setattr(console, "is_terminal", lambda: True)

    def edit(self, monkeypatch, typed, then=None):
        def editor(filename):
            path = Path(filename)
            path.write_bytes((typed if isinstance(typed, bytes) else typed.encode()) + path.read_bytes())
            if then is not None:
                raise then

        monkeypatch.setattr(click, "edit", editor)

    def drafts(self, tmp_path):
        return list(tmp_path.glob("actionplan-note-*"))

    @pytest.fixture(autouse=True)
    def drafts_here(self, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    def test_standard_input_becomes_the_note(self, actionplan, plan, monkeypatch, tmp_path):
        self.edit(monkeypatch, "First line\nSecond line")
        actionplan("update", "1.1", "--by", "hcc")
        assert 'note = """\nFirst line\nSecond line"""' in action_text(plan)
        assert self.drafts(tmp_path) == []

    def test_an_editor_that_saves_as_windows_once_did(self, actionplan, plan, monkeypatch):
        self.edit(monkeypatch, "caf\u00e9".encode("cp1252"))
        actionplan("update", "1.1", "--by", "hcc")
        assert 'note = "café"' in action_text(plan)

    def test_no_note_beside_a_state(self, actionplan, plan, monkeypatch):
        self.edit(monkeypatch, "")
        assert actionplan("update", "1.1", "--by", "hcc", "--state", "in-progress").code == 0
        assert "note" not in action_text(plan)

    def test_nothing_at_all_stops(self, actionplan, plan, monkeypatch, tmp_path):
        self.edit(monkeypatch, "")
        before = action_text(plan)
        ran = actionplan("update", "1.1", "--by", "hcc")
        assert ran.code == 130
        assert "No plan file was changed" in ran.err
        assert action_text(plan) == before
        assert self.drafts(tmp_path) == []

    @pytest.mark.parametrize("then", [KeyboardInterrupt(), None])
    def test_a_note_that_could_not_be_saved_is_kept(self, actionplan, plan, monkeypatch, tmp_path, then):
        self.edit(monkeypatch, "Half a day's work", then)
        ran = actionplan("update", "1.1", "--by", "hcc", *([] if then else ["--state", "verified"]))
        assert ran.code == (130 if then else 1)
        [draft] = self.drafts(tmp_path)
        assert f"Your note is kept in {draft}" in ran.err
        assert draft.read_text().startswith("Half a day's work")

    def test_nobody_writes_a_note_for_a_file_that_cannot_be_read(self, actionplan, plan, monkeypatch):
        self.edit(monkeypatch, "", AssertionError("the editor was opened"))
        (plan / "actions/1.1.toml").write_text("owner = \n")
        ran = actionplan("update", "1.1", "--by", "hcc")
        assert ran.code == 2
        assert "E001" in ran.err

    def test_no_such_editor(self, actionplan, plan, monkeypatch):
        self.edit(monkeypatch, "", click.ClickException("nosuch: Editing failed"))
        ran = actionplan("update", "1.1", "--by", "hcc")
        assert ran.code == 2
        assert "Nothing was written. Set EDITOR to a text editor that you have" in " ".join(ran.err.split())


def test_an_update_with_nothing_to_say(actionplan, plan):
    assert "there is nothing to record" in actionplan("update", "1.1", "--by", "hcc").err


def test_neither_action_nor_round(actionplan, plan):
    ran = actionplan("update", "--by", "hcc")
    assert (ran.code, "name an action, or a file of updates with --from FILE" in ran.err) == (2, True)


def test_a_clause_of_a_resolution(actionplan, make_plan, monkeypatch):
    resolution = """
        title = "Say sorry"
        body = "board"
        on = 2024-02-01
        outcome = "carried"

        [[clauses]]
        id = "a"
        text = "Apologise."
    """
    plan = make_plan({"resolutions/R1.toml": resolution})
    monkeypatch.chdir(plan)
    assert actionplan("check").code == 1
    assert actionplan("update", "R1", "--clause", "a", "--state", "complete", "--note", "Said", "--by", "hcc").code == 0
    assert actionplan("check").code == 0
    ran = actionplan("update", "PA1", "--state", "complete", "--by", "hcc")
    assert (ran.code, 'there is no state "complete": write in-force or stood-down' in ran.err) == (2, True)


class TestWhichActionIsMeant:
    """Where more than one plan is in reach, a full id or `--plan` says which."""

    @pytest.fixture(autouse=True)
    def two_plans(self, make_plan, tmp_path, monkeypatch):
        make_plan(name="plans/one")
        make_plan(name="plans/two")
        for name in ("one", "two"):
            file = tmp_path / "plans" / name / "plan.toml"
            file.write_text(file.read_text().replace('id = "p"', f'id = "{name}-send"'))
        monkeypatch.chdir(tmp_path)

    def test_ambiguous(self, actionplan):
        ran = actionplan("show", "1.1")
        assert ran.code == 2
        assert '"1.1" could be one-send/1.1 or two-send/1.1' in ran.err

    @pytest.mark.parametrize(
        "arguments",
        [
            ["two-send/1.1"],
            ["1.1", "--plan", "plans/two"],
            ["1.1", "--plan", "two-send"],
            ["two-send/1.1", "--plan", "plans"],
        ],
    )
    def test_plans_are_distinguished(self, actionplan, arguments):
        assert "plans/two/actions/1.1.toml" in actionplan("show", *arguments).out

    def test_plans_are_distinguished_by_id_in_the_folder_that_has_them(self, actionplan, monkeypatch):
        monkeypatch.chdir("plans")
        assert "two/actions/1.1.toml" in actionplan("show", "1.1", "--plan", "two-send").out

    def test_no_such_plan(self, actionplan):
        assert 'there is no plan "three"' in actionplan("show", "1.1", "--plan", "three").err

    def test_no_such_action(self, actionplan):
        assert 'there is no record "1.2". Did you mean "1.1"?' in actionplan("show", "1.2", "--plan", "two-send").err

    def test_new_wants_one_plan(self, actionplan):
        assert "there are several plans" in actionplan("new", "area", "A", "--title", "x", "--kind", "other").err


def test_a_former_id_still_answers(actionplan, make_plan, monkeypatch):
    monkeypatch.chdir(make_plan({"actions/3.1.toml": ACTION + 'formerly = ["2.1"]'}))
    assert actionplan("show", "2.1").out.startswith("3.1")


class TestAmend:
    """What was agreed changes by an entry with a reason; the head stays."""

    def test_a_new_owner(self, actionplan, plan):
        head = action_text(plan)
        ran = actionplan("amend", "1.1", "--owner", "icb", "--reason", "Health leads from now on", "--by", "board")
        assert ran.code == 0
        assert action_text(plan).startswith(head)
        assert 'owner = "icb"\nreason = "Health leads from now on"' in action_text(plan)
        shown = " ".join(actionplan("show", "1.1").out.split())
        assert "owner was County Council, now Integrated Care Board; reason: Health leads from now on" in shown

    def test_a_new_date_has_a_command_of_its_own(self, actionplan, plan):
        ran = actionplan("amend", "1.1", "--due", "2027-12-31", "--reason", "Later", "--by", "board")
        assert (ran.code, "to revise a due date: actionplan redate 1.1 2027-12-31" in ran.err) == (2, True)

    def test_a_reason_is_needed(self, actionplan, plan):
        ran = actionplan("amend", "1.1", "--owner", "icb", "--by", "board")
        assert (ran.code, "Missing option '--reason'" in ran.err) == (2, True)

    def test_something_has_to_change(self, actionplan, plan):
        assert "name what changes" in actionplan("amend", "1.1", "--reason", "x", "--by", "board").err

    @pytest.mark.parametrize(
        ("record", "options", "line"),
        [
            ("timely", ("--owner", "icb"), 'owner = "icb"'),
            ("timely", ("--tolerance", "0"), "tolerance = 0"),
            ("R1", ("--report-every", "quarter"), 'report_every = "quarter"'),
            ("R1", ("--clause", "a", "--action", "1.1"), 'clause = "a"\nactions = ["1.1"]'),
            ("1.1", ("--milestone", "m", "--title", "Sign"), 'milestone = "m"\ntitle = "Sign"'),
            ("PA1", ("--kind", "weakness"), 'kind = "weakness"'),
        ],
    )
    def test_records_of_every_kind(self, actionplan, make_plan, record, options, line):
        plan = make_plan(
            {
                "actions/1.1.toml": ACTION + '[[milestones]]\nid = "m"\ntitle = "Agree"\n',
                "measures/timely.toml": 'title = "Plans in time"\nunit = "per cent"\ndirection = "up"\nfloor = 0.5\n',
                "resolutions/R1.toml": 'title = "Act"\nbody = "board"\non = 2024-06-05\noutcome = "carried"\n'
                'clauses = [{ id = "a", text = "Act" }]\n',
            }
        )
        ran = actionplan("amend", record, *options, "--reason", "Why", "--by", "hcc", "--plan", plan)
        assert ran.code == 0, ran.err
        [path] = plan.glob(f"*/{record}.toml")
        assert f'{line}\nreason = "Why"\n' in path.read_text()

    @pytest.mark.parametrize("name", sorted({name for names in HEADS.values() for name in names}))
    def test_each_field_that_an_entry_may_change_has_an_option(self, name):
        assert name in [option.name for command in (amend.command, update.command) for option in command.params]

    def test_what_it_names_has_to_exist(self, actionplan, plan):
        ran = actionplan("amend", "1.1", "--area", "PA2", "--reason", "x", "--by", "board")
        assert ran.code == 1
        assert 'E202 there is no area "PA2"' in ran.err


class TestGit:
    """`--commit` makes one commit of one file; `undo` takes back what is not committed."""

    def test_commit(self, actionplan, in_git):
        (in_git / "notes.txt").write_text("not yet")
        git(in_git, "add", "notes.txt")
        ran = actionplan("update", "1.1", "--by", "icb", "--state", "in-progress", "--note", "x", "--commit")
        assert "p 1.1: in-progress (icb)" in ran.out
        assert git(in_git, "show", "--name-only", "--format=%s").split("\n\n") == [
            "p 1.1: in-progress (icb)",
            "actions/1.1.toml\n",
        ]
        assert git(in_git, "status", "--porcelain").startswith("A  notes.txt")

    def test_the_plan_may_ask_for_commits(self, actionplan, in_git):
        file = in_git / "plan.toml"
        file.write_text(file.read_text() + "\n[policy]\ncommit = true\n")
        assert "Committed as" in actionplan("update", "1.1", "--by", "icb", "--note", "x").out
        assert "Committed" not in actionplan("update", "1.1", "--by", "icb", "--note", "y", "--no-commit").out

    def test_git_refuses(self, actionplan, plan):
        ran = actionplan("update", "1.1", "--by", "icb", "--note", "x", "--commit")
        assert ran.code == 2
        assert "nothing was written, since it could not be committed" in ran.err
        assert "note" not in action_text(plan)

    def test_git_fails(self, actionplan, in_git, tmp_path, monkeypatch):
        hook = tmp_path / "hooks" / "pre-commit"
        hook.parent.mkdir()
        hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
        hook.chmod(0o755)
        (tmp_path / "own").write_text(f"[core]\n\thooksPath = {hook.parent}\n")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "own"))
        ran = actionplan("update", "1.1", "--by", "icb", "--note", "x", "--commit")
        assert ran.code == 2
        assert "the entry is saved, but git did not commit it: no" in ran.err
        assert "\n  git add -- " in ran.err
        assert git(in_git, "status", "--porcelain", "--untracked-files=no") == " M actions/1.1.toml\n"

    def test_saved_but_not_committed_and_tried_again(self, actionplan, in_git):
        said = ("update", "1.1", "--by", "icb", "--note", "x")
        actionplan(*said)
        ran = actionplan(*said, "--commit")
        assert (ran.code, "Already there" in ran.out) == (0, True)
        assert "\n  git add -- actions/1.1.toml\n  git commit -m 'p 1.1: " in ran.out

    def test_other_changes_of_the_file_are_named(self, actionplan, in_git):
        (in_git / "actions" / "1.1.toml").write_text(action_text(in_git) + "# by hand\n")
        ran = actionplan("update", "1.1", "--by", "icb", "--note", "x", "--commit")
        assert "./actions/1.1.toml had other changes that git did not have" in ran.err

    @pytest.mark.parametrize(
        ("old", "new"),
        [("2024-09-30", "2025-09-30"), ('note = "agreed"', 'note = "other"'), ('by = "icb"', 'by = "hcc"')],
    )
    def test_what_was_agreed_is_not_changed_by_a_commit_unasked(self, actionplan, in_git, old, new):
        """An edit of the head, or of an entry in git, goes into the commit only if it is confirmed."""
        actionplan("update", "1.1", "--by", "icb", "--note", "agreed", "--commit")
        edited = action_text(in_git).replace(old, new)
        (in_git / "actions" / "1.1.toml").write_text(edited)
        update = ("update", "1.1", "--by", "icb", "--note", "x")
        ran = actionplan(*update, "--commit")
        assert (ran.code, action_text(in_git)) == (1, edited)
        assert "P143  1.1: besides new entries its file has other changes" in ran.err
        assert actionplan(*update, "--commit", "--accept", "P143").code == 0
        assert git(in_git, "status", "--porcelain", "--untracked-files=no") == ""

    def test_what_was_added_or_redacted_before_is_committed_unasked(self, actionplan, in_git):
        update = ("update", "1.1", "--by", "icb", "--note")
        actionplan(*update, "private", "--commit")
        entry = action_text(in_git).rpartition('id = "')[2][:6]
        assert actionplan("redact", f"1.1:{entry}", "--reason", "x", "--authority", "y").code == 0
        assert actionplan(*update, "two").code == 0
        assert actionplan(*update, "three", "--commit").code == 0

    @pytest.mark.parametrize(("left", "said"), [("", "is empty"), ("# a comment\n", "has only comments")])
    @pytest.mark.parametrize("name", ["plan.toml", "actions/1.1.toml"])
    def test_the_advice_about_an_emptied_file_brings_it_back(self, actionplan, in_git, left, said, name):
        before = (in_git / name).read_text()
        (in_git / name).write_text(left)
        ran = actionplan("check")
        assert f"{name}:1:1: E102 this file {said}" in ran.out
        assert "add:" not in ran.out
        command = " ".join(ran.out.split()).partition("put that back: ")[2].partition(".toml")[0]
        git(in_git, *shlex.split(f"{command}.toml")[1:])
        assert (in_git / name).read_text() == before

    def test_undo(self, actionplan, in_git):
        before = (in_git / "actions" / "1.1.toml").read_bytes()
        actionplan("update", "1.1", "--by", "icb", "--note", "x")
        assert 'note = "x"' in actionplan("undo", "--dry-run").out
        assert actionplan("undo").code == 0
        assert (in_git / "actions" / "1.1.toml").read_bytes() == before

    def test_undo_one_after_the_other(self, actionplan, in_git):
        before = action_text(in_git)
        for note in ("first", "second"):
            actionplan("update", "1.1", "--by", "icb", "--note", note)
        assert "second" in actionplan("undo", "1.1").out
        assert "first" in actionplan("undo", "1.1").out
        assert action_text(in_git) == before

    def test_what_is_committed_stays(self, actionplan, in_git):
        actionplan("update", "1.1", "--by", "icb", "--note", "x", "--commit")
        assert "there is nothing to undo" in " ".join(actionplan("undo").err.split())
        assert "there is nothing to undo" in " ".join(actionplan("undo", "1.1").err.split())

    def test_several_files_have_new_entries(self, actionplan, in_git):
        (in_git / "actions" / "1.2.toml").write_text(dedented(ACTION))
        git(in_git, "add", "--all")
        git(in_git, "commit", "--quiet", "--message", "Another action")
        for action in ("1.1", "1.2"):
            actionplan("update", action, "--by", "icb", "--note", "x")
        assert "name one, or add --all. They are 1.1, 1.2" in " ".join(actionplan("undo").err.split())
        assert actionplan("undo", "--all").code == 0
        assert "note" not in action_text(in_git)

    def test_a_file_that_git_does_not_have_is_left_alone(self, actionplan, in_git):
        (in_git / "actions" / "1.2.toml").write_text(dedented(ACTION))
        for action in ("1.1", "1.2"):
            actionplan("update", action, "--by", "icb", "--note", "x")
        ran = actionplan("undo", "--all")
        assert ran.code == 0
        assert "Not changed: git has no version of 1.2" in ran.err
        assert "note" not in action_text(in_git)
        refused = " ".join(actionplan("undo", "--all").err.split())
        assert "git has no version of 1.2, so its last entry may be an old one" in refused

    def test_what_is_committed_under_a_former_id_stays(self, actionplan, in_git):
        """A rename loses nothing: neither in the file that moves nor in one that names it."""
        other = '\n[[status]]\non = 2024-03-01\nby = "hcc"\nafter = ["1.1"]\nreason = "it needs 1.1"\n'
        (in_git / "actions" / "1.2.toml").write_text(dedented(ACTION) + other)
        actionplan("update", "1.1", "--by", "icb", "--note", "agreed")
        git(in_git, "add", "--all")
        git(in_git, "commit", "--quiet", "--message", "Entries")
        for old, new in (("1.1", "9.8"), ("9.8", "9.9")):
            assert actionplan("renumber", old, new).code == 0
        moved = in_git / "actions" / "9.9.toml"
        renamed = moved.read_text()
        for arguments in (["9.9", "--yes"], ["1.2", "--yes"], ["--all"]):
            ran = actionplan("undo", *arguments)
            assert (ran.code, "there is nothing to undo" in " ".join(ran.err.split())) == (2, True)
        actionplan("update", "9.9", "--by", "icb", "--note", "new")
        assert actionplan("undo").code == 0
        assert moved.read_text() == renamed

    def test_without_git_the_action_is_named_and_agreed_to(self, actionplan, plan):
        before = action_text(plan)
        actionplan("update", "1.1", "--by", "icb", "--note", "x")
        assert "name the action" in " ".join(actionplan("undo").err.split())
        assert "name the action" in " ".join(actionplan("undo", "--all").err.split())
        ran = actionplan("undo", "1.1")
        assert ran.code == 1
        assert "P142  1.1: git has no version of this file" in ran.err
        assert actionplan("undo", "1.1", "--yes").code == 0
        assert action_text(plan) == before


class TestUndoIsCareful:
    """What is committed stays, whatever state git is in."""

    def test_git_exists_but_cannot_answer(self, actionplan, in_git, monkeypatch):
        actionplan("update", "1.1", "--by", "icb", "--note", "x", "--commit")
        before = action_text(in_git)
        monkeypatch.setenv("PATH", "")
        ran = actionplan("undo", "1.1")
        assert ran.code == 2
        assert "git is not installed" in ran.err
        assert action_text(in_git) == before

    def test_an_entry_typed_above_a_committed_one(self, actionplan, in_git):
        actionplan("update", "1.1", "--by", "icb", "--note", "committed", "--commit")
        typed = '[[status]]\non = 2026-11-01\nnote = "typed"\n\n'
        file = in_git / "actions" / "1.1.toml"
        file.write_text(action_text(in_git).replace("[[status]]", typed + "[[status]]"))
        before = action_text(in_git)
        ran = actionplan("undo", "1.1")
        assert ran.code == 2
        assert "its last entry is in git, and an entry above it is not" in " ".join(ran.err.split())
        assert action_text(in_git) == before

    def test_a_merge_is_under_way(self, actionplan, in_git):
        git(in_git, "checkout", "--quiet", "-b", "other")
        actionplan("update", "1.1", "--by", "icb", "--note", "theirs", "--commit")
        git(in_git, "checkout", "--quiet", "-")
        git(in_git, "merge", "--quiet", "--no-ff", "--no-commit", "other")
        before = action_text(in_git)
        ran = actionplan("undo", "1.1")
        assert ran.code == 2
        assert "a merge is in progress in git" in ran.err
        assert action_text(in_git) == before


def test_a_plan_behind_a_link_is_committed_too(actionplan, in_git, tmp_path, monkeypatch):
    link = tmp_path / "link"
    link.symlink_to(in_git)
    monkeypatch.chdir(tmp_path)
    ran = actionplan("update", "1.1", "--plan", link, "--by", "icb", "--note", "x", "--commit")
    assert (ran.code, ran.err) == (0, "")
    assert "Committed as" in ran.out


def test_a_file_does_not_grow_beyond_what_is_read(actionplan, plan):
    file = plan / "actions" / "1.1.toml"
    file.write_bytes(file.read_bytes() + b"#" * (4 * 1024 * 1024 - 300))
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "long " * 100)
    assert ran.code == 2
    assert "would become larger than 4 MB" in " ".join(ran.err.split())
    assert actionplan("check").code == 0


def test_what_goes_wrong_after_saving_says_that_it_is_saved(actionplan, plan, monkeypatch):
    def full(_text):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(console, "say", full)
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "x")
    assert ran.code == 2
    assert "the change is saved" in ran.err
    assert 'note = "x"' in action_text(plan)


def test_bytes_that_are_no_text(actionplan, plan):
    ran = actionplan("update", "1.1", "--by", "hcc", "--note", "\udcff")
    assert ran.code == 2
    assert "are not in your terminal's encoding" in ran.err


def test_a_very_long_word_is_no_trouble(actionplan, plan):
    assert actionplan("update", "1.1", "--by", "hcc", "--note", "x" * 200_000, "--yes").code == 0


NAMES = ["icb", "ICB", "Integrated Care Board", " integrated care board "]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("amend", "1.1", "--owner"), 'owner = "icb"'),
        (("amend", "1.1", "--partner"), 'partners = ["icb"]'),
        (("correct", "1.1:first1", "--owner"), 'owner = "icb"'),
        (("redate", "1.1", "2027-01-31", "--approved"), 'approvals = [{ by = "icb", on = 2026-11-01 }]'),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_body_is_named_alike_in_every_option(actionplan, plan, arguments, line, name):
    path = plan / "actions/1.1.toml"
    path.write_text(f'{path.read_text()}\n[[status]]\nid = "first1"\non = 2024-03-05\nby = "hcc"\nowner = "hcc"\n')
    typed = f"{name}:2026-11-01" if arguments[-1] == "--approved" else name
    ran = actionplan(*arguments, typed, "--reason", "Agreed", "--by", name)
    assert (ran.code, ran.err) == (0, "")
    assert line in action_text(plan)
    assert action_text(plan).count('by = "icb"') >= 1
