"""The monthly round: one owner's open actions on one page, each answered and saved alone."""

import datetime as dt
import re
from html import unescape

import pytest

from actionplan.web.app import make_app
from actionplan.web.store import PlanStore

ROUND = "/p/round/council"
SECOND = """title = "Train the staff"
areas = ["A"]
owner = "council"
agreed = 2024-01-10
due = 2026-01-31
after = ["1.1"]
"""


def parts(page):
    """Return the text of each action of a round, by its id."""
    found = re.findall(r'<section class="part" id="action-([^"]+)">(.*?)</section>', page, re.DOTALL)
    return {name: unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))) for name, text in found}


@pytest.fixture
def keeper(keeper):
    """Return a browser for a plan with two open actions of one owner."""
    (keeper.root / "actions/1.2.toml").write_text(SECOND)
    return keeper


def answer(keeper, action, form, **values):
    """Answer the round for an action, confirm what is asked, and return the answer to saving."""
    address = f"/p/actions/{action}/{form}"
    page = keeper.get(ROUND).partition(f'action="{address}"')[2].partition("</form>")[0]
    checked = keeper.send(address, page=page, **values).get_data(as_text=True)
    boxes = re.findall(r'name="confirmed" value="([^"]*)"', checked)
    return keeper.send(address, "save", checked, confirmed=boxes)


def test_the_menu_leads_to_the_owners_and_they_to_their_actions(keeper):
    assert '<a href="/p/round">This month&#39;s round</a>' in keeper.get("/p/")
    assert 'href="/p/round/council"' in keeper.get("/p/")  # what needs doing
    page = keeper.get("/p/round")
    assert 'href="/p/round/council"' in page
    assert "2 open actions" in page
    assert "none reported on since" in page


def test_a_round_has_the_open_actions_the_longest_overdue_first_with_what_waits_and_the_last_words(keeper):
    found = parts(keeper.get(ROUND))
    assert list(found) == ["1.2", "1.1"]
    assert "Anyshire Council said on 5 Jan 2026: “Two of ten.”" in found["1.1"]
    assert "What waits for it: 1.2 Train the staff" in found["1.1"]
    assert "Milestones overdue: Staff found" in found["1.1"]
    for text in found.values():
        assert re.search("Nothing has changed.*It is finished.*There is something to report", text)


def test_the_answers_are_there_for_the_keyboard_and_the_names_of_elements_are_unique(keeper):
    page = keeper.get(ROUND)
    names = re.findall(r' id="([^"]+)"', page)
    assert len(names) == len(set(names))
    assert page.count('<details class="answer"><summary>') == 6


def test_each_answer_is_saved_separately_and_leads_to_the_next_action(keeper):
    before = keeper.read("actions/1.1.toml")
    saved = answer(keeper, "1.2", "unchanged", note="It waits for the staff.", by="council")
    [entry] = re.findall(r"\?saved=unchanged&of=1\.2&entry=(\w+)&next=1\.1#action-1\.1$", saved.headers["Location"])
    assert b'note = "It waits for the staff."' in keeper.read("actions/1.2.toml")
    assert keeper.read("actions/1.1.toml") == before

    page = keeper.get(saved.headers["Location"])
    assert "That nothing has changed is saved on this computer." in page
    assert f'href="/p/actions/1.2/undo?round=1&amp;entry={entry}"' in page
    assert page.count("Undo this") == 1
    assert "Undo this" in page.partition('id="action-1.1"')[2].partition("<h2")[0]  # where one lands
    assert "Reported on in this round." in parts(page)["1.2"]
    assert "1 reported on since" in keeper.get("/p/round")


def test_what_is_finished_leaves_the_round(keeper):
    saved = answer(keeper, "1.1", "done", evidence="https://example.org/minutes", by="council")
    assert re.search(r"\?saved=done&of=1\.1&entry=\w+&next=1\.2#action-1\.2$", saved.headers["Location"])
    assert b'state = "complete"' in keeper.read("actions/1.1.toml")
    assert list(parts(keeper.get(ROUND))) == ["1.2"]


def test_the_last_answer_leads_to_the_top_of_the_round(keeper):
    answer(keeper, "1.2", "unchanged", note="Waits.", by="council")
    saved = answer(keeper, "1.1", "update", progress="40", by="council")
    assert re.search(r"\?saved=update&of=1\.1&entry=\w+$", saved.headers["Location"])
    assert "All of them were reported on" in keeper.get(ROUND)


def test_an_answer_that_is_wrong_comes_back_and_leads_back_to_its_action(keeper):
    page = keeper.send("/p/actions/1.1/unchanged", page=keeper.get(ROUND), note="", by="council")
    assert page.status_code == 400
    assert "Say why nothing has changed" in page.get_data(as_text=True)
    assert f'href="{ROUND}#action-1.1">Leave without saving' in page.get_data(as_text=True)


def test_a_break_loses_nothing(keeper):
    kept = keeper.send("/p/actions/1.1/update", "keep", keeper.get(ROUND), note="Half a sentence", by="council")
    assert kept.headers["Location"] == f"{ROUND}#action-1.1"
    assert b"Half" not in keeper.read("actions/1.1.toml")
    page = keeper.get(ROUND)
    assert '<details class="answer" open>' in page
    assert "it is not saved yet" in parts(page)["1.1"]
    assert "Half a sentence</textarea>" in page


def test_a_form_that_was_begun_leads_back_to_what_was_entered(keeper):
    keeper.send("/p/actions/1.1/update", note="Half a sentence", progress="x", by="council")
    assert 'href="/p/actions/1.1/update?draft=1">Go on with it' in keeper.get("/p/actions/1.1/update")


def test_no_round_for_an_unknown_body_for_another_day_or_where_nothing_is_written(keeper):
    assert keeper.client.get("/p/round/nobody", base_url="http://127.0.0.1").status_code == 404
    assert "This month" not in keeper.get("/p/?as_at=2026-02-01").partition("</nav>")[0]
    other_day = keeper.get(f"{ROUND}?as_at=2026-02-01")
    assert parts(other_day) == {}
    assert f'<a href="{ROUND}">Go to today' in other_day
    reading = make_app(PlanStore([str(keeper.root)]), dt.date.today).test_client()
    assert reading.get("/p/round", base_url="http://127.0.0.1").status_code == 404
