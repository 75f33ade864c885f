"""Pictures of dates: the timeline of an area, the burn-up of a plan, the ladder of an action."""

from datetime import date
from typing import Any

import pytest

from actionplan import load
from actionplan.report.document import Column, Table
from actionplan.report.inline import plain
from actionplan.report.papers.material import Material, PaperSelection
from actionplan.report.papers.pictures import finished_and_due
from actionplan.report.pictures.burn_up import burn_up
from actionplan.report.pictures.ladder import ladder
from actionplan.report.pictures.timeline import timeline
from actionplan.summary.actions import summarise_actions
from actionplan.summary.history import action_story
from conftest import PLAN, dedented
from drawn import assert_readable, shapes, sizes, words

DAY = date(2025, 6, 1)
TABLE = Table((Column("Action"),), (("a",),))

DUE = 'title = "{}"\nareas = ["PA1"]\n'
DASHBOARD = DUE.format("Build the dashboard") + "due = 2024-09-30\n"
MOVED = '[[status]]\non = 2024-09-01\nby = "hcc"\ndue = 2025-03-31\nreason = "Late data"\n'
DONE = '[[status]]\non = 2024-10-07\nby = "hcc"\nstate = "complete"\n'
CANCELLED = '[[status]]\non = 2024-10-07\nby = "hcc"\nstate = "cancelled"\nreason = "Not needed"\n'


@pytest.fixture
def actions(make_plan):
    """Return a function that gives the actions of a plan on `DAY`, from their TOML."""

    def made(*files, day=DAY):
        plan = {f"actions/1.{at}.toml": text for at, text in enumerate(files, 1)}
        folder = make_plan(plan, name=f"plan-{len(files)}-{hash(files)}")
        return summarise_actions(load(folder).plans[0], day)

    return made


def test_a_timeline_says_what_is_overdue_and_what_had_moved(actions):
    late = DUE.format("Share data") + "due = 2025-05-01\n"
    picture: Any = timeline(
        "Data", actions(DASHBOARD + MOVED, late, DASHBOARD + DONE, DASHBOARD + CANCELLED), TABLE, DAY
    )
    assert picture.caption == "Data: 2 of 2 open actions are overdue, 1 of them after its date was moved"
    assert picture.note == "4 actions: 1 finished, 2 overdue and 1 cancelled."
    assert picture.alt == (
        "Timeline of 4 actions from 30 Sep 2024 to 1 Jun 2025. 1.1 is overdue longest, by 62 days; the date of 1.1 "
        "was moved furthest, by 182 days."
    )
    assert [sign.words for sign in picture.key] == [
        "Date first agreed",
        "Date now",
        "Time added by moving it",
        "Overdue since",
        "Finished",
        "Day of this report",
    ]
    assert_readable(picture)


def test_each_action_of_a_timeline_has_its_marks_on_its_days(actions):
    picture: Any = timeline("Data", actions(DASHBOARD + MOVED, DASHBOARD + DONE), TABLE, DAY)
    for text, _, _ in sizes(picture.drawing):
        found = shapes(text)
        pins = [shape.points[0][0] for shape in found if shape.tag == "circle"]
        diamonds = [shape.points[0][0] for shape in found if shape.looks == {"f-ink"}]
        [(begin, _), (end, _)] = next(shape.points for shape in found if "f-late" in shape.looks)
        assert len(pins) == 2
        assert pins[0] == pins[1] < diamonds[0] == begin < end


@pytest.mark.parametrize(
    ("files", "caption"),
    [
        ((DASHBOARD, DASHBOARD + DONE), "Data: the 1 open action is overdue"),
        ((DASHBOARD + MOVED, DASHBOARD + DONE), "Data: the 1 open action is overdue, after its date was moved"),
        (
            (DASHBOARD + MOVED, DASHBOARD + MOVED),
            "Data: 2 of 2 open actions are overdue, each after its date was moved",
        ),
        ((DASHBOARD + DONE, DASHBOARD + DONE), "Data: none of 2 actions is still open"),
        (
            (DASHBOARD.replace("2024", "2026"), DASHBOARD + DONE),
            "Data: the 1 open action with a date is not overdue",
        ),
    ],
)
def test_the_finding_of_a_timeline(actions, files, caption):
    picture: Any = timeline("Data", actions(*files), TABLE, DAY)
    assert picture.caption == caption


def test_without_dates_there_is_no_timeline(actions):
    undated = DUE.format("Listen to families") + 'due = "ongoing"\n'
    assert timeline("Data", actions(DASHBOARD), TABLE, DAY) is None
    assert timeline("Data", actions(DASHBOARD, DASHBOARD, undated, undated, undated), TABLE, DAY) is None
    picture: Any = timeline("Data", actions(DASHBOARD, DASHBOARD, undated), TABLE, DAY)
    assert words(picture.drawing.wide).count("no date on record (“ongoing”)") == 1
    assert "1 open without a date" in picture.note


def test_of_many_actions_a_timeline_has_sixteen_the_open_ones_first(actions):
    picture: Any = timeline("Data", actions(*[DASHBOARD + DONE] * 10, *[DASHBOARD] * 10), TABLE, DAY)
    shown = [word for word in words(picture.drawing.wide) if word.startswith("1.")]
    assert len(shown) == 16
    assert set(shown) >= {f"1.{at}" for at in range(11, 21)}
    assert picture.note.endswith("; 16 of them are shown.")


