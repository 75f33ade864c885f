"""Who answers on a day: the owner, or once it has ended, whoever takes over."""

from datetime import date

import pytest

from actionplan.model.bodies import Body
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.summary.answering import Handover, answers, handover_due

END = PlanDate.parse("2026-03-31")
AFTER = date(2026, 4, 1)


def body(until: str | None = None, *successors: str) -> Body:
    when = PlanDate.parse(until) if until else None
    return Body(name="B", kind="icb", until=when, successor=tuple(map(Id, successors)))


@pytest.mark.parametrize(
    ("until", "day", "has_ended"),
    [
        ("2026-03-31", date(2026, 3, 31), False),  # it exists on its last day
        ("2026-03-31", date(2026, 4, 1), True),
        ("2026-03", date(2026, 3, 31), False),
        ("2026-03", date(2026, 4, 1), True),
        ("unknown", date(2100, 1, 1), False),
        (None, date(2100, 1, 1), False),
    ],
)
def test_a_body_answers_until_the_end_of_its_last_day(until, day, has_ended):
    bodies = {Id("icb"): body(until, "new")}
    assert (handover_due(bodies, Id("icb"), day) is not None) == has_ended


def test_the_only_successor_answers():
    handover = handover_due({Id("old"): body("2026-03-31", "new")}, Id("old"), AFTER)
    assert handover == Handover(ended=END, successors=(Id("new"),))
    assert answers(Id("old"), handover) == "new"


@pytest.mark.parametrize("successors", [(), ("west", "east")])
def test_nobody_answers_without_a_successor_or_with_several(successors):
    handover = handover_due({Id("old"): body("2026-03-31", *successors)}, Id("old"), AFTER)
    assert handover is not None
    assert handover.successors == successors
    assert answers(Id("old"), handover) is None


def test_a_successor_that_has_ended_too_is_replaced_by_its_own():
    bodies = {
        Id("old"): body("2024-03-31", "middle", "west"),
        Id("middle"): body("2025-03-31", "east", "west"),
        Id("west"): body(),
    }
    handover = handover_due(bodies, Id("old"), AFTER)
    assert handover is not None
    assert handover.successors == ("east", "west")
    before = handover_due(bodies, Id("old"), date(2024, 4, 1))
    assert before is not None
    assert before.successors == ("middle", "west")


def test_bodies_that_take_over_from_each_other_in_a_circle_leave_nobody():
    bodies = {Id("a"): body("2024-03-31", "b"), Id("b"): body("2024-03-31", "a")}
    handover = handover_due(bodies, Id("a"), AFTER)
    assert handover is not None
    assert handover.successors == ()


def test_without_an_owner_nobody_answers_and_nothing_must_be_handed_over():
    assert handover_due({}, None, AFTER) is None
    assert answers(None, None) is None
    assert handover_due({}, Id("undeclared"), AFTER) is None
