"""Forecasts of actions, areas and plans: what counts as a case, whose record is used, and when there is none."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from attrs import evolve

from actionplan import forecast, load
from actionplan.model.view import Portfolio
from actionplan.summary.forecast.forecast import cases
from actionplan.summary.forecast.kaplan_meier import Chance

AS_AT = date(2025, 6, 30)

OPEN = """
    title = "Halve the wait"
    areas = ["PA1"]
    due = 2025-12-31
"""


def finished(due, days_late):
    """Return an action that was done so many days after its first due day."""
    return f"""
        title = "Done"
        areas = ["PA1"]
        due = {due}

        [[status]]
        on = {due + timedelta(days_late)}
        state = "complete"
    """


def some_finished(number, days_late=0):
    """Return finished actions 9.1, 9.2 and so on, due a day apart from the middle of 2024 on."""
    dues = (date(2024, 7, 1) + timedelta(day) for day in range(number))
    return {f"actions/9.{index}.toml": finished(due, days_late) for index, due in enumerate(dues, 1)}


@pytest.fixture
def plan(make_plan):
    """Return a function that loads a plan from the actions given."""

    def made(actions, name="p"):
        portfolio = load(make_plan(actions, name))
        problems = portfolio.problems
        assert not [problem for problem in problems if problem.severity == "error"]
        return portfolio.plans[0]

    return made


def case_of(plan, text, as_at=AS_AT):
    found = cases(plan({"actions/1.1.toml": text}), as_at)
    return (found[0].until, found[0].done) if found else None


# What counts as a case


def test_a_finished_action_is_a_case_of_its_lateness(plan):
    assert case_of(plan, finished(date(2024, 7, 1), 45)) == (45, True)
    assert case_of(plan, finished(date(2024, 7, 1), -45)) == (-45, True)


def test_an_open_action_is_known_not_to_have_been_done_so_far(plan):
    assert case_of(plan, OPEN) == (-184, False)
    assert case_of(plan, OPEN.replace("2025-12-31", "2025-06-01")) == (29, False)


def test_a_suspended_action_is_open(plan):
    assert case_of(plan, OPEN + '\n[[status]]\non = 2025-01-10\nstate = "suspended"\n') == (-184, False)


def test_a_cancelled_action_counts_as_not_done_up_to_its_cancellation(plan):
    text = OPEN.replace("2025-12-31", "2025-01-31") + '\n[[status]]\non = 2025-03-02\nstate = "cancelled"\n'
    assert case_of(plan, text) == (30, False)


def test_a_completion_that_was_taken_back_does_not_count(plan):
    text = finished(date(2024, 7, 1), 0) + '\n[[status]]\non = 2024-08-01\nstate = "in-progress"\n'
    assert case_of(plan, text) == (364, False)


def test_moving_a_date_moves_no_case(plan):
    text = OPEN + '\n[[status]]\non = 2025-03-01\ndue = 2026-06-30\nreason = "Posts are vacant"\n'
    assert case_of(plan, text) == (-184, False)


def test_an_action_without_a_day_is_no_case(plan):
    assert case_of(plan, OPEN.replace("2025-12-31", '"ongoing"')) is None
    assert case_of(plan, OPEN.replace("due = 2025-12-31", "")) is None


def test_what_was_done_before_it_joined_the_plan_is_no_case(plan):
    assert case_of(plan, finished(date(2024, 1, 1), 0)) is None


def test_a_case_counts_from_the_day_on_which_it_joined(plan):
    [case] = cases(plan({"actions/1.1.toml": OPEN + "agreed = 2025-12-01\n"}), date(2025, 12, 5))
    assert (case.since, case.until) == (-30, -26)


def test_an_entry_after_the_day_is_ignored(plan):
    assert case_of(plan, finished(date(2025, 7, 1), 45)) == (-1, False)


# Chances


def test_ten_that_were_all_on_time(plan):
    portfolio = Portfolio(plans=(plan({**some_finished(10), "actions/1.1.toml": OPEN}),))
    [found] = forecast(portfolio.at(AS_AT)).plans
    assert (found.basis.finished, found.basis.open, found.basis.on_time, found.finished) == (10, 1, 10, 10)
    [action] = found.actions
    assert isinstance(action.by_due, Chance)
    assert (action.by_due.value, action.by_due.cases) == (Fraction(1), 10)
    assert Decimal("0.7") < action.by_due.low < Decimal("0.75")


def test_by_the_first_date_and_by_the_one_that_holds(plan):
    """Half of twelve were on time, half 60 days late; the action's date has been moved by three months."""
    moved = OPEN + '\n[[status]]\non = 2025-03-01\ndue = 2026-03-31\nreason = "Posts are vacant"\n'
    actions = {**some_finished(6), **{f"actions/8.{n}.toml": finished(date(2024, 9, n), 60) for n in range(1, 7)}}
    [found] = forecast(Portfolio(plans=(plan({**actions, "actions/1.1.toml": moved}),)).at(AS_AT)).plans
    [action] = found.actions
    assert isinstance(action.by_original, Chance)
    assert isinstance(action.by_due, Chance)
    assert (action.by_original.value, action.by_due.value) == (Fraction(1, 2), Fraction(1))


