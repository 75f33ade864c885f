"""What changed about one record, as a sentence for minutes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from attrs import evolve

from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import PARTS, TAILS
from actionplan.model.measures import Baseline, Reading, Target
from actionplan.model.policy import Rating
from actionplan.model.records import Plan
from actionplan.model.text import at_text, body_name, date_text, day_text, days_text
from actionplan.report.action_words import moved_text
from actionplan.report.measure_words import TRAVEL_WORDS, by_text, figure, set_text, sources_text
from actionplan.report.since_values import (
    entry_name,
    entry_text,
    from_to,
    rating_label,
    score_text,
)
from actionplan.report.words import FIELD_WORDS, RISK_STATE_WORDS, STATE_WORDS, quoted, why_text
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.records import Change, Heading
from actionplan.summary.diff import entry_edits
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.measures.measure import travel
from actionplan.summary.measures.readings import same_time
from actionplan.summary.measures.targets import short_of
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.timeline import part_named


def sentences(changes: Iterable[Change], plan: Plan) -> Iterator[str]:
    """Yield each change of a plan as a sentence; the note of an entry is given under its first heading only.

    Args:
        changes: the changes, in the order of their headings.
        plan: the plan in the later view, for names; in the earlier one where it is gone.
    """
    seen: set[int] = set()
    for _, under in groupby(changes, lambda change: change.heading):
        group = list(under)
        yield from (_sentence(_without_note(change, seen), plan) for change in group)
        seen |= {id(change.entry) for change in group}


def _without_note(change: Change, seen: Collection[int]) -> Change:
    if change.entry is None or id(change.entry) not in seen:
        return change
    return evolve(change, entry=evolve(change.entry, note=None))


def _sentence(change: Change, plan: Plan) -> str:
    what = _SAYINGS[change.heading](change, plan)
    part = _milestone(change)
    about = f"milestone {part.id}, {part.title}: " if part is not None else ""
    return f"{change.record} {change.title}: {about}{what.rstrip('.')}."


def _milestone(change: Change) -> MilestoneSummary | None:
    """Return the milestone that a change is about, or the one that its entry names, in the later view."""
    named = change.milestone or getattr(change.entry, "milestone", None)
    parts = change.now.milestones if change.now is not None else ()
    return next((part for part in parts if part.id == named), None)


def _when(change: Change) -> str:
    return f" {at_text(change.entry.on)}" if change.entry is not None and change.entry.on is not None else ""


def _says(change: Change, plan: Plan, *, note: bool = True) -> str:
    """Return when it was so, who said it, and what there was to say."""
    return _when(change) + _said(change, plan, note=note)


def _said(change: Change, plan: Plan, *, note: bool = True) -> str:
    entry = change.entry
    if entry is None:
        return ""
    parts = [f", says {body_name(plan.bodies, entry.by)}"] if entry.by else []
    parts += [f" (written down {day_text(entry.recorded)})"] if entry.recorded else []
    text = quoted(entry.note) if note and entry.note else ""
    return "".join(parts) + (f': "{text}"' if text else "")


def _why(change: Change, plan: Plan) -> str:
    return why_text(change.entry, plan.bodies) if change.entry is not None else ""


def _owner(change: Change, plan: Plan) -> str:
    return body_name(plan.bodies, change.now.owner if change.now is not None else None, "no owner")


def _day(change: Change) -> date | None:
    """Return the last day that the entry of a change can be of; None without an entry or a day."""
    return change.entry.on.last if change.entry is not None and change.entry.on is not None else None


def _finished(change: Change, plan: Plan) -> str:
    return f"finished{_when(change)}{_on_time(change.now)}{_said(change, plan)}"


def _on_time(now: ActionSummary | MilestoneSummary | None) -> str:
    late = now.days_late_original if now is not None else None
    return "" if late is None else f", {days_text(late)} after the date first agreed" if late else ", on time"


def _milestone_done(change: Change, plan: Plan) -> str:
    return f"done{_when(change)}{_on_time(_milestone(change))}{_said(change, plan)}"


def _milestone_late(change: Change, plan: Plan) -> str:
    part, now = _milestone(change), change.now
    if part is None or now is None:
        return "late"
    return f"was due {date_text(part.due)} and is {days_text(part.days_overdue)} late; {_owner(change, plan)}"


def _new(change: Change, plan: Plan) -> str:
    if change.now is None:
        return f"a new {change.kind}"  # a plan, too, can be new between two commits
    return f"joined the plan; {_owner(change, plan)}, due {date_text(change.now.due, none='without a date')}"


def _redated(change: Change, plan: Plan) -> str:
    before, after = change.before, change.after
    moved = f"moved{_when(change)} from {date_text(before, none='no date')} to {date_text(after)}"
    if before is not None and before.last is not None and after.last is not None:
        days = (after.last - before.last).days
        moved += f", {days_text(abs(days))} {'later' if days >= 0 else 'earlier'}"
    now = change.now if change.milestone is None else None
    total = f"; {moved_text(now, past=False)}" if now is not None and now.times_redated > 1 else ""
    return moved + _said(change, plan, note=False) + _why(change, plan) + total


def _removed(change: Change, plan: Plan) -> str:
    if change.entry is not None:
        return f"the {entry_name(change.entry)} is gone: {entry_text(change.entry, plan)}"
    return "no longer there" if change.kind == "plan" else "no longer in the plan"


def _measured(change: Change) -> str:
    reading, measure = change.entry, change.measure
    if not isinstance(reading, Reading) or measure is None or reading.value is None:
        return "a reading"
    text = f"{figure(reading.value, measure.unit)} for {date_text(reading.period)}"
    if isinstance(change.before, Reading | Baseline) and change.before.value is not None:
        was = f"{figure(change.before.value, measure.unit)} for {date_text(change.before.period)}"
        way = travel(reading.value - change.before.value, measure.direction)
        text += f" (was {was}), {TRAVEL_WORDS[way]}"
    if any(same_time(clash.period, reading.period) for clash in measure.clashes):
        text += "; sources disagree"
    where = sources_text(reading.source)
    return f"{text}; published {date_text(reading.on)}" + (f", {where}" if where else "")


def _target(change: Change) -> str:
    target, old, measure = change.entry, change.before, change.measure
    if not isinstance(target, Target) or measure is None:
        return "a target"
    text = f"the target is {figure(target.value, measure.unit)} {by_text(target.due)}"
    if not isinstance(old, Target):
        return f"{text}, set{set_text(target, reason=False)}"
    easier = short_of(target.value, old.value, measure.direction)
    way = "easier, " if easier > 0 else "harder, " if easier < 0 else ""
    return f"{text}, {way}in place of {figure(old.value, measure.unit)} {by_text(old.due)}, set{set_text(target)}"


def _changed(change: Change, plan: Plan) -> str:
    if change.field == "target":
        return _target(change)
    if change.field == "entry":
        edits = [
            f"{edit.field} {from_to(edit.before, edit.after, plan)}"
            for edit in entry_edits(change.before, change.after)
        ]
        return f"the {entry_name(change.before)} was altered in the file: {'; '.join(edits)}"
    if change.field in _ORDERS:
        return "entries of one day were put into another order in the file"
    if change.entry is None:
        return f"{change.field} was edited in the file: {from_to(change.before, change.after, plan)}"
    said = _says(change, plan, note=False) + _why(change, plan)
    field = FIELD_WORDS.get(change.field or "", change.field)
    return f"{field} {from_to(change.before, change.after, plan)}{said}"


def _rating(change: Change, plan: Plan) -> str:
    ratings = _ratings(change, plan)
    order = list(ratings)
    way = ""
    if change.before in order and change.after in order:
        way = " better," if order.index(change.after) < order.index(change.before) else " worse,"
    before = rating_label(_ratings_before(change, plan) or ratings, change.before)
    after = rating_label(ratings, change.after)
    return f"rated{way} from {before} to {after}{_says(change, plan)}"


def _ratings(change: Change, plan: Plan) -> Mapping[Id, Rating]:
    """Return what ratings meant on the day of the change."""
    return ratings_as_at(plan, _day(change) or date.max)


def _ratings_before(change: Change, plan: Plan) -> Mapping[Id, Rating]:
    """Return what ratings meant when the one before the change was declared."""
    day = _day(change)
    if day is None:
        return {}
    rated = [
        entry.on.last
        for action in plan.actions
        if action.id == change.record
        for entry in action.status
        if entry.rating == change.before and entry.on.last is not None and entry.on.last < day
    ]
    return ratings_as_at(plan, max(rated)) if rated else {}


def _moved_state(change: Change, plan: Plan) -> str:
    before, after = STATE_WORDS[change.before], STATE_WORDS[change.after]
    return f"was {before}, now {after}{_says(change, plan)}{_why(change, plan) if change.entry else ''}"


def _corrected(change: Change, plan: Plan) -> str:
    corrects = getattr(change.entry, "corrects", "")
    values = ""
    if isinstance(change.before, Reading) and isinstance(change.after, Reading) and change.measure is not None:
        was, now = (
            f"{figure(read.value, change.measure.unit) if read.value is not None else 'redacted'} "
            f"for {date_text(read.period)}"
            for read in (change.before, change.after)
        )
        values = f", {was}, now {now}," if was != now else ""
    return f"the entry {corrects} is put right{values}{_says(change, plan)}{_why(change, plan)}"


def _redacted(change: Change, plan: Plan) -> str:
    entry = change.entry
    if not isinstance(entry, Entry) or entry.redacted is None:
        return "redacted"
    stub = entry.redacted
    what = f"an entry{_says(change, plan)}" if entry.id is None else f"the entry {entry.id}{_says(change, plan)}"
    authority, reason = quoted(stub.authority), quoted(stub.reason)
    return f"{what}, was redacted on {day_text(stub.on)}; authority: {authority}; why: {reason}"


def _update(change: Change, plan: Plan) -> str:
    entry = change.entry
    state, progress = getattr(entry, "state", None), getattr(entry, "progress", None)
    rating, part = getattr(entry, "rating", None), part_named(entry) if isinstance(entry, Entry) else None
    facts = [f"{_part_kind(entry)} {part}"] if part is not None else []
    facts += [STATE_WORDS.get(state, RISK_STATE_WORDS.get(state, state))] if state else []
    facts += [f"{progress}% done"] if progress is not None else []
    facts += [f"rated {rating_label(_ratings(change, plan), rating)}"] if rating is not None else []
    why = _why(change, plan) if entry is not None and entry.reason else ""
    return (", ".join(facts) or "an update") + _says(change, plan) + why


def _part_kind(entry: Entry | Target | None) -> str:
    return next((key for key in PARTS if getattr(entry, key, None) is not None), "")


def _score_moved(change: Change, plan: Plan) -> str:
    before, after = change.before, change.after
    way = ""
    if before is not None and after is not None:
        way = " worse," if after > before else " better,"
    why = _says(change, plan, note=False) + _why(change, plan) if change.entry is not None else ""
    return f"residual score{way} from {score_text(plan, before)} to {score_text(plan, after)}{why}"


def _risk_state(change: Change, plan: Plan) -> str:
    was, now = RISK_STATE_WORDS[change.before], RISK_STATE_WORDS[change.after]
    why = f"; why: {quoted(change.entry.reason)}" if change.entry and change.entry.reason else ""
    return f"{was} before, {now}{_says(change, plan)}{why}"


def _answered(change: Change, plan: Plan) -> str:
    asks = (ask for review in plan.reviews if review.id == change.record for ask in review.asks)
    text = next((f' "{quoted(ask.text)}"' for ask in asks if ask.id == change.field), "")
    return f"ask {change.field}{text} is answered{_says(change, plan)}"


def _late(change: Change, plan: Plan) -> str:
    now = change.now
    if now is None:
        return "late"
    return f"was due {date_text(now.due)} and is {days_text(now.days_late or 0)} late; {_owner(change, plan)}"


def _stale(change: Change, plan: Plan) -> str:
    age = change.now.days_since_update if change.now is not None else None
    return f"no update for {days_text(age or 0)}; {_owner(change, plan)}"


_ORDERS = frozenset(f"{tail} (order)" for tail in TAILS)

_SAYINGS: Mapping[Heading, Callable[[Change, Plan], str]] = {
    "finished": _finished,
    "verified": lambda change, plan: f"verified{_says(change, plan)}",
    "new": _new,
    "removed": _removed,
    "cancelled": _moved_state,
    "re-dated": _redated,
    "milestone-done": _milestone_done,
    "milestone-moved": _redated,
    "changed": _changed,
    "measured": lambda change, _: _measured(change),
    "rating-moved": _rating,
    "suspended": _moved_state,
    "resumed": _moved_state,
    "reopened": _moved_state,
    "risk-moved": _score_moved,
    "risk-state": _risk_state,
    "review-published": lambda change, _: f"published {date_text(change.after)}",
    "ask-answered": _answered,
    "corrected": _corrected,
    "redacted": _redacted,
    "other": _update,
    "recorded-late": _update,
    "newly-late": _late,
    "milestone-late": _milestone_late,
    "gone-stale": _stale,
}
