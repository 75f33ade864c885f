"""The figures of the pages of a site are those of the JSON of the same questions.

Actions and meetings have tests of their own.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import html5lib
import pytest

from actionplan.model.dates import PlanDate
from actionplan.model.figures import figure
from actionplan.model.records import Plan
from actionplan.model.text import count, date_text, day_text, days_text
from actionplan.report.show import show_json
from conftest import REPOSITORY, Runner
from site_pages import DAY, PLANS, Asked, Page, ids_linked, words_in

Answer = Mapping[str, Any]
Dated = Callable[[Answer, str], str]


@pytest.fixture
def dated(loaded: dict[str, Plan], plan: str) -> Dated:
    """Return a function that returns a date of the JSON as pages have it; empty if there is none."""
    calendar = loaded[plan].calendar
    return lambda answer, name: date_text(PlanDate.parse(answer[name], calendar)) if answer[name] else ""


def test_the_first_page_has_the_counts_of_status(page: Page, asked: Asked) -> None:
    tally = asked("status")["plans"][0]["totals"]
    first = page("index.html").words
    assert f"{tally['finished']} of {tally['actions']} actions are finished" in first
    assert not tally["overdue"] or f"{tally['overdue']} of the {tally['has_due_day']} open" in first


def test_each_area_has_its_counts(page: Page, asked: Asked) -> None:
    areas = [each for each in asked("status")["plans"][0]["areas"] if each["totals"]["actions"]]
    assert areas
    first = page("index.html").words
    for each in areas:
        tally = each["totals"]
        told = f"{tally['finished'] or 'none'} of {tally['actions']} finished"
        told += f", {tally['overdue']} overdue" if tally["overdue"] else ""
        assert re.sub(r"\s*,", ",", page(f"areas/{each['id']}.html").words).count(told)
        assert re.sub(r"\s*,", ",", first).count(told)


def test_each_row_of_the_actions_has_its_days_and_dates(page: Page, asked: Asked) -> None:
    rows = {}
    for line in page("actions.html").main.iterfind(".//tbody/tr"):
        rows[ids_linked(line, "actions")[0]] = words_in(line)
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


def test_each_body_answers_for_as_many_actions(page: Page, asked: Asked) -> None:
    owners = [each for each in asked("status")["plans"][0]["owners"] if each["id"] is not None]
    assert owners
    for each in owners:
        tally = each["totals"]
        told = page(f"bodies/{each['id']}.html").words
        assert f"It answers for {count(tally['actions'], 'action')}: {tally['open'] or 'none'} " in told
        assert f"and {tally['overdue'] or 'none'} {'is' if tally['overdue'] == 1 else 'are'} overdue" in told


def test_each_body_lists_its_actions_and_leads_nowhere_else(
    page: Page, asked: Asked, plan: str, loaded: dict[str, Plan]
) -> None:
    actions = asked("status")["plans"][0]["actions"]
    for name in loaded[plan].bodies:
        owned = {each["id"] for each in actions if each["owner"] == name and not each["replaced_by"]}
        told = page(f"bodies/{name}.html")
        table = next((each for each in told.main.iter("table") if words_in(each).startswith("Its actions")), None)
        assert (set(ids_linked(table, "actions")) if table is not None else set()) == owned, name
        assert owned or "It answers for no action." in told.words
        held = [each for each in loaded[plan].meetings if each.body == name and each.held is not False]
        assert len(ids_linked(told.under("Its meetings"), "meetings")) == len(held), name


def test_each_area_lists_its_actions_findings_and_measures(page: Page, asked: Asked) -> None:
    status = asked("status")["plans"][0]
    measures = asked("measures")["plans"][0]["measures"]
    for each in status["areas"]:
        told = page(f"areas/{each['id']}.html")
        acting = {action["id"] for action in status["actions"] if each["id"] in action["areas"]}
        assert set(ids_linked(told.under("What is being done"), "actions")) == acting
        assert (
            len([item for found in told.under("What inspectors found") for item in found.iter("li")])
            == each["findings"]
        )
        helping = {measure["id"] for measure in measures if each["id"] in measure["areas"]}
        assert set(ids_linked(told.under("Whether it helps"), "measures")) == helping
        owners = [each["owner"]] if each["owner"] else []
        assert ids_linked(told.under("Who answers for it"), "bodies") == owners


def test_each_measure_has_its_latest_figure_and_every_target(page: Page, asked: Asked, dated: Dated) -> None:
    measures = asked("measures")["plans"][0]["measures"]
    assert measures
    for each in measures:
        told = page(f"measures/{each['id']}.html")
        headline, unit = words_in(told.main.find(".//p[@class='headline']")), each["unit"]
        assert words_in(told.main.find(".//h1")) == each["title"]
        if (latest := each["latest"]) is None:
            assert headline == "No figure has been published."
        else:
            assert headline.startswith(figure(Decimal(str(latest["value"])), unit))
            assert dated(latest, "period") in headline
        rows = told.rows("Targets of this measure")
        assert len(rows) == len(each["targets"])
        for row, target in zip(rows, each["targets"], strict=True):
            assert dated(target, "due") in row
            assert figure(Decimal(str(target["value"])), unit) in row
            assert {True: "met", False: "missed", None: ""}[target["met"]] in row.lower()
        assert set(ids_linked(told.under("What is being done about it"), "actions")) == set(each["actions"])
        assert ids_linked(told.under("Where it belongs"), "areas") == each["areas"]


def test_each_measure_has_every_reading(page: Page, plan: str, loaded: dict[str, Plan], asked: Asked) -> None:
    for name in (each["id"] for each in asked("measures")["plans"][0]["measures"]):
        measure = loaded[plan].measure(name)
        answer = show_json(loaded[plan], measure, date.fromisoformat(DAY))
        told = [words_in(item) for item in page(f"measures/{measure.id}.html").items("history")]
        readings = (*answer["readings"], *answer["benchmarks"])
        assert len(told) == len(readings) + len(answer["status"])
        for reading in readings:
            assert any(figure(Decimal(str(reading["value"])), measure.unit) in item for item in told)


def test_each_risk_has_its_scores_and_actions(page: Page, asked: Asked) -> None:
    for each in asked("risks", "--closed")["plans"][0]["risks"]:
        told = page(f"risks/{each['id']}.html")
        for name, heading in (("inherent", "Before any action"), ("residual", "Now")):
            if score := each[name]:
                assert f"({score['likelihood']} x {score['impact']})" in told.facts()[heading]
        headline = words_in(told.main.find(".//p[@class='headline']"))
        assert headline.startswith(
            f"{each['residual']['level']} {each['residual']['score']}" if each["residual"] else "It"
        )
        assert set(ids_linked(told.under("What is done about it"), "actions")) == {one["id"] for one in each["actions"]}
        late = [one for one in each["actions"] if one["overdue"] and one["due"] == one["due_day"]]
        assert all(f"overdue by {days_text(one['days_overdue'])}" in told.words for one in late)
        assert (each["residual"] is None) == ("It has not been scored" in told.words)


def test_each_resolution_has_its_votes_clauses_and_reports(page: Page, asked: Asked, dated: Dated) -> None:
    found = asked("resolutions")["plans"][0]
    for each in (*found["open"], *found["done"], *found["not_carried"]):
        told = page(f"resolutions/{each['id']}.html")
        assert dated(each, "on") in words_in(told.main.find(".//p[@class='headline']"))
        votes = each["votes"] or {}
        assert all(re.search(rf"\b{number} {word}\b", told.words) for word, number in votes.items() if number)
        items = [words_in(item) for item in told.items("records")]
        assert len(items) == len(each["clauses"])
        for item, clause in zip(items, each["clauses"], strict=True):
            assert " ".join(clause["text"].split()) in item
            assert dated(clause, "due") in item
            assert f"{clause['days_overdue']} day" in item or not clause["overdue"] or not clause["days_overdue"]
        assert ids_linked(told.items("records"), "actions") == list(
            dict.fromkeys(name for clause in each["clauses"] for name in carrying(clause, asked))
        )
        assert f"{each['report_days_overdue']} day" in told.words or not each["report_days_overdue"]


def carrying(clause: Answer, asked: Asked) -> Iterator[str]:
    """Yield the actions that carry out a clause: those that it names, or those in their place."""
    known = {each["id"]: each for each in asked("status")["plans"][0]["actions"]}
    for name in clause["actions"]:
        yield from known[name]["replaced_by"] or (name,)


def test_each_review_has_its_dates_findings_and_recommendations(page: Page, asked: Asked, dated: Dated) -> None:
    for each in asked("reviews")["plans"][0]["reviews"]:
        told = page(f"reviews/{each['id']}.html")
        days = [dated(each, name) for name in ("announced", "held", "received", "published")]
        assert all(day in told.words for day in days)
        findings = [item for found in told.under("Findings") for item in found.iter("li")]
        assert len(findings) == len(each["findings"])
        rows = told.rows("") if each["recommendations"] else []
        assert len(rows) == len(each["recommendations"])
        for row, one in zip(rows, each["recommendations"], strict=True):
            assert " ".join(one["text"].split()) in row
            assert dated(one, "due") in row
            assert f"{days_text(one['days_late'])}" in row or not one["overdue"] or one["due"] != one["due_day"]


def test_every_record_of_other_kinds_has_its_whole_history(page: Page, plan: str, loaded: dict[str, Plan]) -> None:
    whole = loaded[plan]
    for folder in ("areas", "risks", "reviews", "resolutions"):
        for record in getattr(whole, folder):
            entries = show_json(whole, record, date.fromisoformat(DAY))["status"]
            assert len(page(f"{folder}/{record.id}.html").items("history")) == len(entries), record.id


def test_the_list_of_everything_has_a_row_for_each_page(page: Page, site: Path, plan: str) -> None:
    folders = ("areas", "actions", "measures", "resolutions", "reviews", "risks", "bodies", "meetings")
    search = page("search.html").main
    for folder in folders:
        made = {each.stem for each in (site / plan / folder).glob("*.html")}
        moved = {name for name in made if "another number now" in page(f"{folder}/{name}.html").words}
        assert set(ids_linked(search, folder)) == made - moved


def test_the_page_above_plans_has_the_counts_of_each(site: Path, actionplan: Runner) -> None:
    told = " ".join(html5lib.parse((site / "index.html").read_text(), namespaceHTMLElements=False).itertext())
    for folder in PLANS.values():
        ran = actionplan("status", REPOSITORY / folder, "--as-at", DAY, "--format", "json")
        tally = json.loads(ran.out)["plans"][0]["totals"]
        assert f"{tally['finished']} of {tally['actions']}" in told
        assert not tally["overdue"] or f"{tally['overdue']}, by up to {days_text(tally['longest_overdue'])}" in told
