"""One action's story: as agreed, what changed, and everything that was said of it."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from attrs import frozen

from actionplan.model.dates import PlanDate
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.layout import HEADS
from actionplan.model.records import Action, Milestone, Plan, Rating, Resolution
from actionplan.summary.actions import ActionSummary, summarise_actions, summarise_in_plan
from actionplan.summary.fold import agreed_day, agreed_on, clause_as_at, in_plan, of_whole, up_to
from actionplan.summary.meanings import ratings_as_at


@frozen(kw_only=True)
class HeadChange:
    """One change of what was agreed.

    Attributes:
        field: the head's field.
        before: its value until then.
        after: its value from then on.
        entry: the entry that changed it.
    """

    field: str
    before: Any
    after: Any
    entry: ActionEntry


@frozen(kw_only=True)
class Carries:
    """A clause that the action carries out.

    Attributes:
        resolution: the resolution.
        clause: the clause's id.
        text: what was resolved.
    """

    resolution: Resolution
    clause: Id
    text: str


@frozen(kw_only=True)
class ActionStory:
    """One action, as it was told up to a day.

    Attributes:
        plan: the plan's id.
        action: the action, its head as first agreed.
        now: where it stands on the day.
        agreed: when it became part of the plan; None while the plan is a draft.
        is_in_plan: whether it was in the plan on the day.
        changes: changes of the head, in order.
        entries: entries in force on the day, in order, each with whether it is from before the action was agreed.
        ratings: what the plan's colours mean.
        clauses: clauses that it carries out.
        after: ids of the actions that come after it on that day.
    """

    plan: Id
    action: Action
    now: ActionSummary
    agreed: PlanDate | None
    is_in_plan: bool
    changes: tuple[HeadChange, ...]
    entries: tuple[tuple[ActionEntry, bool], ...]
    ratings: Mapping[Id, Rating]
    clauses: tuple[Carries, ...]
    after: tuple[Id, ...]


def action_story(plan: Plan, action: Action, as_at: date) -> ActionStory:
    """Tell one action's story.

    Args:
        plan: the plan that holds it.
        action: the action.
        as_at: the day; entries after it are not told.
    """
    entries = up_to(action.status, as_at, agreed_day(plan, action))
    return ActionStory(
        plan=plan.id,
        action=action,
        now=summarise_in_plan(plan, action, as_at),
        agreed=agreed_on(plan, action),
        is_in_plan=in_plan(plan, action, as_at),
        changes=tuple(head_changes(action, [placed.entry for placed in of_whole(entries) if not placed.is_early])),
        entries=tuple((placed.entry, placed.is_early) for placed in entries),
        ratings=ratings_as_at(plan, as_at),
        clauses=tuple(_clauses(plan, action, as_at)),
        after=tuple(other.id for other in summarise_actions(plan, as_at) if action.id in other.after),
    )


def head_changes(head: Action | Milestone, entries: Iterable[ActionEntry]) -> list[HeadChange]:
    """Give each change of the head of an action or of one of its milestones, with the value that stood before it.

    Args:
        head: the action or milestone as first agreed.
        entries: entries that are about it, in the order in which they take force.
    """
    names = HEADS[type(head)]
    current = {name: getattr(head, name) for name in names}
    changes = []
    for entry in entries:
        for name in names:
            stated = getattr(entry, name)
            if stated is not None and stated != current[name]:
                changes.append(HeadChange(field=name, before=current[name], after=stated, entry=entry))
                current[name] = stated
    return changes


def _clauses(plan: Plan, action: Action, as_at: date) -> Iterator[Carries]:
    for resolution in plan.resolutions:
        entries = up_to(resolution.status, as_at)
        for clause in resolution.clauses:
            if action.id in clause_as_at(clause, entries).actions:
                yield Carries(resolution=resolution, clause=clause.id, text=clause.text)