def test_a_moved_date_is_never_drawn_as_time_added_where_it_was_brought_forward(actions):
    earlier = MOVED.replace("2025-03-31", "2024-09-20")
    picture: Any = timeline("Data", actions(DASHBOARD + earlier, DASHBOARD + DONE), TABLE, DAY)
    assert "Time added by moving it" not in [sign.words for sign in picture.key]
    assert not [shape for shape in shapes(picture.drawing.wide) if "s-rule2" in shape.looks]


def test_a_burn_up_counts_what_is_finished_and_due(actions):
    later = DUE.format("Share data") + "due = 2025-09-30\n"
    picture: Any = burn_up(actions(DASHBOARD + DONE, DASHBOARD + MOVED, later, DASHBOARD + CANCELLED), DAY)
    assert (
        picture.caption
        == "Nothing has been reported as finished since 7 Oct 2024; 1 open action has come due since then"
    )
    assert picture.note == "Actions counted up, without the 1 cancelled."
    assert [tuple(map(plain, row)) for row in picture.table.rows] == [
        ("30 Sep 2024", "0", "1", "2"),
        ("31 Dec 2024", "1", "1", "2"),
        ("31 Mar 2025", "1", "2", "2"),
        ("1 Jun 2025", "1", "2", "2"),
        ("30 Jun 2025", "still to come", "2", "2"),
        ("30 Sep 2025", "still to come", "3", "3"),
    ]
    assert "1 overdue" in words(picture.drawing.wide)
    assert_readable(picture)


@pytest.mark.parametrize(
    ("files", "caption"),
    [
        ((DASHBOARD, DASHBOARD), "Nothing has been reported as finished; 2 actions have come due"),
        (
            (DASHBOARD + DONE.replace("2024-10-07", "2025-05-20"), DASHBOARD),
            "1 of 2 actions is finished; 1 is overdue",
        ),
        ((DASHBOARD + DONE, DASHBOARD + DONE), "2 of 2 actions are finished; none is overdue"),
    ],
)
def test_the_finding_of_a_burn_up(actions, files, caption):
    picture: Any = burn_up(actions(*files), DAY)
    assert picture.caption == caption
    assert_readable(picture)


def test_the_bracket_of_a_burn_up_is_drawn_only_where_it_is_that_of_the_overdue_actions(actions):
    def brackets(*files):
        picture: Any = burn_up(actions(*files), DAY)
        assert "1 overdue" in words(picture.drawing.wide)
        return [shape for shape in shapes(picture.drawing.wide) if "s-late" in shape.looks]

    assert brackets(DASHBOARD + DONE, DASHBOARD)
    early = DUE.format("Share data") + "due = 2025-12-31\n" + DONE
    assert not brackets(early, DASHBOARD)


def test_a_record_that_is_not_complete_has_no_burn_up(make_plan):
    def made(more):
        folder = make_plan(
            {"plan.toml": dedented(PLAN).replace("format = 1", f"format = 1\n{more}"), **files}, more[:3]
        )
        made = Material(plan=load(folder).plans[0], as_at=DAY, selection=PaperSelection(kind="board"))
        return list(finished_and_due(made))

    files = {"actions/1.1.toml": DASHBOARD, "actions/1.2.toml": DASHBOARD}
    assert made("") != []
    assert made('coverage = "incomplete"\ncoverage_reason = "Papers are missing"') == []


def story(make_plan, text, day=DAY):
    plan = load(make_plan({"actions/1.1.toml": text})).plans[0]
    return action_story(plan, plan.actions[0], day)


def test_a_ladder_has_a_rung_for_each_decision(make_plan):
    again = MOVED.replace("2024-09-01", "2025-03-10").replace("2025-03-31", "2025-02-28")
    picture: Any = ladder(story(make_plan, DASHBOARD + MOVED + again), TABLE, DAY)
    assert picture.caption == "2 moves, 151 days later in all; overdue by 93 days"
    assert picture.alt == "The date first agreed is 30 Sep 2024, the date now 28 Feb 2025."
    for text, _, _ in sizes(picture.drawing):
        found = words(text)
        assert {"Agreed", "1st move", "2nd move", "Not done", "overdue by 93 days"} <= set(found)
        assert [word for word in found if word.endswith(("2 days", "earlier"))] == ["+182 days", "31 days earlier"]
    assert (picture.table, picture.folds) == (TABLE, False)
    assert_readable(picture)


def test_a_date_that_was_never_moved_has_no_ladder(make_plan):
    assert ladder(story(make_plan, DASHBOARD), TABLE, DAY) is None
    first = MOVED.replace("2025-03-31", "2024-09-30")
    assert ladder(story(make_plan, 'title = "No date"\nareas = ["PA1"]\n' + first), TABLE, DAY) is None


def test_the_last_rung_of_a_finished_action_is_when_it_was_finished(make_plan):
    picture: Any = ladder(story(make_plan, DASHBOARD + MOVED + DONE), TABLE, DAY)
    assert picture.caption == "1 move, 182 days later in all; complete"
    assert "Finished" in words(picture.drawing.wide)
    assert_readable(picture)
