"""A plan from a spreadsheet in the browser: shown as it is read, made beside the others, and brought up to date."""

import re
from html import unescape
from io import BytesIO

import pytest

from keeping import shown_hidden

SHEET = b"""Ref,Action,Owner,Due date,Status,Remarks
1.1,Cut the wait,County Council,31/3/2027,In progress,Two of ten
1.2,Train the staff,County Council,3/4/2027,Not started,
"""
NEWER = SHEET.replace(b"Not started", b"In progress")


def post(keeper, address, page, **values):
    """Send a form with what its page hides, and with what is in its fields."""
    shown = dict(re.findall(r'<input type="text"[^>]* name="([^"]+)" value="([^"]+)"', page))
    data = {**shown_hidden(page), **shown, **values}
    return keeper.client.post(address, base_url="http://127.0.0.1", data=data)


def sent(keeper, address, data, name="North plan.csv"):
    """Send a file, and return the address of the page that shows what is in it."""
    files = {**shown_hidden(keeper.get(address)), "file": (BytesIO(data), name)}
    return keeper.client.post(address, base_url="http://127.0.0.1", data=files).headers["Location"]


@pytest.fixture
def where(keeper):
    """Return the address of the page that shows the file."""
    return sent(keeper, "/import", SHEET)


def made(keeper, where):
    """Make the plan of the page that shows a file, and return the answer."""
    page = keeper.get(where)
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', page)
    return post(keeper, where, page, step="save", confirmed=boxes)


def test_each_column_is_shown_with_what_it_is_read_as_before_anything_is_made(keeper, where):
    page = unescape(keeper.get(where))
    for text in ("Due date", "100%", "Cut the wait; Train the staff", "18 cells:"):
        assert text in page
    assert 'name="folder" value="north-plan"' in page
    assert "--" not in re.sub(r"<[^>]+>", "", page.partition("<main")[2].partition("</main>")[0])
    assert sorted(each.name for each in keeper.root.parent.iterdir() if each.is_dir()) == ["drafts-files", "plan"]


def test_the_plan_is_made_beside_the_others_and_its_page_is_opened(keeper, where):
    answer = made(keeper, where)
    assert (answer.status_code, answer.headers.get("Location")) == (303, "/north-plan/"), answer.get_data(as_text=True)
    assert (keeper.root.parent / "north-plan/actions/1.1.toml").exists()
    assert "Cut the wait" in keeper.get("/north-plan/actions")
    assert "Make another plan of a spreadsheet" in keeper.get("/")
    assert "This file is not here any more" in keeper.get(where)


def test_what_the_command_would_ask_is_answered_in_the_form(keeper, where):
    column = f"column-{b'Remarks'.hex()}"
    answers = {"title": "The north", "date_order": "month-first", column: "extra"}
    page = post(keeper, where, keeper.get(where), step="check", **answers).get_data(as_text=True)
    assert "The north" in page
    assert "as you say" in page
    assert post(keeper, where, page, step="save", **answers).status_code == 303
    assert b"due = 2027-03-04" in (keeper.root.parent / "north-plan/actions/1.2.toml").read_bytes()


@pytest.mark.parametrize("name", ["../out", "/tmp/out", "plan", "North", "a/b", ""])
def test_a_plan_is_never_made_elsewhere(keeper, where, name):
    page = keeper.get(where)
    answer = post(keeper, where, page, step="save", folder=name)
    assert answer.status_code == 400
    assert 'href="#folder"' in answer.get_data(as_text=True)


def test_cells_that_cannot_be_read_are_named_and_can_be_left_out(keeper):
    where = sent(keeper, "/import", SHEET.replace(b"31/3/2027", b"31/2/2027"))
    page = keeper.get(where)
    assert "D2" in page
    assert "Make the plan" not in page
    checked = post(keeper, where, page, step="check", also="leave-out-bad").get_data(as_text=True)
    assert "Make the plan" in checked
    assert post(keeper, where, checked, step="save", also="leave-out-bad").status_code == 303


def test_what_is_no_table_is_refused_in_words(keeper):
    assert "There is a problem" in keeper.get(sent(keeper, "/import", b"\x00\x01\x02", "a.xlsx"))


def test_a_newer_version_of_the_spreadsheet_is_shown_and_taken_in(keeper, where):
    made(keeper, where)
    newer = sent(keeper, "/north-plan/import", NEWER)
    page = keeper.get(newer)
    assert "1 action changed" in page
    saved = made(keeper, newer)
    assert "Taken in" in saved.get_data(as_text=True)
    assert b'state = "in-progress"' in (keeper.root.parent / "north-plan/actions/1.2.toml").read_bytes()
    same = sent(keeper, "/north-plan/import", NEWER)
    assert "Nothing has changed in the file since the last import." in keeper.get(same)
