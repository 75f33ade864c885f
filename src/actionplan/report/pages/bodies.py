"""The list of bodies, and the page of a body: what it owes."""

from collections.abc import Iterator

from actionplan.model.ids import Id
from actionplan.model.text import capitalised, count, day_text
from actionplan.report.document import Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.handovers import handover_text
from actionplan.report.inline import PageLink, Span
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import Headline, TitleBlock
from actionplan.report.papers import owners as paper_owners
from actionplan.report.papers.appendix import action_table
from actionplan.summary.answering import handover_due
from actionplan.summary.named import named_in
from actionplan.summary.owned import owned_record


def bodies(material: PageMaterial, _: str = "") -> Document:
    """Return the page with the bodies that answer for actions, and all others of a plan."""
    paper = material.paper
    yield TitleBlock("Who answers", f"As at {day_text(material.paper.as_at)}")
    yield from paper_owners.owners(paper)
    owners = {owner.id for owner in paper.status.owners}
    others = [name for name in paper.plan.bodies if name not in owners]
    if others:
        yield Heading("Others who take part", 2)
        items = (Item(links.said(links.body(material, name), f": {_kind(material, name)}")) for name in others)
        yield Items(tuple(items))


def _kind(material: PageMaterial, name: Id) -> str:
    kind = material.paper.plan.bodies[name].kind
    return "integrated care board" if kind == "icb" else kind.replace("-", " ")


def body(material: PageMaterial, name: Id) -> Document:
    """Return the page of a body."""
    paper = material.paper
    known = paper.plan.bodies[name]
    yield TitleBlock(known.name, capitalised(_kind(material, name)))
    owned = [each for each in material.actions.values() if each.owner == name and not each.replaced_by]
    opened, late = sum(each.open for each in owned), sum(each.overdue for each in owned)
    verb = "is" if late == 1 else "are"
    yield Headline(
        f"It answers for {count(len(owned), 'action')}: {opened or 'none'} {'is' if opened == 1 else 'are'} open, "
        f"and {late or 'none'} {verb} overdue."
        if owned
        else "It answers for no action."
    )
    if (handover := handover_due(paper.plan.bodies, name, paper.as_at)) is not None:
        yield Paragraph(f"It {handover_text(paper.plan.bodies, handover)}.")
    if owned:
        yield Heading("What it answers for", 2)
        yield action_table(
            paper, "Its actions", sorted(owned, key=lambda each: -each.days_overdue), "the longest overdue first"
        )
    yield from _others(material, name)


def _others(material: PageMaterial, name: Id) -> Iterator[Block]:
    plan, day = material.paper.plan, material.paper.as_at
    owned = [owned_record(record, now) for record, now in material.owned if now.owner == name]
    partner = [owned_record(record, now) for record, now in material.owned if name in getattr(now, "partners", ())]
    records = [each for each in owned if each.kind != "action"]
    groups = (("Other records that it answers for", records), ("Where it is a partner", partner))
    for title, found in groups:
        if found:
            yield Heading(title, 2)
            yield Items(tuple(Item(links.numbered(each, each.kind)) for each in found))
    if named := named_in(plan, [name], day).get(name):
        yield Heading("What resolutions and reviews ask of it", 2)
        items = (Item((Span(each.title, link=PageLink(each.kind, each.id)), f": {each.text}")) for each in named)
        yield Items(tuple(items))
    held = [each for each in material.meetings.values() if each.body == name]
    if held:
        yield Heading("Its meetings", 2)
        yield Items(tuple(Item(links.meeting(each)) for each in reversed(held)))
