"""What was entered into forms and is not saved yet: the list of it, and how it is dropped."""

from collections.abc import Sequence

from flask import Response, request

from actionplan.model.text import day_text
from actionplan.report.document import Document, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.paper_blocks import TitleBlock
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Page, Unsaved
from actionplan.web.writing.writer import Writer


def unsaved(asked: Asked, writer: Writer) -> Sequence[Unsaved]:
    """Return what was entered into forms of the plan of a page and is not saved yet, the newest first."""
    found = sorted(writer.drafts.of_plan(asked.root), key=lambda each: each.day, reverse=True)
    return [
        Unsaved(
            title=each.title,
            form=each.address,
            address=with_query(each.address, {"draft": "1"}),
            begun=day_text(each.day),
        )
        for each in found
    ]


def drop(asked: Asked, _: Gathered, writer: Writer) -> Page | Response:
    """Drop what was entered into a form, and lead back to the first page.

    Args:
        asked: the request.
        writer: what the view writes with.
    """
    if not writer.knows(request.form):
        return Page(document=list(_late()), is_printed=False, status=403)
    writer.drafts.drop(asked.root, request.form.get("form", ""))
    return Response(status=303, headers={"Location": asked.to(PageLink("home"))})


def _late() -> Document:
    yield TitleBlock("Nothing was dropped")
    yield Paragraph("The page was opened before the program was started again. What you wrote is still kept.")
    yield Paragraph(Span("Back to the first page, to drop it there", link=PageLink("home")))
