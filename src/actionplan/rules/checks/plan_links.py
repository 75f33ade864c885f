"""Compare plans that are read together: whether the plan that is to follow another is there, and follows it.

`load_errors` explains the codes. One plan alone is never questioned, since the others may be kept elsewhere.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.kinds import plan_path
from actionplan.model.problem import Location, Problem, problem
from actionplan.model.records import Plan
from actionplan.model.suggest import did_you_mean
from actionplan.model.text import count, date_text
from actionplan.summary.effective import policy_as_at


class PlanLink(NamedTuple):
    """What is needed of a plan to compare it with others.

    Attributes:
        id, root: which plan, as in its record.
        agreed: when it was agreed; None for a draft.
        named: the other plans that it names, ids and web addresses, each with its place in ``plan.toml``.
        successor: the id of the plan that follows it; None without one, or for a web address.
        ignored: codes that its policy ignores.
    """

    id: Id
    root: str
    agreed: PlanDate | None
    named: tuple[tuple[str, tuple[str | int, ...]], ...]
    successor: str | None
    ignored: tuple[str, ...]


def plan_link(plan: Plan, today: date) -> PlanLink:
    """Return what is needed of a plan to compare it with others.

    Args:
        plan: the plan.
        today: the day whose policy applies.
    """
    successor = plan.successor_plan
    named: list[tuple[str, tuple[str | int, ...]]] = [
        (name, ("plans_beside", number)) for number, name in enumerate(plan.plans_beside)
    ]
    if successor is not None:
        named.insert(0, (successor, ("successor_plan",)))
    return PlanLink(
        plan.id,
        plan.root,
        plan.agreed,
        tuple((name, keys) for name, keys in named if _is_id(name) and name != plan.id),
        successor if successor is not None and _is_id(successor) else None,
        tuple(policy_as_at(plan, today).ignore),
    )


def between_plans(links: Iterable[PlanLink], *, all_read: bool = True) -> tuple[Problem, ...]:
    """Return what is wrong between plans, without lines; nothing for one plan.

    Args:
        links: the plans, in the order in which they were read.
        all_read: whether every plan could be read; otherwise none is reported as missing.
    """
    plans = list(links)
    if len(plans) < 2:
        return ()
    by_id: dict[str, PlanLink] = {plan.id: plan for plan in reversed(plans)}
    found = (*(_missing(plans, by_id) if all_read else ()), *_circles(plans, by_id), *_too_early(plans, by_id))
    ignored = {plan_path(plan.root): plan.ignored for plan in plans}
    return tuple(each for each in found if not each.code.startswith(ignored[each.where.path]))


def _is_id(name: str) -> bool:
    return "://" not in name


def _missing(plans: Sequence[PlanLink], by_id: Mapping[str, PlanLink]) -> Iterator[Problem]:
    for plan in plans:
        for name, keys in plan.named:
            if name not in by_id:
                message = f'none of the {count(len(plans), "plan")} that were read has the id "{name}"'
                near = did_you_mean(name, (other for other in by_id if other != plan.id))
                fix = near or "correct the id, read that plan too, or write its web address"
                yield problem("W574", message, Location(path=plan_path(plan.root), keys=keys), fix=fix)


def _circles(plans: Sequence[PlanLink], by_id: Mapping[str, PlanLink]) -> Iterator[Problem]:
    told: set[Id] = set()
    for plan in plans:
        circle = _circle(plan, by_id)
        if len(circle) > 1 and plan.id not in told:
            told.update(other.id for other in circle)
            names = ", ".join(f'"{other.id}"' for other in (*circle, plan))
            where = Location(path=plan_path(plan.root), keys=("successor_plan",))
            yield problem(
                "E274",
                f"these plans follow each other in a circle: {names}",
                where,
                fix="remove the successor_plan of one",
            )


def _too_early(plans: Sequence[PlanLink], by_id: Mapping[str, PlanLink]) -> Iterator[Problem]:
    for plan in plans:
        after = by_id.get(plan.successor or "")
        if after is None or _circle(plan, by_id) or not (plan.agreed and after.agreed):
            continue
        if plan.agreed.first and after.agreed.last and after.agreed.last < plan.agreed.first:
            days = f"{date_text(after.agreed)}, before this plan ({date_text(plan.agreed)})"
            message = f'"{after.id}" is to follow this plan, and was agreed on {days}'
            fix = f'write the id of the plan that follows; if this one follows "{after.id}", that plan has to say so'
            yield problem("W575", message, Location(path=plan_path(plan.root), keys=("successor_plan",)), fix=fix)


def _circle(plan: PlanLink, by_id: Mapping[str, PlanLink]) -> list[PlanLink]:
    """Return the plans of the circle that begins and ends with a plan; empty where there is none."""
    found = [plan]
    while (after := by_id.get(found[-1].successor or "")) is not None and after not in found:
        found.append(after)
    return found if after is plan else []
