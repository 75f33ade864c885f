"""Actions that were split or joined: which actions are in their place, and what these keep of their history.

An action that was split into others, or joined with others, has an entry with the state ``replaced`` that names those
in its place. From that day on it is not counted, and whatever names it means them. They keep its dates: the due date
first agreed stays that of the original, and they are no fresher than it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Protocol

from attrs import evolve

from actionplan.model.as_known import agreed_day
from actionplan.model.dates import PlanDate, last_day
from actionplan.model.entries import ActionEntry
from actionplan.model.ids import Id
from actionplan.model.records import Action, Plan
from actionplan.model.vocabulary import ActionState
from actionplan.summary.timeline import Placed, as_corrected, as_stated, last_stated, of_whole, up_to
from actionplan.summary.updates import is_update


class Replaceable(Protocol):
    """The status of an action, as far as it says what is in its place."""

    @property
    def replaced_by(self) -> tuple[Id, ...]:
        """Ids of the actions in its place; none while it is not replaced."""


class Origin(NamedTuple):
    """What an action keeps of those that it replaces.

    Attributes:
        first_dues: the due dates first agreed, of the action under None and of a milestone under its id.
        entries: what changed these dates, in order; the dates in the action's own head are the last of them.
        updates: how many updates of those actions there were.
        last: the last update; of several actions, that of the one that was updated least recently. None without any.
        state: the state last reported of them; of several, ``in-progress`` as soon as one was begun. None without any.
        progress: the progress last reported of the only one; None without any, and of several.
    """

    first_dues: Mapping[Id | None, PlanDate | None]
    entries: tuple[Placed, ...]
    updates: int
    last: Placed | None
    state: ActionState | None
    progress: int | None


def replaced_by(entries: Sequence[Placed]) -> tuple[Id, ...]:
    """Return the actions in the place of one; none if its last state is another.

    Args:
        entries: the entries in force that are about the action as a whole.
    """
    names: tuple[Id, ...] = last_stated(entries, "replaced_by") or ()
    return names if last_stated(entries, "state") == "replaced" else ()


def replaced_as_at(plan: Plan, as_at: date) -> Mapping[Id, tuple[Id, ...]]:
    """Return the actions of a plan that are replaced on a day, each with those in its place."""
    candidates = [action for action in plan.actions if any(entry.replaced_by for entry in action.status)]
    found = {
        action.id: replaced_by(of_whole(up_to(action.status, as_at, agreed_day(plan, action)))) for action in candidates
    }
    return {name: parts for name, parts in found.items() if parts}


def with_those_in_place(plan: Plan, names: Iterable[Id], as_at: date) -> set[Id]:
    """Return some actions, and all that a split or a join by a day may have put in their place."""
    replaced = replaced_as_at(plan, as_at)
    return {*names, *replaced, *(part for parts in replaced.values() for part in parts)}


def in_place_of(names: Iterable[Id], replaced: Mapping[Id, tuple[Id, ...]]) -> tuple[Id, ...]:
    """Return the actions in the place of some actions: each itself, or those in its place; each once.

    Args:
        names: ids of actions.
        replaced: the actions that are replaced, from `replaced_as_at` or `replaced_among`.
    """
    return tuple(dict.fromkeys(part for name in names for part in _standing(name, replaced, frozenset())))


def _standing(name: Id, replaced: Mapping[Id, tuple[Id, ...]], passed: frozenset[Id]) -> Iterator[Id]:
    if name not in replaced or name in passed:  # a circle, which is an error, must end too
        yield name
        return
    for part in replaced[name]:
        yield from _standing(part, replaced, passed | {name})


def replaced_among(actions: Mapping[Id, Replaceable]) -> Mapping[Id, tuple[Id, ...]]:
    """Return those of some actions that are replaced, each with those in its place."""
    return {name: action.replaced_by for name, action in actions.items() if action.replaced_by}


def origin_of(plan: Plan, action: Action) -> Origin | None:
    """Return what an action keeps of those that it replaces; None if it replaces none.

    Of several, the due dates are those of the one whose first date is the earliest, so that joining hides no delay. A
    date that only the action itself has is its first if none of those that it replaces had a day.

    Args:
        plan: the plan with all actions.
        action: the action.
    """
    return _origin(plan, action, frozenset()) if action.replaces else None


def _origin(plan: Plan, action: Action, passed: frozenset[Id]) -> Origin | None:
    originals = [each for each in plan.actions if each.id in action.replaces and each.id not in passed]
    if not originals:
        return None
    pasts = [_past(plan, original, action, passed | {action.id}) for original in originals]
    pasts.sort(key=lambda past: (None not in past.first_dues, _last(past.first_dues.get(None))))
    first_dues = {name: due for past in reversed(pasts) for name, due in past.first_dues.items()}
    about_parts = tuple(placed for past in pasts for placed in past.entries if placed.entry.milestone is not None)
    updated = [past.last for past in pasts if past.last is not None]
    return Origin(
        first_dues=dues_in_head(action) | first_dues,
        entries=(*of_whole(pasts[0].entries), *about_parts),
        updates=sum(past.updates for past in pasts),
        last=min(updated, key=lambda placed: placed.day, default=None),
        state=_state_of([past.state for past in pasts]),
        progress=pasts[0].progress if len(pasts) == 1 else None,
    )


def _state_of(states: Sequence[ActionState | None]) -> ActionState | None:
    """Return the state of several actions together: that of each, or else whether any was begun."""
    if len(set(states)) == 1:
        return states[0]
    is_begun = any(state not in (None, "not-started") for state in states)
    return "in-progress" if is_begun else None


def _last(due: PlanDate | None) -> date:
    return last_day(due) or date.max


def _past(plan: Plan, original: Action, part: Action, passed: frozenset[Id]) -> Origin:
    """Return what an action keeps of one of those that it replaces."""
    before, end = _until_replaced(as_corrected(original.status, agreed_day(plan, original)), part.id)
    own = _origin(plan, original, passed) if original.replaces else None
    updates = [placed for placed in before if is_update(placed.entry)]
    first_dues = dues_in_head(original)
    moves = [_only_due(placed) for placed in before if placed.entry.due is not None and not placed.early]
    if own is not None:
        first_dues |= own.first_dues
        moves = [*own.entries, *moves]
    if end is not None:
        for name, due in dues_in_head(part).items():
            about = [placed for placed in moves if placed.entry.milestone == name]
            dues = [first_dues.get(name), *(placed.entry.due for placed in about)]
            if any(map(last_day, dues)):
                moves.append(_from_head(end, name, due))
            else:  # there was no day from which the new date could be a move
                first_dues.pop(name, None)
                moves = [placed for placed in moves if placed not in about]
    return Origin(
        first_dues=first_dues,
        entries=tuple(moves),
        updates=len(updates) + (own.updates if own is not None else 0),
        last=updates[-1] if updates else own.last if own is not None else None,
        state=last_stated(of_whole(before), "state") or (own.state if own is not None else None),
        progress=_progress(of_whole(before), own),
    )


def _progress(before: Sequence[Placed], own: Origin | None) -> int | None:
    """Return the progress of an action when it was replaced, perhaps that of those which it replaced itself."""
    reported: int | None = last_stated(before, "progress")
    return reported if reported is not None or own is None else own.progress


def dues_in_head(action: Action) -> dict[Id | None, PlanDate | None]:
    """Return the due dates in the head of an action: its own under None, and that of each milestone under its id."""
    parts: dict[Id | None, PlanDate | None] = {milestone.id: milestone.due for milestone in action.milestones}
    return {None: action.due, **parts}


def _until_replaced(entries: Sequence[Placed], part: Id) -> tuple[Sequence[Placed], Placed | None]:
    """Return the entries before the one that replaces an action, and that one; all and None without it."""
    for place, placed in enumerate(entries):
        if part in (placed.entry.replaced_by or ()):
            return entries[:place], placed
    return entries, None


def _only_due(placed: Placed) -> Placed:
    """Return an entry as far as it is about a due date, since the states of an original are not those of its parts."""
    names = ("on", "by", "due", "milestone", "reason", "approvals")
    return placed._replace(entry=ActionEntry(**as_stated(placed.entry, *names)))


def _from_head(end: Placed, name: Id | None, due: PlanDate | None) -> Placed:
    """Return a due date in the head of an action, its own or that of a milestone, as a change made by the split."""
    stated = due if due is not None else PlanDate.parse("unknown")
    entry = evolve(_only_due(end).entry, due=stated, milestone=name)
    return end._replace(entry=entry, index=-1, root=-1, early=False)
