"""Make the pictures of the README: what the invented example looks like in papers, and in a browser.

Run: ``make pictures``. It needs Chromium, which ``make system`` installs.
"""

import os
import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, Route, sync_playwright

from actionplan.cli.main import run
from actionplan.web.app import make_app
from actionplan.web.store import PlanStore

REPOSITORY = Path(__file__).parent.parent
PLAN, DAY = "examples/northshire-send", "2026-01-15"


class Shown(NamedTuple):
    """A picture: its file, the kind of paper, the place on the page where it begins, and its height in pixels."""

    file: str
    kind: tuple[str, ...]
    heading: str
    height: int


PICTURES = (
    Shown("highlight.png", ("highlight",), ".title-block", 790),
    Shown("action.png", ("action", "1.3"), "h2:has-text('How the date moved')", 640),
    Shown("measures.png", ("board",), "figure:has(figcaption:has-text('Annual reviews'))", 390),
)


class PageShown(NamedTuple):
    """A picture of the view: its file, the address of the page, and the place and height of what is shown of it."""

    file: str
    page: str
    begin: float
    height: float


PAGES = (
    PageShown("view-overview.png", "", 0, 760),
    PageShown("view-action.png", "actions/1.3", 0, 760),
    PageShown("view-questions.png", "reports/challenge", 0, 760),
)
VIEW = "http://127.0.0.1"


def of_view(browser: Browser, plan: Path, folder: Path) -> None:
    """Write the pictures of the view. Its pages come from the program itself, without a port."""
    client = make_app(PlanStore([str(plan)]), lambda: date.fromisoformat(DAY)).test_client()

    def answer(route: Route) -> None:
        found = client.get(route.request.url.removeprefix(VIEW), base_url=VIEW)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.get_data())

    for shown in PAGES:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light")
        page.route("**/*", answer)
        page.goto(f"{VIEW}/northshire-send/{shown.page}")
        clip = {"x": 0.0, "y": shown.begin, "width": 1280.0, "height": shown.height}
        page.screenshot(path=str(folder / shown.file), full_page=True, clip=clip)  # type: ignore[arg-type]


def main() -> None:
    """Write every picture into ``docs/pictures``."""
    folder = REPOSITORY / "docs" / "pictures"
    folder.mkdir(exist_ok=True)
    root = ["--no-sandbox"] if os.name == "posix" and os.getuid() == 0 else []
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        # Outside git, so that no commit is named and the same pictures come out again.
        plan = shutil.copytree(REPOSITORY / PLAN, Path(made) / "plan")
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--disable-gpu", *root])
        for shown in PICTURES:
            page = browser.new_page(viewport={"width": 860, "height": 900})
            file = Path(made) / f"{shown.kind[0]}.html"
            run(["report", *shown.kind, str(plan), "--as-at", DAY, "-o", str(file)])
            page.goto(file.as_uri())
            begin = page.locator(shown.heading).first.evaluate("e => e.getBoundingClientRect().top + scrollY")
            clip = {"x": 0.0, "y": max(begin - 12.0, 0.0), "width": 860.0, "height": float(shown.height)}
            page.screenshot(path=str(folder / shown.file), full_page=True, clip=clip)  # type: ignore[arg-type]
        of_view(browser, plan, folder)
        browser.close()


if __name__ == "__main__":
    main()
