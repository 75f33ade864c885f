"""Ids: letters, digits, `.` and `-`; what Windows cannot keep is none."""

import pytest

from actionplan.model.ids import fault_in_id, natural_order
from actionplan.model.suggest import did_you_mean, listed


@pytest.mark.parametrize("name", ["1.1", "1.10", "PA1", "2023-12-12-a", "a", "k3f9", "A-", "COMMS.1", "console"])
def test_ids(name):
    assert fault_in_id(name) is None


@pytest.mark.parametrize("name", ["", ".1", "1.", "-1", "a b", "é", "a/b", "a_b", "x" * 101])
def test_no_ids(name):
    assert fault_in_id(name) == f"{name!r} is not an id"


@pytest.mark.parametrize("name", ["con", "NUL", "com1", "lpt9.x", "Aux"])
def test_names_that_windows_keeps(name):
    assert fault_in_id(name) == f"{name!r} is a name that Windows reserves"


def test_natural_order():
    assert sorted(["1.10", "1.2", "1.1", "PA10", "PA2", "pa1"], key=natural_order) == [
        "1.1",
        "1.2",
        "1.10",
        "pa1",
        "PA2",
        "PA10",
    ]


def test_the_nearest_word():
    assert did_you_mean("in_progres", ["in-progress", "complete"]) == 'did you mean "in-progress"?'
    assert did_you_mean("no action because", ["no_action_because"]) == 'did you mean "no_action_because"?'
    assert did_you_mean("xyz", ["in-progress"]) == ""


def test_long_lists_are_cut():
    assert listed("abc") == "a, b, c"
    assert listed("abcde", most=3) == "a, b, c and 2 more"