def test_a_date_that_has_passed(plan):
    actions = {**some_finished(12, 90), "actions/1.1.toml": OPEN.replace("2025-12-31", "2025-06-01")}
    portfolio = Portfolio(plans=(plan(actions),))
    [found] = forecast(portfolio.at(AS_AT)).plans
    assert isinstance(found.actions[0].by_due, Chance)
    assert (found.actions[0].by_due.value, found.actions[0].by_due.worth) == (Fraction(0), None)
    assert (found.whole.passed, found.whole.by_own_dates, found.whole.by_last_due) == (1, None, None)
    [found] = forecast(portfolio.at(AS_AT), date(2025, 9, 30)).plans
    assert isinstance(found.actions[0].by_due, Chance)
    assert found.actions[0].by_due.value == 1
    assert found.whole.by_last_due is not None
    assert (found.whole.last_due, found.whole.by_last_due.low) == (date(2025, 9, 30), 1)


def test_fewer_than_ten_finished_ones_say_nothing(plan):
    [found] = forecast(Portfolio(plans=(plan({**some_finished(9), "actions/1.1.toml": OPEN}),)).at(AS_AT)).plans
    assert [action.by_due for action in found.actions] == ["few-finished"]
    assert found.whole.by_own_dates is None


def test_plans_with_few_cases_are_taken_together(plan):
    few = plan({**some_finished(4), "actions/1.1.toml": OPEN})
    many = plan({**some_finished(12), "actions/1.1.toml": OPEN}, "q")
    first, second = forecast(Portfolio(plans=(few, many)).at(AS_AT)).plans
    assert (first.finished, first.basis.finished) == (4, 16)
    assert (second.finished, second.basis.finished) == (12, 12)


def test_an_area_and_the_plan(plan):
    """Two open actions, each with 6 in 12: one is likely to be done, none or both are not unlikely."""
    actions = {**some_finished(6), **{f"actions/8.{n}.toml": finished(date(2024, 9, n), 400) for n in range(1, 7)}}
    actions |= {"actions/1.1.toml": OPEN, "actions/1.2.toml": OPEN}
    [found] = forecast(Portfolio(plans=(plan(actions),)).at(date(2025, 12, 1))).plans
    [area] = found.areas
    assert (area.id, area.open, area.passed, area.last_due) == ("PA1", 2, 0, date(2025, 12, 31))
    assert area.by_own_dates == area.by_last_due == found.whole.by_own_dates
    assert area.by_own_dates is not None
    assert (area.by_own_dates.expected, area.by_own_dates.all_done) == (Decimal(1), Decimal("0.25"))
    assert (area.by_own_dates.low, area.by_own_dates.high) == (0, 2)
    assert area.by_own_dates.all_done_low < Decimal("0.25") < area.by_own_dates.all_done_high


def test_an_action_without_a_date_has_no_forecast(plan):
    text = OPEN.replace("2025-12-31", '"ongoing"')
    actions = {**some_finished(12), "actions/1.1.toml": text, "actions/1.2.toml": OPEN}
    [found] = forecast(Portfolio(plans=(plan(actions),)).at(AS_AT)).plans
    assert found.actions[0].by_due == "no-date"
    assert found.whole.by_own_dates is not None
    assert (found.whole.by_own_dates.actions, found.whole.by_own_dates.left_out) == (1, 1)


def test_a_draft_is_forecast_like_any_other(plan):
    text = 'format = 1\nid = "p"\ntitle = "T"\n'
    found = plan({"plan.toml": text, **some_finished(10), "actions/1.1.toml": OPEN})
    assert {case.since for case in cases(found, AS_AT)} == {None}
    [whole] = forecast(Portfolio(plans=(found,)).at(AS_AT)).plans
    assert isinstance(whole.actions[0].by_due, Chance)


def test_the_order_of_files_does_not_matter(plan):
    found = plan({**some_finished(12, 30), "actions/1.1.toml": OPEN})
    turned = evolve(found, actions=found.actions[::-1])
    assert forecast(Portfolio(plans=(found,)).at(AS_AT)) == forecast(Portfolio(plans=(turned,)).at(AS_AT))
