"""Bodies that are to end: what they are to leave behind, by what is on record on a day."""

from datetime import date

import pytest

import actionplan as library
from actionplan.summary.ending import Ending, ending
from conftest import ACTION, AREA, PLAN, write_plan

ENDS = PLAN.replace('kind = "icb"\n', 'kind = "icb"\n    until = 2027-03-31\n    successor = "hcc"\n')
OWNED = ACTION.replace("hcc", "icb")
DAY = date(2026, 11, 24)
CANCELLED = '\n[[status]]\non = 2026-03-01\nstate = "cancelled"\nreason = "R"\n'


def handed(on: str, to: str = "hcc", recorded: str = "2026-11-20") -> str:
    return f'\n[[status]]\non = {on}\nrecorded = {recorded}\nowner = "{to}"\nhandover_from = "icb"\nreason = "R"\n'


@pytest.fixture
def left(tmp_path):
    """Return a function that gives what a body leaves behind that is to end on 31 March 2027."""

    def left_of(day: date = DAY, plan: str = ENDS, **actions: str) -> Ending | None:
        files = {f"actions/{name.removeprefix('a')}.toml": text for name, text in actions.items()}
        folder = write_plan(tmp_path / "p", {"plan.toml": plan, "areas/PA1.toml": AREA, **files})
        found = ending(library.load(folder).at(day).plans[0], day)
        assert len(found) < 2
        return found[0] if found else None

    return left_of


def ids(owned) -> list[str]:
    return [each.id for each in owned]


def test_what_is_open_and_not_handed_over_is_left_behind(left):
    found = left(a1=OWNED, a2=OWNED + handed("2027-04-01"), a3=OWNED + CANCELLED, a4=ACTION)
    assert found is not None
    assert (found.body, found.days, found.successors) == ("icb", 127, ("hcc",))
    assert ids(found.owned) == ["1"]
    assert found.handed_over == 1


def test_a_body_that_leaves_nothing_behind_or_has_ended_is_not_among_them(left):
    assert left(a1=OWNED + handed("2027-04-01")) is None
    assert left(a1=OWNED, plan=ENDS.replace("2027", "2026")) is None
    assert left(a1=OWNED, plan=ENDS.replace("2027-03-31", '"unknown"')) is None


def test_what_was_recorded_only_later_is_not_handed_over_yet(left):
    found = left(a1=OWNED + handed("2027-04-01"), day=date(2026, 11, 19))
    assert found is not None
    assert ids(found.owned) == ["1"]


def test_a_handover_that_begins_after_the_end_leaves_a_gap(left):
    """Nobody answers in April, but somebody does on the day when the action is due."""
    found = left(a1=OWNED.replace("2024-09-30", "2027-06-30") + handed("2027-05-01"))
    assert found is not None
    assert ids(found.owned) == ["1"]
    assert found.due_later == ()


@pytest.mark.parametrize(
    ("due", "is_later"), [("2027-03-31", False), ("2027-04-01", True), ('"2027-Q1"', False), ('"ongoing"', False)]
)
def test_what_is_due_after_the_end_is_named(due, is_later, left):
    found = left(a1=OWNED.replace("2024-09-30", due))
    assert found is not None
    assert bool(found.due_later) == is_later


@pytest.mark.parametrize(("months", "is_soon"), [(4, False), (5, True)])
def test_the_policy_says_how_far_ahead_is_soon(months, is_soon, left):
    found = left(a1=OWNED, plan=ENDS + f"\n[policy]\nhandover_within_months = {months}\n")
    assert found is not None
    assert found.is_soon == is_soon


def test_a_body_that_takes_over_and_ends_too_is_to_leave_it_behind(left):
    ends = ENDS.replace('kind = "council"\n', 'kind = "council"\n    until = 2028-03-31\n')
    found = left(a1=OWNED + handed("2027-04-01"), plan=ends)
    assert found is not None
    assert (found.body, ids(found.owned)) == ("hcc", ["1"])
