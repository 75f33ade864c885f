"""Compare forecasts with what then happens, in invented plans whose slippage is known.

Run: ``python benchmarks/backtest_forecast.py [PLANS [ACTIONS]]``: plans of each kind, actions of each plan. ``make
backtest`` also says whether ``docs/forecast.md`` has these tables. Chance is drawn here and nowhere in the library,
from a fixed seed, so that every run prints the same.
"""

import random
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from attrs import frozen

from actionplan.model.dates import on_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.view import Portfolio
from actionplan.summary.forecast.forecast import PlanForecast, forecast
from actionplan.summary.forecast.kaplan_meier import Chance, as_decimal, number_done

PLANS = 500
ACTIONS = 80
AGREED = date(2024, 1, 15)
AS_AT = date(2025, 3, 31)
NEVER = 100_000
DRAWS = 20_000
MOVED = "dates moved"
TAILS = (Decimal("0.025"), Decimal("0.975"))
DOCUMENT = Path(__file__).parent.parent / "docs" / "forecast.md"
DAYS_ON = (30, 60, 120, 240, 365)

Slippage = Callable[[random.Random, int], float]
"""Draws the days from the first due date to the day on which it is done, for an action that has so many days."""


def _even(rng: random.Random, _days: int) -> float:
    return rng.gauss(20, 50)


def _tail(rng: random.Random, _days: int) -> float:
    return rng.lognormvariate(4, 0.9) - 45


def _two(rng: random.Random, _days: int) -> float:
    return rng.gauss(-5, 10) if rng.random() < 0.6 else rng.expovariate(1 / 180)


def _never(rng: random.Random, _days: int) -> float:
    return NEVER if rng.random() < 0.2 else rng.gauss(10, 40)


def _long(rng: random.Random, days: int) -> float:
    return days * rng.gauss(0.15, 0.2)


def _worse(rng: random.Random, days: int) -> float:
    return rng.gauss(20, 50) + (60 if days > (AS_AT - AGREED).days else 0)


LIKE_THE_RECORD = {"even": _even, "long tail": _tail, "two kinds": _two, "some never": _never}
"""Slippage that is the same throughout the plan, which is what a forecast takes for granted."""

UNLIKE_THE_RECORD = {"longer ones are later": _long, "worse from now on": _worse}
"""Slippage that is not."""


@frozen
class CheckedForecast:
    """A forecast, and what happened.

    Attributes:
        given: the chance that was given.
        happened: whether it was done by the day.
        is_in_range: whether the true chance is in the forecast's range.
    """

    given: Decimal
    happened: bool
    is_in_range: bool


@frozen
class Outcome:
    """One plan's forecasts, and what happened.

    Attributes:
        kind: the kind of plan.
        by: the day that was asked for; None for each action's own date.
        forecasts: a forecast of each open action.
        drawn: one of them, by lot.
        low: the least number of them that was likely to be done.
        high: the greatest.
    """

    kind: str
    by: date | None
    forecasts: tuple[CheckedForecast, ...]
    drawn: CheckedForecast
    low: int
    high: int


def invented(rng: random.Random, slippage: Slippage, size: int, *, redated: bool) -> tuple[Plan, dict[Id, date]]:
    """Make a plan as it is on `AS_AT`, and the day on which each action will have been done.

    Args:
        rng: where chance comes from.
        slippage: how late its actions are.
        size: how many it has.
        redated: whether a date that was missed is moved on by 90 days, again and again.
    """
    actions: list[Action] = []
    done: dict[Id, date] = {}
    for number in range(1, size + 1):
        joined = AGREED + timedelta(rng.choice((0, 0, 0, 90, 180, 270)))
        days = rng.randint(30, 600)
        due = joined + timedelta(days)
        finished = joined + timedelta(max(0, days + round(slippage(rng, days))))
        status = list(_moves(due, finished)) if redated else []
        if finished <= AS_AT:
            status.append(ActionEntry(on=on_day(finished), state="complete"))
        name = Id(f"1.{number}")
        done[name] = finished
        actions.append(
            Action(id=name, title=name, areas=(), due=on_day(due), agreed=on_day(joined), status=tuple(status))
        )
    return Plan(format=1, id=Id("p"), title="Invented", agreed=on_day(AGREED), actions=tuple(actions)), done


def _moves(due: date, finished: date) -> Iterator[ActionEntry]:
    while due < min(finished, AS_AT):
        moved = due + timedelta(90)
        yield ActionEntry(on=on_day(due), due=on_day(moved), reason="More time is needed")
        due = moved


