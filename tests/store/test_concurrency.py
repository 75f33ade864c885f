"""Two people save at once: no entry is lost, and whoever was too slow is told to try again."""

import subprocess
import sys
from pathlib import Path

from actionplan.store.load import load_strict
from conftest import PlanMaker

ROUNDS = 100

UPDATES = """
import contextlib, io, sys
from actionplan.cli.main import run

body, plan, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for number in range(rounds):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = run(["update", "1.1", "--by", body, "--note", f"{body} {number}", "--on", "2024-03-05", "--plan", plan])
    print(number, code, said.getvalue().strip(), flush=True)
"""
"""Updates one action again and again, and says of each update how it ended."""


def updating(plan: Path, body: str) -> "subprocess.Popen[str]":
    """Start a process that updates the action; it waits for the other one."""
    arguments = [sys.executable, "-c", UPDATES, body, str(plan), str(ROUNDS)]
    started = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def test_no_update_of_two_at_once_is_lost(make_plan: PlanMaker) -> None:
    plan = make_plan()
    both = {body: updating(plan, body) for body in ("hcc", "icb")}
    for process in both.values():
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()

    saved = []
    for body, process in both.items():
        out, _ = process.communicate()
        for line in out.splitlines():
            number, code, said = line.split(" ", 2)
            if code == "0":
                saved.append(f"{body} {number}")
            else:
                assert (code, said.endswith("nothing was written: try again")) == ("2", True), line

    entries = load_strict(plan).plans[0].actions[0].status
    assert sorted(entry.note or "" for entry in entries) == sorted(saved)
    assert len({entry.id for entry in entries}) == len(entries)
    assert len(saved) > ROUNDS
    assert not list(plan.rglob(".actionplan-*.tmp"))
