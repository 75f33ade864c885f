"""The page at an address that a record had before, or at which there is nothing any more."""

from actionplan.report.document import Document, Paragraph
from actionplan.report.inline import Span
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial
from actionplan.report.paper_blocks import TitleBlock


def moved(material: PageMaterial, kind: str, old: str, new: str) -> Document:
    """Return the page at the address of a record that has another number now.

    Args:
        material: what the page is made from.
        kind: the kind of the record.
        old: the id that it had.
        new: the id that it has.
    """
    yield TitleBlock(f"{kind.capitalize()} {old} has another number now", material.paper.plan.title)
    yield Paragraph(links.said(f"It is now {kind} ", links.record(material, kind, new), "."))


def unreadable(home: Span, kind: str, name: str) -> Document:
    """Return the page at the address of a record whose file could not be read when the pages were made.

    Args:
        home: what leads to the first page of the plan.
        kind: the kind of record.
        name: its id.
    """
    yield TitleBlock(f"{kind.capitalize()} {name} cannot be shown now")
    yield Paragraph("Its file could not be read when these pages were made. Its history is kept there.")
    yield Paragraph(("Go on to: ", home))


def gone(home: Span, kind: str, name: str) -> Document:
    """Return the page at the address of what is no longer on these pages; it has no word of what was there.

    Args:
        home: what leads to the first page of the plan, or of the site if the plan is not there any more.
        kind: what it was: a kind of record or of page.
        name: its id; empty for a page of which there is one.
    """
    yield TitleBlock(f"{kind.capitalize()} {name} is not on these pages any more".replace("  ", " "))
    yield Paragraph("It may have been taken out of the plan, or it is not published.")
    yield Paragraph(("Go on to: ", home))
