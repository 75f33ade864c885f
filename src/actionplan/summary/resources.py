"""Money, posts and places: what sources say actions have and resolutions grant, added up where that says something."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from typing import Any

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan
from actionplan.model.resources import Resource
from actionplan.model.view import View
from actionplan.model.vocabulary import Per, State
from actionplan.summary.actions import summarise_actions
from actionplan.summary.plans import OfPlan, needs_view, of_plan, owner_name
from actionplan.summary.resolutions.resolution import summarise_resolutions
from actionplan.summary.timeline import head_as_at, up_to


@frozen(kw_only=True)
class ResourceItem:
    """One amount, and whose it is on a day.

    Attributes:
        plan: the plan's id.
        kind: ``action`` or ``resolution``.
        id: the id of that record.
        title: its title on that day.
        area: the id of the action's primary area; None for a resolution, and where an action serves none.
        owner: the id of the action's owner; None for a resolution, and where none is named.
        state: the action's state; None for a resolution, and where none is reported.
        resource: the amount, as the file states it.
    """

    plan: Id
    kind: str
    id: Id
    title: str
    area: Id | None
    owner: Id | None
    state: State | None
    resource: Resource


@frozen(kw_only=True)
class ResourceLine:
    """A sum over amounts of one unit, all given once or all every year, and all paid from the same.

    Attributes:
        kind: ``action`` or ``resolution``: what a resolution names may be what an action has, so the two never add up.
        unit: the unit, such as ``GBP`` or ``posts``.
        per: whether it is given once or every year.
        funding: from what it is paid; None where that is not stated.
        amount: the sum, exact, in ``unit``.
        items: what it rests on.
    """

    kind: str
    unit: str
    per: Per
    funding: str | None
    amount: Decimal
    items: tuple[ResourceItem, ...]


@frozen(kw_only=True)
class ResourceGroup:
    """The sums of one area or owner.

    Attributes:
        kind: ``area``, ``owner`` or ``resolutions``: what resolutions grant belongs to neither.
        id: the id of the area or body; None for resolutions, and for actions without.
        name: its title or name.
        lines: the sums.
    """

    kind: str
    id: Id | None
    name: str
    lines: tuple[ResourceLine, ...]


@frozen(kw_only=True)
class PlanResources(OfPlan):
    """The resources of one plan on a day.

    Attributes:
        lines: sums over the whole plan.
        areas: sums by primary area, in the plan's order; what resolutions grant last.
        owners: sums by owner, by name, actions without owner after them; what resolutions grant last.
    """

    lines: tuple[ResourceLine, ...]
    areas: tuple[ResourceGroup, ...]
    owners: tuple[ResourceGroup, ...]

    @property
    def items(self) -> tuple[ResourceItem, ...]:
        """All amounts that the sums rest on."""
        return tuple(item for line in self.lines for item in line.items)


@frozen(kw_only=True)
class Resources:
    """The resources of all plans asked for, on a day.

    Attributes:
        lines: sums over all plans.
        plans: each plan.
    """

    lines: tuple[ResourceLine, ...]
    plans: tuple[PlanResources, ...]


def resources(view: View) -> Resources:
    """Return sums of money, posts and places, one for each unit; yearly amounts are not added to single ones.

    Actions count that were in the plan on the day, whatever their state, and resolutions that had been carried by then.

    Args:
        view: the plans, and the day.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [(str(line.amount), line.unit) for line in resources(view).lines][:1]
        [('18500000', 'GBP')]
    """
    plans = tuple(plan_resources(plan, view.day) for plan in needs_view(view).plans)
    return Resources(lines=roll_up(item for plan in plans for item in plan.items), plans=plans)


def roll_up(items: Iterable[ResourceItem]) -> tuple[ResourceLine, ...]:
    """Add up amounts by unit, by whether they are given every year, and by funding: money first, other units by name.

    What resolutions name comes last, by itself.

    Args:
        items: the amounts.
    """
    groups: dict[tuple[str, str, Per, str | None], list[ResourceItem]] = {}
    for item in items:
        key = (item.kind, item.resource.unit, item.resource.per, item.resource.funding)
        groups.setdefault(key, []).append(item)
    lines = [
        ResourceLine(kind=kind, unit=unit, per=per, funding=funding, amount=_sum(found), items=tuple(found))
        for (kind, unit, per, funding), found in groups.items()
    ]
    return tuple(sorted(lines, key=_place))


def _place(line: ResourceLine) -> tuple[bool, bool, str, str, bool, str]:
    """Put actions before resolutions, money first, then other units by name; once before every year; unstated funding
    last.
    """
    is_money = len(line.unit) == 3 and line.unit.isupper()
    return (line.kind != "action", not is_money, line.unit, line.per, line.funding is None, line.funding or "")


def _sum(items: Iterable[ResourceItem]) -> Decimal:
    """Add without rounding: the usual precision of 28 digits would lose pence of amounts that nobody has, but might."""
    with localcontext(Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)):
        return sum((item.resource.amount for item in items), Decimal(0))


def plan_resources(plan: Plan, as_at: date) -> PlanResources:
    """Return the sums of one plan; see `resources`."""
    items = tuple(_items(plan, as_at))
    areas: dict[Id | None, str] = {
        area.id: head_as_at(area, up_to(area.status, as_at, agreed_day(plan, area))).title for area in plan.areas
    }
    owners = {item.owner: owner_name(plan, item.owner) for item in items}
    by_name = dict(sorted(owners.items(), key=lambda owner: (owner[0] is None, natural_order(owner[1]))))
    return PlanResources(
        **of_plan(plan),
        lines=roll_up(items),
        areas=tuple(_groups("area", {**areas, None: "No area"}, items)),
        owners=tuple(_groups("owner", by_name, items)),
    )


def _groups(kind: str, names: dict[Id | None, str], items: Iterable[ResourceItem]) -> Iterator[ResourceGroup]:
    items = tuple(items)
    actions: dict[Id | None, list[ResourceItem]] = {name: [] for name in names}
    for item in items:
        if item.kind == "action":
            actions.setdefault(item.area if kind == "area" else item.owner, []).append(item)
    for identifier, found in actions.items():
        if found:
            name = names.get(identifier, str(identifier))
            yield ResourceGroup(kind=kind, id=identifier, name=name, lines=roll_up(found))
    if granted := [item for item in items if item.kind == "resolution"]:
        yield ResourceGroup(kind="resolutions", id=None, name="Named by resolutions", lines=roll_up(granted))


def _items(plan: Plan, as_at: date) -> Iterator[ResourceItem]:
    actions = summarise_actions(plan, as_at)
    carried = [found for found in summarise_resolutions(plan, actions, as_at) if found.binding]
    for kind, records, summaries in (("action", plan.actions, actions), ("resolution", plan.resolutions, carried)):
        now: dict[Id, Any] = {found.id: found for found in summaries}
        for record in records:
            for resource in record.resources if record.id in now else ():
                found = now[record.id]
                yield ResourceItem(
                    plan=plan.id,
                    kind=kind,
                    id=found.id,
                    title=found.title,
                    area=found.area if kind == "action" else None,
                    owner=found.owner if kind == "action" else None,
                    state=found.state if kind == "action" else None,
                    resource=resource,
                )
