"""An action is split into several, and several are joined into one: nothing is lost, and nothing counted twice."""

import json
import re
from pathlib import Path

import pytest

from conftest import PLAN, PlanMaker, Runner, write_plan
from repositories import Repository
from split_plans import FILES, JOIN, SPLIT


@pytest.fixture
def plan(make_plan: PlanMaker, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = make_plan(FILES)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def divided(plan: Path, actionplan: Runner) -> Path:
    """Return a plan in which 2 was split on 1 April 2026 into 2.1 of the council and 2.2 of the ICB, due later."""
    more = ("--on", "2026-04-01", "--owner", "2.2=icb", "--due", "2.2=31 March 2027", "--milestone", "2.1=a", "--yes")
    assert actionplan(*SPLIT, *more).code == 0
    return plan


def figures(actionplan: Runner, *options: str) -> dict[str, int]:
    (plan,) = json.loads(actionplan("status", "--format", "json", *options).out)["plans"]
    return plan["totals"]


def test_the_parts_take_over_what_the_action_had(divided, actionplan):
    assert (divided / "actions/2.2.toml").read_text() == (
        'title = "Treat in time"\nareas = ["PA1"]\nowner = "icb"\npartners = ["icb"]\ndue = 2027-03-31\n'
        'findings = ["PA1:a"]\nreplaces = ["2"]\nagreed = 2026-04-01\n'
    )
    assert 'id = "a"\ntitle = "Hire"\ndue = 2026-12-01\n' in (divided / "actions/2.1.toml").read_text()


def test_the_action_says_what_is_in_its_place_and_keeps_every_byte(divided, actionplan, make_plan):
    text = (divided / "actions/2.toml").read_text()
    assert text.startswith((make_plan(FILES, "other") / "actions/2.toml").read_text())
    assert 'state = "replaced"\nreplaced_by = ["2.1", "2.2"]\nreason = "Two bodies do it"\n' in text
    assert "Split into 2.1 and 2.2 on 1 Apr 2026." in actionplan("show", "2").out
    assert actionplan("check").code == 0


def test_it_is_counted_apart_and_neither_late_nor_due_nor_asked_about(divided, actionplan):
    counts = figures(actionplan)
    assert (counts["actions"], counts["replaced"], counts["open"]) == (3, 1, 3)
    assert "1 more was split or joined; what is in its place is counted." in actionplan("status").out
    assert not re.search(r"(?m)^ *2 ", actionplan("due").out)
    assert "actions/2.toml" not in actionplan("challenge", "--ignore", "C340").out


def test_a_view_before_the_day_is_untouched(plan, actionplan):
    reports = ("status", "resolutions", "resources", "dependencies", "measures", "risks")

    def views():
        outs = (actionplan(name, "--as-at", "2026-03-31", "--format", "json").out for name in reports)
        return [json.loads(out)["plans"] for out in outs]

    before = views()
    assert actionplan(*SPLIT, "--on", "2026-04-01", "--yes").code == 0
    assert views() == before


def test_a_view_of_what_was_known_does_not_have_the_parts_until_the_split_was_recorded(divided, actionplan):
    def ids(known_at):
        out = actionplan("status", "--as-at", "2026-06-01", "--known-at", known_at, "--format", "json").out
        return [action["id"] for action in json.loads(out)["plans"][0]["actions"] if action["state"] != "replaced"]

    assert ids("2026-06-01") == ["2", "3"]  # it was recorded in November


def test_late_counts_from_the_first_due_date_and_the_earlier_ones_are_shown(divided, actionplan):
    out = " ".join(actionplan("show", "2.2").out.split())
    assert "Part of what was 2, first due 30 Jun 2025." in out
    assert "Due 30 Jun 2025, then 31 Dec 2025, then 31 Mar 2027: moved twice from 30 Jun 2025" in out
    assert "512 days past the original date" in out


def test_the_parts_are_no_fresher_than_the_action_was(divided, actionplan):
    actions = json.loads(actionplan("status", "--format", "json").out)["plans"][0]["actions"]
    ages = {action["id"]: (action["last_update"], action["stale"]) for action in actions}
    assert ages["2.1"] == ages["2.2"] == ("2025-06-01", True)


def test_a_clause_means_the_parts(divided, actionplan):
    assert '"actions": [\n' in actionplan("resolutions", "--format", "json").out
    resolutions = json.loads(actionplan("resolutions", "--format", "json").out)["plans"][0]["open"]
    assert resolutions[0]["clauses"][0]["actions"] == ["2.1", "2.2"]
    assert 'clause e of the resolution "Cut the waits"' in actionplan("show", "2.2").out
    assert "carried out by action 2.2: Treat in time" in actionplan("trace", "2024-02-01-a").out
    assert "split into 2.1 and 2.2" in actionplan("trace", "2.1").out


def delivery(actionplan: Runner, *options: str) -> str:
    resolutions = json.loads(actionplan("resolutions", "--format", "json", *options).out)["plans"][0]["open"]
    return resolutions[0]["clauses"][0]["delivery"]


def test_a_part_says_how_far_the_action_had_come_until_it_reports_itself(divided, actionplan):
    """Nobody knows which part was in progress. So no part has a state, and all together are where the action was."""

    def part() -> tuple[str | None, str | None, int | None]:
        found = json.loads(actionplan("show", "2.1", "--format", "json").out)["action"]
        return found["state"], found["state_before"], found["progress_before"]

    assert part() == (None, "in-progress", 20)
    before = "was in progress, 20% done; no state is reported since"
    assert f"2 {before}." in " ".join(actionplan("show", "2.1").out.split())
    for report in ("status", "resolutions"):
        assert f"part of what was 2, which {before}" in " ".join(actionplan(report).out.split())
    assert delivery(actionplan) == delivery(actionplan, "--as-at", "2026-03-31") == "under-way"
    actionplan("update", "2.1", "--state", "not-started", "--by", "hcc", "--note", "To begin in May")
    assert part() == ("not-started", None, None)
    assert before not in " ".join(actionplan("show", "2.1").out.split())
    assert delivery(actionplan) == "under-way"  # of 2.2 nothing else is known
    actionplan("update", "2.2", "--state", "not-started", "--by", "icb", "--note", "To begin in June")
    assert delivery(actionplan) == "not-begun"


def test_a_joined_action_says_that_one_of_them_had_begun(plan, actionplan):
    assert actionplan(*JOIN, "--owner", "hcc", "--due", "2027-03-31", "--yes").code == 0
    assert "2 and 3 were in progress; no state is reported since." in " ".join(actionplan("show", "4").out.split())


def test_what_came_after_the_action_comes_after_the_parts(divided, actionplan):
    found = json.loads(actionplan("dependencies", "--format", "json").out)["plans"][0]["links"]
    assert [(link["before"], link["action"]) for link in found] == [("2.1", "3"), ("2.2", "3")]


def test_since_reports_the_split_and_no_new_lateness(divided, actionplan):
    out = " ".join(actionplan("since", "2026-03-01").out.split())
    assert "2 Cut the waits: split into 2.1 and 2.2 on 1 Apr 2026, reported by Improvement Board" in out
    assert "2.2 Treat in time: joined the plan (part of what was 2)" in out
    assert "Newly overdue" not in out


def test_a_milestone_that_nobody_takes_over_is_asked_about_and_a_done_one_stays(plan, actionplan):
    ran = actionplan(*SPLIT)
    assert ran.code == 1
    assert 'P156 2.1: nobody takes over milestone a of 2 ("Hire")' in " ".join(ran.err.split())
    actionplan(*SPLIT, "--milestone", "2.2=a", "--yes")
    counts = figures(actionplan)
    assert (counts["milestones"], counts["milestones_done"]) == (2, 1)


def test_a_later_due_date_is_a_move_which_is_asked_about(plan, actionplan):
    ran = actionplan(*SPLIT, "--due", "2.2=2027-03-31", "--milestone", "2.1=a")
    words = "P155 2.2: it is due 31 Mar 2027, and 2 was due 31 Dec 2025: a move of the date"
    assert words in " ".join(ran.err.split())
    assert actionplan(*SPLIT, "--due", "2.2=2027-03-31", "--milestone", "2.1=a", "--accept", "P155").code == 0


def test_a_dry_run_writes_nothing(plan, actionplan):
    ran = actionplan(*SPLIT, "--dry-run")
    assert "Would make ./actions/2.1.toml" in ran.out
    assert sorted(path.name for path in (plan / "actions").iterdir()) == ["2.toml", "3.toml"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("split", "2", "2.1"), "name at least two parts of 2"),
        (("split", "2", "2.1", "2.1"), "name at least two parts of 2"),
        (("split", "2", "2.1", "3"), 'there is already an action "3"'),
        (("split", "2", "2.1", "2.2", "--owner", "icb"), "name the part that it is for, such as 2.1=..."),
        (("split", "2", "2.1", "2.2", "--owner", "2.3=icb"), '"2.3" is none of the parts 2.1, 2.2'),
        (("split", "2", "2.1", "2.2", "--milestone", "2.1=b"), '2 has no open milestone "b" (open: a)'),
        (("split", "2", "2.1", "2.2", "--resources", "2.1=3 posts"), "2 has nothing in posts"),
        (("join", "2", "--into", "4", "--title", "T"), "name at least two actions to join"),
        (("join", "2", "3", "--into", "4", "--title", "T"), "2 and 3 differ in owner: say what holds for 4, --owner"),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(plan, actionplan, arguments, message):
    before = {path.name: path.read_bytes() for path in (plan / "actions").iterdir()}
    ran = actionplan(*arguments, "--by", "board", "--reason", "R", "--yes")
    assert ran.code != 0
    assert message in " ".join(ran.err.split())
    assert {path.name: path.read_bytes() for path in (plan / "actions").iterdir()} == before


def test_what_is_closed_is_not_split(divided, actionplan):
    ran = actionplan("split", "2", "4", "5", "--by", "board", "--reason", "R")
    assert "2 is replaced, so there is nothing to split or join" in ran.err


def test_nothing_more_is_reported_of_an_action_that_was_split(divided, actionplan):
    ran = actionplan("update", "2", "--state", "complete", "--by", "hcc", "--note", "Done")
    assert ran.code == 1
    assert "E442" in ran.err
    assert "report it of 2.1 or 2.2" in " ".join(ran.err.split())
    assert actionplan("update", "2", "--by", "hcc", "--note", "The last minutes are found").code == 0


def test_a_join_takes_over_what_all_had_and_the_earliest_first_date(plan, actionplan):
    assert actionplan(*JOIN, "--owner", "hcc", "--due", "2027-03-31", "--yes").code == 0

    text = (plan / "actions/4.toml").read_text()
    assert 'replaces = ["2", "3"]' in text
    assert 'partners = ["icb"]' in text
    assert 'findings = ["PA1:a"]' in text
    assert 'id = "a"' in text
    assert "after" not in text  # what is joined is not among what the new one comes after
    out = " ".join(actionplan("show", "4").out.split())
    assert "Joins what was 2 and 3, first due 30 Jun 2025." in out
    assert "Joined into 4 on 24 Nov 2026." in actionplan("show", "3").out
    assert actionplan("check").code == 0


def test_undo_takes_back_all_of_a_split_and_all_of_a_join(plan, actionplan):
    before = {path.name: path.read_bytes() for path in (plan / "actions").iterdir()}
    for command, first in ((SPLIT, "2"), ((*JOIN, "--owner", "hcc", "--due", "2027-03-31"), "3")):
        assert actionplan(*command, "--yes").code == 0
        assert "Removed ./actions/" in actionplan("undo", first, "--yes").out
        assert {path.name: path.read_bytes() for path in (plan / "actions").iterdir()} == before


def test_undo_of_a_part_takes_back_the_whole_split_and_says_so(plan, actionplan):
    before = {path.name: path.read_bytes() for path in (plan / "actions").iterdir()}
    assert actionplan(*SPLIT, "--yes").code == 0
    said = actionplan("undo", "2.2", "--yes").out
    assert said.startswith("2 was split into 2.1 and 2.2.\n")
    assert {path.name: path.read_bytes() for path in (plan / "actions").iterdir()} == before


def test_undo_without_a_name_takes_back_a_join(empty: Repository, monkeypatch: pytest.MonkeyPatch, actionplan):
    """Two files have a new entry, and one is new; they are one join."""
    plan = write_plan(empty.root / "p", FILES)
    monkeypatch.chdir(plan)
    empty.commit("2026-11-20")
    before = {path.name: path.read_bytes() for path in (plan / "actions").iterdir()}
    assert actionplan(*JOIN, "--owner", "hcc", "--due", "2027-03-31", "--yes").code == 0
    assert actionplan("undo").out.startswith("2 and 3 were joined into 4.\n")
    assert {path.name: path.read_bytes() for path in (plan / "actions").iterdir()} == before


def test_undo_leaves_a_part_that_has_entries(divided, actionplan):
    actionplan("update", "2.1", "--state", "in-progress", "--by", "hcc", "--note", "Begun")
    assert "undo them first (actionplan undo 2.1)" in " ".join(actionplan("undo", "2", "--yes").err.split())


def test_a_part_gets_another_id_on_both_sides(divided, actionplan):
    assert actionplan("renumber", "2.1", "5").code == 0
    assert 'replaced_by = ["5", "2.2"]' in (divided / "actions/2.toml").read_text()
    assert actionplan("renumber", "2", "6").code == 0
    assert 'replaces = ["6"]' in (divided / "actions/5.toml").read_text()
    assert actionplan("check").code == 0


def test_a_part_can_be_split_again(divided, actionplan):
    assert actionplan("split", "2.2", "7", "8", "--by", "board", "--reason", "R", "--yes").code == 0
    resolutions = json.loads(actionplan("resolutions", "--format", "json").out)["plans"][0]["open"]
    assert resolutions[0]["clauses"][0]["actions"] == ["2.1", "7", "8"]
    assert "moved twice from 30 Jun 2025" in " ".join(actionplan("show", "8").out.split())


def test_a_move_by_a_split_needs_the_approvals_of_any_move(make_plan, actionplan, monkeypatch):
    policy = '\n[policy]\nredate_approvals = ["board"]\n'
    monkeypatch.chdir(make_plan(FILES | {"plan.toml": PLAN + policy}))
    moved = (*SPLIT, "--due", "2.2=2027-03-31", "--milestone", "2.1=a", "--yes")
    assert "E440 2.2 is due on another day than 2 was, without the approval of board" in " ".join(
        actionplan(*moved).err.split()
    )
    assert actionplan(*moved, "--approved", "board:2026-11-20").code == 0
