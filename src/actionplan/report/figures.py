"""Many plans as one: figures of each plan that can be added, and their sums by region, by body or by plan.

The figures of a plan are small and do not refer to the plan, so that its memory is free once they are worked out. The
number of plans then makes no difference to the memory needed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve, field, frozen

from actionplan.model.errors import UnknownName
from actionplan.model.ids import Id, natural_order
from actionplan.model.records import Plan, Unread
from actionplan.model.vocabulary import Coverage
from actionplan.summary.timeline import as_stated

Item = TypeVar("Item")


@frozen(kw_only=True)
class Figures:
    """Counts that can be added.

    Attributes:
        plans: how many plans they cover.
        counts: numbers that are added, by name.
        most: numbers of which the highest counts, by name, such as the most days by which an action is overdue.
        incomplete_plans: of how many of the plans the record is stated to be incomplete; no share is given then.
    """

    plans: int = 1
    counts: Mapping[str, int] = field(factory=dict)
    most: Mapping[str, int] = field(factory=dict)
    incomplete_plans: int = 0

    def __getitem__(self, name: str) -> int:
        """Return the number of a name; 0 where there is none."""
        return self.counts.get(name, self.most.get(name, 0))


@frozen(kw_only=True)
class PartFigures:
    """Figures of a part of a plan, such as the actions of one body or one kind of question.

    Attributes:
        id: the body's id in that plan, or a code; None where there is no owner.
        name: the body's name, or the kind of question. Parts of several plans are the same if their names are, whatever
            the case of their letters, since each plan has its own ids.
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
        figures: figures of the whole plan, or of the selection.
        parts: figures of its parts, by the kind of part: ``owner``, ``body``, ``code``.
        listed: the selected records one by one, such as the actions of one owner; empty without a selection.
        unread: files that could not be read, and are missing from the figures.
        coverage, coverage_reason: whether its files have all that is in the plan, as in its record.
    """

    id: Id
    title: str
    root: str
    region: str | None
    figures: Figures
    parts: Mapping[str, tuple[PartFigures, ...]] = field(factory=dict)
    listed: tuple[Any, ...] = ()
    unread: tuple[Unread, ...] = ()
    coverage: Coverage | None = None
    coverage_reason: str | None = None


@frozen(kw_only=True)
class Group:
    """One line of a roll-up.

    Attributes:
        name: the region, the body's name, the plan's id or the like; None for plans that name no region.
        ids: its ids in the plans, each once: of a body, of the plans of a region, a code.
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
        by: the kind of the groups: ``region``, ``plan``, or a kind of part such as ``owner``.
        is_asked: whether the user asked for these groups; else they are regions, or plans where none names a region.
        plans: each plan, in the order in which they were read.
        groups: the sums, in natural order of their names; the one without a name comes last.
        total: the sum of all plans.
    """

    by: str
    is_asked: bool
    plans: tuple[PlanFigures, ...]
    groups: tuple[Group, ...]
    total: Group


def plan_figures(plan: Plan, figures: Figures, **more: Any) -> PlanFigures:
    """Return the figures of a plan with its id, title, folder and region.

    Args:
        plan: the plan.
        figures: its figures.
        more: the fields ``parts`` and ``listed``.
    """
    names = "id", "title", "root", "region", "unread", "coverage", "coverage_reason"
    figures = evolve(figures, incomplete_plans=int(plan.coverage == "incomplete"))
    return PlanFigures(**as_stated(plan, *names), figures=figures, **more)


@frozen(kw_only=True)
class Listed:
    """One record in a list across plans.

    Attributes:
        plan: the id of its plan.
        item: its summary, such as an `ActionSummary`.
        body: the name of its body in that plan; None where none is named, or it has none.
    """

    plan: Id
    item: Any
    body: str | None = None

    @property
    def label(self) -> str:
        """The ids of the plan and of the record."""
        return f"{self.plan}  {self.item.id}"


def part_figures(
    items: Iterable[Item],
    key: Callable[[Item], str | None],
    name: Callable[[str | None], str],
    figures: Callable[[Sequence[Item]], Figures],
) -> tuple[PartFigures, ...]:
    """Group the items of a plan, and return the figures of each group.

    Args:
        items: the items.
        key: returns the id of the group of an item.
        name: returns the name of a group, from its id.
        figures: returns the figures of the items of a group.
    """
    grouped: dict[str | None, list[Item]] = {}
    for each in items:
        grouped.setdefault(key(each), []).append(each)
    return tuple(PartFigures(id=part, name=name(part), figures=figures(group)) for part, group in grouped.items())


def rolled_up(plans: Iterable[PlanFigures], by: str | None = None) -> RollUp:
    """Add up the figures of plans.

    Args:
        plans: the figures of each.
        by: the kind of the groups: ``region``, ``plan``, or a kind of part; None for regions, or plans where none
            names a region.

    Raises:
        UnknownName: no plan has parts of that kind.

    Example:
        >>> plans = load("examples/northshire-send", "plans/hertfordshire-send").plans
        >>> roll_up = rolled_up([status_figures(plan, date(2025, 10, 1)) for plan in plans], by="plan")
        >>> [(group.name, group.figures["overdue"]) for group in roll_up.groups]
        [('hertfordshire-send', 0), ('northshire-send', 10)]
    """
    plans = tuple(plans)
    is_asked = by is not None
    by = by or ("region" if any(plan.region for plan in plans) else "plan")
    kinds = {"region", "plan", *(kind for plan in plans for kind in plan.parts)}
    if plans and by not in kinds:
        raise UnknownName("group", by, kinds)
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
    """Return a name in the form for comparison: without extra blanks, in lower case."""
    return " ".join(name.split()).casefold()


def worst_first(plans: Iterable[PlanFigures], *names: str, limit: int = 10) -> tuple[PlanFigures, ...]:
    """Return the plans that need attention first: those with unread files, then those with the highest counts.

    Args:
        plans: the plans.
        names: names of counts; where two plans have the same count, the next name decides.
        limit: the largest number of plans; those in which all of these counts are 0 are left out.

    Raises:
        UnknownName: no plan has a count of that name.

    Example:
        >>> plans = load("examples/northshire-send", "plans/hertfordshire-send").plans
        >>> figures = [status_figures(plan, date(2025, 10, 1)) for plan in plans]
        >>> [plan.id for plan in worst_first(figures, "overdue", "open")]
        ['northshire-send', 'hertfordshire-send']
    """
    plans = tuple(plans)
    known = {name for plan in plans for name in (*plan.figures.counts, *plan.figures.most)}
    if plans and (unknown := next((name for name in names if name not in known), None)):
        raise UnknownName("count", unknown, known)
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
    """Return the sum of figures: counts are added, and of the highest values the highest is taken."""
    members = list(members)
    concerned = {plan.root: plan for _, _, plan, _ in members}
    counts, most = Counter[str](), dict[str, int]()
    for *_, figures in members:
        counts.update(figures.counts)
        most |= {name: max(most.get(name, number), number) for name, number in figures.most.items()}
    return Group(
        name=members[0][0] if members else None,
        ids=tuple(dict.fromkeys(identifier for _, identifier, _, _ in members if identifier is not None)),
        figures=Figures(
            plans=len(concerned),
            counts=dict(counts),
            most=most,
            incomplete_plans=sum(plan.figures.incomplete_plans for plan in concerned.values()),
        ),
        partial=sum(bool(plan.unread) for plan in concerned.values()),
    )
