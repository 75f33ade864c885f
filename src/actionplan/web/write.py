"""Write a page as HTML, with what is around it."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve
from flask import Response, render_template
from markupsafe import Markup

from actionplan.model.ids import Id
from actionplan.model.kinds import FOLDERS, record_path
from actionplan.model.text import day_text
from actionplan.report.document import Block, titled
from actionplan.report.inline import PageLink
from actionplan.report.made_from import made_from_lines
from actionplan.report.problems import problem_line
from actionplan.report.record_notes import record_notes
from actionplan.report.titles import title_block, title_words
from actionplan.report.writers.html_blocks import rendered
from actionplan.report.writers.html_texts import text
from actionplan.web.asked import DAYS, Asked, with_query
from actionplan.web.forms import forms_of
from actionplan.web.page import Frame, Page
from actionplan.web.pages.drafts import unsaved
from actionplan.web.sharing import is_undone_here, state_line
from actionplan.web.writing.form import EntryForm
from actionplan.web.writing.registry import UNDO, form_saved
from actionplan.web.writing.writer import Writer

_WAYS = (
    ("home", "Overview"),
    ("actions", "Actions"),
    ("round", "This month's round"),
    ("measures", "Measures"),
    ("risks", "Risks"),
    ("resolutions", "Resolutions"),
    ("reviews", "Reviews"),
    ("meetings", "Meetings"),
    ("bodies", "Who answers"),
    ("reports", "Reports"),
    ("papers", "Papers"),
)
"""The main pages: the kind and the words."""


def written(page: Page, asked: Asked, writer: Writer | None = None) -> Response:
    """Return a page as the answer to a request.

    Args:
        page: the page.
        asked: the request.
        writer: what the view writes with; None for a view that only reads.
    """
    blocks = titled(page.document, "")
    first = title_block(blocks)
    at = blocks.index(first) + 1
    frame = frame_of(page, asked, writer)
    made = render_template(
        "page.html",
        title=title_words(first),
        head=_markup(blocks[:at], asked, first),
        content=_markup(blocks[at:], asked),
        beside=_markup(page.beside, asked),
        parts=[(each, _markup(each.blocks, asked)) for each in page.parts],
        entry=page.entry,
        errors=_errors(page),
        form=page.form,
        hidden=asked.days() if page.form is not None and not _asks_day(page) else {},
        path=asked.path,
        frame=frame,
        here=asked.to(PageLink(page.kind)) if page.kind and asked.kept is not None else "",
        page=page,
        trail=[_safe(text(each, asked.to)) for each in page.trail],
    )
    return Response(made, status=page.status, mimetype="text/html")


def _errors(page: Page) -> Sequence[tuple[str, str]]:
    """Return what is wrong with the forms of a page: the element that a link leads to, and the sentence."""
    if page.entry is not None:
        return page.entry.errors
    if page.parts:
        return [error for part in page.parts for _, form in part.forms for error in form.errors]
    return [(each.name, each.error) for each in page.form.questions if each.error] if page.form is not None else ()


def _asks_day(page: Page) -> bool:
    return page.form is not None and any(each.name in DAYS for each in page.form.questions)


def _markup(blocks: Iterable[Block], asked: Asked, title: Block | None = None) -> Markup:
    return _safe("\n".join(rendered(blocks, asked.to, title)))


def _safe(made: str) -> Markup:
    """Return HTML of our own writer, which escapes every text of a plan."""
    return Markup(made)  # noqa: S704


def frame_of(page: Page, asked: Asked, writer: Writer | None) -> Frame:
    """Return what is around a page."""
    if asked.kept is None:
        lines = [problem_line(each) for each in page.problems]
        return Frame(name="Plans", home=with_query("/", asked.days()), unreadable=lines, foot=(_OWN_MACHINE,))
    plan = asked.plan
    notes = record_notes(plan, asked.as_at, asked.known_at)
    kept = (notes.kept,) if notes.kept else ()
    as_known = f", as known on {day_text(asked.known_at)}" if asked.known_at is not None else ""
    frame = Frame(
        name=plan.title,
        home=asked.to(PageLink("home")),
        ways=[(kind, words, asked.to(PageLink(kind))) for kind, words in _WAYS if _has(asked, kind, writer)],
        position=" ".join((f"Position as at {day_text(asked.as_at)}{as_known}.", *kept)),
        other_day=with_query(f"/{plan.id}/day", {**asked.days(), "page": asked.path}),
        unreadable=[problem_line(each) for each in asked.kept.unreadable],
        problems=asked.to(PageLink("report", "check")),
        forms=forms_of(page, asked),
        foot=(plan.description or "", *made_from_lines(asked.record), _OWN_MACHINE, "" if writer else _READ_ONLY),
    )
    return frame if writer is None else _with_forms(frame, page, asked, writer)


def _with_forms(frame: Frame, page: Page, asked: Asked, writer: Writer) -> Frame:
    """Return what is around a page of a view that writes."""
    body = asked.plan.bodies.get(Id(writer.by))
    line = state_line(writer, asked)
    frame = evolve(
        frame,
        writer=body.name if body else "",
        writer_page=f"/{asked.plan.id}/writer",
        unshared=line.words,
        sharing=(line.link, line.address),
        unreadable=() if asked.path == f"/{asked.plan.id}/conflicts" else frame.unreadable,  # it is about these files
    )
    if asked.is_dated:
        return frame
    saved = form_saved(asked.one("saved"), page.record) if asked.one("saved") else None
    said = saved.said_when_saved if saved is not None else page.done
    if page.lists_unsaved and (found := unsaved(asked, writer)):
        frame = evolve(frame, not_saved=found, drop=f"/{asked.plan.id}/drafts", token=writer.token)
    return evolve(
        frame,
        tasks=[*page.tasks, *_undoing(page, asked, writer)],
        more_tasks=page.more_tasks,
        saved=said,
        undo=_undo(page, asked, saved),
    )


def _undoing(page: Page, asked: Asked, writer: Writer) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of the undo, on the page of a record whose last entry can be taken back."""
    if page.record not in FOLDERS or page.undo:
        return
    path = record_path(asked.root, page.record, Id(asked.path.rpartition("/")[2]))
    if is_undone_here(writer, asked, path):
        yield UNDO.title, f"{asked.path}/{UNDO.name}"


def _undo(page: Page, asked: Asked, saved: EntryForm | None) -> str:
    """Return the address where what was saved is taken back; empty where it cannot be.

    The address names the entry, so that it never takes back what somebody else has added since.
    """
    if saved is None or not saved.can_undo or not page.record:
        return ""
    if saved.undone_by != "undo":
        return f"{asked.path}/{saved.undone_by}"
    entry = asked.one("entry")
    return (page.undo or with_query(f"{asked.path}/undo", {"entry": entry})) if entry else ""


_READ_ONLY = "Nothing can be changed here, since the pages were started with --read-only."
_OWN_MACHINE = "This page comes from this computer only. Nobody else can open it."


def _has(asked: Asked, kind: str, writer: Writer | None) -> bool:
    if kind == "round":
        return writer is not None and not asked.is_dated
    return kind in ("home", "actions", "bodies", "reports", "papers") or bool(getattr(asked.plan, kind))
