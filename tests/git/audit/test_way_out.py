"""Honest work on two branches that meets in a merge: whatever comes of it, there is a way out, and all accept it.

Each test ends with a plan in which `check` finds no error, in a history in which `audit` finds nothing.
"""

import os

import pytest

import actionplan
from conftest import dedented
from honest_life import Life, unnamed

BY = ("--by", "hcc")

AREA_RISK = 'title = "A risk"\nareas = ["PA1"]\n'


@pytest.fixture(params=[False, True], ids=["main merges", "the branch merges"])
def life(request, tmp_path):
    """Return a plan with a second branch; the test works on that first, and then on main."""
    made = Life(tmp_path.resolve())
    made.start_branch()
    made.merges_from_main = request.param
    yield made
    made.end()


def to_main(life):
    life.switch(0)


def merge(life):
    """Merge the two branches, and resolve what needs no decision."""
    life.pass_days(1)
    other = "branch1"
    if life.merges_from_main:
        life.switch(0)
        other = "main"
    life.git("merge", "--quiet", "--no-ff", "--no-edit", other, check=False)
    return life.command("resolve", codes=(0, 1))


def finish(life):
    """Commit, and assert that all is well; return what each record's file says."""
    assert life.open_files() == {}
    life.commit()
    portfolio = actionplan.load(life.repository.plan).at(life.day)
    assert [problem for problem in actionplan.check(portfolio) if problem.severity == "error"] == []
    assert actionplan.audit(life.repository.plan).findings == ()
    return life.records()


# Two records of one id


@pytest.mark.parametrize("kind", ["action", "area"])
def test_each_side_makes_a_record_of_one_id_and_one_renumbers_its_own(life, kind):
    def make(identifier):
        if kind == "action":
            return life.make(identifier, is_draft=False)
        life.number += 1
        life.command("new", "area", identifier, "--title", f"Made {life.number}", "--kind", "priority-action")
        return life.commit()

    make("6.1")
    to_main(life)
    make("6.1")
    life.command("renumber", "6.1", "7.1")
    life.commit()
    merge(life)
    records = finish(life)
    assert records[f"{kind}s/7.1.toml"]["title"] == "Made 2"
    assert records[f"{kind}s/7.1.toml"].get("formerly", []) == [], "the id finds the other record now"
    assert records[f"{kind}s/6.1.toml"]["title"] == "Made 1"


def test_the_way_out_is_open_after_the_merge_was_committed(life):
    """Git merges such branches without a word, so the merge may be old when somebody asks `check`."""
    life.make("6.1", is_draft=False)
    to_main(life)
    life.make("6.1", is_draft=False)
    life.command("renumber", "6.1", "7.1")
    life.commit()
    life.git("merge", "--quiet", "--no-ff", "--no-edit", "branch1")
    life.pass_days(9)
    problems = actionplan.check(actionplan.load(life.repository.plan).at(life.day))
    assert [(problem.code, problem.fix) for problem in problems if problem.severity == "error"] == [
        ("E208", "it finds that record now; take it out here: actionplan resolve")
    ]
    life.command("resolve")
    finish(life)


def test_a_renumbering_on_the_way_changes_what_its_branch_says_of_it(life):
    """The references that a branch had to its own record follow it, though the id is another record's at the end."""
    life.make("6.1", is_draft=False)
    to_main(life)
    life.make("6.1", is_draft=False)
    life.command("new", "action", "6.2", "--title", "After", "--area", "PA1", "--owner", "hcc", "--after", "6.1")
    life.commit()
    life.command("renumber", "6.1", "7.1")
    life.commit()
    merge(life)
    assert finish(life)["actions/6.2.toml"]["after"] == ["7.1"]


def test_two_records_of_one_id_both_stay_and_one_is_cancelled(life):
    life.make("6.1", is_draft=False)
    to_main(life)
    life.make("6.1", is_draft=False)
    merge(life)
    said = life.command("resolve", "6.1", "--ours", codes=(1,))
    assert "both were agreed, so neither may go" in said
    life.command("resolve", "6.1", "--both", "6.2")
    life.commit()
    life.command("cancel", "6.2", "--reason", "The same as 6.1", "--by", "hcc")
    finish(life)


# A record is renumbered on one side, and named on the other


NEW = {
    "an action": lambda it: it.make("6.1", is_draft=False),
    "a risk": lambda it: it.repository.write({"risks/R1.toml": AREA_RISK}),
    "an entry": lambda it: it.command("amend", "1.1", "--area", "PA2", "--area", "PA1", "--reason", "Wider", *BY),
}


@pytest.mark.parametrize("what", NEW)
def test_an_area_is_renumbered_on_one_side_and_named_on_the_other(life, what):
    to_main(life)
    life.command("new", "area", "PA2", "--title", "Health", "--kind", "priority-action")
    life.commit()
    life.git("branch", "--force", "branch1", "main")
    life.switch(0)
    NEW[what](life)
    life.commit()
    to_main(life)
    life.command("renumber", "PA1", "A1")
    life.commit()
    merge(life)
    assert all("PA1" not in table.get("areas", ()) for table in finish(life).values())


@pytest.mark.parametrize("side", ["the first", "the second"])
def test_two_new_files_of_one_name_whose_area_was_renumbered(life, side):
    if side == "the first":
        life.command("renumber", "PA1", "A1")
        life.commit()
    life.make("6.1", is_draft=False)
    to_main(life)
    if side == "the second":
        life.command("renumber", "PA1", "A1")
        life.commit()
    life.make("6.1", is_draft=False)
    merge(life)
    life.command("resolve", "6.1", "--both", "6.2")
    records = finish(life)
    assert records["actions/6.1.toml"]["areas"] == records["actions/6.2.toml"]["areas"] == ["A1"]


