"""The pages on which a plan is shared, in a real browser: each is judged, and used by keyboard alone."""

import datetime as dt
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from actionplan.cli.form_commands import run_command
from actionplan.web.writing.drafts import Drafts
from actionplan.web.writing.own_files import OwnFiles
from actionplan.web.writing.writer import Writer
from browser_keys import tab_to
from served_view import served
from sharing import Shared

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS: list[tuple[int, Any]] = [(320, "light"), (1280, "dark")]


@pytest.fixture
def shared(tmp_path):
    """Return two officers who have both changed the title of an area, and one of them an action."""
    shared = Shared(tmp_path)
    shared.anna.save("/p/actions/1.1/update", progress="40", note="Four of ten.", by="council")
    for keeper, title in ((shared.ben, "Being on time"), (shared.anna, "Speed")):
        area = keeper.root / "areas/A.toml"
        area.write_text(area.read_text().replace("Timeliness", title))
    shared.ben.send("/p/share", "share", files=["areas/A.toml"], message="From Ben")
    shared.anna.send("/p/updates", "look")
    return shared


def faults(page):
    """Return what is wrong with a page as it is shown now."""
    width = page.viewport_size["width"]
    wide = ["too wide"] if page.evaluate("document.documentElement.scrollWidth") > width else []
    return wide + [each["id"] for each in Axe().run(page, options=RULES).response["violations"]]


def press(page, button):
    """Go to a button by keyboard, press it, and wait for the page that it leads to."""
    tab_to(page, button)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_pages_of_sharing_fit_have_no_fault_and_need_only_a_keyboard(browser: Browser, shared):
    folder = shared.folder
    writer = Writer(run=run_command, drafts=Drafts(str(folder / "drafts")), files=OwnFiles(str(folder / "files")))
    found: dict[Any, list[str]] = {}
    with served(str(shared.anna.root), day=dt.date.today(), writer=writer) as address:
        for width, scheme in LOOKS:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
            )
            page = context.new_page()
            page.goto(f"{address}/p/updates")
            found["updates", width] = faults(page)
            page.goto(f"{address}/p/share")
            found["share", width] = faults(page)
            press(page, "Share")
            found["nothing entered", width] = faults(page)
            assert page.evaluate("document.activeElement.className") == "problem"
            tab_to(page, "Say in one sentence what you share")
            page.keyboard.press("Enter")
            page.keyboard.type("The numbers of March")
            press(page, "Share")
            assert "/conflicts" in page.url
            found["conflicts", width] = faults(page)
            press(page, "Save this decision")
            found["no answer", width] = faults(page)
            press(page, "Leave theirs out for now")
            assert page.url.endswith("/share?done=back")
            shared.anna.save("/p/actions/1.1/update", note=f"At {width}.", by="council")
            context.close()
    assert found == {key: [] for key in found}
