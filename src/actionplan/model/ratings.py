"""The ratings of a plan, with those of its preset."""

from collections.abc import Mapping

from actionplan.model.ids import Id
from actionplan.model.policy import Rating
from actionplan.model.records import Plan


def ratings_known(plan: Plan) -> Mapping[Id, tuple[Rating, ...]]:
    """Return every rating of a plan and its preset, with all its meanings."""
    if plan.rating_preset is None:
        return plan.ratings
    from actionplan.model.presets import PRESETS  # few plans name one

    return {**{name: (rating,) for name, rating in PRESETS[plan.rating_preset].ratings.items()}, **plan.ratings}
