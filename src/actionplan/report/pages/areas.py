"""The page of an area, and the areas of a plan as a list."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import capitalised, count, printed_id
from actionplan.report.document import Block, Columns, Document, Drawn, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.history import record_history
from actionplan.report.pages.material import PageMaterial, serving
from actionplan.report.pages.measures import measure_figures
from actionplan.report.pages.records import action_list, risk_item
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers.areas import why
from actionplan.report.papers.wording import rated
from actionplan.report.pictures.area_bar import area_bar
from actionplan.report.standing_words import stood_down_note
from actionplan.report.words import known_of_made
from actionplan.summary.history import record_story
from actionplan.summary.status import AreaSummary


def area_list(material: PageMaterial) -> Items:
    """Return the areas of a plan, each with how far its actions have come, and its last rating."""
    return Items(tuple(_item(material, area) for area in material.areas.values()), look="records")


def _item(material: PageMaterial, area: AreaSummary) -> Item:
    drawn = Drawn(area_bar(area.tally), (progress(area),))
    rating = joined((*rated(material.paper, area.id).lines, why(material.paper, area)), " ")
    is_rated = area.id in material.paper.ratings and material.paper.ratings[area.id]
    said = rating if is_rated else Span("Nobody has rated this area.", "quiet")
    return Item(links.numbered(area, "area", whole=True), under=(drawn, said) if area.tally.actions else (said,))


def progress(area: AreaSummary) -> Inline:
    """Return how many of an area's actions are finished, overdue, open without a date, and no longer awaited."""
    tally = area.tally
    if not tally.actions:
        return "No action is on record for it"
    cancelled, down = tally.states.get("cancelled", 0), tally.states.get("stood-down", 0)
    undated = tally.open - tally.has_due_day
    in_time = tally.open - tally.overdue - undated
    return joined(
        (
            f"{tally.finished or 'none'} of {tally.actions} finished",
            Span(f"{tally.overdue} overdue", "late") if tally.overdue else "",
            f"{in_time} not yet due" if in_time else "",
            f"{undated} without a date" if undated else "",
            f"{cancelled} cancelled" if cancelled else "",
            f"{down} in an area that is stood down" if down else "",
        )
    )


def area(material: PageMaterial, name: Id) -> Document:
    """Return the page of an area."""
    now, paper = material.areas[name], material.paper
    yield TitleBlock(now.title, f"Area {printed_id(now)}")
    yield Headline(links.said(progress(now), "."))
    yield from stood_down_note(paper.plan.bodies, now.stood_down)
    yield Columns((tuple(_main(material, now)), tuple(_side(material, now))), side="About this area")


def _main(material: PageMaterial, now: AreaSummary) -> Iterator[Block]:
    paper = material.paper
    record = paper.plan.area(now.id)
    if now.plain:
        yield Paragraph(now.plain)
    if record.findings:
        yield Heading("What inspectors found", 2)
        if known := known_of_made(now.findings, now.findings_made, "finding"):
            yield Paragraph(capitalised(f"{known}."))
        yield Items(tuple(Item(each.text, printed_id(each)) for each in record.findings))
    named = [each for each in material.measures.values() if now.id in each.areas]
    if named:
        yield Heading("Whether it helps", 2)
        yield measure_figures(named)
    yield Heading("What is being done", 2)
    acting = serving(material, now.id)
    if others := sum(each.area != now.id for each in acting):
        serve = "serves another area first, and is" if others == 1 else "serve another area first, and are"
        yield Paragraph(f"{others} of these {count(len(acting), 'action')} {serve} counted there.")
    yield action_list(material, acting) if acting else Paragraph("No action is on record for it.")
    yield from record_history(material, record_story(paper.plan, record, paper.as_at), now.owner)


def _side(material: PageMaterial, now: AreaSummary) -> Iterator[Block]:
    yield Heading("Who answers for it", 2)
    yield Paragraph(joined((links.body(material, now.owner, "No owner is named."), now.senior_responsible or "")))
    yield Heading("How it is rated", 2)
    if material.paper.ratings.get(now.id):
        yield from map(Paragraph, rated(material.paper, now.id, before=True).lines)
        yield Paragraph(why(material.paper, now))
    else:
        yield Paragraph("Nobody has rated this area.")
    risks = [each for each in material.risks.values() if now.id in each.areas and each.state != "closed"]
    if risks:
        yield Heading("What threatens it", 2)
        yield Items(tuple(Item(risk_item(each)) for each in risks))
