"""`actionplan resolutions`: a motions tracker as a committee prints it, and `update --reported-to`."""

import json
import re

import pytest

from conftest import ACTION, PLAN, REPOSITORY, bare

RESOLUTION = """
title = "Do better"
body = "board"
on = 2026-01-20
outcome = "carried"
report_every = "quarter"

[[clauses]]
id = "a"
text = "Build it"
actions = ["1.1"]

[[clauses]]
id = "b"
text = "Say sorry"
no_action_because = "A letter"
"""


def flowing(text):
    """Return a text without its line ends, which depend on how long names are."""
    return " ".join(text.split())


@pytest.fixture
def tracked(make_plan, monkeypatch):
    root = make_plan({"resolutions/r.toml": RESOLUTION, "actions/1.1.toml": ACTION})
    monkeypatch.chdir(root)
    return root


def test_a_report_on_one_clause_is_shown_with_that_clause(actionplan, tracked):
    told = '\n[[status]]\non = 2026-05-01\nby = "hcc"\nclause = "a"\nreported_to = "board"\n'
    (tracked / "resolutions" / "r.toml").write_text(RESOLUTION + told, encoding="utf-8")
    before, after = flowing(actionplan("resolutions").out).split("a Build it")
    assert "reported back on some clauses only" in before
    assert "last reported" not in before
    assert after.count("last reported on 1 May 2026 to Improvement Board") == 1


@pytest.mark.parametrize(
    ("plan", "day"), [("plans/hertfordshire-send", "2026-11-24"), ("examples/northshire-send", "2025-10-01")]
)
def test_whole_screen(actionplan, golden, monkeypatch, plan, day):
    monkeypatch.chdir(REPOSITORY)
    ran = actionplan("resolutions", plan, "--as-at", day)
    assert ran.code == 0
    golden(f"resolutions-{plan.rpartition('/')[2]}.txt", ran.out)


def test_as_a_table_and_as_json(actionplan, golden, monkeypatch):
    monkeypatch.chdir(REPOSITORY)
    options = ("resolutions", "examples/northshire-send", "--as-at", "2025-10-01", "--format")
    golden("resolutions-northshire-send.md", actionplan(*options, "markdown").out)
    answer = json.loads(actionplan(*options, "json").out)
    assert (answer["kind"], answer["totals"]["open"], answer["totals"]["overdue_reports"]) == ("resolutions", 2, 1)
    (first, second) = answer["plans"][0]["open"]
    assert (first["report_due"], first["report_days_overdue"]) == ("2025-05-21", 133)
    assert (second["report_every"], second["report_due"], second["overdue"]) == (None, None, True)


def test_as_a_web_page(actionplan, tracked):
    page = bare(actionplan("resolutions", "--format", "html").out)
    assert re.findall("<h[1-6]>.*?</h[1-6]>", page) == ["<h1>Resolutions as at 24 Nov 2026</h1>", "<h2>A plan</h2>"]
    assert "<caption>Resolutions of A plan</caption>" in page
    headings, *rows = re.findall("<tr>.*?</tr>", page)
    assert headings.count('<th scope="col">') == 9
    assert [row.count("<td>") for row in rows] == [9, 9], "a row for each clause"
    assert '<td>20 Apr 2026, <span class="late">218 days overdue</span></td>' in rows[0]
    assert "<li>1 with a report overdue</li>" in page


def test_a_page_without_resolutions_has_no_table(actionplan, make_plan):
    page = actionplan("resolutions", make_plan(), "--format", "markdown").out
    assert "No resolution to show." in page
    assert "|" not in page


@pytest.mark.parametrize("name", ["board", "Improvement Board", "improvement board"])
def test_a_body_is_named_by_id_or_by_name(actionplan, tracked, name):
    assert "Open: 1" in actionplan("resolutions", "--body", name).out


def test_what_is_chosen(actionplan, tracked):
    assert "Open: 1" in actionplan("resolutions", "--body", "board").out
    assert "No resolution to show." in actionplan("resolutions", "--body", "hcc").out
    assert (
        'there is no body "bord": did you mean "board" (Improvement Board)?'
        in actionplan("resolutions", "--body", "bord").err
    )
    late = flowing(actionplan("resolutions", "--overdue").out)
    assert "report due 20 Apr 2026, ! 218 days overdue" in late
    assert "! 785 days overdue" in late
    assert "not carried" not in late
    assert (
        "No open resolution is known to have anything overdue."
        in actionplan("resolutions", "--overdue", "--as-at", "2026-01-19").out
    )


def test_a_report_puts_the_next_one_off(actionplan, tracked):
    ran = actionplan("update", "r", "--reported-to", "board", "--note", "Item 9", "--by", "hcc", "--on", "2026-10-06")
    assert ran.code == 0
    assert 'reported_to = "board"' in ran.out
    shown = flowing(actionplan("resolutions").out)
    assert "a report back is due every quarter; last reported on 6 Oct 2026 to Improvement Board" in shown
    assert "report due 6 Jan 2027" in shown
    earlier = flowing(actionplan("resolutions", "--as-at", "2026-10-05").out)
    assert "no report back is recorded; report due 20 Apr 2026" in earlier


