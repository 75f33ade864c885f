"""The page of every meeting lists what `since` answers about the same two days, and nothing else."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import NamedTuple

import pytest

import actionplan as library
from actionplan.model.bodies import Meeting
from actionplan.model.records import Plan
from actionplan.model.text import date_text, day_text
from actionplan.report.since_sentences import HEADING_WORDS
from actionplan.summary.changes.records import Change
from site_pages import DAY, Asked, Page, PageParts, ids_linked, words_in


class Held(NamedTuple):
    """A meeting, the days between which its page compares, and what `since` answers about them."""

    meeting: Meeting
    start: date
    until: date
    changes: tuple[Change, ...]


@pytest.fixture
def held(loaded: dict[str, Plan], plan: str) -> list[Held]:
    """Return every meeting after which something can be compared."""
    return list(_held(loaded[plan]))


def _held(plan: Plan) -> Iterator[Held]:
    view, last = library.Portfolio(plans=(plan,)), dict[str, date]()
    for meeting in sorted((each for each in plan.meetings if each.held is not False), key=lambda each: each.on.text):
        day = meeting.on.last
        assert day is not None
        assert plan.agreed is not None
        start, until = last.get(meeting.body, plan.agreed.last), min(day, date.fromisoformat(DAY))
        last[meeting.body] = day
        if start is not None and start < until:
            yield Held(
                meeting, start, until, library.since(view.at(start, known_at=start), view.at(until, known_at=until))
            )


def page_of(page: Page, meeting: Meeting) -> PageParts:
    return page(f"meetings/{meeting.body}-{meeting.on.text}.html")


def test_it_has_as_many_changes_as_since(held: list[Held], page: Page) -> None:
    assert len(held) > 5
    for each in held:
        told = words_in(page_of(page, each.meeting).main.find(".//p[@class='headline']"))
        number = re.match(r"(\d+|Nothing)", told)
        assert number
        assert number[1] == str(len(each.changes) or "Nothing")
        assert told.endswith(f"up to {day_text(each.until)}.")


def test_it_has_each_change_of_each_record_under_its_heading(held: list[Held], page: Page) -> None:
    for each in held:
        parts = page_of(page, each.meeting)
        groups = [(name, list(group)) for name, group in groupby(each.changes, lambda change: change.heading)]
        assert parts.headings() == [f"{HEADING_WORDS[name]}: {len(group)}" for name, group in groups]
        for name, group in groups:
            items = [item for found in parts.under(f"{HEADING_WORDS[name]}:") for item in found.iter("li")]
            assert len(items) == len(group)
            for item, change in zip(items, group, strict=True):
                assert change.title in words_in(item)
                folder = {"body": "bodies"}.get(change.kind, f"{change.kind}s")
                assert change.kind == "plan" or ids_linked(item, folder)[:1] in ([change.record], [])


def test_since_in_json_is_the_same(held: list[Held], asked: Asked) -> None:
    last = held[-1]
    answer = asked("since", str(last.start), at=("--until", str(last.until)))
    assert [(each["heading"], each["id"]) for each in answer["changes"]] == [
        (each.heading, each.record) for each in last.changes
    ]


def test_the_list_has_every_meeting(loaded: dict[str, Plan], plan: str, page: Page) -> None:
    rows = page("meetings.html").rows("Meetings")
    every = [each for each in loaded[plan].meetings if each.held is not False]
    assert len(rows) == len(every)
    assert {date_text(each.on) for each in every} <= {row[: len(date_text(each.on))] for each in every for row in rows}
