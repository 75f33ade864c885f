"""Risks as at a day: scores in the plan's words, which way they move, and what is done about them."""

from datetime import date

import pytest

import actionplan
from actionplan.model.ids import Id
from actionplan.summary.risks import RiskSelection, risks
from conftest import PLAN

SCALE = """
    [risk_scale]
    likelihood = ["rare", "possible", "likely"]
    impact = ["slight", "moderate", "severe"]
    levels = [{ label = "High", at_least = 6, colour = "red" }, { label = "Low", at_least = 2 }]
"""
RISK = 'title = "Posts stay vacant"\nowner = "hcc"\nareas = ["PA1"]\n'
SCORED = f"{RISK}residual = {{ likelihood = 3, impact = 3 }}\n"


def moved(on, likelihood, impact, more=""):
    score = f"residual = {{ likelihood = {likelihood}, impact = {impact} }}"
    return f'\n[[status]]\non = {on}\nby = "hcc"\n{score}\nreason = "Why"\n{more}'


@pytest.fixture
def risk(make_plan):
    """Return the status of risk R1 on a day, in a plan with a scale."""

    def on(text, day=date(2024, 10, 1), plan=PLAN + SCALE, **files):
        portfolio = actionplan.load_strict(make_plan({"plan.toml": plan, "risks/R1.toml": text, **files}))
        found = risks(portfolio.at(day), RiskSelection(closed=True))[0].risks
        return found[0] if found else None

    return on


def test_a_score_is_likelihood_times_impact_in_the_plans_words(risk):
    score = risk(SCORED).residual
    assert (score.score, score.likelihood_word, score.impact_word, score.level.label) == (9, "likely", "severe", "High")


def test_a_score_below_every_level_has_none(risk):
    assert risk(f"{RISK}residual = {{ likelihood = 1, impact = 1 }}\n").residual.level is None


def test_without_a_scale_a_score_is_but_a_number(risk):
    score = risk(SCORED, plan=PLAN).residual
    assert (score.score, score.likelihood_word, score.level) == (9, None, None)


def test_a_risk_that_was_never_scored(risk):
    found = risk(RISK)
    assert (found.residual, found.moved, found.trend) == (None, None, None)


@pytest.mark.parametrize(
    ("day", "score", "by", "trend"),
    [
        ("2024-02-28", 9, 0, "same"),
        ("2024-03-31", 2, -7, "better"),
        ("2024-05-31", 9, 0, "same"),
    ],
)
def test_a_risk_moves_against_its_first_score(risk, day, score, by, trend):
    found = risk(SCORED + moved("2024-03-01", 1, 2) + moved("2024-05-01", 3, 3), date.fromisoformat(day))
    assert (found.residual.score, found.moved, found.trend) == (score, by, trend)


def test_the_first_score_may_come_with_an_entry_and_be_corrected(risk):
    first = moved("2024-03-01", 3, 3, 'id = "slip"\n')
    found = risk(RISK + first + moved("2024-03-09", 1, 3, 'corrects = "slip"\n') + moved("2024-06-01", 2, 3))
    assert (found.first_residual.score, found.residual.score, found.trend) == (3, 6, "worse")


def test_what_was_scored_before_the_plan_was_agreed_is_history(risk):
    assert risk(SCORED + moved("2024-01-02", 1, 1)).moved == 0


def test_a_risk_is_open_until_another_state_is_reported(risk):
    closed = '\n[[status]]\non = 2024-06-01\nby = "hcc"\nstate = "closed"\n'
    assert risk(SCORED + closed, date(2024, 5, 31)).state == "open"
    assert risk(SCORED + closed).state == "closed"


def test_it_is_there_once_it_was_raised(risk):
    raised = SCORED.replace("owner", "raised = 2024-05-01\nowner")
    assert risk(raised, date(2024, 4, 30)) is None
    assert risk(raised, date(2024, 5, 1)).updates == 0


def test_it_is_on_record_once_it_was_raised(make_plan):
    text = SCORED.replace("owner", "raised = 2024-05-01\nowner")
    portfolio = actionplan.load_strict(make_plan({"plan.toml": PLAN + SCALE, "risks/R1.toml": text}))
    assert portfolio.at(date(2024, 4, 30), known_at=date(2024, 4, 30)).plans[0].risks == ()
    assert len(portfolio.at(date(2024, 5, 1), known_at=date(2024, 5, 1)).plans[0].risks) == 1


def test_how_many_of_its_actions_are_late(risk):
    found = risk(f'actions = ["1.1"]\n{SCORED}')
    assert ([action.id for action in found.actions], found.actions_late) == (["1.1"], 1)
    assert found.actions[0].days_overdue == 1


def test_how_old_its_last_update_is(risk):
    found = risk(SCORED + moved("2024-09-01", 2, 3))
    assert (found.last_update.text, found.days_since_update) == ("2024-09-01", 30)
    assert risk(SCORED).days_since_update is None


@pytest.fixture
def several(make_plan):
    """Return the risks of a plan that has one of each kind."""
    scored = "residual = {{ likelihood = {}, impact = {} }}\n"
    closed = '\n[[status]]\non = 2024-06-01\nby = "hcc"\nstate = "closed"\n'
    files = {
        "plan.toml": PLAN + SCALE,
        "risks/R1.toml": RISK,
        "risks/R2.toml": RISK + scored.format(1, 2),
        "risks/R3.toml": RISK.replace('"PA1"', "") + scored.format(3, 2),
        "risks/R4.toml": RISK + scored.format(2, 3),
        "risks/R5.toml": RISK + scored.format(3, 3) + closed,
        "risks/R10.toml": RISK + scored.format(2, 3) + closed.replace("closed", "happened"),
    }
    return actionplan.load_strict(make_plan(files))


def ids(found):
    return [risk.id for risk in found[0].risks]


def test_the_worst_comes_first_and_what_has_no_score_last(several):
    assert ids(risks(several.at(date(2024, 10, 1)))) == ["R4", "R10", "R3", "R2", "R1"]


def test_a_selection(several):
    assert ids(risks(several.at(date(2024, 10, 1)), RiskSelection(closed=True)))[0] == "R5"
    assert ids(risks(several.at(date(2024, 10, 1)), RiskSelection(area=Id("PA1"), level="high"))) == ["R4", "R10"]


def test_counts_are_over_all_risks_whatever_the_selection(several):
    tally = risks(several.at(date(2024, 10, 1)), RiskSelection(level="Low"))[0].tally
    assert (tally.open, tally.happened, tally.closed, tally.not_scored) == (4, 1, 1, 1)
    assert tally.levels == {"High": 2, "Low": 1}
