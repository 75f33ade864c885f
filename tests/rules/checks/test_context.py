"""What rules read: the few entries that are more than a report, and all texts of a file."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry, Approval, Evidence, Redaction
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.rules.checks.context import CheckContext
from actionplan.rules.checks.privacy import _NHS_NUMBER, _PHONE
from actionplan.rules.checks.text_index import may_hold_number, plain, texts_of
from actionplan.summary.timeline import REPORT
from conftest import TODAY
from strategies import actions, measures, plan_dates

DAY = on_day(date(2024, 5, 2))
REPORTED = ActionEntry(
    on=DAY, id=Id("a"), recorded=date(2024, 5, 3), by=Id("x"), state="complete", rating=Id("g"), progress=1, note="n"
)
MORE = {
    "source": ("s",),
    "evidence": (Evidence(path="p"),),
    "approvals": (Approval(by=Id("x"), on=DAY),),
    "redacted": Redaction(on=date(2024, 5, 2), reason="r", authority="a"),
    "extra": {"k": 1},
    "start": DAY,
    "due": DAY,
    "request_due": DAY,
    "request_state": "cancelled",
    "decision": "refused",
}
"""Values of fields that are neither free texts nor ids; a list of ids is empty."""


def view_of(*entries):
    action = Action(id=Id("1"), title="T", areas=(), status=entries)
    return CheckContext(Plan(format=1, id=Id("p"), title="P", actions=(action,)), TODAY)


def test_a_report_says_no_more_than_a_report():
    view = view_of(REPORTED)
    assert view.actions[0].beyond == ()
    assert view.actions[0].states == {"complete"}


@pytest.mark.parametrize("name", [field.name for field in fields(ActionEntry) if field.name not in REPORT])
def test_an_entry_with_any_other_field_says_more(name):
    stated: dict[str, Any] = {
        name: MORE.get(name, () if "tuple" in str(getattr(fields(ActionEntry), name).type) else "x")
    }
    more = evolve(REPORTED, **stated)
    ((_, keys, entry),) = view_of(REPORTED, more).stating(name)
    assert keys == ("status", 1)
    assert entry is more


@given(actions(plan_dates()), measures(plan_dates()))
@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_all_texts_at_once_are_those_that_have_places(action, measure):
    plan = Plan(format=1, id=Id("p"), title="P", source=("s", ""), actions=(action,), measures=(measure,))
    for written in CheckContext(plan, TODAY).texts:
        assert set(written.texts) == {text for _, text in texts_of(written.record)}


@given(
    st.lists(
        st.text("0123456789 ()-+/.", max_size=14)
        | st.text("01 (-", min_size=10, max_size=20)
        | st.sampled_from(["https://a.b/", "http", "0207", "+44", "\N{NO-BREAK SPACE}", "\N{ARABIC-INDIC DIGIT SEVEN}"])
    ).map("".join)
)
def test_whatever_the_patterns_find_may_be_a_number(text):
    if _PHONE.search(plain(text)) or _NHS_NUMBER.search(plain(text)):
        assert may_hold_number(text)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("ring 0207 123 4567", True),
        ("19 cases of 31", False),
        ("https://a.b/1234567890", False),
        ("0207https://a.b 1234567", True),
        ("١٢٣", True),
    ],
)
def test_ten_digits_in_a_row_may_be_a_number(text, may):
    assert may_hold_number(text) == may
