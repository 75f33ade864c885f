"""The fields and functions that the results of one plan, and of several plans, have in common."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Generic, Protocol, Self, TypeVar

from attrs import frozen

from actionplan.model.bodies import Body
from actionplan.model.errors import UnknownName
from actionplan.model.ids import Id
from actionplan.model.lookup import html_table
from actionplan.model.records import Action, Area, Plan, Unread
from actionplan.model.text import body_name, count
from actionplan.model.view import View
from actionplan.model.vocabulary import Coverage
from actionplan.summary.names import record_names
from actionplan.summary.timeline import as_stated

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


@frozen(kw_only=True)
class OfPlan:
    """A result of one plan.

    Attributes:
        id: the plan's id.
        title: its title.
        root: its folder.
        coverage: whether its files have all that is in the plan; None if that is not stated.
        coverage_reason: why they do not, or how that is known; None if not stated.
        bodies: its bodies, by id, for their names.
        names: what sentences call its records, by id; see `record_names`.
    """

    id: Id
    title: str
    root: str
    coverage: Coverage | None
    coverage_reason: str | None
    bodies: Mapping[Id, Body]
    names: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"

    def _repr_html_(self) -> str:
        return _html([self])


def of_plan(plan: Plan, as_at: date) -> dict[str, Any]:
    """Return the fields of `OfPlan` for a plan on a day, by name."""
    stated = as_stated(plan, "id", "title", "root", "coverage", "coverage_reason", "bodies")
    return {**stated, "names": record_names(plan, as_at)}


def grouped(items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """Return items by a key of each, in their order."""
    groups: dict[Key, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def counts_of(results: Iterable[Any], *names: str) -> dict[str, int]:
    """Return, for each name, of how many results the field of that name is true."""
    results = tuple(results)
    return {name: sum(getattr(result, name) for result in results) for name in names}


def owner_name(plan: Plan, owner: Id | None) -> str:
    """Return the name of a body, or its id if the plan does not declare it; "No owner named" for None."""
    return body_name(plan.bodies, owner, "No owner named")


class _Readable(Protocol):
    @property
    def unread(self) -> tuple[Unread, ...]: ...


Selected = TypeVar("Selected")
Result = TypeVar("Result", bound=_Readable)


@frozen(kw_only=True)
class OfPlans(Generic[Selected, Result]):
    """The results of all plans of a view.

    Attributes:
        as_at: the day.
        known_at: the day by which an entry must have been recorded to count; None for every entry recorded so far.
        selection: which records are counted and listed.
        plans: the result of each plan.
        unread: files that could not be read and belong to none of the plans.
    """

    as_at: date
    known_at: date | None
    selection: Selected
    plans: tuple[Result, ...]
    unread: tuple[Unread, ...]

    def __repr__(self) -> str:
        known = f", known at {self.known_at}" if self.known_at is not None else ""
        return f"<{type(self).__name__} as at {self.as_at}{known}: {count(len(self.plans), 'plan')}>"

    def _repr_html_(self) -> str:
        return _html(self.plans)

    @property
    def partial(self) -> bool:
        """Whether a file could not be read, so that figures may be incomplete."""
        return bool(self.unread) or any(plan.unread for plan in self.plans)

    @classmethod
    def of_view(cls, view: View, of_one: Callable[[Plan, date, Selected], Result], selection: Selected) -> Self:
        """Return the results of the plans of a view.

        Args:
            view: the plans, and the day.
            of_one: returns the result of one plan.
            selection: which records to count and list.

        Raises:
            UnknownName: no plan has the body or the area that the selection names.
        """
        refuse_unknown(view.plans, **{name: getattr(selection, name, None) for name in ("owner", "body", "area")})
        plans = tuple(of_one(plan, view.day, selection) for plan in view.plans)
        return cls(as_at=view.day, known_at=view.known_at, selection=selection, plans=plans, unread=view.unread)


def refuse_unknown(plans: Iterable[Plan], **names: str | None) -> None:
    """Raise if none of some plans has the record or body of an id, so that a misspelt id is not an empty result.

    Args:
        plans: the plans.
        names: ids by argument: ``area``, ``action``, or any other name for a body. None is ignored.

    Raises:
        UnknownName: no plan has it.
    """
    plans = tuple(plans)
    for argument, name in names.items():
        if name is None:
            continue
        known = {identifier for plan in plans for identifier in _ids(plan, argument)}
        if name not in known:
            raise UnknownName(argument, name, known)


def _ids(plan: Plan, argument: str) -> Iterable[Id]:
    records: Mapping[str, Sequence[Area | Action]] = {"area": plan.areas, "action": plan.actions}
    return [record.id for record in records[argument]] if argument in records else plan.bodies


def _html(results: Iterable[Any]) -> str:
    """Return results of plans as a table for a notebook: each with what its tally counts."""
    return html_table(
        {"plan": result.id, "title": result.title, **_counts(getattr(result, "tally", None))} for result in results
    )


def _counts(tally: Any) -> dict[str, int]:
    """Return the numbers in a tally by name; none if there is no tally."""
    return {name: value for name in getattr(tally, "__slots__", ()) if type(value := getattr(tally, name, None)) is int}