def test_an_action_is_renumbered_on_one_side_and_comes_before_another_on_the_other(life):
    life.command("new", "action", "6.2", "--title", "Two", "--area", "PA1", "--owner", "hcc", "--after", "1.1")
    life.commit()
    to_main(life)
    life.command("renumber", "1.1", "8.1")
    life.commit()
    assert "has the present ids of records now" in merge(life)
    assert finish(life)["actions/6.2.toml"]["after"] == ["8.1"]


def test_check_says_which_id_a_record_has_now(make_plan, actionplan):
    area = 'title = "Data"\nkind = "priority-action"\nformerly = ["A7"]\n'
    action = 'title = "T"\nareas = ["A7"]\nowner = "hcc"\ndue = 2024-09-30\n'
    plan = make_plan({"areas/PA1.toml": area, "actions/1.1.toml": action})
    ran = actionplan("check", plan)
    assert "fix: it is PA1 now; put that in: actionplan resolve" in ran.out
    assert actionplan("resolve", "--plan", plan).code == 0
    assert 'areas = ["PA1"]' in (plan / "actions" / "1.1.toml").read_text()
    assert actionplan("check", plan).code == 0


# Entries


SAME_ID = dedented("""
    id = "same"
    on = 2024-06-03
    by = "hcc"
    note = "{}"
""")


@pytest.mark.parametrize("answer", ["--ours", "--theirs"])
def test_each_side_gives_one_id_to_an_entry_of_its_own(life, answer):
    life.repository.append(SAME_ID.format("one"))
    life.commit()
    to_main(life)
    life.repository.append(SAME_ID.format("two"))
    life.commit()
    merge(life)
    life.command("resolve", "1.1", answer)
    status = finish(life)["actions/1.1.toml"]["status"]
    assert sorted(entry["note"] for entry in status if entry.get("note") in ("one", "two")) == ["one", "two"]


def verified_and_reopened(life):
    to_main(life)
    life.command("update", "1.1", "--state", "complete", "--evidence", "https://x.example", *BY)
    life.commit()
    life.git("branch", "--force", "branch1", "main")
    life.switch(0)
    life.pass_days(1)
    life.command("update", "1.1", "--state", "in-progress", "--reason", "Not done", *BY)
    life.commit()
    to_main(life)
    life.pass_days(1)
    evidence = ("--evidence", "https://x.example")
    life.command("update", "1.1", "--state", "verified", *evidence, "--by", "board")
    life.commit()
    merge(life)


def test_an_action_is_verified_on_one_side_and_reopened_on_the_other(life):
    """The board examined what it took for complete: its entry is corrected, and stays where it is."""
    verified_and_reopened(life)
    (entry,) = (entry for entry in life.records()["actions/1.1.toml"]["status"] if entry.get("state") == "verified")
    why = ("--reason", "It had been reopened", "--by", "board")
    life.command("correct", f"1.1:{entry['id']}", "--state", "in-progress", *why)
    assert unnamed(finish(life)["actions/1.1.toml"]["status"][-1])["state"] == "in-progress"


def test_an_action_that_was_complete_again_when_it_was_verified(life):
    verified_and_reopened(life)
    day = life.records()["actions/1.1.toml"]["status"][-2]["on"]
    life.command(
        "update", "1.1", "--state", "complete", "--on", str(day), "--evidence", "https://x.example", "--yes", *BY
    )
    finish(life)


def test_nothing_is_left_of_a_merge(life):
    life.make("6.1", is_draft=True)
    to_main(life)
    life.make("6.2", is_draft=True)
    assert merge(life) == "There are no conflicts.\n"
    assert not os.path.exists(life.repository.root / ".git" / "MERGE_HEAD")
    finish(life)


def test_two_merges_that_chose_different_ids_meet(life):
    """Each branch renumbers one action, and each merges the other's commit with its own answer."""
    life.command("renumber", "1.1", "7.5")
    life.commit()
    life.git("tag", "first")
    to_main(life)
    life.command("renumber", "1.1", "7.6")
    life.commit()
    life.git("tag", "second")
    for branch, other in (("branch1", "second"), ("main", "first")):
        life.git("checkout", "--quiet", branch)
        life.branch = branch
        life.git("merge", "--quiet", "--no-ff", "--no-edit", other, check=False)
        life.resolve("ours")
        life.commit()
        life.command("update", "1.1", "--note", f"Of {branch}", *BY)
        life.commit()
    merge(life)
    life.resolve("ours")
    (record,) = (table for table in finish(life).values() if table["title"] == "Build the dashboard")
    assert {"1.1"} < set(record["formerly"])
    assert {"Of branch1", "Of main"} < {entry.get("note") for entry in record["status"]}


def test_each_side_makes_a_record_of_one_id_and_both_renumber_their_own(life):
    """Then two records had the id; they are not taken for one, and each is followed to its file."""
    life.make("6.1", is_draft=False)
    life.command("renumber", "6.1", "7.1")
    life.commit()
    to_main(life)
    life.make("6.1", is_draft=False)
    life.git("branch", "third")
    life.command("renumber", "6.1", "7.2")
    life.commit()
    assert "has the present ids of records now" in merge(life)
    finish(life)
    life.git("checkout", "--quiet", "third")
    life.command("update", "6.1", "--note", "Later", *BY)
    life.commit()
    life.git("checkout", "--quiet", life.branch)
    life.git("merge", "--quiet", "--no-ff", "--no-edit", "third", check=False)
    life.command("resolve", codes=(0, 1))
    records = finish(life)
    assert [entry["note"] for entry in records["actions/7.2.toml"]["status"]] == ["Later"]
    assert "status" not in records["actions/7.1.toml"]
