"""The page of every action has the figures of the JSON about it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from actionplan.model.records import Plan
from actionplan.model.text import day_text, days_text
from actionplan.report.show import show_json
from actionplan.summary.effective import ratings_as_at
from site_pages import DAY, Asked, Page, PageParts, ids_linked, words_in

Action = Mapping[str, Any]
TIMES = {1: "moved once", 2: "moved twice"}


@pytest.fixture
def every(asked: Asked, page: Page) -> list[tuple[Action, PageParts]]:
    """Return the JSON of each action with its page."""
    found = asked("status")["plans"][0]["actions"]
    assert found
    return [(each, page(f"actions/{each['id']}.html")) for each in found]


def day_in_words(action: Action, name: str) -> str:
    """Return a date as pages have it; empty where none is known to the day."""
    is_exact = action[name] is not None and action[name] == action[f"{name}_day"]
    return day_text(date.fromisoformat(action[name])) if is_exact else ""


def test_its_title_state_and_progress(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        assert words_in(page.main.find(".//h1")) == action["title"]
        told = page.facts()["State"].lower()
        state = "stood down" if action["stood_down"] else (action["state"] or "no state given").replace("-", " ")
        assert told.startswith(state), action["id"]
        if action["open"] and action["progress"] is not None:
            assert f"{action['progress']}%" in told


def test_its_rating_is_the_one_last_declared(
    every: list[tuple[Action, PageParts]], plan: str, loaded: dict[str, Plan]
) -> None:
    known = ratings_as_at(loaded[plan], date.fromisoformat(DAY))
    for action, page in every:
        label = known[action["rating"]].label if action["rating"] else "Not rated"
        assert page.facts()["Rating"].startswith(label), action["id"]


def test_how_late_it_is_and_how_often_its_date_moved(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        headline = words_in(page.main.find(".//p[@class='headline']"))
        overdue = action["days_overdue"] if action["overdue"] else 0
        if action["due"] == action["due_day"]:
            assert (f"Overdue by {days_text(overdue)}." in headline) == bool(overdue), action["id"]
        assert overdue or "verdue by" not in headline
        if action["finished"] is not None:
            assert f"Finished on {day_in_words(action, 'finished')}" in headline or not day_in_words(action, "finished")
            if action["days_late"] and day_in_words(action, "finished") and day_in_words(action, "due"):
                assert f"{days_text(action['days_late'])} after its date" in headline, action["id"]
        elif action["open"] and action["times_redated"] and action["original_due"]:
            times = action["times_redated"]
            assert TIMES.get(times, f"moved {times} times") in headline
            assert f"First promised for {day_in_words(action, 'original_due')}" in headline
            if day_in_words(action, "original_due") and action["days_late_original"]:
                assert f"now {days_text(action['days_late_original'])} past that date" in headline


def test_every_date_that_was_promised(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        if rows := page.rows("Each date that was promised"):
            assert len(rows) == action["times_redated"] + 1, action["id"]
            assert day_in_words(action, "original_due") in rows[0]
            assert day_in_words(action, "due") in rows[-1]
        else:
            assert not action["times_redated"], action["id"]


def test_when_it_was_last_reported_on(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        told = page.facts()["Last report"]
        if action["last_update"] is None:
            assert told == "never reported on"
        else:
            assert day_in_words(action, "last_update") in told
            is_exact = bool(day_in_words(action, "last_update")) and action["days_since_update"] > 1
            assert f"{action['days_since_update']} days ago" in told or not is_exact


def test_who_answers_for_it_and_where_it_belongs(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        owners = [action["owner"], *action["partners"]] if action["owner"] else action["partners"]
        assert ids_linked(page.under("Who answers for it"), "bodies") == owners, action["id"]
        assert ids_linked(page.under("Area"), "areas") == action["areas"], action["id"]
        assert ids_linked(page.under("What it waits for"), "actions") == action["after"], action["id"]


def test_its_milestones_with_their_dates_and_days(every: list[tuple[Action, PageParts]]) -> None:
    for action, page in every:
        rows = page.rows("Milestones of the action")
        assert len(rows) == len(action["milestones"]), action["id"]
        for row, each in zip(rows, action["milestones"], strict=True):
            assert row.startswith(each["title"])
            assert day_in_words(each, "original_due") in row
            assert (day_in_words(each, "due") or "") in row or not each["times_redated"]
            assert f"{each['days_overdue']} day" in row or not each["overdue"]
            assert (each["state"] or "no state given").replace("-", " ") in row


def test_every_entry_of_its_history(every: list[tuple[Action, PageParts]], plan: str, loaded: dict[str, Plan]) -> None:
    whole = loaded[plan]
    for action, page in every:
        entries = show_json(whole, whole.action(action["id"]), date.fromisoformat(DAY))["status"]
        told = [words_in(each) for each in page.items("history")]
        assert len(told) == len(entries), action["id"]
        for entry, words in zip(reversed(entries), told, strict=True):
            assert f"{entry.get('progress')}%" in words or entry.get("progress") is None
            assert " ".join(entry.get("note", "").split()) in words
