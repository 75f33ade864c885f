"""Three years of a plan, four branches, and what each report says of it: whole screens, and figures worked out by hand.

The golden files have the program's output. The tests below compare some of it with the list of events alone
(`northshire_life`): what is expected there is worked out from who did what on which day, not by the code under test.
"""

import json
from datetime import date

import pytest

from actionplan.cli import console
from northshire_actions import ROWS
from northshire_life import DECISIONS, events, reports

END = date(2027, 3, 28)
"""The day on which the three years are looked back on."""


@pytest.fixture
def ask(northshire, monkeypatch):
    """Return a function that runs a command in the repository at the end of the three years, and gives what it says."""
    monkeypatch.setattr(console, "today", lambda: END)
    monkeypatch.chdir(northshire.root)
    return northshire.command


# Whole screens

VIEWS = {
    "since-2024-12-12.txt": "since 2024-11-14 --until 2024-12-12",
    "since-2024-12-12.md": "since 2024-11-14 --until 2024-12-12 --format markdown",
    "since-2024-12-12.json": "since 2024-11-14 --until 2024-12-12 --format json",
    "since-2025-02-13.txt": "since 2025-01-08 --until 2025-02-13",
    "since-2025-06-12.txt": "since 2025-05-08 --until 2025-06-12",
    "since-2025-10-09.txt": "since 2025-09-11 --until 2025-10-09",
    "since-2026-01-08.txt": "since 2025-12-11 --until 2026-01-08",
    "since-2026-04-09.txt": "since 2026-03-12 --until 2026-04-09",
    "since-2026-06-11.txt": "since 2026-05-14 --until 2026-06-11",
    "since-over-a-merge.txt": "since 2024-06-09 --until 2024-06-12",
    "status-as-at-2024-09-12.txt": "status --as-at 2024-09-12",
    "status-known-at-2024-09-12.txt": "status --known-at 2024-09-12",
    "status-2027-03-28.txt": "status",
    "show-1.3.txt": "show 1.3",
    "status-rev-board-2025-02-13.txt": "status --rev board-2025-02-13",
    "show-1.3-rev-board-2024-09-12.txt": "show 1.3 --rev board-2024-09-12",
    "since-board-to-board.txt": "since board-2024-11-14 --until board-2024-12-12",
    "since-not-known-then.txt": "since 2024-09-12 --until as-at:2024-09-12",
    "audit.txt": "audit",
    "audit.json": "audit --format json",
}
"""Golden file -> what is asked."""


@pytest.mark.parametrize("name", VIEWS)
def test_the_screen(ask, golden, name):
    said = ask(*VIEWS[name].split())
    if name.endswith(".txt"):
        assert max(len(line) for line in said.splitlines()) <= 80
    golden(f"northshire-life/{name}", said)


def test_the_plan_keeps_the_rules(ask):
    assert "0 errors, 2 warnings in 1 plan" in ask("check")  # it names no findings, and has no measures and no risks


# Worked out by hand

ROW = {row.id: row for row in ROWS}


def days(name):
    """Return the dates that an action was given: the one of its head, then those of its re-datings."""
    moved = [event.words[2] for event in DECISIONS if event.words[:2] == ("redate", name)]
    return [date.fromisoformat(day) for day in (ROW[name].due, *moved)]


def done(name):
    """Return the days on which an action was reported complete."""
    return [event.day for event in reports() if event.words[1] == name and "complete" in event.words]


def decided(*words):
    """Return the one decision that begins with some words."""
    [event] = [event for event in DECISIONS if event.words[: len(words)] == words]
    return event


def under(said, start):
    """Return the headings of a text under which a line begins with some words."""
    heading, found = "", []
    for line in said.splitlines():
        if line and not line.startswith(" "):
            heading = line
        elif line.startswith(f"  {start}"):
            found.append(heading.partition(":")[0])
    return found


def flat(said):
    return " ".join(said.split())


