"""Forms that make something new: a record, or a part of one."""

import re
import shutil

import pytest

from actionplan.model.kinds import FOLDERS
from actionplan.web.writing.form import command_words
from actionplan.web.writing.new_ids import next_ids
from keeping import Keeper, said, write_plan
from new_records import form_of, options_of

ASKED_ELSEWHERE = {"measure": {"areas"}, "review": {"area_outcomes"}}
"""Options of commands that are forms of their own."""

ENTERED = {
    "action": {
        "id": ["1.2"],
        "title": ["Train SENCOs, the -- first"],
        "areas": ["A"],
        "owner": ["icb"],
        "partners": ["council", "board"],
        "due": ["March 2027"],
        "start": ["1 Jan 2027"],
        "success": ["Nobody waits\nlonger than a term"],
        "milestones": ["31 March 2027: Trainers found\n\nAll trained"],
        "waiting_on": ["Anyshire ICB\nThe Department"],
        "after": ["1.1"],
        "source": ["https://example.org/a\nhttps://example.org/b"],
    },
    "area": {
        "id": ["B"],
        "title": ["Share data"],
        "kind": ["improvement"],
        "findings": ["Data is late\nData is wrong"],
        "findings_made": ["5"],
    },
    "measure": {
        "id": ["timely"],
        "title": ["Plans in time"],
        "unit": ["per cent"],
        "direction": ["up"],
        "baseline": ["38.5%"],
        "baseline_period": ["2024"],
        "duty.value": ["100"],
        "duty.text": ["Every plan: within 20 weeks"],
        "readings_every": ["quarter"],
    },
    "risk": {
        "id": ["R1"],
        "title": ["Posts stay vacant"],
        "residual.likelihood": ["3"],
        "residual.impact": ["4"],
        "areas": ["A"],
        "actions": ["1.1"],
        "effect": ["Families wait"],
    },
    "resolution": {
        "id": ["2025-12-09-a"],
        "title": ["Act faster"],
        "body": ["council"],
        "on": ["9 December 2025"],
        "outcome": ["carried-as-amended"],
        "clauses": ["Hurry up\nReport back"],
        "votes.for": ["41"],
        "votes.abstained": ["3"],
        "stances": ["orchard=for"],
        "report_every": ["half-year"],
    },
    "review": {
        "id": ["2025-visit"],
        "title": ["A visit"],
        "kind": ["monitoring"],
        "by": ["icb"],
        "held": ["June 2025"],
        "recommendations": ["Recruit"],
    },
}


def new(keeper, kind, /, **values):
    """Send the form that makes a record, and save it; return the answer."""
    return keeper.save(f"/p/new/{kind}", **{name.replace(".", "__"): value for name, value in values.items()})


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_form_makes_the_file_that_the_command_makes(kind, tmp_path, actionplan):
    by_form, by_command = write_plan(tmp_path / "form"), tmp_path / "command"
    shutil.copytree(by_form, by_command)
    values = ENTERED[kind]
    answer = new(Keeper(by_form, tmp_path / "drafts"), kind, **values)
    path = f"{FOLDERS[kind]}/{values['id'][0]}.toml"
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/p/{path.removesuffix('.toml')}?saved={kind}")

    words = command_words(form_of(kind), "", str(by_command), values)
    assert actionplan(*words[:2], "--yes", *words[2:]).code == 0
    assert (by_form / path).read_bytes() == (by_command / path).read_bytes()


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_form_asks_for_everything_that_the_command_takes(kind):
    asked = {each.name.partition(".")[0] for each in form_of(kind).fields}
    assert options_of("new", kind) - ASKED_ELSEWHERE.get(kind, set()) <= asked


def test_the_lists_of_records_lead_to_the_forms_and_so_does_the_first_page_where_a_list_is_empty(keeper):
    def tasks(page):
        return re.findall(r'href="/p/new/([^"]+)"', keeper.get(page))

    assert tasks("/p/actions") == ["action"]
    assert tasks("/p/") == ["area", "resolution", "measure", "risk", "review", "meeting"]
    new(keeper, "risk", **ENTERED["risk"])
    assert "risk" not in tasks("/p/")
    assert tasks("/p/risks") == ["risk"]


def test_what_was_added_can_be_taken_out_again_as_if_it_had_never_been(keeper, plan):
    files = sorted(plan.rglob("*.toml"))
    saved = keeper.get(new(keeper, "action", **ENTERED["action"]).headers["Location"])
    assert "The new action is saved on this computer." in said(saved)
    [undo] = re.findall(r'<a href="([^"]+)">Undo this</a>', saved)
    gone = keeper.send(undo, "save")
    assert gone.headers["Location"] == "/p/actions?saved=remove"
    assert "taken out again" in said(keeper.get(gone.headers["Location"]))
    assert sorted(plan.rglob("*.toml")) == files


def test_a_number_that_is_free_is_suggested_and_not_filled_in(keeper):
    page = keeper.get("/p/new/action")
    assert "The next free one is 1.2." in said(page)
    assert re.search(r'id="id" name="id" value=""', page)


@pytest.mark.parametrize(
    ("there", "free"),
    [
        (["1.1", "1.2", "2.9", "2.10"], ["1.3", "2.11"]),
        (["PA1", "PA2", "R7"], ["PA3", "R8"]),
        (["a", "b"], ["c"]),
        (["timely-plans", "z"], []),
        ([], []),
    ],
)
def test_the_next_number_of_each_series_is_free(there, free):
    assert next_ids(there) == free


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ("1.1", 'The action "Cut the wait" has it already: choose another'),
        ("a", 'The area "Timeliness" has it already: choose another'),
        ("1 2", "Use only letters, digits, points and hyphens"),
        ("../1", "Use only letters, digits, points and hyphens"),
        ("", "Enter it"),
    ],
)
def test_what_is_wrong_with_a_number_is_at_its_field(keeper, entered, sentence):
    answer = keeper.send("/p/new/action", title="Another", areas=["A"], id=entered)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert sentence in said(page)
    assert '<li><a href="#id">' in page


def test_all_that_is_wrong_is_listed_at_once_in_the_order_of_the_fields(keeper):
    page = keeper.send("/p/new/action", id="1.1", due="soonish", short="x" * 40).get_data(as_text=True)
    summary = page.partition('<div class="problem"')[2].partition("</div>")[0]
    assert re.findall(r'<a href="#([^"]+)">', summary) == ["id", "title", "areas-1", "due", "short"]
    for name in ("id", "title", "areas", "due", "short"):
        assert f'id="{name}-error"' in page


def test_what_few_need_is_folded_until_something_is_entered_there(keeper):
    assert '<details class="rare"><summary>More that can be said</summary>' in keeper.get("/p/new/action")
    wrong = keeper.send("/p/new/action", short="x" * 40).get_data(as_text=True)
    assert '<details class="rare" open>' in wrong


def test_a_new_record_is_shown_in_words_with_its_parts(keeper):
    shown = said(keeper.send("/p/new/action", **ENTERED["action"]))
    assert "Owner Anyshire ICB" in shown
    assert "Milestone Trainers found; due date 31 Mar 2027" in shown
    assert "It has not been saved yet." in shown


def test_who_reviewed_is_not_filled_in_with_who_writes(plan, tmp_path):
    page = Keeper(plan, tmp_path / "drafts", by="council").get("/p/new/review")
    assert "checked" not in page


def test_no_action_is_added_where_there_is_no_area_yet(keeper, plan):
    shutil.rmtree(plan / "areas")
    shutil.rmtree(plan / "actions")
    assert "/p/new/action" not in keeper.get("/p/actions")
