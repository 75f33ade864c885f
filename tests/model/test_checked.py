"""Records are immutable all the way down, and refuse values of the wrong type."""

import copy
import pickle
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

import actionplan
from actionplan import Action, Area, Body, Id, Plan, PlanDate, Target, load
from actionplan.model import Meeting, Stated
from actionplan.model.errors import UnknownName, WrongArgument
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


API: Any = actionplan  # without types, to pass wrong ones
VIEW = load(PLANS[0]).at(date(2025, 10, 1))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: API.load(3), "paths must be a text or a path, not int 3"),
        (lambda: API.load(None), "paths must be a text or a path, not NoneType None"),
        (lambda: API.load(["p"]), "paths must be a text or a path, not list"),
        (lambda: API.load(b"p"), "paths must be a text or a path, not bytes"),
        (lambda: API.find_plans(5), "paths must be a list, each element a text or a path, not int 5"),
        (lambda: API.each_plan(5, len), "roots must be a list, each element a text, not int 5"),
        (lambda: API.locate([5]), "problems must be a list, each element a Problem, not list"),
        (lambda: API.audit(5), "path must be a text or a path, not int 5"),
        (lambda: API.load_rev(5), "rev must be a text, not int 5"),
        (lambda: API.check(VIEW, select=5), "select must be a text or a list, each element a text, not int 5"),
        (lambda: API.challenge(VIEW, ignore=[5]), "ignore must be a text or a list, each element a text, not"),
        (lambda: API.due(VIEW, by=5), "by must be a text or None, not int 5"),
        (lambda: API.forecast(VIEW, "2026-01-01"), "by must be a date or None, not str '2026-01-01'"),
        (lambda: API.forecast(VIEW, by=datetime(2026, 1, 1)), r"not datetime .*; use .date\(\) of it"),
        (lambda: API.trace(VIEW, 5), "identifier must be a text, not int 5"),
        (lambda: API.status(VIEW, "hcc"), "selection must be a Selection, not str 'hcc'"),
        (lambda: API.measures(VIEW, API.Selection()), "selection must be a MeasureSelection, not Selection"),
        (lambda: API.risks(VIEW, 1), "selection must be a RiskSelection, not int 1"),
        (lambda: API.resolutions(VIEW, 1), "selection must be a ResolutionSelection, not int 1"),
        (lambda: API.Selection(owner=5), "Selection: owner must be a text or None, not int 5"),
        (lambda: API.Selection(overdue="no"), "Selection: overdue must be True or False, not str 'no'"),
        (lambda: API.query(5, PLANS[0]), "sql must be one SELECT, not int 5"),
        (lambda: API.query(str(PLANS[0]), "SELECT 1"), "sql must be one SELECT, not str"),
    ],
)
def test_a_public_function_names_the_argument_of_a_wrong_type(call, message):
    with pytest.raises(WrongArgument, match=message):
        call()


@pytest.mark.parametrize("function", ["dependencies", "resources", "reviews", "since"])
def test_a_function_of_views_refuses_a_folder(function):
    with pytest.raises(WrongArgument, match="must be plans as at a day, as load"):
        getattr(API, function)(*["plans"] * (1 + (function == "since")))


def test_a_word_that_is_no_text_is_an_unknown_name():
    with pytest.raises(UnknownName, match='no library "5"'):
        API.query("SELECT 1", PLANS[0], 5)


def test_an_unknown_level_of_risk_is_refused():
    with pytest.raises(UnknownName, match='no level "zz"'):
        API.risks(VIEW, API.RiskSelection(level="zz"))


@pytest.mark.parametrize("name", ["status", "measures", "risks", "resolutions", "resources", "reviews", "dependencies"])
def test_results_can_be_hashed(name):
    assert hash(getattr(API, name)(VIEW)) == hash(getattr(API, name)(VIEW))


def test_a_trace_can_be_hashed():
    assert hash(actionplan.trace(VIEW, "1.1")) == hash(actionplan.trace(VIEW, "1.1"))


@pytest.mark.parametrize("value", ["2026-13-01", 2026])
def test_a_wrong_date_lists_the_forms(value):
    with pytest.raises(actionplan.ActionPlanError, match="is not a plan date: write a day such as 2024"):
        PlanDate.parse(value)


def test_a_refusal_names_the_error_and_not_a_warning(tmp_path):
    plan = Plan(format=1, id=Id("p"), title="P", bodies={Id("hcc"): Body(name="HCC", kind="council")})
    actionplan.write_plan(plan, tmp_path)
    area = Area(id=Id("A1"), title="x", kind="priority-action", owner=Id("zz"))
    with pytest.raises(actionplan.ProblemsFound, match=r': E\d+ .*"?zz"?.* \(and \d more\)'):
        actionplan.add_record(tmp_path, area, today=date(2026, 1, 5))


def test_ids_that_differ_in_case_alone_are_refused(tmp_path):
    areas = tuple(Area(id=Id(name), title="x", kind="priority-action") for name in ("A", "a"))
    plan = Plan(format=1, id=Id("p"), title="P", bodies={Id("hcc"): Body(name="HCC", kind="council")}, areas=areas)
    with pytest.raises(actionplan.ActionPlanError, match="would not give the same plan"):
        actionplan.write_plan(plan, tmp_path)
    assert not list(tmp_path.iterdir())
