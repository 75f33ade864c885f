"""What options are refused for, and where the refusal leads: nothing typed is quietly taken as something else."""

from datetime import date

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
        (["amend", "--due", "30 June 2027", "--reason", "R"], "redate 1.1 2027-06-30 --milestone b --reason"),
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


MEASURED = """
title = "Waits"
unit = "days"
direction = "down"
"""


@pytest.mark.parametrize(
    ("typed", "file", "line"),
    [
        (["new", "action", "1.2", "--title", "T", "--area", "pa1"], "actions/1.2.toml", 'areas = ["PA1"]'),
        (
            ["new", "action", "1.2", "--title", "T", "--area", "pa1", "--finding", "pa1:A"],
            "actions/1.2.toml",
            'findings = ["PA1:a"]',
        ),
        (
            ["new", "action", "1.2", "--title", "T", "--area", "PA1", "--measure", "TIMELY"],
            "actions/1.2.toml",
            'measures = ["timely"]',
        ),
        (
            ["new", "risk", "R1", "--title", "T", "--residual", "2x3", "--area", "pa1", "--action", "ENG.1"],
            "risks/R1.toml",
            'areas = ["PA1"]\nactions = ["eng.1"]',
        ),
        (
            ["amend", "pa1", "--measure", "Timely", "--reason", "R", "--by", "hcc"],
            "areas/PA1.toml",
            'measures = ["timely"]',
        ),
    ],
)
def test_ids_of_records_without_their_capitals(actionplan, plan, typed, file, line):
    (plan / "areas/PA1.toml").write_text(f'{AREA}[[findings]]\nid = "a"\ntext = "Late"\n')
    (plan / "measures").mkdir()
    (plan / "measures/timely.toml").write_text(MEASURED)
    (plan / "actions/eng.1.toml").write_text(ACTION)
    ran = actionplan(*typed, "--yes")
    assert (ran.code, line in (plan / file).read_text()) == (0, True), ran.err


def test_the_area_of_a_new_measure_without_its_capitals(actionplan, plan):
    ran = actionplan("new", "measure", "m", "--title", "T", "--unit", "days", "--direction", "up", "--area", "pa1")
    assert (ran.code, "actionplan link PA1 --measure m" in ran.out) == (0, True)


def test_an_amendment_that_differs_in_capitals_alone_changes_nothing(actionplan, plan):
    ran = actionplan("amend", "1.1", "--area", "pa1", "--reason", "R", "--by", "hcc")
    assert (ran.code, "nothing would change" in ran.err) == (2, True)


def test_a_plan_in_the_folder_of_plans_is_suggested(actionplan, make_plan, tmp_path, monkeypatch):
    make_plan({}, name="plans/our-send")
    monkeypatch.chdir(tmp_path)
    for typed in ("our-send", "Our-SEND", "our_send"):
        ran = actionplan("status", typed)
        assert (ran.code, "Did you mean plans" in ran.err, "our-send?" in ran.err) == (2, True, True)
    assert "Did you mean" not in actionplan("status", "elsewhere").err


@pytest.mark.parametrize(("old", "new"), [("PA1", "pa1"), ("pa1", "Pa1"), ("1.1", "1.1")])
def test_a_new_id_differs_in_more_than_capitals(actionplan, plan, old, new):
    before = sorted(plan.rglob("*.toml"))
    ran = actionplan("renumber", old, new)
    assert (ran.code, "capitals make no difference" in " ".join(ran.err.split())) == (2, True)
    assert sorted(plan.rglob("*.toml")) == before


@pytest.mark.parametrize(
    ("on", "recorded"),
    [("2026-11-24", None), ("2026-11-25", None), ("2026-11-23", "2026-11-24"), ("2026-11", "2026-11-24")],
)
def test_an_entry_about_a_day_that_has_begun_elsewhere(actionplan, plan, on, recorded):
    assert actionplan("update", "1.1", "--note", "N", "--by", "hcc", "--on", on, "--yes").code == 0
    assert ("recorded = " in text_of(plan)) == (recorded is not None)
    assert recorded is None or f"recorded = {recorded}" in text_of(plan)
    assert "E303" not in actionplan("check").out


def test_an_entry_about_a_month_that_has_begun_elsewhere(actionplan, plan, monkeypatch):
    monkeypatch.setattr("actionplan.cli.console.today", lambda: date(2026, 11, 30))
    assert actionplan("update", "1.1", "--note", "N", "--by", "hcc", "--on", "2026-12", "--yes").code == 0
    assert "recorded = 2026-12-01" in text_of(plan)


@pytest.mark.parametrize(("typed", "other"), [("CON", "CON-1"), ("con.1", "con-1.1"), ("Lpt1", "Lpt1-1")])
def test_an_id_that_windows_reserves_is_refused_for_that(actionplan, plan, typed, other):
    ran = actionplan("new", "action", typed, "--title", "T", "--area", "PA1")
    (plan / f"actions/{typed}.toml").write_text(ACTION)
    checked = actionplan("check")
    for answer in (ran.err, checked.out):
        words = " ".join(answer.split())
        assert ("a name that Windows reserves" in words, "letters, digits" in words) == (True, False)
    assert f'another id, such as "{other}"' in " ".join(ran.err.split())


@pytest.mark.parametrize("typed", ["Green/Red", "green / red", "Green to Red", "red, green", "Red and Green"])
def test_two_ratings_in_one_text_are_asked_about(actionplan, plan, typed):
    (plan / "round.csv").write_text(f'Ref,RAG\n1.1,"{typed}"\n')
    before = text_of(plan)
    for options in (["1.1", "--rating", typed, "--note", "N"], ["--from", "round.csv"]):
        ran = actionplan("update", *options, "--by", "hcc", "--yes")
        words = " ".join(ran.err.split())
        assert ran.code
        assert "names 2 ratings" in words
        assert ("green" in words.partition("write ")[2], "red" in words.partition("write ")[2]) == (True, True)
    assert text_of(plan) == before


@pytest.mark.parametrize("typed", ["30/06/3027", "30 June 3027", "30.6.3027"])
def test_a_date_is_refused_for_its_year(actionplan, plan, typed):
    ran = actionplan("redate", "1.1", typed, "--reason", "R", "--by", "hcc", "--yes")
    words = " ".join(ran.err.split())
    assert (ran.code, "the year of" in words, 'did you mean "2027-06-30"?' in words) == (2, True, True)
