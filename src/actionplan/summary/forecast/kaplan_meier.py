"""Chances of completion by a day, with their ranges, from past cases of which some are not finished (Kaplan-Meier).

`docs/forecast.md` explains the method and the formulas. No random numbers are used.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from math import prod
from typing import Literal

from attrs import field, frozen

from actionplan.model.ids import Id

Withheld = Literal["no-date", "few-finished", "few-cases", "beyond-record"]
"""Why there is no chance: no first due date to count from, too few finished cases in the record, too few between the
two days, or a day later than any in the record."""

FEWEST_CASES = 10
"""The fewest finished cases in a record, and the fewest cases behind a chance, for there to be a chance."""

WIDTH = Decimal("1.96")
"""The width of a range to either side in standard errors: 19 in 20 such ranges include the true chance."""


@frozen(kw_only=True)
class CompletionCase:
    """One action as a case of lateness. Days are counted from its first due day, and are below 0 before it.

    Attributes:
        plan: the plan's id.
        action: the action's id.
        since: the day from which it was in the plan; None in a draft, where it counts from the start.
        until: the day on which it was done; or else the last day on which it was certainly not done.
        done: whether it was done.
    """

    plan: Id
    action: Id
    since: int | None
    until: int
    done: bool


@frozen
class CurveStep:
    """A day on which cases were finished.

    Attributes:
        day: the day, counted from the first due day.
        open: how many cases were in their plan and not finished at the start of the day.
        done: how many of them were finished on the day.
    """

    day: int
    open: int
    done: int


@frozen(kw_only=True)
class Curve:
    """The record of lateness that `record_of` makes of cases.

    Attributes:
        steps: the days on which cases were finished, in order.
        starts: the days on which cases came into their plan, in order; those of a draft are left out.
        ends: the days on which cases ended, finished or not, in order.
        finished: how many were finished.
        cases: how many there are.
    """

    steps: tuple[CurveStep, ...]
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)
    finished: int
    cases: int


@frozen(kw_only=True)
class Chance:
    """The chance that an open action is done by a day.

    Attributes:
        value: the chance, exact, from 0 to 1.
        low: the low end of its range; 19 in 20 such ranges include the true chance.
        high: the high end of its range.
        cases: how many cases were open at some time between the two days, counted from their first due days.
        worth: the number of finished cases that would give the same certainty; None if the chance is certain.
    """

    value: Fraction
    low: Decimal
    high: Decimal
    cases: int
    worth: Fraction | None


def record_of(cases: Iterable[CompletionCase]) -> Curve:
    """Return how many cases were open and how many were finished on each day, counted from the first due day.

    Invariant: a case counts as open only from the day on which it came into its plan, as it could not be seen to finish
    before (left truncation), and only up to its end (right censoring).
    """
    every = list(cases)
    starts = sorted(case.since for case in every if case.since is not None)
    ends = sorted(case.until for case in every)
    drafts = len(every) - len(starts)
    done = Counter(case.until for case in every if case.done)
    steps = tuple(
        CurveStep(day, drafts + bisect_right(starts, day) - bisect_left(ends, day), done[day]) for day in sorted(done)
    )
    return Curve(steps=steps, starts=tuple(starts), ends=tuple(ends), finished=done.total(), cases=len(every))


def chance_within(record: Curve, after: int, until: int) -> Chance | Withheld:
    """Return the chance that a case still open at the end of one day is done by the end of another (Kaplan-Meier).

    Args:
        record: the record.
        after: the day up to which it is open, counted from its first due day.
        until: the day by which it would be done, counted from its first due day; up to ``after`` the chance is 0.

    Returns:
        The chance, or the reason why there is none.
    """
    if until <= after:
        return Chance(value=Fraction(0), low=Decimal(0), high=Decimal(0), cases=0, worth=None)
    if record.finished < FEWEST_CASES:
        return "few-finished"
    steps = [step for step in record.steps if after < step.day <= until]
    # Invariant: once nothing was left open the curve is at 0, and cases that come in later cannot change it.
    end = next((place for place, step in enumerate(steps, 1) if step.done == step.open), len(steps))
    steps = steps[:end]
    left = Fraction(prod(step.open - step.done for step in steps), prod(step.open for step in steps))
    if left and record.ends[-1] < until:
        return "beyond-record"
    worth = _worth(record, steps, left, until)
    if worth < FEWEST_CASES:
        return "few-cases"
    low, high = interval(1 - left, worth, WIDTH)
    return Chance(value=1 - left, low=low, high=high, cases=_cases_within(record, after, until), worth=worth)


def _worth(record: Curve, steps: Sequence[CurveStep], left: Fraction, until: int) -> Fraction:
    """Return the number of finished cases that would give the same certainty, from Greenwood's variance."""
    if not left:
        return Fraction(sum(step.done for step in steps))
    if not steps:
        return Fraction(_cases_within(record, until - 1, until))
    return (1 - left) / (left * sum(Fraction(step.done, step.open * (step.open - step.done)) for step in steps))


def _cases_within(record: Curve, after: int, until: int) -> int:
    """Return how many cases were open on any day after ``after`` and up to ``until``."""
    drafts = record.cases - len(record.starts)
    return drafts + bisect_right(record.starts, until) - bisect_right(record.ends, after)


def interval(value: Fraction, worth: Fraction, width: Decimal) -> tuple[Decimal, Decimal]:
    """Return Wilson's range of a share, always within 0 and 1.

    Args:
        value: the share.
        worth: the number of cases behind it.
        width: its width to either side, in standard errors.
    """
    share, cases, square = as_decimal(value), as_decimal(worth), width * width
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    half = width * (share * (1 - share) / cases + square / (4 * cases * cases)).sqrt() / (1 + square / cases)
    return max(Decimal(0), min(middle - half, share)), min(Decimal(1), max(middle + half, share))


def number_done(chances: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the chance of each number of actions done, from none to all, if they are independent (Poisson-binomial).

    Args:
        chances: the chance of each action.
    """
    numbers = [Decimal(1)]
    for chance in chances:
        missed = [number * (1 - chance) for number in numbers] + [Decimal(0)]
        numbers = [missed[0], *(number * chance + miss for number, miss in zip(numbers, missed[1:], strict=True))]
    return tuple(numbers)


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal number of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)
