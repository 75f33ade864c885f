"""What changed about one record, as a sentence for minutes."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from attrs import has

from actionplan.model.dates import PlanDate
from actionplan.model.entries import Entry
from actionplan.model.ids import Id
from actionplan.model.kinds import PARTS, TAILS, WHEN, tail_of
from actionplan.model.measures import Baseline, Reading, Target
from actionplan.model.records import Plan, Rating
from actionplan.report.measure_words import TRAVEL_WORDS, by_text, figure, set_text, sources_text
from actionplan.report.status_lists import moved_text
from actionplan.report.words import (
    FIELD_WORDS,
    RISK_STATE_WORDS,
    STATE_WORDS,
    at_text,
    date_text,
    day_text,
    days_text,
    one_line,
)
from actionplan.storage.writer import to_table
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.records import Change, Heading
from actionplan.summary.diff import entry_edits
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.measures.measure import travel
from actionplan.summary.measures.readings import same_time
from actionplan.summary.measures.targets import short_of
from actionplan.summary.milestones import MilestoneSummary
from actionplan.summary.risks import level_of
from actionplan.summary.timeline import part_named


def sentence(change: Change, plan: Plan | None, *, several: bool) -> str:
    """Give a change as a sentence.

    Args:
        change: the change.
        plan: its plan in the later view, for names; None where it is not there any more.
        several: whether several plans are told of, so that each is named.
    """
    name = f"{change.plan}/{change.record}" if several and change.kind != "plan" else change.record
    what = _SAYINGS[change.heading](change, plan)
    part = _milestone(change)
    about = f"milestone {part.id}, {one_line(part.title)}: " if part is not None else ""
    return f"{name} {one_line(change.title)}: {about}{what.rstrip('.')}."


def _milestone(change: Change) -> MilestoneSummary | None:
    """Give the milestone that a change is about, or the one that its entry names, as it stands in the later view."""
    named = change.milestone or getattr(change.entry, "milestone", None)
    parts = change.now.milestones if change.now is not None else ()
    return next((part for part in parts if part.id == named), None)


def _when(change: Change) -> str:
    return f" {at_text(change.entry.on)}" if change.entry is not None and change.entry.on is not None else ""


def _says(change: Change, plan: Plan | None, *, note: bool = True) -> str:
    """Give when it was so, who said it, and what there was to say."""
    return _when(change) + _said(change, plan, note=note)


def _said(change: Change, plan: Plan | None, *, note: bool = True) -> str:
    entry = change.entry
    if entry is None:
        return ""
    parts = [f", says {_body(plan, entry.by)}"] if entry.by else []
    parts += [f" (written down {day_text(entry.recorded)})"] if entry.recorded else []
    text = one_line(entry.note).rstrip(".") if note and entry.note else ""
    return "".join(parts) + (f': "{text}"' if text else "")


def _why(change: Change, plan: Plan | None) -> str:
    entry = change.entry
    if entry is None:
        return ""
    why = f"; why: {one_line(entry.reason).rstrip('.')}" if entry.reason else "; no reason is given"
    agreed = [
        f"{_body(plan, approval.by)} on {date_text(approval.on)}"
        + (f" ({one_line(approval.ref)})" if approval.ref else "")
        for approval in entry.approvals
    ]
    return why + (f"; agreed by {', '.join(agreed)}" if agreed else "")


def _body(plan: Plan | None, name: str) -> str:
    if plan is None:
        return name
    return next((one_line(body.name) for known, body in plan.bodies.items() if known == name), name)


def _owner(change: Change, plan: Plan | None) -> str:
    owner = change.now.owner if change.now is not None else None
    return _body(plan, owner) if owner else "no owner"


def _day(change: Change) -> date | None:
    """Give the last day that the entry of a change can be of; None without an entry or a day."""
    return change.entry.on.last if change.entry is not None and change.entry.on is not None else None


def _finished(change: Change, plan: Plan | None) -> str:
    return f"finished{_when(change)}{_on_time(change.now)}{_said(change, plan)}"


def _on_time(now: ActionSummary | MilestoneSummary | None) -> str:
    late = now.days_late_original if now is not None else None
    return "" if late is None else f", {days_text(late)} after the date first agreed" if late else ", on time"


def _milestone_done(change: Change, plan: Plan | None) -> str:
    return f"done{_when(change)}{_on_time(_milestone(change))}{_said(change, plan)}"


def _milestone_late(change: Change, plan: Plan | None) -> str:
    part, now = _milestone(change), change.now
    if part is None or now is None:
        return "late"
    return f"was due {date_text(part.due)} and is {days_text(part.days_overdue)} late; {_owner(change, plan)}"


def _new(change: Change, plan: Plan | None) -> str:
    if change.now is None:
        return f"a new {change.kind}"  # a plan, too, can be new between two commits
    return f"joined the plan; {_owner(change, plan)}, due {date_text(change.now.due, none='without a date')}"


def _redated(change: Change, plan: Plan | None) -> str:
    before, after = change.before, change.after
    moved = f"moved{_when(change)} from {date_text(before, none='no date')} to {date_text(after)}"
    if before is not None and before.last is not None and after.last is not None:
        days = (after.last - before.last).days
        moved += f", {days_text(abs(days))} {'later' if days >= 0 else 'earlier'}"
    now = change.now if change.milestone is None else None
    total = f"; {moved_text(now, past=False)}" if now is not None and now.times_redated > 1 else ""
    return moved + _said(change, plan, note=False) + _why(change, plan) + total


def _removed(change: Change, plan: Plan | None) -> str:
    if change.entry is not None:
        return f"the {_named(change.entry)} is gone: {_entry(change.entry, plan)}"
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


def _changed(change: Change, plan: Plan | None) -> str:
    if change.field == "target":
        return _target(change)
    if change.field == "entry":
        edits = [
            f"{edit.field} {_from_to(edit.before, edit.after, plan)}"
            for edit in entry_edits(change.before, change.after)
        ]
        return f"the {_named(change.before)} was altered in the file: {'; '.join(edits)}"
    if change.field in _ORDERS:
        return "entries of one day were put into another order in the file"
    if change.entry is None:
        return f"{change.field} was edited in the file: {_from_to(change.before, change.after, plan)}"
    said = _says(change, plan, note=False) + _why(change, plan)
    field = FIELD_WORDS.get(change.field or "", change.field)
    return f"{field} {_from_to(change.before, change.after, plan)}{said}"


def _rating(change: Change, plan: Plan | None) -> str:
    ratings = _ratings(change, plan)
    order = list(ratings)
    way = ""
    if change.before in order and change.after in order:
        way = " better," if order.index(change.after) < order.index(change.before) else " worse,"
    before, after = _label(_ratings_before(change, plan) or ratings, change.before), _label(ratings, change.after)
    return f"rated{way} from {before} to {after}{_says(change, plan)}"


def _ratings(change: Change, plan: Plan | None) -> Mapping[Id, Rating]:
    """Give what ratings meant on the day of the change."""
    return ratings_as_at(plan, _day(change) or date.max) if plan is not None else {}


def _ratings_before(change: Change, plan: Plan | None) -> Mapping[Id, Rating]:
    """Give what ratings meant when the one before the change was declared."""
    day = _day(change)
    if plan is None or day is None:
        return {}
    rated = [
        entry.on.last
        for action in plan.actions
        if action.id == change.record
        for entry in action.status
        if entry.rating == change.before and entry.on.last is not None and entry.on.last < day
    ]
    return ratings_as_at(plan, max(rated)) if rated else {}


def _label(ratings: Mapping[Id, Rating], rating: Id | None) -> str:
    if rating is None:
        return "none"
    return one_line(ratings[rating].label) if rating in ratings else rating


def _moved_state(change: Change, plan: Plan | None) -> str:
    before, after = STATE_WORDS[change.before], STATE_WORDS[change.after]
    return f"was {before}, now {after}{_says(change, plan)}{_why(change, plan) if change.entry else ''}"


def _corrected(change: Change, plan: Plan | None) -> str:
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


def _redacted(change: Change, plan: Plan | None) -> str:
    entry = change.entry
    if not isinstance(entry, Entry) or entry.redacted is None:
        return "redacted"
    stub = entry.redacted
    what = f"an entry{_says(change, plan)}" if entry.id is None else f"the entry {entry.id}{_says(change, plan)}"
    authority, reason = one_line(stub.authority).rstrip("."), one_line(stub.reason).rstrip(".")
    return f"{what}, was redacted on {day_text(stub.on)}; authority: {authority}; why: {reason}"


def _update(change: Change, plan: Plan | None) -> str:
    entry = change.entry
    state, progress = getattr(entry, "state", None), getattr(entry, "progress", None)
    rating, part = getattr(entry, "rating", None), part_named(entry) if isinstance(entry, Entry) else None
    facts = [f"{_part_kind(entry)} {part}"] if part is not None else []
    facts += [STATE_WORDS.get(state, RISK_STATE_WORDS.get(state, state))] if state else []
    facts += [f"{progress}% done"] if progress is not None else []
    facts += [f"rated {_label(_ratings(change, plan), rating)}"] if rating is not None else []
    why = _why(change, plan) if entry is not None and entry.reason else ""
    return (", ".join(facts) or "an update") + _says(change, plan) + why


def _part_kind(entry: Entry | Target | None) -> str:
    return next((key for key in PARTS if getattr(entry, key, None) is not None), "")


def _score_moved(change: Change, plan: Plan | None) -> str:
    before, after = change.before, change.after
    way = ""
    if before is not None and after is not None:
        way = " worse," if after > before else " better,"
    why = _says(change, plan, note=False) + _why(change, plan) if change.entry is not None else ""
    return f"residual score{way} from {_score(plan, before)} to {_score(plan, after)}{why}"


def _score(plan: Plan | None, score: int | None) -> str:
    if score is None:
        return "none"
    level = level_of(plan.risk_scale, score) if plan is not None else None
    return f"{score} ({one_line(level.label)})" if level is not None else str(score)


def _risk_state(change: Change, plan: Plan | None) -> str:
    was, now = RISK_STATE_WORDS[change.before], RISK_STATE_WORDS[change.after]
    why = f"; why: {one_line(change.entry.reason).rstrip('.')}" if change.entry and change.entry.reason else ""
    return f"{was} before, {now}{_says(change, plan)}{why}"


def _published(change: Change, _plan: Plan | None) -> str:
    return f"published {date_text(change.after)}"


def _answered(change: Change, plan: Plan | None) -> str:
    reviews = plan.reviews if plan is not None else ()
    asks = [ask for review in reviews if review.id == change.record for ask in review.asks if ask.id == change.field]
    text = f' "{one_line(asks[0].text).rstrip(".")}"' if asks else ""
    return f"ask {change.field}{text} is answered{_says(change, plan)}"


def _late(change: Change, plan: Plan | None) -> str:
    now = change.now
    if now is None:
        return "late"
    return f"was due {date_text(now.due)} and is {days_text(now.days_late or 0)} late; {_owner(change, plan)}"


def _stale(change: Change, plan: Plan | None) -> str:
    age = change.now.days_since_update if change.now is not None else None
    return f"no update for {days_text(age or 0)}; {_owner(change, plan)}"


_SAYINGS: Mapping[Heading, Any] = {
    "finished": _finished,
    "verified": lambda change, plan: f"verified{_says(change, plan)}",
    "new": _new,
    "removed": _removed,
    "cancelled": _moved_state,
    "re-dated": _redated,
    "milestone-done": _milestone_done,
    "milestone-moved": _redated,
    "changed": _changed,
    "measured": lambda change, _plan: _measured(change),
    "rating-moved": _rating,
    "suspended": _moved_state,
    "resumed": _moved_state,
    "reopened": _moved_state,
    "risk-moved": _score_moved,
    "risk-state": _risk_state,
    "review-published": _published,
    "ask-answered": _answered,
    "corrected": _corrected,
    "redacted": _redacted,
    "other": _update,
    "recorded-late": _update,
    "newly-late": _late,
    "milestone-late": _milestone_late,
    "gone-stale": _stale,
}


def _from_to(before: Any, after: Any, plan: Plan | None) -> str:
    return f"was {_value(before, plan)}, now {_value(after, plan)}"


_ORDERS = frozenset(f"{tail} (order)" for tail in TAILS)


def _named(entry: Entry | Target) -> str:
    """Give what an entry is called: by its day, a reading by its period, a target by the day it is for."""
    tail = tail_of(entry)
    word = {"readings": "reading for", "targets": "target for"}.get(tail, "entry of")
    return f"{word} {date_text(getattr(entry, WHEN[tail]))}"


def _entry(entry: Entry | Target, plan: Plan | None) -> str:
    """Give all that an entry says but its day."""
    said = {key: value for key, value in to_table(entry).items() if key not in ("on", "by", "id")}
    by = [_body(plan, entry.by)] if entry.by else []
    return "; ".join([*by, *(f"{key} {_value(value, plan)}" for key, value in said.items())]) or "it said nothing"


def _value(value: Any, plan: Plan | None) -> str:
    """Give a value: dates as people read them, bodies by their names, and what people wrote in quotes."""
    if isinstance(value, PlanDate) or value is None:
        return date_text(value, none="none")
    if isinstance(value, date):
        return day_text(value)
    if has(type(value)):
        value = to_table(value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_value(inner, plan)}" for key, inner in value.items()) or "none"
    if isinstance(value, tuple | list):
        return ", ".join(_value(inner, plan) for inner in value) or "none"
    if not isinstance(value, str):
        return str(value).lower()
    name = _body(plan, value)
    return name if name != value else f'"{one_line(value)}"'
