"""What councils resolved: the vote, how far each resolution has come, and when it must be reported back."""

from collections.abc import Iterator

from actionplan.model.text import (
    at_text,
    capitalised,
    date_text,
    day_text,
    days_text,
    numbered_name,
    outcome_words,
    some_of,
)
from actionplan.report.document import Block, Cell, Column, Item, Items, Lines, Paragraph, Table
from actionplan.report.inline import PageLink, Span, joined
from actionplan.report.papers.material import Material, name_of
from actionplan.report.part_words import votes_text
from actionplan.report.resolutions import outcome_text, reports_inline, reports_of_whole, vote_text
from actionplan.report.tallies import clauses_stand, clauses_text
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


def voted_for(material: Material) -> Iterator[Block]:
    """Yield the resolutions that were carried, each with the vote, its clauses and the next report in sentences."""
    found = [each for each in material.status.resolutions if each.binding]
    if not found:
        yield Paragraph("No carried resolution is on record.")
        return
    yield Items(tuple(_carried(material, each) for each in found))


def _carried(material: Material, resolution: ResolutionSummary) -> Item:
    bodies = material.plan.bodies
    outcome = f"{capitalised(outcome_words(resolution.outcome))} {at_text(resolution.on)}"
    vote = votes_text(resolution.votes, resolution.stances, bodies)
    stand = clauses_stand(resolution)
    said = (f"{outcome}{f': {vote}' if vote else ''}.", f"{stand}." if stand else "", *_reports(material, resolution))
    return Item(Span(f"{resolution.title}.", "strong", link=link(resolution)), under=(" ".join(filter(None, said)),))


def link(resolution: ResolutionSummary) -> PageLink:
    """Return what leads to the page of a resolution."""
    return PageLink("resolution", resolution.id)


def _reports(material: Material, resolution: ResolutionSummary) -> Iterator[str]:
    """Yield when progress was last reported and when the next report is due; nothing for what is no longer open."""
    told = reports_of_whole(resolution)
    if not resolution.open:
        return
    if told.last is not None:
        yield f"Progress was last reported {at_text(told.last)}."
    if told.due is None:
        return
    what, due = "A report" if told.last is None else "The next report", day_text(told.due)
    if told.days_overdue:
        yield f"{what} on its progress was due on {due} and is {days_text(told.days_overdue)} late."
    else:
        yield f"{what} on its progress is due on {due}."
    if told.days_overdue and resolution.next_meeting is not None:
        body = name_of(material, resolution.report_to or resolution.body)
        yield f"{body} next meets {at_text(resolution.next_meeting)}."


def _row(material: Material, resolution: ResolutionSummary) -> tuple[Cell, ...]:
    bodies = material.plan.bodies
    about = f"{outcome_words(resolution.outcome)}, {date_text(resolution.on, short=True)}"
    name = Lines((Span(resolution.title, "strong", link=link(resolution)), Span(about, "quiet")))
    vote = vote_text(resolution, bodies) or outcome_text(resolution, bodies)
    stands = clauses_text(resolution) if resolution.binding else "It does not bind the plan."
    carrying = (each for clause in resolution.clauses for each in clause.carried_by if resolution.binding)
    overdue = {each.id: numbered_name(each) for each in carrying if each.overdue}
    late = Span(f"overdue: {some_of(overdue.values())}", "late") if overdue else ""
    became = joined((stands, late), "; ")
    return name, vote or "not published", became, reports_inline(resolution, bodies) or "none asked for"
