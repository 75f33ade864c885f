"""Each change of a record as a sentence for minutes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from attrs import evolve

from actionplan.model.dates import PlanDate, is_exact, is_month
from actionplan.model.entries import Entry
from actionplan.model.figures import figure
from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, PARTS, TAILS, entries_of
from actionplan.model.measures import Benchmark, Reading
from actionplan.model.policy import Rating
from actionplan.model.records import Plan, Record
from actionplan.model.text import (
    at_text,
    body_name,
    date_from_to,
    date_text,
    day_text,
    days_text,
    field_words,
    number_of,
    span_text,
)
from actionplan.report.action_words import (
    due_stated_text,
    due_text,
    moved_text,
    on_time_text,
    replaced_text,
    replaces_text,
)
from actionplan.report.change_words import entry_name, entry_text, rating_label, score_text
from actionplan.report.history import coming_text
from actionplan.report.request_words import decided_sentence, requested_sentence
from actionplan.report.reviews import replaced_texts
from actionplan.report.since_measures import measured_text, target_change_text
from actionplan.report.since_parts import part_named, part_sentence
from actionplan.report.values import Names, from_to, names_of, value_text
from actionplan.report.words import AREA_STATE_WORDS, RISK_STATE_WORDS, STATE_WORDS, in_sentence, why_text
from actionplan.summary.actions import ActionSummary
from actionplan.summary.changes.records import Change, Heading
from actionplan.summary.diff import entry_edits
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.lateness import UNKNOWN
from actionplan.summary.milestones import MilestoneSummary


def sentences(changes: Iterable[Change], plan: Plan) -> Iterator[str]:
    """Yield each change of a plan as a sentence; the note of an entry appears under its first heading only.

    Args:
        changes: the changes, in the order of their headings.
        plan: the plan in the later view, for names; in the earlier one if the plan was removed.
    """
    seen: set[int] = set()
    for _, under in groupby(changes, lambda change: change.heading):
        group = list(under)
        yield from (_sentence(change, plan, is_repeated=id(change.entry) in seen) for change in group)
        seen |= {id(change.entry) for change in group}


def _sentence(change: Change, plan: Plan, *, is_repeated: bool) -> str:
    if change.entry is not None and is_repeated:
        change = evolve(change, entry=evolve(change.entry, note=None))
    text = _SENTENCES[change.heading][1](change, plan)
    part = _milestone(change)
    about = f'milestone "{part.title}": ' if part is not None else ""
    return f"{subject(change, plan)}: {about}{text.rstrip('.')}."


def subject(change: Change, plan: Plan) -> str:
    """Return what a sentence calls the record that it is about: its number, if it has one, and its title."""
    named = change.now or next(iter(_records(change, plan)), SimpleNamespace(id=change.record))
    return f"{number_of(named)} {change.title}".strip()


def _records(change: Change, plan: Plan) -> Iterable[Record]:
    """Return the record that a change is about; none if the plan has it no more, or the change is about the plan."""
    records: Iterable[Record] = getattr(plan, FOLDERS[change.kind]) if change.kind in FOLDERS else ()
    return [each for each in records if each.id == change.record]


def _names(plan: Plan) -> Names:
    return names_of(plan, date.max)


def _milestone(change: Change) -> MilestoneSummary | None:
    """Return the milestone that a change is about, or that its entry names, in the later view."""
    named = change.milestone or getattr(change.entry, "milestone", None)
    parts = change.now.milestones if change.now is not None else ()
    return next((part for part in parts if part.id == named), None)


def _when(change: Change) -> str:
    return f" {at_text(change.entry.on)}" if change.entry is not None and change.entry.on is not None else ""


def _author(change: Change, plan: Plan, *, note: bool = True) -> str:
    """Return the author of an entry, the day on which it was recorded, and its note."""
    entry = change.entry
    if entry is None:
        return ""
    parts = [f", reported by {body_name(plan.bodies, entry.by)}"] if entry.by else []
    parts += [f" (recorded {day_text(entry.recorded)})"] if entry.recorded else []
    parts += [f': "{in_sentence(entry.note)}"'] if note and entry.note else []
    return "".join(parts)


def _report(change: Change, plan: Plan, *, note: bool = True) -> str:
    """Return the day of an entry, then what `_author` returns."""
    return _when(change) + _author(change, plan, note=note)


def _why(change: Change, plan: Plan) -> str:
    return why_text(change.entry, plan.bodies) if change.entry is not None else ""


def _owner(change: Change, plan: Plan) -> str:
    return body_name(plan.bodies, change.now.owner if change.now is not None else None, "no owner")


def _done(word: str, thing: ActionSummary | MilestoneSummary | None, change: Change, plan: Plan) -> str:
    on_time = on_time_text(thing) if thing is not None else ""
    others = due_stated_text(thing) if isinstance(thing, ActionSummary) else ""
    return f"{word}{_when(change)}{on_time}{f'; {others}' if others else ''}{_author(change, plan)}"


def _overdue(change: Change, plan: Plan) -> str:
    action, part = change.now, _milestone(change)
    if action is None:
        return "overdue"
    due, days = (part.due, part.days_overdue) if part is not None else (action.due, action.days_late or 0)
    suspended = "suspended; " if action.state == "suspended" else ""
    when = date_text(due)
    if due is not None and due.last is not None and not is_exact(due):
        when = f"in {when}" if is_month(due) else f"in {when}, which ended on {day_text(due.last)},"
    return f"was due {when} and is overdue by {days_text(days)}; {suspended}{_owner(change, plan)}"


def _new(change: Change, plan: Plan) -> str:
    if change.now is None:
        return f"new {change.kind}"  # also a plan, between two commits
    origin = f" ({replaces_text(change.now)})" if change.now.replaces else ""
    return f"joined the plan{origin}; {_owner(change, plan)}, {due_text(change.now)}"


def _removed(change: Change, plan: Plan) -> str:
    if change.entry is not None:
        return f"the {entry_name(change.entry)} was removed: {entry_text(change.entry, _names(plan))}"
    return "no longer there" if change.kind == "plan" else "no longer in the plan"


def _from_date(when: PlanDate | None) -> str:
    return "an unknown date" if when is not None and when.text == UNKNOWN else date_from_to(when, none="no date")


def _redated(change: Change, plan: Plan) -> str:
    before, after, now = change.before, change.after, change.now
    moved = f"moved{_when(change)} from {_from_date(before)} to {date_from_to(after)}"
    if before is not None and before.last is not None and after.last is not None:
        days = (after.last - before.last).days
        span = span_text(abs(days), before, after)
        moved += f", {span} {'later' if days >= 0 else 'earlier'}"
    is_again = now is not None and change.milestone is None and now.times_redated > 1
    total = f"; {moved_text(now, past=False)}" if now is not None and is_again else ""
    approved = "" if change.entry is None or change.entry.approvals else "; no approval is on record"
    return moved + _author(change, plan, note=False) + _why(change, plan) + approved + total


def _changed(change: Change, plan: Plan) -> str:
    if change.field == "target":
        return target_change_text(change, plan)
    if change.field == "entry":
        edits = entry_edits(change.before, change.after)
        texts = (f"{field_words(edit.field)} {from_to(edit.before, edit.after, _names(plan))}" for edit in edits)
        return f"the {entry_name(change.before)} was changed in the file: {'; '.join(texts)}"
    if change.field in _ORDERS:
        return "entries of one day were put into another order in the file"
    field, values = change.field or "", from_to(change.before, change.after, _names(plan))
    if change.entry is None:
        return f"{field} was edited in the file: {values}"
    return f"{field_words(field)} {values}{_report(change, plan, note=False)}{_why(change, plan)}"


_ORDERS = frozenset(f"{history} (order)" for history in TAILS)


def _ratings(change: Change, plan: Plan, *, is_before: bool = False) -> Mapping[Id, Rating]:
    """Return the meaning of ratings on the day of a change, or on the day of the rating before it if that is known."""
    day = change.entry.on.last if change.entry is not None and change.entry.on is not None else None
    if is_before and day is not None:
        entries = (entry for action in plan.actions if action.id == change.record for entry in action.status)
        rated = (entry.on.last for entry in entries if entry.rating == change.before)
        day = max((each for each in rated if each is not None and each < day), default=day)
    return ratings_as_at(plan, day or date.max)


def _rating(change: Change, plan: Plan) -> str:
    ratings = _ratings(change, plan)
    order, way = list(ratings), "changed"
    if change.before in order and change.after in order:
        way = "improved" if order.index(change.after) < order.index(change.before) else "worsened"
    before = rating_label(_ratings(change, plan, is_before=True) or ratings, change.before)
    return f"rating {way} from {before} to {rating_label(ratings, change.after)}{_report(change, plan)}"


_ALL_STATES: dict[Any, str] = {**STATE_WORDS, **RISK_STATE_WORDS, **AREA_STATE_WORDS}


def _state(change: Change, plan: Plan) -> str:
    why = _why(change, plan) if change.entry is not None and (change.kind != "risk" or change.entry.reason) else ""
    now = "has happened" if change.after == "happened" else f"now {_ALL_STATES[change.after]}"
    return f"was {_ALL_STATES[change.before]}, {now}{_report(change, plan)}{why}"


def _replaced(change: Change, plan: Plan) -> str:
    what = replaced_text(change.now) if change.now is not None else "replaced"
    return f"{what}{_report(change, plan)}{_why(change, plan)}"


def _published(change: Change, plan: Plan) -> str:
    replaces = next((each.replaces for each in plan.reviews if each.id == change.record), ())
    texts = replaced_texts(replaces, (), {each.id: each.title for each in plan.reviews})
    return "; ".join([f"published {date_text(change.after)}", *texts])


def _corrected(change: Change, plan: Plan) -> str:
    """Return what an entry said, what its correction says, and why."""
    values, unit = "", change.measure.unit if change.measure else ""
    readings = (change.before, change.after)
    if change.measure is not None and all(isinstance(reading, Reading | Benchmark) for reading in readings):
        was, now = (
            f"{'redacted' if each.value is None else figure(each.value, unit)} for {date_text(each.period)}"
            for each in readings
        )
        values = f", {was}, now {now}," if was != now else ""
    elif change.field is not None:
        name = change.field.rpartition(".")[2]
        was, now = (_value_text(name, value, change, plan) for value in readings)
        values = f": {field_words(change.field)} was {was}, now {now},"
    entries = (entry for record in _records(change, plan) for _, entry in entries_of(record))
    found = (entry for entry in entries if entry.id == getattr(change.entry, "corrects", None))
    corrected = next((f"the {entry_name(entry)}" for entry in found), "an earlier entry")
    report = _report(change, plan, note=change.field != "note")
    return f"{corrected} is corrected{values}{report}{_why(change, plan)}"


def _value_text(name: str, value: Any, change: Change, plan: Plan) -> str:
    """Return a value that an entry stated, in words."""
    match name:
        case "state" if value is not None:
            return STATE_WORDS.get(value, RISK_STATE_WORDS.get(value, str(value)))
        case "rating":
            return rating_label(_ratings(change, plan), value)
        case "progress" if value is not None:
            return f"{value}%"
        case _:
            return value_text(value, _names(plan), quotes=True) or "none"


def _redacted(change: Change, plan: Plan) -> str:
    entry = change.entry
    if not isinstance(entry, Entry) or entry.redacted is None:
        return "redacted"
    marker, name = entry.redacted, f"the {entry_name(entry)}"
    why = f"authority: {in_sentence(marker.authority)}; reason: {in_sentence(marker.reason)}"
    return f"{name}{_author(change, plan)}, was redacted on {day_text(marker.on)}; {why}"


def _update(change: Change, plan: Plan) -> str:
    entry = change.entry
    state, progress, rating = (getattr(entry, name, None) for name in ("state", "progress", "rating"))
    parts = ((key, getattr(entry, key, None)) for key in PARTS if key != "milestone")
    facts = [f"{key}{part_named(change, plan, part)}" for key, part in parts if part is not None]
    facts += [_ALL_STATES.get(state, state)] if state else []
    facts += [f"{progress}% done"] if progress is not None else []
    facts += [f"rated {rating_label(_ratings(change, plan), rating)}"] if rating is not None else []
    why = _why(change, plan) if entry is not None and entry.reason else ""
    return (", ".join(facts) or "an update") + _report(change, plan) + why


def _score(change: Change, plan: Plan) -> str:
    before, after = change.before, change.after
    way = "changed" if before is None or after is None else "rose" if after > before else "fell"
    why = _report(change, plan, note=False) + _why(change, plan) if change.entry is not None else ""
    return f"residual score {way} from {score_text(plan, before)} to {score_text(plan, after)}{why}"


def _of_part(change: Change, plan: Plan) -> str:
    return part_sentence(change, plan) + _report(change, plan, note=change.heading != "part-closed")


def _coming(change: Change, plan: Plan) -> str:
    return coming_text(change.field or "", change.after, change.entry, _names(plan))


def _stale(change: Change, plan: Plan) -> str:
    days = change.now.days_since_update if change.now is not None else None
    last = change.now.last_update if change.now is not None else None
    return f"no update for {span_text(days or 0, last)}; {_owner(change, plan)}"


_SENTENCES: Mapping[Heading, tuple[str, Callable[[Change, Plan], str]]] = {
    "finished": ("Finished", lambda change, plan: _done("finished", change.now, change, plan)),
    "verified": ("Verified", lambda change, plan: f"verified{_report(change, plan)}"),
    "new": ("New", _new),
    "removed": ("Removed", _removed),
    "cancelled": ("Cancelled", _state),
    "replaced": ("Split or joined", _replaced),
    "re-dated": ("Due dates moved", _redated),
    "requested": ("Requests made", requested_sentence),
    "request-ended": ("Requests refused or withdrawn", decided_sentence),
    "milestone-done": ("Milestones done", lambda change, plan: _done("done", _milestone(change), change, plan)),
    "milestone-moved": ("Milestone dates moved", _redated),
    "changed": ("Changed", _changed),
    "coming": ("Coming", _coming),
    "measured": ("New readings", measured_text),
    "rating-moved": ("Ratings changed", _rating),
    "suspended": ("Suspended", _state),
    "resumed": ("Resumed", _state),
    "reopened": ("Reopened", _state),
    "risk-moved": ("Risk scores changed", _score),
    "risk-state": ("Risks opened, closed or happened", _state),
    "area-state": ("Areas stood down or reinstated", _state),
    "review-published": ("Reviews published", _published),
    "recommendation-answered": ("Recommendations answered", _of_part),
    "recommendation-done": ("Recommendations carried out", _of_part),
    "part-closed": ("Clauses and recommendations closed", _of_part),
    "rechecked": ("Checked again", _of_part),
    "corrected": ("Corrected", _corrected),
    "redacted": ("Redacted", _redacted),
    "other": ("Other updates", _update),
    "recorded-late": ("Recorded late", _update),
    "newly-late": ("Newly overdue", _overdue),
    "milestone-late": ("Milestones newly overdue", _overdue),
    "gone-stale": ("Now without a recent update", _stale),
}
"""The words of each heading in minutes, and the function that returns the sentence of a change under it."""

HEADING_WORDS: Mapping[Heading, str] = {heading: words for heading, (words, _) in _SENTENCES.items()}
"""The words of each heading in minutes."""
