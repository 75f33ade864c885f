"""The plans for measurements keep the rules, have the stated size, and are the same in every peer's files."""

import re

import pytest

import data
import peer_files
from made_plans import SIZES, Size, write_plans

TINY = Size(plans=2, actions=15, entries=6)
ACTIONS = 2 * 15
ENTRIES = 2 * 15 * 6


@pytest.fixture
def made(tmp_path):
    write_plans(tmp_path / "made", TINY)
    return tmp_path / "made"


def texts(folder, pattern):
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob(pattern)) if path.is_file()]


def test_the_rules_have_nothing_to_say(made, actionplan):
    ran = actionplan("check", *peer_files.plan_folders(made))
    assert (ran.code, ran.out.partition(",")[0]) == (0, "No problems in 2 plans")


def test_every_action_has_so_many_entries(made):
    actions = texts(made, "*/area-*/actions/*.toml")
    assert len(actions) == ACTIONS
    assert {text.count("[[status]]") for text in actions} == {6}


def test_the_same_plans_are_made_each_time(made, tmp_path):
    write_plans(tmp_path / "again", TINY)
    assert texts(tmp_path / "again", "**/*") == texts(made, "**/*")


def test_sizes_are_what_the_tables_say():
    assert {name: size.plans for name, size in SIZES.items()} == data.PLANS
    assert {name: size.plans * size.actions for name, size in SIZES.items()} == data.ACTIONS
    assert {name: size.plans * size.actions * size.entries for name, size in SIZES.items()} == data.ENTRIES
    assert data.ENTRIES["L"] == 440_640


PEERS = {
    "taskwarrior": ("data/*.data", r"^\[", r"annotation_\d+:"),
    "ledger": ("*.ledger", None, r"^    Plan:.*  1 entry$"),
    "beancount": ("*.beancount", r"open Assets:", r"^  Assets:.*  1 ENTRY$"),
    "todoman": ("cal/*/*.ics", r"^BEGIN:VTODO", None),
    "doorstop": ("actions/ACT*.yml", r"^active: true", r"^  - 20"),
    "backlog": ("backlog/tasks/*.md", r"^id: TASK-", r"^author: "),
}
"""Peer -> its files, what begins an action, what begins an entry; None where folded lines or accounts hide that."""


@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_gets_every_action_and_every_entry(made, tmp_path, peer):
    peer_files.write_peers(made, tmp_path, [peer])
    pattern, action, entry = PEERS[peer]
    text = "\n".join(texts(tmp_path / peer, pattern))
    if action is not None:
        assert len(re.findall(action, text, re.MULTILINE)) == ACTIONS
    if entry is not None:
        assert len(re.findall(entry, text, re.MULTILINE)) == ENTRIES


def test_every_peer_has_a_writer():
    assert PEERS.keys() == peer_files.WRITERS.keys()
