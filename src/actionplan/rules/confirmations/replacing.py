"""Confirmations about actions that are split or joined: what those in their place do not take over."""

from collections.abc import Iterable, Iterator

from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.text import date_text
from actionplan.rules.confirmations.registry import Doubt, PlannedChange, confirmation, doubt
from actionplan.summary.actions import ActionSummary, summarise_some
from actionplan.summary.lateness import due_steps
from actionplan.summary.replaced import origin_of
from actionplan.summary.timeline import of_whole


@confirmation("P155")
def moved_by_a_split(change: PlannedChange) -> Iterator[Doubt]:
    """A new action in the place of others is due on another day than they were. That counts as a move of their date,
    and late is still counted from the date first agreed.
    """
    for action in _new(change):
        origin = origin_of(change.plan, action)
        moves = due_steps(origin.first_dues[None], of_whole(origin.entries)) if origin is not None else ()
        if origin is not None and moves and moves[-1].placed.index < 0:
            held = [origin.first_dues[None], *(step.placed.entry.due for step in moves[:-1])][-1]
            was = f"and {_names(action.replaces)} was due {date_text(held, none='without a date')}"
            yield doubt(f"it is due {date_text(action.due, none='without a date')}, {was}: a move of the date", "due")


@confirmation("P156")
def milestone_left_behind(change: PlannedChange) -> Iterator[Doubt]:
    """An action is split or joined, and an open milestone of it is in none of those in its place, so that nobody awaits
    it any more. It is asked of the first of them.
    """
    for action in _new(change):
        originals, others = _originals(change.plan, action), _in_the_same_place(change.plan, action)
        there = {milestone.title for other in others for milestone in other.milestones}
        if not originals or others[0].id != action.id:
            continue
        for original in originals:
            for part in original.milestones:
                if not part.done and part.state != "cancelled" and part.title not in there:
                    message = f'nobody takes over milestone {part.id} of {original.id} ("{part.title}")'
                    yield doubt(message, "replaces", fix=f"--milestone {action.id}={part.id}")


def _new(change: PlannedChange) -> Iterator[Action]:
    """Yield the action that a change makes in the place of others; nothing for any other change."""
    if isinstance(change.record, Action) and change.record.replaces and any(keys == () for keys, _ in change.added):
        yield change.record


def _originals(plan: Plan, action: Action) -> tuple[ActionSummary, ...]:
    """Return the actions that one replaces, as on the day on which they were replaced."""
    day = action.agreed.last if action.agreed is not None else None
    found = (each for each in plan.actions if each.id in action.replaces)
    return summarise_some(plan, found, day) if day is not None else ()


def _in_the_same_place(plan: Plan, action: Action) -> list[Action]:
    return [each for each in plan.actions if set(each.replaces) & set(action.replaces)]


def _names(ids: Iterable[Id]) -> str:
    return " or ".join(ids)