def outcomes(plans: int, size: int) -> list[Outcome]:
    """Make forecasts for invented plans of every kind, and see what happens.

    Args:
        plans: how many plans are made of each kind that is like its record; of the others a fifth of that.
        size: how many actions each has.
    """
    found = []
    kinds: list[tuple[str, Slippage, bool, int]]
    kinds = [(kind, slippage, False, plans) for kind, slippage in LIKE_THE_RECORD.items()]
    kinds.append((MOVED, _tail, True, plans // 5))
    kinds += [(kind, slippage, False, plans // 5) for kind, slippage in UNLIKE_THE_RECORD.items()]
    for kind, slippage, redated, number in kinds:
        rng = random.Random(f"forecast {kind}")
        truth = sorted(slippage(rng, 300) for _ in range(DRAWS))
        for _ in range(number):
            plan, done = invented(rng, slippage, size, redated=redated)
            by = rng.choice((None, *(AS_AT + timedelta(days) for days in DAYS_ON)))
            [plan_forecast] = forecast(Portfolio(plans=(plan,)).at(AS_AT), by).plans
            if plan_forecast.whole.by_own_dates or plan_forecast.whole.by_last_due:
                found.append(_outcome(kind, rng, plan_forecast, by, done, truth))
    return found


def _outcome(
    kind: str, rng: random.Random, found: PlanForecast, by: date | None, done: dict[Id, date], truth: list[float]
) -> Outcome:
    checked = tuple(_checked(found, by, done, truth))
    number = found.whole.by_own_dates or found.whole.by_last_due
    assert number is not None
    return Outcome(kind, by, checked, rng.choice(checked), number.low, number.high)


def _checked(
    found: PlanForecast, by: date | None, done: dict[Id, date], truth: list[float]
) -> Iterator[CheckedForecast]:
    for one in found.actions:
        first, due, chance = one.action.original_due, one.action.due, one.by_due
        assert first is not None
        assert first.last is not None
        day = by or (due.last if due is not None else None)
        if day is not None and day > AS_AT and isinstance(chance, Chance):
            share = _share(truth, (AS_AT - first.last).days, (day - first.last).days)
            yield CheckedForecast(
                as_decimal(chance.value), done[one.action.id] <= day, chance.low <= share <= chance.high
            )


def _share(truth: list[float], after: int, until: int) -> float:
    """Return the true chance, from many draws, that what is open at the end of one day is done by that of another."""
    # Days are rounded to whole ones, so a day ends half a day after its number.
    begun, ended = bisect_right(truth, after + 0.5), bisect_right(truth, until + 0.5)
    return (ended - begun) / (len(truth) - begun)


def band(given: Sequence[Decimal]) -> tuple[int, int]:
    """Return the numbers between which 19 in 20 lie where everything happens as often as it was given."""
    sums = list(accumulate(number_done(given)))
    return tuple(next(number for number, total in enumerate(sums) if total > tail) for tail in TAILS)  # type: ignore[return-value]


def by_tenth(forecasts: Sequence[CheckedForecast]) -> list[str]:
    """Return the table of what was given against what happened, a line for each tenth that was given."""
    rows = ["| Given | Forecasts | Given on average | Happened | Would be by chance |", "|---|---|---|---|---|"]
    for name, group in _tenths(forecasts):
        low, high = band([one.given for one in group])
        size = len(group)
        rows.append(f"| {name} | {_row(group)} | {low / size:.0%} to {high / size:.0%} |")
    return rows


def of_one_record(forecasts: Sequence[CheckedForecast]) -> list[str]:
    """Return the same table without what would be by chance: forecasts that share a record go wrong together."""
    rows = ["| Given | Forecasts | Given on average | Happened |", "|---|---|---|---|"]
    return [*rows, *(f"| {name} | {_row(group)} |" for name, group in _tenths(forecasts))]


def _tenths(forecasts: Sequence[CheckedForecast]) -> Iterator[tuple[str, list[CheckedForecast]]]:
    for tenth in range(10):
        group = [one for one in forecasts if min(int(one.given * 10), 9) == tenth]
        if group:
            yield f"{10 * tenth} to {10 * tenth + 10}%", group


def by_kind(found: Sequence[Outcome]) -> list[str]:
    """Return the table of each kind of plan."""
    rows = [
        "| Kind of plan | Forecasts | Given on average | Happened | True chance in the range | Number as likely |",
        "|---|---|---|---|---|---|",
    ]
    for kind in dict.fromkeys(one.kind for one in found):
        plans = [one for one in found if one.kind == kind]
        forecasts = [one for plan in plans for one in plan.forecasts]
        inside = (
            f"{sum(one.is_in_range for one in forecasts) / len(forecasts):.0%}"
            if kind not in UNLIKE_THE_RECORD
            else "-"
        )
        likely = sum(plan.low <= sum(one.happened for one in plan.forecasts) <= plan.high for plan in plans) / len(
            plans
        )
        rows.append(f"| {kind} | {_row(forecasts)} | {inside} | {likely:.0%} of plans |")
    return rows


def _row(group: Sequence[CheckedForecast]) -> str:
    average = sum(one.given for one in group) / len(group)
    return f"{len(group)} | {average:.0%} | {sum(one.happened for one in group) / len(group):.0%}"


def tables(plans: int, size: int) -> str:
    """Return the three tables.

    Args:
        plans: how many plans are made of each kind.
        size: how many actions each has.
    """
    found = outcomes(plans, size)
    like = [one for one in found if one.kind in LIKE_THE_RECORD]
    own = [forecasts for one in like if one.by is None for forecasts in one.forecasts]
    return "\n\n".join(map("\n".join, (by_tenth([one.drawn for one in like]), of_one_record(own), by_kind(found))))


def main(plans: int = PLANS, size: int = ACTIONS) -> int:
    """Print the tables, and give 1 if the document has others."""
    made = tables(plans, size)
    print(made)
    document = DOCUMENT.read_text(encoding="utf-8")
    if (plans, size) != (PLANS, ACTIONS) or all(table in document for table in made.split("\n\n")):
        return 0
    print(f"\n{DOCUMENT.name} has other tables: put these in their place.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
