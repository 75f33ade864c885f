"""Records are immutable all the way down, and refuse values of the wrong type."""

import copy
import pickle
from datetime import date, datetime
from decimal import Decimal

import attrs
import pytest

from actionplan import Action, Area, Body, Id, Plan, PlanDate, Target, load
from actionplan.model import Meeting, Stated
from actionplan.model.errors import WrongArgument
from conftest import REPOSITORY

PLANS = [REPOSITORY / "examples" / "northshire-send", REPOSITORY / "plans" / "hertfordshire-send"]


def read(folder):
    return load(folder).plans[0]


def action(**values):
    return Action(**{"id": Id("1"), "title": "T", "areas": (), **values})


@pytest.mark.parametrize("folder", PLANS)
def test_a_whole_plan_hashes_copies_and_pickles(folder):
    plan = read(folder)
    for twin in (pickle.loads(pickle.dumps(plan)), copy.deepcopy(plan), attrs.evolve(plan)):
        assert twin == plan
        assert hash(twin) == hash(plan)


def test_nothing_inside_a_record_can_be_changed():
    plan = read(PLANS[0])
    with pytest.raises(TypeError, match="cannot be changed"):
        plan.bodies["x"] = Body(name="X", kind="other")
    table = {"costs": [1, {"next": [2]}]}
    made = action(extra=table)
    table["costs"].append(3)
    assert made.extra == {"costs": (1, {"next": (2,)})}
    assert hash(made) == hash(action(extra={"costs": [1, {"next": [2]}]}))
    assert Stated(field="areas", value=["PA1"], source=()).value == ("PA1",)


def test_a_record_from_a_file_is_equal_to_one_made_in_python(make_plan):
    text = 'title = "T"\nareas = []\nextra = { costs = [1, { next = [2] }] }\n'
    plan = read(make_plan({"actions/1.toml": text}))
    assert plan.actions == (action(extra={"costs": [1, {"next": [2]}]}),)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"owner": 5}, "Action: owner must be an Id or None, not int 5"),
        ({"areas": ["PA1"]}, r"Action: areas must be a tuple, each element an Id, not list \['PA1'\]"),
        ({"areas": (1,)}, "Action: areas must be a tuple, each element an Id"),
        ({"title": None}, "Action: title must be a text, not NoneType None"),
        ({"due": "2024-09"}, r"due must be a PlanDate \(PlanDate.parse makes one\) or None, not str '2024-09'"),
        ({"due": date(2024, 9, 1)}, "PlanDate.parse makes one"),
        ({"due": datetime(2024, 9, 1)}, "use .date"),
        ({"extra": 3}, "Action: extra must be a dict, not int 3"),
        ({"milestones": (1,)}, "Action: milestones must be a tuple, each element a Milestone"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused_by_the_name_of_the_argument(values, sentence):
    with pytest.raises(TypeError, match=sentence):
        action(**values)


def test_a_word_outside_its_vocabulary_is_refused():
    with pytest.raises(WrongArgument, match="Area: kind must be one of priority-action, improvement, weakness, other"):
        Area(id=Id("1"), title="T", kind="urgent")  # type: ignore[arg-type]


def test_numbers_days_and_mappings_are_checked_too():
    with pytest.raises(TypeError, match="Target: value must be a Decimal, not int 5"):
        Target(due=PlanDate.parse("2024"), value=5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="Target: recorded must be a date or None, not datetime"):
        Target(due=PlanDate.parse("2024"), value=Decimal(5), recorded=datetime(2024, 1, 1))
    with pytest.raises(TypeError, match="Plan: format must be a whole number, not bool True"):
        Plan(format=True, id=Id("p"), title="P")
    with pytest.raises(TypeError, match="Plan: bodies must be a dict, each value a Body"):
        Plan(format=1, id=Id("p"), title="P", bodies={Id("x"): "X"})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="Meeting: body must be an Id"):
        Meeting(body=None, on=PlanDate.parse("2024"))  # type: ignore[arg-type]
