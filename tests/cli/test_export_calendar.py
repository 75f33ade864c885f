"""``actionplan export calendar``, read back with another program: what is in it, and what a second import changes."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest

from conftest import ACTION, AREA, PLAN, PlanMaker, Runner

REDATED = """
    [[status]]
    on = 2024-08-01
    due = 2024-12-20
    reason = "Two posts are vacant"
    by = "hcc"
"""
RESOLUTION = """
    title = "Do better"
    body = "board"
    on = 2024-07-16
    outcome = "carried"
    report_every = "quarter"

    [[clauses]]
    id = "a"
    text = "Publish the waits"
    addressee = "icb"
    due = 2025-03-31
"""
MEASURE = """
    title = "Plans in time"
    unit = "per cent"
    direction = "up"
    owner = "hcc"
    readings_every = "quarter"

    [[readings]]
    period = "2024-Q2"
    on = 2024-07-20
    value = 40
"""


@pytest.fixture
def events(actionplan: Runner, tmp_path: Path):
    """Return a function that exports the calendar of plans, and gives its events by the end of their names."""

    def read(*plans: object, asked: tuple[str, ...] = ()) -> dict[str, Any]:
        file = tmp_path / "dates.ics"
        ran = actionplan("export", "calendar", *plans, "-o", file, *asked)
        assert (ran.code, ran.err) == (0, "")
        calendar = icalendar.Calendar.from_ical(file.read_bytes())
        assert calendar.errors == []
        found: dict[str, Any] = {
            str(event["UID"]).removeprefix("p/").removesuffix("@actionplan"): event for event in calendar.events
        }
        assert len(found) == len(calendar.events)
        assert all(event.errors == [] for event in calendar.events)
        return found

    return read


def with_action(history: str = "", head: str = ACTION) -> dict[str, str]:
    return {"areas/PA1.toml": AREA, "actions/1.1.toml": head + history}


def test_a_day_is_an_event_of_one_day(make_plan: PlanMaker, events) -> None:
    [event] = events(make_plan(with_action())).values()
    assert event["SUMMARY"] == "Due: 1.1 Build the dashboard"
    assert (event.start, event.end) == (date(2024, 9, 30), date(2024, 10, 1))
    assert event["DESCRIPTION"] == "By: County Council\nNo state given\nPlan: A plan"
    assert (event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 0)
    assert event.DTSTAMP == event.LAST_MODIFIED == datetime(2024, 1, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "said", "first", "after"),
    [
        ("2026-03", "in Mar 2026", date(2026, 3, 1), date(2026, 4, 1)),
        ("2026-Q1", "in Jan to Mar 2026", date(2026, 1, 1), date(2026, 4, 1)),
        ("autumn-2026", "in autumn term 2026", date(2026, 9, 1), date(2026, 12, 19)),
        ("FY2026-27", "in 2026/27", date(2026, 4, 1), date(2027, 4, 1)),
    ],
)
def test_a_period_is_an_event_of_all_its_days_that_says_so(
    make_plan: PlanMaker, events, due: str, said: str, first: date, after: date
) -> None:
    term = "\n[terms.autumn-2026]\nfrom = 2026-09-01\nuntil = 2026-12-18\n"
    files = with_action(head=ACTION.replace("2024-09-30", f'"{due}"'))
    [event] = events(make_plan({"plan.toml": PLAN + term.replace("\n", "\n    "), **files})).values()
    assert event["SUMMARY"] == f"Due {said}: 1.1 Build the dashboard"
    assert (event.start, event.end) == (first, after)
    assert event["DESCRIPTION"].startswith(f"Due {said}, on any day of that time.\n")


def test_a_second_export_moves_what_was_dated_again(make_plan: PlanMaker, events, actionplan: Runner) -> None:
    plan = make_plan(with_action())
    first = events(plan)["actions/1.1"]
    asked = ("redate", "1.1", "2026-12-20", "--plan", plan, "--reason", "Two posts are vacant", "--by", "icb")
    assert actionplan(*asked, "--yes").code == 0
    [(name, second)] = events(plan).items()
    assert name == "actions/1.1"
    assert (first.start, second.start) == (date(2024, 9, 30), date(2026, 12, 20))
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second.DTSTAMP > first.DTSTAMP
    assert "First due on 30 Sep 2024; the date was moved once." in second["DESCRIPTION"]


def test_an_event_keeps_its_name_when_its_record_is_renumbered(
    make_plan: PlanMaker, events, actionplan: Runner
) -> None:
    plan = make_plan(with_action(REDATED))
    assert actionplan("renumber", "1.1", "2.7", "--plan", plan).code == 0
    assert actionplan("renumber", "2.7", "3.1", "--plan", plan).code == 0
    [(name, event)] = events(plan).items()
    assert (name, event["SUMMARY"]) == ("actions/1.1", "Due: 3.1 Build the dashboard")


@pytest.mark.parametrize(
    ("entry", "summary", "status"),
    [
        ('state = "complete"', "Done: 1.1 Build the dashboard", "CONFIRMED"),
        ('state = "cancelled"\nreason = "No money"', "No longer due: 1.1 Build the dashboard", "CANCELLED"),
        ('due = "ongoing"\nreason = "It does not end"', "No longer due: 1.1 Build the dashboard", "CANCELLED"),
        ('state = "in-progress"', "Due: 1.1 Build the dashboard", "CONFIRMED"),
    ],
)
def test_what_is_done_says_so_and_what_is_not_awaited_is_cancelled(
    make_plan: PlanMaker, events, entry: str, summary: str, status: str
) -> None:
    lines = entry.replace("\n", "\n    ")
    [event] = events(
        make_plan(with_action(f'\n    [[status]]\n    on = 2024-08-01\n    by = "hcc"\n    {lines}\n'))
    ).values()
    assert (event["SUMMARY"], event["STATUS"], event.start) == (summary, status, date(2024, 9, 30))


def test_an_area_that_is_stood_down_cancels_its_actions_until_it_is_reinstated(make_plan: PlanMaker, events) -> None:
    entry = '\n    [[status]]\n    on = 2024-0{}-01\n    state = "{}"\n    reason = "R"\n    by = "board"\n'
    sequence = []
    for history, status in (
        ("", "CONFIRMED"),
        (entry.format(5, "stood-down"), "CANCELLED"),
        (entry.format(5, "stood-down") + entry.format(6, "in-force"), "CONFIRMED"),
    ):
        event = events(make_plan({**with_action(), "areas/PA1.toml": AREA + history}))["actions/1.1"]
        assert event["STATUS"] == status
        sequence.append(event["SEQUENCE"])
    assert sequence == [0, 1, 2]


def test_milestones_clauses_reports_figures_and_meetings(make_plan: PlanMaker, events) -> None:
    meetings = """
    [[meetings]]
    body = "board"
    on = 2026-12-10
    title = "Winter"

    [[meetings]]
    body = "icb"
    on = 2026-11-03
    held = false
    note = "Put off to 2027"
    """
    files = {
        **with_action('\n    [[milestones]]\n    id = "m"\n    title = "Tender out"\n    due = 2024-06-28\n'),
        "plan.toml": PLAN + meetings,
        "resolutions/R1.toml": RESOLUTION,
        "measures/in-time.toml": MEASURE,
    }
    plan = make_plan(files)
    found = events(plan)
    assert {name: (str(event["SUMMARY"]), event.start.isoformat()) for name, event in found.items()} == {
        "actions/1.1": ("Due: 1.1 Build the dashboard", "2024-09-30"),
        "actions/1.1/milestones/m": ("Milestone due: Tender out", "2024-06-28"),
        "resolutions/R1/clauses/a": ("Clause due: Publish the waits", "2025-03-31"),
        "resolutions/R1/report": ("Report back due: R1 Do better", "2024-10-16"),
        "measures/in-time/reading": ("Figure due: Plans in time", "2024-10-30"),
        "meetings/board/2026-12-10": ("Meeting: Improvement Board: Winter", "2026-12-10"),
        "meetings/icb/2026-11-03": ("Meeting: Integrated Care Board", "2026-11-03"),
    }
    assert [name for name, event in found.items() if event["STATUS"] == "CANCELLED"] == ["meetings/icb/2026-11-03"]
    owned = events(plan, asked=("--owner", "Integrated Care Board"))
    assert set(owned) == {"resolutions/R1/clauses/a", "resolutions/R1/report", "meetings/icb/2026-11-03"}


def test_what_is_kept_from_the_public_is_there_only_if_asked_for(make_plan: PlanMaker, events) -> None:
    publish = '\n    [publish]\n    internal = ["1.1"]\n'
    plan = make_plan({**with_action(), "actions/1.2.toml": ACTION, "plan.toml": PLAN + publish})
    assert set(events(plan)) == {"actions/1.2"}
    assert set(events(plan, asked=("--internal",))) == {"actions/1.1", "actions/1.2"}


def test_an_earlier_day_and_two_exports_of_the_same(make_plan: PlanMaker, events, tmp_path: Path) -> None:
    plan = make_plan(with_action(REDATED))
    assert events(plan, asked=("--as-at", "2024-07-01"))["actions/1.1"].start == date(2024, 9, 30)
    events(plan)
    first = (tmp_path / "dates.ics").read_bytes()
    events(plan)
    assert (tmp_path / "dates.ics").read_bytes() == first


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_written(
    make_plan: PlanMaker, actionplan: Runner, tmp_path: Path
) -> None:
    plan = make_plan({**with_action(), "actions/1.2.toml": "title = \n"})
    ran = actionplan("export", "calendar", plan, "-o", tmp_path / "dates.ics")
    assert ran.code == 2
    assert "1.2.toml:1:9: E001" in ran.err
    assert b"UID:p/actions/1.1@actionplan" in (tmp_path / "dates.ics").read_bytes()


def test_a_file_that_cannot_be_written_is_named(make_plan: PlanMaker, actionplan: Runner, tmp_path: Path) -> None:
    ran = actionplan("export", "calendar", make_plan(with_action()), "-o", tmp_path / "no" / "dates.ics")
    assert ran.code == 2
    assert "dates.ics" in ran.err
