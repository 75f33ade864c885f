"""`actionplan redact`: what it says, what it changes, and that the text stays away."""

import json

import click
import pytest
import tomli

from actionplan.cli import console
from conftest import ACTION, PLAN
from two_branches import BASE, EDITS, entry, notes

SECRET = "Jane Bloggs has no place"
WHY = ("--reason", "It named a child", "--authority", "Data protection officer")
HISTORY = f"""
    [[status]]
    id = "q7m2ka"
    on = 2024-03-05
    by = "hcc"
    note = "{SECRET}"

    [[status]]
    id = "moved1"
    on = 2024-07-02
    by = "board"
    due = 2024-12-31
    state = "in-progress"
    reason = "{SECRET}"
    approvals = [{{ by = "board", on = 2024-07-01, ref = "{SECRET}" }}]
"""


@pytest.fixture
def plan(make_plan, monkeypatch):
    root = make_plan({"plan.toml": PLAN, "actions/1.1.toml": ACTION + HISTORY})
    monkeypatch.chdir(root)
    return root


def text_of(plan):
    return (plan / "actions" / "1.1.toml").read_text()


def test_an_entry_of_text_alone(actionplan, plan):
    ran = actionplan("redact", "1.1:5 Mar 2024", *WHY)
    assert ran.code == 0
    assert "Will be removed from entry q7m2ka of 1.1: note." in ran.out
    assert SECRET not in ran.out + ran.err
    assert "actions/1.1.toml:18" in ran.err, "the other entry holds the same text"
    shown = actionplan("show", "1.1").out
    assert "5 Mar 2024   redacted 24 Nov 2026, reported by County Council, entry q7m2ka" in shown
    assert "Authority: Data protection officer" in shown
    answer = json.loads(actionplan("show", "1.1", "--format", "json").out)
    assert answer["status"][0]["redacted"]["on"] == "2026-11-24"
    again = actionplan("redact", "1.1:q7m2ka", *WHY)
    assert (again.code, "redacted already, on 24 Nov 2026" in again.err) == (2, True)


def test_an_entry_that_figures_rest_on(actionplan, plan):
    before = text_of(plan)
    ran = actionplan("redact", "1.1:moved1", *WHY)
    assert (ran.code, text_of(plan)) == (1, before)
    assert "P141  1.1: reports will no longer include what the entry states: state, due" in ran.err
    ran = actionplan("redact", "1.1:moved1", *WHY, "--dry-run")
    assert (ran.code, text_of(plan)) == (0, before)
    assert "actionplan update 1.1 --state in-progress --on 2024-07-02 --by board" in ran.out
    assert (
        "actionplan redate 1.1 2024-12-31 --approved board:2024-07-01 --on 2024-07-02 --by board"
        ' --reason "..."' in ran.out
    )
    ran = actionplan("redact", "1.1:moved1", *WHY, "--yes")
    assert ran.code == 0
    assert SECRET not in ran.out + ran.err
    (action,) = json.loads(actionplan("status", "--format", "json").out)["plans"][0]["actions"]
    assert (action["state"], action["due"], action["times_redated"], action["updates"]) == (None, "2024-09-30", 0, 1)


def test_what_a_later_entry_of_the_day_says_is_not_said_again(actionplan, plan):
    later = '\n[[status]]\non = 2024-07-02\nby = "hcc"\nstate = "suspended"\nreason = "Guidance is awaited"\n'
    (plan / "actions" / "1.1.toml").write_text(text_of(plan) + later)
    ran = actionplan("redact", "1.1:moved1", *WHY, "--dry-run")
    assert "actionplan redate 1.1 2024-12-31" in ran.out
    assert "actionplan update" not in ran.out
    assert "Do not record these again, since a later entry of that day replaces them: state." in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("q7m2ka", *WHY), 2, "RECORD:ENTRY"),
        (("1.1:nothing", *WHY), 2, "its entries are: q7m2ka"),
        (("1.1:q7m2ka", "--reason", "x"), 2, "authority"),
        (("1.1:q7m2ka", "--reason", " ", "--authority", "x"), 1, "E109"),
        (("1.1:q7m2ka", *WHY, "--on", "2024-03-04"), 1, "E307"),
        (("1.1:q7m2ka", *WHY, "--on", "2027-01-01"), 1, "E307"),
        (("1.1:q7m2ka", "--reason", "a.b@c.example", "--authority", "x"), 1, "W601"),
    ],
)
def test_what_is_refused(actionplan, plan, arguments, code, complaint):
    before = text_of(plan)
    ran = actionplan("redact", *arguments)
    assert (ran.code, complaint in ran.err, text_of(plan)) == (code, True, before)


