"""The evidence of impact: what inspectors found, what the measures of each area show, and what others have checked."""

from collections.abc import Iterator

from actionplan.model.records import Area
from actionplan.model.text import count, printed_id, short_name
from actionplan.report.document import Block, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span
from actionplan.report.papers.material import Material
from actionplan.report.papers.measures import measure_sentence
from actionplan.summary.measures.measure import MeasureSummary


def impact(material: Material) -> Iterator[Block]:
    """Yield for each area what was found, what its measures show, and how many of its actions were checked."""
    if not material.plan.areas:
        yield Paragraph("No area is on record.")
    for area in material.plan.areas:
        yield Heading(short_name(area), 3, label=printed_id(area))
        yield from _found(area)
        shown = _measures(material, area)
        if shown:
            yield Paragraph(Span("What the plan's measures show:", "strong"))
            yield Items(tuple(Item(measure_sentence(each)) for each in shown))
        else:
            yield Paragraph("No measure of this area is on record, so that its effect cannot be shown.")
        yield Paragraph(_checked(material, area))


def _found(area: Area) -> Iterator[Block]:
    if area.findings:
        yield Paragraph(Span("Inspectors found:", "strong"))
        yield Items(tuple(Item(each.text) for each in area.findings))


def _measures(material: Material, area: Area) -> list[MeasureSummary]:
    """Return the measures that an area names, or one of its actions."""
    actions = {each.id for each in material.status.actions if area.id in each.areas}
    return [each for each in material.measures.measures if area.id in each.areas or actions & set(each.actions)]


def _checked(material: Material, area: Area) -> Inline:
    tally = next(each.tally for each in material.status.areas if each.id == area.id)
    verified = tally.states.get("verified", 0)
    done = f"{tally.finished} of {count(tally.actions, 'action')} finished"
    return (
        f"{done}, {verified or 'none'} of them checked by a body that took no part." if tally.finished else f"{done}."
    )
