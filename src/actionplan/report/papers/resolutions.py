"""What councils resolved: the vote, how far each resolution has come, and when it must be reported back."""

from collections.abc import Iterator

from actionplan.model.text import date_text, outcome_words
from actionplan.report.document import Block, Cell, Column, Lines, Paragraph, Span, Table
from actionplan.report.papers.material import Material
from actionplan.report.resolutions import outcome_text, reports_inline, vote_text
from actionplan.report.tallies import clauses_text
from actionplan.summary.resolutions.resolution import ResolutionSummary


def resolutions(material: Material) -> Iterator[Block]:
    """Yield the resolutions: those that bind the plan and are open first."""
    found = material.status.resolutions
    if not found:
        yield Paragraph("No resolution is on record.")
        return
    columns = tuple(map(Column, ("Resolution", "Vote", "Progress", "Report back")))
    ordered = sorted(found, key=lambda each: not (each.binding and any(clause.open for clause in each.clauses)))
    yield Table(columns, tuple(_row(material, each) for each in ordered), "Resolutions, the open ones first", note="")


def _row(material: Material, resolution: ResolutionSummary) -> tuple[Cell, ...]:
    bodies = material.plan.bodies
    about = f"{outcome_words(resolution.outcome)}, {date_text(resolution.on, short=True)}"
    name = Lines((Span(resolution.title, "strong"), Span(about, "quiet")))
    vote = vote_text(resolution, bodies) or outcome_text(resolution, bodies)
    stands = clauses_text(resolution) if resolution.binding else "It does not bind the plan."
    return name, vote or "not published", stands, reports_inline(resolution, bodies) or "none asked for"
