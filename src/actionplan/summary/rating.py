"""The rating that a plan's own rules give an action: the first rule of which every condition holds."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from actionplan.model.ids import Id
from actionplan.model.records import Plan, RatingRule
from actionplan.model.vocabulary import FINISHED

if TYPE_CHECKING:
    from actionplan.summary.actions import ActionSummary


def rules_as_at(plan: Plan, day: date) -> tuple[RatingRule, ...]:
    """Give the rating rules in force on a day: the plan's own, then those of its preset.

    Of the plan's own, those are in force that share the last ``from`` up to that day; so a later set takes the place
    of an earlier one as a whole.

    Args:
        plan: the plan.
        day: the day.
    """
    begun = [rule for rule in plan.rating_rules if rule.from_ is None or rule.from_ <= day]
    last = max((rule.from_ or date.min for rule in begun), default=date.min)
    own = tuple(rule for rule in begun if (rule.from_ or date.min) == last)
    if plan.rating_preset is None:
        return own
    from actionplan.model.presets import PRESETS

    return own + PRESETS[plan.rating_preset].rules


def computed_rating(action: "ActionSummary", rules: Iterable[RatingRule]) -> Id | None:
    """Give the rating of the first rule that matches; None where none does.

    Args:
        action: where the action stands.
        rules: the rules in force, in order.
    """
    return next((rule.rating for rule in rules if matches(rule, action)), None)


def matches(rule: RatingRule, action: "ActionSummary") -> bool:
    """Say whether every condition of a rule holds. A condition on what nobody knows does not."""
    age, late = action.days_since_update, action.days_late
    progress = 100 if action.state in FINISHED else action.progress
    conditions = (
        (rule.states, (action.state or "not-reported") in (rule.states or ())),
        (rule.days_late_over, _over(late, rule.days_late_over)),
        (rule.days_late_up_to, late is not None and not _over(late, rule.days_late_up_to)),
        (rule.days_late_original_over, _over(action.days_late_original, rule.days_late_original_over)),
        (rule.progress_below, progress is not None and not _over(progress, (rule.progress_below or 0) - 1)),
        (rule.progress_at_least, _over(progress, (rule.progress_at_least or 0) - 1)),
        (rule.days_since_update_over, _over(age, rule.days_since_update_over)),
        (rule.past_due, action.is_overdue == rule.past_due),
    )
    return all(holds for wanted, holds in conditions if wanted is not None and wanted != ())


def _over(number: int | None, limit: int | None) -> bool:
    return number is not None and limit is not None and number > limit
