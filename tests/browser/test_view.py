"""The view in a real browser: it fits, has no fault that a checker finds, needs no script, and is used by keyboard."""

import datetime as dt
import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actionplan.web.pages.reports import REPORTS
from browser_keys import tab_to
from browser_papers import NU
from conftest import REPOSITORY
from served_view import served

DAY = dt.date(2026, 1, 15)
LOOKS = [(320, "dark", False), (1280, "light", True)]
"""Each width and colours, and whether scripts may run: pages have none, so they must be the same without."""

JUDGED = [(320, "light"), (1280, "dark")]
"""The looks that axe checks; the others differ from these in nothing that it checks."""

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}

PAGES = [
    "/",
    "/help",
    "/accessibility",
    "/nothing",
    *(
        f"/northshire-send/{page}"
        for page in (
            "",
            "day",
            "day?as_at=tomorrow&known_at=2026-13-01",
            "actions",
            "actions?when=overdue&when=moved&owner=ncc&text=the&sort=due",
            "actions?text=nothing-has-these-words",
            "actions/1.3",
            "areas/PA1",
            "measures",
            "measures/plans-in-20-weeks",
            "risks",
            "resolutions",
            "resolutions/2024-11-21-b",
            "reviews",
            "bodies",
            "bodies/ncc",
            "meetings",
            "meetings/board-2026-02-12",
            "papers",
            "papers/highlight",
            "papers/board",
            "reports",
            "reports/since?day=2025-10-01",
            "reports/since?day=2027-10-01",
            "reports/audit",
            *(f"reports/{name}" for name in REPORTS),
        )
    ),
]
"""Each type of page, and the ways in which it differs most."""


@pytest.fixture(scope="module")
def where() -> Iterator[str]:
    """Return the address of a view of both plans."""
    plans = (str(REPOSITORY / folder) for folder in ("examples/northshire-send", "plans/hertfordshire-send"))
    with served(*plans, day=DAY) as address:
        yield address


def test_each_page_is_there(where):
    for page in PAGES:
        if page != "/nothing" and "27-10" not in page and "26-13" not in page:
            with urlopen(where + page) as answer:
                assert answer.status == 200, page


@pytest.mark.parametrize(("width", "scheme", "scripts"), LOOKS)
def test_pages_fit_and_load_nothing_from_elsewhere(
    browser: Browser, where: str, width: int, scheme: Any, scripts: bool
):
    asked: list[str] = []
    complaints: list[str] = []
    size: Any = {"width": width, "height": 900}
    context = browser.new_context(viewport=size, color_scheme=scheme, java_script_enabled=scripts)
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda said: complaints.append(said.text) if "status of" not in said.text else None)
    wide = []
    for address in PAGES:
        page.goto(where + address)
        if (needed := page.evaluate("document.documentElement.scrollWidth")) > width:
            wide.append((address, needed))
    assert wide == []
    assert complaints == []
    assert {url.partition("?")[0] for url in asked if not url.startswith((f"{where}/", "data:"))} == set()
    context.close()


@pytest.mark.parametrize(("width", "scheme"), JUDGED)
def test_no_violation_of_the_guidelines_is_found(browser: Browser, where: str, width: int, scheme: Any):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for address in PAGES:
        page.goto(where + address)
        for each in Axe().run(page, options=RULES).response["violations"]:
            found[address, each["id"]] = each["nodes"][0]["html"][:200]
    assert found == {}
    context.close()


def test_the_nu_checker_finds_no_error(where, tmp_path):
    files = []
    for number, address in enumerate(PAGES):
        try:
            with urlopen(where + address) as answer:
                body = answer.read()
        except HTTPError as error:
            body = error.read()
        file = tmp_path / f"{number}.html"
        file.write_bytes(body)
        files.append(str(file))
    ran = subprocess.run(
        ["java", "-jar", str(NU), "--errors-only", "--format", "json", *files], capture_output=True, check=False
    )
    found = json.loads(ran.stderr)["messages"]
    name = re.compile(r"(\d+)\.html")
    assert [
        (PAGES[int(match[1])], each["message"], each.get("extract"))
        for each in found
        if (match := name.search(each["url"]))
    ] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page of a small window, without scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_whole_journey_by_keyboard_alone(page, where):
    page.goto(f"{where}/northshire-send/")
    tab_to(page, "Skip to the content")
    tab_to(page, "Actions")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions")
    tab_to(page, r"Overdue \(\d+\)")
    page.keyboard.press("Space")
    tab_to(page, "Apply filters")
    page.keyboard.press("Enter")
    page.wait_for_url("**when=overdue**")
    tab_to(page, r"Overdue .*take off.*")
    tab_to(page, r"\d+\.\d+ .*|[A-Z][a-z].*")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/*")
    action = page.url
    page.keyboard.press("Home")
    tab_to(page, "Choose another day")
    page.keyboard.press("Enter")
    page.wait_for_url("**/day?**")
    tab_to(page, "As at which day.*")
    page.keyboard.type("1 October 2025")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/*as_at=*")
    assert page.url.startswith(action)
    assert "Position as at 1 Oct 2025" in page.inner_text("header")
    tab_to(page, "Word")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith("-2025-10-01.docx")


@pytest.mark.parametrize("address", ["day", "actions", "reports/status"])
def test_a_day_that_is_none_comes_first_and_its_field_is_one_step_away(page, where, address):
    page.goto(f"{where}/northshire-send/{address}?as_at={quote('32 January')}")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "problem"
    assert page.locator("#as_at").input_value() == "32 January"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "as_at"
    described = page.locator("#as_at").get_attribute("aria-describedby")
    assert described is not None
    assert "Error:" in " ".join(page.locator(f"#{each}").inner_text() for each in described.split())


def test_in_forced_colours_the_focus_and_the_present_page_are_seen(browser, where):
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(f"{where}/northshire-send/actions")
    tab_to(page, "Actions")
    assert page.evaluate("getComputedStyle(document.activeElement).fontWeight") == "700"
    context.close()


def test_a_printed_page_is_light_and_without_what_is_only_for_clicking(browser, where):
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{where}/northshire-send/actions?when=overdue")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for hidden in (".filters", ".forms", ".skip", ".state a"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator("table").first.is_visible()
    context.close()
