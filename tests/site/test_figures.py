"""The figures of the pages of a site are those of the JSON of the same questions."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest

import actionplan as library
from actionplan.cli.main import run
from actionplan.model.figures import figure
from actionplan.model.text import count, day_text, days_text
from conftest import REPOSITORY, Runner

DAY = "2026-01-15"
PLANS = {"northshire-send": "examples/northshire-send", "hertfordshire-send": "plans/hertfordshire-send"}

Words = Callable[[str], str]
Asked = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures") / "site"
    plans = [str(REPOSITORY / folder) for folder in PLANS.values()]
    assert run(["site", *plans, "--as-at", DAY, "-o", str(folder)]) == 0
    return folder


@pytest.fixture(params=PLANS)
def plan(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture
def words(site: Path, plan: str) -> Words:
    """Return a function that returns the words of a page of the plan."""

    def read(path: str) -> str:
        tree = html5lib.parse((site / plan / path).read_text(encoding="utf-8"), namespaceHTMLElements=False)
        return " ".join(" ".join(tree.find(".//main").itertext()).split())

    return read


@pytest.fixture
def asked(actionplan: Runner, plan: str) -> Asked:
    """Return a function that asks a question about the plan and returns its JSON."""

    def ask(command: str, *arguments: str, at: tuple[str, ...] = ("--as-at", DAY)) -> Any:
        ran = actionplan(command, *arguments, REPOSITORY / PLANS[plan], *at, "--format", "json")
        return json.loads(ran.out)

    return ask


def test_the_first_page_has_the_counts_of_status(words: Words, asked: Asked) -> None:
    tally = asked("status")["plans"][0]["totals"]
    page = words("index.html")
    assert f"{tally['finished']} of {tally['actions']} actions are finished" in page
    assert not tally["overdue"] or f"{tally['overdue']} of the {tally['has_due_day']} open" in page


def test_each_area_has_its_counts(words: Words, asked: Asked) -> None:
    areas = [each for each in asked("status")["plans"][0]["areas"] if each["totals"]["actions"]]
    assert areas
    first = words("index.html")
    for each in areas:
        tally = each["totals"]
        told = f"{tally['finished'] or 'none'} of {tally['actions']} finished"
        told += f", {tally['overdue']} overdue" if tally["overdue"] else ""
        assert re.sub(r"\s*,", ",", words(f"areas/{each['id']}.html")).count(told)
        assert re.sub(r"\s*,", ",", first).count(told)


def test_each_row_of_the_actions_has_its_days_and_dates(site: Path, plan: str, asked: Asked) -> None:
    tree = html5lib.parse((site / plan / "actions.html").read_text(encoding="utf-8"), namespaceHTMLElements=False)
    rows = {}
    for row in tree.findall(".//tbody/tr"):
        addresses = [each.get("href", "") for each in row.iter("a")]
        rows[addresses[0].removeprefix("actions/").removesuffix(".html")] = " ".join(" ".join(row.itertext()).split())
    actions = asked("status")["plans"][0]["actions"]
    assert rows.keys() == {each["id"] for each in actions}
    times = {1: "moved once", 2: "moved twice"}
    for each in actions:
        row = rows[each["id"]]
        if each["overdue"] and each["due"] == each["due_day"]:
            assert f"overdue by {days_text(each['days_overdue'])}" in row
        if each["due"] == each["due_day"] and each["due"]:
            assert day_text(date.fromisoformat(each["due"])) in row
        if moved := each["times_redated"]:
            assert times.get(moved, f"moved {moved} times") in row
        if each["open"] and each["progress"] is not None:
            assert f"{each['progress']}%" in row


def test_each_body_answers_for_as_many_actions(words: Words, asked: Asked) -> None:
    owners = [each for each in asked("status")["plans"][0]["owners"] if each["id"] is not None]
    assert owners
    for each in owners:
        tally = each["totals"]
        told = words(f"bodies/{each['id']}.html")
        assert f"It answers for {count(tally['actions'], 'action')}: {tally['open'] or 'none'} " in told
        assert f"and {tally['overdue'] or 'none'} {'is' if tally['overdue'] == 1 else 'are'} overdue" in told


def test_each_measure_has_every_reading(words: Words, asked: Asked) -> None:
    measures = asked("measures")["plans"][0]["measures"]
    assert measures
    for each in measures:
        told = words(f"measures/{each['id']}.html")
        for reading in each["readings"]:
            if reading["value"] is not None:
                assert figure(Decimal(str(reading["value"])), each["unit"]) in told


def test_each_risk_has_its_score(words: Words, asked: Asked) -> None:
    for each in asked("risks")["plans"][0]["risks"]:
        if each["residual"]:
            assert re.search(rf"\b{each['residual']['score']}\b", words(f"risks/{each['id']}.html"))


def test_each_resolution_has_its_votes_and_clauses(words: Words, asked: Asked) -> None:
    found = asked("resolutions")["plans"][0]
    for each in (*found["open"], *found["done"]):
        told = words(f"resolutions/{each['id']}.html")
        assert all(" ".join(clause["text"].split()) in told for clause in each["clauses"])
        votes = each["votes"] or {}
        assert all(re.search(rf"\b{number} {word}\b", told) for word, number in votes.items() if number)


def test_a_meeting_has_as_many_changes_as_since(site: Path, actionplan: Runner) -> None:
    page = html5lib.parse(
        (site / "northshire-send/meetings/board-2025-03-13.html").read_text(encoding="utf-8"),
        namespaceHTMLElements=False,
    )
    told = " ".join(" ".join(page.find(".//main").itertext()).split())
    found = re.search(r"(\d+) changes are on record since the meeting of (.*?), up to (.*?)\.", told)
    assert found
    start, until = (datetime.strptime(text, "%d %b %Y").date() for text in found.groups()[1:])
    plan = library.load(REPOSITORY / PLANS["northshire-send"])
    since = library.since(plan.at(start, known_at=start), plan.at(until, known_at=until))
    assert int(found[1]) == len(since)


def test_the_page_above_plans_has_the_counts_of_each(site: Path, actionplan: Runner) -> None:
    told = " ".join(html5lib.parse((site / "index.html").read_text(), namespaceHTMLElements=False).itertext())
    for folder in PLANS.values():
        ran = actionplan("status", REPOSITORY / folder, "--as-at", DAY, "--format", "json")
        tally = json.loads(ran.out)["plans"][0]["totals"]
        assert f"{tally['finished']} of {tally['actions']}" in told
        assert not tally["overdue"] or f"{tally['overdue']}, by up to {days_text(tally['longest_overdue'])}" in told
