"""The page of a meeting, for whoever prepares it: what changed, what is asked, and what to say in the minutes."""

from collections.abc import Iterator

from attrs import evolve
from flask import abort

from actionplan.model.ids import Id
from actionplan.report.document import Block, Heading, Item, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.registry import document, trail
from actionplan.report.papers import asks, opening, owners
from actionplan.web.asked import Asked, Gathered
from actionplan.web.linked import linked, links_of
from actionplan.web.page import Page
from actionplan.web.writing.registry import forms_for


def meeting(asked: Asked, gathered: Gathered, name: str) -> Page:
    """Return the page of a meeting.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        name: its body and its day, as addresses have them.
    """
    material = gathered.material(asked)
    if name not in material.meetings:
        abort(404)
    page = PageLink("meeting", Id(name))
    blocks = [*document(material, page), *_prepared(material, name)]
    tasks = [(each.title, f"{asked.path}/{each.name}") for each in forms_for(material, "meeting", Id(name))]
    return Page(document=blocks, kind="meetings", trail=trail(material, page), tasks=tasks, record="meeting")


def _prepared(material: PageMaterial, name: str) -> Iterator[Block]:
    """Yield what is needed before a meeting that is to come: what it is asked, and the papers for it."""
    now = material.meetings[name]
    if now.on.last is None or now.on.last < material.paper.as_at:
        return
    paper = evolve(material.paper, selection=evolve(material.paper.selection, to=now.body))
    yield Heading("What it is asked to decide", 2)
    yield from linked(asks.asks(paper), links_of(paper.plan))
    yield Heading("Requests for another date", 2)
    yield from owners.requests(paper)
    yield Heading("Due next", 2)
    yield from owners.due_next(paper)
    yield Heading("For the minutes", 2)
    yield Paragraph(opening.headline_text(paper))
    yield Heading("Papers for it", 2)
    papers = (("highlight", "Highlight report, one page"), ("board", "The full pack"), ("paper", "Committee paper"))
    yield Items(tuple(Item(Span(words, link=PageLink("paper", kind))) for kind, words in papers))
