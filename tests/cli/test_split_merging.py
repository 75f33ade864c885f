"""An action is split on one branch and updated on the other: nothing is lost, and nothing is counted twice."""

import json

import pytest

SPLIT = ("split", "1.1", "1.2=Buy it", "1.3=Train for it", "--by", "board", "--reason", "Two teams do it", "--yes")


@pytest.fixture
def two(set_up, monkeypatch, actionplan):
    """Return a repository whose branch ``split`` has split action 1.1; ``main``, which is checked out, has not."""
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_DATE", "2026-11-24T12:00:00")
    set_up.save()
    set_up.git("checkout", "--quiet", "-b", "split")
    assert actionplan(*SPLIT).code == 0
    set_up.save()
    set_up.git("checkout", "--quiet", "main")
    return set_up


def merged(two, actionplan, *update, note="Begun"):
    assert actionplan("update", "1.1", "--by", "hcc", "--state", "in-progress", "--note", note, *update).code == 0
    two.save()
    two.git("merge", "--quiet", "--no-edit", "split")
    (plan,) = json.loads(actionplan("status", "--format", "json").out)["plans"]
    return {action["id"]: action for action in plan["actions"]}, plan["totals"]


def test_an_update_of_an_earlier_day_is_kept_and_is_what_the_parts_begin_with(two, actionplan):
    actions, totals = merged(two, actionplan, "--on", "2026-11-20", "--progress", "40")
    assert (totals["actions"], totals["replaced"]) == (2, 1)
    assert actions["1.1"]["replaced_by"] == ["1.2", "1.3"]
    assert [actions[name]["progress_before"] for name in ("1.2", "1.3")] == [40, 40]
    assert [actions[name]["last_update"] for name in ("1.2", "1.3")] == ["2026-11-20", "2026-11-20"]
    assert actionplan("audit").code == 0
    assert actionplan("check").code == 0


@pytest.mark.parametrize("note", ["Begun", "Half done", "Ready to begin", "As before"])
def test_an_update_of_the_same_day_comes_before_the_split(note, two, actionplan):
    """Ids are made of the contents, and order other entries of one day; but nothing can be reported after a split."""
    actions, totals = merged(two, actionplan, note=note)
    assert [entry.get("state") for entry in two.table()["status"]] == ["in-progress", "replaced"]
    assert (totals["actions"], totals["replaced"]) == (2, 1)
    assert actions["1.2"]["state_before"] == "in-progress"
    assert actionplan("audit").code == 0
    assert actionplan("check").code == 0


def test_an_update_that_was_recorded_after_the_split_is_an_error_with_advice(two, actionplan):
    actions, _ = merged(two, actionplan)
    assert actions["1.1"]["state"] == "replaced"
    two.git("checkout", "--quiet", "split")
    ran = actionplan("update", "1.1", "--by", "hcc", "--state", "complete", "--note", "Done")
    assert "report it of 1.2 or 1.3" in " ".join(ran.err.split())
