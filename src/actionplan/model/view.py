"""Plans that were read together, and what could be known of them on a day."""

from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from actionplan.model.as_known import plan_known_at
from actionplan.model.checked import checked
from actionplan.model.errors import WrongArgument
from actionplan.model.lookup import named, plans_table
from actionplan.model.problem import Problem
from actionplan.model.records import Plan, Unread


@checked
@frozen(kw_only=True, repr=False)
class Portfolio:
    """Plans that were read together.

    Attributes:
        plans: the plans that could be read, in the order in which they were asked for.
        unread: files that could not be read and belong to none of them, such as a broken ``plan.toml``.
        problems: every problem met in reading them, each with its place; `check` returns these too.
    """

    plans: tuple[Plan, ...] = ()
    unread: tuple[Unread, ...] = ()
    problems: tuple[Problem, ...] = field(default=(), eq=False)

    def __getitem__(self, identifier: str) -> Plan:
        """Return the plan of an id; raises UnknownName."""
        return named("plan", identifier, self.plans)

    def __iter__(self) -> Iterator[Plan]:
        return iter(self.plans)

    def _repr_html_(self) -> str:
        return plans_table(self.plans)

    def at(self, day: date, known_at: date | None = None) -> "View":
        """Return these plans as at a day; see `View`.

        Args:
            day: the day; nothing after it counts.
            known_at: use only what had been recorded by this day; None for all that is recorded now.

        Raises:
            WrongArgument: an argument is not a day.
        """
        return View(self, day, known_at)


def _refuse_other_types(view: "View") -> None:
    """Raise if an argument of a view has another type; a datetime is not a day."""
    if not isinstance(view.portfolio, Portfolio):
        raise WrongArgument("portfolio", "plans that were read with load()", view.portfolio)
    for name, value in (("day", view.day), ("known_at", view.known_at)):
        is_left_out = value is None and name == "known_at"
        if not is_left_out and (not isinstance(value, date) or isinstance(value, datetime)):
            raise WrongArgument(name, "a datetime.date", value)


@frozen
class View:
    """Plans as at a day and, if a second day is given, with only what had been recorded by then.

    Attributes:
        portfolio: the plans as they were read.
        day: the day; calculations leave out everything after it.
        known_at: the day by which an entry must have been recorded to count; None for all that is recorded now.
        plans: the plans with only what was on record on ``known_at``.
    """

    portfolio: Portfolio
    day: date
    known_at: date | None = None
    plans: tuple[Plan, ...] = field(init=False, repr=False, eq=False)

    @plans.default
    def _plans(self) -> tuple[Plan, ...]:
        _refuse_other_types(self)
        if (known_at := self.known_at) is None:
            return self.portfolio.plans
        return tuple(plan_known_at(plan, known_at) for plan in self.portfolio.plans)

    @property
    def unread(self) -> tuple[Unread, ...]:
        """Files that could not be read and belong to none of the plans."""
        return self.portfolio.unread
