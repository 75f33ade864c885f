"""A feed of what was reported about a plan, and the list of pages for search engines: as Atom (RFC 4287) and XML.

Nothing in them depends on the clock, and each entry keeps its id for good: it is that of the record under its first id.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from attrs import frozen

from actionplan.edit.append import entry_digest
from actionplan.model.dates import last_day
from actionplan.model.entries import Entry
from actionplan.model.figures import figure
from actionplan.model.ids import Id
from actionplan.model.kinds import KINDS, records_of
from actionplan.model.measures import Benchmark, Reading
from actionplan.model.records import Record
from actionplan.model.text import body_name, capitalised, numbered_title
from actionplan.report.change_words import entry_name
from actionplan.report.inline import Inline, PageLink, joined, plain
from actionplan.report.pages.material import PageMaterial
from actionplan.report.show import stated_facts
from actionplan.report.show_record import entry_facts
from actionplan.report.visible import visible
from actionplan.site.addresses import FEED, path_of
from actionplan.summary.effective import ratings_as_at
from actionplan.summary.history import record_story

_MOST = 50
_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"


@frozen(kw_only=True)
class News:
    """What was reported about a record on a day.

    Attributes:
        on: when it was written down, or else the last day that its own date can mean.
        record: the record as at the day of the site, with its title of that day.
        entry: the entry.
    """

    on: date
    record: Any
    entry: Entry


def feed(material: PageMaterial, url: str) -> bytes:
    """Return the feed of a plan: the latest entries of its records, newest first.

    Args:
        material: what the pages of the plan are made from.
        url: the address of the site, without a ``/`` at its end.
    """
    plan = material.paper.plan
    # What is not published may be all that made two entries differ
    known = {_id(material, each, url): each for each in _news(material)}
    news = sorted(known.values(), key=lambda each: each.on, reverse=True)[:_MOST]
    latest = news[0].on if news else last_day(plan.agreed) or material.paper.as_at
    root = Element("feed", xmlns=_ATOM)
    home = _address(url, PageLink("home", plan=plan.id))
    _add(root, "title", plan.title)
    _add(root, "id", home)
    _add(root, "updated", _moment(latest))
    _add(root, "generator", "made by actionplan")
    SubElement(root, "link", rel="self", type="application/atom+xml", href=f"{url}/{plan.id}/{FEED}")
    SubElement(root, "link", rel="alternate", type="text/html", href=home)
    _add(SubElement(root, "author"), "name", plan.title)
    for each in news:
        _entry(root, material, each, url)
    return _bytes(root)


def _news(material: PageMaterial) -> Iterator[News]:
    paper = material.paper
    for record in records_of(paper.plan):
        story = record_story(paper.plan, record, paper.as_at)
        if story.is_in_plan:
            entries = (*(entry for entry, _ in story.entries), *story.readings, *story.benchmarks)
            yield from (News(on=day, record=story.now, entry=entry) for entry in entries if (day := _day(entry)))


def _day(entry: Entry) -> date | None:
    return entry.recorded or last_day(entry.on)


def _entry(root: Element, material: PageMaterial, news: News, url: str) -> None:
    record, entry = news.record, news.entry
    facts = plain(joined(_facts(material, record, entry)))
    element = SubElement(root, "entry")
    _add(element, "title", f"{numbered_title(record)}: {facts or 'an update'}")
    _add(element, "id", _id(material, news, url))
    _add(element, "updated", _moment(news.on))
    SubElement(element, "link", rel="alternate", type="text/html", href=_page(material, record, record.id, url))
    if entry.by:
        _add(SubElement(element, "author"), "name", body_name(material.paper.plan.bodies, entry.by))
    texts = (capitalised(facts), entry.note, f"Reason: {entry.reason}" if entry.reason else "")
    _add(element, "content", "\n".join(filter(None, texts)) or "An update")


def _id(material: PageMaterial, news: News, url: str) -> str:
    record, entry = news.record, news.entry
    return f"{_page(material, record, next(iter(record.formerly), record.id), url)}#{entry.id or entry_digest(entry)}"


def _page(material: PageMaterial, record: Record, name: str, url: str) -> str:
    return _address(url, PageLink(KINDS[type(record)], name, material.paper.plan.id))


def _facts(material: PageMaterial, record: Record, entry: Entry) -> Sequence[Inline]:
    """Return what an entry says, in the words of the record's page."""
    if entry.redacted is not None:
        return ["redacted"]
    if isinstance(entry, Reading | Benchmark):
        value = figure(entry.value, getattr(record, "unit", "")) if entry.value is not None else "not known"
        return [f"{entry_name(entry)}: {value}"]
    if (action := material.actions.get(Id(record.id))) is not None and KINDS[type(record)] == "action":
        day = last_day(entry.on) or material.paper.as_at
        known: Any = entry
        return stated_facts(known, action, ratings_as_at(material.paper.plan, day), material.names)
    return entry_facts(entry, material.names)


def sitemap(paths: Iterable[str], url: str) -> bytes:
    """Return the list of pages for search engines.

    Args:
        paths: their paths from the folder of the site.
        url: the address of the site, without a ``/`` at its end.
    """
    root = Element("urlset", xmlns=_SITEMAP)
    for path in paths:
        _add(SubElement(root, "url"), "loc", f"{url}/{path}")
    return _bytes(root)


def _address(url: str, page: PageLink) -> str:
    return f"{url}/{path_of(page)}"


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _add(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = visible(words)


def _bytes(root: Element) -> bytes:
    indent(root)
    made: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return made.replace(b"?>\n", b"?>\n<!-- made by actionplan -->\n", 1) + b"\n"
