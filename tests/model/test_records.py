"""Records are found by their ids, and print in short."""

import pytest

from actionplan import Action, Body, Id, Plan, Portfolio, load
from actionplan.model.errors import ActionPlanError, UnknownName
from actionplan.model.problem import Location, problem
from conftest import REPOSITORY


@pytest.fixture(scope="module")
def portfolio():
    return load(REPOSITORY / "examples" / "northshire-send")


def test_a_record_is_found_by_its_id(portfolio):
    plan = portfolio["northshire-send"]
    assert plan is portfolio.plans[0]
    assert list(portfolio) == [plan]
    for folder in ("areas", "actions", "resolutions", "measures", "risks", "reviews"):
        for record in getattr(plan, folder):
            assert getattr(plan, folder.removesuffix("s"))(record.id) is record


def test_a_former_id_answers_too():
    action = Action(id=Id("2"), title="T", areas=(), formerly=(Id("1"),))
    assert Plan(format=1, id=Id("p"), title="P", actions=(action,)).action("1") is action


def test_an_unknown_id_raises_an_error_that_names_the_nearest(portfolio):
    plan = portfolio["northshire-send"]
    with pytest.raises(UnknownName, match=r'^there is no action "1.1x". Did you mean "1.1"?') as raised:
        plan.action("1.1x")
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, ActionPlanError)
    with pytest.raises(KeyError, match=r'no plan "northshire"\. Did you mean "northshire-send"'):
        portfolio["northshire"]
    with pytest.raises(KeyError, match=r'there is no risk "zzz"\. There are: '):
        plan.risk("zzz")


def test_records_print_in_short():
    action = Action(id=Id("1.1"), title="Give every partner a dashboard that covers all of SEND", areas=())
    assert repr(action) == '<Action 1.1 "Give every partner a dashboard that covers all ...">'
    assert repr(Body(name="X", kind="board")) == "Body(name='X', kind='board')"
    plan = Plan(format=1, id=Id("p"), title="P", actions=(action,))
    assert repr(Portfolio(plans=(plan,))) == 'Portfolio(plans=(<Plan p "P">,))'
    assert "<td>p</td><td>P</td><td>0</td><td>1</td>" in plan._repr_html_()


def test_a_problem_prints_as_editors_expect():
    where = Location(path="actions/1.toml", keys=("owner",))
    assert str(problem("E201", "there is no body", where)) == "actions/1.toml: E201 there is no body"
    where = Location(path="actions/1.toml", line=3, column=9)
    assert str(problem("E201", "there is no body", where)) == "actions/1.toml:3:9: E201 there is no body"
