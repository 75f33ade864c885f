"""A plan's policy and the meanings of its ratings on a day, since both may change."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol, TypeVar

from actionplan.model.frozen_dict import FrozenDict
from actionplan.model.ids import Id
from actionplan.model.policy import Policy, Rating
from actionplan.model.records import Plan


class _Since(Protocol):
    @property
    def from_(self) -> date | None: ...


Meaning = TypeVar("Meaning", bound=_Since)


_DEFAULT = Policy()


def policy_as_at(plan: Plan, day: date) -> Policy:
    """Return the policy in force on a day; the default policy if the plan has none, or none yet.

    Args:
        plan: the plan.
        day: the day.
    """
    return in_force(plan.policy, day) or _DEFAULT


def ratings_as_at(plan: Plan, day: date) -> Mapping[Id, Rating]:
    """Return the meaning of each rating on a day, best first; one that begins later is left out.

    Those of the plan's preset come first; the plan's own meanings override them.

    Args:
        plan: the plan.
        day: the day.
    """
    preset = _of_preset(plan)
    meanings = {name: in_force(ratings, day) for name, ratings in plan.ratings.items()}
    return FrozenDict({**preset, **{name: rating for name, rating in meanings.items() if rating is not None}})


def _of_preset(plan: Plan) -> Mapping[Id, Rating]:
    if plan.rating_preset is None:
        return {}
    from actionplan.model.presets import PRESETS  # few plans name one

    return PRESETS[plan.rating_preset].ratings


def in_force(meanings: Iterable[Meaning], day: date) -> Meaning | None:
    """Return the last of several meanings in force on a day; None if none is yet.

    Args:
        meanings: records with a ``from_``, which is None for one in force from the start.
        day: the day.
    """
    begun = [meaning for meaning in meanings if meaning.from_ is None or meaning.from_ <= day]
    return begun[-1] if begun else None
