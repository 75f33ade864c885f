"""The list of all actions, and the page of an action."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import ago_text, capitalised, date_text, number_of
from actionplan.report.action_words import progress_inline, replaced_text, replaces_text
from actionplan.report.document import Block, Columns, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, joined
from actionplan.report.pages import links
from actionplan.report.pages.history import StatedEntry, history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers import action_sheet
from actionplan.report.papers.appendix import action_table
from actionplan.report.papers.opening import headline_text
from actionplan.report.papers.wording import rated
from actionplan.report.request_words import request_text
from actionplan.report.show import stated_facts
from actionplan.summary.history import ActionStory, action_story


def actions(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all actions of a plan, those that are longest overdue first."""
    found = sorted(material.actions.values(), key=lambda action: -action.days_overdue)
    yield TitleBlock("Actions", material.paper.plan.title)
    yield Headline(headline_text(material.paper) if found else "No action is on record.")
    if found:
        yield action_table(material.paper, "All actions", found, "the longest overdue first")


def action(material: PageMaterial, name: Id) -> Document:
    """Return the page of an action."""
    paper = material.paper
    story = action_story(paper.plan, paper.plan.action(name), paper.as_at)
    now = story.now
    yield TitleBlock(now.title, f"Action {number_of(now)}".strip())
    yield Headline(action_sheet.headline(story))
    if now.plain:
        yield Paragraph(now.plain)
    yield Columns((tuple(_main(material, story)), tuple(_side(material, story))), side="About this action")


def _main(material: PageMaterial, story: ActionStory) -> Iterator[Block]:
    paper = material.paper
    yield Facts(tuple(_facts(material, story)))
    yield from action_sheet.why(paper, story)
    yield from action_sheet.moves(paper, story)
    yield from action_sheet.ratings(paper, story)
    yield from action_sheet.steps(story.now)
    stated: list[StatedEntry] = [
        (entry, early, stated_facts(entry, story.now, meanings, material.names))
        for (entry, early), meanings in zip(story.entries, story.meanings, strict=True)
    ]
    moves = frozenset(id(change.entry) for change in story.changes if change.field == "due")
    yield from history(material, stated, moves=moves)


def _facts(material: PageMaterial, story: ActionStory) -> Iterator[tuple[str, Inline]]:
    now, paper = story.now, material.paper
    yield "State", progress_inline(now)
    rating = rated(paper, now.id).lines
    yield "How it is rated", joined(rating, " ")
    if now.last_update is not None and now.days_since_update is not None:
        when = f"{date_text(now.last_update)}, {ago_text(now.days_since_update, now.last_update)}"
        yield "Last reported on", when
    else:
        yield "Last reported on", "never reported on"
    for text in filter(None, (replaced_text(now), replaces_text(now))):
        yield "In its place" if now.replaced_by else "What it replaces", text
    for request in now.requests:
        yield "Requested", capitalised(request_text(request, now, paper.plan.bodies))


def _side(material: PageMaterial, story: ActionStory) -> Iterator[Block]:
    now = story.now
    yield Heading("Who answers for it", 2)
    roles = (links.body(material, now.owner, "No owner is named"), now.lead or "")
    yield Paragraph(joined(roles))
    if now.partners:
        yield Paragraph(joined(("With", links.bodies(material, now.partners)), " "))
    yield Heading("The area", 2)
    yield Items(tuple(Item(links.record(material, "area", each)) for each in now.areas))
    if rows := action_sheet.around(material.paper, story):
        yield Heading("What belongs to it", 2)
        yield Facts(rows)
    risks = [each for each in material.risks.values() if now.id in {action.id for action in each.actions}]
    if risks:
        yield Heading("Risks that it lessens", 2)
        yield Items(tuple(Item(links.numbered(each, "risk")) for each in risks))
    measures = [each for each in material.measures.values() if now.id in each.actions]
    if measures:
        yield Heading("What it should improve", 2)
        yield Items(tuple(Item(links.numbered(each, "measure")) for each in measures))
