"""The page of an area, and the areas of a plan as a list."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import printed_id
from actionplan.report.document import Block, Columns, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined
from actionplan.report.pages import links
from actionplan.report.pages.history import record_history
from actionplan.report.pages.material import PageMaterial, serving
from actionplan.report.pages.measures import measure_figures
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers.appendix import action_table
from actionplan.report.papers.areas import overdue, why
from actionplan.report.papers.wording import rated
from actionplan.report.standing_words import stood_down_note
from actionplan.summary.history import record_story
from actionplan.summary.status import AreaSummary


def area_list(material: PageMaterial) -> Items:
    """Return the areas of a plan, each with how far its actions have come, and its last rating."""
    return Items(tuple(_item(material, area) for area in material.areas.values()), look="records")


def _item(material: PageMaterial, area: AreaSummary) -> Item:
    rating = joined(rated(material.paper, area.id).lines, " ")
    return Item(
        links.numbered(area, "area", whole=True),
        under=(progress(area), joined((rating, why(material.paper, area)), " ")),
    )


def progress(area: AreaSummary) -> Inline:
    """Return how many of an area's actions are finished and overdue."""
    return joined((f"{area.tally.finished} of {area.tally.actions} finished", joined(("overdue:", overdue(area)), " ")))


def area(material: PageMaterial, name: Id) -> Document:
    """Return the page of an area."""
    now, paper = material.areas[name], material.paper
    record = paper.plan.area(name)
    yield TitleBlock(now.title, f"Area {printed_id(now)}")
    yield Headline(links.said(progress(now), "."))
    if now.plain:
        yield Paragraph(now.plain)
    yield from stood_down_note(paper.plan.bodies, now.stood_down)
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this area")
    yield from record_history(material, record_story(paper.plan, record, paper.as_at))


def _main(material: PageMaterial, now: AreaSummary) -> Iterator[Block]:
    record = material.paper.plan.area(now.id)
    if record.findings:
        yield Heading("What inspectors found", 2)
        yield Items(tuple(Item(each.text, printed_id(each)) for each in record.findings))
    yield Heading("What is being done", 2)
    if acting := serving(material, now.id):
        yield action_table(material.paper, "Actions of this area", acting)
    else:
        yield Paragraph("No action is on record for it.")
    named = [each for each in material.measures.values() if now.id in each.areas]
    if named:
        yield Heading("Whether it helps", 2)
        yield measure_figures(named)


def _side(material: PageMaterial, now: AreaSummary) -> Iterator[Block]:
    yield Heading("Who answers for it", 2)
    yield Paragraph(joined((links.body(material, now.owner, "No owner is named"), now.senior_responsible or "")))
    yield Heading("How it is rated", 2)
    for line in rated(material.paper, now.id, before=True).lines:
        yield Paragraph(line)
    yield Paragraph(why(material.paper, now))
    risks = [each for each in material.risks.values() if now.id in each.areas]
    if risks:
        yield Heading("What threatens it", 2)
        yield Items(tuple(Item(links.numbered(each, "risk")) for each in risks))
