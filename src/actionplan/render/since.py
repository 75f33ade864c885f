"""What changed, as sentences for minutes: text, Markdown and JSON."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from actionplan.model.dates import PlanDate
from actionplan.model.ids import Id
from actionplan.model.records import Plan, Rating
from actionplan.render.screen import Screen, draw, hanging, styled
from actionplan.render.status_json import envelope
from actionplan.render.words import STATE_WORDS, date_text, day_text, days_text, markdown, one_line
from actionplan.store.write import to_table
from actionplan.summary.meanings import ratings_as_at
from actionplan.summary.since import HEADINGS, Change, Heading

HEADING_WORDS: Mapping[Heading, str] = {
    "finished": "Finished",
    "verified": "Verified",
    "new": "New",
    "removed": "Removed",
    "cancelled": "Cancelled",
    "re-dated": "Re-dated",
    "changed": "Owner or wording changed",
    "rating-moved": "Rating moved",
    "suspended": "Suspended",
    "resumed": "Resumed",
    "reopened": "Reopened",
    "corrected": "Corrected",
    "other": "Other updates",
    "recorded-late": "Recorded late",
    "newly-late": "Newly late",
    "gone-stale": "Gone stale",
}
"""What each heading is called in minutes."""


def since_text(changes: Sequence[Change], plans: Iterable[Plan], title: str, screen: Screen) -> str:
    """Give what changed as text.

    Args:
        changes: the changes.
        plans: the plans of the later view, for names.
        title: what is compared, as a line.
        screen: what the reader's screen can show.
    """
    parts: list[Any] = [styled(title, "bold"), ""]
    for heading, sentences in _sentences(changes, plans):
        parts.append(styled(f"{heading}: {len(sentences)}", "bold"))
        parts += [hanging(f"  {sentence}", 4, screen) for sentence in sentences]
        parts.append("")
    if not changes:
        parts.append(styled("Nothing has changed."))
    return draw(parts, screen)


def since_markdown(changes: Sequence[Change], plans: Iterable[Plan], title: str) -> str:
    """Give what changed as Markdown: a heading, and under it a list; see `since_text`."""
    lines = [f"# {title}", ""]
    for heading, sentences in _sentences(changes, plans):
        lines += [f"## {heading}", "", *(f"- {markdown(sentence)}" for sentence in sentences), ""]
    if not changes:
        lines += ["Nothing has changed.", ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def since_json(changes: Iterable[Change], start: str, until: str, as_at: date, *, partial: bool) -> dict[str, Any]:
    """Give what changed as a JSON object."""
    return {
        **envelope("since", as_at, partial=partial),
        "since": start,
        "until": until,
        "changes": [
            {
                "heading": change.heading,
                "plan": change.plan,
                "kind": change.kind,
                "id": change.record,
                "title": change.title,
                "field": change.field,
                "before": _plain(change.before),
                "after": _plain(change.after),
                "entry": _plain(to_table(change.entry)) if change.entry is not None else None,
            }
            for change in changes
        ],
    }


def _sentences(changes: Sequence[Change], plans: Iterable[Plan]) -> Iterable[tuple[str, list[str]]]:
    """Give each heading under which something stands, with its sentences."""
    by_id = {plan.id: plan for plan in plans}
    several = len(by_id) > 1
    for heading in HEADINGS:
        under = [change for change in changes if change.heading == heading]
        if under:
            yield (
                HEADING_WORDS[heading],
                [_sentence(change, by_id.get(change.plan), several=several) for change in under],
            )


def _sentence(change: Change, plan: Plan | None, *, several: bool) -> str:
    name = f"{change.plan}/{change.record}" if several else change.record
    what = _SAYINGS[change.heading](change, plan)
    return f"{name} {one_line(change.title)}: {what}."


def _says(change: Change, plan: Plan | None, *, note: bool = True) -> str:
    """Give who said it, when, and what there was to say."""
    entry = change.entry
    if entry is None:
        return ""
    parts = [f" on {date_text(entry.on)}"]
    parts += [f", says {_body(plan, entry.by)}"] if entry.by else []
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


def _finished(change: Change, plan: Plan | None) -> str:
    late = change.now.days_late_original if change.now is not None else None
    when = "" if late is None else ", on time" if late == 0 else f", {days_text(late)} after the date first agreed"
    return f"finished{when}{_says(change, plan)}"


def _new(change: Change, plan: Plan | None) -> str:
    if change.now is None:
        return f"a new {change.kind}"
    owner = _body(plan, change.now.owner) if change.now.owner else "no owner"
    return f"joined the plan; {owner}, due {date_text(change.now.due, none='without a date')}"


def _redated(change: Change, plan: Plan | None) -> str:
    before, after = change.before, change.after
    moved = f"due {date_text(before, none='without a date')}, now {date_text(after)}"
    if before is not None and before.last is not None and after.last is not None:
        days = (after.last - before.last).days
        moved += f", {days_text(abs(days))} {'later' if days >= 0 else 'earlier'}"
    return moved + _says(change, plan, note=False) + _why(change, plan)


def _changed(change: Change, plan: Plan | None) -> str:
    said = _says(change, plan, note=False) + _why(change, plan)
    return f"{change.field} was {_value(change.before)}, now {_value(change.after)}{said}"


def _rating(change: Change, plan: Plan | None) -> str:
    day = change.entry.on.last if change.entry is not None else None
    ratings = dict(ratings_as_at(plan, day or date.max)) if plan is not None else {}
    order = list(ratings)
    way = ""
    if change.before in order and change.after in order:
        way = " better," if order.index(change.after) < order.index(change.before) else " worse,"
    before, after = _label(ratings, change.before), _label(ratings, change.after)
    return f"rated{way} from {before} to {after}{_says(change, plan)}"


def _label(ratings: Mapping[Id, Rating], rating: Id | None) -> str:
    if rating is None:
        return "none"
    return one_line(ratings[rating].label) if rating in ratings else rating


def _moved_state(change: Change, plan: Plan | None) -> str:
    before, after = STATE_WORDS[change.before], STATE_WORDS[change.after]
    return f"was {before}, now {after}{_says(change, plan)}{_why(change, plan) if change.entry else ''}"


def _corrected(change: Change, plan: Plan | None) -> str:
    corrects = change.entry.corrects if change.entry is not None else ""
    return f"the entry {corrects} is put right{_says(change, plan)}{_why(change, plan)}"


def _update(change: Change, plan: Plan | None) -> str:
    entry = change.entry
    state, progress = getattr(entry, "state", None), getattr(entry, "progress", None)
    clause = getattr(entry, "clause", None)
    facts = [f"clause {clause}"] if clause else []
    facts += [STATE_WORDS[state]] if state else []
    facts += [f"{progress}% done"] if progress is not None else []
    return (", ".join(facts) or "an update") + _says(change, plan)


def _late(change: Change, plan: Plan | None) -> str:
    now = change.now
    if now is None:
        return "late"
    owner = _body(plan, now.owner) if now.owner else "no owner"
    return f"was due {date_text(now.due)} and is {days_text(now.days_late or 0)} late; {owner}"


def _stale(change: Change, plan: Plan | None) -> str:
    age = change.now.days_since_update if change.now is not None else None
    owner = _body(plan, change.now.owner) if change.now is not None and change.now.owner else "no owner"
    return f"no update for {days_text(age or 0)}; {owner}"


_SAYINGS: Mapping[Heading, Any] = {
    "finished": _finished,
    "verified": lambda change, plan: f"verified{_says(change, plan)}",
    "new": _new,
    "removed": lambda _change, _plan: "no longer in the plan",
    "cancelled": _moved_state,
    "re-dated": _redated,
    "changed": _changed,
    "rating-moved": _rating,
    "suspended": _moved_state,
    "resumed": _moved_state,
    "reopened": _moved_state,
    "corrected": _corrected,
    "other": _update,
    "recorded-late": _update,
    "newly-late": _late,
    "gone-stale": _stale,
}


def _value(value: Any) -> str:
    if isinstance(value, PlanDate) or value is None:
        return date_text(value, none="none")
    return one_line(", ".join(value) if isinstance(value, tuple) else str(value)) or "none"


def _plain(value: Any) -> Any:
    if isinstance(value, PlanDate):
        return value.text
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
