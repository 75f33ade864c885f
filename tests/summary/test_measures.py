"""The status of a measure: which reading counts, which target is in force, what the trajectory expects."""

from datetime import date
from decimal import Decimal

import pytest

from actionplan import load, measures
from actionplan.summary.measures.measures import summarise_measures
from conftest import PLAN

DAY = date(2025, 11, 1)

HEAD = """
    title = "Plans finished within 20 weeks"
    unit = "per cent"
    direction = "up"
"""
DOWN = HEAD.replace('"up"', '"down"')
BASELINE = 'baseline = { value = 40, period = "2023" }\n'


def reading(period, value, on="2025-10-01", rest=""):
    when = period if period.count("-") == 2 else f'"{period}"'
    return f"\n[[readings]]\non = {on}\nperiod = {when}\nvalue = {value}\n{rest}\n"


def target(due, value, rest=""):
    return f"\n[[targets]]\ndue = {due}\nvalue = {value}\n{rest}\n"


@pytest.fixture
def plan_with(make_plan):
    def plan(text, plan="", terms=""):
        lines = "\n".join(line.strip() for line in text.splitlines())
        portfolio = load(make_plan({"plan.toml": plan + "\n" + PLAN + terms, "measures/m.toml": lines}))
        problems = portfolio.problems
        assert problems == ()
        return portfolio.plans[0]

    return plan


@pytest.fixture
def of(plan_with):
    """Return a function that returns the status of a measure from the text of its file."""

    def summary(text, day=DAY, plan="", terms=""):
        return summarise_measures(plan_with(text, plan, terms), day)[0]

    return summary


# Readings


def test_nothing_is_known_of_a_measure_without_readings(of):
    now = of(HEAD)
    assert (now.latest, now.change, now.travel, now.gap, now.expected, now.course) == (
        None,
        None,
        "unknown",
        *[None] * 3,
    )
    assert (now.reading_due, now.missed, now.behind, now.overdue) == (None, False, False, False)


def test_the_latest_reading_is_that_of_the_latest_period_not_the_one_published_last(of):
    now = of(HEAD + reading("2025-Q2", 44, "2025-07-01") + reading("2025-Q1", 41, "2025-10-01"))
    assert (now.latest.period.text, now.before.period.text, now.change, now.travel) == (
        "2025-Q2",
        "2025-Q1",
        3,
        "better",
    )


@pytest.mark.parametrize(
    ("head", "values", "travel"),
    [(HEAD, (40, 44), "better"), (HEAD, (44, 40), "worse"), (DOWN, (44, 40), "better"), (DOWN, (40, 40), "same")],
)
def test_travel_depends_on_the_direction(of, head, values, travel):
    now = of(head + reading("2025-Q1", values[0]) + reading("2025-Q2", values[1]))
    assert now.travel == travel


def test_readings_published_later_are_ignored(of):
    text = HEAD + reading("2025-Q1", 41, "2025-05-01") + reading("2025-Q2", 44, "2025-08-01")
    assert of(text, date(2025, 7, 31)).latest.period.text == "2025-Q1"
    assert of(text, date(2025, 8, 1)).latest.period.text == "2025-Q2"


def test_a_quarter_is_compared_with_a_quarter(of):
    now = of(HEAD + reading("2024-Q4", 40) + reading("2025-06", 60) + reading("2025-Q3", 44))
    assert now.before.period.text == "2024-Q4"


@pytest.mark.parametrize(
    "readings",
    [
        reading("2024", 40) + reading("2025-Q3", 44),
        reading("2025-06", 40) + reading("2025-Q3", 44),
        reading("2025-01-05", 40) + reading("2025-Q3", 44),
        reading("FY2024-25", 40) + reading("2025-09", 44),
    ],
    ids=["a year", "a month", "a day", "a financial year and a month"],
)
def test_without_a_period_of_its_length_nothing_is_compared(of, readings):
    """Kind: series that mix lengths of period in one comparison."""
    now = of(HEAD + readings)
    assert (now.before, now.change, now.travel) == (None, None, "unknown")


