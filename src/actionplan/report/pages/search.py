"""The page that lists every record, body and meeting by name. A script narrows the list to words and kinds."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from actionplan.model.ids import Id
from actionplan.model.text import body_name, count, date_text, day_text
from actionplan.report.document import Column, Document, Filter, Lines, Paragraph, Table
from actionplan.report.inline import Inline, PageLink, Span
from actionplan.report.pages import links
from actionplan.report.pages.material import PageMaterial, meeting_page
from actionplan.report.paper_blocks import TitleBlock


class _Row(NamedTuple):
    name: Inline
    kind: str
    said: tuple[str, ...]


def search(material: PageMaterial, _: str = "") -> Document:
    """Return the page with every record, body and meeting that has a page."""
    rows = list(_rows(material))
    yield TitleBlock("Search", f"As at {day_text(material.paper.as_at)}")
    yield Paragraph(
        "Every record, body and meeting is in this list, with what it is about. Where a browser runs no scripts, "
        "its own search finds words on this page."
    )
    columns = tuple(map(Column, ("Name", "Kind", "What it is about")))
    cells = tuple((row.name, row.kind, Lines(row.said)) for row in rows)
    kinds = Filter("Kind", tuple((row.kind,) for row in rows))
    yield Table(columns, cells, "Everything that has a page", note=count(len(rows), "page"), filters=(kinds,))


def _rows(material: PageMaterial) -> Iterator[_Row]:
    plan = material.paper.plan
    for kind, said in _SAID.items():
        for each in getattr(material, f"{kind}s").values():
            owner = body_name(plan.bodies, getattr(each, "owner", None))
            texts = filter(None, (owner, *said(material, each)))
            yield _Row(links.numbered(each, kind, whole=True), kind, tuple(texts))
    for name, body in plan.bodies.items():
        others = filter(None, (body.short, *body.aliases))
        yield _Row(Span(body.name, link=PageLink("body", name)), "body", tuple(others))
    for held in material.meetings.values():
        title = held.title or f"Meeting of {date_text(held.on)}"
        said_of = (date_text(held.on), body_name(plan.bodies, held.body), held.note or "")
        link = PageLink("meeting", meeting_page(held))
        yield _Row(Span(title, link=link), "meeting", tuple(filter(None, said_of)))


def _texts(parts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(part.text for part in parts)


_SAID: Mapping[str, Callable[[PageMaterial, Any], Iterable[str | None]]] = {
    "area": lambda material, each: (each.plain, *_texts(material.paper.plan.area(Id(each.id)).findings)),
    "action": lambda _, each: (each.plain,),
    "measure": lambda _, each: (each.definition,),
    "resolution": lambda _, each: _texts(each.clauses),
    "review": lambda _, each: (*_texts(each.findings), *_texts(each.recommendations)),
    "risk": lambda _, each: (each.cause, each.event, each.effect),
}
"""What the list says of a record of each kind, beside its name and owner."""
