"""The addresses of the view, and what is answered at each.

An address is ``/PLAN/KIND`` or ``/PLAN/KIND/ID``, as on a site; what limits a page, and its day, follow after ``?``.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from importlib.resources import files
from typing import Final

from attrs import evolve
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from actionplan.git.conflicts_found import bytes_of
from actionplan.git.run_git import LIMIT, answers_within
from actionplan.merge.markers import has_markers
from actionplan.model.errors import ActionPlanError
from actionplan.model.problem import Problem, ProblemsFound
from actionplan.report.document import Paragraph
from actionplan.report.inline import PageLink, Span
from actionplan.report.visible import visible
from actionplan.report.writers import html
from actionplan.web import safety
from actionplan.web.asked import DAYS, Asked, Gathered, Mistyped, day_asked, with_query
from actionplan.web.forms import FORMS, in_form
from actionplan.web.page import Page
from actionplan.web.pages import (
    actions,
    day,
    drafts,
    help_pages,
    imports,
    meetings,
    overview,
    papers,
    portfolio,
    records,
    reports,
    returns,
)
from actionplan.web.pages import round as rounds
from actionplan.web.pages.conflicts import conflicts_page
from actionplan.web.pages.entering import entering
from actionplan.web.pages.failed import failed
from actionplan.web.pages.share import sharing_page
from actionplan.web.pages.updates import updates_page
from actionplan.web.pages.writer import writing_as, writing_for
from actionplan.web.store import PlanStore
from actionplan.web.write import written
from actionplan.web.writing.writer import TOKEN, Writer

_GIT_LIMIT: Final = 3.0
"""The seconds that a page waits for an answer of git. It is shown without git if there is none."""

Make = Callable[..., Page | Response]
"""Returns a page from what was asked, and the parts of its address."""


def make_app(store: PlanStore, today: Callable[[], date], writer: Writer | None = None) -> Flask:
    """Return the view of some plans.

    Args:
        store: the plans.
        today: returns today.
        writer: what it writes with; None for a view that only reads.
    """
    app = Flask(__name__, static_folder=None)
    app.jinja_env.finalize = lambda value: visible(value) if type(value) is str else value
    safety.protect(app)
    gathered = Gathered()

    def at(address: str, make: Make, methods: Sequence[str] = ("GET",)) -> None:
        def answer(plan: str = "", **parts: str) -> Response:
            with answers_within(_GIT_LIMIT if request.method == "GET" else LIMIT):
                return _answer(store, today(), plan, lambda asked: make(asked, gathered, **parts), writer)

        app.add_url_rule(address, endpoint=address, view_func=answer, methods=methods)

    app.add_url_rule("/", endpoint="/", view_func=lambda: _first(store, today(), gathered, writes=writer is not None))
    at("/help", help_pages.help_page)
    at("/accessibility", help_pages.accessibility)
    at("/<plan>/", partial(overview.overview, writes=writer is not None))
    at("/<plan>/day", day.other_day)
    at("/<plan>/actions", actions.actions)
    at("/<plan>/reports", reports.reports)
    at("/<plan>/reports/<name>", reports.report)
    at("/<plan>/papers", papers.papers)
    at("/<plan>/papers/<name>", papers.paper)
    at("/<plan>/meetings/<name>", meetings.meeting)
    at("/<plan>/<kind>", records.page_of)
    at("/<plan>/<kind>/<name>", records.page_of)
    if writer is not None:
        write = partial(_with_writer, writer)
        at("/<plan>/share", write(sharing_page), ("GET", "POST"))
        at("/<plan>/updates", write(updates_page), ("GET", "POST"))
        at("/<plan>/conflicts", write(conflicts_page), ("GET", "POST"))
        at("/<plan>/writer", write(writing_for), ("GET", "POST"))
        at("/<plan>/round", write(rounds.owners))
        at("/<plan>/round/<body>", write(rounds.owner))
        at("/import", write(imports.new), ("GET", "POST"))
        at("/import/<digest>", write(imports.imported), ("GET", "POST"))
        at("/<plan>/import", write(imports.newer), ("GET", "POST"))
        at("/<plan>/import/<digest>", write(imports.updated), ("GET", "POST"))
        at("/<plan>/returns", write(returns.returns))
        at("/<plan>/returns/make", write(returns.make), ("GET", "POST"))
        at("/<plan>/returns/receive", write(returns.receive), ("POST",))
        at("/<plan>/returns/receive/<digest>", write(returns.received), ("GET", "POST"))
        at("/<plan>/returns/remind/<name>", write(returns.remind))
        at("/<plan>/returns/workbooks", write(returns.workbooks))
        at("/<plan>/returns/workbooks/<name>", write(returns.workbooks))
        at("/<plan>/drafts", write(drafts.drop), ("POST",))
        at("/<plan>/new/<form>", write(entering), ("GET", "POST"))
        at("/<plan>/<kind>/<name>/<form>", write(entering), ("GET", "POST"))
    app.add_url_rule("/style.css", endpoint="style", view_func=_style)
    for kind in (Exception, HTTPException):
        app.register_error_handler(kind, lambda error: _failed(store, today(), error, writes=writer is not None))
    return app


def _first(store: PlanStore, today: date, gathered: Gathered, *, writes: bool) -> Response:
    """Answer with the page about all plans, or lead to the first page of the only one."""
    asked = _asked(store, today, "")
    found = store.found()
    plan = store.plan(found.roots[0]).loaded.plan if len(found.roots) == 1 and not found.gone else None
    if plan is None:
        return _answer(store, today, "", lambda asked: portfolio.portfolio(asked, gathered, writes=writes))
    return Response(status=302, headers={"Location": with_query(f"/{plan.id}/", asked.days())})


def _with_writer(writer: Writer, make: Make) -> Make:
    """Return what makes a page of a form, with the writer for the body that the user has chosen."""
    return lambda asked, gathered, **parts: make(asked, gathered, writing_as(writer, asked), **parts)


def _answer(
    store: PlanStore, today: date, plan: str, make: Callable[[Asked], Page | Response], writer: Writer | None = None
) -> Response:
    """Answer a request: with a page, or with the page in the form that the address asks for."""
    asked = _asked(store, today, plan)
    try:
        for name in DAYS:
            day_asked(asked.one(name), name)
        page = make(asked)
    except Mistyped as error:
        page = day.mistyped(asked, error)
    if isinstance(page, Response):
        return page
    form = asked.one("form")
    if form:
        if form not in FORMS:
            abort(404)
        return in_form(form, page, asked)
    return written(page, asked, writer and writing_as(writer, asked))


def _asked(store: PlanStore, today: date, plan: str) -> Asked:
    """Understand the address of a request; what cannot be understood of a day is left out, and said by the page."""
    typed = {name: request.args.getlist(name) for name in request.args}
    asked = Asked(store=store, as_at=today, today=today, typed=typed, path=request.path)
    days = {name: _day(asked.one(name)) for name in DAYS}
    as_at = days["as_at"] or days["known_at"]
    asked = evolve(asked, as_at=as_at or today, known_at=days["known_at"], is_dated=as_at is not None)
    if not plan:
        return asked
    try:
        kept = store.named(plan)
    except ProblemsFound as error:
        if request.path != f"/{plan}/conflicts":
            raise
        # A plan that cannot be read because of a conflict is put together on that page.
        return evolve(asked, root=os.path.dirname(error.problems[0].where.path))
    if kept is None:
        abort(404)
    return evolve(asked, root=kept.loaded.root, kept=kept)


def _day(typed: str) -> date | None:
    try:
        return day_asked(typed, "")
    except Mistyped:
        return None


def _style() -> Response:
    sheets = (html.style(), *(files("actionplan").joinpath(path).read_text("utf-8") for path in _SHEETS))
    return Response("\n".join(sheets), mimetype="text/css")


_SHEETS: Final = ("site/site.css", "web/view.css")


def _failed(store: PlanStore, today: date, error: Exception, *, writes: bool) -> Response:
    """Answer a request that cannot be answered with a page that says why, in words; of a plan that is there, with the
    way to its other pages.
    """
    asked = Asked(store=store, as_at=today, today=today, typed={}, path=request.path)
    if isinstance(error, NotFound):
        with suppress(HTTPException, ActionPlanError):
            asked = evolve(_asked(store, today, request.path.split("/")[1]), path=request.path)
    page = failed(error, _texts_sent(error))
    if writes and isinstance(error, ProblemsFound) and any(map(_has_markers, error.problems)):
        link = PageLink("conflicts", plan=request.path.split("/")[1])
        page = evolve(page, document=[*page.document, Paragraph(Span("Put both together", link=link))])
    return written(page, asked)


def _has_markers(found: Problem) -> bool:
    """Return whether a file cannot be read because two versions of it wait for a decision."""
    data = bytes_of(found.where.path)
    return data is not None and has_markers(data)


def _texts_sent(error: Exception) -> list[str]:
    """Return the texts that a form of ours sent; none of a request that is refused because of its size or origin."""
    if isinstance(error, HTTPException) and error.code in (400, 403, 413):
        return []
    sent = request.form.items(multi=True)
    return [text for name, text in sent if name not in (TOKEN, "seen", "step", "confirmed") and " " in text.strip()]