def test_gaps_that_it_causes_do_not_stop_a_redaction(actionplan, plan):
    text = text_of(plan) + '\n[[status]]\non = 2024-08-01\nby = "icb"\nstate = "complete"\nevidence = '
    text += '[{ link = "https://x" }]\n\n[[status]]\nid = "seen12"\non = 2024-08-02\nby = "icb"\nstate = "verified"\n'
    (plan / "actions" / "1.1.toml").write_text(text + 'evidence = [{ link = "https://x" }]\n')
    ran = actionplan("redact", "1.1:2024-08-01", *WHY, "--yes")
    assert (ran.code, "Left to do:" in ran.err) == (0, True)


def test_since_reports_it_once(actionplan, plan):
    actionplan("redact", "1.1:q7m2ka", *WHY, "--on", "2024-10-01", "--accept", "P121")
    told = actionplan("since", "2024-09-01", "--until", "2024-11-01").out
    assert "Redacted: 1" in told
    assert "was redacted on 1 Oct 2024; authority: Data protection officer" in " ".join(told.split())
    everything = json.loads(actionplan("since", "2024-01-01", "--format", "json").out)["changes"]
    about = [change["heading"] for change in everything if change["entry"] and change["entry"].get("id") == "q7m2ka"]
    assert about == ["redacted"]
    assert "Redacted" not in actionplan("since", "2024-10-01", "--until", "2024-11-01").out


def test_undo_does_not_take_a_recorded_entry_away(actionplan, set_up):
    set_up.commit(BASE)
    ran = actionplan("redact", "1.1:one1", *WHY)
    assert "Git history still contains the text" in ran.out
    for arguments in (("undo", "1.1"), ("undo",)):
        ran = actionplan(*arguments)
        assert (ran.code, "redacted" in set_up.table()["status"][0]) == (2, True)
        assert "1.1 has no entry to undo, but a redaction that is not committed" in " ".join(ran.err.split())
    set_up.git("restore", "--", ran.err.split("git restore -- ")[1].strip().replace("./", ""))
    assert set_up.table()["status"][0]["note"] == "one"
    assert "every entry is committed in git" in actionplan("undo").err


def test_two_entries_of_one_day_without_ids(actionplan, set_up):
    set_up.commit(BASE.replace('note = "two"', 'progress = 20\nnote = "two"'))
    refused = actionplan("redact", "1.1:1 Mar 2024", *WHY)
    which = "Choose one: 2024-03-01#1 states progress, note; 2024-03-01#2 states note"
    assert (refused.code, which in " ".join(refused.err.split())) == (2, True)
    assert actionplan("redact", "1.1:1 Mar 2024#2", *WHY).code == 0
    assert notes(set_up.table()) == ["one", "redacted", "two"]
    assert 'no entry "2024-03-01#3"' in actionplan("redact", "1.1:2024-03-01#3", *WHY).err


def test_not_while_a_merge_is_under_way(actionplan, set_up):
    set_up.branches(BASE.replace("2024-09-30", "2024-10-31"), BASE.replace("2024-09-30", "2024-11-30"))
    set_up.commit(BASE, name="1.2")
    set_up.git("merge", "--no-edit", "theirs", check=False)
    ran = actionplan("redact", "1.2:one1", *WHY)
    assert (ran.code, "a merge is in progress in git" in ran.err, "finish it before redacting" in ran.err) == (
        2,
        True,
        True,
    )
    assert notes(set_up.table("1.2")) == ["one", "three", "two"]


def test_a_round_that_is_run_again_does_not_add_the_text_again(actionplan, set_up, tmp_path):
    set_up.commit(BASE)
    path = tmp_path / "may.toml"
    path.write_text(f'[[update]]\naction = "1.1"\non = 2024-05-01\nby = "icb"\nnote = "{SECRET}"\n')
    assert actionplan("update", "--from", path, "--yes").code == 0
    *_, added = set_up.table()["status"]
    assert actionplan("redact", f"1.1:{added['id']}", *WHY).code == 0
    ran = actionplan("update", "--from", path)
    assert (ran.code, ran.out, ran.err) == (0, "Redacted, so not added again: 1.1\n", "")
    assert SECRET not in set_up.action.read_text()


def test_an_entry_that_git_does_not_have(actionplan, set_up):
    set_up.commit(BASE)
    set_up.action.write_text(BASE + entry("2024-05-01", "May"))
    ran = actionplan("redact", "1.1:2024-05-01", *WHY, "--commit", "--by", "hcc")
    assert "`actionplan undo 1.1` removes it without a trace" in ran.err
    assert "The last commit here does not contain the text" in ran.out
    assert set_up.git("log", "-1", "--format=%s").stdout.strip() == "p 1.1: entry 2024-05-01 redacted (hcc)"


