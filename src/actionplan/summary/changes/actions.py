"""Changes of one action between two views."""

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING, get_args

from actionplan.model.as_known import in_plan
from actionplan.model.entries import ActionEntry
from actionplan.model.records import Action
from actionplan.model.vocabulary import CLOSED, FINISHED, ActionState
from actionplan.summary.actions import ActionSummary, summarise_in_plan
from actionplan.summary.changes.records import Change, Heading, News, RecordPair, last_stating
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.requests import is_request

if TYPE_CHECKING:
    from actionplan.model.ids import Id


def action_changes(pair: RecordPair, found: News) -> Iterator[Change]:
    """Yield the changes that only actions have."""
    before, now = _status(pair, found.was), pair.about["now"]
    known = before if found.was is pair.old else _status(pair, pair.old)
    entries = found.of(ActionEntry)
    fresh = [entry for entry in entries if entry.milestone is None]
    if known is None:
        yield pair.change("new")
    again = known if found.withdrawn and known is not None else None  # a redacted entry may be recorded again
    if again is None or again.state != now.state:
        yield from _states(pair, before.state if before is not None else None, now.state, fresh)
    if before is not None and before.rating != now.rating and (again is None or again.rating != now.rating):
        yield pair.change("rating-moved", last_stating(fresh, "rating"), before=before.rating, after=now.rating)
    for new in entries:
        if is_request(new) or new.decides is not None:
            yield pair.change("requested" if is_request(new) else "request-ended", new)
    yield from _milestones_done(pair, again or before, now, entries)
    yield from _milestones_late(pair, known, now)
    if in_plan(pair.plan, pair.new, pair.until):
        # These two come with the passing of time, or come to light with a correction; no entry makes them.
        earlier = [known] if known is not None else _replaced_since(pair)
        if now.overdue and not any(was.overdue for was in earlier):
            yield pair.change("newly-late", before=known.due if known else None, after=now.due)
        if now.stale and not any(was.stale for was in earlier):
            yield pair.change("gone-stale")


def _replaced_since(pair: RecordPair) -> list[ActionSummary]:
    """Return the status in the earlier view of the actions that a new one replaces."""
    plan = pair.was_plan
    if plan is None:
        return []
    originals = (action for action in plan.actions if action.id in pair.new.replaces)
    return [summarise_in_plan(plan, action, pair.start) for action in originals]


def _status(pair: RecordPair, old: Action | None) -> ActionSummary | None:
    """Return the status in the earlier view; None if the action was not in the plan then, but is in the later view."""
    if pair.was_plan is None or old is None:
        return None
    if not in_plan(pair.was_plan, old, pair.start) and in_plan(pair.plan, pair.new, pair.until):
        return None
    return pair.was if old is pair.old else summarise_in_plan(pair.was_plan, old, pair.start)


def _states(
    pair: RecordPair, was: ActionState | None, now: ActionState | None, fresh: list[ActionEntry]
) -> Iterator[Change]:
    if now == was:
        return
    not_closed = set(get_args(ActionState)) - CLOSED
    turns: tuple[tuple[Heading, bool, Collection[str]], ...] = (
        ("reopened", was in CLOSED and now not in CLOSED, not_closed),
        ("finished", now in FINISHED and was not in FINISHED, FINISHED),
        ("verified", now == "verified", ("verified",)),
        ("cancelled", now == "cancelled", ("cancelled",)),
        ("replaced", now == "replaced", ("replaced",)),
        ("suspended", now == "suspended", ("suspended",)),
        ("resumed", was == "suspended" and now not in CLOSED, not_closed - {"suspended"}),
    )
    for heading, applies, run in turns:
        if applies:
            yield pair.change(heading, _began(fresh, run), before=was, after=now)


def _milestones_done(
    pair: RecordPair, before: ActionSummary | None, now: ActionSummary, fresh: list[ActionEntry]
) -> Iterator[Change]:
    """Yield a change for each milestone that is newly done."""
    own: dict[Id | None, list[ActionEntry]] = {}
    for new in fresh:
        own.setdefault(new.milestone, []).append(new)
    for milestone, was in _with_earlier(now, before):
        if milestone.done and not (was and was.done):
            entry = _began(own.get(milestone.id, ()), FINISHED)
            states = {"before": was and was.state, "after": milestone.state}
            yield pair.change("milestone-done", entry, milestone=milestone.id, **states)


def _milestones_late(pair: RecordPair, known: ActionSummary | None, now: ActionSummary) -> Iterator[Change]:
    """Yield a change for each milestone that is newly late."""
    for milestone, was in _with_earlier(now, known):
        if milestone.overdue and not (was and was.overdue):
            dues = {"before": was and was.due, "after": milestone.due}
            yield pair.change("milestone-late", None, milestone=milestone.id, **dues)


def _with_earlier(
    now: ActionSummary, before: ActionSummary | None
) -> Iterator[tuple[MilestoneSummary, MilestoneSummary | None]]:
    earlier = {milestone.id: milestone for milestone in before.milestones} if before is not None else {}
    return ((milestone, earlier.get(milestone.id)) for milestone in now.milestones)


def _began(entries: Iterable[ActionEntry], states: Collection[str]) -> ActionEntry | None:
    """Return the new entry that began the last run of some states, since that entry has the reason; None if none."""
    first = None
    for entry in entries:
        if entry.state in states:
            first = first or entry
        elif entry.state is not None:
            first = None
    return first
