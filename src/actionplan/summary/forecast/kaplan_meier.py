"""How long things take against their date, from cases of which some are not over: chances, their range, counts.

`docs/forecast.md` says the same in words, with the formulas. No random number is drawn anywhere.
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
"""Why there is no chance: no first date to count from, too few finished cases in the record, too few at the stage that
matters, or a day later than any that the record reaches."""

FEWEST_CASES = 10
"""Below so many finished cases in a record, or cases behind one chance, no chance is given."""

WIDTH = Decimal("1.96")
"""How many standard errors a range reaches to either side, as for 19 in 20."""


@frozen(kw_only=True)
class CompletionCase:
    """One action as a case of how actions are kept to. Days count from its first due day, below 0 before it.

    Attributes:
        plan: the plan's id.
        action: the action's id.
        since: the day from which it was in the plan; None for a draft's, which counts from the start.
        until: the day on which it was done; or else the last on which it is known not to have been.
        done: which of the two.
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
        open: cases that were in their plan and not finished when it began.
        done: how many of them were finished on it.
    """

    day: int
    open: int
    done: int


@frozen(kw_only=True)
class Curve:
    """The record of slippage: what `record_of` makes of cases.

    Attributes:
        steps: the days on which cases were finished, in order.
        starts: when cases came in, in order; those of a draft are left out.
        ends: when cases ended, finished or not, in order.
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
    """The chance that something open is done by a day.

    Attributes:
        value: the chance, exact, from 0 to 1.
        low: the low end of the range in which the true chance is thought to be; 19 in 20 such ranges hold it.
        high: its high end.
        cases: cases that were open at some time between now and then, counted from their first due days.
        worth: as many finished cases would say as much; None where the chance is certain by the calendar.
    """

    value: Fraction
    low: Decimal
    high: Decimal
    cases: int
    worth: Fraction | None


def record_of(cases: Iterable[CompletionCase]) -> Curve:
    """Count, for each day before or after the first due day, how many cases were open and how many were finished.

    A case counts as open from the day on which it came into its plan: before that nothing could be finished.
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
        after: the day up to which it is known to be open, counted from its first due day.
        until: the day by which it would be done, likewise. Not after ``after``: the chance is 0.

    Returns:
        The chance; or why it is withheld.
    """
    if until <= after:
        return Chance(value=Fraction(0), low=Decimal(0), high=Decimal(0), cases=0, worth=None)
    if record.finished < FEWEST_CASES:
        return "few-finished"
    steps = _up_to_the_last(step for step in record.steps if after < step.day <= until)
    left = Fraction(prod(step.open - step.done for step in steps), prod(step.open for step in steps))
    if left and record.ends[-1] < until:
        return "beyond-record"
    worth = _worth(record, steps, left, until)
    if worth < FEWEST_CASES:
        return "few-cases"
    low, high = interval(1 - left, worth, WIDTH)
    return Chance(value=1 - left, low=low, high=high, cases=_cases_within(record, after, until), worth=worth)


def _up_to_the_last(steps: Iterable[CurveStep]) -> list[CurveStep]:
    """Return steps up to the one after which nothing was left open: what comes in later can say no more."""
    taken = []
    for step in steps:
        taken.append(step)
        if step.done == step.open:
            break
    return taken


def _worth(record: Curve, steps: Sequence[CurveStep], left: Fraction, until: int) -> Fraction:
    """Return how many finished cases would be as sure (from Greenwood's variance); without open cases, all of them."""
    if not left:
        return Fraction(sum(step.done for step in steps))
    if not steps:
        return Fraction(_cases_within(record, until - 1, until))
    return (1 - left) / (left * sum(Fraction(step.done, step.open * (step.open - step.done)) for step in steps))


def _cases_within(record: Curve, after: int, until: int) -> int:
    """Count cases that were open on any day of a stretch of days: those behind ``after``, up to ``until``."""
    drafts = record.cases - len(record.starts)
    return drafts + bisect_right(record.starts, until) - bisect_right(record.ends, after)


def interval(value: Fraction, worth: Fraction, width: Decimal) -> tuple[Decimal, Decimal]:
    """Return the range round a share (Wilson's, with as many cases as the share is worth). It never leaves 0 to 1.

    Args:
        value: the share.
        worth: the number of cases behind it.
        width: how many standard errors it reaches to either side.
    """
    share, cases, square = as_decimal(value), as_decimal(worth), width * width
    middle = (share + square / (2 * cases)) / (1 + square / cases)
    half = width * (share * (1 - share) / cases + square / (4 * cases * cases)).sqrt() / (1 + square / cases)
    return max(Decimal(0), min(middle - half, share)), min(Decimal(1), max(middle + half, share))


def number_done(chances: Iterable[Decimal]) -> tuple[Decimal, ...]:
    """Return the chance of each number of things done, from none to all (Poisson-binomial), if each goes its own way.

    Args:
        chances: the chance of each thing.
    """
    numbers = [Decimal(1)]
    for chance in chances:
        missed = [number * (1 - chance) for number in numbers] + [Decimal(0)]
        numbers = [missed[0], *(number * chance + miss for number, miss in zip(numbers, missed[1:], strict=True))]
    return tuple(numbers)


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction as a decimal number of 28 digits."""
    return Decimal(value.numerator) / Decimal(value.denominator)
