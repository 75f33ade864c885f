"""Who answers: each owner's actions, and the requests for another date that nobody has decided."""

from collections.abc import Iterator

from actionplan.model.text import capitalised, days_text, printed_id
from actionplan.report.action_words import late_span
from actionplan.report.document import Block, Cell, Column, Lines, Paragraph, Table
from actionplan.report.handovers import handover_text
from actionplan.report.inline import Span
from actionplan.report.papers.material import Material
from actionplan.report.papers.opening import longest_text
from actionplan.report.papers.wording import body_link, named, with_owner
from actionplan.report.request_words import pending_texts
from actionplan.summary.status import OwnerSummary


def owners(material: Material) -> Iterator[Block]:
    """Yield a row for each owner, those with the longest overdue action first."""
    found = sorted(material.status.owners, key=lambda owner: -owner.tally.longest_overdue)
    if not found:
        yield Paragraph("No action has an owner.")
        return
    columns = tuple(map(Column, ("Owner", "Open actions", "Overdue", "Moved", "Never reported on")))
    yield Table(columns, tuple(_owner(material, each) for each in found), "Actions of each owner", note="")


def _owner(material: Material, owner: OwnerSummary) -> tuple[Cell, ...]:
    tally = owner.tally
    ended = handover_text(material.plan.bodies, owner.handover)
    name = Lines((Span(owner.name, "strong", link=body_link(owner.id)), *([Span(ended, "quiet")] if ended else [])))
    overdue = Span(f"{tally.overdue}{longest_text(tally)}", "late") if tally.overdue else "none"
    return name, f"{tally.open} of {tally.actions}", overdue, str(tally.redated), str(tally.never_updated)


def requests(material: Material) -> Iterator[Block]:
    """Yield the requests for another date or a cancellation that no body has decided."""
    asked = [(each, pending_texts(each, material.plan.bodies)) for each in material.status.actions]
    rows = tuple((named(action), capitalised(text)) for action, texts in asked for text in texts)
    if not rows:
        yield Paragraph("No request for another date waits for a decision.")
        return
    yield Table((Column("Action"), Column("Request")), rows, "Requests without a decision on record", note="")


def due_next(material: Material) -> Iterator[Block]:
    """Yield what falls due next, by day."""
    found = [each for each in material.status.actions if each.due_soon]
    if not found:
        days = days_text(material.status.policy.due_within_days)
        yield Paragraph(f"No action falls due within {days}.")
        return
    found.sort(key=lambda each: (each.due.last if each.due and each.due.last else material.as_at, printed_id(each)))
    rows = tuple((with_owner(material, each), late_span(each)) for each in found)
    yield Table((Column("Action and owner"), Column("Date")), rows, "Due next")
