"""Many plans as one: figures of each plan that can be added, and their sums by region, by body or by plan.

Figures of one plan are small and hold nothing of it, so that a plan can be let go of once they are worked out; how many
plans there are then makes no difference to the memory that is needed.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import field, frozen

from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan, Unread


@frozen(kw_only=True)
class Figures:
    """What is counted of something: numbers that can be added.

    Attributes:
        plans: of how many plans they are.
        counts: how many there are of each sort, under its name.
        most: the highest value of each sort, such as the most days by which an action is late.
    """

    plans: int = 1
    counts: Mapping[str, int] = field(factory=dict)
    most: Mapping[str, int] = field(factory=dict)

    def __getitem__(self, name: str) -> int:
        """Return one number; 0 where nothing of the sort was counted."""
        return self.counts.get(name, self.most.get(name, 0))


@frozen(kw_only=True)
class PartFigures:
    """Figures of a part of a plan: of what one body owns, or of one kind of question.

    Attributes:
        id: the body's id in that plan, or a code; None for what has no owner.
        name: the body's name, or what is asked. Parts of several plans are the same where they have the same name,
            whatever the case of its letters: ids are each plan's own.
        figures: the figures.
    """

    id: str | None
    name: str
    figures: Figures


@frozen(kw_only=True)
class PlanFigures:
    """Figures of one plan among many.

    Attributes:
        id, title, root, region: which plan, as in its record.
        figures: of the whole plan, or of what was selected of it.
        parts: figures of its parts, by what they are parts of: ``owner``, ``body``, ``code``.
        listed: what was asked for one by one, such as the actions of one owner; empty where nothing was.
        unread: files that could not be read, and so are missing.
    """

    id: Id
    title: str
    root: str
    region: str | None
    figures: Figures
    parts: Mapping[str, tuple[PartFigures, ...]] = field(factory=dict)
    listed: tuple[Any, ...] = ()
    unread: tuple[Unread, ...] = ()


@frozen(kw_only=True)
class Group:
    """One line of a roll-up.

    Attributes:
        name: the region, the body's name, the plan's id or the like; None for plans that name no region.
        ids: ids that it has in the plans, each once: those of a body, of the plans of a region, a code.
        figures: the sum.
        partial: of how many plans a file could not be read.
    """

    name: str | None
    ids: tuple[str, ...]
    figures: Figures
    partial: int


@frozen(kw_only=True)
class RollUp:
    """Many plans as one.

    Attributes:
        by: what the groups are: ``region``, ``plan``, or what parts are parts of, such as ``owner``.
        is_asked: whether these groups were asked for; else they are regions, or plans where none names a region.
        plans: each plan, in the order in which they were read.
        groups: the sums, in natural order of their names; what has no name comes last.
        total: the sum of all plans.
    """

    by: str
    is_asked: bool
    plans: tuple[PlanFigures, ...]
    groups: tuple[Group, ...]
    total: Group


def plan_figures(plan: Plan, figures: Figures, **more: Any) -> PlanFigures:
    """Return figures with the plan whose they are.

    Args:
        plan: the plan.
        figures: its figures.
        more: the fields ``parts`` and ``listed``.
    """
    return PlanFigures(
        id=plan.id, title=plan.title, root=plan.root, region=plan.region, figures=figures, unread=plan.unread, **more
    )


def rolled_up(plans: Iterable[PlanFigures], by: str | None = None) -> RollUp:
    """Add up the figures of plans.

    Args:
        plans: the figures of each.
        by: what to group them by: ``region``, ``plan``, or what their parts are parts of; None for regions, or plans
            where none names a region.
    """
    plans = tuple(plans)
    is_asked = by is not None
    by = by or ("region" if any(plan.region for plan in plans) else "plan")
    grouped: dict[str, list[tuple[str | None, str | None, PlanFigures, Figures]]] = {}
    for plan in plans:
        for name, identifier, figures in _of_plan(plan, by):
            key = plan.root if by == "plan" else same_name(name or "")
            grouped.setdefault(key, []).append((name, identifier, plan, figures))
    groups = [_group(members) for members in grouped.values()]
    groups.sort(key=lambda group: (group.name is None, natural_order(group.name or "")))
    return RollUp(
        by=by,
        is_asked=is_asked,
        plans=plans,
        groups=tuple(groups),
        total=_group([(None, plan.id, plan, plan.figures) for plan in plans]),
    )


def same_name(name: str) -> str:
    """Return a name as it is compared: whatever its blanks and the case of its letters."""
    return " ".join(name.split()).casefold()


def added(figures: Iterable[Figures]) -> Figures:
    """Return the sum of figures: counts are added, and of highest values the highest counts."""
    counts: dict[str, int] = {}
    most: dict[str, int] = {}
    plans = 0
    for each in figures:
        plans += each.plans
        for name, number in each.counts.items():
            counts[name] = counts.get(name, 0) + number
        for name, number in each.most.items():
            most[name] = max(most.get(name, number), number)
    return Figures(plans=plans, counts=counts, most=most)


def worst_first(plans: Iterable[PlanFigures], *names: str, limit: int = 10) -> tuple[PlanFigures, ...]:
    """Return the plans that need attention first: those with unread files, then those of which most is counted.

    Args:
        plans: the plans.
        names: what is counted; where that is the same in two plans, what comes next decides.
        limit: how many plans to give at most; those of which nothing is counted are left out.
    """
    chosen = [plan for plan in plans if plan.unread or any(plan.figures[name] for name in names)]
    chosen.sort(key=lambda plan: (not plan.unread, *(-plan.figures[name] for name in names), natural_order(plan.root)))
    return tuple(chosen[:limit])


def _of_plan(plan: PlanFigures, by: str) -> Iterable[tuple[str | None, str | None, Figures]]:
    if by == "region":
        return [((plan.region or "").strip() or None, plan.id, plan.figures)]
    if by == "plan":
        return [(plan.id, plan.id, plan.figures)]
    return [(part.name, part.id, part.figures) for part in plan.parts.get(by, ())]


def _group(members: Iterable[tuple[str | None, str | None, PlanFigures, Figures]]) -> Group:
    members = list(members)
    concerned = {plan.root: plan for _, _, plan, _ in members}
    summed = added(figures for *_, figures in members)
    return Group(
        name=members[0][0] if members else None,
        ids=tuple(dict.fromkeys(identifier for _, identifier, _, _ in members if identifier is not None)),
        figures=Figures(plans=len(concerned), counts=summed.counts, most=summed.most),
        partial=sum(bool(plan.unread) for plan in concerned.values()),
    )
