"""Plans as at a day: what a view holds, and what it refuses."""

from datetime import date, datetime
from typing import Any

import pytest

import actionplan
from actionplan.model.errors import ActionPlanError, UnknownName, WrongArgument
from actionplan.model.view import Portfolio, View
from conftest import ACTION, REPOSITORY, TODAY

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
HISTORY = ACTION + '[[status]]\non = 2024-05-20\nrecorded = 2024-07-01\nby = "hcc"\nstate = "complete"\n'
JUNE = date(2024, 6, 1)


@pytest.fixture
def portfolio(make_plan):
    return actionplan.load_strict(make_plan({"actions/1.1.toml": HISTORY}))


def test_a_view_uses_all_that_is_recorded_now(portfolio):
    view = portfolio.at(JUNE)
    assert (view.day, view.known_at, view.plans) == (JUNE, None, portfolio.plans)
    assert actionplan.status(view).plans[0].tally.finished == 1


def test_with_a_second_day_a_view_has_only_what_was_recorded_by_then(portfolio):
    view = portfolio.at(JUNE, known_at=JUNE)
    assert view.plans[0].actions[0].status == ()
    found = actionplan.status(view)
    assert (found.plans[0].tally.finished, found.known_at) == (0, JUNE)
    assert view.portfolio is portfolio


@pytest.mark.parametrize("days", [(datetime(2024, 6, 1), None), (JUNE, datetime(2024, 6, 1)), ("2024-06-01", None)])
def test_only_days_are_days(portfolio, days):
    with pytest.raises(WrongArgument, match=r"(day|known_at) must be a datetime.date, not (datetime|str)"):
        portfolio.at(*days)


def test_a_view_is_of_plans_that_were_loaded():
    with pytest.raises(WrongArgument, match="portfolio must be plans that were read with load"):
        View(str(NORTHSHIRE), TODAY)  # type: ignore[arg-type]


MISSPELT: Any = "monitorin"
CALCULATIONS = [
    actionplan.status,
    actionplan.measures,
    actionplan.resolutions,
    actionplan.due,
    actionplan.risks,
    actionplan.reviews,
    actionplan.dependencies,
    actionplan.resources,
    actionplan.forecast,
    actionplan.challenge,
    actionplan.check,
    lambda view: actionplan.trace(view, "1.1"),
    lambda view: actionplan.since(view, view),
]


@pytest.mark.parametrize("calculate", CALCULATIONS)
@pytest.mark.parametrize("wrong", [str(NORTHSHIRE), Portfolio()])
def test_a_calculation_refuses_what_is_no_view(calculate, wrong):
    with pytest.raises(WrongArgument, match=r"(view|before) must be plans as at a day") as refused:
        calculate(wrong)
    assert isinstance(refused.value, ActionPlanError)
    assert isinstance(refused.value, TypeError)


@pytest.mark.parametrize(
    ("calculate", "message"),
    [
        (lambda view: actionplan.status(view, actionplan.Selection(owner="HCC")), 'owner "HCC". Did you mean "hcc"'),
        (lambda view: actionplan.status(view, actionplan.Selection(area="PA2")), 'area "PA2". Did you mean "PA1"'),
        (lambda view: actionplan.measures(view, actionplan.MeasureSelection(area="x")), 'area "x". There are: PA1'),
        (lambda view: actionplan.resolutions(view, actionplan.ResolutionSelection(body="hc")), 'Did you mean "hcc"'),
        (lambda view: actionplan.due(view, by="hc"), 'body "hc". Did you mean "hcc"'),
        (lambda view: actionplan.challenge(view, owner="hc"), 'Did you mean "hcc"'),
        (lambda view: actionplan.challenge(view, select="C9"), 'there is no rule "C9"'),
        (lambda view: actionplan.reviews(view, MISSPELT), 'Did you mean "monitoring"'),
        (lambda view: actionplan.trace(view, "1.2"), 'there is no record "1.2". Did you mean "1.1"'),
        (lambda view: actionplan.forecast(view, only="1.2"), 'there is no action "1.2". Did you mean "1.1"'),
    ],
)
def test_a_name_that_no_plan_has_is_refused_and_not_counted_as_nothing(portfolio, calculate, message):
    with pytest.raises(UnknownName) as refused:
        calculate(portfolio.at(JUNE))
    assert message in str(refused.value)