@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.parametrize("has_driver", [True, False])
def test_an_old_branch_does_not_bring_the_text_back(actionplan, set_up, is_ours, has_driver):
    set_up.commit(BASE)
    set_up.git("branch", "theirs")
    assert actionplan("redact", "1.1:one1", *WHY, "--commit").code == 0
    set_up.git("checkout", "--quiet", "theirs")
    set_up.commit(EDITS["append"])
    if is_ours:
        set_up.git("checkout", "--quiet", "main")
    if not has_driver:
        actionplan("git", "setup", "--remove")
        set_up.git("add", "-A")
        set_up.git("commit", "--quiet", "--allow-empty", "-m", "x")
    merged = set_up.git("merge", "-m", "x", "theirs" if is_ours else "main", check=False)
    if merged.returncode:
        assert not has_driver
        assert actionplan("resolve").code == 0
        set_up.git("commit", "--quiet", "-m", "x")
    table = tomli.loads(set_up.action.read_text())
    assert ["redacted" in found for found in table["status"]] == [True, False, False, False]
    audit = json.loads(actionplan("audit", "--format", "json").out)["plans"][0]
    assert [found["kind"] for found in audit["redacted"]] == ["entry-redacted"]
    assert "entry-altered" not in [found["kind"] for found in audit["findings"]]


@pytest.mark.parametrize(("answer", "code"), [(True, 0), (False, 1)])
def test_on_a_terminal_it_is_asked(actionplan, plan, monkeypatch, answer, code):
    monkeypatch.setattr(console, "is_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", lambda *_, **__: answer)
    before = text_of(plan)
    assert actionplan("redact", "1.1:moved1", *WHY).code == code
    assert (text_of(plan) != before) == answer


@pytest.mark.parametrize(
    ("entry", "commands"),
    [
        ('corrects = "q7m2ka"\nprogress = 40\nreason = "x"', ["correct 1.1:q7m2ka --progress 40 --by hcc --reason"]),
        ('state = "cancelled"\nreason = "x"', ["cancel 1.1 --on 2024-08-01 --by hcc --reason"]),
        ('state = "verified"', ["verify 1.1 --evidence ... --on 2024-08-01 --by hcc"]),
        ('owner = "icb"\npartners = ["hcc"]\ntitle = "x"', ["amend 1.1 --owner icb --partner hcc --on 2024-08-01"]),
        ('owner = "jane-bloggs"\nrating = "jane"', []),
    ],
)
def test_only_harmless_facts_are_entered_again(actionplan, plan, entry, commands):
    text = text_of(plan) + f'\n[[status]]\nid = "last11"\non = 2024-08-01\nby = "hcc"\n{entry}\n'
    (plan / "actions" / "1.1.toml").write_text(text)
    out = actionplan("redact", "1.1:last11", *WHY, "--dry-run").out
    said = [line.strip() for line in out.splitlines() if line.strip().startswith("actionplan ")]
    assert [line.removeprefix("actionplan ")[: len(wanted)] for line, wanted in zip(said, commands, strict=True)] == (
        commands
    )
    assert "jane" not in out


def test_areas_and_resolutions_too(actionplan, plan):
    (plan / "areas" / "PA1.toml").write_text(
        'title = "Data"\nkind = "priority-action"\n[[status]]\non = 2024-08-01\nrating = "red"\nnote = "x"\n'
    )
    (plan / "resolutions").mkdir()
    (plan / "resolutions" / "R1.toml").write_text(
        'title = "Do"\nbody = "hcc"\non = 2024-07-16\noutcome = "carried"\n'
        '[[clauses]]\nid = "a"\ntext = "It is done"\n'
        '[[status]]\non = 2024-08-01\nclause = "a"\nstate = "complete"\n'
    )
    ran = actionplan("redact", "PA1:2024-08-01", *WHY, "--yes")
    assert "actionplan update PA1 --rating red --on 2024-08-01" in ran.out
    ran = actionplan("redact", "R1:2024-08-01", *WHY, "--yes")
    assert ran.code == 0
    assert "Left to do:\n\n  - clause a was carried" in ran.err, ran.err
    assert 'clause = "a"\n    redacted = ' in ran.out
    assert "actionplan update R1 --clause a --state complete --on 2024-08-01" in ran.out


READINGS = """
    title = "Children who wait"
    unit = "children"
    direction = "down"

    [[readings]]
    on = 2024-04-02
    period = "2024-Q1"
    value = 31

    [[readings]]
    on = 2024-07-02
    period = "2024-Q2"
    value = 2
    note = "Both live in one village"
"""


def test_a_reading_of_so_few_that_they_could_be_known(actionplan, make_plan, monkeypatch):
    """Its period stays, its value goes: every figure is then that of the readings that are left."""
    plan = make_plan({"measures/waits.toml": READINGS})
    monkeypatch.chdir(plan)
    assert "2 for April to June 2024" in actionplan("measures").out
    ran = actionplan("redact", "waits:2024-07-02", *WHY, "--yes")
    assert (ran.code, "village" in ran.out + ran.err) == (0, False)
    text = (plan / "measures" / "waits.toml").read_text(encoding="utf-8")
    stub = tomli.loads(text)["readings"][1]
    assert sorted(stub) == ["on", "period", "redacted"]
    assert "31 for January to March 2024" in actionplan("measures").out
    assert "redacted 24 Nov 2026" in actionplan("show", "waits").out
    assert actionplan("check").code == 0
