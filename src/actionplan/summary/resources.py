"""Sums of the money, posts and places of actions and resolutions."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Context, Decimal, localcontext
from typing import TYPE_CHECKING, Any

from attrs import frozen

from actionplan.model.as_known import agreed_day
from actionplan.model.checked import checks_arguments
from actionplan.model.ids import Id, natural_order
from actionplan.model.kinds import KINDS
from actionplan.model.records import Action, Plan
from actionplan.model.resources import Resource
from actionplan.model.view import View
from actionplan.model.vocabulary import ActionState, Per
from actionplan.summary.actions import summarise_actions
from actionplan.summary.plans import OfPlan, grouped, of_plan, owner_name
from actionplan.summary.resolutions.resolution import summarise_resolutions
from actionplan.summary.timeline import as_stated, head_as_at, up_to

if TYPE_CHECKING:
    from actionplan.model.resolutions import Resolution


@frozen(kw_only=True)
class ResourceItem:
    """One amount, with its action or resolution on a day.

    Attributes:
        plan: the plan's id.
        kind: ``action`` or ``resolution``.
        id: the id of that record.
        title: its title on that day.
        area: the id of the action's primary area; None for a resolution, and for an action without areas.
        owner: the id of the action's owner; None for a resolution, and for an action without owner.
        state: the action's state; None for a resolution, and if none is reported.
        resource: the amount, as the file states it.
    """

    plan: Id
    kind: str
    id: Id
    title: str
    area: Id | None
    owner: Id | None
    state: ActionState | None
    resource: Resource


@frozen(kw_only=True)
class ResourceLine:
    """A sum of amounts of one unit, all once or all every year, and all from the same funding.

    Amounts that are part of another, and those that are only mentioned, make sums of their own.

    Attributes:
        kind: ``action`` or ``resolution``. These are not added together, since a resolution may name the amount that an
            action has.
        unit: the unit, such as ``GBP`` or ``posts``.
        per: whether it is once or every year.
        funding: the source of the funding; None if that is not stated.
        within: the id of the action whose amounts include these; None if they are counted on their own.
        mentioned: whether sources only mention these amounts.
        amount: the sum, exact, in ``unit``.
        items: the amounts in it.
    """

    kind: str
    unit: str
    per: Per
    funding: str | None
    within: Id | None
    mentioned: bool
    amount: Decimal
    items: tuple[ResourceItem, ...]


@frozen(kw_only=True)
class ResourceGroup:
    """The sums of one area or owner.

    Attributes:
        kind: ``area``, ``owner`` or ``resolutions``, since amounts of resolutions belong to no area or owner.
        id: the id of the area or body; None for resolutions, and for actions without an area or owner.
        name: its title or name.
        lines: the sums.
    """

    kind: str
    id: Id | None
    name: str
    lines: tuple[ResourceLine, ...]


@frozen(kw_only=True, repr=False)
class PlanResources(OfPlan):
    """The resources of one plan on a day.

    Attributes:
        lines: sums over the whole plan.
        areas: sums by primary area, in the plan's order; resolutions last.
        owners: sums by owner, by name, then actions without an owner; resolutions last.
    """

    lines: tuple[ResourceLine, ...]
    areas: tuple[ResourceGroup, ...]
    owners: tuple[ResourceGroup, ...]

    @property
    def items(self) -> tuple[ResourceItem, ...]:
        """All amounts in the sums."""
        return tuple(item for line in self.lines for item in line.items)


@frozen(kw_only=True)
class Resources:
    """The resources of all plans of a view.

    Attributes:
        lines: sums over all plans.
        plans: each plan.
    """

    lines: tuple[ResourceLine, ...]
    plans: tuple[PlanResources, ...]


@checks_arguments
def resources(view: View) -> Resources:
    """Return sums of money, posts and places, one for each unit; yearly and single amounts are not added together.

    They include actions that were in the plan on the day, in any state, and resolutions that were carried by then. What
    an action had that was split or joined counts until an action in its place states an amount of that sort.

    Args:
        view: the plans, and the day.

    Example:
        >>> view = load("examples/northshire-send").at(date(2025, 10, 1))
        >>> [(str(line.amount), line.unit) for line in resources(view).lines][:1]
        [('18500000', 'GBP')]
    """
    plans = tuple(plan_resources(plan, view.day) for plan in view.plans)
    return Resources(lines=roll_up(item for plan in plans for item in plan.items), plans=plans)


def roll_up(items: Iterable[ResourceItem]) -> tuple[ResourceLine, ...]:
    """Return sums of amounts by unit, by once or every year, and by funding: money first, then other units by name.

    Sums of resolutions are separate, and come last. So are amounts within those of an action, or only mentioned.

    Args:
        items: the amounts.
    """
    lines = [
        ResourceLine(
            kind=found[0].kind, **as_stated(found[0].resource, *_ALIKE), amount=_sum(found), items=tuple(found)
        )
        for found in grouped(items, _alike).values()
    ]
    return tuple(sorted(lines, key=_place))


_ALIKE = ("unit", "per", "funding", "within", "mentioned")
"""What amounts have in common that may be added."""


def sort_of(resource: Resource) -> tuple[object, ...]:
    """Return what an amount has in common with those that may be added to it."""
    return tuple(as_stated(resource, *_ALIKE).values())


def _alike(item: ResourceItem) -> tuple[object, ...]:
    plan = item.plan if item.resource.within is not None else None  # each plan has ids of its own
    return (item.kind, plan, *sort_of(item.resource))


def _place(line: ResourceLine) -> tuple[object, ...]:
    """Return the sort key of a sum: actions, then resolutions; money, then other units; unknown funding last."""
    part = (line.mentioned, line.within is not None, natural_order(line.within or ""))
    return (
        line.kind != "action",
        not is_money(line.unit),
        line.unit,
        *part,
        line.per,
        line.funding is None,
        line.funding or "",
    )


def is_money(unit: str) -> bool:
    """Return whether a unit is a currency, by its code."""
    return len(unit) == 3 and unit.isupper()


def _sum(items: Iterable[ResourceItem]) -> Decimal:
    """Return an exact sum: the default precision of 28 digits would round very large amounts."""
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
        **of_plan(plan, as_at),
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
    summaries: dict[tuple[str, Id], Any] = {("action", action.id): action for action in actions}
    carried = (each for each in summarise_resolutions(plan, actions, as_at) if each.binding)
    summaries |= {("resolution", each.id): each for each in carried}
    records: tuple[Action | Resolution, ...] = (*plan.actions, *plan.resolutions)
    own = {action.id: action.resources for action in plan.actions}
    for record in records:
        kind = KINDS[type(record)]
        now: Any = summaries.get((kind, record.id))
        about = {name: getattr(now, name, None) for name in ("area", "owner", "state")}  # only actions have these
        shared = [each for name in getattr(now, "replaced_by", ()) for each in own.get(name, ())]
        passed_on = {sort_of(each) for each in shared}
        for resource in record.resources if now is not None else ():
            if sort_of(resource) in passed_on:
                continue
            yield ResourceItem(plan=plan.id, kind=kind, id=now.id, title=now.title, resource=resource, **about)