@pytest.fixture
def facts(ask):
    """Return where an action stands, as JSON has it, by what is asked."""

    def found(name, options=""):
        (plan,) = json.loads(ask(*f"status --format json {options}".split()))["plans"]
        return next(action for action in plan["actions"] if action["id"] == name)

    return found


def test_days_slipped_are_those_between_the_first_date_and_the_last(ask, facts):
    first, second, third, last = days("1.3")
    steps = [(second - first).days, (third - second).days, (last - third).days]
    assert steps == [181, 184, 90]
    assert (facts("1.3")["times_redated"], facts("1.3")["days_slipped"]) == (3, sum(steps))
    assert "moved 3 times from 31 Dec 2024, 455 days later in all" in flat(ask("show", "1.3"))
    assert "from 30 Jun 2025 to 31 Dec 2025, 184 days later" in flat(ask(*VIEWS["since-2025-06-12.txt"].split()))
    assert "moved twice from 31 Dec 2024, 365 days later in all" in flat(ask(*VIEWS["since-2025-06-12.txt"].split()))


def test_days_late_end_with_the_completion(ask, facts):
    first, moved = days("1.1")
    [finished, again] = done("1.1")
    assert (finished - first).days == 70
    assert "finished on 9 Dec 2024, 70 days after the original due date" in flat(
        ask(*VIEWS["since-2024-12-12.txt"].split())
    )
    assert (facts("1.1", "--as-at 2025-01-01")["days_late"], (finished - moved).days) == (10, 10)
    assert facts("1.1")["days_late"] == (again - moved).days  # the first completion no longer counts: it was reopened


def test_who_agreed_to_a_new_date_is_who_was_named_with_it(ask):
    approved = decided("redate", "1.3", "2025-12-31").words[6]
    assert approved == "board:2025-06-12:minute 17"
    assert "agreed by Northshire SEND Improvement Board on 12 Jun 2025 (minute 17)" in flat(
        ask(*VIEWS["since-2025-06-12.txt"].split())
    )


def test_an_action_is_under_each_heading_that_its_entries_need(ask):
    """1.9 was reopened on 2 June and reported on amber on the 9th; its date had passed long before."""
    assert decided("reopen", "1.9").day == date(2025, 6, 2)
    said = ask(*VIEWS["since-2025-06-12.txt"].split())
    assert under(said, "1.9 ") == ["Ratings changed", "Reopened", "Newly overdue"]
    assert (
        "now in progress on 2 Jun 2025, reported by Northshire County Council; reason: Nine schools had been left out"
        in flat(said)
    )


def test_what_was_known_on_a_day_is_not_what_was_true_on_it(facts):
    """2.3 was off course from 2 September on; that was written down on 1 October, and the board met between the two."""
    late = decided("update", "2.3")
    assert (late.day, late.words[late.words.index("--on") + 1]) == (date(2024, 10, 1), "2024-09-02")
    before = [event for event in reports() if event.words[1] == "2.3" and event.day < date(2024, 9, 12)]
    assert before[-1].words[before[-1].words.index("--rating") + 1] == "amber"
    assert facts("2.3", "--known-at 2024-09-12")["rating"] == "amber"
    assert facts("2.3", "--as-at 2024-09-12")["rating"] == "red"


def test_a_late_record_is_reported_once_when_it_was_recorded(ask):
    assert under(ask("since", "2024-09-12", "--until", "2024-10-10"), "2.3 ").count("Recorded late") == 1
    assert "Cabinet has put" not in ask("since", "2024-08-08", "--until", "2024-09-12")
    told = flat(ask("since", "2024-09-12", "--until", "2024-10-10"))
    assert told.count("Cabinet has put the strategy off") == 1


def test_a_correction_holds_from_the_day_of_what_it_corrects(facts):
    wrong = next(event for event in reports() if event.words[1] == "3.1" and event.day == date(2024, 8, 5))
    said = int(wrong.words[wrong.words.index("--progress") + 1])
    assert decided("correct").day == date(2024, 8, 19)
    assert facts("3.1", "--as-at 2024-08-10")["progress"] == 10
    assert facts("3.1", "--known-at 2024-08-10")["progress"] == said != 10


