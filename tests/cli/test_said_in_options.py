"""What options are refused for, and where the refusal leads: nothing typed is quietly taken as something else."""

import pytest

from conftest import ACTION, AREA

PARTS = ACTION + '[[milestones]]\nid = "b"\ntitle = "Agree"\ndue = 2024-06-30\n'


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan({"areas/PA1.toml": AREA, "actions/1.1.toml": PARTS})
    monkeypatch.chdir(folder)
    return folder


def text_of(plan):
    return (plan / "actions/1.1.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("31 Sept 2027: Posts filled", "September has 30 days"),
        ("31/6/27: Posts filled", "June has 30 days"),
        ("Spring term 2027: Clinics open", 'the plan declares no term "Spring term 2027"'),
        ("Q3 2027: Posts filled", "write 2027-Q3"),
        ("March: Posts filled", '"March" has no year'),
        ("2027-13-01: Posts filled", "is not a day"),
        ("Phase 2: Posts filled", "If it belongs to the title, leave out the colon"),
    ],
)
def test_an_unreadable_date_of_a_milestone_does_not_become_its_title(actionplan, plan, typed, answer):
    made = ["new", "action", "1.2", "--title", "T", "--area", "PA1", "--owner", "hcc", "--due", "2028"]
    ran = actionplan(*made, "--milestone", "2027-03-31: Found", "--milestone", typed, "--yes")
    assert (ran.code, (plan / "actions/1.2.toml").exists()) == (2, False)
    assert answer in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Posts: filled", 'title = "Posts: filled"'),
        ("31 March 2027: Phase 2: begun", 'title = "Phase 2: begun"\ndue = 2027-03-31'),
        (f"{'A long text with 3 numbers in it ' * 3}: done", "done"),
    ],
)
def test_a_colon_in_the_title_of_a_milestone(actionplan, plan, typed, lines):
    made = ["new", "action", "1.2", "--title", "T", "--area", "PA1", "--owner", "hcc", "--due", "2028"]
    assert actionplan(*made, "--milestone", typed, "--yes").code == 0
    assert lines in (plan / "actions/1.2.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "advice"),
    [
        (["amend", "--due", "30 June 2027", "--reason", "R"], "redate 1.1 '30 June 2027' --milestone b --reason"),
        (["update", "--due", "2027"], "redate 1.1 2027 --milestone b --reason"),
        (["update", "--title", "T"], "amend 1.1 --title T --milestone b --reason"),
    ],
)
def test_advice_is_about_the_milestone_that_was_named(actionplan, plan, typed, advice):
    ran = actionplan(typed[0], "1.1", "--milestone", "b", *typed[1:], "--by", "hcc")
    assert (ran.code, f"actionplan {advice}" in " ".join(ran.err.split())) == (2, True)


@pytest.mark.parametrize("dots", ["...", "\u2026", " ... "])
@pytest.mark.parametrize(
    "typed",
    [
        ["redate", "1.1", "2025-01-31", "--reason"],
        ["update", "1.1", "--note"],
        ["update", "1.1", "--note", "N", "--evidence"],
        ["amend", "1.1", "--reason", "R", "--title"],
        ["new", "action", "1.2", "--area", "PA1", "--owner", "hcc", "--title"],
    ],
    ids=" ".join,
)
def test_the_dots_of_advice_are_not_recorded(actionplan, plan, typed, dots):
    before = text_of(plan)
    by = [] if typed[0] == "new" else ["--by", "hcc"]
    ran = actionplan(*typed, dots, *by, "--yes")
    assert (ran.code, text_of(plan), (plan / "actions/1.2.toml").exists()) == (2, before, False)
    assert '"..." stands for your own words' in " ".join(ran.err.split())


def test_dots_within_a_text_are_recorded(actionplan, plan):
    assert actionplan("update", "1.1", "--note", "More to follow ...", "--by", "hcc").code == 0
    assert "More to follow ..." in text_of(plan)


def test_the_dots_of_advice_for_a_redaction(actionplan, plan):
    actionplan("update", "1.1", "--note", "N", "--by", "hcc")
    day = text_of(plan).partition("on = ")[2].split()[0]
    before = text_of(plan)
    ran = actionplan("redact", f"1.1:{day}", "--reason", "R", "--authority", "...", "--yes")
    assert (ran.code, "authority" in ran.err, text_of(plan)) == (2, True, before)
