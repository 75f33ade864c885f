"""Workbooks for owners in the browser: made, downloaded, and taken in once each cell was shown."""

import datetime as dt
import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from keeping import shown_hidden
from returned import filled

RETURNS = "/p/returns"
WANTED = dt.date.today() + dt.timedelta(days=14)


def post(keeper, address, page, **values):
    """Send a form with what its page hides."""
    data = {**shown_hidden(page), **values}
    return keeper.client.post(address, base_url="http://127.0.0.1", data=data)


def made(keeper):
    """Make the workbooks, and return the one of the council."""
    checked = post(keeper, f"{RETURNS}/make", keeper.get(f"{RETURNS}/make"), due=WANTED.isoformat(), step="check")
    page = checked.get_data(as_text=True)
    answer = post(keeper, f"{RETURNS}/make", page, due=WANTED.isoformat(), step="save")
    assert (answer.status_code, answer.headers["Location"]) == (303, RETURNS), answer.get_data(as_text=True)
    [link] = re.findall(r'href="(/p/returns/workbooks/[^"]+)">p-council', keeper.get(RETURNS))
    return keeper.client.get(link, base_url="http://127.0.0.1").data


def sent(keeper, data, name="back.xlsx"):
    """Send a workbook that came back, and return the address that it leads to."""
    files = {**shown_hidden(keeper.get(RETURNS)), "file": (BytesIO(data), name)}
    return keeper.client.post(f"{RETURNS}/receive", base_url="http://127.0.0.1", data=files)


@pytest.fixture
def workbook(keeper):
    """Return the workbook that was made for the council."""
    return made(keeper)


def test_workbooks_are_made_only_when_that_is_confirmed_and_can_be_downloaded(keeper):
    assert "No workbook has been made yet." in keeper.get(RETURNS)
    checked = post(keeper, f"{RETURNS}/make", keeper.get(f"{RETURNS}/make"), due=WANTED.isoformat(), step="check")
    assert "1 workbook, wanted back by" in checked.get_data(as_text=True)
    assert not (keeper.root / "receipts").exists()

    assert made(keeper)[:2] == b"PK"
    assert len(list((keeper.root / "receipts").iterdir())) == 1
    whole = keeper.client.get(f"{RETURNS}/workbooks", base_url="http://127.0.0.1").data
    assert ZipFile(BytesIO(whole)).namelist() == [f"p-council-{WANTED}.xlsx"]


def test_a_day_that_has_passed_is_refused(keeper):
    answer = post(keeper, f"{RETURNS}/make", keeper.get(f"{RETURNS}/make"), due="2020-01-01", step="check")
    assert answer.status_code == 400
    assert "has passed" in answer.get_data(as_text=True)


def test_who_has_not_answered_is_listed_with_a_reminder_to_copy(keeper, workbook):
    assert workbook
    page = keeper.get(RETURNS)
    assert "1 of 1 workbook still to be answered" in page
    [link] = re.findall(r'href="(/p/returns/remind/[^"]+)"', page)
    reminder = keeper.get(link)
    assert "1.1 Cut the wait" in reminder
    assert "To: Anyshire Council" in reminder


def test_a_workbook_is_shown_cell_by_cell_and_then_taken_in(keeper, workbook):
    before = keeper.read()
    answers = filled(workbook, {"1.1": {"State": "In progress", "% done": 40, "What was done": "Four of ten."}})
    where = sent(keeper, answers).headers["Location"]
    page = keeper.get(where)
    assert "“40” (on record 20%): to record" in page
    assert keeper.read() == before

    saved = post(keeper, where, page, step="save").get_data(as_text=True)
    assert "Taken in" in saved
    assert "Actions!F4" in saved  # the receipt
    assert b'note = "Four of ten."' in keeper.read()
    assert "Everybody has answered in full" in keeper.get(RETURNS)
    assert "This file is not here any more" in keeper.get(where)


def test_a_file_is_kept_while_its_cells_are_left_out_and_confirmed(keeper, workbook):
    before = keeper.read()
    answers = filled(workbook, {"1.1": {"State": "Nearly", "% done": 10, "What was done": "One of ten."}})
    where = sent(keeper, answers).headers["Location"]
    page = keeper.get(where)
    assert "Correct these cells and send the file again, or leave them out" in page
    assert "Save this" not in page
    left_out = post(keeper, where, page, step="check", leave_out="Actions!E4").get_data(as_text=True)
    assert "progress falls from 20%" in left_out

    again = post(keeper, where, left_out, step="save", leave_out="Actions!E4").get_data(as_text=True)
    assert "Nothing was saved yet." in again
    assert keeper.read() == before
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', left_out)
    saved = post(keeper, where, left_out, step="save", leave_out="Actions!E4", confirmed=boxes)
    assert "Taken in" in saved.get_data(as_text=True)
    assert b"progress = 10" in keeper.read()


def test_only_what_was_shown_is_saved(keeper, workbook):
    where = sent(keeper, filled(workbook, {"1.1": {"% done": 40}})).headers["Location"]
    page = keeper.get(where)
    before = keeper.read()
    changed = post(keeper, where, page, step="save", leave_out="Actions!F4")
    assert changed.status_code == 409
    assert keeper.read() == before


def test_what_is_no_workbook_and_what_comes_from_elsewhere_is_refused(keeper):
    empty = keeper.client.post(
        f"{RETURNS}/receive", base_url="http://127.0.0.1", data=shown_hidden(keeper.get(RETURNS))
    )
    assert empty.status_code == 400
    assert '<a href="#file">Choose a file' in empty.get_data(as_text=True)
    foreign = {"csrf_token": "x", "file": (BytesIO(b"a,b\n"), "a.csv")}
    answer = keeper.client.post(f"{RETURNS}/receive", base_url="http://127.0.0.1", data=foreign)
    assert answer.status_code == 400
    assert not (keeper.root.parent / "drafts-files").exists()
    where = sent(keeper, b"\x00\x01", "../../evil.exe").headers["Location"]
    assert "There is a problem" in keeper.get(where)
    [kept] = (keeper.root.parent / "drafts-files/sent").rglob("*.exe")
    assert kept.name == "evil.exe"
    assert keeper.client.get(f"{RETURNS}/receive/..%2f..", base_url="http://127.0.0.1").status_code == 404
