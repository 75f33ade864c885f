"""The chance that what is open is done by its date, if the future is like the record; see `docs/forecast.md`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import prod

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan, Unread
from actionplan.model.view import View
from actionplan.model.vocabulary import FINISHED
from actionplan.summary.actions import ActionSummary
from actionplan.summary.forecast.kaplan_meier import (
    FEWEST_CASES,
    Chance,
    CompletionCase,
    Curve,
    Withheld,
    as_decimal,
    chance_within,
    interval,
    number_done,
    record_of,
)
from actionplan.summary.lateness import completion
from actionplan.summary.plans import OfPlan, of_plan, refuse_unknown
from actionplan.summary.status import summarise_plan
from actionplan.summary.timeline import of_whole, up_to

_SHARES = ((Decimal(-1), Fraction(1, 6)), (Decimal(0), Fraction(2, 3)), (Decimal(1), Fraction(1, 6)))
"""Three points and their weights that stand for all values which the record leaves possible (Gauss and Hermite)."""

_REACH = Decimal(3).sqrt()
"""How many standard errors the outer two points lie from the middle."""

_TAIL = Decimal("0.1")
"""How much of the chance lies below, and above, the numbers that are likely."""


@frozen(kw_only=True)
class Basis:
    """The record that a plan's forecasts rest on.

    Attributes:
        plans: ids of the plans whose actions are in it; none where there is no record to rest on.
        finished: its finished actions.
        open: its actions that are not, or that were cancelled before they were.
        on_time: how many of the finished ones were done by the date first agreed.
    """

    plans: tuple[Id, ...]
    finished: int
    open: int
    on_time: int


@frozen(kw_only=True)
class ActionForecast:
    """One open action.

    Attributes:
        action: where it stands.
        by_due: the chance that it is done by the date that holds, or by the day asked for; 0 once that has passed. Or
            why there is none.
        by_original: the same for the date first agreed; where a day was asked for, for that day too.
    """

    action: ActionSummary
    by_due: Chance | Withheld
    by_original: Chance | Withheld


@frozen(kw_only=True)
class NumberDone:
    """How many of several open actions are done by their day, if they do not hold each other up.

    Attributes:
        actions: how many there are of which a chance can be given.
        left_out: how many more there are of which none can.
        expected: the number that would be done on average.
        low: the least number that is likely: 9 in 10 that no fewer are done.
        high: the greatest number that is likely.
        all_done: the chance that each of ``actions`` is done.
        all_done_low: that chance with the low end of each one's range.
        all_done_high: that chance with the high end.
    """

    actions: int
    left_out: int
    expected: Decimal
    low: int
    high: int
    all_done: Decimal
    all_done_low: Decimal
    all_done_high: Decimal


@frozen(kw_only=True)
class GroupForecast:
    """An area's open actions, or a plan's.

    Attributes:
        id: the area's id, or the plan's; None for actions without an area.
        title: its title.
        open: how many actions are open.
        passed: how many of them are past the date that holds.
        by_own_dates: of the others, how many are done, each by its own date; None where there is none, where no chance
            can be given, or where a day was asked for.
        last_due: the latest day on which one of them is due, or the day asked for; None where none has one.
        by_last_due: how many of all are done by that day; None where no chance can be given or the day has passed.
    """

    id: Id | None
    title: str
    open: int
    passed: int
    by_own_dates: NumberDone | None
    last_due: date | None
    by_last_due: NumberDone | None


@frozen(kw_only=True)
class PlanForecast(OfPlan):
    """One plan.

    Attributes:
        basis: the record that its forecasts rest on.
        finished: the plan's own finished actions that count as cases.
        actions: its open actions, in natural order of their ids.
        areas: its areas that have open actions; each action counts in its primary area.
        whole: the plan as a whole.
        unread: files that could not be read.
    """

    basis: Basis
    finished: int
    actions: tuple[ActionForecast, ...]
    areas: tuple[GroupForecast, ...]
    whole: GroupForecast
    unread: tuple[Unread, ...]


@frozen(kw_only=True)
class Forecast:
    """All plans asked for.

    Attributes:
        as_at: the day.
        by: the day asked for; None where each action's own dates are looked at.
        plans: each plan.
    """

    as_at: date
    by: date | None
    plans: tuple[PlanForecast, ...]


@frozen(kw_only=True)
class ForecastSelection:
    """What forecasts are limited to.

    Attributes:
        action: the id of the only action asked for; None for all that are open.
        by: the day asked for; None for each action's own dates.
    """

    action: Id | None = None
    by: date | None = None


def forecast(view: View, by: date | None = None, only: str | None = None) -> Forecast:
    """Return how likely it is that what is open is done by its date, from how dates have been kept to so far.

    A plan's own record is used where at least `FEWEST_CASES` of its actions are finished; else that of all the plans
    together, where that has as many.

    Args:
        view: the plans, and the day.
        by: a day for which to ask of every action, also of those whose date has passed; None for their own dates.
        only: the id of the only action asked for, in those plans that have it; None for all.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = forecast(view).plans
        >>> plan.finished
        34
    """
    refuse_unknown(view, action=only)
    return forecast_known(view, by, only)


def forecast_known(view: View, by: date | None = None, only: str | None = None) -> Forecast:
    """Return forecasts as `forecast` does; an action that no plan has on that day leaves every plan without actions."""
    as_at, every = view.day, view.plans
    by_plan = [cases(plan, as_at) for plan in every]
    pooled = [case for found in by_plan for case in found]
    plans = tuple(
        _plan(plan, found, found if _finished(found) >= FEWEST_CASES else pooled, as_at, by)
        for plan, found in zip(every, by_plan, strict=True)
    )
    if only is not None:
        having = {plan.root for plan in every if any(action.id == only for action in plan.actions)}
        plans = tuple(
            evolve(plan, actions=tuple(one for one in plan.actions if one.action.id == only))
            for plan in plans
            if plan.root in having or not having
        )
    return Forecast(as_at=as_at, by=by, plans=plans)


def cases(plan: Plan, as_at: date) -> tuple[CompletionCase, ...]:
    """Return a plan's actions as cases of how dates are kept to: those with a first due day that were in the plan.

    Args:
        plan: the plan.
        as_at: the day; what is open is known not to have been done up to it.
    """
    found = (_case(plan, action, as_at) for action in plan.actions if in_plan(plan, action, as_at))
    return tuple(case for case in found if case is not None)


def _case(plan: Plan, action: Action, as_at: date) -> CompletionCase | None:
    """Return one action as a case; None where it has no first due day, or was over before it came into the plan."""
    if action.due is None or action.due.last is None:
        return None
    agreed = agreed_day(plan, action)
    placed = [entry for entry in of_whole(up_to(action.status, as_at, agreed)) if entry.entry.state is not None]
    state = placed[-1].entry.state if placed else None
    done = completion(placed)
    until = done.day if done is not None else placed[-1].day if state == "cancelled" else as_at
    if agreed is not None and until < agreed:
        return None
    since = (agreed - action.due.last).days if agreed is not None else None
    days = (until - action.due.last).days
    return CompletionCase(plan=plan.id, action=action.id, since=since, until=days, done=state in FINISHED)


def _finished(found: Iterable[CompletionCase]) -> int:
    return sum(case.done for case in found)


def _plan(
    plan: Plan, own: Sequence[CompletionCase], used: Sequence[CompletionCase], as_at: date, by: date | None
) -> PlanForecast:
    record = record_of(used)
    summary = summarise_plan(plan, as_at)
    open_actions = [action for action in summary.actions if action.open]
    titles: dict[Id | None, str] = {area.id: area.title for area in summary.areas}
    areas: dict[Id | None, list[ActionSummary]] = {area: [] for area in titles}
    for action in open_actions:
        areas.setdefault(action.area, []).append(action)
    return PlanForecast(
        **of_plan(plan),
        basis=_basis(used),
        finished=_finished(own),
        actions=tuple(_action(action, record, as_at, by) for action in open_actions),
        areas=tuple(
            _group(area, titles.get(area, area or "No area"), actions, record, as_at, by)
            for area, actions in areas.items()
            if actions
        ),
        whole=_group(plan.id, plan.title, open_actions, record, as_at, by),
        unread=plan.unread,
    )


def _basis(used: Sequence[CompletionCase]) -> Basis:
    finished = _finished(used)
    return Basis(
        plans=tuple(dict.fromkeys(case.plan for case in used)),
        finished=finished,
        open=len(used) - finished,
        on_time=sum(case.done and case.until <= 0 for case in used),
    )


def _action(action: ActionSummary, record: Curve, as_at: date, by: date | None) -> ActionForecast:
    return ActionForecast(
        action=action,
        by_due=_chance(action, record, as_at, by or _last(action.due)),
        by_original=_chance(action, record, as_at, by or _last(action.original_due)),
    )


def _chance(action: ActionSummary, record: Curve, as_at: date, until: date | None) -> Chance | Withheld:
    first = _last(action.original_due)
    if first is None or until is None:
        return "no-date"
    return chance_within(record, (as_at - first).days, (until - first).days)


def _last(when: PlanDate | None) -> date | None:
    return when.last if when is not None else None


def _group(
    name: Id | None, title: str, actions: Sequence[ActionSummary], record: Curve, as_at: date, by: date | None
) -> GroupForecast:
    days = [day for action in actions if (day := _last(action.due)) is not None]
    last = by or max(days, default=None)
    ahead = [action for action in actions if (day := _last(action.due)) is None or day > as_at]
    own = [_chance(action, record, as_at, _last(action.due)) for action in ahead]
    together = [_chance(action, record, as_at, last) for action in actions]
    return GroupForecast(
        id=name,
        title=title,
        open=len(actions),
        passed=sum(day <= as_at for day in days),
        by_own_dates=_number(own) if by is None else None,
        last_due=last,
        by_last_due=_number(together) if last is not None and last > as_at else None,
    )


def _number(found: Sequence[Chance | Withheld]) -> NumberDone | None:
    """Return how many are done; None where no chance can be given.

    All chances come from one record, so if it misleads it does so for all at once. Hence the numbers are worked out for
    the chances as estimated and for two sets in which all are lower or all higher, and weighed.
    """
    chances = [chance for chance in found if not isinstance(chance, str)]
    if not chances:
        return None
    numbers = [Decimal(0)] * (len(chances) + 1)
    for side, weight in _SHARES:
        done = number_done(_shifted(chance, side) for chance in chances)
        numbers = [number + as_decimal(weight) * more for number, more in zip(numbers, done, strict=True)]
    return NumberDone(
        actions=len(chances),
        left_out=len(found) - len(chances),
        expected=sum((as_decimal(chance.value) for chance in chances), Decimal(0)),
        low=next(_until(numbers)),
        high=len(chances) - next(_until(numbers[::-1])),
        all_done=prod((as_decimal(chance.value) for chance in chances), start=Decimal(1)),
        all_done_low=prod((chance.low for chance in chances), start=Decimal(1)),
        all_done_high=prod((chance.high for chance in chances), start=Decimal(1)),
    )


def _shifted(chance: Chance, side: Decimal) -> Decimal:
    if not side or chance.worth is None:
        return as_decimal(chance.value)
    return interval(chance.value, chance.worth, _REACH)[side > 0]


def _until(numbers: Sequence[Decimal]) -> Iterator[int]:
    """Return the numbers from the first on of which more than `_TAIL` of the chance does not lie beyond."""
    return (number for number, share in enumerate(accumulate(numbers)) if share > _TAIL)