@pytest.mark.parametrize(
    "periods",
    [("2024", "FY2024-25"), ("2025-02", "2025-03"), ("2025-01", "2025-06-05"), ("autumn", "spring"), ("Q", "2025-Q1")],
    ids=["years", "months", "a month and a day", "school terms", "a term of three months and a quarter"],
)
def test_periods_of_about_one_length_are_compared(of, periods):
    terms = """
        [terms.autumn]
        from = 2024-09-02
        until = 2024-12-20
        [terms.spring]
        from = 2025-01-06
        until = 2025-04-04
        [terms.Q]
        from = 2024-10-01
        until = 2024-12-31
    """
    text = HEAD + reading(periods[0], 40) + reading(periods[1], 44)
    assert of(text, terms=terms).change == 4


@pytest.mark.parametrize(("period", "change"), [("2024-Q4", None), ("2024", 6)])
def test_the_baseline_is_compared_with_the_last_reading_for_as_long_a_period(of, period, change):
    """Kind: series that mix lengths of period in one comparison."""
    now = of(HEAD + BASELINE + reading(period, 46) + reading("2025-09", 94))
    assert (now.latest.value, now.change_since_baseline) == (94, change)


def test_a_correction_replaces_the_reading_that_it_corrects(of):
    text = HEAD + reading("2024", 64, "2025-03-04", 'id = "a"') + reading("2025-Q1", 50, "2025-05-01")
    now = of(text + reading("2024", 46, "2025-09-01", 'corrects = "a"\nreason = "Mistyped"'))
    assert [(each.period.text, each.value) for each in now.readings] == [("2024", 46), ("2025-Q1", 50)]
    assert now.clashes == ()


# Clashes

TWO = reading("2024", 54, "2025-03-01", 'source = ["https://a.example"]') + reading(
    "2024", 52, "2025-06-01", 'source = ["https://b.example"]'
)


def test_of_two_values_the_one_published_last_counts_and_both_stay(of):
    (clash,) = of(HEAD + TWO).clashes
    assert (clash.value, [rival.value for rival in clash.rivals], clash.preferred) == (52, [54], False)


def test_the_preferred_source_counts_before_a_later_one(of):
    now = of(HEAD + 'preferred_source = "https://a.example"\n' + TWO)
    assert (now.latest.value, now.latest.preferred, len(now.clashes)) == (54, True, 1)


def test_the_same_value_twice_is_no_clash(of):
    assert of(HEAD + reading("2024-Q4", 5) + reading("2024-Q4", 5.0)).clashes == ()


# Targets


def test_a_passed_target_is_judged_by_the_reading_that_holds_its_day(of):
    now = of(HEAD + target("2024-12-31", 60) + reading("2024", 54) + reading("2025-Q2", 70))
    (judged,) = now.targets
    assert (judged.met, judged.reading.value, now.missed, now.missed_targets) == (False, 54, True, (judged,))


def test_of_several_readings_the_shortest_judges(of):
    (judged,) = of(HEAD + target("2024-12-31", 55) + reading("2024", 54) + reading("2024-Q4", 56)).targets
    assert (judged.reading.period.text, judged.met) == ("2024-Q4", True)


def test_of_several_readings_one_as_long_as_the_baseline_judges(of):
    readings = reading("2024", 54) + reading("2024-Q4", 56)
    (judged,) = of(HEAD + BASELINE + target("2024-12-31", 55) + readings).targets
    assert (judged.reading.period.text, judged.met) == ("2024", False)
    (judged,) = of(HEAD + BASELINE + target("2025-04-30", 55) + readings).targets
    assert (judged.last_before.period.text, judged.met) == ("2024", None)


def test_the_reading_for_the_very_time_of_the_target_judges(of):
    readings = reading("2024", 54) + reading("2024-Q4", 56)
    (judged,) = of(HEAD + target('"2024"', 55) + readings).targets
    assert (judged.reading.period.text, judged.met) == ("2024", False)


