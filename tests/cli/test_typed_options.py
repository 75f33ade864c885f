"""Options take dates, names and words as people write them, and answer in the words of an option."""

import pytest

PLAN = """format = 1
id = "p"
title = "Plan"
agreed = 2024-01-01
year_starts = "04-01"
[bodies.hcc]
name = "Example Council"
kind = "council"
[bodies.cyp]
name = "Children\u2019s Services & Caf\u00e9"
kind = "team"
aliases = ["People directorate"]
[bodies.board]
name = "Board"
kind = "board"
[terms.autumn-2026]
from = 2026-09-01
until = 2026-12-18
label = "Autumn term 2026"
[ratings.amber]
label = "At risk"
meaning = "May be late"
"""
ACTION = 'title = "T"\nareas = ["PA1"]\nowner = "cyp"\ndue = 2025-12-31\n'


@pytest.fixture
def plan(make_plan, monkeypatch):
    folder = make_plan({"plan.toml": PLAN, "actions/1.1.toml": ACTION})
    monkeypatch.chdir(folder)
    return folder


def text_of(plan):
    return (plan / "actions/1.1.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("5-Nov-26", "2026-11-05"),
        ("05/11/2026 00:00", "2026-11-05"),
        ("46331", "2026-11-05"),
        ("Sept 26", '"2026-09"'),
        ("2026/27", '"FY2026-27"'),
        ("Q3 2026/27", '"FY2026-27-Q3"'),
        ("October to December 2026", '"FY2026-27-Q3"'),
        ("end of Q2 2026/27", '"FY2026-27-Q2"'),
        ("Autumn term 2026", '"autumn-2026"'),
        ("Autumn 2026", '"autumn-2026"'),
        ("Ongoing", '"ongoing"'),
    ],
)
def test_a_date_is_written_as_a_file_has_it(actionplan, plan, typed, written):
    assert actionplan("redate", "1.1", typed, "--reason", "R", "--by", "hcc", "--yes").code == 0
    assert f"due = {written}\n" in text_of(plan).partition("[[status]]")[2]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("Q3 2026", "write FY2026-27-Q3 (October to December 2026) or 2026-Q3 (July to September 2026)"),
        ("early 2027", "write 2027-Q1 (January to March 2027) or 2027"),
        ("Spring 2027", 'the plan declares no term "Spring 2027"; it declares autumn-2026'),
        ("31/06/2026", "June has 30 days"),
        ("soon", "write 30 Sep 2024, Sep 2024, Q3 2024/25"),
    ],
)
def test_what_is_unclear_is_asked_about_in_the_words_of_an_option(actionplan, plan, typed, answer):
    before = text_of(plan)
    ran = actionplan("redate", "1.1", typed, "--reason", "R", "--by", "hcc", "--yes")
    assert (ran.code, text_of(plan)) == (2, before)
    assert answer in " ".join(ran.err.split())
    assert "quotes" not in ran.err


@pytest.mark.parametrize("typed", ["People directorate", "CYP", "people\u00a0 directorate"])
@pytest.mark.parametrize(
    "command",
    [["due", "--by"], ["status", "--owner"], ["challenge", "--owner"]],
    ids=["due", "status", "challenge"],
)
@pytest.mark.parametrize("plans", [1, 2, 7])
def test_a_body_by_any_of_its_names_for_one_plan_and_for_many(actionplan, make_plan, typed, command, plans):
    folders = [
        make_plan({"plan.toml": PLAN.replace('"p"', f'"p{number}"'), "actions/1.1.toml": ACTION}, name=f"p{number}")
        for number in range(plans)
    ]
    by_id = actionplan(*command, "cyp", *folders)
    by_name = actionplan(*command, typed, *folders)
    assert by_id.code == by_name.code
    assert by_name.out.replace(typed, "cyp") == by_id.out


def test_a_body_in_decomposed_letters_and_with_other_quotes(actionplan, plan):
    typed = "children's services and Cafe\u0301"
    assert actionplan("amend", "1.1", "--partner", typed, "--reason", "R", "--by", typed, "--yes").code == 0
    assert 'partners = ["cyp"]' in text_of(plan)
    assert 'by = "cyp"' in text_of(plan)


def test_a_body_that_no_plan_has_is_refused_with_the_nearest(actionplan, plan):
    ran = actionplan("status", "--owner", "People directorat")
    assert ran.code == 2
    answer = 'there is no body "People directorat": did you mean "cyp" (Children\u2019s Services & Caf\u00e9)?'
    assert answer in " ".join(ran.err.split())


@pytest.mark.parametrize(
    ("typed", "written"),
    [("In\u00a0Progress", "in-progress"), ("underway", "in-progress"), ("On hold", "suspended")],
)
def test_a_state_in_other_words(actionplan, plan, typed, written):
    assert actionplan("update", "1.1", "--state", typed, "--note", "N", "--by", "hcc").code == 0
    assert f'state = "{written}"' in text_of(plan)


def test_a_word_that_is_no_state_is_asked_about(actionplan, plan):
    ran = actionplan("update", "1.1", "--state", "Closed", "--note", "N", "--by", "hcc")
    assert ran.code == 2
    assert '"Closed" does not say whether it was done: write complete or cancelled' in " ".join(ran.err.split())


