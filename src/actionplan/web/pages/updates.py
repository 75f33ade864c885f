"""The page on which one sees what others have shared, and takes it in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from flask import Response, request

from actionplan.git.environment import repository_of
from actionplan.git.run_git import GitError, git_in
from actionplan.git.shared_by import SharedBy, shared_by
from actionplan.git.sharing import NotShared, look, update
from actionplan.git.unshared import Sharing, sharing_of
from actionplan.model.text import day_text
from actionplan.report.document import Block, Document, Heading, Item, Items, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.paper_blocks import Notice, TitleBlock
from actionplan.storage.discovery import NoPlan
from actionplan.web.asked import Asked, Gathered, with_query
from actionplan.web.page import Page
from actionplan.web.pages.share import LATE, git_said
from actionplan.web.writing.changed import Changed, changed, plan_in
from actionplan.web.writing.outcome import Refusal
from actionplan.web.writing.shown import ShownForm, summary
from actionplan.web.writing.writer import Writer

_DONE: Final = {
    "all": "What others have shared is taken in.",
    "nothing": "Others have shared nothing new.",
}


def updates_page(asked: Asked, _: Gathered, writer: Writer) -> Page | Response:
    """Return the page with what others have shared, or fetch it, or take it in.

    Args:
        asked: the request.
        _: the results that pages are made from, which this one does not need.
        writer: what the view writes with.
    """
    top = repository_of(asked.root)
    try:
        sharing = sharing_of(asked.root)
    except GitError as error:
        return _page(asked, writer, None, [Refusal("Git does not answer. Try again in a minute.")], str(error))
    if request.method == "GET" or sharing is None or top is None:
        return _page(asked, writer, sharing)
    if not writer.knows(request.form):
        return _page(asked, writer, sharing, [Refusal(LATE)], status=403)
    try:
        page, done = _done(asked, top)
    except NotShared as error:
        return _page(asked, writer, sharing, [Refusal(str(error))], error.said)
    where = with_query(f"/{asked.plan.id}/{page}", {"done": done} if done else {})
    return Response(status=303, headers={"Location": where})


def _done(asked: Asked, top: str) -> tuple[str, str]:
    """Do what the button asks that was pressed; return the page to go to, and what was done."""
    if request.form.get("step") == "take":
        taken = update(top, asked.root, asked.today)
        return ("conflicts", "") if taken == "undecided" else ("updates", taken)
    look(top)
    sharing = sharing_of(asked.root)
    return "updates", "" if sharing is not None and sharing.behind else "nothing"


def _page(
    asked: Asked,
    writer: Writer,
    sharing: Sharing | None,
    refusals: Sequence[Refusal] = (),
    said: str = "",
    status: int = 503,
) -> Page:
    """Return the page, with what is wrong."""
    is_shared = sharing is not None and sharing.upstream is not None
    see = ("look", "Look again" if sharing is not None and sharing.behind else "See what others have shared")
    take = [("take", "Take it in")] if sharing is not None and sharing.behind and sharing.under_way is None else []
    form = ShownForm(
        address=asked.path,
        errors=tuple(summary((), refusals)),
        hidden=[writer.proof],
        buttons=(*take, see) if is_shared else (),
    )
    return Page(
        document=list(_blocks(asked, sharing, said)),
        entry=form if form.buttons or refusals else None,
        is_printed=False,
        status=status if refusals else 200,
        done=_DONE.get(asked.one("done"), ""),
    )


def _blocks(asked: Asked, sharing: Sharing | None, said: str) -> Document:
    yield TitleBlock("What others have shared")
    if said:
        yield from git_said(said)
    if sharing is None or sharing.upstream is None:
        if not said:
            yield Paragraph("This plan is on this computer only, so others can have shared nothing.")
            yield Paragraph(Span("How to share it", link=PageLink("share")))
        return
    if sharing.under_way == "a merge":
        yield Notice("Something waits for your decision first.", Span("See it, and decide", link=PageLink("conflicts")))
        return
    if not sharing.behind:
        yield Paragraph("Nothing is known here that others have shared and that is not in the plan already.")
        yield Paragraph(
            "To see what is new, the place where the plan is shared is asked. This can take up to a minute."
        )
        return
    yield Paragraph("This is not in your plan yet. What you have saved yourself stays when you take it in.")
    yield from _brought(asked, sharing)


def _brought(asked: Asked, sharing: Sharing) -> Iterator[Block]:
    """Yield who shared what, and what it changes, in words."""
    assert sharing.theirs is not None
    people = shared_by(git_in(asked.root), sharing.head, sharing.theirs)
    yield Heading("Who shared it", 2)
    yield Items(tuple(Item(_person(each)) for each in people), mark="- ")
    changes = _changes(sharing, asked.root, asked.today)
    yield Heading("What it changes", 2, count=len(changes))
    if not changes:
        yield Paragraph("Nothing that reports show.")
    yield Items(tuple(Item(f"{each.name}. {' '.join(each.sentences)}") for each in changes.values()), mark="- ")


def _person(each: SharedBy) -> str:
    on = f" on {day_text(each.day)}" if each.day is not None else ""
    return f"{each.author}{on}: “{each.message}”"


def _changes(sharing: Sharing, root: str, today: date) -> Mapping[str, Changed]:
    try:
        before, after = (plan_in(commit, root) for commit in (sharing.shared, sharing.theirs))
    except NoPlan:
        return {}
    return changed(before, after, today) if after is not None else {}
