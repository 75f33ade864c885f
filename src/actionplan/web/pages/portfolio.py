"""The first page of the view of several plans: a row for each."""

from actionplan.model.ids import Id
from actionplan.report.document import Paragraph
from actionplan.report.inline import Span
from actionplan.report.pages.portfolio import portfolio as portfolio_document
from actionplan.report.problems import duplicates_notice
from actionplan.storage.discovery import same_ids
from actionplan.web.asked import Asked, Gathered, ViewLink
from actionplan.web.page import Page


def portfolio(asked: Asked, gathered: Gathered, *, writes: bool = False) -> Page:
    """Return the page about all plans; of a view that writes, with what leads to making another one."""
    found = asked.store.found()
    kept = [asked.store.plan(root) for root in found.roots]
    names = [(Id(each.loaded.plan.id), each.loaded.root) for each in kept if each.loaded.plan is not None]
    title, *rest = portfolio_document([gathered.row(asked, each) for each in kept if each.loaded.plan], asked.as_at)
    gone = [Paragraph(Span(reason, "alert")) for reason in found.gone]
    return Page(
        document=(title, *gone, *duplicates_notice(same_ids(names)), *rest, *([_ANOTHER] if writes else [])),
        kind="home",
        problems=[problem for each in kept for problem in each.unreadable],
    )


_ANOTHER = Paragraph(Span("Make another plan of a spreadsheet", link=ViewLink("/import")))
