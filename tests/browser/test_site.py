"""Pages of a site in a browser, from a disk: they fit any width, checkers find no fault, search works by keyboard."""

import json
import os
import subprocess
from collections.abc import Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from actionplan.report.pages.registry import PAGE_KINDS
from browser_papers import NU, PLANS

MAIN = {kind.name for kind in PAGE_KINDS if kind.title}
LACKING = {("hertfordshire", kind) for kind in ("risks", "risk")}
"""Pages that a plan has not, since it has no such record."""

KINDS = [(plan, kind.name) for plan, kind in product(PLANS, PAGE_KINDS) if (plan, kind.name) not in LACKING]

LOOKS = [*product((320, 768, 1280), (("light", "screen"), ("dark", "screen"), ("dark", "print")))]
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BY_LOOK = {"color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"}
"""The rules whose answer depends on width and colours; all rules judge each page once."""

ALIKE = ["tbody > tr:nth-child(n+9)", ".history > li:nth-child(n+9)"]
"""Rows and entries that look as those before them; the test of all pages judges them too."""

JUDGE = """
async ([rules, skipped]) => {
  const context = { include: [["html"]], exclude: skipped.map((each) => [each]) };
  const found = await axe.run(context, { ...rules, resultTypes: ["violations"], preload: false });
  return found.violations.map((each) => [each.id, each.nodes[0].html]);
}
"""


@pytest.fixture(scope="module")
def page(browser: Browser, asked: list[str]):
    """Return a tab in which every page has axe, and in which every request is noted."""
    context = browser.new_context()
    context.add_init_script(Axe().axe_script)
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url))
    yield tab
    context.close()


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Return the addresses that pages asked for."""
    return []


def shown(page: Page, file: Path, width: int = 1280, scheme: Any = "light", media: Any = "screen") -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme, media=media)
    if page.url != file.as_uri():
        page.goto(file.as_uri())


def faults(page: Page, rules: Any = WCAG, skipped: Sequence[str] = ()) -> Any:
    return page.evaluate(JUDGE, [rules, list(skipped)])


def longest(site: Path, plan: str, kind: str) -> Path:
    """Return the longest page of a kind: the first page of a plan, one of its lists, or one about a record."""
    name = "index" if kind == "home" else kind
    pattern = f"{name}.html" if kind in MAIN else f"{'bodie' if kind == 'body' else kind}s/*.html"
    return max((site / f"{plan}-send").glob(pattern), key=lambda file: file.stat().st_size)


@pytest.mark.parametrize(("plan", "kind"), KINDS, ids=[f"{plan}-{kind}" for plan, kind in KINDS])
def test_each_kind_of_page_fits_and_has_no_fault_in_every_look(site, page, plan, kind):
    file = longest(site, plan, kind)
    for width, (scheme, media) in LOOKS:
        shown(page, file, width, scheme, media)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        # On paper nothing is pressed
        rules = sorted(BY_LOOK - ({"target-size"} if media == "print" else set()))
        assert faults(page, {"runOnly": {"type": "rule", "values": rules}}, ALIKE) == [], (width, scheme, media)


EVERY = int(os.environ.get("EVERY_PAGE", "4"))
"""One page of so many of a plan is judged; ``make every-page`` judges all of them, which takes minutes."""


@pytest.mark.parametrize("plan", [*PLANS, ""])
def test_pages_are_judged_once(site, page, asked, plan):
    files = sorted((site / f"{plan}-send").rglob("*.html"))[::EVERY] if plan else [*site.glob("*.html")]
    assert files
    found = {}
    for file in files:
        shown(page, file)
        if page.evaluate("document.documentElement.scrollWidth") > 1280 or (problems := faults(page)):
            found[file.name] = problems
    assert found == {}
    assert {url.partition(":")[0] for url in asked} == {"file"}


def test_the_nu_checker_finds_no_error_in_any_page(site):
    ran = subprocess.run(
        ["java", "-jar", str(NU), "--errors-only", "--skip-non-html", "--format", "json", str(site)],
        capture_output=True,
        check=False,
    )
    found = json.loads(ran.stderr)["messages"]
    assert [(Path(each["url"]).name, each.get("lastLine"), each["message"]) for each in found] == []


def rows_shown(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator("tbody tr").all() if row.is_visible()]


def press_until(page: Page, label: str) -> None:
    """Press Tab until the field of a label has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if (
            page.evaluate("(document.activeElement.closest('label')?.firstChild ?? document.activeElement).textContent")
            == label
        ):
            return
    raise AssertionError(f"Tab never comes to {label}")


def test_words_narrow_the_list_of_everything_by_keyboard(site, page):
    shown(page, site / "northshire-send/search.html", 320)
    page.reload()
    whole = len(rows_shown(page))
    expect(page.get_by_role("status")).to_have_text(f"All {whole} are shown.")
    press_until(page, "Words")
    page.keyboard.type("THERAPY  waits")
    found = rows_shown(page)
    assert found
    assert len(found) < whole
    assert all("therapy" in row.lower() and "waits" in row.lower() for row in found)
    expect(page.get_by_role("status")).to_have_text(f"{len(found)} of {whole} shown.")
    assert faults(page) == []
    page.keyboard.press("Enter")
    assert len(rows_shown(page)) == len(found), "Enter must not load the page again"
    page.keyboard.press("Control+A")
    page.keyboard.type("nothing has this word")
    expect(page.get_by_role("status")).to_have_text(f"None of {whole} shown.")
    press_until(page, "Show all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"All {whole} are shown.")
    assert page.evaluate("document.activeElement.type") == "search"


def test_choices_narrow_the_list_of_actions_by_keyboard(site, page):
    shown(page, site / "northshire-send/actions.html")
    page.reload()
    press_until(page, "Owner")
    page.keyboard.type("Northshire Parent")
    owned = rows_shown(page)
    assert owned
    assert all("Parent Carer Forum" in row for row in owned)
    press_until(page, "State")
    page.keyboard.type("complete")
    finished = rows_shown(page)
    assert 0 < len(finished) < len(owned)
    assert all("complete" in row for row in finished)
    press_until(page, "Lateness")
    page.keyboard.type("overdue")
    assert rows_shown(page) == []
    expect(page.get_by_role("status")).to_have_text("None of 64 shown.")


def test_without_scripts_lists_are_whole(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "northshire-send/actions.html").as_uri())
    assert page.locator("tbody tr").count() == len(rows_shown(page)) == 64
    assert page.locator("form").count() == 0
    context.close()


def test_accents_and_typographic_apostrophes_do_not_matter(browser, actionplan, make_plan, tmp_path):
    from conftest import ACTION

    actions = {"actions/1.1.toml": ACTION.replace("Build", "Café children\u2019s"), "actions/1.2.toml": ACTION}
    assert actionplan("site", make_plan(actions), "-o", tmp_path / "site").code == 0
    page = browser.new_page()
    page.goto((tmp_path / "site/p/actions.html").as_uri())
    page.get_by_label("Words").fill("cafe children's")
    assert ["Café" in row for row in rows_shown(page)] == [True]
    page.close()
