"""A plan that somebody filled with markup and with controls that turn text round: pages show it as text."""

import re
from collections.abc import Mapping
from html import unescape
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest

import actionplan as library
from actionplan.storage.iter_plans import Loaded
from actionplan.web.store import Found, Kept
from conftest import write_plan
from full_plan import FILES

MARKUP = "</title></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'><b id=evil>"
TURNED = "\u202egnp.exe\u2066\u200f"
HOSTILE = f"{MARKUP} {TURNED}"
TEXTS: dict[Any, Any] = {
    str: HOSTILE,
    str | None: HOSTILE,
    tuple[str, ...]: (HOSTILE, "javascript:alert(3)"),
    Mapping[str, Any]: {HOSTILE: HOSTILE},
}
"""What is put into every field of each type."""

KEPT = {"root", "text", "path"}
"""Fields that are no text of a person: where files are, and how dates are written."""


def poisoned(value):
    """Return a record with hostile text in each field that people write texts in, and in all records in it."""
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(poisoned, value))
    if isinstance(value, Mapping):
        return {name: poisoned(each) for name, each in value.items()}
    if not attrs.has(type(value)) or type(value).__name__ in ("PlanDate", "Term"):
        return value
    changes = {}
    for field in attrs.fields(type(value)):
        now = getattr(value, field.name)
        is_text = field.type in TEXTS and field.name not in KEPT
        changes[field.name] = TEXTS[field.type] if is_text else poisoned(now)
    return attrs.evolve(value, **changes)


@pytest.fixture(scope="module")
def pages(view, tmp_path_factory):
    """Return every page of the hostile plan, by its address."""
    plan = library.load(write_plan(tmp_path_factory.mktemp("full"), FILES)).plans[0]
    kept = Kept(Loaded(root=plan.root, plan=poisoned(plan), problems=(), unread=()), {})
    shown = view(plan.root)
    store = shown.store
    store.found = lambda: Found([plan.root])
    store.plan = lambda _: kept
    return dict(shown.every_page("/full/"))


def test_every_kind_of_page_is_there(pages):
    kinds = {address.split("?")[0].split("/")[2] for address in pages if address.startswith("/full/")}
    assert kinds >= {"actions", "areas", "bodies", "meetings", "measures", "papers", "reports", "resolutions", "risks"}
    assert len(pages) > 40


def attributes(body):
    """Return the names of all attributes of a page."""
    names: set[str] = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            names.update(name for name, _ in attrs)

    Reader().feed(body)
    return names


def test_no_markup_of_a_plan_becomes_markup(pages):
    for address, body in pages.items():
        for start in ("<script", "<style", "<img", "<b id"):
            assert start not in body, address
        assert not [name for name in attributes(body) if name.startswith("on") or name == "style"], address
    assert sum("&lt;script&gt;" in body for body in pages.values()) > 20


def test_no_control_turns_the_text_of_a_page_round(pages):
    for address, body in pages.items():
        assert not {"\u202e", "\u2066", "\u200f"} & set(unescape(body)), address


def test_links_lead_to_pages_and_web_addresses_only(pages):
    for address, body in pages.items():
        for link in re.findall(r'href="([^"]*)"', body):
            assert re.match(r"/|#|https?://|mailto:", unescape(link)), (address, link)
