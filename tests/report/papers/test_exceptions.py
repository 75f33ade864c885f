"""What does not go as planned, in papers: what is late, what was finished late, and what was answered late."""

import re
from itertools import count

import pytest

from conftest import ACTION, PLAN, dedented

MEETINGS = '[[meetings]]\nbody = "board"\non = 2024-11-07\n[[meetings]]\nbody = "board"\non = 2024-12-05\n'
MET = {"plan.toml": dedented(PLAN) + MEETINGS}
DONE = '[[status]]\non = 2024-11-20\nby = "hcc"\nstate = "complete"\n'
REVIEW = """
    title = "Audit"
    kind = "other"
    by = ["board"]

    [[recommendations]]
    id = "a"
    text = "Name an owner."
    due = 2024-06-30
    response_due = 2024-05-01

    [[status]]
    on = 2024-05-21
    recommendation = "a"
    response = "accepted"

    [[status]]
    on = 2024-07-20
    recommendation = "a"
    state = "complete"
"""


@pytest.fixture
def said(actionplan, make_plan, tmp_path):
    """Return a function that returns all words of a paper on the first day of December 2024."""
    names = (f"plan-{number}" for number in count())

    def words(kind, files):
        file = tmp_path / "paper.md"
        plan = make_plan(MET | files, next(names))
        assert actionplan("report", kind, plan, "--as-at", "2024-12-01", "-o", str(file)).code == 0
        return " ".join(re.sub(r"[*|]", " ", file.read_text(encoding="utf-8")).split())

    return words


def test_where_none_is_off_course_the_longest_overdue_are_named(said):
    none = "No open action is rated off course or overdue by half a year."
    assert f"{none} Overdue, the longest first: 1.1 Build the dashboard (62 days)." in said(
        "highlight", {"actions/1.1.toml": ACTION}
    )
    many = {f"actions/1.{each}.toml": ACTION for each in range(1, 7)}
    assert "; 1.4 Build the dashboard (62 days); 2 more." in said("highlight", many)
    assert f"{none} Overdue" not in said("highlight", {"actions/1.1.toml": ACTION + DONE})


def test_what_slipped_names_what_was_finished_late_since_the_last_meeting(said):
    late = said("scrutiny", {"actions/1.1.toml": ACTION + DONE})
    title = "Finished since the last meeting, late or after a moved date"
    assert "30 Sep 2024, never moved 20 Nov 2024; finished 51 days late" in late.partition("What slipped")[2]
    assert title not in said("scrutiny", {"actions/1.1.toml": ACTION + DONE.replace("-11-20", "-11-06")})
    assert "finished 51" not in said("scrutiny", {"actions/1.1.toml": ACTION.replace("09-30", "11-30") + DONE})


def test_an_answer_that_came_late_and_what_was_carried_out_late_say_so(said):
    late = said("scrutiny", {"reviews/r.toml": dedented(REVIEW)})
    assert "answered 20 days late" in late
    assert "carried out 20 days after its due date" in late
    in_time = REVIEW.replace("2024-05-21", "2024-05-01").replace("2024-07-20", "2024-06-30")
    assert "days" not in said("scrutiny", {"reviews/r.toml": dedented(in_time)}).partition("and their answers")[2]


@pytest.mark.parametrize(
    ("name", "kicker"),
    [
        ("Quarterly report to the cabinet", "Quarterly report to the cabinet - Position"),
        ("Quarterly report", "Quarterly report for the Improvement Board, 5 Dec 2024 - Position"),
    ],
)
def test_a_name_with_its_reader_needs_no_body(said, name, kicker):
    assert said("highlight", {"reports/highlight.toml": f'name = "{name}"\n'}).startswith(f"# A plan {kicker}")


def test_a_figure_says_whether_it_is_better_and_its_target_missed(said):
    measure = """
        title = "Waits"
        unit = "children"
        direction = "down"

        [[targets]]
        value = 200
        due = 2024-09-30

        [[readings]]
        period = "2024-Q2"
        value = 361
        on = 2024-07-10

        [[readings]]
        period = "2024-Q3"
        value = 371
        on = 2024-10-10
    """
    sentence = "(July to September 2024; 361 before, now worse; target 200 by 30 Sep 2024, missed)"
    assert f"Waits: 371 children {sentence}" in said("public", {"measures/m.toml": dedented(measure)})