@pytest.mark.parametrize(
    ("due", "last"), [("2025-08-31", 61), ('"2025-07"', 61), ("2025-06-29", 59), ('"FY2024-25"', 59)]
)
@pytest.mark.parametrize("value", [40, 60, 80])
def test_without_a_figure_for_its_day_it_is_not_known_whether_a_target_was_met(of, due, last, value):
    """Kind: a target judged by a reading from another time."""
    now = of(HEAD + target(due, value) + reading("2025-02", 59) + reading("2025-06-30", 61))
    (judged,) = now.targets
    assert (judged.met, judged.reading, now.missed, now.not_judged) == (None, None, False, True)
    assert judged.last_before.value == last


def test_a_reading_that_reaches_a_target_later_does_not_undo_the_miss(of):
    """Kind: "missed" without "has reached it since"."""
    readings = reading("2024", 54) + reading("2025-Q1", 59) + reading("2025-Q2", 61) + reading("2025-Q3", 62)
    now = of(HEAD + target("2024-12-31", 60) + readings)
    (judged,) = now.targets
    assert (judged.met, judged.reached_since.value, now.missed, now.reached_since) == (False, 61, True, True)
    assert not of(HEAD + target("2024-12-31", 60) + reading("2024", 54) + reading("2025-Q1", 59)).reached_since


def test_a_target_for_a_school_year_is_not_reached_by_the_first_months_of_the_next(of):
    """Kind: a count since September, called an improvement on the whole year before."""
    terms = """
        [terms.year24]
        from = 2023-09-01
        until = 2024-07-31
        [terms.toNov24]
        from = 2024-09-01
        until = 2024-11-30
        [terms.year25]
        from = 2024-09-01
        until = 2025-07-31
    """
    text = DOWN + target('"year24"', 30) + reading("year24", 54) + reading("toNov24", 4)
    assert not of(text, terms=terms).reached_since
    (judged,) = of(text + reading("year25", 28), terms=terms).targets
    assert judged.reached_since.value == 28


def test_a_miss_is_not_forgotten_when_the_next_target_passes_without_a_figure(of):
    now = of(HEAD + target("2024-12-31", 60) + target("2025-09-30", 65) + reading("2024", 54))
    assert (now.last_passed.value, now.last_judged.value) == (65, 60)
    assert (now.missed, now.not_judged) == (True, True)


@pytest.mark.parametrize("value", [40, 60])
@pytest.mark.parametrize(
    ("head", "rest"),
    [("", "on = 2025-02-01"), ("", 'on = "2025-02"'), ("agreed = 2025-01-31\n", "")],
    ids=["a day later", "a month later", "in a measure that joined later"],
)
def test_a_target_that_was_set_only_after_its_day_is_neither_met_nor_missed(of, head, rest, value):
    """Kind: a target set afterwards reads "met"."""
    now = of(HEAD + BASELINE + head + target("2024-12-31", value, rest) + reading("2024", 54))
    (judged,) = now.targets
    assert (judged.set_in_time, judged.met, now.missed, now.not_judged) == (False, None, False, True)
    assert (now.course, now.rated_against) == (None, None)


def test_a_target_that_may_have_been_set_in_time_is_judged(of):
    assert of(HEAD + target("2024-12-15", 60, 'on = "2024-12"') + reading("2024", 54)).missed


def test_a_target_without_a_reading_is_not_met_and_not_missed(of):
    now = of(HEAD + BASELINE + target("2024-12-31", 60) + reading("2023", 40))
    assert (now.last_passed.met, now.missed) == (None, False)


def test_on_its_day_a_target_has_not_passed(of):
    text = HEAD + target("2025-11-01", 60) + reading("2025-11", 54, "2025-11-01")
    assert (of(text).next_target.value, of(text).gap, of(text).last_passed) == (60, 6, None)
    assert of(text, date(2025, 11, 2)).missed


def test_where_down_is_better_the_gap_is_what_is_still_to_lose(of):
    assert of(DOWN + target("2025-12-31", 18) + reading("2025-Q3", 25)).gap == 7
    assert of(DOWN + target("2025-12-31", 18) + reading("2025-Q3", 15)).gap == -3


