"""Texts that lead to the pages of records, bodies and meetings."""

from collections.abc import Iterable, Mapping
from typing import Any

from actionplan.model.bodies import Meeting
from actionplan.model.text import body_name, date_text, number_of, short_name
from actionplan.report.inline import Inline, PageLink, Span, joined
from actionplan.report.pages.material import PageMaterial, meeting_page


def numbered(record: Any, kind: str, *, whole: bool = False) -> Inline:
    """Return a record's number in grey and its name, which leads to its page.

    Args:
        record: the record on the day.
        kind: its kind, such as ``action``.
        whole: whether it is called by its whole title, where it has a short name.
    """
    name = Span(record.title if whole else short_name(record), link=PageLink(kind, record.id))
    number = number_of(record)
    return (Span(number, "ref"), " ", name) if number else name


def record(material: PageMaterial, kind: str, name: str) -> Inline:
    """Return what leads to a record of an id; the id alone where it is not there on the day."""
    known: Mapping[str, Any] = getattr(material, f"{kind}s")
    return numbered(known[name], kind) if name in known else material.names.records.get(name, name)


def records(material: PageMaterial, kind: str, names: Iterable[str]) -> Inline:
    """Return what leads to records of some ids, in a sentence; see `record`."""
    return _listed(record(material, kind, name) for name in names)


def body(material: PageMaterial, name: str | None, none: str = "", *, short: bool = False) -> Inline:
    """Return the name of a body, which leads to its page.

    Args:
        material: what the page is made from.
        name: the id of the body; None where there is none.
        none: what to say then.
        short: whether the short name is wanted.
    """
    words = body_name(material.paper.plan.bodies, name, none, short=short)
    return Span(words, link=PageLink("body", name)) if name and name in material.paper.plan.bodies else words


def bodies(material: PageMaterial, names: Iterable[str]) -> Inline:
    """Return the names of bodies in a sentence, each leading to its page."""
    return _listed(body(material, name) for name in names)


def _listed(named: Iterable[Inline]) -> Inline:
    *others, last = [*named] or [""]
    return joined((joined(others), last), " and ")


def meeting(held: Meeting, *, short: bool = False) -> Span:
    """Return the day of a meeting, which leads to its page."""
    return Span(date_text(held.on, short=short), link=PageLink("meeting", meeting_page(held)))


def web(address: str, words: str | None = None) -> Span:
    """Return what leads to a web address: words, or else the address itself without its first letters."""
    return Span(words or address.removeprefix("https://").removeprefix("http://"), link=address)


def said(*texts: Inline) -> Inline:
    """Return texts as one, without anything between them."""
    return joined(texts, "")
