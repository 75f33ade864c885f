"""Conflict markers that somebody pasted into a text are part of that text, and not a conflict."""

import pytest

from actionplan.merge.markers import has_markers, only
from conftest import ACTION, PlanMaker, Runner, dedented

PASTED = "<<<<<<< ours\nprogress = 40\n=======\nprogress = 60\n>>>>>>> theirs\n"
ENTRY = f'\n[[status]]\non = 2024-03-05\nby = "hcc"\nnote = """\nGit printed:\n{PASTED}Which is right?"""\n'
IN_A_HEAD = f"title = '''\n{PASTED}'''\nareas = ['PA1']\nowner = 'hcc'\n"
WITHOUT_A_LINE_BEFORE = f'\n[[status]]\non = 2024-03-05\nnote = """\n{PASTED}"""\n'
ENTRIES = [f"[[status]]\non = 2024-04-09\nnote = '{note}'\n" for note in ("One", "Two")]
REAL = f"<<<<<<< ours\n{ENTRIES[0]}=======\n{ENTRIES[1]}>>>>>>> theirs\n"


@pytest.mark.parametrize("text", [dedented(ACTION) + ENTRY, IN_A_HEAD, dedented(ACTION) + WITHOUT_A_LINE_BEFORE])
def test_a_pasted_conflict_is_left_alone(text: str, make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": text})
    before = (plan / "actions/1.1.toml").read_bytes()
    ran = actionplan("resolve", "--plan", plan)
    assert (ran.code, ran.out) == (0, "There are no conflicts.\n")
    assert (plan / "actions/1.1.toml").read_bytes() == before


def test_it_is_kept_where_there_is_a_conflict_too(make_plan: PlanMaker, actionplan: Runner) -> None:
    plan = make_plan({"actions/1.1.toml": dedented(ACTION) + ENTRY + REAL})
    assert actionplan("resolve", "--plan", plan).code == 0
    after = (plan / "actions/1.1.toml").read_text()
    assert PASTED in after
    assert "One" in after
    assert "Two" in after


def test_markers_of_a_merge_within_a_text_are_a_conflict() -> None:
    text = 'note = """\n{}"""\n'
    versions = text.format("One\n").encode(), text.format("Two\n").encode()
    merged = text.format("<<<<<<< ours\nOne\n=======\nTwo\n>>>>>>> theirs\n").encode()
    assert has_markers(merged, *versions)
    assert not has_markers(merged, merged, versions[1])
    assert not has_markers(merged)


def test_a_conflict_that_ends_a_text_can_be_taken_apart() -> None:
    merged = b'note = """\n<<<<<<< ours\nOne"""\n=======\nTwo"""\n>>>>>>> theirs\n'
    assert only(merged, "theirs") == b'note = """\nTwo"""\n'


def test_what_cannot_be_read_is_not_written(make_plan: PlanMaker, actionplan: Runner) -> None:
    text = "<<<<<<< ours\ntitle = One\n=======\ntitle = Two\n>>>>>>> theirs\n"
    plan = make_plan({"actions/1.1.toml": text})
    ran = actionplan("resolve", "1.1", "--ours", "--plan", plan)
    assert (ran.code, "Nothing was written to" in ran.err) == (1, True)
    assert (plan / "actions/1.1.toml").read_text() == text