def test_a_resolved_clash_leaves_the_date_that_was_chosen(northshire, facts):
    """The council had drafted 30 January 2026, the ICB 31 October 2025; the secretary took theirs."""
    assert "1.13.toml: both sides changed due: ours says 2026-01-30, theirs says 2025-10-31" in northshire.said[0]
    assert "No conflicts are left." in northshire.said[1]
    assert facts("1.13")["due"] == "2025-10-31"
    assert (facts("1.13")["days_late"], decided("update", "1.13").day) == (0, date(2025, 10, 27))
    assert facts("4.13")["title"].startswith("Tell schools")
    assert facts("4.14")["title"].startswith("Open a clinic")


def test_a_renumbered_action_keeps_all_its_entries(ask, facts):
    entries = [event for event in events() if event.verb == "run" and event.words[:2] == ("update", "1.5")]
    assert facts("2.14")["updates"] == len(entries) == 8  # seven reports, and one that was written to the old file
    assert ask("show", "1.5").startswith("2.14")


def test_what_is_stale_depends_on_the_policy_of_the_day(facts):
    """45 days until the end of 2025, 60 from then on."""
    assert (date(2024, 12, 12) - decided("suspend", "3.13").day).days == 63
    assert facts("3.13", "--as-at 2024-12-12")["stale"]
    [begun] = [event for event in DECISIONS if event.words[:2] == ("update", "4.12") and "red" in event.words]
    assert (date(2026, 3, 1) - begun.day).days == 54
    assert not facts("4.12", "--as-at 2026-03-01")["stale"]


def test_a_colour_is_called_what_it_was_called_when_it_was_given(ask):
    """The meaning of amber was "At risk" until the end of 2025. 1.3 was amber in December, green in January."""
    assert "rating improved from At risk to On course on 6 Jan 2026" in flat(
        ask(*VIEWS["since-2026-01-08.txt"].split())
    )
    assert "Behind" not in ask("show", "1.3")
    assert "At risk" not in ask("status")
    assert "Behind" not in ask("status", "--as-at", "2025-12-31")


def test_an_action_that_is_never_moved_grows_later_by_the_day(facts):
    assert facts("4.2")["days_late"] == (END - date.fromisoformat(ROW["4.2"].due)).days == 727


def test_every_entry_of_the_three_years_is_there(northshire):
    verbs = ("update", "redate", "suspend", "cancel", "reopen", "verify", "amend", "correct")
    made = [event for event in events() if event.verb == "run" and event.words[0] in verbs]
    text = "".join(path.read_text(encoding="utf-8") for path in northshire.plan.glob("*/*.toml"))
    assert text.count("[[status]]") == len(made)
    assert int(northshire.git("rev-list", "--count", "HEAD").stdout) > 300


def test_since_over_a_merge_reports_what_either_side_would_report(northshire, ask, tmp_path, monkeypatch):
    merge = northshire.git("rev-list", "--merges", "--before=2024-06-13", "-1", "board-2024-06-13").stdout.strip()
    told: list[set[tuple[str, str]]] = []
    for commit in (f"{merge}^1", f"{merge}^2", merge):
        northshire.git("worktree", "add", "--quiet", "--detach", str(tmp_path / str(len(told))), commit)
        monkeypatch.chdir(tmp_path / str(len(told)))
        answer = json.loads(ask(*["since", "2024-06-09", "--until", "2024-06-12", "--format", "json"]))
        told.append({(change["id"], change["entry"]["id"]) for change in answer["changes"]})
        northshire.git("worktree", "remove", "--force", str(tmp_path / str(len(told) - 1)))
    assert told[2] == told[0] | told[1]
    assert told[0] - told[1]
    assert told[1] - told[0]
