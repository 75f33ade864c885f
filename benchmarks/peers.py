"""The programs that ours is compared with, and the task of each."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from typing import NamedTuple

import data
from measuring import Work

_PLACES = (
    data.PROJECT / ".peers" / "python" / "bin",
    *sorted((data.PROJECT / ".peers" / "node_modules").glob("backlog.md-*")),
    data.PROJECT / ".peers" / "node_modules" / ".bin",
)
"""Where ``install_peers.sh`` puts what does not belong to the system."""

_NOTE = "Two more teams have sent their part; the last one has named a day."


class Peer(NamedTuple):
    """A program that ours is compared with.

    Attributes:
        name: its name in the tables.
        program: the command's name.
        files: which of `peer_files.WRITERS` writes its files.
        what: what it is, and what it does with what it reads.
    """

    name: str
    program: str
    files: str
    what: str


PEERS = (
    Peer("Taskwarrior", "task", "taskwarrior", "C++; a task list. History is annotations; next to nothing is checked"),
    Peer("ledger", "ledger", "ledger", "C++; accounts. Checks that each transaction balances, and adds up"),
    Peer("hledger", "hledger", "ledger", "Haskell; accounts. As ledger"),
    Peer("beancount", "bean-check", "beancount", "C and Python; accounts. Checks accounts, dates, balances and totals"),
    Peer("Fava", "fava", "beancount", "Python; beancount's view in a browser. Reads the whole ledger, and adds up"),
    Peer("todoman", "todo", "todoman", "Python; a task list. History is one text, which is not read"),
    Peer(
        "Doorstop", "doorstop", "doorstop", "Python; requirements. History is one text; checks levels, links, reviews"
    ),
    Peer("Backlog.md", "backlog", "backlog", "compiled TypeScript; tasks in Markdown. History is comments"),
)
"""All of them. What of these is not installed is named and left out."""


def program(peer: Peer) -> str | None:
    """Return the path of a peer's program, or None if it is not installed."""
    return shutil.which(peer.program, path=os.pathsep.join([*map(str, _PLACES), os.environ.get("PATH", "")]))


def version(path: str) -> str:
    """Return the version that a program says it has."""
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.search(r"\d+(\.\d+)+", said)
    return found[0] if found else "unknown"


def loads(peer: Peer, size: str) -> Iterator[Work]:
    """Yield what a peer is asked that loads everything, and the output that shows that it has.

    Args:
        peer: one that is installed.
        size: of the plans.
    """
    path, at = program(peer), data.peer(peer.files, size)
    assert path is not None
    actions, entries = data.ACTIONS[size], data.ENTRIES[size]
    if peer.name == "Taskwarrior":
        setting = {"TASKRC": "rc"}
        yield Work(f"task summary {size}", (path, "summary"), at, setting, says=(f"{data.PLANS[size] * 6} projects", 1))
        yield Work(f"task count {size}", (path, "count"), at, setting, says=(str(actions), 1))
    elif peer.name == "ledger":
        yield Work(f"ledger balance {size}", (path, "-f", "plan.ledger", "bal"), at, says=(f"-{entries} entry", 1))
    elif peer.name == "hledger":
        words = (path, "-f", "plan.ledger")
        yield Work(f"hledger balance {size}", (*words, "balance"), at, says=(f"-{entries} entry", 1))
        yield Work(f"hledger check {size}", (*words, "check"), at)
    elif peer.name == "beancount":
        yield Work(f"bean-check {size}", (path, "-C", "plan.beancount"), at)
    elif peer.name == "todoman":
        asked, cache = (path, "--config", "config.py", "list", "--status", "ANY"), at / "cache.sqlite3"
        yield Work(f"todo list {size}, cold", asked, at, removed=(cache,), says=("\n", actions))
        yield Work(f"todo list {size}, cached", asked, at, says=("\n", actions))
    elif peer.name == "Doorstop":
        yield Work(f"doorstop {size}", (path,), at)
        yield Work(f"doorstop {size}, fewer checks", (path, "-W", "-C", "-F"), at)
    elif peer.name == "Backlog.md":
        yield Work(f"backlog list {size}", (path, "task", "list", "--plain"), at, says=("TASK-", actions))


def updates(peer: Peer, size: str) -> Iterator[Work]:
    """Yield what a peer is asked to write, if it has a command that writes one thing.

    Args:
        peer: one that is installed.
        size: of the plans.
    """
    if peer.name not in {"Taskwarrior", "todoman", "Doorstop", "Backlog.md"}:
        return
    path, at = program(peer), data.copied(data.peer(peer.files, size))
    assert path is not None
    if peer.name == "Taskwarrior":
        yield Work(f"task annotate {size}", (path, "1", "annotate", _NOTE), at, {"TASKRC": "rc"})
    elif peer.name == "todoman":
        words = (path, "--config", "config.py", "edit", "1", "--due", "2026-06-01")
        yield Work(f"todo edit {size}", words, at)
    elif peer.name == "Doorstop":
        yield Work(f"doorstop review {size}", (path, "review", "ACT00001"), at)
    else:
        yield Work(f"backlog edit {size}", (path, "task", "edit", "1", "--comment", _NOTE), at)