def test_a_rating_by_its_label(actionplan, plan):
    assert actionplan("update", "1.1", "--rating", "at\u00a0risk", "--note", "N", "--by", "hcc").code == 0
    assert 'rating = "amber"' in text_of(plan)


@pytest.mark.parametrize("typed", ["Sep 2026", "2026-Q3", "FY2026-27"])
def test_a_period_where_a_day_belongs_names_its_ends(actionplan, plan, typed):
    ran = actionplan("status", "--as-at", typed)
    assert ran.code == 2
    assert f'"{typed}" is not one day: write 202' in " ".join(ran.err.split())


def test_a_date_that_is_the_same_in_other_words_changes_nothing(actionplan, plan):
    ran = actionplan("redate", "1.1", "31 December 2025", "--reason", "R", "--by", "hcc", "--yes")
    assert (ran.code, "already has this value" in " ".join(ran.err.split())) == (2, True)


@pytest.mark.parametrize(
    ("typed", "written", "what"),
    [
        ("A\tB", "A B", "tabs"),
        ("A\u200bB\ufeff", "AB", "invisible characters"),
        ("A\u202eB", "AB", "invisible characters"),
        ("A\u00a0B", "A B", "blanks of another sort"),
        ("A\u2028B", "A\\nB", "line ends of another sort"),
        ("A\r\nB\r", "A\\nB", "line ends of another sort"),
        ("A\x0bB", "A\\nB", "line ends of another sort"),
        ("Cafe\u0301", "Caf\u00e9", "letters in two parts"),
        ("It\x92s", "It\u2019s", "characters in the encoding of Windows"),
        ("A\x07B", "AB", "control characters"),
    ],
)
def test_a_pasted_text_is_stored_without_what_nobody_intends_and_that_is_reported(
    actionplan, plan, typed, written, what
):
    ran = actionplan("update", "1.1", "--note", typed, "--by", "hcc")
    assert ran.code == 0
    note = text_of(plan).partition("note = ")[2]
    assert note.replace('"""\n', '"').replace("\n", "\\n").startswith(f'"{written}')
    assert ran.err.startswith(f"Note: removed or replaced in the text: {what}.")


@pytest.mark.parametrize(
    "typed",
    ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\U0001f469\u200d\U0001f52c", "\u201cA\u201d \u2013 B"],
)
def test_what_is_intended_stays(actionplan, plan, typed):
    ran = actionplan("update", "1.1", "--note", typed, "--by", "hcc")
    assert (ran.code, "Note:" in ran.err) == (0, False)
    assert typed in text_of(plan)


@pytest.mark.parametrize(
    "command",
    [
        ["new", "action", "1.2", "--title", "A\tB", "--area", "PA1", "--owner", "hcc"],
        ["new", "area", "A2", "--title", "A\u200b B", "--kind", "other"],
        ["redate", "1.1", "2026-06-30", "--reason", "A\u00a0B", "--by", "hcc", "--yes"],
    ],
    ids=["new action", "new area", "redate"],
)
def test_every_command_that_writes_cleans_its_texts(actionplan, plan, command):
    ran = actionplan(*command)
    assert ran.code == 0
    assert "Note: removed or replaced in the text" in ran.err
    files = [file.read_text(encoding="utf-8") for file in plan.rglob("*.toml")]
    assert any('"A B"' in text for text in files)
    assert not any(odd in text for text in files for odd in ("\t", "\u200b", "\u00a0"))


def test_an_entry_in_the_future_has_one_problem(actionplan, plan):
    ran = actionplan("update", "1.1", "--note", "N", "--by", "hcc", "--on", "2027-12-31")
    assert (ran.code, "E302" in ran.err, "E303" in ran.err) == (1, True, False)


@pytest.mark.parametrize("command", ["status", "challenge", "risks", "measures"])
def test_an_area_without_its_capitals(actionplan, plan, command):
    assert actionplan(command, "--area", "pa1").out == actionplan(command, "--area", "PA1").out


@pytest.mark.parametrize(
    ("kind", "options", "line"),
    [
        ("area", ["--kind", "Priority action"], 'kind = "priority-action"'),
        ("resolution", ["--body", "board", "--on", "1 Oct 2026", "--outcome", "Agreed"], 'outcome = "carried"'),
        ("measure", ["--unit", "days", "--direction", "Lower", "--every", "Quarterly"], 'readings_every = "quarter"'),
    ],
)
def test_a_word_of_the_format_in_other_words(actionplan, plan, kind, options, line):
    assert actionplan("new", kind, "X1", "--title", "T", *options, "--yes").code == 0
    assert line in (plan / f"{kind}s/X1.toml").read_text(encoding="utf-8")


def test_a_word_that_is_none_of_the_format_lists_those_that_are(actionplan, plan):
    ran = actionplan("new", "area", "X1", "--title", "T", "--kind", "theme")
    assert (ran.code, "'theme' is not one of 'priority-action'" in ran.err) == (2, True)
