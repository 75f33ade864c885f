"""The rules by which a plan computes ratings, as on a day."""

from datetime import date

from actionplan.model.policy import RatingRule
from actionplan.model.records import Plan


def rules_as_at(plan: Plan, day: date) -> tuple[RatingRule, ...]:
    """Return the rating rules in force on a day: the plan's own, then those of its preset.

    Those of the plan's own are in force that have the last ``from`` up to that day, so that a later set of rules
    replaces an earlier one as a whole.

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
