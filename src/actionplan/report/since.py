"""What changed, as sentences for minutes: text, Markdown and JSON."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from attrs import evolve, has

from actionplan.model.dates import PlanDate
from actionplan.model.records import Plan
from actionplan.report.since_sentences import sentence
from actionplan.report.status_json import envelope
from actionplan.report.words import (
    as_markdown,
    one_line,
)
from actionplan.report.writers.legacy import Screen, draw, hanging, styled
from actionplan.storage.writer import to_table
from actionplan.summary.changes.records import HEADINGS, Change, Heading

HEADING_WORDS: Mapping[Heading, str] = {
    "finished": "Finished",
    "verified": "Verified",
    "new": "New",
    "removed": "Removed",
    "cancelled": "Cancelled",
    "re-dated": "Re-dated",
    "milestone-done": "Milestones done",
    "milestone-moved": "Milestones moved",
    "changed": "Changed",
    "measured": "Measured",
    "rating-moved": "Rating moved",
    "suspended": "Suspended",
    "resumed": "Resumed",
    "reopened": "Reopened",
    "risk-moved": "Risk scores moved",
    "risk-state": "Risks opened, closed or come true",
    "review-published": "Reviews published",
    "ask-answered": "What reviews asked for, and is answered",
    "corrected": "Corrected",
    "redacted": "Redacted",
    "other": "Other updates",
    "recorded-late": "Recorded late",
    "newly-late": "Newly late",
    "milestone-late": "Milestones newly late",
    "gone-stale": "Gone stale",
}
"""What each heading is called in minutes."""


def since_text(changes: Sequence[Change], plans: Sequence[Plan], title: str, screen: Screen) -> str:
    """Give what changed as text.

    Args:
        changes: the changes.
        plans: the plans of the later view, for names.
        title: what is compared, as a line.
        screen: what the reader's screen can show.
    """
    title_lines = hanging(title, 0, screen).plain
    parts: list[Any] = [styled(title_lines, "bold"), *(hanging(one_line(plan.title), 2, screen) for plan in plans), ""]
    for heading, sentences in _sentences(changes, plans):
        parts.append(styled(f"{heading}: {len(sentences)}", "bold"))
        parts += [hanging(f"  {said}", 4, screen) for said in sentences]
        parts.append("")
    if not changes:
        parts.append(styled("Nothing has changed."))
    return draw(parts, screen)


def since_markdown(changes: Sequence[Change], plans: Sequence[Plan], title: str, made_from: str = "") -> str:
    """Give what changed as Markdown: a heading, and under it a list.

    Args:
        changes: the changes.
        plans: the plans of the later view, for names.
        title: what is compared, as a line.
        made_from: the commits that it was made from, a sentence on each line; empty outside git.
    """
    lines = [f"# {as_markdown(title)}", "", *(f"{as_markdown(one_line(plan.title))}\n" for plan in plans)]
    for heading, sentences in _sentences(changes, plans):
        lines += [f"## {heading}", "", *(f"- {as_markdown(said)}" for said in sentences), ""]
    if not changes:
        lines += ["Nothing has changed.", ""]
    lines.append(as_markdown(made_from))
    return "\n".join(lines).rstrip("\n") + "\n"


def since_json(changes: Iterable[Change], start: str, until: str, as_at: date, *, partial: bool) -> dict[str, Any]:
    """Give what changed as a JSON object."""
    return {
        **envelope("since", as_at, partial=partial),
        "since": start,
        "until": until,
        "changes": [change_json(change) for change in changes],
    }


def change_json(change: Change) -> dict[str, Any]:
    """Give one change."""
    return {
        "heading": change.heading,
        "plan": change.plan,
        "kind": change.kind,
        "id": change.record,
        "title": change.title,
        "milestone": change.milestone,
        "field": change.field,
        "before": _plain(change.before),
        "after": _plain(change.after),
        "entry": _plain(to_table(change.entry)) if change.entry is not None else None,
    }


def _sentences(changes: Sequence[Change], plans: Sequence[Plan]) -> Iterable[tuple[str, list[str]]]:
    """Give each heading under which something stands, with its sentences."""
    by_id = {plan.id: plan for plan in plans}
    several = len(by_id) > 1
    told: set[int] = set()
    for heading in HEADINGS:
        under = [change for change in changes if change.heading == heading]
        if under:
            sentences = [sentence(_once(change, told), by_id.get(change.plan), several=several) for change in under]
            told |= {id(change.entry) for change in under}
            yield HEADING_WORDS[heading], sentences


def _once(change: Change, told: Collection[int]) -> Change:
    """Leave out the note of an entry that stands under an earlier heading too."""
    if change.entry is None or id(change.entry) not in told:
        return change
    return evolve(change, entry=evolve(change.entry, note=None))


def _plain(value: Any) -> Any:
    if isinstance(value, PlanDate):
        return value.text
    if has(type(value)):
        value = to_table(value)
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value.isoformat() if hasattr(value, "isoformat") else value
