"""The table of areas in ``status``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from actionplan.model.text import printed_id, short_name
from actionplan.report.action_words import rating_inline
from actionplan.report.document import Block, Column, Paragraph, Table
from actionplan.report.words import known_of_made
from actionplan.summary.status import AreaSummary, PlanSummary

if TYPE_CHECKING:
    from actionplan.report.inline import Inline


def areas_table(plan: PlanSummary) -> Iterator[Block]:
    """Yield the areas of a plan: how many of their actions are finished or overdue; nothing if it has none."""
    if not plan.areas:
        return
    rated = any(area.rating for area in plan.areas)
    columns = [Column("Area"), Column("Title", shows_heading=False)]
    columns += [Column(name, is_number=True) for name in ("Finished", "Overdue")] + [Column("Rating")] * rated
    rows: list[tuple[Inline, ...]] = []
    for area in plan.areas:
        counts = (f"{area.tally.finished} of {area.tally.actions}", _overdue_of(area))
        rating = [rating_inline(plan.ratings, area.rating)] if rated else []
        rows.append((printed_id(area), short_name(area), *counts, *rating))
    yield Table(tuple(columns), tuple(rows), "Areas")
    named = "that the inspectors named"
    texts = [known_of_made(plan.areas_known, plan.areas_named, f"area {named}", f"areas {named}")]
    findings = ((printed_id(area), known_of_made(area.findings, area.findings_made, "finding")) for area in plan.areas)
    texts += [f"{identifier}: {text}" for identifier, text in findings if text]
    yield from (Paragraph(f"{text}.") for text in texts if text)


def _overdue_of(area: AreaSummary) -> str:
    tally = area.tally
    if not tally.open:
        return "stood down" if area.stood_down is not None else "none open"
    return f"{tally.overdue} of {tally.has_due_day}" if tally.has_due_day else "no due dates"
