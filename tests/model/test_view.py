"""Plans as at a day: what a view holds, and what it refuses."""

import json
from datetime import date, datetime
from typing import Any

import pytest

import actionplan
from actionplan.model.errors import ActionPlanError, UnknownName, WrongArgument
from actionplan.model.ids import Id
from actionplan.model.view import Portfolio, View
from actionplan.report import measure_figures, resolution_figures, rolled_up, status_figures, worst_first
from actionplan.report.writers.json import as_json
from conftest import ACTION, REPOSITORY, TODAY

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
HISTORY = ACTION + '[[status]]\non = 2024-05-20\nrecorded = 2024-07-01\nby = "hcc"\nstate = "complete"\n'
JUNE = date(2024, 6, 1)
MARCH = date(2024, 3, 1)


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


def figures(view, **selection):
    """Return the figures of a view's plan."""
    return status_figures(view.plans[0], view.day, actionplan.Selection(**selection))


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
        (lambda view: actionplan.check(view, select="E9999"), 'there is no rule "E9999"'),
        (lambda view: actionplan.check(view, ignore=[""]), 'there is no rule ""'),
        (lambda view: figures(view, owner="HCC"), 'owner "HCC". Did you mean "hcc"'),
        (lambda view: measure_figures(view.plans[0], JUNE, actionplan.MeasureSelection(area="x")), 'no area "x"'),
        (lambda view: resolution_figures(view.plans[0], JUNE, actionplan.ResolutionSelection(body="x")), 'no body "x"'),
        (lambda view: rolled_up([figures(view)], by="owners"), 'no group "owners". Did you mean "owner"'),
        (lambda view: worst_first([figures(view)], "over-due"), 'no count "over-due". Did you mean "overdue"'),
        (lambda view: actionplan.risks(view, actionplan.RiskSelection(area=Id("x"))), 'no area "x"'),
        (lambda view: actionplan.reviews(view, MISSPELT), 'Did you mean "monitoring"'),
        (lambda view: actionplan.trace(view, "1.2"), 'there is no record "1.2". Did you mean "1.1"'),
        (lambda view: actionplan.forecast(view, only="1.2"), 'there is no action "1.2". Did you mean "1.1"'),
    ],
)
def test_a_name_that_no_plan_has_is_refused_and_not_counted_as_nothing(portfolio, calculate, message):
    """Kind of fault: unknown selections give zero."""
    with pytest.raises(UnknownName) as refused:
        calculate(portfolio.at(JUNE))
    assert message in str(refused.value)


LATE = "recorded = 2024-07-01\n"
SAID = {
    "actions/1.1.toml": (
        ACTION + "[[resources]]\namount = 5\nunit = 'GBP'\n",
        'state = "complete"\ndue = 2023-12-31\nowner = "nobody"\nreason = "x"\n',
    ),
    "actions/1.2.toml": (ACTION + 'after = ["1.1"]\n', ""),
    "measures/m.toml": ('title = "M"\nunit = "%"\ndirection = "up"\n', ""),
    "risks/R.toml": ('title = "R"\nowner = "hcc"\nactions = ["1.1"]\n', 'state = "closed"\n'),
    "reviews/V.toml": (
        'title = "V"\nkind = "monitoring"\nheld = 2024-05-01\n[[recommendations]]\nid = "a"\ntext = "T"\n',
        'recommendation = "a"\nstate = "complete"\n',
    ),
    "resolutions/R1.toml": (
        'title = "A"\nbody = "board"\non = 2024-02-01\noutcome = "carried"\n[[clauses]]\nid = "a"\ntext = "T"\n',
        'clause = "a"\nstate = "complete"\n',
    ),
}
"""Heads, and what was written down about them on 1 July of days in May."""

READING = f'[[readings]]\non = 2024-05-20\n{LATE}period = "2023"\nvalue = 5\n'


@pytest.mark.parametrize(
    "calculate", [*CALCULATIONS[:-1], lambda view: actionplan.since(view.portfolio.at(MARCH), view)]
)
def test_no_calculation_takes_the_second_day_for_a_label(make_plan, calculate):
    """What a calculation says of a record as it was on a day is what it says of files that end there.

    Kind of fault: a parameter that only labels.
    """
    late = {name: f"[[status]]\non = 2024-05-20\n{LATE}{said}" if said else "" for name, (_, said) in SAID.items()}
    late["measures/m.toml"] = READING
    heads = {name: head for name, (head, _) in SAID.items()}
    full = actionplan.load(make_plan({name: head + late[name] for name, head in heads.items()}))
    cut = actionplan.load(make_plan(heads))
    known, of_cut, now = (as_text(calculate(view)) for view in (full.at(JUNE, JUNE), cut.at(JUNE, JUNE), full.at(JUNE)))
    assert known == of_cut
    assert now != known


def as_text(result):
    """Return everything in a result, without the day by which it was known."""
    return json.dumps(as_json(result), default=str).replace(f'"known_at": "{JUNE}"', '"known_at": null')
