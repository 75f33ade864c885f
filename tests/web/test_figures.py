"""The JSON of a page is what its command prints, byte for byte, and no figure on the page is any other."""

import datetime as dt
import json
import re
from html import unescape

import pytest

from actionplan.cli import console
from actionplan.cli.main import run
from conftest import REPOSITORY

DAY = dt.date(2026, 1, 15)
NORTH = "examples/northshire-send"
PAGES = {
    "": ("status",),
    "actions": ("status",),
    "actions?when=overdue": ("status",),
    "actions/1.3": ("show", "1.3"),
    "areas/PA1": ("show", "PA1"),
    "measures": ("measures",),
    "measures/plans-in-20-weeks": ("show", "plans-in-20-weeks"),
    "risks": ("risks",),
    "risks/R1": ("show", "R1"),
    "resolutions": ("resolutions",),
    "resolutions/2024-11-21-b": ("show", "2024-11-21-b"),
    "reviews": ("reviews",),
    "reviews/2024-stocktake": ("show", "2024-stocktake"),
    "bodies/ncc": ("show", "ncc"),
    "reports/status": ("status",),
    "reports/status?owner=ncc&overdue=yes": ("status", "--owner", "ncc", "--overdue"),
    "reports/status?area=PA1": ("status", "--area", "PA1"),
    "reports/due": ("due",),
    "reports/due?by=ncc": ("due", "--by", "ncc"),
    "reports/measures?missed=yes": ("measures", "--missed"),
    "reports/risks?closed=yes": ("risks", "--closed"),
    "reports/resolutions?open=yes&body=council": ("resolutions", "--open"),
    "reports/reviews": ("reviews",),
    "reports/dependencies": ("dependencies",),
    "reports/dependencies?action=1.3": ("dependencies", "--action", "1.3"),
    "reports/resources": ("resources",),
    "reports/forecast": ("forecast",),
    "reports/challenge": ("challenge",),
    "reports/challenge?owner=ncc": ("challenge", "--owner", "ncc"),
    "reports/check": ("check",),
    "reports/since?day=2025-10-01": ("since", "2025-10-01"),
    "papers/highlight": ("report", "highlight"),
    "papers/board": ("report", "board"),
}
"""Each page that has JSON, and the command for the same question."""

KNOWN = ("", "actions/1.3", "reports/status", "reports/measures?missed=yes")
"""Pages that are also asked for as they were known on a day."""

LISTS = ("status", "measures", "risks", "reviews", "resolutions", "dependencies")
"""The reports whose figures are also on pages of single records, since these show what belongs to them."""

WORKED_OUT = {
    "actions/1.3": {float((dt.date(2025, 12, 19) - dt.date(2025, 6, 30)).days)},  # by how much the last move was later
    "measures": {65 - 57.3, 702 - 400},  # the last figures before a target's day, and the target
    "measures/plans-in-20-weeks": {65 - 57.3, 54.9},  # and the point of the trajectory, rounded as the figure is
}
"""What pages work out between two figures or days of the JSON, which is not in it."""


@pytest.fixture
def printed(monkeypatch, capsys, tmp_path):
    """Return a function that returns what a command prints as JSON about northshire."""
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setattr(console, "today", lambda: DAY)

    def of(name, *arguments, known="", form="json"):
        days = ["--as-at", DAY.isoformat()] if name not in ("since", "check") else []
        days += ["--until", DAY.isoformat()] if name == "since" else []
        days += ["--known-at", known] if known else []
        capsys.readouterr()
        if name == "report":
            file = tmp_path / "paper.json"
            assert run([name, *arguments, NORTH, *days, "-o", str(file)]) == 0
            return file.read_text(encoding="utf-8")
        plan = ["--plan", NORTH] if name == "show" else [NORTH]
        run([name, *arguments, *plan, *days, "--format", form])
        return capsys.readouterr().out

    return of


@pytest.mark.parametrize("page", PAGES)
def test_the_json_of_a_page_is_what_its_command_prints(north, printed, page):
    address = f"/northshire-send/{page}{'&' if '?' in page else '?'}as_at={DAY}"
    assert north.page(f"{address}&form=json") == printed(*PAGES[page])


@pytest.mark.parametrize("page", KNOWN)
def test_so_it_is_on_another_day_by_the_record_of_that_time(north, printed, page):
    address = f"/northshire-send/{page}{'&' if '?' in page else '?'}as_at={DAY}&known_at=2025-06-30"
    assert north.page(f"{address}&form=json") == printed(*PAGES[page], known="2025-06-30")


def words(body):
    """Return the words of the main part of a page, without the form, and without days."""
    main = re.sub(r"(?s)<(form|svg|ol|summary).*?</\1>", " ", body[body.index("<main") : body.index("</main>")])
    text = unescape(re.sub(r"<[^>]*>", " ", re.sub(r"</?a\b[^>]*>", "", main)))
    return re.sub(r"(\d+ )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}|\d{4}/\d\d", " ", text)


def figures(value):
    """Return every number of an answer, the lengths of its lists, and the numbers in its texts."""
    match value:
        case bool() | None:
            return set()
        case dict():
            return set().union(*map(figures, value.values()), *map(figures, value))
        case list():
            return {len(value)}.union(*map(figures, value))
        case str():
            return {number(each) for each in FIGURE.findall(value)}
    return {float(value)}


FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")


def number(text):
    return float(text.replace(",", "").rstrip(".") or 0)


@pytest.fixture(scope="module")
def lists(north):
    """Return every figure of the reports about records."""
    answers = [json.loads(north.page(f"/northshire-send/reports/{each}?as_at={DAY}&form=json")) for each in LISTS]
    return set().union(*map(figures, answers))


@pytest.mark.parametrize("page", [page for page in PAGES if "reports/" not in page])
def test_each_figure_of_a_page_is_in_its_json(north, lists, page):
    address = f"/northshire-send/{page}{'&' if '?' in page else '?'}as_at={DAY}"
    known = figures(json.loads(north.page(f"{address}&form=json")))
    if "/" in page or page in ("measures", "resolutions"):
        known |= lists | {round(each, 6) for each in WORKED_OUT.get(page, ())}
    shown = {number(each) for each in FIGURE.findall(words(north.page(address)))}
    assert sorted(shown - known) == []


def test_the_point_of_a_trajectory_is_that_of_the_json_rounded(north):
    answer = json.loads(north.page(f"/northshire-send/measures?as_at={DAY}&form=json"))
    [measure] = [each for plan in answer["plans"] for each in plan["measures"] if each["id"] == "plans-in-20-weeks"]
    assert round(measure["expected"], 1) == 54.9


@pytest.mark.parametrize("page", [page for page in PAGES if "reports/" in page])
def test_a_report_says_what_its_command_says(north, printed, page):
    address = f"/northshire-send/{page}{'&' if '?' in page else '?'}as_at={DAY}"
    assert words(north.page(address)).split() == words(printed(*PAGES[page], form="html")).split()
