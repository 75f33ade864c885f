"""What the results of one plan, and those of several plans, have in common."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Generic, Protocol, Self, TypeVar

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.ids import Id
from actionplan.model.records import Plan, Portfolio, Unread
from actionplan.model.text import body_name


@frozen(kw_only=True)
class OfPlan:
    """A result of one plan.

    Attributes:
        id, title: which plan.
        root: its folder.
        bodies: its bodies, by id, for their names.
    """

    id: Id
    title: str
    root: str
    bodies: Mapping[Id, Body]


def of_plan(plan: Plan) -> dict[str, Any]:
    """Return the values of `OfPlan` for a plan."""
    return as_stated(plan, "id", "title", "root", "bodies")


def as_stated(head: object, *names: str) -> dict[str, Any]:
    """Return fields of a record by their names, for a summary that has them as the record does."""
    return {name: getattr(head, name) for name in names}


def owner_name(plan: Plan, owner: Id | None) -> str:
    """Return the name of a body: its id where the plan does not declare it, and that there is none where it is None."""
    return body_name(plan.bodies, owner, "No owner named")


class _Readable(Protocol):
    @property
    def unread(self) -> tuple[Unread, ...]: ...


Selected = TypeVar("Selected")
Result = TypeVar("Result", bound=_Readable)


@frozen(kw_only=True)
class OfPlans(Generic[Selected, Result]):
    """The results of all plans asked for, on one day.

    Attributes:
        as_at: the day.
        known_at: the day by whose record the plans are looked at; None means by all that is known.
        selection: what is counted and listed.
        plans: the result of each plan.
        unread: files that could not be read and belong to none of the plans.
    """

    as_at: date
    known_at: date | None
    selection: Selected
    plans: tuple[Result, ...]
    unread: tuple[Unread, ...]

    @property
    def partial(self) -> bool:
        """Whether any figure misses a file that could not be read."""
        return bool(self.unread) or any(plan.unread for plan in self.plans)

    @classmethod
    def make(
        cls,
        portfolio: Portfolio,
        of_one: Callable[[Plan, date, Selected], Result],
        as_at: date,
        selection: Selected,
        known_at: date | None,
    ) -> Self:
        """Return the results of plans.

        Args:
            portfolio: the plans.
            of_one: gives the result of one plan.
            as_at: the day.
            selection: what to count and list.
            known_at: the day by whose record the plans have been cut; None where they have not.
        """
        plans = tuple(of_one(plan, as_at, selection) for plan in portfolio.plans)
        return cls(as_at=as_at, known_at=known_at, selection=selection, plans=plans, unread=portfolio.unread)
