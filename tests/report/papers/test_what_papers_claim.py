"""Sentences of papers say no more than the record carries, and ask of each body what it can decide."""

import re
from datetime import date
from itertools import count

import pytest

from actionplan.model.dates import PlanDate
from actionplan.model.text import as_sentence, since_text, the_body
from actionplan.report import made_from
from actionplan.report.papers.opening import _age_text
from conftest import ACTION, AREA, PLAN, dedented

SCRUTINY = '[bodies.scrutiny]\nname = "Scrutiny Committee"\nkind = "board"\n'
DEPARTMENT = '[bodies.dfe]\nname = "Department for Education"\nkind = "government"\n'
MET = '[[meetings]]\nbody = "board"\non = 2024-11-07\n'
REPORTED = '[[status]]\non = 2024-10-01\nby = "hcc"\nstate = "in-progress"\n'
RATED = '[[status]]\non = 2024-06-01\nby = "hcc"\nrating = "green"\n'
SUSPENDED = RATED + '[[status]]\non = 2024-06-02\nby = "board"\nstate = "suspended"\nreason = "No staff"\n'

unpatched_record_words = made_from.record_words


@pytest.fixture
def said(actionplan, make_plan, tmp_path):
    """Return a function that returns all words of a paper on the first day of December 2024."""
    names = (f"plan-{number}" for number in count())

    def words(kind, files=None, *options, more=""):
        plan = make_plan({"plan.toml": dedented(PLAN) + MET + more} | (files or {}), next(names))
        file = tmp_path / "paper.md"
        assert actionplan("report", kind, plan, "--as-at", "2024-12-01", *options, "-o", str(file)).code == 0
        return " ".join(file.read_text(encoding="utf-8").replace("*", "").split())

    return words


@pytest.mark.parametrize(
    ("days", "age"),
    [
        (20, "20 days"),
        (114, "nearly four months"),
        (92, "three months"),
        (107, "more than three months"),
        (800, "more than two years"),
        (1080, "nearly three years"),
    ],
)
def test_an_age_is_neither_too_young_nor_too_old(days, age):
    assert _age_text(days) == age


@pytest.mark.parametrize(
    ("when", "since"),
    [
        ("2024-10-02", "2 Oct 2024"),
        ("2023-03..2023-08", "2023 (between March and August)"),
        ("2023-11..2024-02", "a day between November 2023 and February 2024"),
        ("2023-09", "Sep 2023"),
    ],
)
def test_since_when_has_plain_words(when, since):
    assert (
        since_text(PlanDate.parse(date.fromisoformat(when) if when.count("-") == 2 and ".." not in when else when))
        == since
    )


@pytest.mark.parametrize("name", ["Ofsted", "NHS England", "Kent County Council (full council)", "the board"])
def test_some_names_of_bodies_have_no_article(name):
    assert the_body(name) == name


def test_other_names_of_bodies_have_one():
    assert the_body("Improvement Board") == "the Improvement Board"
    assert the_body("Department for Education") == "the Department for Education"


def test_a_sentence_gets_no_second_mark():
    assert [as_sentence(each) for each in ("Act", "Act.", "Act?", "")] == ["Act.", "Act.", "Act?", ""]


def test_what_nobody_reported_is_not_said_to_be_unfinished(said):
    text = said("highlight", {"actions/1.1.toml": ACTION + REPORTED})
    assert "Read what follows as two months old. The Improvement Board has met once since the last report" in text
    assert "Since then nothing has been reported as finished and no figure is on record." in text


def test_a_report_on_the_day_of_the_last_meeting_is_not_called_old(said):
    text = said("highlight", {"actions/1.1.toml": ACTION + REPORTED.replace("10-01", "11-07")})
    assert "Read what follows" not in text


def test_what_is_suspended_is_not_among_the_ratings_that_dates_overtook(said):
    assert "Rated on course, although overdue. 1 of 1" in said("board", {"actions/1.1.toml": ACTION + RATED})
    suspended = said("board", {"actions/1.1.toml": ACTION + SUSPENDED})
    assert "Rated on course, although" not in suspended
    assert "is overdue by 62 days; suspended; " in said(
        "scrutiny", {"actions/1.1.toml": ACTION + SUSPENDED}, "--since", "2024-07-01"
    )
    assert "overdue by 62 days; suspended" in said("paper", {"actions/1.1.toml": ACTION + SUSPENDED})


def test_findings_and_measures_of_an_area_have_their_own_openings(said):
    found = AREA + 'measures = ["m"]\n[[findings]]\nid = "a"\ntext = "Long waits"\n'
    measure = 'title = "Waits"\nunit = "weeks"\ndirection = "down"\n'
    text = said("stocktake", {"areas/PA1.toml": found, "measures/m.toml": measure})
    assert "Inspectors found: - Long waits What the plan's measures show: - Waits: no figure" in text


