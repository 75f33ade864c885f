"""What changed between two days, and what the history of the files shows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from actionplan.git.audit.audit import audit
from actionplan.git.repository import GitError
from actionplan.model.text import body_name, date_text, day_text
from actionplan.report.audit import audit_document
from actionplan.report.document import Document, Heading, Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.since import SINCE, Comparison, ViewSide
from actionplan.report.writers import json
from actionplan.summary.meetings import meetings_held
from actionplan.web.asked import Asked, Gathered, day_asked
from actionplan.web.page import Filter, Option, Page, Question
from actionplan.web.run import page_of

_TRAIL: Final = Span("Reports", link=PageLink("reports"))


def since(asked: Asked, gathered: Gathered) -> Page:
    """Return what changed since a day, or since the last meeting before the day of the page."""
    options = list(_meetings(asked))
    typed = asked.one("day") or asked.one("since") or (options[0][0] if options else "")
    start = day_asked(typed, "day") or asked.as_at - timedelta(days=30)
    is_backwards = start > asked.as_at
    error = f"{day_text(start)} is after {day_text(asked.as_at)}, the day of this page" if is_backwards else ""
    form = Filter(
        questions=tuple(_questions(asked, options, typed, error)), button="Show", summary="Choose what is shown"
    )
    if is_backwards:
        document = (Heading("What changed", 1), Paragraph("Nothing can have changed between these days."))
        return Page(document=document, kind="reports", trail=(_TRAIL,), form=form, is_printed=False, status=400)
    comparison = Comparison(
        since=ViewSide(day=start), until=ViewSide(day=asked.as_at, is_true=False), typed=start.isoformat()
    )
    return page_of(asked, gathered, SINCE, comparison, form)


def _questions(asked: Asked, options: list[Option], typed: str, error: str) -> Iterator[Question]:
    if options:
        other: list[Option] = [] if typed in dict(options) else [("", "no meeting, but a day")]
        yield Question(
            name="since", label="Since the meeting of", options=[*other, *options], typed=("" if other else typed,)
        )
    hint = "For example, 15 January 2026." + (" It counts instead of the meeting." if options else "")
    yield Question(name="day", label="Since the day", typed=(asked.one("day"),), hint=hint, error=error)


def _meetings(asked: Asked) -> Iterator[Option]:
    """Yield the meetings held before the day of the page, the latest first."""
    for day, meeting in sorted(meetings_held(asked.plan), key=lambda pair: pair[0], reverse=True):
        if day < asked.as_at:
            name = body_name(asked.plan.bodies, meeting.body, "", short=True)
            yield day.isoformat(), f"{date_text(meeting.on)}, {name}"


def history(asked: Asked, _: Gathered) -> Page:
    """Return what git's history of the plan's files shows."""
    try:
        audits = (audit(asked.root, None),)
    except GitError as error:
        document: Document = (Heading("The history of the files", 1), Paragraph(str(error)))
        return Page(document=document, kind="reports", trail=(_TRAIL,), is_printed=False)
    blocks = [Heading("The history of the files", 1), *audit_document(audits)]
    answer = {**json.envelope("audit"), "plans": audits}
    return Page(
        document=blocks,
        kind="reports",
        trail=(_TRAIL,),
        json=lambda: json.document(json.as_json(answer)) + "\n",
    )
