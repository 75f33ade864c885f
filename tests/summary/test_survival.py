"""The arithmetic of forecasts: against counting by hand, against another library, and as laws."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actionplan.model.ids import Id
from actionplan.summary.forecast.kaplan_meier import (
    FEWEST_CASES,
    WIDTH,
    Chance,
    CompletionCase,
    chance_within,
    interval,
    number_done,
    record_of,
)


def case(until, *, done=True, since=None):
    return CompletionCase(plan=Id("p"), action=Id("1"), since=since, until=until, done=done)


def chance(cases, after, until):
    found = chance_within(record_of(cases), after, until)
    assert isinstance(found, Chance), found
    return found


def given_one(cases, after, until):
    """Return a chance; an example in which it is withheld is passed over."""
    found = chance_within(record_of(cases), after, until)
    assume(isinstance(found, Chance))
    assert isinstance(found, Chance)
    return found


ON_TIME_AND_LATE = [case(0)] * 6 + [case(30)] * 3 + [case(90)] * 3
"""Twelve finished actions: six on the day, three after a month, three after three months."""


def test_without_open_cases_the_chance_is_the_share():
    found = chance(ON_TIME_AND_LATE, -10, 0)
    assert (found.value, found.cases, found.worth) == (Fraction(1, 2), 12, 12)
    assert chance(ON_TIME_AND_LATE, -10, 89).value == Fraction(9, 12)


def test_what_is_late_already_is_compared_with_what_was_as_late():
    """Of thirteen that were open after the due day, three were done within the next month."""
    cases = [*ON_TIME_AND_LATE, *[case(90)] * 7]
    assert chance(cases, 0, 30).value == Fraction(3, 13)


def test_open_cases_count_as_long_as_they_are_known_to_be_open():
    """Four of the twelve are open, 10 days late: they speak of the first day, and no longer of the thirtieth."""
    cases = [*ON_TIME_AND_LATE, *[case(10, done=False)] * 4]
    assert chance(cases, -10, 0).value == Fraction(6, 16)
    assert chance(cases, -10, 30).value == 1 - Fraction(10, 16) * Fraction(3, 6)


def test_before_an_action_came_into_the_plan_it_says_nothing():
    late_comers = [case(5, since=-3)] * 10
    assert chance([*ON_TIME_AND_LATE, *late_comers], -10, -1).value == 0
    assert chance([*ON_TIME_AND_LATE, case(-5), *late_comers], -10, -5).value == Fraction(1, 13)


def test_a_day_that_has_passed_has_no_chance():
    found = chance(ON_TIME_AND_LATE, 5, 5)
    assert (found.value, found.low, found.high, found.worth) == (0, 0, 0, None)


@pytest.mark.parametrize(
    ("cases", "after", "until", "reason"),
    [
        (ON_TIME_AND_LATE[:9], -10, 0, "few-finished"),
        (ON_TIME_AND_LATE, 0, 30, "few-cases"),
        ([*ON_TIME_AND_LATE, *[case(100, done=False)] * 9], 0, 101, "beyond-record"),
    ],
)
def test_withheld(cases, after, until, reason):
    assert chance_within(record_of(cases), after, until) == reason


def test_after_the_last_case_was_finished_nothing_was_ever_left():
    assert chance(ON_TIME_AND_LATE, -10, 500).value == 1


def test_a_chance_of_one_still_has_a_range():
    found = chance(ON_TIME_AND_LATE, -10, 500)
    assert Decimal("0.7") < found.low < Decimal("0.8")
    assert found.high == 1


def test_the_range_of_a_share_is_that_of_wilson():
    low, high = interval(Fraction(1, 2), Fraction(100), WIDTH)
    assert (round(low, 3), round(high, 3)) == (Decimal("0.404"), Decimal("0.596"))


def test_kaplan_and_meier_by_another_library():
    stats = pytest.importorskip("scipy.stats")
    cases = [case(day, done=day % 3 > 0) for day in (-9, -7, -4, -4, -3, 0, 0, 1, 2, 5, 5, 6, 8, 9, 11, 14, 14, 20)]
    sample = stats.CensoredData.right_censored([c.until for c in cases], [not c.done for c in cases])
    left = stats.ecdf(sample).sf
    for until in range(-8, 21):
        found = chance_within(record_of(cases), -100, until)
        if isinstance(found, Chance):
            assert float(found.value) == pytest.approx(1 - left.evaluate(until))


# Laws


def days():
    return st.integers(-60, 60)


@st.composite
def some_cases(draw, dones=(True, True, True, False)):
    """Return cases enough for most chances to be given: each that is drawn comes three times."""
    found = []
    for _ in range(draw(st.integers(FEWEST_CASES, FEWEST_CASES + 8))):
        until = draw(days())
        since = draw(st.none() | st.integers(-90, until))
        found += [case(until, since=since, done=draw(st.sampled_from(dones)))] * 3
    return found


def early():
    """Return days after which most things are still open."""
    return st.integers(-60, -10)


@settings(max_examples=60)
@given(some_cases(), early(), days(), days())
def test_a_later_day_is_never_less_likely(cases, after, one, other):
    sooner, later = (given_one(cases, after, day) for day in sorted((one, other)))
    assert 0 <= sooner.low <= sooner.value <= sooner.high <= 1
    assert sooner.value <= later.value


@settings(max_examples=60)
@given(some_cases(), days(), days(), st.randoms(use_true_random=False))
def test_the_order_of_cases_does_not_matter(cases, after, until, rng):
    shuffled = list(cases)
    rng.shuffle(shuffled)
    assert chance_within(record_of(shuffled), after, until) == chance_within(record_of(cases), after, until)


@settings(max_examples=60)
@given(some_cases(), early(), days(), days())
def test_one_more_open_case_never_makes_anything_likelier(cases, after, until, still_open):
    before = given_one(cases, after, until)
    since = given_one([*cases, case(still_open, done=False)], after, until)
    assert since.value <= before.value


@settings(max_examples=60)
@given(some_cases(dones=(True,)), early(), days())
def test_without_open_cases_it_is_the_share_of_those_left(cases, after, until):
    assume(until > after)
    cases = [case(one.until) for one in cases]
    found = given_one(cases, after, until)
    left = [one.until for one in cases if one.until > after]
    assert found.value == Fraction(sum(day <= until for day in left), len(left))
    assert found.worth == found.cases == len(left)


@settings(max_examples=60)
@given(some_cases(), early(), st.integers(1, 60))
def test_a_chance_is_the_chances_of_each_day_together(cases, after, ahead):
    """Counted again day by day, from the cases themselves."""
    found = given_one(cases, after, after + ahead)
    left = Fraction(1)
    for day in range(after + 1, after + ahead + 1):
        still = [one for one in cases if (one.since is None or one.since <= day) and one.until >= day]
        if still:
            left *= 1 - Fraction(sum(one.until == day and one.done for one in still), len(still))
    assert found.value == 1 - left


@settings(max_examples=40)
@given(st.lists(st.integers(0, 10).map(lambda tenths: Decimal(tenths) / 10), max_size=6))
def test_the_number_done_by_going_through_every_way_it_can_go(chances):
    expected = [Decimal(0)] * (len(chances) + 1)
    for way in product((True, False), repeat=len(chances)):
        share = prod((one if done else 1 - one for one, done in zip(chances, way, strict=True)), start=Decimal(1))
        expected[sum(way)] += share
    assert number_done(chances) == tuple(expected)
