"""What a measure is compared with beside its targets: the duty, and the benchmarks of others."""

from datetime import date
from decimal import Decimal

import pytest

from actionplan import load
from actionplan.summary.measures.measures import measure_tally, summarise_measures
from conftest import PLAN

HEAD = """
    title = "Plans finished within 20 weeks"
    unit = "per cent"
    direction = "up"
"""
DUTY = 'duty = { value = 100, text = "Every plan in 20 weeks" }\n'


def reading(period, value, on="2025-10-01"):
    return f'\n[[readings]]\non = {on}\nperiod = "{period}"\nvalue = {value}\n'


def benchmark(of, period, value, on="2025-10-01", rest=""):
    return f'\n[[benchmarks]]\non = {on}\nof = "{of}"\nperiod = "{period}"\nvalue = {value}\n{rest}\n'


@pytest.fixture
def of(make_plan):
    """Return a function that returns the status of a measure from the text of its file."""

    def summary(text, day=date(2025, 11, 1)):
        lines = "\n".join(line.strip() for line in text.splitlines())
        portfolio = load(make_plan({"plan.toml": PLAN, "measures/m.toml": lines}))
        assert portfolio.problems == ()
        return summarise_measures(portfolio.plans[0], day)[0]

    return summary


# The duty


@pytest.mark.parametrize(("value", "gap", "is_short"), [(94, 6, True), (100, 0, False)])
def test_the_latest_reading_is_compared_with_the_duty(of, value, gap, is_short):
    now = of(HEAD + DUTY + reading("2025-Q2", value))
    assert (now.duty.gap, now.short_of_duty) == (gap, is_short)


def test_where_down_is_better_the_duty_is_the_most_there_may_be(of):
    now = of(HEAD.replace('"up"', '"down"') + DUTY.replace("100", "20") + reading("2025-Q2", 31))
    assert now.duty.gap == 11


def test_a_duty_that_is_still_to_come_has_no_gap(of):
    duty = DUTY.replace(" }", ", since = 2026-09-01 }")
    for day, gap in ((date(2026, 8, 31), None), (date(2026, 9, 1), 6)):
        now = of(HEAD + duty + reading("2025-Q2", 94), day)
        assert (now.duty.gap, now.short_of_duty, now.duty.applies) == (gap, gap is not None, gap is not None)


def test_without_a_reading_nobody_knows_whether_a_duty_is_fulfilled(of):
    now = of(HEAD + DUTY)
    assert (now.duty.gap, now.short_of_duty) == (None, False)
    assert (measure_tally([now]).with_duty, measure_tally([now]).short_of_duty) == (0, 0)


def test_an_entry_changes_the_duty_from_its_day_on(of):
    change = '[[status]]\non = 2025-06-01\nduty = { value = 95, text = "As changed" }\nreason = "The law was changed"\n'
    text = HEAD + DUTY + reading("2024", 94, on="2025-02-01") + change
    assert [of(text, date(2025, month, 1)).duty.gap for month in (5, 6)] == [6, 1]


# Benchmarks


def test_a_benchmark_is_compared_with_the_reading_for_its_period(of):
    now = of(HEAD + reading("2023", 40) + reading("2024", 56.3) + benchmark("England", "2023", 50.3))
    [england] = now.benchmarks
    assert (england.reading.period.text, england.gap) == ("2023", Decimal("10.3"))


def test_without_a_reading_for_its_period_the_last_for_as_long_a_period_is_taken(of):
    text = HEAD + reading("2023", 40) + reading("2024-Q4", 46) + benchmark("England", "2024", 46.4)
    [england] = of(text).benchmarks
    assert (england.reading.period.text, england.gap) == ("2023", Decimal("6.4"))


def test_a_year_is_never_compared_with_a_quarter(of):
    [england] = of(HEAD + reading("2024-Q4", 46) + benchmark("England", "2024", 46.4)).benchmarks
    assert (england.value, england.reading, england.gap) == (Decimal("46.4"), None, None)


def test_of_several_of_one_name_the_last_that_can_be_compared_with_the_latest_reading_is_taken(of):
    text = HEAD + reading("2024", 56.3) + reading("2025-Q1", 60)
    text += benchmark("England", "2024-Q4", 41) + benchmark("england ", "2025", 52) + benchmark("Region", "2024", 47)
    assert [(each.of, each.period.text) for each in of(text).benchmarks] == [("England", "2024-Q4"), ("Region", "2024")]


def test_a_benchmark_counts_from_its_publication_and_as_corrected(of):
    text = HEAD + reading("2024", 56.3, on="2025-03-01") + benchmark("England", "2024", 64.4, rest='id = "e"')
    text += benchmark("England", "2024", 46.4, "2025-10-05", 'corrects = "e"\nreason = "Two digits were swapped"')
    assert of(text, date(2025, 9, 30)).benchmarks == ()
    assert [each.value for each in of(text).benchmarks] == [Decimal("46.4")]


def test_a_value_that_was_published_again_takes_the_place_of_the_first(of):
    text = HEAD + benchmark("England", "2024", 46.4) + benchmark("England", "2024", 46.5, "2025-10-20")
    assert [each.value for each in of(text).benchmarks] == [Decimal("46.5")]