def test_a_target_of_the_same_day_takes_the_place_and_the_first_stays_visible(of):
    text = HEAD + target("2025-12-31", 75) + target("2025-12-31", 65, 'on = 2025-06-12\nreason = "Posts"')
    (now,) = of(text).targets
    assert (now.value, now.original.value, now.turn, now.days_moved) == (65, 75, "easier", 0)
    assert of(text, date(2025, 6, 11)).targets[0].value == 75


def test_a_target_can_move_to_another_day(of):
    moved = target("2026-03-31", 75, 'on = 2025-06-12\nreplaces = 2025-12-31\nreason = "Posts"')
    (now,) = of(HEAD + target("2025-12-31", 75) + moved).targets
    assert (now.due.text, now.original.due.text, now.turn, now.days_moved) == ("2026-03-31", "2025-12-31", "same", 90)


def test_a_target_lowered_after_its_day_stays_missed(of):
    lowered = target("2024-12-31", 50, 'on = 2025-03-11\nreason = "Demand"')
    (now,) = of(HEAD + target("2024-12-31", 60) + lowered + reading("2024", 54)).targets
    assert (now.value, now.met, [late.value for late in now.changed_after]) == (60, False, [50])


def test_a_target_moved_after_its_day_stays_missed_and_the_new_one_is_added(of):
    moved = target("2025-12-31", 60, 'on = 2025-03-11\nreplaces = 2024-12-31\nreason = "Demand"')
    missed, new = of(HEAD + target("2024-12-31", 60) + moved + reading("2024", 54)).targets
    assert (missed.met, new.met, new.original.due.text) == (False, None, "2024-12-31")


def test_a_target_without_a_day_is_shown_and_never_passes(of):
    now = of(HEAD + target('"ongoing"', 90) + reading("2025-Q3", 54))
    assert ([each.passed for each in now.targets], now.next_target, now.course) == ([False], None, None)


# The trajectory: the example of docs/measures.md

EXAMPLE = (
    HEAD
    + 'baseline = { value = 38.5, period = "2024" }\ntolerance = 2\nreadings_every = "quarter"\n'
    + target("2025-12-31", 60)
    + reading("2025-Q2", 44.2, "2025-07-20")
)


def test_the_worked_example(of):
    now = of(EXAMPLE, date(2025, 10, 31))
    assert round(now.expected, 2) == Decimal("49.16")
    assert (now.course, now.gap, now.change_since_baseline) == ("behind", Decimal("15.8"), None)
    assert (now.reading_due, now.days_overdue, now.overdue) == (date(2025, 9, 30), 1, True)
    assert not of(EXAMPLE, date(2025, 10, 30)).overdue


@pytest.mark.parametrize(
    ("value", "tolerance", "course"),
    [(50, 0, "on"), (49, 0, "behind"), (51, 0, "ahead"), (48, 2, "on"), (52, 2, "on"), (47.9, 2, "behind")],
)
def test_within_the_tolerance_a_measure_is_on_its_trajectory(of, value, tolerance, course):
    text = HEAD + BASELINE + f"tolerance = {tolerance}\n" + target("2024-12-31", 50) + target("2025-12-31", 50)
    assert of(text + reading("2025-Q3", value)).course == course


def test_after_its_last_target_a_measure_is_held_to_it(of):
    now = of(DOWN + BASELINE + target("2024-12-31", 20) + reading("2025-Q3", 21))
    assert (now.expected, now.course) == (20, "behind")


def test_without_a_baseline_there_is_no_trajectory(of):
    assert of(HEAD + target("2025-12-31", 60) + reading("2025-Q3", 44)).course is None


# Overdue readings


@pytest.mark.parametrize(
    ("every", "period", "due"),
    [
        ("week", "2025-09", "2025-10-07"),
        ("month", "2025-01", "2025-02-28"),
        ("quarter", "2024-Q4", "2025-03-31"),
        ("half-year", "2024-Q4", "2025-06-30"),
        ("year", "FY2024-25", "2026-03-31"),
    ],
)
def test_the_next_reading_is_for_the_period_after_the_latest(of, every, period, due):
    text = HEAD + f'readings_every = "{every}"\n' + reading(period, 44)
    assert of(text).reading_due == date.fromisoformat(due)


