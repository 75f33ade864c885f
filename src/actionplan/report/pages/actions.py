"""The list of all actions, and the page of an action."""

from collections.abc import Iterator
from itertools import groupby

from attrs import evolve

from actionplan.model.ids import Id
from actionplan.model.text import ago_text, capitalised, date_text, day_text, number_of
from actionplan.report.action_words import part_of_or_joins, progress_inline, split_or_joined
from actionplan.report.document import Block, Columns, Document, Facts, Heading, Item, Items, Paragraph, Picture
from actionplan.report.inline import Inline, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.filters import action_filters
from actionplan.report.pages.history import StatedEntry, beginning, history
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.records import risk_item
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers import action_sheet
from actionplan.report.papers.appendix import action_table
from actionplan.report.papers.opening import headline_text
from actionplan.report.papers.wording import rated
from actionplan.report.request_words import request_text
from actionplan.report.show import stated_facts
from actionplan.summary.history import ActionStory, HeadChange, action_story


def actions(material: PageMaterial, _: str = "") -> Document:
    """Return the page with all actions of a plan, those that are longest overdue first."""
    found = sorted(material.actions.values(), key=lambda action: -action.days_overdue)
    yield TitleBlock("Actions", f"As at {day_text(material.paper.as_at)}")
    yield Headline(headline_text(material.paper) if found else "No action is on record.")
    if found:
        table = action_table(material.paper, "All actions", found, "the longest overdue first")
        yield evolve(table, filters=action_filters(material, found))


def action(material: PageMaterial, name: Id) -> Document:
    """Return the page of an action."""
    paper = material.paper
    story = action_story(paper.plan, paper.plan.action(name), paper.as_at, paper.standing)
    now = story.now
    yield TitleBlock(now.title, f"Action {number_of(now)}".strip())
    yield Headline(action_sheet.headline(story))
    yield Columns((tuple(_main(material, story)), tuple(_side(material, story))), side="About this action")


def _main(material: PageMaterial, story: ActionStory) -> Iterator[Block]:
    paper = material.paper
    if story.now.plain:
        yield Paragraph(story.now.plain)
    yield Facts(tuple(_facts(material, story)))
    yield from action_sheet.why(paper, story)
    for block in action_sheet.moves(paper, story):
        yield evolve(block, folds=True) if isinstance(block, Picture) else block
    yield from action_sheet.ratings(paper, story)
    yield from action_sheet.steps(story.now)
    yield from history(material, tuple(_entries(material, story)), story.now.owner)


def _entries(material: PageMaterial, story: ActionStory) -> Iterator[StatedEntry]:
    moves = {id(change.entry): change for change in story.changes if change.field == "due"}
    dues = {each.id: each.due for each in story.action.milestones}
    titles = {each.id: each.title for each in story.now.milestones}
    for (entry, early), meanings in zip(story.entries, story.meanings, strict=True):
        move = moves.get(id(entry))
        if entry.milestone is not None and entry.due is not None:
            before, dues[entry.milestone] = dues.get(entry.milestone), entry.due
            move = HeadChange(field="due", before=before, after=entry.due, entry=entry)
        about = entry if move is None else evolve(entry, due=None)
        about = about if about.milestone is None else evolve(about, milestone=None)
        facts = stated_facts(about, story.now, meanings, material.names)
        if entry.replaced_by:
            parts = links.records(material, "action", entry.replaced_by)
            facts.append(joined((split_or_joined(entry.replaced_by), parts), " "))
        if move is not None:
            facts.insert(0, Span(action_sheet.move_text(move), "strong"))
        if entry.milestone is not None:
            facts.insert(0, Span(f"Milestone “{titles.get(entry.milestone, entry.milestone)}”", "strong"))
        yield StatedEntry(entry=entry, facts=facts, is_early=early, is_move=move is not None)


def _facts(material: PageMaterial, story: ActionStory) -> Iterator[tuple[str, Inline]]:
    now, paper = story.now, material.paper
    yield "State", beginning(progress_inline(now))
    yield "Rating", joined(rated(paper, now.id).lines, " ")
    if now.last_update is not None and now.days_since_update is not None:
        when = f"{date_text(now.last_update)}, {ago_text(now.days_since_update, now.last_update)}"
        yield "Last report", when
    else:
        yield "Last report", "never reported on"
    if now.replaced_by:
        yield capitalised(split_or_joined(now.replaced_by)), links.records(material, "action", now.replaced_by)
    if now.replaces:
        yield capitalised(part_of_or_joins(now.replaces)), links.records(material, "action", now.replaces)
    for request in now.requests:
        yield "Request", capitalised(request_text(request, now, paper.plan.bodies))


_AROUND = {
    "Waits for": "What it waits for",
    "Waited for by": "What waits for it",
    "Asked for by": "Who else asked for it",
}
"""The headings of what belongs to an action, by the words of its sheet."""


def _side(material: PageMaterial, story: ActionStory) -> Iterator[Block]:
    now = story.now
    yield Heading("Who answers for it", 2)
    roles = filter(None, (now.senior_responsible, now.lead, *now.joint_leads))
    yield Paragraph(joined((links.body(material, now.owner, "No owner is named"), *roles)))
    if now.partners:
        yield Paragraph(joined(("With", links.bodies(material, now.partners)), " "))
    if now.areas:
        yield Heading("Area", 2)
        yield Items(tuple(Item(links.record(material, "area", each)) for each in now.areas))
    for title, group in groupby(action_sheet.around(material.paper, story), lambda row: row[0]):
        yield Heading(_AROUND.get(title, title), 2)
        yield Items(tuple(Item(text) for _, text in group))
    risks = [each for each in material.risks.values() if now.id in {action.id for action in each.actions}]
    if risks:
        yield Heading("Risks that it lessens", 2)
        yield Items(tuple(Item(risk_item(each)) for each in risks))
    measures = [each for each in material.measures.values() if now.id in each.actions]
    if measures:
        yield Heading("What it should improve", 2)
        yield Items(tuple(Item(links.numbered(each, "measure")) for each in measures))
    if sources := story.action.source:
        yield Heading("Sources", 2)
        yield Items(tuple(Item((links.web(source),)) for source in sources))
