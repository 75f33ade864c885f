"""Forms in a real browser: every form and each of its states is judged, and used by keyboard alone."""

import datetime as dt
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from actionplan.cli.form_commands import run_command
from actionplan.cli.main import run
from actionplan.web.writing.drafts import Drafts
from actionplan.web.writing.own_files import OwnFiles
from actionplan.web.writing.registry import FORMS
from actionplan.web.writing.writer import Writer
from browser_keys import tab_to
from browser_papers import NU
from conftest import REPOSITORY
from keeping import Keeper
from served_view import served

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
LOOKS: list[tuple[int, Any]] = [(320, "light"), (1280, "dark")]
"""Each width and colours. Pages have no scripts, and are used without them below; only the checker needs them."""


EVERY = "EVERY_PAGE" in os.environ
"""Whether to judge every form in both looks; otherwise each in one, half of them with their errors."""


@pytest.fixture(scope="module")
def keeper(tmp_path_factory) -> Keeper:
    """Return a browser without a window in which a copy of the invented plan is kept."""
    folder = tmp_path_factory.mktemp("keeping")
    shutil.copytree(REPOSITORY / "examples/northshire-send", folder / "plan")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "The plan")):
        git = ("git", "-c", "user.name=An officer", "-c", "user.email=a@example.org", *command)
        subprocess.run(git, cwd=folder / "plan", check=True, capture_output=True)
    return Keeper(folder / "plan", folder / "drafts")


@pytest.fixture(scope="module")
def where(keeper) -> Iterator[str]:
    """Return the address of a view of that plan in which it is kept."""
    writer = Writer(run=run_command, drafts=Drafts(str(keeper.drafts)), files=OwnFiles(f"{keeper.drafts}-files"))
    with served(str(keeper.root), day=dt.date.today(), writer=writer) as address:
        yield f"{address}/northshire-send"


@pytest.fixture(scope="module")
def forms(keeper) -> list[str]:
    """Return the address of each form, once, as pages lead to it."""
    found: dict[str, str] = {}
    main = re.findall(r'href="(/northshire-send/[a-z]*)"', keeper.get("/northshire-send/"))
    for page in dict.fromkeys((*main, "/northshire-send/areas/PA1")):
        body = keeper.get(page)
        records = dict.fromkeys(re.findall(r'href="(/northshire-send/[a-z]+/[^"/?#]+)"', body))
        for each in (page, *list(records)[:12]):
            tasks = keeper.get(each).partition('<nav class="tasks"')[2].partition("</nav>")[0]
            for address in map(unescape, re.findall(r'href="([^"?]+)"', tasks)):
                _, _, kind, *_, name = address.split("/")
                found.setdefault(f"{kind}/{name}", address)
    return list(found.values())


def test_pages_lead_to_nearly_every_form(forms):
    reached = {address.rpartition("/")[2] for address in forms}
    named = {each.name for each in FORMS}
    # these need a record in a state that no record of the first of each kind is in, or follow something saved
    states = {"reopen", "verify", "reinstate", "refuse", "withdraw", "milestone", "resource"}
    of_round = {"unchanged", "done"}
    # the figures of this plan have no ids, by which they could be corrected
    figures = {"correct-figure", "correct-benchmark"}
    assert named - reached <= states | of_round | figures | {"undo", "remove"}


def test_every_form_and_its_errors_fit_and_have_no_fault(browser: Browser, where, forms):
    found: dict[Any, str] = {}
    for turn, (width, scheme) in enumerate(LOOKS):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
        page = context.new_page()
        for number, address in enumerate(forms):
            if not EVERY and number % 2 != turn:
                continue
            page.goto(where.removesuffix("/northshire-send") + address)
            if number % 4 < 2 and page.query_selector("form.entry button"):
                page.click("form.entry button")  # nothing is filled in, so the page says what is wrong
            if page.evaluate("document.documentElement.scrollWidth") > width:
                found[address, width] = "too wide"
            for each in Axe().run(page, options=RULES).response["violations"]:
                found[address, width, each["id"]] = each["nodes"][0]["html"][:200]
        context.close()
    assert found == {}


def states(keeper: Keeper) -> dict[str, str]:
    """Return the text of the page of each state of a form: empty, wrong, checked, asked about, and in conflict."""
    address = "/northshire-send/actions/1.3/update"
    asked = keeper.send(address, progress="5", note="Call 07700 900123", by="ncc").get_data(as_text=True)
    pages = {
        "empty": keeper.get(address),
        "wrong": keeper.send(address, progress="400", on="31 feb").get_data(as_text=True),
        "asked": asked,
        "unconfirmed": keeper.send(address, "save", asked).get_data(as_text=True),
        "draft": keeper.get(address),
        "writer": keeper.get("/northshire-send/writer"),
        "record": keeper.get("/northshire-send/actions/1.3?saved=update"),
    }
    words = ["update", "1.3", "--plan", str(keeper.root), "--by", "nicb", "--note", "Theirs first", "--yes"]
    assert run(words) == 0
    clash = keeper.send(address, "save", asked).get_data(as_text=True)
    pages["clash"] = clash
    pages["dropped"] = keeper.send(address, "answer", clash, answer="drop").get_data(as_text=True)
    pages["undo"] = keeper.get("/northshire-send/actions/1.3/undo")
    return pages


