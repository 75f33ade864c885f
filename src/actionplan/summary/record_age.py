"""How old the record of some actions is, and how often bodies have met since."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import frozen

from actionplan.model.bodies import was_held
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.records import Plan
from actionplan.summary.actions import ActionSummary


@frozen(kw_only=True)
class RecordAge:
    """How old the record of some actions is.

    Attributes:
        last_update: the date of the last entry about any of them; None if there is none.
        days: calendar days since then; None without an entry.
        meetings: how often each body has met since, as far as ``plan.toml`` names its meetings; those that have not met
            are left out.
        kept_since: the day since which the plan is kept in its files; entries from before count as recorded on the day
            that they are about. None if that is not known.
    """

    last_update: PlanDate | None
    days: int | None
    meetings: Mapping[Id, int]
    kept_since: PlanDate | None


def record_age(plan: Plan, actions: Iterable[ActionSummary], as_at: date) -> RecordAge:
    """Return how old the record of some actions is on a day.

    Args:
        plan: their plan.
        actions: the actions.
        as_at: the day.
    """
    ages = {action.days_since_update: action.last_update for action in actions if action.days_since_update is not None}
    days = min(ages, default=None)
    last = as_at - timedelta(days=days) if days is not None else last_day(plan.agreed) or date.max
    held = (each for each in plan.meetings if was_held(each))
    met = (each.body for each in held if each.on.first is not None and last < each.on.first <= as_at)
    return RecordAge(
        last_update=ages[days] if days is not None else None,
        days=days,
        meetings=FrozenDict(Counter(met)),
        kept_since=plan.kept_since,
    )
