"""The feed of a plan, read by rules of RFC 4287 alone, and the list of pages for search engines."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.model.records import Action, Plan
from conftest import ACTION, REPOSITORY, PlanMaker, Runner

NORTHSHIRE = REPOSITORY / "examples" / "northshire-send"
URL = "https://plans.example.org/send"
ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT00:00:00Z")
ENTRY = '\n[[status]]\non = {on}\nby = "hcc"\nnote = "{note}"\n'


def text_of(element: Element, name: str) -> str:
    found = element.findall(f"{ATOM}{name}")
    assert len(found) == 1, f"{name} must be there once"
    assert found[0].text
    return found[0].text


def links_of(element: Element) -> dict[str, str]:
    found = [(each.get("rel", "alternate"), each.get("href", "")) for each in element.findall(f"{ATOM}link")]
    assert len(dict(found)) == len(found)
    return dict(found)


def read_feed(data: bytes) -> Sequence[Mapping[str, str]]:
    """Return the entries of a feed, after it was compared with what RFC 4287 requires (4.1.1 and 4.1.2)."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    assert text_of(feed, "title")
    assert text_of(feed, "id").startswith(URL)
    assert set(links_of(feed)) == {"self", "alternate"}
    assert text_of(feed.findall(f"{ATOM}author")[0], "name")
    found = []
    for entry in feed.findall(f"{ATOM}entry"):
        names = ("title", "id", "updated", "content")
        found.append({name: text_of(entry, name) for name in names} | links_of(entry))
    moments = [text_of(feed, "updated"), *(each["updated"] for each in found)]
    assert all(MOMENT.fullmatch(each) for each in moments)
    assert moments == sorted(moments, reverse=True), "the newest first, and the feed as new as that"
    assert len({each["id"] for each in found}) == len(found)
    return found


@pytest.fixture
def made(actionplan: Runner, tmp_path: Path):
    """Return a function that makes a site of a plan with a feed, and returns the feed's entries."""

    def make(plan: Path, *options: str) -> Sequence[Mapping[str, str]]:
        assert actionplan("site", plan, "-o", tmp_path / "site", "--url", f"{URL}/", *options).code == 0
        [file] = (tmp_path / "site").glob("*/feed.xml")
        return read_feed(file.read_bytes())

    return make


def test_a_feed_has_what_was_reported_with_links_to_pages_that_are_there(made, tmp_path: Path) -> None:
    found = made(NORTHSHIRE, "--as-at", "2026-01-15")
    assert len(found) == 50
    assert found[0]["updated"] == "2025-09-23T00:00:00Z"
    assert found[0]["title"] == (
        "3.7 Work through overdue annual reviews, oldest first: in progress, 65%, rated At risk"
    )
    assert "reviewers differed on three of them" in found[0]["content"]
    for each in found:
        assert (tmp_path / "site" / each["alternate"].removeprefix(f"{URL}/")).is_file()


def test_pages_lead_to_the_feed(made, tmp_path: Path, make_plan: PlanMaker) -> None:
    made(make_plan())
    link = '<link rel="alternate" type="application/atom+xml" title="What is new" href="../feed.xml">'
    assert link in (tmp_path / "site/p/actions/1.1.html").read_text()


def test_without_an_address_there_is_neither_and_what_was_there_is_removed(
    made, make_plan: PlanMaker, actionplan: Runner, tmp_path: Path
) -> None:
    plan = make_plan()
    made(plan)
    actionplan("site", plan, "-o", tmp_path / "site")
    assert not [*(tmp_path / "site").rglob("*.xml")]
    assert "atom" not in (tmp_path / "site/p/index.html").read_text()


@pytest.mark.parametrize("url", ["plans.example.org", "ftp://x.example", "https://x.example/?a", "https://x y"])
def test_an_address_must_be_one(actionplan: Runner, make_plan: PlanMaker, tmp_path: Path, url: str) -> None:
    ran = actionplan("site", make_plan(), "-o", tmp_path / "site", "--url", url)
    assert ran.code == 2
    assert "give a web address" in " ".join(ran.err.split())


def test_an_entry_keeps_its_id_when_more_is_reported_and_when_its_action_gets_another_number(
    made, make_plan: PlanMaker, actionplan: Runner
) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION + ENTRY.format(on="2024-05-01", note="Begun")})
    [before] = made(plan)
    with (plan / "actions/1.1.toml").open("a") as file:
        file.write(ENTRY.format(on="2024-06-01", note="Going on"))
    later, same = made(plan)
    assert later["content"] == "Going on"
    assert same == before
    assert actionplan("renumber", "1.1", "2.7", "--plan", plan).code == 0
    _, moved = made(plan)
    assert moved["id"] == before["id"]
    assert moved["alternate"] == f"{URL}/p/actions/2.7.html"


def test_what_is_not_for_the_public_is_not_in_it(made, make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": ACTION + 2 * ENTRY.format(on="2024-05-01", note="Secret")})
    actionplan("set", "publish", "--internal", "action.note", "--plan", plan)
    assert not [each for each in made(plan) if "Secret" in str(each)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(note=st.text(min_size=1), title=st.text(min_size=1))
def test_any_text_makes_a_feed_that_can_be_read(note: str, title: str) -> None:
    from datetime import date

    import actionplan as library
    from actionplan.report.pages.material import page_material
    from actionplan.report.report_type import Context
    from actionplan.site.feed import feed

    entry = library.ActionEntry(on=library.PlanDate.parse("2024-05-01"), note=note)
    action = Action(id=library.Id("1"), title=title, areas=(), status=(entry,))
    plan = Plan(
        format=1, id=library.Id("p"), title="A plan", actions=(action,), agreed=library.PlanDate.parse("2024-01-01")
    )
    material = page_material(plan, Context(as_at=date(2025, 1, 1)))
    [found] = read_feed(feed(material, URL))
    assert found["updated"] == "2024-05-01T00:00:00Z"


def test_the_list_of_pages_has_every_page_about_what_is_in_the_plan(
    made, make_plan: PlanMaker, actionplan: Runner, tmp_path: Path
) -> None:
    plan = make_plan()
    actionplan("renumber", "1.1", "2.7", "--plan", plan)
    made(plan)
    tree = ElementTree.parse(tmp_path / "site/sitemap.xml")
    listed = {each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {f"{URL}/{page.relative_to(tmp_path / 'site')}" for page in (tmp_path / "site/p").rglob("*.html")}
    assert listed == pages - {f"{URL}/p/actions/1.1.html"}
