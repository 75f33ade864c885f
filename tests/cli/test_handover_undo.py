"""`actionplan undo` of a handover, which is one change of several files."""

from pathlib import Path

import pytest

from conftest import write_plan
from ended_bodies import ENDED, FILES, HANDOVER, HELPS, NEW, add
from repositories import Repository


@pytest.fixture
def in_git(empty: Repository, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Return a plan in git, with a body that has ended and two successors; it is the current folder."""
    text = ENDED.format('["east", "west"]') + NEW.format("east", "East ICB") + NEW.format("west", "West ICB")
    monkeypatch.chdir(write_plan(empty.root / "p", {**FILES, "plan.toml": text}))
    empty.commit("2026-11-20")
    return empty


def contents(repository: Repository) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (repository.root / "p").rglob("*.toml")}


@pytest.mark.parametrize("named", [[], ["R1"]])
def test_undo_takes_back_a_whole_handover(named, in_git, actionplan):
    before = contents(in_git)
    actionplan(*HANDOVER)
    said = actionplan("undo", *named)
    assert said.code == 0, said.err
    assert "These 4 entries are one handover, from Integrated Care Board to East ICB on 1 Apr 2026." in " ".join(
        said.out.split()
    )
    assert said.out.count("Removed from") == 4
    assert contents(in_git) == before


def test_undo_without_a_name_takes_back_no_more_than_one_handover(in_git, actionplan):
    before = contents(in_git)
    actionplan(*HANDOVER, "R1", "1.1")
    between = contents(in_git)
    actionplan("handover", "icb", "waits", "PA1", "--to", "west", *HANDOVER[4:])
    said = actionplan("undo")
    assert said.code == 2
    assert (
        "name one, or add --all. They are the handover to West ICB (PA1, waits); the handover to East ICB (1.1, R1)"
        in " ".join(said.err.split())
    )
    assert actionplan("undo", "waits").code == 0
    assert contents(in_git) == between
    assert actionplan("undo").code == 0
    assert contents(in_git) == before


def test_undo_of_a_handover_names_the_later_entry_that_must_go_first(in_git, actionplan):
    actionplan(*HANDOVER)
    actionplan("update", "1.1", "--progress", "50", "--by", "east")
    handed = contents(in_git)
    assert "1.1 has a later entry: undo that first (actionplan undo 1.1)" in " ".join(
        actionplan("undo", "R1").err.split()
    )
    assert contents(in_git) == handed
    assert actionplan("undo", "1.1").out.count("Removed from") == 1
    assert actionplan("undo").out.count("Removed from") == 4


def test_undo_leaves_what_is_committed_of_a_handover(in_git, actionplan):
    actionplan(*HANDOVER, "R1")
    in_git.commit("2026-11-24")
    actionplan(*HANDOVER)
    assert actionplan("undo").out.count("Removed from") == 3


def test_undo_takes_back_both_what_it_owned_and_what_it_helped_with(in_git, actionplan):
    """Another handover of the same day, to another body, stays."""
    add(in_git.root / "p", HELPS)
    in_git.commit("2026-11-21")
    actionplan("handover", "icb", "R1", "1.4", "--to", "west", *HANDOVER[4:])
    between = contents(in_git)
    assert actionplan(*HANDOVER).code == 0
    assert actionplan("undo", "1.3").out.count("Removed from") == 4
    assert contents(in_git) == between
