"""The areas of a plan: how far each has come, who rated it and when, and why."""

from collections.abc import Iterator

from actionplan.model.text import at_text, date_text, printed_id, short_name
from actionplan.report.document import Block, Cell, Column, Table
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.papers.material import Material
from actionplan.report.papers.wording import quoted, rated
from actionplan.summary.status import AreaSummary


def areas(material: Material) -> Iterator[Block]:
    """Yield the table of areas; nothing where a plan has none."""
    found = material.status.areas
    if found:
        columns = tuple(map(Column, ("Area", "Rating", "Finished", "Overdue", "Why")))
        rows = tuple(_row(material, area) for area in found)
        yield Table(columns, rows, "Rating of each area, and why")


def _row(material: Material, area: AreaSummary) -> tuple[Cell, ...]:
    name = (Span(printed_id(area), "ref"), " ", Span(short_name(area), "strong", link=PageLink("area", area.id)))
    finished = f"{area.tally.finished} of {area.tally.actions}"
    return name, rated(material, area.id, before=True), finished, overdue(area), why(material, area)


def overdue(area: AreaSummary) -> Inline:
    """Return how many of the actions of an area are overdue, and of how many with a date; or why none can be."""
    tally = area.tally
    if not tally.open:
        return f"stood down {at_text(area.stood_down.on)}" if area.stood_down is not None else "none open"
    if not tally.has_due_day:
        return "not known: no dates"
    with_date = f" of {tally.has_due_day} with a date" if tally.has_due_day < tally.open else ""
    return Span(f"{tally.overdue}{with_date}", "late") if tally.overdue else f"none{with_date}"


def why(material: Material, area: AreaSummary) -> Inline:
    """Return the note that was given with the rating, with its day; nothing is added to it."""
    given = material.ratings.get(area.id, ())
    if not given:
        return "No rating is on record."
    note = given[0].note
    return quoted(note) if note else f"No reason is on record with the rating of {date_text(given[0].on)}."