def test_before_the_first_reading_the_baseline_or_the_agreement_counts(of):
    every = 'readings_every = "year"\n'
    assert of(HEAD + BASELINE + every).reading_due == date(2024, 12, 31)
    assert of(HEAD + every).reading_due == date(2025, 1, 31)


def test_the_policy_says_how_long_publishing_may_take(make_plan):
    policy = "\n    [policy]\n    reading_grace_days = 0\n"
    lines = "\n".join(line.strip() for line in EXAMPLE.splitlines())
    portfolio = load(make_plan({"plan.toml": PLAN + policy, "measures/m.toml": lines}))
    assert summarise_measures(portfolio.plans[0], date(2025, 10, 2))[0].days_overdue == 2


def test_a_year_at_the_end_of_time_is_no_fault(of):
    now = of(HEAD + 'readings_every = "year"\n' + reading("9999", 1, "9999-01-01"), date(9999, 12, 31))
    assert now.reading_due == date.max


# Ratings by rule


@pytest.mark.parametrize(("value", "rating"), [(60, "green"), (59, "amber"), (50, "amber"), (49, "red")])
def test_kent_compares_target_and_floor(of, value, rating):
    text = HEAD + "floor = 50\n" + target("2025-12-31", 60) + reading("2025-Q3", value)
    assert of(text, plan='measure_preset = "kent"').rating == rating


def test_kent_without_a_floor_cannot_distinguish_amber_from_red(of):
    text = HEAD + target("2025-12-31", 60) + reading("2025-Q3", 49)
    assert of(text, plan='measure_preset = "kent"').rating is None


@pytest.mark.parametrize(("value", "rating"), [(54, "green"), (53.9, "amber"), (40, "amber"), (39, "red")])
def test_havering_compares_the_distance_and_the_year_before(of, value, rating):
    text = HEAD + target("2025-12-31", 60) + reading("2024-Q3", 40) + reading("2025-Q3", value)
    assert of(text, plan='measure_preset = "havering"').rating == rating


def test_havering_takes_the_baseline_for_the_year_before(of):
    text = HEAD + BASELINE + target("2024-12-31", 60)
    assert of(text + reading("2024", 45), plan='measure_preset = "havering"').rating == "amber"
    assert of(text + reading("2025-Q3", 45), plan='measure_preset = "havering"').rating is None


def test_a_reading_is_compared_with_the_target_of_its_period(of):
    now = of(HEAD + target("2024-12-31", 50) + target("2025-12-31", 60) + reading("2024", 55))
    assert now.rated_against.value == 50


# Plans


def test_areas_and_actions_that_name_a_measure_are_listed(make_plan):
    files = {
        "areas/PA1.toml": 'title = "Data"\nkind = "priority-action"\nmeasures = ["m"]\n',
        "actions/1.1.toml": 'title = "Do"\nareas = ["PA1"]\nmeasures = ["m"]\n',
        "measures/m.toml": HEAD,
        "measures/n.toml": HEAD,
    }
    portfolio = load(make_plan(files))
    (plan,) = measures(portfolio.at(DAY)).plans
    assert [(each.areas, each.actions) for each in plan.measures] == [(("PA1",), ("1.1",)), ((), ())]
    assert plan.tally.measures == 2


def test_a_measure_that_joined_later_is_not_there_before(plan_with):
    plan = plan_with(HEAD + "agreed = 2025-06-01\n")
    assert summarise_measures(plan, date(2025, 5, 31)) == ()
    assert len(summarise_measures(plan, date(2025, 6, 1))) == 1


def test_an_entry_changes_the_head_from_its_day_on(plan_with):
    plan = plan_with(EXAMPLE + '\n[[status]]\non = 2025-09-01\ntolerance = 5\nreason = "Small numbers"\n')
    assert [summarise_measures(plan, day)[0].course for day in (date(2025, 8, 31), DAY)] == ["behind", "on"]
