"""Requests: what is asked of a body changes nothing until the body decides."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry, Approval
from actionplan.model.ids import Id
from actionplan.model.records import Action
from actionplan.summary.actions import summarise_action

PLAN = """
    format = 1
    id = "north"
    title = "Audit recommendations"
    agreed = 2022-01-10

    [bodies.council]
    name = "Council"
    kind = "council"

    [bodies.committee]
    name = "Governance Committee"
    kind = "board"

    [[meetings]]
    body = "committee"
    on = 2023-01-10

    [[meetings]]
    body = "committee"
    on = 2023-03-14

    [policy]
    redate_approvals = ["committee"]
"""
ACTION = 'title = "Test business continuity"\nareas = ["A"]\nowner = "council"\ndue = 2022-06-30\n'
AREA = 'title = "Audits"\nkind = "other"\n'


@pytest.fixture
def north(make_plan):
    return make_plan({"plan.toml": PLAN, "areas/A.toml": AREA, "actions/1.toml": ACTION})


@pytest.fixture
def asked(north, actionplan):
    ask = ("--request", "committee", "--by", "council", "--on", "2022-12-01", "--reason", "The team is short")
    assert actionplan("redate", "1", "2023-08-31", *ask, "--plan", north, "--yes").code == 0
    return north


def entry_id(plan):
    text = (plan / "actions/1.toml").read_text()
    return text.split('id = "')[1].split('"')[0]


def as_if_written_then(plan):
    """Remove the days on which entries were recorded, so that minutes of that time know of them."""
    file = plan / "actions/1.toml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("recorded")))


def words(text):
    return " ".join(text.split())


def test_a_request_moves_nothing(asked, actionplan):
    assert "request_due = 2023-08-31" in (asked / "actions/1.toml").read_text()
    out = words(actionplan("status", asked, "--as-at", "2023-01-09").out)
    assert "Overdue: 1 of 1 open with a due date, by 193 days." in out
    request = "Governance Committee was asked on 1 Dec 2022 to make it due 31 Aug 2023; no decision on record"
    assert f"Requests without a decision on record: 1 1 Test business continuity: {request}" in out
    assert "moved" not in out


def test_due_asks_the_body_to_decide(asked, actionplan):
    out = words(actionplan("due", asked, "--by", "committee", "--as-at", "2023-01-09").out)
    assert "decide whether to make it due 31 Aug 2023, as asked on 1 Dec 2022: The team is short" in out
    own = words(actionplan("due", asked, "--by", "council", "--as-at", "2023-01-09").out)
    assert "Governance Committee was asked on 1 Dec 2022 to make it due 31 Aug 2023; no decision on record" in own


def test_the_body_grants_it_by_a_move(asked, actionplan):
    options = ("--reason", "Agreed", "--by", "council", "--on", "2023-01-10", "--approved", "committee:2023-01-10")
    assert actionplan("redate", "1", "2023-08-31", *options, "--plan", asked, "--yes").code == 0
    out = words(actionplan("show", "1", "--plan", asked, "--as-at", "2023-02-01").out)
    assert "to make it due 31 Aug 2023; granted on 10 Jan 2023" in out
    assert "no decision on record" not in words(actionplan("status", asked, "--as-at", "2023-02-01").out)


def test_a_refusal_is_recorded(asked, actionplan):
    options = ("--by", "committee", "--on", "2023-01-10", "--reason", "Dates must be realistic")
    ran = actionplan("redate", "1", "--refuse", entry_id(asked), *options, "--plan", asked, "--yes")
    assert ran.code == 0, ran.err
    as_if_written_then(asked)
    out = words(actionplan("since", "2023-01-01", asked, "--until", "2023-02-01").out)
    assert "Requests refused or withdrawn" in out
    assert "the request to make it due 31 Aug 2023 was refused on 10 Jan 2023 by Governance Committee" in out
    again = actionplan("redate", "1", "--refuse", entry_id(asked), *options, "--plan", asked, "--yes")
    assert again.code == 2
    assert "is waiting for a decision. None is" in again.err


def test_a_refusal_is_no_update(asked, actionplan):
    """Neither the age of the action nor a question about it counts from the day of the decision."""
    before = last_update_and_question(actionplan, asked)
    options = ("--by", "committee", "--on", "2023-01-10", "--reason", "Dates must be realistic")
    assert actionplan("redate", "1", "--refuse", entry_id(asked), *options, "--plan", asked, "--yes").code == 0
    as_if_written_then(asked)
    assert last_update_and_question(actionplan, asked) == before


def last_update_and_question(actionplan, plan):
    """Return the last update of action 1 by `show`, and by `challenge` where it says so."""
    answer = json.loads(actionplan("show", "1", "--plan", plan, "--as-at", "2023-06-30", "--format", "json").out)
    asked = words(actionplan("challenge", plan, "--as-at", "2023-06-30").out)
    found = re.findall(r"[Tt]he last update is dated \d+ \w+ \d+", asked)
    assert found, asked
    return answer["action"]["last_update"], answer["action"]["updates"], found


def test_minutes_name_a_new_request(asked, actionplan):
    as_if_written_then(asked)
    out = words(actionplan("since", "2022-11-01", asked, "--until", "2022-12-31").out)
    assert "Requests made" in out
    sentence = "Council asked Governance Committee on 1 Dec 2022 to make it due 31 Aug 2023; reason: The team is short."
    assert sentence in out


def test_check_warns_and_challenge_asks_after_the_next_meeting(asked, actionplan):
    assert "Committee met on 10 Jan 2023, but no decision" in words(actionplan("check", asked).out)
    assert "What does Governance Committee decide about" in words(
        actionplan("challenge", asked, "--as-at", "2023-01-11").out
    )
    before = actionplan("challenge", asked, "--as-at", "2023-01-10").out
    assert "What does Governance Committee decide about" not in words(before)


def test_a_meeting_that_was_not_held_decides_nothing(asked, actionplan):
    file = asked / "plan.toml"
    text = file.read_text()
    assert "on = 2023-01-10\n" in text
    file.write_text(text.replace("on = 2023-01-10\n", "on = 2023-01-10\nheld = false\n"))
    assert "Committee met on 14 Mar 2023, but no decision" in words(actionplan("check", asked).out)
    between = actionplan("challenge", asked, "--as-at", "2023-01-11").out
    assert "What does Governance Committee decide about" not in words(between)


def test_a_cancellation_is_asked_for_in_the_same_way(north, actionplan):
    ask = ("--request", "committee", "--by", "council", "--on", "2022-12-01", "--reason", "It cannot be done")
    assert actionplan("cancel", "1", *ask, "--plan", north, "--yes").code == 0
    [plan] = json.loads(actionplan("status", north, "--as-at", "2022-12-31", "--format", "json").out)["plans"]
    assert (plan["totals"]["open"], plan["totals"]["overdue"], plan["totals"]["requests"]) == (1, 1, 1)
    [request] = plan["actions"][0]["requests"]
    assert (request["state"], request["requested_of"], request["outcome"]) == ("cancelled", "committee", "pending")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--refuse", "q"), 'no request "q" about 1 is waiting for a decision'),
        (("2023-08-31", "--refuse", "q"), "moves no date: leave out NEW-DATE"),
        (("--refuse", "q", "--withdraw", "q"), "either --refuse or --withdraw"),
        ((), "name the new date"),
    ],
)
def test_options_that_contradict_each_other_are_refused(north, actionplan, arguments, message):
    ran = actionplan("redate", "1", *arguments, "--reason", "R", "--by", "council", "--plan", north)
    assert ran.code == 2
    assert message in words(ran.err)


ME, BOARD, OTHER = Id("council"), Id("board"), Id("other")


def on(day, **values):
    return ActionEntry(on=PlanDate.parse(f"2024-01-{day:02}"), by=ME, **values)


def requested(day, due="2024-06-30", of=BOARD, **values):
    return on(day, id=Id(f"r{day}"), request_due=PlanDate.parse(due), requested_of=of, reason="R", **values)


def outcomes(*status):
    action = Action(id=Id("1"), title="T", areas=(), due=PlanDate.parse("2024-01-31"), status=status)
    return [each.outcome for each in summarise_action(action, date(2024, 3, 1)).requests]


def approved(day, due, by=BOARD):
    when = PlanDate.parse(f"2024-01-{day:02}")
    return on(day, due=PlanDate.parse(due), reason="R", approvals=(Approval(by=by, on=when),))


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ((requested(2),), ["pending"]),
        ((requested(2), approved(3, "2024-06-30")), ["granted"]),
        ((requested(2), approved(3, "2024-06")), ["granted"]),
        ((requested(2), approved(3, "2024-04-30")), ["granted-otherwise"]),
        ((requested(2), approved(3, "2024-06-30", by=OTHER)), ["pending"]),
        ((requested(2), on(3, decides=Id("r2"), decision="withdrawn")), ["withdrawn"]),
        ((requested(2), on(3, decides=Id("r1"), decision="refused")), ["pending"]),
        ((requested(2), requested(3, "2024-07-31")), ["replaced", "pending"]),
        ((requested(2), requested(3, of=OTHER), approved(4, "2024-06-30")), ["granted", "pending"]),
        ((requested(2), on(3, state="complete")), ["no-longer-needed"]),
        ((requested(2, milestone=Id("a")), approved(3, "2024-06-30")), ["pending"]),
        ((approved(1, "2024-06-30"), requested(2)), ["pending"]),
    ],
)
def test_what_becomes_of_requests(status, expected):
    assert outcomes(*status) == expected


@given(st.lists(st.integers(1, 28), max_size=3), st.integers(1, 60))
def test_no_number_of_requests_stops_lateness(days, later):
    due = PlanDate.parse("2024-01-31")
    as_at = date.fromordinal(date(2024, 1, 31).toordinal() + later)
    with_requests = Action(id=Id("1"), title="T", areas=(), due=due, status=tuple(map(requested, days)))
    summary = summarise_action(with_requests, as_at)
    assert (summary.days_late, summary.days_overdue, summary.times_redated, summary.due) == (later, later, 0, due)