def test_the_nu_checker_finds_no_error_in_any_state(keeper, forms, tmp_path):
    pages = states(keeper) | {address: keeper.get(address) for address in forms}
    for number, body in enumerate(pages.values()):
        (tmp_path / f"{number}.html").write_text(body, encoding="utf-8")
    files = [str(tmp_path / f"{number}.html") for number in range(len(pages))]
    checker = ["java", "-jar", str(NU), "--errors-only", "--format", "json", *files]
    ran = subprocess.run(checker, capture_output=True, check=False)
    names = list(pages)
    assert [
        (names[int(match[1])], each["message"], each.get("extract"))
        for each in json.loads(ran.stderr)["messages"]
        if (match := re.search(r"(\d+)\.html", each["url"]))
    ] == []


def at_clash(page: Page, where: str, keeper: Keeper, theirs: str) -> None:
    """Enter an update, and have somebody else add one before it is saved."""
    page.goto(f"{where}/actions/1.10/update")
    page.fill("[name=note]", "Mine")
    page.select_option("[name=by]", "ncc")
    page.click("text=Check this")
    assert run(["update", "1.10", "--plan", str(keeper.root), "--by", "nicb", "--note", theirs, "--yes"]) == 0
    page.click("text=Save this")


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_no_state_has_a_fault(browser: Browser, where, keeper, width: int, scheme: Any):
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found: dict[Any, str] = {}

    def judge(state: str) -> None:
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[state] = "too wide"
        for each in Axe().run(page, options=RULES).response["violations"]:
            found[state, each["id"]] = each["nodes"][0]["html"][:200]

    page.goto(f"{where}/actions/1.11/update")
    page.fill("[name=progress]", "400")
    page.click("text=Check this")
    assert page.title().startswith("Error: ")
    assert page.evaluate("document.activeElement.className") == "problem"
    judge("wrong")
    page.fill("[name=progress]", "1")
    page.select_option("[name=by]", "ncc")
    page.click("text=Check this")
    judge("asked")
    page.click("text=Save this")
    judge("unconfirmed")
    at_clash(page, where, keeper, f"Theirs at {width}")
    judge("clash")
    page.check("text=Drop mine")
    page.click("text=Continue")
    judge("dropped")
    page.goto(f"{where}/writer")
    judge("writer")
    assert found == {}
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Return a page without scripts."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_an_update_from_first_to_last_by_keyboard_alone(page, where, keeper):
    page.goto(f"{where}/actions/1.9")
    tab_to(page, "Add an update")
    page.keyboard.press("Enter")
    page.wait_for_url("**/update")
    tab_to(page, "How much is done.*")
    page.keyboard.type("400")
    tab_to(page, "What has changed.*")
    page.keyboard.type("Two left.")
    tab_to(page, "Check this")
    page.keyboard.press("Enter")
    page.wait_for_selector(".problem")
    tab_to(page, ".*400.*")
    page.keyboard.press("Enter")  # the link leads to the field
    page.keyboard.press("Control+a")
    page.keyboard.type("90")
    tab_to(page, "Who says so.*")
    page.keyboard.type("Northshire County")
    tab_to(page, "Check this")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Check this before it is saved")
    while page.query_selector("[name=confirmed]:not(:checked)"):
        page.focus("[name=confirmed]:not(:checked)")
        page.keyboard.press("Space")
    tab_to(page, "Save this")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/1.9?saved=update&entry=*")
    assert b"Two left." in keeper.read("actions/1.9.toml")
    tab_to(page, "Undo this")
    page.keyboard.press("Enter")
    page.wait_for_url("**/undo?entry=*")
    tab_to(page, "Take it back")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/1.9?saved=undo")
    assert b"Two left." not in keeper.read("actions/1.9.toml")


def test_a_conflict_is_answered_by_keyboard_alone(page, where, keeper):
    at_clash(page, where, keeper, "Theirs by keyboard")
    tab_to(page, "Add mine after theirs")
    page.keyboard.press("Space")
    tab_to(page, "Continue")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Check this before it is saved")
    tab_to(page, "Save this")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actions/1.10?saved=update&entry=*")
    text = keeper.read("actions/1.10.toml").decode()
    assert text.rindex("Theirs by keyboard") < text.rindex("Mine")
