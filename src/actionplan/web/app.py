"""The addresses of the view, and what is answered at each.

An address is ``/PLAN/KIND`` or ``/PLAN/KIND/ID``, as on a site; what limits a page, and its day, follow after ``?``.
"""

from collections.abc import Callable
from datetime import date
from importlib.resources import files
from typing import Final

from attrs import evolve
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, NotFound

from actionplan.report.writers import html
from actionplan.web import safety
from actionplan.web.asked import DAYS, Asked, Gathered, Mistyped, day_asked
from actionplan.web.forms import FORMS, in_form
from actionplan.web.page import Page
from actionplan.web.pages import actions, day, help_pages, meetings, overview, papers, portfolio, records, reports
from actionplan.web.store import PlanStore
from actionplan.web.write import written

Make = Callable[..., Page]
"""Returns a page from what was asked, and the parts of its address."""

_PLURALS: Final = {"bodies": "body"}


def make_app(store: PlanStore, today: Callable[[], date]) -> Flask:
    """Return the view of some plans.

    Args:
        store: the plans.
        today: returns today.
    """
    app = Flask(__name__, static_folder=None)
    safety.protect(app)
    gathered = Gathered()

    def at(address: str, make: Make) -> None:
        def answer(plan: str = "", **parts: str) -> Response:
            return _answer(store, today(), plan, lambda asked: make(asked, gathered, **parts))

        app.add_url_rule(address, endpoint=address, view_func=answer)

    at("/", portfolio.portfolio)
    at("/help", help_pages.help_page)
    at("/accessibility", help_pages.accessibility)
    at("/<plan>/", overview.overview)
    at("/<plan>/day", day.other_day)
    at("/<plan>/actions", actions.actions)
    at("/<plan>/reports", reports.reports)
    at("/<plan>/reports/<name>", reports.report)
    at("/<plan>/papers", papers.papers)
    at("/<plan>/papers/<name>", papers.paper)
    at("/<plan>/meetings/<name>", meetings.meeting)
    at("/<plan>/<kind>", records.page_of)
    at("/<plan>/<kind>/<name>", records.page_of)
    app.add_url_rule("/style.css", endpoint="style", view_func=_style)
    app.register_error_handler(HTTPException, lambda error: _failed(store, today(), error))
    return app


def _answer(store: PlanStore, today: date, plan: str, make: Callable[[Asked], Page]) -> Response:
    """Answer a request: with a page, or with the page in the form that the address asks for."""
    asked = _asked(store, today, plan)
    try:
        for name in DAYS:
            day_asked(asked.one(name), name)
        page = make(asked)
    except Mistyped as error:
        page = day.mistyped(asked, error)
    form = asked.one("form")
    if form:
        if form not in FORMS:
            abort(404)
        return in_form(form, page, asked)
    return written(page, asked)


def _asked(store: PlanStore, today: date, plan: str) -> Asked:
    """Understand the address of a request; what cannot be understood of a day is left out, and said by the page."""
    typed = {name: request.args.getlist(name) for name in request.args}
    asked = Asked(store=store, as_at=today, today=today, typed=typed, path=request.path)
    days = {name: _day(asked.one(name)) for name in DAYS}
    as_at = days["as_at"] or days["known_at"]
    asked = evolve(asked, as_at=as_at or today, known_at=days["known_at"], is_dated=as_at is not None)
    if not plan:
        return asked
    for root in store.roots():
        kept = store.plan(root)
        if kept.loaded.plan is not None and kept.loaded.plan.id == plan:
            return evolve(asked, root=root, kept=kept)
    raise NotFound


def _day(typed: str) -> date | None:
    try:
        return day_asked(typed, "")
    except Mistyped:
        return None


def _style() -> Response:
    sheets = (html.style(), *(files("actionplan").joinpath(path).read_text("utf-8") for path in _SHEETS))
    return Response("\n".join(sheets), mimetype="text/css")


_SHEETS: Final = ("site/site.css", "web/view.css")


def _failed(store: PlanStore, today: date, error: HTTPException) -> Response:
    """Answer a request that cannot be answered with a page that says why, in words."""
    asked = Asked(store=store, as_at=today, today=today, typed={}, path=request.path)
    return written(help_pages.failed(error.code or 500, error.description or ""), asked)
