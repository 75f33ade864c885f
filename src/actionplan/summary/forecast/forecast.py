"""The chance that open actions are done by their dates, if the future is like the past; see `docs/forecast.md`."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate
from math import prod

from attrs import evolve, frozen

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.checked import checks_arguments
from actionplan.model.dates import last_day
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan, Unread
from actionplan.model.view import View
from actionplan.model.vocabulary import DROPPED, FINISHED
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
from actionplan.summary.replaced import origin_of
from actionplan.summary.standing import stood_down_since
from actionplan.summary.status import summarise_plan
from actionplan.summary.timeline import of_whole, stated_as_at, up_to

_SHARES = ((Decimal(-1), Fraction(1, 6)), (Decimal(0), Fraction(2, 3)), (Decimal(1), Fraction(1, 6)))
"""Three points and their weights for the values that the record allows (Gauss-Hermite quadrature)."""

_REACH = Decimal(3).sqrt()
"""How many standard errors the outer two points are from the middle."""

_TAIL = Decimal("0.1")
"""The chance that the number is below, and that it is above, the likely numbers."""


@frozen(kw_only=True)
class Basis:
    """The past actions from which a plan's forecasts are made.

    Attributes:
        plans: ids of the plans that the actions belong to; none if there are no actions.
        finished: how many were finished.
        open: how many are not finished, or were cancelled, split or joined before.
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
        action: its status.
        by_due: the chance that it is done by its due date, or by the day of the selection; 0 if that has passed. Or the
            reason why there is none.
        by_original: the same for the date first agreed, or for the day of the selection.
    """

    action: ActionSummary
    by_due: Chance | Withheld
    by_original: Chance | Withheld


@frozen(kw_only=True)
class NumberDone:
    """How many of several open actions are done by their day, if they do not hold each other up.

    Attributes:
        actions: how many have a chance.
        left_out: how many have none.
        expected: the number that would be done on average.
        low: the least likely number: the chance is 9 in 10 that no fewer are done.
        high: the greatest likely number: the chance is 9 in 10 that no more are done.
        all_done: the chance that all of ``actions`` are done.
        all_done_low: that chance with the low end of each one's range.
        all_done_high: that chance with the high end of each one's range.
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
        passed: how many of them are past their due date.
        by_own_dates: how many of the others are done by their own dates; None if there are none, if none has a chance,
            or if the selection has a day.
        last_due: the latest day on which one of them is due, or the day of the selection; None if there is none.
        by_last_due: how many of all are done by that day; None if none has a chance, or the day has passed.
    """

    id: Id | None
    title: str
    open: int
    passed: int
    by_own_dates: NumberDone | None
    last_due: date | None
    by_last_due: NumberDone | None


@frozen(kw_only=True, repr=False)
class PlanForecast(OfPlan):
    """One plan.

    Attributes:
        basis: the past actions from which its forecasts are made.
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
    """The forecasts of all plans of a view.

    Attributes:
        as_at: the day.
        by: the day of the selection; None if each action's own dates count.
        plans: each plan.
    """

    as_at: date
    by: date | None
    plans: tuple[PlanForecast, ...]


@frozen(kw_only=True)
class ForecastSelection:
    """Which forecasts to make.

    Attributes:
        action: the id of the only action; None for all that are open.
        by: the day for every action; None for each action's own dates.
    """

    action: Id | None = None
    by: date | None = None


@checks_arguments
def forecast(view: View, by: date | None = None, only: str | None = None) -> Forecast:
    """Return how likely open actions are to be done by their dates, from how late past actions were.

    The past actions of the plan itself are used if at least `FEWEST_CASES` of them are finished; otherwise those of all
    plans together, if they have as many.

    Args:
        view: the plans, and the day.
        by: a day for every action, also for those whose date has passed; None for their own dates.
        only: the id of the only action, in the plans that have it; None for all.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [plan] = forecast(view).plans
        >>> plan.finished
        34
    """
    refuse_unknown(view.plans, action=only)
    return forecast_known(view, by, only)


def forecast_known(view: View, by: date | None = None, only: str | None = None) -> Forecast:
    """Return forecasts as `forecast` does, but with no actions if no plan has the action ``only``."""
    as_at, every = view.day, view.plans
    by_plan = [cases(plan, as_at) for plan in every]
    pooled = [case for found in by_plan for case in found]
    plans = tuple(_plan(plan, own, pooled, as_at, by) for plan, own in zip(every, by_plan, strict=True))
    if only is not None:
        having = {plan.root for plan in every if any(action.id == only for action in plan.actions)}
        plans = tuple(
            evolve(plan, actions=tuple(one for one in plan.actions if one.action.id == only))
            for plan in plans
            if plan.root in having or not having
        )
    return Forecast(as_at=as_at, by=by, plans=plans)


