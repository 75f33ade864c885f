"""Calendars: any text comes back from another program, and lines are as the format wants them."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.report.writers.ics import Event, write


def event(summary: str = "S", description: str = "D", **others) -> Event:
    days = {"first": date(2024, 9, 30), "last": date(2024, 9, 30), "changed": date(2024, 1, 31)}
    return Event(**{"uid": "u", "sequence": 0, "summary": summary, "description": description, **days, **others})


def read(data: bytes) -> Any:
    [found] = icalendar.Calendar.from_ical(data).events
    return found


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n\t"), min_size=1)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_and_no_line_is_too_long(summary: str, description: str) -> None:
    data = write([event(summary, description)], summary)
    assert (read(data)["SUMMARY"], read(data)["DESCRIPTION"]) == (summary, description)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert all(line.decode() or line == b"" for line in lines)


@pytest.mark.parametrize(
    "text", ["a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a\rATTENDEE:x", "a\x00b", '\\n;,:"', "a\u2028b\x85"]
)
def test_no_text_begins_a_line_of_its_own(text: str) -> None:
    found = read(write([event(text, text)], text))
    assert set(found) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"),
        *("SUMMARY", "DESCRIPTION", "STATUS", "TRANSP"),
    }


def test_the_first_and_the_last_day_that_there_are() -> None:
    first = read(write([event(first=date.min, last=date.min, changed=date.min)], "N"))
    assert (first.start, first.DTSTAMP) == (date.min, datetime(1, 1, 1, tzinfo=UTC))
    assert read(write([event(first=date.max, last=date.max)], "N")).start == date.max


def test_events_are_in_the_order_of_their_days() -> None:
    later = event(uid="a", first=date(2025, 1, 1), last=date(2025, 1, 1))
    assert write([later, event()], "N") == write([event(), later], "N")


def test_an_event_that_will_not_be() -> None:
    assert read(write([event(cancelled=True)], "N"))["STATUS"] == "CANCELLED"