def test_a_report_to_nobody_known_is_not_written(actionplan, tracked):
    ran = actionplan("update", "r", "--reported-to", "bord", "--by", "hcc")
    assert ran.code == 1
    assert 'did you mean "board"?' in ran.out + ran.err


def test_actions_are_not_reported_back(actionplan, tracked):
    ran = actionplan("update", "1.1", "--reported-to", "board", "--by", "hcc")
    assert ran.code == 2
    assert "an action has no --reported-to" in ran.err


def test_what_is_due_at_the_next_meeting(actionplan, make_plan):
    meeting = '\n[[meetings]]\nbody = "board"\non = 2026-12-08\n'
    root = make_plan({"plan.toml": PLAN + meeting, "resolutions/r.toml": RESOLUTION})
    shown = flowing(actionplan("resolutions", root).out)
    assert "due at the next meeting, 8 Dec 2026" in shown
    assert "1 due to be reported at the next meeting of the body" in shown


def test_a_clause_is_closed_by_an_entry_and_not_by_a_reason(actionplan, tracked):
    reason = "not known whether done; the plan's reason for having no action: A letter"
    assert reason in " ".join(actionplan("resolutions").out.split())
    actionplan("update", "r", "--clause", "b", "--state", "complete", "--note", "Sent", "--by", "hcc")
    actionplan("update", "1.1", "--state", "complete", "--evidence", "https://example.org/a", "--by", "hcc")
    shown = actionplan("resolutions").out
    assert "Fulfilled: 1" in shown
    assert "report due" not in shown
    assert "No resolution is open.\n1 is fulfilled." in shown


def test_a_clause_that_will_not_be_done_is_not_open(actionplan, tracked):
    for clause in "ab":
        text = RESOLUTION.replace('actions = ["1.1"]', 'no_action_because = "None fits"')
        (tracked / "resolutions/r.toml").write_text(text)
        actionplan("update", "r", "--clause", clause, "--state", "cancelled", "--reason", "Lapsed", "--by", "board")
    text += "".join(
        f'\n[[status]]\non = 2026-06-02\nby = "board"\nclause = "{clause}"\nstate = "cancelled"\n' for clause in "ab"
    )
    (tracked / "resolutions/r.toml").write_text(text)
    assert "cancelled; the plan's reason for having no action: None fits" in actionplan("resolutions").out
    assert "No resolution is open." in actionplan("resolutions").out


def test_resolutions_without_clauses_or_day_stay_open(actionplan, make_plan):
    head = 'title = "Old one"\nbody = "board"\non = "unknown"\noutcome = "carried"\ngroup = "hcc"\n'
    root = make_plan({"resolutions/r.toml": head})
    shown = actionplan("resolutions", root)
    assert "The text of its clauses is not on record." in shown.out
    assert "1 resolution is open, with 0 open clauses." in shown.out
    assert "| Day not known | Old one" in actionplan("resolutions", root, "--format", "markdown").out


def test_what_people_wrote_stays_within_its_cell(actionplan, make_plan):
    root = make_plan({"resolutions/r.toml": RESOLUTION.replace("Do better", "Do | *better*")})
    assert "Do \\| \\*better\\* (r)" in actionplan("resolutions", root, "--format", "markdown").out


def test_it_says_what_it_could_not_read(actionplan, make_plan):
    ran = actionplan("resolutions", make_plan({"resolutions/r.toml": "title ="}))
    assert ran.code == 2
    assert ran.out.startswith("PARTIAL: 1 file could not be read")


def test_a_selection_of_resolutions_is_stated(actionplan, make_plan):
    out = actionplan("resolutions", make_plan(), "--body", "board", "--open").out
    assert "Only resolutions put to board, that are open; others are not shown." in out


def test_a_resolution_whose_outcome_no_source_has_is_not_called_lost(actionplan, tracked):
    """A committee that reads "not carried" takes the resolution for voted down."""
    lost = RESOLUTION.replace('outcome = "carried"', 'outcome = "lost"')
    unknown = RESOLUTION.replace('outcome = "carried"', 'outcome = "unknown"').replace("2026-01-20", '"unknown"')
    (tracked / "resolutions" / "lost.toml").write_text(lost, encoding="utf-8")
    (tracked / "resolutions" / "no-source.toml").write_text(unknown, encoding="utf-8")
    shown = flowing(actionplan("resolutions").out)
    assert "Day not known Do better (no-source) outcome not known, Improvement Board" in shown
    assert "None is fulfilled; 1 more was lost; of 1 more the outcome is not known." in shown
    assert "no-source Do better outcome not known r Do better" in flowing(actionplan("status").out)
    tally = json.loads(actionplan("resolutions", "--format", "json").out)["totals"]
    assert (tally["not_carried"], tally["outcome_unknown"]) == (2, 1)