def cases(plan: Plan, as_at: date) -> tuple[CompletionCase, ...]:
    """Return a plan's actions as cases: those with a first due day that were in the plan on a day.

    Args:
        plan: the plan.
        as_at: the day; an open action was not done up to it.
    """
    found = (_case(plan, action, as_at) for action in plan.actions if in_plan(plan, action, as_at))
    return tuple(case for case in found if case is not None)


def _case(plan: Plan, action: Action, as_at: date) -> CompletionCase | None:
    """Return one action as a case; None if it has no first due day, or was over before it came into the plan.

    Invariant: a case is open from ``since`` and ends at ``until``; only if it ends done does it count as finished. A
    cancelled action ends on the day of its cancellation, not done, and one that was split or joined on that day. Those
    in its place are cases from then on, with its first due day. One whose areas are stood down ends on that day.
    """
    origin = origin_of(plan, action)
    first = last_day(origin.first_dues[None] if origin is not None else action.due)
    if first is None:
        return None
    agreed = agreed_day(plan, action)
    placed = [entry for entry in of_whole(up_to(action.status, as_at, agreed)) if entry.entry.state is not None]
    state = placed[-1].entry.state if placed else None
    done = completion(placed)
    down = stood_down_since(plan, stated_as_at(plan, action, "areas", as_at), as_at)
    ended = placed[-1].day if state in DROPPED else down or as_at
    until = done.day if done is not None else ended
    if agreed is not None and until < agreed:
        return None
    since = (agreed - first).days if agreed is not None else None
    days = (until - first).days
    return CompletionCase(plan=plan.id, action=action.id, since=since, until=days, done=state in FINISHED)


def _plan(
    plan: Plan, own: Sequence[CompletionCase], pooled: Sequence[CompletionCase], as_at: date, by: date | None
) -> PlanForecast:
    used = own if sum(case.done for case in own) >= FEWEST_CASES else pooled
    record = record_of(used)
    summary = summarise_plan(plan, as_at)
    open_actions = [action for action in summary.actions if action.open]
    titles: dict[Id | None, str] = {area.id: area.title for area in summary.areas}
    areas: dict[Id | None, list[ActionSummary]] = {area: [] for area in titles}
    for action in open_actions:
        areas.setdefault(action.area, []).append(action)
    return PlanForecast(
        **of_plan(plan, as_at),
        basis=Basis(
            plans=tuple(dict.fromkeys(case.plan for case in used)),
            finished=record.finished,
            open=len(used) - record.finished,
            on_time=sum(case.done and case.until <= 0 for case in used),
        ),
        finished=sum(case.done for case in own),
        actions=tuple(_action(action, record, as_at, by) for action in open_actions),
        areas=tuple(
            _group(area, titles.get(area, area or "No area"), actions, record, as_at, by)
            for area, actions in areas.items()
            if actions
        ),
        whole=_group(plan.id, plan.title, open_actions, record, as_at, by),
        unread=plan.unread,
    )


def _action(action: ActionSummary, record: Curve, as_at: date, by: date | None) -> ActionForecast:
    return ActionForecast(
        action=action,
        by_due=_chance(action, record, as_at, by or last_day(action.due)),
        by_original=_chance(action, record, as_at, by or last_day(action.original_due)),
    )


def _chance(action: ActionSummary, record: Curve, as_at: date, until: date | None) -> Chance | Withheld:
    first = last_day(action.original_due)
    if first is None or until is None:
        return "no-date"
    return chance_within(record, (as_at - first).days, (until - first).days)


def _group(
    name: Id | None, title: str, actions: Sequence[ActionSummary], record: Curve, as_at: date, by: date | None
) -> GroupForecast:
    days = [day for action in actions if (day := last_day(action.due)) is not None]
    last = by or max(days, default=None)
    ahead = [action for action in actions if (day := last_day(action.due)) is None or day > as_at]
    own = [_chance(action, record, as_at, last_day(action.due)) for action in ahead]
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
    """Return how many of several actions are done; None if none has a chance.

    All chances come from the same past actions, so an error of one is an error of all. Hence the numbers are calculated
    for the chances as estimated, for all of them lower and for all of them higher, and these three are weighted.
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
    """Return the numbers up to which the chance adds up to more than `_TAIL`."""
    return (number for number, share in enumerate(accumulate(numbers)) if share > _TAIL)
