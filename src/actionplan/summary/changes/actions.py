"""What changed about one action between two views."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import get_args

from actionplan.model.as_known import agreed_day, in_plan
from actionplan.model.entries import ActionEntry
from actionplan.model.vocabulary import CLOSED, FINISHED, State
from actionplan.summary.actions import ActionSummary, summarise_in_plan
from actionplan.summary.changes.records import (
    Change,
    Heading,
    Make,
    RecordPair,
    head_news,
    heads,
    last_stating,
    news,
    rest,
)
from actionplan.summary.timeline import in_order, of_part


def action_changes(pair: RecordPair) -> Iterator[Change]:
    """Yield the changes of one action; entries that none of them explains stand under ``other``."""
    before = _before(pair)
    now = summarise_in_plan(pair.plan, pair.new, pair.until)
    make = pair.maker(now.title, now=now)
    found = news(pair, make)
    fresh = [entry for entry in found.of(ActionEntry) if entry.milestone is None]
    changes: list[Change] = [make("new")] if before is None else []
    changes.extend(found.edits)
    changes.extend(_states(make, before, now, fresh))
    changes.extend(heads(pair, fresh, make))
    if before is not None and before.rating != now.rating:
        entry = last_stating(fresh, "rating")
        changes.append(make("rating-moved", entry, before=before.rating, after=now.rating))
    changes.extend(_milestones(pair, make, before, now, found.of(ActionEntry)))
    yield from changes
    yield from rest(pair, found, make, changes)
    if in_plan(pair.plan, pair.new, pair.until):
        yield from _by_time(make, before, now)


def _before(pair: RecordPair) -> ActionSummary | None:
    """Return where the action stood in the earlier view; None where it was not in the plan, but is in the later one."""
    if pair.was_plan is None or pair.old is None:
        return None
    if not in_plan(pair.was_plan, pair.old, pair.start) and in_plan(pair.plan, pair.new, pair.until):
        return None
    return summarise_in_plan(pair.was_plan, pair.old, pair.start)


def _states(make: Make, before: ActionSummary | None, now: ActionSummary, fresh: list[ActionEntry]) -> Iterator[Change]:
    was = before.state if before is not None else None
    if now.state == was:
        return
    states = get_args(State)
    turns: tuple[tuple[Heading, bool, Collection[str]], ...] = (
        ("reopened", was in CLOSED and now.state not in CLOSED, set(states) - CLOSED),
        ("finished", now.state in FINISHED and was not in FINISHED, FINISHED),
        ("verified", now.state == "verified", ("verified",)),
        ("cancelled", now.state == "cancelled", ("cancelled",)),
        ("suspended", now.state == "suspended", ("suspended",)),
        ("resumed", was == "suspended" and now.state not in CLOSED, set(states) - CLOSED - {"suspended"}),
    )
    for heading, is_so, run in turns:
        if is_so:
            yield make(heading, _began(fresh, run), before=was, after=now.state)


def _milestones(
    pair: RecordPair, make: Make, before: ActionSummary | None, now: ActionSummary, fresh: list[ActionEntry]
) -> Iterator[Change]:
    """Yield the milestones that came to be done or late, and each new entry that moves or renames one."""
    earlier = {milestone.id: milestone for milestone in before.milestones} if before is not None else {}
    for milestone in now.milestones:
        was, about = earlier.get(milestone.id), {"milestone": milestone.id}
        if milestone.done and not (was and was.done):
            entry = _began((entry for entry in fresh if entry.milestone == milestone.id), FINISHED)
            yield make("milestone-done", entry, **about, before=was and was.state, after=milestone.state)
        if milestone.overdue and not (was and was.overdue):
            yield make("milestone-late", **about, before=was and was.due, after=milestone.due)
    placed = in_order(pair.new.status, agreed_day(pair.plan, pair.new)) if pair.new.milestones else ()
    for part in pair.new.milestones:
        of_it = partial(make, milestone=part.id)
        yield from head_news(part, of_part(placed, part.id), fresh, of_it, "milestone-moved")


def _by_time(make: Make, before: ActionSummary | None, now: ActionSummary) -> Iterator[Change]:
    """Yield what became of an action by the mere passing of time."""
    if now.overdue and not (before is not None and before.overdue):
        yield make("newly-late", before=before.due if before else None, after=now.due)
    if now.stale and not (before is not None and before.stale):
        yield make("gone-stale")


def _began(entries: Iterable[ActionEntry], states: Collection[str]) -> ActionEntry | None:
    """Return the new entry with which the last run of some states began: it says why, those after it only how it
    goes.
    """
    first = None
    for entry in entries:
        if entry.state in states:
            first = first or entry
        elif entry.state is not None:
            first = None
    return first