def test_what_should_fall_is_above_its_target_by_the_figure_that_is_named(said):
    measure = 'title = "Waits"\nunit = "children"\ndirection = "down"\n[[targets]]\nvalue = 400\ndue = 2024-06-30\n'
    reading = '[[readings]]\nperiod = "{}"\nvalue = {}\non = 2024-09-20\n'
    files = {"measures/m.toml": measure + reading.format("2024-03", 702) + reading.format("2024-08", 731)}
    text = said("board", files)
    assert "not known: no figure for that day; the last before it, 702 for Mar 2024, was 302 above the target" in text
    assert "Of 1 measure, none met the last target that came due and for 1 that is not known." in text
    text = said("board", {"measures/m.toml": measure + reading.format("2024-03", 702)})
    assert "not known: no figure for that day; the latest is 302 above the target" in text


def test_a_committee_notes_and_asks_the_board(said):
    unowned = {"actions/1.1.toml": ACTION.replace('owner = "hcc"', "")}
    text = said("paper", unowned, "--for", "scrutiny", more=SCRUTINY)
    assert "That the Scrutiny Committee notes the position that is reported here." in text
    assert "That the Scrutiny Committee asks the Improvement Board to name an owner for 1.1, " in text
    assert "The board is asked to 1. Name an owner for 1.1" in said("highlight", unowned, more=SCRUTINY)
    assert "2. Recommendations" not in said("highlight", unowned, "--for", "scrutiny", more=SCRUTINY)


def test_the_head_has_meetings_of_its_own_body_only(said):
    text = said("highlight", None, "--for", "scrutiny", "--last", "board", more=SCRUTINY)
    assert "Highlight report for the Scrutiny Committee - Position as at" in text
    assert "Last meeting: no meeting of it is on record" in text
    assert "Last meeting: 7 Nov 2024" in said("highlight")


def test_a_stocktake_is_for_the_department_if_the_plan_has_it(said):
    assert "Stocktake for the Department for Education - Position" in said("stocktake", more=DEPARTMENT)
    assert "Stocktake for the Improvement Board - Position" in said("stocktake")


def test_a_committee_paper_lists_what_is_overdue_first_and_what_has_changed(said):
    text = said("paper", {"actions/1.1.toml": ACTION})
    assert text.index("Table A. Overdue") < text.index("Table B. Open actions") < text.index("What has changed")
    assert text.startswith("# Progress with the A plan Committee paper for the Improvement Board")
    assert "since it met on 7 Nov 2024" in text


def test_a_record_that_is_not_complete_is_called_so_once(said):
    plan = dedented(PLAN).replace("[bodies", 'coverage = "incomplete"\ncoverage_reason = "no minutes"\n[bodies', 1)
    text = said("highlight", {"plan.toml": plan, "actions/1.1.toml": ACTION})
    assert "The record is not complete. No minutes. " in text
    assert "This record of the plan is incomplete" not in text


def test_questions_of_one_kind_are_joined_and_name_the_others(said):
    late = {f"actions/1.{each}.toml": ACTION + RATED for each in range(1, 4)}
    text = said("board", late).partition("The hardest questions")[2]
    assert "more fact" not in text
    assert "1.2 Build the dashboard" in text


def test_the_record_of_a_paper_is_named_without_words_of_git(actionplan, repository, monkeypatch):
    monkeypatch.setattr(made_from, "record_words", unpatched_record_words)
    monkeypatch.chdir(repository.root)
    shown = " ".join(actionplan("report", "paper").out.split())
    assert re.search(r"Made from the plan's record of \d+ \w+ \d{4} \(version [0-9a-f]{20}\)", shown)
    repository.path().unlink()
    shown = " ".join(actionplan("report", "paper").out.split())
    assert "with 1 file changed since" in shown
    assert not re.search("commit |git ", shown)


def test_a_draft_was_not_agreed_when_it_changed(actionplan, make_plan):
    moved = '[[status]]\non = 2024-06-02\ndue = 2024-12-31\nreason = "No staff"\n'
    draft = {"plan.toml": dedented(PLAN).replace("agreed = 2024-01-31\n", ""), "actions/1.1.toml": ACTION + moved}
    plan = make_plan(draft)
    assert "Changed since it was drafted" in actionplan("show", "1.1", "--plan", plan).out
    shown = " ".join(actionplan("report", "scrutiny", plan, "--since", "2024-06-01").out.split())
    assert "The plan is a draft: when its areas and actions were added is not on record." in shown
