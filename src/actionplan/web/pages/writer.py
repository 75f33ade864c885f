"""For which body the user writes: chosen once, kept by the browser, and shown on every page."""

from typing import Final

from attrs import evolve
from flask import Response, request

from actionplan.input.names import body_or_text
from actionplan.model.ids import Id
from actionplan.report.document import Document, Paragraph
from actionplan.report.inline import PageLink
from actionplan.report.paper_blocks import TitleBlock
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page
from actionplan.web.writing.form import Field, entered
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.shown import ShownForm, grouped, shown_fields, summary
from actionplan.web.writing.usual_fields import bodies
from actionplan.web.writing.writer import Writer

_COOKIE: Final = "writes-for"
_BY: Final = Field(
    name="by",
    label="For which body do you write?",
    hint="It is chosen in every form, where you can still choose another one.",
    look="menu",
    choices=bodies,
    missing="Choose a body",
)
_WHY: Final = (
    "There are no passwords: these pages come from this computer, and whoever uses it can write. Each entry says which "
    "body it is from, and git keeps who shared it."
)


def writing_as(writer: Writer, asked: Asked) -> Writer:
    """Return the writer for the body of the plan that the user has chosen; without one if that is no body of the plan.

    Args:
        writer: what the view writes with.
        asked: the request.
    """
    if asked.kept is None:
        return evolve(writer, by="")
    known = asked.plan.bodies
    chosen = request.cookies.get(_COOKIE, "") or (body_or_text(writer.by, known) if writer.by else "")
    return evolve(writer, by=chosen if chosen in known else "")


def writing_for(asked: Asked, gathered: Gathered, writer: Writer) -> Page | Response:
    """Return the page on which the body is chosen, or lead back to the first page once it is.

    Args:
        asked: the request.
        gathered: the results that pages are made from.
        writer: what the view writes with.
    """
    values = {"by": [writer.by]}
    refusals: tuple[Refusal, ...] = ()
    if request.method == "POST":
        values = {"by": request.form.getlist("by")}
        body = entered(values, "by")
        if not writer.knows(request.form):
            refusals = (Refusal("This page was opened before the program was started again. Choose once more.", "by"),)
        elif Id(body) in asked.plan.bodies:
            answer = Response(status=303, headers={"Location": asked.to(PageLink("home"))})
            answer.set_cookie(_COOKIE, body, path=f"/{asked.plan.id}/", httponly=True, samesite="Strict")
            return answer
        else:
            refusals = (Refusal(_BY.missing, "by"),)
    fields = shown_fields((_BY,), gathered.material(asked), Id(""), values, refusals)
    shown = ShownForm(
        address=asked.path,
        groups=grouped(fields),
        errors=tuple(summary(fields, refusals)),
        hidden=[writer.proof],
        buttons=(("save", "Continue"),),
        leave=asked.to(PageLink("home")),
    )
    return Page(document=list(_blocks()), entry=shown, is_printed=False, status=400 if refusals else 200)


def _blocks() -> Document:
    yield TitleBlock("Who you write for")
    yield Paragraph(_WHY)
