"""What became of a clause or a recommendation, as a sentence for minutes."""

from typing import Any

from actionplan.model.records import Plan
from actionplan.model.text import printed_id
from actionplan.report.part_words import CLOSING_WORDS, RECHECK_WORDS, RESPONSE_WORDS, decisions_text, part_text
from actionplan.report.words import in_sentence
from actionplan.summary.changes.records import Change


def part_sentence(change: Change, plan: Plan) -> str:
    """Return what became of a clause or a recommendation, without the day and the author of the entry.

    Args:
        change: the change, with the id of the part in ``field``.
        plan: the plan in the later view.
    """
    kind = "clause" if change.kind == "resolution" else "recommendation"
    return f"{kind}{part_named(change, plan, change.field)} {_became(change, plan)}"


def part_named(change: Change, plan: Plan, name: str | None) -> str:
    """Return the number and the text of a clause or a recommendation of a changed record, after a blank.

    Args:
        change: the change of the record.
        plan: the plan in the later view.
        name: the id of the part.
    """
    parts: tuple[Any, ...] = (
        *(part for each in plan.resolutions if each.id == change.record for part in each.clauses),
        *(part for each in plan.reviews if each.id == change.record for part in each.recommendations),
    )
    return next((f' {printed_id(part)} "{in_sentence(part_text(part.text))}"' for part in parts if part.id == name), "")


def _became(change: Change, plan: Plan) -> str:
    entry = change.entry
    if change.heading == "recommendation-answered":
        why = f", because: {in_sentence(entry.reason)}" if entry is not None and entry.reason else ""
        return f"{RESPONSE_WORDS[change.after]}{why}"
    if change.heading == "rechecked":
        return f"was checked again and found {RECHECK_WORDS[change.after]}"
    if change.heading == "recommendation-done":
        return "carried out"
    decided = decisions_text(entry.approvals, plan.bodies) if entry is not None and hasattr(entry, "approvals") else ""
    because = (getattr(entry, "reason", None) or getattr(entry, "note", None)) or ""
    text = f"closed as {CLOSING_WORDS[change.after]}" + (f", decided by {decided}" if decided else "")
    return text + (f": {in_sentence(because)}" if because else "")
