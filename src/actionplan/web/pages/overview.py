"""The first page of a plan: what needs doing before the next meeting."""

from collections.abc import Iterator

from actionplan.model.text import count, date_text, day_text, days_text
from actionplan.report.document import Block, Columns, Document, Facts, Heading, Item, Items, Paragraph
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import TitleBlock
from actionplan.report.papers import asks, opening, owners
from actionplan.summary.status import OwnerSummary
from actionplan.web.asked import Asked, Gathered
from actionplan.web.linked import linked, links_of
from actionplan.web.page import Page
from actionplan.web.pages.reports import report_json
from actionplan.web.pages.tasks import tasks_on


def overview(asked: Asked, gathered: Gathered, *, writes: bool = False) -> Page:
    """Return the first page of a plan; of a view that writes, with what leads to the round."""
    material = gathered.material(asked)
    return Page(
        document=document(material, has_round=writes and not asked.is_dated),
        kind="home",
        tasks=tasks_on(asked, material, "home"),
        json=lambda: report_json(asked, "status"),
        lists_unsaved=True,
    )


def document(material: PageMaterial, *, has_round: bool = False) -> Document:
    """Return the document of the first page."""
    paper = material.paper
    before = f" before the meeting of {date_text(paper.meets)}" if paper.meets is not None else ""
    yield TitleBlock(f"What needs doing{before}", paper.plan.title)
    yield from opening.headline(paper)
    yield Columns((tuple(_main(material, has_round=has_round)), tuple(_side(material))), side="The plan at a glance")


def _main(material: PageMaterial, *, has_round: bool) -> Iterator[Block]:
    paper = material.paper
    yield Heading("What owners have to report", 2)
    found = sorted(paper.status.owners, key=lambda owner: -owner.tally.longest_overdue)
    if found:
        yield Items(tuple(_owner(material, each, has_round=has_round) for each in found), look="records")
    else:
        yield Paragraph("No action has an owner.")
    yield Heading("What the board is asked to decide", 2)
    yield from linked(asks.asks(paper), links_of(paper.plan))
    yield Heading("Coming up", 2)
    yield from owners.due_next(paper)


def _listed(when: str, words: str, number: int, role: str = "") -> Inline:
    """Return a count that leads to the list of what it counts; "none" for none."""
    return Span(words, role, link=PageLink("actions", only=f"when={when}")) if number else "none"


def _owner(material: PageMaterial, owner: OwnerSummary, *, has_round: bool) -> Item:
    tally = owner.tally
    late: Inline = Span(f"{tally.overdue} overdue", "late") if tally.overdue else "none overdue"
    never = f"{tally.never_updated} never reported on" if tally.never_updated else ""
    name = links.body(material, owner.id) if owner.id is not None else owner.name
    counts = joined((f"{tally.open} open of {count(tally.actions, 'action')}", late, never))
    to_round = Span(f"Report for {owner.name}", link=PageLink("round", owner.id or ""))
    return Item(name, under=(counts, to_round) if has_round and owner.id is not None and tally.open else (counts,))


def _side(material: PageMaterial) -> Iterator[Block]:
    paper = material.paper
    tally = paper.status.tally
    yield Heading("The plan at a glance", 2)
    late = f"{tally.overdue}, by up to {days_text(tally.longest_overdue)}"
    yield Facts(
        (
            ("Finished", _listed("done", f"{tally.finished} of {tally.actions}", tally.finished)),
            ("Overdue", _listed("overdue", late, tally.overdue, "late")),
            ("Open, not overdue", _listed("open", str(tally.open - tally.overdue), tally.open - tally.overdue)),
            ("Dates moved", _listed("moved", count(tally.redated, "action"), tally.redated)),
            ("Last report by an owner", date_text(paper.last_report, none="never")),
        )
    )
    yield Heading("Ask", 2)
    yield Items(
        (
            Item(Span("The questions of a good committee", link=PageLink("report", "challenge"))),
            Item(Span("What has changed since a day", link=PageLink("report", "since"))),
            Item(Span("What to correct in the record", link=PageLink("report", "check"))),
        )
    )
    yield Paragraph(Span(f"As at {day_text(paper.as_at)}", "quiet"))
