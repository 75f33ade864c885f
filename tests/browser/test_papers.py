"""Every kind of paper of two plans in a browser: it fits any width, is used by keyboard, and checkers find no fault."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actionplan.model.outlines import KINDS
from browser_papers import NU, PLANS

ACTIONS = {"northshire": "1.3", "hertfordshire": "OC.1"}
PAPERS: list[tuple[str, tuple[str, ...]]] = [(plan, (kind,)) for plan in PLANS for kind in KINDS]
PAPERS += [(plan, ("action", name)) for plan, name in ACTIONS.items()]

LOOKS = [(320, "light"), (320, "dark"), (768, "light"), (768, "dark"), (1280, "light"), (1280, "dark")]
JUDGED = {(320, "light"), (768, "dark"), (1280, "light"), (1280, "dark")}
"""The looks that axe checks; the others differ from these in nothing that it checks."""

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def opened(browser: Browser, file: Path, width: int, scheme: Any, asked: list[str]) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme).new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize(("plan", "kind"), PAPERS, ids=[f"{plan}-{kind[0]}" for plan, kind in PAPERS])
def test_a_paper_fits_and_has_no_fault_at_any_width_in_light_and_dark(browser, paper, plan, kind):
    file = paper(plan, *kind)
    asked: list[str] = []
    for width, scheme in LOOKS:
        page = opened(browser, file, width, scheme, asked)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if (width, scheme) in JUDGED:
            found = Axe().run(page, options=RULES).response["violations"]
            assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
        page.context.close()
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}


@pytest.mark.parametrize("plan", PLANS)
def test_everything_that_can_be_opened_or_moved_is_reached_by_keyboard_and_seen(browser, paper, plan):
    page = opened(browser, paper(plan, "board"), 320, "light", [])
    reachable = page.locator("a[href], summary, [tabindex='0']")
    reached = []
    for _ in range(reachable.count()):
        page.keyboard.press("Tab")
        look = "e => [e.outerHTML.slice(0, 60), getComputedStyle(e).outlineStyle, e.getBoundingClientRect().height > 0]"
        reached.append(page.evaluate(f"({look})(document.activeElement)"))
    assert len({html for html, _, _ in reached}) > 0 or not reached
    assert all(outline != "none" and is_seen for _, outline, is_seen in reached)
    page.context.close()


@pytest.mark.parametrize("plan", PLANS)
def test_in_forced_colours_the_words_and_signs_are_seen(browser, paper, plan):
    context = browser.new_context(forced_colors="active", color_scheme="dark", viewport={"width": 800, "height": 900})
    page = context.new_page()
    page.goto(paper(plan, "board").as_uri())
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    colours = page.evaluate("[...document.querySelectorAll('.sign > svg *')].map(e => getComputedStyle(e).fill)")
    assert colours
    assert ground not in [each for each in colours if each != "none"][:1]
    context.close()


@pytest.mark.parametrize("plan", PLANS)
def test_a_printed_paper_is_light_and_has_no_details(browser, paper, plan):
    page = opened(browser, paper(plan, "board"), 1280, "dark", [])
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert all(not each.is_visible() for each in page.locator("details").all())
    assert page.pdf().startswith(b"%PDF")
    page.context.close()


@pytest.mark.parametrize("plan", PLANS)
def test_a_printed_highlight_report_is_one_page(browser, paper, plan):
    page = opened(browser, paper(plan, "highlight"), 1280, "light", [])
    assert len(re.findall(rb"/Type */Page\b", page.pdf(prefer_css_page_size=True))) == 1
    page.context.close()


def test_the_nu_checker_finds_no_error(paper):
    files = [str(paper(plan, *kind)) for plan, kind in PAPERS]
    ran = subprocess.run(
        ["java", "-jar", str(NU), "--errors-only", "--format", "json", *files], capture_output=True, check=False
    )
    found = json.loads(ran.stderr)["messages"]
    assert [(Path(each["url"]).name, each.get("lastLine"), each["message"]) for each in found] == []
