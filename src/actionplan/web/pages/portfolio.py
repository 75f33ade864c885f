"""The first page of the view: the plans, or the only plan."""

from attrs import evolve

from actionplan.report.pages.portfolio import plan_row
from actionplan.report.pages.portfolio import portfolio as portfolio_document
from actionplan.web.asked import Asked, Gathered
from actionplan.web.page import Page


def portfolio(asked: Asked, gathered: Gathered) -> Page:
    """Return the page about all plans, or the first page of the only one."""
    plans = [evolve(asked, root=root, kept=asked.store.plan(root)) for root in asked.store.roots()]
    read = [each for each in plans if each.kept is not None and each.kept.loaded.plan is not None]
    rows = [plan_row(gathered.material(each)) for each in read]
    return Page(document=portfolio_document(rows, asked.as_at), kind="home")
