"""Which pages a plan has, each with its document: for a site that writes them all, and for a browser that asks for one.

A page is named by its kind and, where a plan has several of the kind, by what it is about.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from actionplan.model.ids import Id, fault_in_id
from actionplan.model.kinds import KINDS, records_of
from actionplan.report.document import Document
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.pages import links
from actionplan.report.pages.about import about
from actionplan.report.pages.accessibility import accessibility
from actionplan.report.pages.actions import action, actions
from actionplan.report.pages.areas import area
from actionplan.report.pages.bodies import bodies, body
from actionplan.report.pages.home import home
from actionplan.report.pages.material import PageMaterial
from actionplan.report.pages.measures import measure, measures
from actionplan.report.pages.meetings import meeting, meetings
from actionplan.report.pages.resolutions import resolution, resolutions
from actionplan.report.pages.reviews import review, reviews
from actionplan.report.pages.risks import risk, risks
from actionplan.report.pages.search import search


class PageKind(NamedTuple):
    """One kind of page.

    Attributes:
        name: its name, as links have it.
        document: returns the document of a page, from what it is about.
        about: returns what there is a page about, by id; one empty text for a page of which a plan has one.
        title: what links to a page of which there is one call it; empty for others.
        above: the kind of the page from which readers come to it; empty for the first page of a plan.
        is_main: whether every page leads to it.
    """

    name: str
    document: Callable[[PageMaterial, Id], Document]
    about: Callable[[PageMaterial], Iterable[str]] = lambda _: ("",)
    title: str = ""
    above: str = "home"
    is_main: bool = False


def _if_any(field: str) -> Callable[[PageMaterial], Iterable[str]]:
    return lambda material: ("",) if getattr(material, field) else ()


def _if_planned(material: PageMaterial) -> Iterable[str]:
    return ("",) if material.paper.plan.meetings else ()


PAGE_KINDS: Final = (
    PageKind("home", home, title="The plan", above="", is_main=True),
    PageKind("area", area, lambda material: material.areas),
    PageKind("actions", actions, title="Actions", is_main=True),
    PageKind("action", action, lambda material: material.actions, above="actions"),
    PageKind("measures", measures, _if_any("measures"), title="Measures", is_main=True),
    PageKind("measure", measure, lambda material: material.measures, above="measures"),
    PageKind("meetings", meetings, _if_planned, title="What has changed", is_main=True),
    PageKind("meeting", meeting, lambda material: material.meetings, above="meetings"),
    PageKind("resolutions", resolutions, _if_any("resolutions"), title="Resolutions", is_main=True),
    PageKind("resolution", resolution, lambda material: material.resolutions, above="resolutions"),
    PageKind("reviews", reviews, _if_any("reviews"), title="Reviews", is_main=True),
    PageKind("review", review, lambda material: material.reviews, above="reviews"),
    PageKind("risks", risks, _if_any("risks"), title="Risks", is_main=True),
    PageKind("risk", risk, lambda material: material.risks, above="risks"),
    PageKind("bodies", bodies, title="Who answers", is_main=True),
    PageKind("body", body, lambda material: material.paper.plan.bodies, above="bodies"),
    PageKind("search", search, title="Search", is_main=True),
    PageKind("about", about, title="About these pages"),
    PageKind("accessibility", accessibility, title="Accessibility"),
)
"""Every kind of page, in the order in which pages lead to them."""

KIND_NAMED: Final = {kind.name: kind for kind in PAGE_KINDS}


def pages(material: PageMaterial) -> Iterator[PageLink]:
    """Yield every page of a plan."""
    for kind in PAGE_KINDS:
        yield from (PageLink(kind.name, name) for name in kind.about(material))


def document(material: PageMaterial, page: PageLink) -> Document:
    """Return the document of a page."""
    return KIND_NAMED[page.kind].document(material, Id(page.id))


def former_pages(material: PageMaterial) -> Iterator[tuple[PageLink, PageLink]]:
    """Yield each page that a record had under an earlier id, with its page of today."""
    there = set(pages(material))
    for record in records_of(material.paper.plan):
        kind = KINDS[type(record)]
        now = PageLink(kind, record.id)
        for old in record.formerly:
            before = PageLink(kind, old)
            if now in there and before not in there and fault_in_id(old) is None:
                yield before, now


def above(page: PageLink) -> str:
    """Return the kind of the main page that a page is or is under; empty for none."""
    kind = KIND_NAMED[page.kind]
    return kind.name if kind.is_main else kind.above if KIND_NAMED[kind.above].is_main else ""


def trail(material: PageMaterial, page: PageLink) -> list[Inline]:
    """Return the pages above a page, the first page of the plan first, as texts that lead there."""
    kind = KIND_NAMED[page.kind]
    found: list[Inline] = []
    if page.kind == "action" and (area_of := material.actions[Id(page.id)].area) is not None:
        found = [links.record(material, "area", area_of)]
    elif kind.above not in ("", "home"):
        found = [Span(KIND_NAMED[kind.above].title, link=PageLink(kind.above))]
    return [Span(KIND_NAMED["home"].title, link=PageLink("home")), *found] if kind.above else []
